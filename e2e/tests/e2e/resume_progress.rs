//! Leaves in the middle and comes back.

use e2e::scenarios;
use e2e::support::*;
use serde_json::Value;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        a_reload_in_the_middle_loses_nothing,
        closing_and_opening_again_offers_to_continue,
        starting_over_forgets_the_entries_and_back_brings_them_back,
        what_the_browser_had_not_kept_yet_is_there_when_it_was_killed,
        what_somebody_else_kept_stays,
        a_changed_guide_keeps_what_still_has_meaning,
    ]
}

async fn a_reload_in_the_middle_loses_nothing(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed", "logged-out-often"]).await?;
    page.goes_through(3).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    ensure!(
        entries.len() == 5,
        "two signs and three answers were given, the timeline holds {entries:?}"
    );
    page.reload().await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await?;
    // And it goes on from there.
    page.goes_through(1).await?;
    page.sees_entries_beginning(&entries).await
}

async fn closing_and_opening_again_offers_to_continue(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(2).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.close_and_open_again().await?;
    let offer = page.reads(&region(words::CARRY_ON)).await?;
    let last = entries.last().context("something was told")?;
    ensure!(
        offer.contains(last.as_str()),
        "the last thing told was “{last}”, the page offers:\n{offer}"
    );
    page.click(&button(words::CONTINUE)).await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await
}

async fn starting_over_forgets_the_entries_and_back_brings_them_back(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(1).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.close_and_open_again().await?;
    page.click(&button(words::START_OVER).within(&region(words::CARRY_ON)))
        .await?;
    page.stands_at(&Now::Start).await?;
    page.sees_entries(&[]).await?;
    page.go_back().await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await
}

/// Local storage then holds what stood there some seconds before, or nothing.
async fn what_the_browser_had_not_kept_yet_is_there_when_it_was_killed(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    let earlier = page.record_after("").await?;
    page.goes_through(3).await?;
    page.is_copied().await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    for kept in [Some(earlier.as_str()), None] {
        page.visit(&page.site.blank()).await?;
        match kept {
            Some(earlier) => page.keep(&page.record_key(), earlier).await?,
            None => page.script("localStorage.clear()", Vec::new()).await.map(drop)?,
        }
        page.open().await?;
        page.continue_if_asked().await?;
        page.stands_at(&now).await?;
        page.sees_entries(&entries).await?;
    }
    Ok(())
}

/// An older page, say, which makes no copies.
async fn what_somebody_else_kept_stays(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(1).await?;
    page.is_copied().await?;
    let theirs = page.record_after("").await?.replacen("\"at\":1", "\"at\":2", 1);
    page.visit(&page.site.blank()).await?;
    page.keep(&page.record_key(), &theirs).await?;
    page.open().await?;
    ensure!(
        page.record_after("").await? == theirs,
        "what somebody else kept is gone"
    );
    Ok(())
}

async fn a_changed_guide_keeps_what_still_has_meaning(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["app-crashes", "stuck-loading"]).await?;
    page.goes_through(1).await?;
    let entries = page.entries().await?;
    let gone = page.guide.label("app-crashes")?.to_owned();

    let mut raw = page.guide.raw.clone();
    raw["revision"] = Value::from("another");
    let remove = |list: &mut Value, id: &str| {
        if let Some(list) = list.as_array_mut() {
            list.retain(|item| item["id"] != id);
        }
    };
    remove(&mut raw["guide"]["signs"], "app-crashes");
    let page = page.serving(guide::Bundle::from_value(raw)?);
    page.reload().await?;
    page.sees_message(words::DROPPED).await?;
    let kept: Vec<String> = entries.into_iter().filter(|entry| *entry != gone).collect();
    page.sees_entries(&kept).await
}
