//! Meets the page on any static host, and loses the network.

use e2e::support::*;
use e2e::{scenario, scenarios};

pub fn scenarios() -> Vec<Scenario> {
    let mut all = scenarios![nothing_is_needed_from_the_network_once_loaded];
    all.push(scenario!(the_page_works_from_a_folder).under("/help/remote-connect/"));
    all
}

async fn the_page_works_from_a_folder(page: Page) -> Result<()> {
    let coffee = page.with_guide("coffee-machine")?;
    coffee.open().await?;
    coffee.report_signs(&["red-light"]).await?;
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    page.reload().await?;
    page.sees_entry(page.guide.label("app-crashes")?).await
}

async fn nothing_is_needed_from_the_network_once_loaded(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    page.site.stop();
    page.report_signs(&["red-light"]).await?;
    Owner { cause: "empty-tank" }.goes_on(&page, 10).await?;
    page.stands_at(&Now::Fixed).await
}
