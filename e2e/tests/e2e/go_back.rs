//! Uses the browser's Back and Forward buttons.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        back_undoes_one_answer_and_forward_redoes_it,
        back_still_undoes_after_a_reload,
        back_from_the_list_of_signs_leads_to_the_card_before,
        back_from_the_start_leads_to_where_they_came_from,
    ]
}

async fn back_undoes_one_answer_and_forward_redoes_it(page: Page) -> Result<()> {
    page.open().await?;
    let first = page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(1).await?;
    let (second, after_one) = (page.now().await?, page.entries().await?);
    page.goes_through(1).await?;
    let (third, after_two) = (page.now().await?, page.entries().await?);

    page.go_back().await?;
    page.stands_at(&second).await?;
    page.sees_entries(&after_one).await?;
    page.go_forward().await?;
    page.stands_at(&third).await?;
    page.sees_entries(&after_two).await?;

    page.go_back().await?;
    page.stands_at(&second).await?;
    page.go_back().await?;
    page.stands_at(&first).await?;
    page.go_back().await?;
    page.stands_at(&Now::Start).await?;
    page.sees_entries(&[]).await?;
    let here = page.driver.current_url().await?;
    ensure!(
        here.as_str().starts_with(&page.site.url("")),
        "Back has left the page for {here}"
    );
    page.go_forward().await?;
    page.stands_at(&first).await
}

async fn back_still_undoes_after_a_reload(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(1).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.goes_through(1).await?;
    page.reload().await?;
    page.go_back().await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await
}

async fn back_from_the_list_of_signs_leads_to_the_card_before(page: Page) -> Result<()> {
    page.open().await?;
    let first = page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(1).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.click(&button(words::ADD_SIGNS)).await?;
    page.stands_at(&Now::Start).await?;
    page.go_back().await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await?;
    page.focus_is_on_heading(&now).await?;
    // The next Back undoes an answer again, and Forward brings it again.
    page.go_back().await?;
    page.stands_at(&first).await?;
    page.go_forward().await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await
}

async fn back_from_the_start_leads_to_where_they_came_from(page: Page) -> Result<()> {
    page.visit(&page.site.blank()).await?;
    page.open().await?;
    page.go_back().await?;
    let here = page.driver.current_url().await?;
    ensure!(here.as_str() == page.site.blank(), "Back leads to {here}");
    page.go_forward().await?;
    page.is_ready().await?;
    page.stands_at(&Now::Start).await
}
