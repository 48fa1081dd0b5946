//! Gives up or runs out of things to try, and takes a report to support.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        the_call_and_the_report_are_in_sight_at_once,
        what_worked_for_a_while_is_told,
        when_everything_fails_the_report_tells_all_in_order,
        stopping_gives_a_report_to_copy_print_and_download,
        the_report_goes_to_programs_and_into_a_letter,
        the_report_prints_alone,
        an_opened_cause_prints_alone,
    ]
}

/// On a telephone; only one browser can be told its size.
async fn the_call_and_the_report_are_in_sight_at_once(page: Page) -> Result<()> {
    if page.browser != browser::Browser::Chromium {
        return Ok(());
    }
    let size = serde_json::json!({ "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true });
    page.driver
        .cdp()
        .send_raw("Emulation.setDeviceMetricsOverride", size)
        .await?;
    page.open().await?;
    page.report_signs(&["authorization-failed", "stuck-loading"]).await?;
    page.goes_through(70).await?;
    page.stands_at(&Now::Support).await?;
    page.focus_is_on_heading(&Now::Support).await?;
    page.comes_to_rest().await?;
    let script = "return ['.near a[href^=\"tel:\"]', '.over .acts .go'].map((css) => {
        const { top, bottom, height } = document.querySelector(css).getBoundingClientRect();
        return top >= 0 && bottom <= 844 && height >= 44 ? '' : `${css}: ${top} to ${bottom}`; }).join('')";
    let outside = page.script(script, Vec::new()).await?;
    ensure!(outside == "", "out of sight: {outside}");
    // One contact, and the others behind a door; a few lines of summary.
    let contacts = "return [document.querySelectorAll('.near > li').length, document.querySelector('.doors .contacts').checkVisibility(),
        document.querySelectorAll('.summary > div').length]";
    let counts = page.script(contacts, Vec::new()).await?;
    ensure!(counts == serde_json::json!([1, false, 3]), "{counts}");
    page.fits_its_width().await?;
    page.open_disclosure(&disclosure(words::OTHER_COUNTRIES)).await?;
    let unnamed = "return [...document.querySelectorAll('.contacts a')].map((a) => a.textContent)
        .filter((name) => /\\w\\.\\w/.test(name))";
    let unnamed = page.script(unnamed, Vec::new()).await?;
    ensure!(
        unnamed == serde_json::json!([]),
        "links that are named by their hosts: {unnamed}"
    );
    let low = "return [...document.querySelectorAll('.contacts a')].filter((a) => a.getBoundingClientRect().height < 44).length";
    ensure!(page.script(low, Vec::new()).await? == 0, "links too low for a finger");
    Ok(())
}

async fn what_worked_for_a_while_is_told(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["began-at-trial-end", "authorization-failed"])
        .await?;
    let said = Owner { cause: "subscription" }.goes_on(&page, 15).await?;
    let (last, _) = said.last().context("something was done")?;
    page.click(&button(words::CAME_BACK)).await?;
    page.moved_on_from(&Now::Fixed).await?;
    page.click(&button(words::STOP)).await?;
    let line = words::entry(&page.asked(last)?, "Worked for a while, then came back");
    let report = page.reads_report().await?;
    ensure!(report.contains(&line), "no “{line}” in\n{report}");
    let summary = page.reads(&find::marked("data-summary")).await?;
    ensure!(summary.contains(&page.asked(last)?), "{summary}");
    Ok(())
}

async fn when_everything_fails_the_report_tells_all_in_order(page: Page) -> Result<()> {
    page.open().await?;
    let signs = ["authorization-failed", "stuck-loading"];
    page.report_signs(&signs).await?;
    let said = page.goes_through(70).await?;
    page.stands_at(&Now::Support).await?;
    let report = page.reads_report().await?;

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
    ensure!(
        report.matches(year).count() == 1,
        "the day does not stand there once:\n{report}"
    );
    let mut lines = report.lines();
    for sign in &seen {
        next_line(&mut lines, sign, "").with_context(|| report.clone())?;
    }
    next_line(&mut lines, "Since when", "____").with_context(|| report.clone())?;
    for (asked, answer) in &tried {
        next_line(&mut lines, asked, answer).with_context(|| report.clone())?;
    }
    for detail in &page.guide.texts.escalation.details {
        next_line(&mut lines, detail, "____").with_context(|| report.clone())?;
    }
    // What was found out stands before what was not.
    let (unsure, sure): (Vec<_>, Vec<_>) = answered.iter().partition(|(_, answer)| answer == words::NOT_SURE);
    for (asked, answer) in sure.into_iter().chain(unsure) {
        next_line(&mut lines, asked, answer).with_context(|| report.clone())?;
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

/// Goes on to the line on `subject`, which has to tell what was said of it.
fn next_line(lines: &mut std::str::Lines<'_>, subject: &str, said: &str) -> Result<()> {
    let line = lines
        .find(|line| line.contains(subject))
        .with_context(|| format!("“{subject}” is missing or too early"))?;
    ensure!(line.ends_with(said), "“{said}” does not stand with “{subject}”: {line}");
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
    let report = page.reads_report().await?;
    ensure!(
        report.contains(page.guide.label("app-crashes")?),
        "the report lacks the sign:\n{report}"
    );

    page.click(&button(words::COPY)).await?;
    page.sees(&button(words::COPIED)).await?;
    page.announces(words::COPIED).await?;
    page.sees(&button(words::COPY)).await?;
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

    // A browser's own list of downloads may take the keys.
    page.counts_presses_again().await?;
    page.click(&button(words::BACK_TO_STEP)).await?;
    page.stands_at(&stopped_at).await
}

async fn the_report_goes_to_programs_and_into_a_letter(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    page.goes_through(2).await?;
    page.click(&button(words::STOP)).await?;
    let report = page.reads_report().await?;
    page.open_disclosure(&disclosure("Carry on elsewhere")).await?;
    let code = page.reads(&find::marked("data-case-code")).await?;
    ensure!(report.contains(&format!("Case code: {code}")), "no {code} in\n{report}");

    page.click(&link("Download as data (JSON)")).await?;
    let file = page.downloads.join("report.json");
    let saved = page
        .until("the data is saved", async || {
            let text = std::fs::read_to_string(&file).ok();
            Ok(text.and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok()))
        })
        .await?;
    ensure!(saved["format"] == 1 && saved["case_code"] == code.as_str(), "{saved}");
    ensure!(saved["signs"][0]["id"] == "app-crashes", "{saved}");
    let told = ["answers", "steps"].map(|list| saved[list].as_array().map_or(0, Vec::len));
    ensure!(told.iter().sum::<usize>() == 2, "{saved}");

    let letter = page.find(&link("Send by e-mail")).await?.prop("href").await?;
    let letter = letter.context("it leads somewhere")?;
    ensure!(letter.len() < 2000, "{} letters", letter.len());
    let script = "const url = new URL(arguments[0]); return url.protocol + url.searchParams.get('subject') + '\\n'
        + url.searchParams.get('body').replaceAll('\\r', '')";
    let read = page.script(script, vec![serde_json::json!(letter)]).await?;
    let read = page::plain(read.as_str().context("text")?);
    let mut lines = read.lines();
    ensure!(
        lines
            .next()
            .is_some_and(|subject| subject.starts_with("mailto:Report for support: ")),
        "{read}"
    );
    let n_same = lines
        .zip(report.lines())
        .take_while(|(sent, shown)| sent == shown)
        .count();
    ensure!(
        n_same >= 10,
        "only {n_same} lines of the report are in the letter:\n{read}"
    );
    Ok(())
}

/// What is visible on paper, by tag and class; only one browser can be asked.
async fn printed(page: &Page, css: &str) -> Result<bool> {
    let script = "return [...document.querySelectorAll(arguments[0])].some((e) => e.checkVisibility() && e.getClientRects().length > 0)";
    Ok(page.script(script, vec![serde_json::json!(css)]).await? == true)
}

async fn prints(page: &Page, there: &[&str], gone: &[&str]) -> Result<()> {
    let media = serde_json::json!({ "media": "print" });
    page.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
    for css in there {
        ensure!(printed(page, css).await?, "{css} does not print");
    }
    for css in gone {
        ensure!(!printed(page, css).await?, "{css} prints");
    }
    Ok(())
}

const NEVER: [&str; 7] = ["button", "nav", "footer", ".timeline", ".chain", ".faq", "form"];

async fn the_report_prints_alone(page: Page) -> Result<()> {
    if page.browser != browser::Browser::Chromium {
        return Ok(());
    }
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    page.click(&button(words::STOP)).await?;
    page.stands_at(&Now::Support).await?;
    prints(&page, &["pre[data-report]", ".case-code", ".qr", ".contacts"], &NEVER).await?;
    prints(&page, &[], &[".causes", ".expect-them", "input", ".carry > p"]).await
}

async fn an_opened_cause_prints_alone(page: Page) -> Result<()> {
    if page.browser != browser::Browser::Chromium {
        return Ok(());
    }
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    let title = top_cause(&page).await?;
    page.open_disclosure(&disclosure(&title)).await?;
    prints(&page, &[".explanation", ".explanation .repairs ol li"], &NEVER).await?;
    prints(&page, &[], &[".cause:not([open])", ".next", ".aside > summary"]).await
}
