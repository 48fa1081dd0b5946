//! Changes their mind about something said before.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        changing_an_early_answer_keeps_the_rest_and_moves_the_advice,
        taking_an_entry_back_asks_again,
        signs_can_be_added_later,
    ]
}

async fn changing_an_early_answer_keeps_the_rest_and_moves_the_advice(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    page.report_signs(&["scale-light"]).await?;
    let said = page.goes_through(2).await?;
    let label = page.guide.label("scale-light")?;
    let thought = page.reads(&region(words::CAUSES)).await?;
    let stops = page.reads(&region(words::CHAIN)).await?;
    let mut expected = vec![words::entry(label, words::NO)];
    for (now, answer) in &said {
        expected.push(page.entry(now, answer)?);
    }

    page.change_entry(label, words::NO).await?;
    page.sees_entries(&expected).await?;
    ensure!(
        page.reads(&region(words::CAUSES)).await? != thought,
        "the causes are held as likely as before: {thought}"
    );
    ensure!(
        page.reads(&region(words::CHAIN)).await? != stops,
        "the chain shows what it showed before: {stops}"
    );

    // What follows is the same as if it had been said so from the start.
    let advised = page.now().await?;
    page.reload().await?;
    page.stands_at(&advised).await?;
    page.change_entry(&expected[0], words::YES).await?;
    page.sees_entry(label).await?;
    page.until("the causes are held as likely as at first", async || {
        Ok((page.reads(&region(words::CAUSES)).await? == thought).then_some(()))
    })
    .await
}

async fn taking_an_entry_back_asks_again(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    let said = page.goes_through(2).await?;
    let [(first, first_answer), (second, second_answer)] = said.as_slice() else {
        bail!("two cards were shown")
    };
    page.take_back(&page.entry(first, first_answer)?).await?;
    let label = page.guide.label("authorization-failed")?.to_owned();
    page.sees_entries(&[label.clone(), page.entry(second, second_answer)?])
        .await?;
    page.take_back(&page.entry(second, second_answer)?).await?;
    page.sees_entries(&[label]).await?;
    page.stands_at(first).await
}

async fn signs_can_be_added_later(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    let said = page.goes_through(1).await?;
    let known = page.guide.label("authorization-failed")?;
    let new = page.guide.label("car-missing")?;
    page.click(&button(words::ADD_SIGNS)).await?;
    page.stands_at(&Now::Start).await?;
    ensure!(
        page.is_ticked(&checkbox(known)).await?,
        "what was told is not ticked any more"
    );
    page.tick(&checkbox(new), true).await?;
    page.click(&button(words::FIND)).await?;
    page.moved_on_from(&Now::Start).await?;
    let (now, answer) = said.first().context("a card was shown")?;
    for entry in [known, new, &page.entry(now, answer)?] {
        page.sees_entry(entry).await?;
    }
    Ok(())
}
