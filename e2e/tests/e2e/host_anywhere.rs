//! Meets the page on any static host, and loses the network.

use e2e::support::*;
use e2e::{scenario, scenarios};

pub fn scenarios() -> Vec<Scenario> {
    let mut all = scenarios![
        nothing_is_needed_from_the_network_once_loaded,
        after_the_first_visit_the_page_opens_without_a_network,
    ];
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

async fn after_the_first_visit_the_page_opens_without_a_network(page: Page) -> Result<()> {
    page.site.let_copies_be_kept();
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    page.goes_through(1).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.has_an_offline_copy().await?;
    page.site.stop();
    // Not by WebDriver's reload, which goes past the copy in Firefox.
    page.close_and_open_again().await?;
    page.sees_entries(&entries).await?;
    page.click(&button(words::CONTINUE)).await?;
    page.stands_at(&now).await?;
    page.goes_through(1).await?;
    page.sees_entries_beginning(&entries).await
}
