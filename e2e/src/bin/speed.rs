//! How long the page's decisions take in Chromium, on walks through the shipped guide: `speed`, environment as for
//! the tests.
//!
//! The page leaves each decision in the performance timeline; this reads them there. Times are of this machine.

use std::process::ExitCode;
use std::sync::Arc;

use e2e::support::browser::Session;
use e2e::support::env::Env;
use e2e::support::site::Site;
use e2e::support::*;

/// Signs that owners begin with, one walk each.
const BEGINNINGS: [&[&str]; 4] = [
    &[],
    &["authorization-failed"],
    &["began-at-trial-end", "authorization-failed"],
    &["app-crashes"],
];
/// How often each is taken.
const N_WALKS: usize = 4;
const READ: &str = "return performance.getEntriesByName(\"advice\", \"measure\").map((entry) => entry.duration)";
/// Cards of one walk.
const MOST_CARDS: usize = 60;

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<()> {
    let env = Arc::new(Env::read()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut times: Vec<f64> = runtime.block_on(async {
        let site = Arc::new(Site::start(&env, "/")?);
        let session = Session::start(&env, Browser::Chromium, Theme::Light).await?;
        let page = Page::new(Arc::clone(&env), site, &session, Browser::Chromium, Theme::Light)?;
        let walked = walks(&page).await;
        session.quit().await?;
        walked
    })?;
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    println!(
        "{} decisions of the page in Chromium, ms: median {:.2}, nine in ten {:.2}, slowest {:.2}",
        times.len(),
        at(0.5),
        at(0.9),
        at(1.0)
    );
    Ok(())
}

/// Milliseconds of each decision, the least of several walks alike: a browser compiles as it goes, and the machine has
/// other things to do.
async fn walks(page: &Page) -> Result<Vec<f64>> {
    let mut times = Vec::new();
    for signs in BEGINNINGS {
        let mut least: Vec<f64> = Vec::new();
        page.open().await?;
        for _ in 0..N_WALKS {
            page.script("performance.clearMeasures(\"advice\")", Vec::new()).await?;
            page.report_signs(signs).await?;
            page.goes_through(MOST_CARDS).await?;
            let walk = page.script(READ, Vec::new()).await?;
            let walk = walk
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(serde_json::Value::as_f64);
            if least.is_empty() {
                least = walk.collect();
            } else {
                least
                    .iter_mut()
                    .zip(walk)
                    .for_each(|(least, time)| *least = least.min(time));
            }
            page.click(&button(words::START_OVER)).await?;
            page.stands_at(&Now::Start).await?;
        }
        times.extend(least);
    }
    Ok(times)
}
