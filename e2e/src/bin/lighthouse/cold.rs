//! First visits with the network and the processor held back by the browser itself.

use std::sync::Arc;

use e2e::support::browser::Session;
use e2e::support::env::Env;
use e2e::support::site::Site;
use e2e::support::*;
use serde_json::json;

/// How a browser is held back; the processor to a quarter.
pub struct Condition {
    pub name: &'static str,
    /// Milliseconds until a request is answered.
    latency: f64,
    /// Mbit/s.
    speed: f64,
}

pub const CONDITIONS: [Condition; 2] = [
    Condition {
        name: "slow 4G: 150 ms, 1.6 Mbit/s, 4x CPU",
        latency: 150.0,
        speed: 1.6,
    },
    // What Lighthouse takes when it throttles by the browser: for each request the round trips of a connection too.
    Condition {
        name: "harsher: 562.5 ms, 1.44 Mbit/s, 4x CPU",
        latency: 562.5,
        speed: 1.44,
    },
];

const MARK: &str = "return performance.getEntriesByName('app-interactive', 'mark')[0]?.startTime ?? null";

/// Milliseconds from the start of each visit to the mark `app-interactive`.
pub async fn loads(env: &Arc<Env>, site: &Arc<Site>, condition: &Condition, n: usize) -> Result<Vec<f64>> {
    let mut times = Vec::new();
    for _ in 0..n {
        let session = Session::start(env, Browser::Chromium, Theme::Light).await?;
        let page = Page::new(
            Arc::clone(env),
            Arc::clone(site),
            &session,
            Browser::Chromium,
            Theme::Light,
        )?;
        let time = load(&page, condition).await;
        session.quit().await?;
        times.push(time?);
    }
    Ok(times)
}

async fn load(page: &Page, condition: &Condition) -> Result<f64> {
    let cdp = page.driver.cdp();
    let speed = condition.speed * 1e6 / 8.0;
    let network = json!({
        "offline": false, "latency": condition.latency,
        "downloadThroughput": speed, "uploadThroughput": speed / 2.0,
    });
    cdp.send_raw("Network.enable", json!({})).await?;
    cdp.send_raw("Network.emulateNetworkConditions", network).await?;
    cdp.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": 4 }))
        .await?;
    page.visit(&page.site.url("")).await?;
    page.is_ready().await?;
    page.until("the page marks that every control works", async || {
        Ok(page.script(MARK, Vec::new()).await?.as_f64())
    })
    .await
}
