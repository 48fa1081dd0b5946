//! Has the browser killed in the middle of a write, again and again.
//!
//! Browsers gather what a page keeps in local storage and write it to the disk some seconds later, which no page can
//! hasten; what it keeps in IndexedDB they write at once.

use std::time::Duration;

use e2e::scenario;
use e2e::support::browser::Session;
use e2e::support::*;
use serde_json::{Value, json};

pub fn scenarios() -> Vec<Scenario> {
    // WebKit's driver takes a fresh profile each time.
    let killed = || scenario!(a_killed_browser_loses_the_last_entry_at_most).at_length();
    vec![killed().only(Browser::Chromium), killed().only(Browser::Firefox)]
}

/// How often it is killed unless `FIXPATH_KILLS` says otherwise; `cargo xtask robust` asks for 50.
const KILLS: usize = 4;
/// Pressed and not waited for, so that the kill falls into the write.
const PRESS: &str = "arguments[0].click()";

async fn a_killed_browser_loses_the_last_entry_at_most(page: Page) -> Result<()> {
    let kills: usize = match std::env::var("FIXPATH_KILLS") {
        Ok(kills) => kills.parse().context("FIXPATH_KILLS is a number")?,
        Err(_) => KILLS,
    };
    let profile = tempfile::tempdir()?;
    // What has to be there next time, and what was told.
    let (mut safe, mut told) = (0, 0);
    let mut losses = Vec::new();
    for n in 0..=kills {
        let session = Session::start_in(page.env(), page.browser, page.theme, Some(profile.path())).await?;
        let page = page.in_session(&session);
        page.open().await?;
        let kept = n_changes(&page).await?;
        ensure!(kept >= safe, "kill {n}: {safe} changes were safe, {kept} are left");
        if n > 0 {
            losses.push(told.max(kept) - kept);
        }
        if n == kills {
            session.quit().await?;
            break;
        }
        page.continue_if_asked().await?;
        for _ in 0..2 {
            tell_something(&page).await?;
        }
        page.is_copied().await?;
        safe = n_changes(&page).await?;
        told = safe + 1;
        if let Some(answer) = page.all(&any_answer(&page).await?).await?.first() {
            page.script(PRESS, vec![answer.to_json()?]).await?;
        }
        tokio::time::sleep(Duration::from_millis(7 * n as u64 % 40)).await;
        session.kill().await?;
    }
    println!(
        "{}: killed {kills} times right after the last of three entries in a row; entries lost: {losses:?}",
        page.browser.name(),
    );
    Ok(())
}

/// Makes one entry, and begins anew at the end.
async fn tell_something(page: &Page) -> Result<()> {
    let now = page.now().await?;
    if matches!(now, Now::Fixed | Now::Support) {
        page.click(&button(words::START_OVER)).await?;
        page.stands_at(&Now::Start).await?;
    }
    if page.now().await? == Now::Start {
        page.report_signs(&["authorization-failed"]).await?;
    } else {
        page.goes_through(1).await?;
    }
    Ok(())
}

/// What can be said at any card.
async fn any_answer(page: &Page) -> Result<Target> {
    Ok(button(match page.now().await? {
        Now::Do(_) => words::CANT,
        Now::Ask(_) | Now::AskSign(_) => words::NOT_SURE,
        _ => words::START_OVER,
    }))
}

/// How many changes the kept record holds; nothing may have been set aside.
async fn n_changes(page: &Page) -> Result<usize> {
    let kept = page.kept().await?;
    ensure!(
        !kept.keys().any(|key| key.contains(":set-aside:")),
        "a record could not be read: {kept:?}"
    );
    let Some(record) = kept.get(&page.record_key()) else {
        return Ok(0);
    };
    let record: Value = serde_json::from_str(record.as_str().unwrap_or_default())?;
    ensure!(record["version"] == json!(1), "the record is {record}");
    record["log"].as_array().map(Vec::len).context("a record has a log")
}
