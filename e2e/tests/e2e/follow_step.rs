//! Does a step: ticks what is done, waits, is warned.

use e2e::scenarios;
use e2e::support::*;
use thirtyfour::Key;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        a_countdown_goes_on_through_a_reload,
        a_risky_step_waits_until_the_warning_was_read,
        ticked_sub_steps_stay_ticked,
        steps_follow_the_phone,
        the_phone_is_remembered_from_step_to_step,
        what_cannot_be_done_is_passed_over,
    ]
}

/// The coffee machine with one thing to do, which is shown.
async fn at_step(page: &Page, action: &str) -> Result<Page> {
    let page = page.with_guide("coffee-machine")?;
    let page = page.serving(page.guide.with_only_action(action)?);
    page.open().await?;
    let now = page.report_signs(&[]).await?;
    ensure!(now == Now::Do(action.to_owned()), "{now:?} is shown");
    Ok(page)
}

async fn a_countdown_goes_on_through_a_reload(page: Page) -> Result<()> {
    let page = at_step(&page, "let-cool").await?;
    page.click(&button(words::START_COUNTDOWN)).await?;
    let started = seconds_left_below(&page, 60).await?;
    page.reload().await?;
    let after = seconds_left_below(&page, started).await?;
    ensure!(after > 0, "the countdown did not survive the reload");
    page.sees_no(&button(words::START_COUNTDOWN)).await?;
    page.answer(&page.now().await?, words::WORKS).await?;
    page.stands_at(&Now::Fixed).await
}

/// Waits until the timer shows less than `limit` seconds.
async fn seconds_left_below(page: &Page, limit: u64) -> Result<u64> {
    page.until(&format!("the timer shows less than {limit} s"), async || {
        let shown = page.reads(&role("timer")).await?;
        let (minutes, seconds) = shown
            .split_once(':')
            .with_context(|| format!("the timer shows “{shown}”"))?;
        let left = minutes.trim().parse::<u64>()? * 60 + seconds.trim().parse::<u64>()?;
        Ok((left < limit).then_some(left))
    })
    .await
}

async fn a_risky_step_waits_until_the_warning_was_read(page: Page) -> Result<()> {
    let page = at_step(&page, "descale").await?;
    let card = region(&page.guide.texts.actions["descale"].title);
    page.sees(&button(words::CANT).within(&card)).await?;
    page.sees(&button(words::LATER).within(&card)).await?;
    page.sees_no(&button(words::WORKS).within(&card)).await?;
    page.tick(&checkbox(words::CONFIRM_RISK), true).await?;
    page.sees(&button(words::WORKS).within(&card)).await?;
    page.reload().await?;
    page.sees(&button(words::WORKS).within(&card)).await
}

async fn ticked_sub_steps_stay_ticked(page: Page) -> Result<()> {
    let page = at_step(&page, "fill-tank").await?;
    let action = page.guide.action("fill-tank")?;
    let words: Vec<String> = action
        .steps
        .iter()
        .map(|step| guide::words(&page.guide.texts.actions["fill-tank"].steps[step]))
        .collect();
    let [first, second, ..] = words.as_slice() else {
        bail!("two sub-steps are needed")
    };
    page.tick(&checkbox(first), true).await?;
    page.reload().await?;
    ensure!(
        page.is_ticked(&checkbox(first)).await?,
        "“{first}” is not ticked any more"
    );
    ensure!(!page.is_ticked(&checkbox(second)).await?, "“{second}” is ticked");
    page.tick(&checkbox(first), false).await
}

/// Actions that can be done at once whose sub-steps differ by phone, with one of those in both forms.
fn differing(guide: &guide::Bundle) -> Vec<(String, String, String)> {
    let differs = guide.texts.actions.iter().filter_map(|(id, text)| {
        let risky = guide.action(id).is_ok_and(|action| action.risk);
        let mut steps = text.steps.values();
        let step = steps.find(|step| step.get("ios").is_some() && step.get("android").is_some())?;
        (!risky).then(|| (id.clone(), guide::words(&step["ios"]), guide::words(&step["android"])))
    });
    differs.collect()
}

async fn steps_follow_the_phone(page: Page) -> Result<()> {
    let differing = differing(&page.guide);
    let (action, ios, android) = differing.first().context("no sub-step differs by phone")?;
    let page = page.serving(page.guide.with_only_action(action)?);
    page.open().await?;
    page.report_signs(&[]).await?;
    page.click(&radio(&page.guide.texts.platforms["android"])).await?;
    page.sees(&checkbox(android)).await?;
    page.sees_no(&checkbox(ios)).await?;
    // As everywhere, the arrow keys move between the choices.
    page.press_key(Key::Up).await?;
    page.sees(&checkbox(ios)).await?;
    page.sees_no(&checkbox(android)).await?;
    page.reload().await?;
    page.sees(&checkbox(ios)).await
}

async fn the_phone_is_remembered_from_step_to_step(page: Page) -> Result<()> {
    let differing = differing(&page.guide);
    let [one, other, ..] = differing.as_slice() else {
        bail!("two such steps are needed")
    };
    let page = page.serving(page.guide.with_only_actions(&[&one.0, &other.0])?);
    page.open().await?;
    let now = page.report_signs(&[]).await?;
    let (first, second) = if now == Now::Do(one.0.clone()) {
        (one, other)
    } else {
        (other, one)
    };
    for (platform, sub_step, next) in [("ios", &first.1, &second.1), ("android", &first.2, &second.2)] {
        page.click(&radio(&page.guide.texts.platforms[platform])).await?;
        page.sees(&checkbox(sub_step)).await?;
        page.answer(&now, words::FAILING).await?;
        page.sees(&checkbox(next)).await?;
        page.close_and_open_again().await?;
        page.continue_if_asked().await?;
        page.sees(&checkbox(next)).await?;
        page.take_back(&page.entry(&now, words::FAILING)?).await?;
        page.stands_at(&now).await?;
    }
    Ok(())
}

async fn what_cannot_be_done_is_passed_over(page: Page) -> Result<()> {
    let page = at_step(&page, "descale").await?;
    let now = page.now().await?;
    page.answer(&now, words::CANT).await?;
    page.stands_at(&Now::Support).await?;
    page.sees_entry(&page.entry(&now, words::CANT)?).await
}
