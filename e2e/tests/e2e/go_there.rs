//! Goes to where a step has to be done, once.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        steps_at_a_place_are_offered_together_when_the_owner_is_there,
        a_step_put_off_for_its_place_comes_back_there,
        another_step_there_can_be_taken_first,
    ]
}

const COOL: &str = "let-cool";
const FILL: &str = "fill-tank";
const RINSE: &str = "rinse-filter";

/// The coffee machine: the tank and the filter are seen to at the sink, the rest at the machine.
async fn at_first_step(page: Page) -> Result<(Page, String)> {
    let page = page.with_guide("coffee-machine")?;
    let page = page.serving(page.guide.with_only_actions(&[COOL, FILL, RINSE])?);
    page.open().await?;
    page.report_signs(&[]).await?;
    stands_at(&page, FILL).await?;
    let sink = page.guide.texts.places["kitchen"].clone();
    page.sees(&text(&words::done_at(&sink))).await?;
    Ok((page, sink))
}

async fn stands_at(page: &Page, action: &str) -> Result<()> {
    page.stands_at(&Now::Do(action.to_owned())).await
}

async fn fails(page: &Page, action: &str) -> Result<()> {
    page.answer(&Now::Do(action.to_owned()), words::FAILING).await.map(drop)
}

fn title(page: &Page, action: &str) -> String {
    page.guide.texts.actions[action].title.clone()
}

async fn steps_at_a_place_are_offered_together_when_the_owner_is_there(page: Page) -> Result<()> {
    let (page, sink) = at_first_step(page).await?;
    page.sees(&text(&words::while_at(&sink))).await?;
    page.sees(&button(&title(&page, RINSE))).await?;
    // Without going there, what can be done here is next.
    fails(&page, FILL).await?;
    stands_at(&page, COOL).await?;
    page.go_back().await?;
    stands_at(&page, FILL).await?;

    page.click(&button(&words::arrive(&sink))).await?;
    page.focus_is_on(&words::leave(&sink)).await?;
    stands_at(&page, FILL).await?;
    fails(&page, FILL).await?;
    stands_at(&page, RINSE).await?;
    page.focus_is_on_heading(&Now::Do(RINSE.to_owned())).await?;
    page.reload().await?;
    stands_at(&page, RINSE).await?;
    page.sees(&button(&words::leave(&sink))).await?;
    fails(&page, RINSE).await?;
    stands_at(&page, COOL).await?;
    page.sees(&text(&words::nothing_at(&sink))).await?;
    page.click(&button(&words::leave(&sink))).await?;
    page.sees_no(&text(&words::nothing_at(&sink))).await?;
    stands_at(&page, COOL).await
}

async fn a_step_put_off_for_its_place_comes_back_there(page: Page) -> Result<()> {
    let (page, sink) = at_first_step(page).await?;
    page.answer(&Now::Do(FILL.to_owned()), words::LATER).await?;
    stands_at(&page, COOL).await?;
    page.sees(&text(&words::back_at(&sink)).within(&region(words::PUT_OFF)))
        .await?;
    page.click(&button(&words::arrive(&sink))).await?;
    stands_at(&page, FILL).await?;
    page.focus_is_on_heading(&Now::Do(FILL.to_owned())).await?;
    page.sees_no(&region(words::PUT_OFF)).await
}

async fn another_step_there_can_be_taken_first(page: Page) -> Result<()> {
    let (page, _) = at_first_step(page).await?;
    page.click(&button(&title(&page, RINSE))).await?;
    stands_at(&page, RINSE).await?;
    page.focus_is_on_heading(&Now::Do(RINSE.to_owned())).await?;
    page.sees(&button(&title(&page, FILL))).await?;
    fails(&page, RINSE).await?;
    stands_at(&page, FILL).await
}
