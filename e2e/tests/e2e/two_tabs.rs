//! Has the page open twice.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![two_tabs_follow_each_other]
}

async fn two_tabs_follow_each_other(page: Page) -> Result<()> {
    page.open().await?;
    let one = page.tab().await?;
    let other = page.new_tab().await?;
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(1).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);

    page.turn_to(&one).await?;
    page.sees_entries(&entries).await?;
    page.continue_if_asked().await?;
    page.stands_at(&now).await?;
    page.goes_through(1).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);

    page.turn_to(&other).await?;
    page.sees_entries(&entries).await?;
    page.stands_at(&now).await
}
