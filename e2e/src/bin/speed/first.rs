//! The first view with the processor held to a quarter: what the browser's event timing says of a click on each control.

use e2e::support::*;
use serde_json::{Value, json};

/// All that a click does something to, and that does not lead away.
const CONTROLS: &str = "button, summary, a[href^='#'], label:has(input), textarea, input[type=search], select";
/// What takes less than 16 ms is not told by event timing, and counts as 8 here.
const WATCH: &str = "window.fixpathSlow = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (entry.interactionId > 0) fixpathSlow.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 })";
const READ: &str = "const done = arguments[0];
    requestAnimationFrame(() => setTimeout(() => done(Math.max(8, ...fixpathSlow.splice(0))), 150))";
const NAME: &str = "const [control] = arguments;
    return (control.labels?.[0] ?? control).textContent.trim().replace(/\\s+/g, ' ').slice(0, 60) || control.localName";

/// One control: its words, and milliseconds from the click to the next paint.
pub struct Click {
    pub what: String,
    pub painted: f64,
}

/// A click on each control of the page as it is first seen, or on one of every `every`.
pub async fn clicks(page: &Page, every: usize) -> Result<Vec<Click>> {
    let cdp = page.driver.cdp();
    let throttle = |rate: u32| cdp.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": rate }));
    begin(page).await?;
    throttle(4).await?;
    let n_controls = visible(page).await?.len();
    let mut clicks = Vec::new();
    for n in (0..n_controls).step_by(every) {
        let mut controls = visible(page).await?;
        if controls.len() != n_controls || page.glance().await? != Some(Now::Start) {
            begin(page).await?;
            controls = visible(page).await?;
        }
        let Some(control) = controls.get(n) else { continue };
        let what = page.script(NAME, vec![control.to_json()?]).await?;
        page.script(
            "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })",
            vec![control.to_json()?],
        )
        .await?;
        page.driver.execute_async(READ, Vec::new()).await?;
        if !control.is_enabled().await? || control.click().await.is_err() {
            continue;
        }
        let painted = page.driver.execute_async(READ, Vec::<Value>::new()).await?;
        clicks.push(Click {
            what: what.as_str().unwrap_or_default().to_owned(),
            painted: painted.json().as_f64().context("event timing gives a duration")?,
        });
    }
    throttle(1).await?;
    Ok(clicks)
}

/// In one go: with the processor held back, asking for each of a hundred takes minutes.
async fn visible(page: &Page) -> Result<Vec<thirtyfour::WebElement>> {
    let script = "return [...document.querySelectorAll(arguments[0])].filter((control) => control.checkVisibility())";
    let found = page.driver.execute(script, vec![json!(CONTROLS)]).await?;
    Ok(found.elements()?)
}

/// The page as on the very first visit.
async fn begin(page: &Page) -> Result<()> {
    page.visit(&page.site.blank()).await?;
    page.forget_everything().await?;
    page.open().await?;
    page.script(WATCH, Vec::new()).await.map(drop)
}
