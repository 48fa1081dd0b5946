//! Opens a page for another product.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        another_guide_works_with_no_change_of_code,
        guides_keep_their_progress_apart
    ]
}

async fn another_guide_works_with_no_change_of_code(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    page.sees(&heading(&page.guide.texts.guide.title)).await?;
    for (cause, sign) in [("clogged-filter", "drips-only"), ("overheated", "nothing-comes")] {
        page.report_signs(&[sign]).await?;
        let said = Owner { cause }.goes_on(&page, 12).await?;
        page.stands_at(&Now::Fixed)
            .await
            .with_context(|| format!("{cause}: {said:?}"))?;
        let ending = page.reads(&region(words::FIXED)).await?;
        let title = &page.guide.texts.causes[cause].title;
        ensure!(
            ending.contains(title.as_str()),
            "it was “{title}”, but after {said:?} the page says:\n{ending}"
        );
        page.click(&button(words::START_OVER)).await?;
        page.stands_at(&Now::Start).await?;
    }
    Ok(())
}

async fn guides_keep_their_progress_apart(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    let entries = page.entries().await?;
    let coffee = page.with_guide("coffee-machine")?;
    coffee.open().await?;
    coffee.stands_at(&Now::Start).await?;
    coffee.report_signs(&["red-light"]).await?;
    page.open().await?;
    page.sees_entries(&entries).await
}
