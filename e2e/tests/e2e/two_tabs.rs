//! Has the page open twice.

use anyhow::{Context, ensure};
use e2e::scenarios;
use e2e::support::*;
use serde_json::{Value, json};

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        two_tabs_follow_each_other,
        what_another_tab_wrote_is_not_written_again,
        what_is_told_late_throws_nobody_back,
        a_tab_keeps_what_is_due_when_it_is_left,
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

/// By then the other tab may have gone on, and would be thrown back.
async fn what_another_tab_wrote_is_not_written_again(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    let before = page.now().await?;
    let earlier = page.record_after("").await?;
    page.goes_through(1).await?;
    let later = page.record_after(&earlier).await?;

    let key = page.record_key();
    let mut record: Value = serde_json::from_str(&earlier)?;
    record["writes"] = serde_json::from_str::<Value>(&later)?["writes"].clone();
    record["writes"]["another-tab"] = json!(1000);
    let theirs = record.to_string();
    page.keep(&key, &theirs).await?;
    page.hears(&key, Some(&theirs)).await?;
    page.stands_at(&before).await?;
    // What is due is written when the tab is left, so nothing can come later than this.
    page.script("dispatchEvent(new Event('pagehide'))", Vec::new()).await?;
    ensure!(
        page.record_after("").await? == theirs,
        "what came from elsewhere is written again"
    );
    // What it went on from may still be on its way, and is no news.
    page.keep(&key, &later).await?;
    page.hears(&key, Some(&later)).await?;
    page.stands_at(&before).await?;
    page.goes_through(1).await.map(drop)
}

/// The tab has written by then what it went on to.
async fn what_is_told_late_throws_nobody_back(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    let earlier = page.record_after("").await?;
    page.goes_through(1).await?;
    page.record_after(&earlier).await?;
    let entries = page.entries().await?;
    for told in [Some(earlier.as_str()), None] {
        page.hears(&page.record_key(), told).await?;
    }
    page.goes_through(1).await?;
    let after = page.entries().await?;
    ensure!(
        after.starts_with(&entries) && after.len() == entries.len() + 1,
        "{entries:?} became {after:?}"
    );
    Ok(())
}

/// A tab in the background waits long for its next task, and may not get one.
async fn a_tab_keeps_what_is_due_when_it_is_left(page: Page) -> Result<()> {
    page.open().await?;
    let go = page.find(&button(words::FIND)).await?;
    // In one task, as far as promises reach: no timer has its turn in between.
    let leave = "const [go, key] = arguments;
        return (async () => {
            go.click();
            for (let n = 0; n < 100; n++) await null;
            document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
            return localStorage.getItem(key);
        })()";
    let kept = page
        .script(leave, vec![go.to_json()?, json!(page.record_key())])
        .await?;
    ensure!(kept.is_string(), "nothing is kept yet");
    Ok(())
}
