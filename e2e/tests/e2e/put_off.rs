//! Puts things off, and finds them again.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        what_was_put_off_is_listed_and_can_be_taken_up,
        what_was_put_off_comes_before_support,
        what_can_hardly_help_any_more_waits_behind_support,
    ]
}

async fn what_was_put_off_is_listed_and_can_be_taken_up(page: Page) -> Result<()> {
    page.open().await?;
    let first = page.report_signs(&["authorization-failed"]).await?;
    page.sees_no(&region(words::PUT_OFF)).await?;
    let second = page.answer(&first, words::LATER).await?;
    let name = page.asked(&first)?;
    let take_up = button(&words::do_now(&name)).within(&region(words::PUT_OFF));
    page.sees(&take_up).await?;
    page.reload().await?;
    page.stands_at(&second).await?;
    page.click(&take_up).await?;
    page.stands_at(&first).await?;
    page.focus_is_on_heading(&first).await?;
    page.sees_no(&region(words::PUT_OFF)).await?;
    page.go_back().await?;
    page.stands_at(&second).await?;
    page.sees(&take_up).await
}

async fn what_was_put_off_comes_before_support(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    let mut now = page.report_signs(&[]).await?;
    let mut put_off = Vec::new();
    while now != Now::PutOff {
        ensure!(put_off.len() < 30 && now != Now::Support, "after {put_off:?}: {now:?}");
        let next = page.answer(&now, words::LATER).await?;
        put_off.push(now);
        now = next;
    }
    page.focus_is_on_heading(&Now::PutOff).await?;
    let card = region(words::PUT_OFF_LEFT);
    for step in &put_off {
        page.sees(&button(&words::do_now(&page.asked(step)?)).within(&card))
            .await?;
    }
    page.click(&button(words::PUT_OFF_SUPPORT)).await?;
    page.stands_at(&Now::Support).await?;
    page.click(&button(words::BACK_TO_STEP)).await?;
    page.stands_at(&Now::PutOff).await?;
    let last = put_off.last().context("something was put off")?;
    page.click(&button(&words::do_now(&page.asked(last)?)).within(&card))
        .await?;
    page.stands_at(last).await?;
    page.focus_is_on_heading(last).await
}

async fn what_can_hardly_help_any_more_waits_behind_support(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    let mut now = page.report_signs(&[]).await?;
    let mut put_off = Vec::new();
    while now != Now::Support {
        let answer = match &now {
            Now::Do(_) => words::FAILING,
            _ => {
                put_off.push(now.clone());
                words::LATER
            }
        };
        now = page.answer(&now, answer).await?;
    }
    page.click(&button(words::KEEP_TRYING)).await?;
    let again = page.moved_on_from(&Now::Support).await?;
    ensure!(put_off.contains(&again), "{again:?} was not put off");
    Ok(())
}
