//! Has all that was told come back: from a browser that put nothing on its disk, past copies that are slow, refused or
//! full, and beside another tab.

use std::time::Duration;

use e2e::support::browser::Session;
use e2e::support::*;
use e2e::{scenario, scenarios};
use serde_json::{Value, json};

pub fn scenarios() -> Vec<Scenario> {
    let many = scenario!(many_changes_that_the_disk_never_saw_are_there).only(Browser::Chromium);
    vec![many]
}

/// More than any browser holds back.
const CHANGES: usize = 200;
/// Ticks and unticks a box, and waits each time until that is kept.
const TICK: &str = "const [box, key, times] = arguments;
    return (async () => {
        for (let n = 0; n < times; n++) {
            const before = localStorage.getItem(key);
            box.click();
            while (localStorage.getItem(key) === before) await new Promise((done) => setTimeout(done, 4));
        }
    })()";

/// The box that is ticked so often.
fn a_box(page: &Page) -> Result<Target> {
    let items = page.guide.texts.prevention.values();
    let item = items.map(guide::words).next().context("something prevents it")?;
    Ok(checkbox(&item).within(&region(words::PREVENT)))
}

/// Makes changes, each of which is kept; the box ends up ticked.
async fn changes_a_lot(page: &Page) -> Result<()> {
    page.goes_through(1).await?;
    let item = page.find(&a_box(page)?).await?;
    let arguments = vec![item.to_json()?, json!(page.record_key()), json!(CHANGES - 1)];
    page.script(TICK, arguments).await?;
    page.goes_through(1).await?;
    ensure!(page.is_ticked(&a_box(page)?).await?, "it is not ticked");
    Ok(())
}

/// All is there as it was, and still after the next write.
async fn has_all(page: &Page, now: &Now, entries: &[String]) -> Result<()> {
    page.continue_if_asked().await?;
    page.stands_at(now).await?;
    page.sees_entries(entries).await?;
    ensure!(page.is_ticked(&a_box(page)?).await?, "the ticks are lost");
    page.goes_through(1).await?;
    page.reload().await?;
    page.sees_entries_beginning(entries).await?;
    ensure!(
        page.is_ticked(&a_box(page)?).await?,
        "the ticks are lost by the next write"
    );
    Ok(())
}

/// Local storage on the disk is what it was at the beginning.
async fn many_changes_that_the_disk_never_saw_are_there(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    let earlier = page.record_after("").await?;
    changes_a_lot(&page).await?;
    page.is_copied().await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.visit(&page.site.blank()).await?;
    page.keep(&page.record_key(), &earlier).await?;
    page.open().await?;
    has_all(&page, &now, &entries).await
}
