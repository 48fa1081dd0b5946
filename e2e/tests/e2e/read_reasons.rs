//! Wants to know why.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        causes_are_ranked_with_their_reasons,
        a_station_of_the_chain_leads_to_its_causes_and_back,
        a_question_says_why_it_is_asked,
        advice_says_which_answers_would_change_it,
    ]
}

async fn causes_are_ranked_with_their_reasons(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["began-at-trial-end"]).await?;
    let label = page.guide.label("began-at-trial-end")?;
    let causes = region(words::CAUSES);
    let title = &page.guide.texts.causes["subscription"].title;
    page.announces(&format!("{} {title}", words::MOVED)).await?;
    let cause = disclosure(title).within(&causes);
    let summary = page.reads(&cause).await?;
    ensure!(summary.contains('%'), "no number stands with the cause: {summary}");
    page.open_disclosure(&cause).await?;
    page.until("the sign is given as a reason", async || {
        Ok(page.reads(&cause).await?.contains(label).then_some(()))
    })
    .await?;
    let chain = page.reads(&region(words::CHAIN)).await?;
    for stage in page.guide.texts.stages.values() {
        ensure!(
            chain.contains(&stage.title),
            "the chain lacks “{}”:\n{chain}",
            stage.title
        );
    }
    Ok(())
}

async fn a_station_of_the_chain_leads_to_its_causes_and_back(page: Page) -> Result<()> {
    page.open().await?;
    let now = page.report_signs(&["began-at-trial-end"]).await?;
    page.focus_is_on_heading(&now).await?;
    let (texts, causes) = (&page.guide.texts, region(words::CAUSES));
    let (stage, title) = ("servers", &texts.stages["servers"].title);
    let station = find::by_id(&format!("stage-{stage}"));
    let name = page.reads(&station).await?;
    ensure!(
        name.contains(title.as_str()) && name.contains('%'),
        "the station is called {name}"
    );
    page.focus_on(&station).await?;
    page.press_key(thirtyfour::Key::Enter).await?;
    page.focus_is_on(&words::causes_here(title)).await?;
    let of_stage = |stage: &str| {
        let causes = page.guide.guide.causes.iter();
        causes
            .filter(|cause| cause.stage.as_deref() == Some(stage))
            .map(|cause| cause.id.clone())
            .collect::<Vec<_>>()
    };
    let shown = page.reads(&causes).await?;
    for id in of_stage(stage) {
        ensure!(shown.contains(&texts.causes[&id].title), "“{id}” is missing:\n{shown}");
    }
    for id in of_stage("subscription") {
        ensure!(
            !shown.contains(&texts.causes[&id].title),
            "“{id}” lies elsewhere:\n{shown}"
        );
    }
    page.tab_to(words::CAUSES_ALL).await?;
    page.press_key(thirtyfour::Key::Enter).await?;
    page.sees(&disclosure(&texts.causes["subscription"].title).within(&causes))
        .await?;
    page.until("the focus is back on the station", async || {
        Ok(page.focused_name().await?.starts_with(title.as_str()).then_some(()))
    })
    .await
}

async fn a_question_says_why_it_is_asked(page: Page) -> Result<()> {
    page.open().await?;
    let mut now = page.report_signs(&["authorization-failed"]).await?;
    for _ in 0..20 {
        if let Now::Ask(id) = &now {
            let why = guide::words(&page.guide.texts.questions[id].why);
            let reason = disclosure(words::MORE);
            page.open_disclosure(&reason).await?;
            let shown = page.reads(&reason).await?;
            ensure!(shown.contains(&why), "the reason should be “{why}”:\n{shown}");
            page.answer(&now, words::NOT_SURE).await?;
            return page.sees_entry(&page.entry(&now, words::NOT_SURE)?).await;
        }
        page.goes_through(1).await?;
        now = page.now().await?;
    }
    bail!("no question was asked")
}

async fn advice_says_which_answers_would_change_it(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    let now = page.report_signs(&["scale-light"]).await?;
    let label = page.guide.label("scale-light")?;
    let reasons = disclosure(words::WHAT_WOULD_CHANGE);
    page.open_disclosure(&reasons).await?;
    page.until("the other answer is among those that would change it", async || {
        let shown = page.reads(&reasons).await?;
        Ok((shown.contains(words::WOULD_CHANGE) && shown.contains(&words::entry(label, words::NO))).then_some(()))
    })
    .await?;
    // It stays open and keeps up with what is said.
    let before = page.reads(&reasons).await?;
    page.goes_through(1).await?;
    page.moved_on_from(&now).await?;
    page.until("what would change it has changed", async || {
        Ok((page.reads(&reasons).await? != before).then_some(()))
    })
    .await
}
