//! Starts a countdown and does something else meanwhile.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        a_wait_that_is_over_leads_back_to_its_step,
        a_step_put_off_during_its_wait_comes_next_when_that_is_over,
        with_nothing_else_to_do_the_step_comes_back_by_itself,
        a_countdown_speaks_at_its_start_and_end_only,
        a_countdown_runs_in_every_tab,
    ]
}

/// The coffee machine with these things to do; letting it cool comes first and waits for this many seconds.
async fn cooling(page: &Page, actions: &[&str], seconds: f64) -> Result<Page> {
    let page = page.with_guide("coffee-machine")?;
    let guide = page.guide.with_only_actions(actions)?;
    let page = page.serving(guide.with_wait("let-cool", seconds / 60.0)?);
    page.open().await?;
    let now = page.report_signs(&[]).await?;
    ensure!(now == let_cool(), "{now:?} is shown");
    page.click(&button(words::START_COUNTDOWN)).await?;
    page.sees_no(&button(words::START_COUNTDOWN)).await?;
    // The button is gone; what it started has the focus.
    page.focus_is_on(words::TIME_LEFT).await?;
    Ok(page)
}

fn let_cool() -> Now {
    Now::Do("let-cool".to_owned())
}

fn fill_tank() -> Now {
    Now::Do("fill-tank".to_owned())
}

async fn a_wait_that_is_over_leads_back_to_its_step(page: Page) -> Result<()> {
    let page = cooling(&page, &["let-cool", "fill-tank"], 8.0).await?;
    let title = page.asked(&let_cool())?;
    page.reload().await?;
    page.stands_at(&let_cool()).await?;
    page.answer(&let_cool(), words::LATER).await?;
    page.stands_at(&fill_tank()).await?;
    page.focus_is_on_heading(&fill_tank()).await?;
    page.sees(&text(words::BACK_AFTER_WAIT).within(&region(words::PUT_OFF)))
        .await?;

    page.announces(words::WAIT_OVER).await?;
    let heard = page.heard().await?;
    let told = heard.iter().filter(|line| line.contains(words::WAIT_OVER)).count();
    ensure!(told == 1, "told {told} times: {heard:?}");
    // Nothing moves under the owner's eyes.
    page.stands_at(&fill_tank()).await?;
    page.focus_is_on_heading(&fill_tank()).await?;

    page.click(&button(&words::try_now(&title))).await?;
    page.stands_at(&let_cool()).await?;
    page.focus_is_on_heading(&let_cool()).await?;
    page.sees(&text(words::WAIT_OVER_HERE)).await?;
    page.sees_no(&button(&words::try_now(&title))).await?;
    page.answer(&let_cool(), words::WORKS).await?;
    page.stands_at(&Now::Fixed).await
}

async fn a_step_put_off_during_its_wait_comes_next_when_that_is_over(page: Page) -> Result<()> {
    let page = cooling(&page, &["let-cool", "fill-tank", "rinse-filter"], 4.0).await?;
    page.answer(&let_cool(), words::LATER).await?;
    page.stands_at(&fill_tank()).await?;
    page.announces(words::WAIT_OVER).await?;
    page.sees(&text("the wait is over; this is next").within(&region(words::PUT_OFF)))
        .await?;
    let next = page.answer(&fill_tank(), words::FAILING).await?;
    ensure!(next == let_cool(), "{next:?} came first");
    page.sees_no(&region(words::PUT_OFF)).await
}

async fn with_nothing_else_to_do_the_step_comes_back_by_itself(page: Page) -> Result<()> {
    let page = cooling(&page, &["let-cool"], 6.0).await?;
    let now = page.answer(&let_cool(), words::LATER).await?;
    ensure!(now == Now::PutOff, "{now:?} is shown");
    page.focus_is_on_heading(&Now::PutOff).await?;
    let listen = "window.moves = 0; document.addEventListener('focusin', () => moves++)";
    page.script(listen, Vec::new()).await?;
    page.stands_at(&let_cool()).await?;
    let moves = page.script("return moves", Vec::new()).await?;
    ensure!(moves == 0, "the focus moved though the owner did nothing");
    Ok(())
}

async fn a_countdown_speaks_at_its_start_and_end_only(page: Page) -> Result<()> {
    let page = cooling(&page, &["let-cool"], 4.0).await?;
    page.announces(words::WAIT_OVER_HERE).await?;
    let heard = page.heard().await?;
    ensure!(
        matches!(heard.as_slice(), [start, end] if start.contains(words::WAIT_RUNNING) && end == words::WAIT_OVER_HERE),
        "{heard:?}"
    );
    page.reload().await?;
    page.sees(&text(words::WAIT_OVER_HERE)).await?;
    let heard = page.heard().await?;
    ensure!(heard.is_empty(), "said again after the reload: {heard:?}");
    Ok(())
}

async fn a_countdown_runs_in_every_tab(page: Page) -> Result<()> {
    let page = cooling(&page, &["let-cool"], 12.0).await?;
    page.new_tab().await?;
    page.open().await?;
    page.continue_if_asked().await?;
    page.stands_at(&let_cool()).await?;
    page.sees_no(&button(words::START_COUNTDOWN)).await?;
    page.announces(words::WAIT_OVER_HERE).await
}
