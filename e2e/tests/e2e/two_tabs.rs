//! Has the page open twice.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        two_tabs_follow_each_other,
        what_one_tab_undoes_is_undone_in_the_other_and_can_be_redone_there
    ]
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

async fn what_one_tab_undoes_is_undone_in_the_other_and_can_be_redone_there(page: Page) -> Result<()> {
    page.open().await?;
    let one = page.tab().await?;
    page.report_signs(&["authorization-failed"]).await?;
    let said = page.goes_through(1).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    let (before, answer) = said.first().context("one card")?;
    let entry = page.entry(before, answer)?;

    page.new_tab().await?;
    page.open().await?;
    page.continue_if_asked().await?;
    page.stands_at(&now).await?;
    page.click(&button(&words::undo(&entry))).await?;
    page.stands_at(before).await?;

    page.turn_to(&one).await?;
    page.stands_at(before).await?;
    page.sees_no_entry(&entry).await?;
    page.click(&button(&words::redo(&entry))).await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await
}
