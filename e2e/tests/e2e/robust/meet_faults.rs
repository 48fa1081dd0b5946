//! Has a clock that jumps, storage that fills in the middle, and other programs that write rubbish into it.

use e2e::scenarios;
use e2e::support::*;
use serde_json::json;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        a_clock_that_jumps_loses_nothing,
        storage_that_fills_in_the_middle_is_said_and_made_good_once_there_is_room,
        rubbish_that_another_tab_announces_is_passed_over,
        rubbish_that_another_tab_writes_is_set_aside,
    ]
}

/// Minutes that the clock is off by, one after another: years ahead, years behind, before 1970, and right again.
const JUMPS: [f64; 5] = [600_000.0, -5_000_000.0, -40_000_000.0, 1.0, 0.0];
const JUMP: &str = "const right = (window.fixpathRight ??= Date.now.bind(Date));
    Date.now = () => right() + arguments[0] * 60000";

async fn a_clock_that_jumps_loses_nothing(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    for minutes in JUMPS {
        page.script(JUMP, vec![json!(minutes)]).await?;
        let before = page.entries().await?;
        page.goes_through(1).await?;
        let after = page.entries().await?;
        ensure!(
            after.starts_with(&before) && after.len() == before.len() + 1,
            "after a jump of {minutes} minutes {before:?} became {after:?}"
        );
        // The next page has the right clock, and what it reads is from the future or from long ago.
        let now = page.now().await?;
        page.reload().await?;
        page.continue_if_asked().await?;
        page.stands_at(&now).await?;
        page.sees_entries(&after).await?;
    }
    Ok(())
}

/// From the n-th write on there is no room.
const FILL: &str = "let left = arguments[0];
    window.fixpathSet ??= Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
        if (left-- <= 0) throw new DOMException('full', 'QuotaExceededError');
        fixpathSet.call(this, key, value);
    }";
const EMPTY: &str = "Storage.prototype.setItem = fixpathSet";

async fn storage_that_fills_in_the_middle_is_said_and_made_good_once_there_is_room(page: Page) -> Result<()> {
    page.open().await?;
    for writes in 0..2 {
        if writes > 0 {
            page.goes_through(1).await?;
        } else {
            page.report_signs(&["authorization-failed"]).await?;
        }
        page.sees_no(&text(words::NOT_SAVED)).await?;
        page.script(FILL, vec![json!(writes)]).await?;
        page.goes_through(2).await?;
        page.sees_message(words::NOT_SAVED).await?;
        page.script(EMPTY, Vec::new()).await?;
        page.goes_through(1).await?;
        page.sees_no(&text(words::NOT_SAVED)).await?;
    }
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.reload().await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await
}

/// What other programs of the same site may write, or a page of ours from another time.
fn rubbish() -> Vec<String> {
    let other = json!({ "version": 1, "guide": "another-guide", "revision": "1", "log": [], "cursor": 0 });
    let wild = json!({ "version": 1, "guide": "toyota-remote-connect", "revision": "1", "log": [{ "at": "soon" }], "cursor": -1 });
    [
        "",
        "null",
        "[]",
        "{}",
        "\u{0}\u{feff}{\"version\": 1",
        "{\"version\": 1000}",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([other.to_string(), wild.to_string(), "x".repeat(1 << 20)])
    .chain([format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))])
    .collect()
}

async fn rubbish_that_another_tab_announces_is_passed_over(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(1).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    let ours = page.record_key();
    for key in [
        ours.as_str(),
        "fixpath:progress:another-guide",
        "fixpath:",
        "somebody-else",
        "",
    ] {
        for value in rubbish() {
            page.keep(key, &value).await?;
            page.hears(key, Some(&value)).await?;
        }
    }
    page.hears("somebody-else", None).await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await?;
    page.goes_through(1).await?;
    page.sees_entries_beginning(&entries).await
}

async fn rubbish_that_another_tab_writes_is_set_aside(page: Page) -> Result<()> {
    page.open().await?;
    let one = page.tab().await?;
    let other = page.new_tab().await?;
    page.visit(&page.site.blank()).await?;
    page.turn_to(&one).await?;
    page.report_signs(&["authorization-failed"]).await?;
    let ours = page.record_key();
    // Browsers give each tab a copy of its own, and of two writes that cross the later one stays.
    page.record_after("").await?;
    // What takes a mebibyte has a test of its own kind: full storage.
    let small: Vec<String> = rubbish().into_iter().filter(|text| text.len() < 1000).take(5).collect();
    for value in &small {
        page.turn_to(&other).await?;
        page.keep(&ours, value).await?;
        page.turn_to(&one).await?;
        page.finds_kept(&ours, value).await?;
        page.goes_through(1).await?;
        let entries = page.entries().await?;
        page.reload().await?;
        page.sees_entries(&entries).await?;
    }
    let kept = page.kept().await?;
    for value in &small {
        ensure!(
            kept.iter()
                .any(|(key, kept)| key.contains(":set-aside:") && kept == value),
            "{value:?} is lost, kept is {kept:?}"
        );
    }
    Ok(())
}
