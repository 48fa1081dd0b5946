//! Taps and keystrokes: what the browser's event timing says of each interaction of a walk that uses every control.
//!
//! Event timing rounds to 8 ms and leaves out what takes less than 16 ms; that counts as 8 ms here.
//! Script is the time from the first listener of an event to the last, the tasks that listeners leave behind included.

use e2e::support::*;
use serde_json::Value;

/// One interaction.
pub struct Tap {
    /// The words on what was tapped.
    pub what: String,
    /// Milliseconds in the handlers of the slowest of its events.
    pub script: f64,
    /// Milliseconds from the input to the next paint.
    pub painted: f64,
}

/// What an owner types, a letter at a time.
const OWN_WORDS: &str = "it says authorizatoin failed since my free trial ended";
const FAQ_WORDS: &str = "renew my plan";

/// Keeps, by interaction, the longest duration and the longest script.
const WATCH: &str = "
    const taps = window.fixpathTaps = [];
    const types = ['pointerdown', 'pointerup', 'click', 'keydown', 'keyup', 'input', 'change'];
    let begun = 0;
    const name = (target) => (target.labels?.[0] ?? target).textContent.trim() || target.localName;
    for (const type of types) {
        addEventListener(type, () => { begun ||= performance.now(); }, true);
        addEventListener(type, (event) => {
            const script = performance.now() - begun;
            begun = 0;
            if (event.type === 'click' || event.type === 'input') taps.push({ what: name(event.target), script, at: event.timeStamp, painted: 8 });
            else if (taps.length > 0) taps.at(-1).script = Math.max(taps.at(-1).script, script);
        });
    }
    const slow = (entries) => entries.forEach((entry) => {
        const tap = taps.findLast((tap) => tap.at >= entry.startTime && tap.at <= entry.startTime + entry.duration)
            ?? taps.findLast((tap) => tap.at <= entry.startTime);
        if (entry.interactionId > 0 && tap) tap.painted = Math.max(tap.painted, entry.duration);
    });
    new PerformanceObserver((list) => slow(list.getEntries())).observe({ type: 'event', durationThreshold: 16 });";
/// What the observer has not been told yet arrives after the next frame.
const READ: &str = "const done = arguments[0];
    requestAnimationFrame(() => setTimeout(() => done(window.fixpathTaps), 100))";

/// Every tap and keystroke of the walk.
pub async fn times(page: &Page) -> Result<Vec<Tap>> {
    page.open().await?;
    page.script(WATCH, Vec::new()).await?;
    walk(page).await?;
    let taps = page.driver.execute_async(READ, Vec::new()).await?;
    let taps = taps.json().as_array().cloned().unwrap_or_default();
    let number = |tap: &Value, key: &str| tap[key].as_f64().context("a tap has its times");
    taps.iter()
        .map(|tap| {
            Ok(Tap {
                what: tap["what"].as_str().unwrap_or_default().to_owned(),
                script: number(tap, "script")?,
                painted: number(tap, "painted")?,
            })
        })
        .collect()
}

async fn walk(page: &Page) -> Result<()> {
    type_slowly(page, &textbox(words::OWN_WORDS), OWN_WORDS).await?;
    for sign in ["authorization-failed", "began-at-trial-end"] {
        let sign = checkbox(page.guide.label(sign)?);
        page.tick(&sign, false).await?;
        page.tick(&sign, true).await?;
    }
    page.click(&button(words::FIND)).await?;
    page.moved_on_from(&Now::Start).await?;
    let title = &page.guide.texts.causes["subscription"].title;
    page.open_disclosure(&disclosure(title).within(&region(words::CAUSES)))
        .await?;
    page.click(&find::by_id("stage-account")).await?;
    page.click(&button(words::CAUSES_ALL)).await?;
    page.goes_through(20).await?;
    page.go_back().await?;
    page.change_entry(page.guide.label("began-at-trial-end")?, words::NO)
        .await?;
    type_slowly(page, &textbox(words::FAQ_SEARCH), FAQ_WORDS).await
}

async fn type_slowly(page: &Page, target: &Target, text: &str) -> Result<()> {
    page.click(target).await?;
    for letter in text.chars() {
        page.press(letter.to_string()).await?;
    }
    Ok(())
}
