//! Decisions: the page leaves each in the performance timeline, and this reads them there.

use e2e::support::*;

/// Signs that owners begin with, one walk each.
const BEGINNINGS: [&[&str]; 4] = [
    &[],
    &["authorization-failed"],
    &["began-at-trial-end", "authorization-failed"],
    &["app-crashes"],
];
/// Cards of one walk.
const MOST_CARDS: usize = 60;
const READ: &str = "return performance.getEntriesByName(\"advice\", \"measure\").map((entry) => entry.duration)";

/// Milliseconds of each decision, the least of `n_walks` walks alike: a browser compiles as it goes, and the machine has
/// other things to do. The page decides ahead, as far as it comes while the owner reads, so that not every walk makes
/// the same decisions in the same order: they are compared by rank.
pub async fn times(page: &Page, n_walks: usize) -> Result<Vec<f64>> {
    let mut times = Vec::new();
    for signs in BEGINNINGS {
        let mut least: Vec<f64> = Vec::new();
        page.open().await?;
        for _ in 0..n_walks {
            page.script("performance.clearMeasures(\"advice\")", Vec::new()).await?;
            page.report_signs(signs).await?;
            page.goes_through(MOST_CARDS).await?;
            let walk = page.script(READ, Vec::new()).await?;
            let walk = walk
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(serde_json::Value::as_f64);
            let mut walk: Vec<f64> = walk.collect();
            walk.sort_by(|a, b| b.total_cmp(a));
            if least.is_empty() {
                least = walk;
            } else {
                least.truncate(walk.len());
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
