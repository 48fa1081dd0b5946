//! Has all that was told come back: from a browser that put nothing on its disk, past copies that are slow, refused or
//! full, and beside another tab.

use e2e::scenario;
use e2e::support::browser::Session;
use e2e::support::*;
use serde_json::{Value, json};

pub fn scenarios() -> Vec<Scenario> {
    // What the page asks of storage is the same in all; only Chromium runs a script before the page does.
    let one = |scenario: Scenario| scenario.only(Browser::Chromium);
    [
        scenario!(many_changes_that_the_disk_never_saw_are_there),
        scenario!(many_changes_are_there_after_a_kill).at_length(),
        scenario!(a_slow_copy_is_waited_for_before_anything_is_written),
        scenario!(what_was_told_before_a_slow_copy_came_is_set_aside_when_the_tab_is_closed),
        scenario!(without_copies_all_is_kept),
    ]
    .map(one)
    .to_vec()
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

const JUMP: &str = "const right = Date.now.bind(Date); Date.now = () => right() - 3e11";

/// The box that is ticked so often.
fn a_box(page: &Page) -> Result<Target> {
    let items = page.guide.texts.prevention.values();
    let item = items.map(guide::words).next().context("something prevents it")?;
    Ok(checkbox(&item).within(&region(words::PREVENT)))
}

/// Makes changes, each of which is kept, while the clock is years behind; the box ends up ticked.
async fn changes_a_lot(page: &Page) -> Result<()> {
    page.goes_through(1).await?;
    page.script(JUMP, Vec::new()).await?;
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

/// Local storage on the disk is what the browser makes of it.
async fn many_changes_are_there_after_a_kill(page: Page) -> Result<()> {
    let profile = tempfile::tempdir()?;
    let start = async || Session::start_in(page.env(), page.browser, page.theme, Some(profile.path())).await;
    let session = start().await?;
    let first = page.in_session(&session);
    first.open().await?;
    first.report_signs(&["authorization-failed"]).await?;
    first.is_copied().await?;
    session.quit().await?;

    let session = start().await?;
    let second = page.in_session(&session);
    second.open().await?;
    second.continue_if_asked().await?;
    changes_a_lot(&second).await?;
    second.is_copied().await?;
    let (now, entries) = (second.now().await?, second.entries().await?);
    session.kill().await?;

    let session = start().await?;
    let third = page.in_session(&session);
    third.open().await?;
    has_all(&third, &now, &entries).await?;
    session.quit().await
}

/// Whatever the page opens is there only once it is let go.
const SLOW: &str = "const held = [];
    const { set } = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'onsuccess');
    let hold = (then) => held.push(then);
    Object.defineProperty(IDBOpenDBRequest.prototype, 'onsuccess', {
        set(then) { set.call(this, (event) => hold(() => then(event))); },
    });
    window.fixpathLetGo = () => { hold = (then) => then(); held.splice(0).forEach(hold); };";
const REFUSED: &str = "IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); }";
const FULL: &str = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }";

/// Runs a script before each page from now on; gives its name.
async fn before_each_page(page: &Page, script: &str) -> Result<Value> {
    cdp(page, "addScriptToEvaluateOnNewDocument", json!({ "source": script })).await
}

async fn no_more(page: &Page, script: Value) -> Result<()> {
    cdp(page, "removeScriptToEvaluateOnNewDocument", script).await.map(drop)
}

async fn cdp(page: &Page, command: &str, parameters: Value) -> Result<Value> {
    Ok(page
        .driver
        .cdp()
        .send_raw(&format!("Page.{command}"), parameters)
        .await?)
}

/// What was told in all, of which local storage lost all but the first; the copy, which has it, is held up. What is told
/// meanwhile is another answer to the first question.
struct Held {
    script: Value,
    earlier: String,
    now: Now,
    entries: Vec<String>,
    other: String,
}

async fn answers_before_the_copy_is_there(page: &Page) -> Result<Held> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    let (earlier, first) = (page.record_after("").await?, page.now().await?);
    page.goes_through(3).await?;
    page.is_copied().await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.visit(&page.site.blank()).await?;
    page.keep(&page.record_key(), &earlier).await?;
    let script = before_each_page(page, SLOW).await?;
    page.open().await?;
    page.continue_if_asked().await?;
    page.stands_at(&first).await?;
    page.answer(&first, words::NOT_SURE).await?;
    let other = page.entry(&first, words::NOT_SURE)?;
    page.sees_entries_beginning(&entries[..1]).await?;
    Ok(Held {
        script,
        earlier,
        now,
        entries,
        other,
    })
}

async fn a_slow_copy_is_waited_for_before_anything_is_written(page: Page) -> Result<()> {
    let held = answers_before_the_copy_is_there(&page).await?;
    ensure!(
        page.record_after("").await? == held.earlier,
        "it was written before the copy was there"
    );
    page.script("fixpathLetGo()", Vec::new()).await?;
    page.record_after(&held.earlier).await?;
    for is_new in [true, false] {
        let mut all = held.entries.clone();
        all[1].clone_from(&held.other);
        page.sees_entries(&all).await?;
        page.sees_no(&text(words::ASIDE)).await?;
        if is_new {
            page.is_copied().await?;
            no_more(&page, held.script.clone()).await?;
            page.reload().await?;
        }
    }
    Ok(())
}

async fn what_was_told_before_a_slow_copy_came_is_set_aside_when_the_tab_is_closed(page: Page) -> Result<()> {
    let held = answers_before_the_copy_is_there(&page).await?;
    no_more(&page, held.script).await?;
    page.visit(&page.site.blank()).await?;
    ensure!(
        page.record_after("").await? != held.earlier,
        "what was told is not kept when the tab is left"
    );
    page.open().await?;
    page.continue_if_asked().await?;
    page.stands_at(&held.now).await?;
    page.sees_entries(&held.entries).await?;
    page.sees_message(words::ASIDE).await?;
    // Until it was looked at.
    page.reload().await?;
    page.sees_message(words::ASIDE).await?;
    page.click(&button(words::ASIDE_LOOK)).await?;
    page.open_disclosure(&disclosure(words::ARRIVED_HOLDS)).await?;
    let shown = page.reads(&region(words::ASIDE_HELD)).await?;
    ensure!(shown.contains(&held.other), "“{}” is not shown:\n{shown}", held.other);
    page.click(&button(words::ASIDE_DECLINE)).await?;
    page.stands_at(&held.now).await?;
    page.sees_no(&text(words::ASIDE)).await?;
    page.reload().await?;
    page.stands_at(&held.now).await?;
    page.sees_entries(&held.entries).await?;
    page.sees_no(&text(words::ASIDE)).await
}

async fn without_copies_all_is_kept(page: Page) -> Result<()> {
    for fault in [REFUSED, FULL] {
        let script = before_each_page(&page, fault).await?;
        page.open().await?;
        if fault == REFUSED {
            page.report_signs(&["authorization-failed"]).await?;
        }
        page.continue_if_asked().await?;
        page.goes_through(1).await?;
        page.sees_no(&text(words::NOT_SAVED)).await?;
        let (now, entries) = (page.now().await?, page.entries().await?);
        page.reload().await?;
        page.stands_at(&now).await?;
        page.sees_entries(&entries).await?;
        no_more(&page, script).await?;
    }
    Ok(())
}
