//! Has a browser that keeps nothing, has no room, or kept something unreadable.

use e2e::scenarios;
use e2e::support::*;
use serde_json::json;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        without_storage_everything_works_and_the_page_says_so,
        with_full_storage_everything_works_and_the_page_says_so,
        what_cannot_be_read_is_set_aside_with_a_message,
        what_a_newer_page_kept_is_set_aside_with_a_message,
        a_time_that_no_calendar_has_keeps_nothing_from_working,
    ]
}

async fn without_storage_everything_works_and_the_page_says_so(page: Page) -> Result<()> {
    if page.browser == Browser::Webkit {
        // In WebKit 'self' names nothing in a frame without an origin, so the policy would forbid the page's own files.
        page.site.drop_policy();
    }
    let page = page.with_guide("coffee-machine")?;
    page.open_in_frame(1000, Some("allow-scripts")).await?;
    let refused = "try { localStorage.length; return false } catch { return true }";
    ensure!(
        page.script(refused, Vec::new()).await? == true,
        "the frame is no test, storage is open to it"
    );
    page.sees_message(words::NOT_SAVED).await?;
    page.report_signs(&["red-light"]).await?;
    Owner { cause: "empty-tank" }.goes_on(&page, 10).await?;
    page.stands_at(&Now::Fixed).await?;
    page.sees_message(words::NOT_SAVED).await
}

async fn with_full_storage_everything_works_and_the_page_says_so(page: Page) -> Result<()> {
    page.visit(&page.site.blank()).await?;
    page.fill_storage().await?;
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    page.report_signs(&["red-light"]).await?;
    page.sees_message(words::NOT_SAVED).await?;
    Owner { cause: "empty-tank" }.goes_on(&page, 10).await?;
    page.stands_at(&Now::Fixed).await
}

async fn what_cannot_be_read_is_set_aside_with_a_message(page: Page) -> Result<()> {
    set_aside(page, "{\"version\": 1, \"log\": [nonsense").await
}

async fn what_a_newer_page_kept_is_set_aside_with_a_message(page: Page) -> Result<()> {
    set_aside(page, &json!({ "version": 1000, "mind": "blown" }).to_string()).await
}

async fn set_aside(page: Page, kept: &str) -> Result<()> {
    let id = &page.guide.guide.id;
    page.visit(&page.site.blank()).await?;
    page.keep(&page.record_key(), kept).await?;
    page.open().await?;
    page.sees_message(words::SET_ASIDE).await?;
    page.stands_at(&Now::Start).await?;
    let aside = |all: &serde_json::Map<String, serde_json::Value>| {
        all.iter()
            .any(|(key, value)| key.starts_with(&format!("fixpath:set-aside:{id}:")) && *value == kept)
    };
    ensure!(
        aside(&page.kept().await?),
        "the record is lost: {:?}",
        page.kept().await?
    );

    // A fresh start is kept as ever, and what was set aside stays.
    page.report_signs(&["app-crashes"]).await?;
    let entries = page.entries().await?;
    page.reload().await?;
    page.sees_entries(&entries).await?;
    ensure!(
        aside(&page.kept().await?),
        "the record is lost: {:?}",
        page.kept().await?
    );
    Ok(())
}

async fn a_time_that_no_calendar_has_keeps_nothing_from_working(page: Page) -> Result<()> {
    let sign = "subscription-required";
    let log = json!([{ "at": 1e300, "set": [["start", "so"], [{ "sign": sign }, { "answer": "yes" }]] }]);
    let record = json!({ "version": 1, "guide": page.guide.guide.id, "revision": "r", "log": log, "cursor": 1 });
    page.visit(&page.site.blank()).await?;
    page.keep(&page.record_key(), &record.to_string()).await?;
    page.open().await?;
    page.click(&button(words::CONTINUE)).await?;
    page.moved_on_from(&Now::Start).await?;
    page.sees_entry(&page.guide.texts.signs[sign].label).await
}
