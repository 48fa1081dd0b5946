//! Deletes what the page keeps on the device.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![deleting_leaves_nothing_behind]
}

/// Whether all of what has the focus is on the screen.
const IN_SIGHT: &str = "const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight";

async fn deleting_leaves_nothing_behind(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    page.goes_through(1).await?;
    let id = &page.guide.guide.id;
    page.keep(&format!("fixpath:set-aside:{id}:1"), "rubbish").await?;
    page.keep("another program’s", "own").await?;

    page.click(&button(words::DELETE)).await?;
    page.focus_is_on(words::DELETE).await?;
    page.click(&button(words::DELETE_NO)).await?;
    page.focus_is_on(words::DELETE).await?;
    ensure!(ours(&page).await?.len() == 2, "it was deleted without a yes");
    page.is_copied().await?;
    page.click(&button(words::DELETE)).await?;
    page.click(&button(words::DELETE_YES)).await?;
    page.stands_at(&Now::Start).await?;
    page.until("what was done has the focus and is in sight", async || {
        let told = page.focused_name().await?.starts_with(words::DELETED);
        let seen = page.script(IN_SIGHT, Vec::new()).await? == true;
        Ok((told && seen).then_some(()))
    })
    .await?;
    page.sees_entries(&[]).await?;
    page.until("nothing is kept", async || {
        Ok((ours(&page).await?.is_empty() && page.copies().await?.is_empty()).then_some(()))
    })
    .await?;
    ensure!(
        page.kept().await?.contains_key("another program’s"),
        "what others keep was deleted too"
    );
    page.reload().await?;
    page.stands_at(&Now::Start).await?;
    page.sees_entries(&[]).await?;
    ensure!(
        ours(&page).await?.is_empty() && page.copies().await?.is_empty(),
        "it is kept again: {:?}, {:?}",
        ours(&page).await?,
        page.copies().await?
    );
    Ok(())
}

async fn ours(page: &Page) -> Result<Vec<String>> {
    Ok(page
        .kept()
        .await?
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| key.starts_with("fixpath"))
        .collect())
}
