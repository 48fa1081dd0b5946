//! Ticks what keeps the trouble away.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![prevention_ticks_are_kept]
}

async fn prevention_ticks_are_kept(page: Page) -> Result<()> {
    page.open().await?;
    let items: Vec<String> = page.guide.texts.prevention.values().map(guide::words).collect();
    let [first, second, ..] = items.as_slice() else {
        bail!("two items are needed")
    };
    let section = region(words::PREVENT);
    page.tick(&checkbox(first).within(&section), true).await?;
    page.reload().await?;
    ensure!(
        page.is_ticked(&checkbox(first).within(&section)).await?,
        "“{first}” is not ticked any more"
    );
    ensure!(
        !page.is_ticked(&checkbox(second).within(&section)).await?,
        "“{second}” is ticked"
    );
    page.stands_at(&Now::Start).await
}
