//! Comes while the host reports trouble that many have.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        what_the_host_reports_counts_openly_and_can_be_taken_back,
        a_report_that_cannot_be_used_or_is_over_leaves_the_page_as_it_is,
    ]
}

const REPORT: &str = "Toyota’s servers are down since this morning.";

async fn what_the_host_reports_counts_openly_and_can_be_taken_back(page: Page) -> Result<()> {
    page.open().await?;
    let before = page.reads(&region(words::CAUSES)).await?;
    page.sees_no(&region(words::INCIDENT)).await?;

    page.site.report_incident(&format!(
        r#"{{"text": {{"en": "{REPORT}", "fr": "En panne."}}, "cause": "server-outage", "odds": 50,
            "until": "2999-01-01T00:00:00Z", "url": "https://example.org/status"}}"#
    ));
    page.reload().await?;
    let notice = page.reads(&region(words::INCIDENT)).await?;
    let outage = &page.guide.texts.causes["server-outage"].title;
    ensure!(
        notice.contains(REPORT) && notice.contains(outage.as_str()),
        "the notice says:\n{notice}"
    );
    let line = words::reported(REPORT);
    page.sees_entry(&line).await?;
    let raised = page.reads(&region(words::CAUSES)).await?;
    ensure!(raised != before, "the causes are held as likely as without the report");
    ensure!(
        raised.find(outage.as_str()) < raised.find("%"),
        "the outage does not lead:\n{raised}"
    );
    page.open_disclosure(&disclosure(outage).within(&region(words::CAUSES)))
        .await?;
    page.sees(&text(&line).within(&region(words::CAUSES))).await?;

    page.click(&button(words::CLOSE).within(&region(words::INCIDENT)))
        .await?;
    page.sees_no(&region(words::INCIDENT)).await?;
    page.take_back(&line).await?;
    page.sees_message(words::TAKEN_BACK).await?;
    page.reload().await?;
    page.sees_message(words::TAKEN_BACK).await?;
    ensure!(
        page.reads(&region(words::CAUSES)).await? == before,
        "what was taken back still counts"
    );
    page.click(&button(&words::put_back(&line))).await?;
    page.until("the report counts again", async || {
        Ok((page.reads(&region(words::CAUSES)).await? != before).then_some(()))
    })
    .await?;

    page.report_signs(&["authorization-failed"]).await?;
    page.click(&button(words::STOP)).await?;
    let report = page.reads_report().await?;
    ensure!(report.contains(&line), "support does not hear of it:\n{report}");
    Ok(())
}

async fn a_report_that_cannot_be_used_or_is_over_leaves_the_page_as_it_is(page: Page) -> Result<()> {
    for file in [
        "rubbish",
        r#"{"text": "Down.", "cause": "moon", "odds": 50}"#,
        r#"{"text": "Down.", "cause": "server-outage", "odds": 50, "until": "2020-01-01T00:00:00Z"}"#,
    ] {
        page.site.report_incident(file);
        page.open().await?;
        page.stands_at(&Now::Start).await?;
        page.sees_no(&region(words::INCIDENT)).await?;
    }
    Ok(())
}
