//! Gives up or runs out of things to try, and takes a report to support.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        when_everything_fails_the_report_tells_all_in_order,
        stopping_gives_a_report_to_copy_print_and_download,
    ]
}

async fn when_everything_fails_the_report_tells_all_in_order(page: Page) -> Result<()> {
    page.open().await?;
    let signs = ["authorization-failed", "stuck-loading"];
    page.report_signs(&signs).await?;
    let said = page.goes_through(70).await?;
    page.stands_at(&Now::Support).await?;
    let report = page.reads(&find::marked("data-report")).await?;

    let seen: Vec<String> = signs
        .iter()
        .map(|sign| Ok(page.guide.label(sign)?.to_owned()))
        .collect::<Result<_>>()?;
    let (mut answered, mut tried) = (Vec::new(), Vec::new());
    for (now, answer) in &said {
        let list = if matches!(now, Now::Do(_)) {
            &mut tried
        } else {
            &mut answered
        };
        list.push((page.asked(now)?, answer.clone()));
    }
    ensure!(!tried.is_empty(), "nothing was tried: {said:?}");
    let year = page
        .script("return String(new Date().getFullYear())", Vec::new())
        .await?;
    let year = year.as_str().context("a year is text")?;
    let mut lines = report.lines();
    for sign in &seen {
        next_line(&mut lines, sign, "", year).with_context(|| report.clone())?;
    }
    for (asked, answer) in answered.iter().chain(&tried) {
        next_line(&mut lines, asked, answer, year).with_context(|| report.clone())?;
    }
    for check in &page.guide.guide.escalation.checks {
        let words = guide::words(&page.guide.texts.escalation.checks[check]);
        ensure!(
            report.contains(&words),
            "the report does not ask support to look at: {words}\n{report}"
        );
    }
    let top = top_cause(&page).await?;
    ensure!(
        report.contains(&top),
        "the report does not name the likeliest cause, {top}:\n{report}"
    );
    Ok(())
}

/// Goes on to the line on `subject`, which has to tell what was said of it and when.
fn next_line(lines: &mut std::str::Lines<'_>, subject: &str, said: &str, year: &str) -> Result<()> {
    let line = lines
        .find(|line| line.contains(subject))
        .with_context(|| format!("“{subject}” is missing or too early"))?;
    ensure!(line.ends_with(said), "“{said}” does not stand with “{subject}”: {line}");
    ensure!(line.contains(year), "no time stands with “{subject}”: {line}");
    Ok(())
}

async fn top_cause(page: &Page) -> Result<String> {
    let ranked = page.reads(&region(words::CAUSES)).await?;
    let titles = page.guide.texts.causes.values().map(|cause| cause.title.clone());
    titles
        .min_by_key(|title| ranked.find(title.as_str()).unwrap_or(usize::MAX))
        .context("causes are ranked")
}

async fn stopping_gives_a_report_to_copy_print_and_download(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    page.goes_through(1).await?;
    let stopped_at = page.now().await?;
    page.click(&button(words::STOP)).await?;
    page.stands_at(&Now::Support).await?;
    let report = page.reads(&find::marked("data-report")).await?;
    ensure!(
        report.contains(page.guide.label("app-crashes")?),
        "the report lacks the sign:\n{report}"
    );

    page.click(&button(words::COPY)).await?;
    page.sees_message(words::COPIED).await?;
    let search = textbox(words::FAQ_SEARCH);
    page.click(&search).await?;
    page.press_control('v').await?;
    let first = report.lines().next().context("the report has lines")?;
    page.until("the report can be pasted", async || {
        let pasted = page.find(&search).await?.prop("value").await?.unwrap_or_default();
        Ok(page::plain(&pasted).contains(first).then_some(()))
    })
    .await?;

    page.click(&button(words::PRINT)).await?;
    page.sees(&find::marked("data-printed")).await?;

    page.click(&link(words::DOWNLOAD)).await?;
    let file = page.downloads.join(words::REPORT_FILE);
    let saved = page
        .until("the report is saved", async || {
            Ok(std::fs::read_to_string(&file).ok().filter(|text| !text.is_empty()))
        })
        .await?;
    ensure!(
        page::plain(&saved).trim() == report.trim(),
        "saved:\n{saved}\nshown:\n{report}"
    );

    page.click(&button(words::BACK_TO_STEP)).await?;
    page.stands_at(&stopped_at).await
}
