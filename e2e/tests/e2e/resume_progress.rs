//! Leaves in the middle and comes back.

use e2e::scenarios;
use e2e::support::*;
use serde_json::Value;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        a_reload_in_the_middle_loses_nothing,
        closing_and_opening_again_offers_to_continue,
        starting_over_forgets_the_entries_and_back_brings_them_back,
        a_changed_guide_keeps_what_still_has_meaning,
    ]
}

async fn a_reload_in_the_middle_loses_nothing(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed", "logged-out-often"]).await?;
    page.goes_through(3).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    ensure!(
        entries.len() == 5,
        "two signs and three answers were given, the timeline holds {entries:?}"
    );
    page.reload().await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await?;
    // And it goes on from there.
    page.goes_through(1).await?;
    page.sees_entries_beginning(&entries).await
}

async fn closing_and_opening_again_offers_to_continue(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(2).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.close_and_open_again().await?;
    let offer = page.reads(&region(words::CARRY_ON)).await?;
    let last = entries.last().context("something was told")?;
    ensure!(
        offer.contains(last.as_str()),
        "the last thing told was “{last}”, the page offers:\n{offer}"
    );
    page.click(&button(words::CONTINUE)).await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await
}

async fn starting_over_forgets_the_entries_and_back_brings_them_back(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(1).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.close_and_open_again().await?;
    page.click(&button(words::START_OVER).within(&region(words::CARRY_ON)))
        .await?;
    page.stands_at(&Now::Start).await?;
    page.sees_entries(&[]).await?;
    page.go_back().await?;
    page.stands_at(&now).await?;
    page.sees_entries(&entries).await
}

async fn a_changed_guide_keeps_what_still_has_meaning(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["app-crashes", "stuck-loading"]).await?;
    page.goes_through(1).await?;
    let entries = page.entries().await?;
    let gone = page.guide.label("app-crashes")?.to_owned();

    let mut raw = page.guide.raw.clone();
    raw["revision"] = Value::from("another");
    let remove = |list: &mut Value, id: &str| {
        if let Some(list) = list.as_array_mut() {
            list.retain(|item| item["id"] != id);
        }
    };
    remove(&mut raw["guide"]["signs"], "app-crashes");
    let page = page.serving(guide::Bundle::from_value(raw)?);
    page.reload().await?;
    page.sees_message(words::DROPPED).await?;
    let kept: Vec<String> = entries.into_iter().filter(|entry| *entry != gone).collect();
    page.sees_entries(&kept).await
}
