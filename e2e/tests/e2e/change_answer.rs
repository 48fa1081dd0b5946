//! Changes their mind about something said before.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        changing_an_early_answer_keeps_the_rest_and_moves_the_advice,
        taking_an_entry_back_asks_again,
        signs_can_be_added_later,
        undo_and_redo_are_buttons_in_step_with_the_browser,
        what_no_longer_counts_is_greyed_and_counts_again,
        the_focus_stays_unless_another_card_comes,
        a_changed_row_says_what_is_likeliest_now,
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

async fn undo_and_redo_are_buttons_in_step_with_the_browser(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    let said = page.goes_through(2).await?;
    let all = page.entries().await?;
    let [.., first, second] = all.as_slice() else {
        bail!("entries are listed")
    };
    let changed = page.guide.label("authorization-failed")?;
    page.sees_no(&button(&words::redo(second))).await?;

    page.click(&button(&words::undo(second))).await?;
    page.sees_entries(&all[..2]).await?;
    page.stands_at(&said[1].0).await?;
    // The browser's Forward is the same as redo, and Back as undo.
    page.go_forward().await?;
    page.sees_entries(&all).await?;
    page.go_back().await?;
    page.sees_entries(&all[..2]).await?;
    page.click(&button(&words::redo(second))).await?;
    page.sees_entries(&all).await?;

    // A link within the page does not stand in the way, nor does a reload.
    let entry = page.guide.guide.faq.first().context("there are questions")?.id.clone();
    page.script("location.hash = arguments[0]", vec![format!("faq-{entry}").into()])
        .await?;
    page.reload().await?;
    page.click(&button(&words::undo(second))).await?;
    page.sees_entries(&all[..2]).await?;
    page.click(&button(&words::undo(first))).await?;
    page.sees_entries(&all[..1]).await?;

    // An early answer changed: as in any editor, nothing is left to redo.
    page.change_entry(changed, words::NO).await?;
    let edited = words::entry(changed, words::NO);
    page.sees_entries(std::slice::from_ref(&edited)).await?;
    page.sees_no(&button(&words::redo(first))).await?;
    page.click(&button(&words::undo(&edited))).await?;
    page.sees_entries(&all[..1]).await?;
    page.click(&button(&words::redo(&edited))).await?;
    page.sees_entries(&[edited]).await?;
    let here = page.driver.current_url().await?;
    ensure!(
        here.as_str().starts_with(&page.site.url("")),
        "the page was left for {here}"
    );
    Ok(())
}

async fn what_no_longer_counts_is_greyed_and_counts_again(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    page.report_signs(&["red-light"]).await?;
    let said = page.goes_through(4).await?;
    let done = said.iter().find_map(|(now, answer)| match now {
        Now::Do(id) => Some((id.clone(), page.entry(now, answer))),
        _ => None,
    });
    let (action, entry) = done.context("something was tried")?;
    let entry = entry?;
    let label = page.guide.label("red-light")?.to_owned();

    // The same guide, in which that step is for those who see the light.
    let mut raw = page.guide.raw.clone();
    let actions = raw["guide"]["actions"].as_array_mut().context("a guide has actions")?;
    for one in actions.iter_mut().filter(|one| one["id"] == action.as_str()) {
        one["only_if"] = serde_json::json!([{ "question": "red-light", "answer": "yes" }]);
    }
    page.site
        .answer_with(&page.guide_path(), site::Reply::new(200, raw.to_string()));
    page.reload().await?;
    page.sees_entry(&entry).await?;
    page.sees_no(&text(words::DOES_NOT_COUNT)).await?;
    page.change_entry(&label, words::NO).await?;
    page.sees(&text(words::DOES_NOT_COUNT).within(&region(words::SO_FAR)))
        .await?;
    page.sees_entry(&entry).await?;
    page.change_entry(&words::entry(&label, words::NO), words::YES).await?;
    page.sees_no(&text(words::DOES_NOT_COUNT)).await
}

async fn the_focus_stays_unless_another_card_comes(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.click(&button(words::STOP)).await?;
    page.stands_at(&Now::Support).await?;
    let label = page.guide.label("authorization-failed")?;
    page.change_entry(label, words::NO).await?;
    page.focus_is_on(&words::change(&words::entry(label, words::NO)))
        .await?;
    page.take_back(&words::entry(label, words::NO)).await?;
    page.focus_is_on(words::SO_FAR).await
}

async fn a_changed_row_says_what_is_likeliest_now(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.click(&button(words::STOP)).await?;
    page.stands_at(&Now::Support).await?;
    let label = page.guide.label("authorization-failed")?;
    page.sees_no(&text(words::CHANGED)).await?;
    page.change_entry(label, words::NO).await?;
    // By that row, in sight, with the cause that the list of causes begins with.
    let read = "const row = [...document.querySelectorAll('.timeline > li')]
          .find((row) => row.querySelector('.changed')?.textContent);
        const { top, bottom } = row?.getBoundingClientRect() ?? { top: -1 };
        return [row?.querySelector('.changed').textContent, top >= 0 && bottom <= innerHeight,
          document.querySelector('.causes .name').textContent]";
    let (said, seen, first) = page
        .until("the row says what changed", async || {
            let read: (Option<String>, bool, String) = serde_json::from_value(page.script(read, Vec::new()).await?)?;
            Ok(match read {
                (Some(said), seen, first) => Some((said, seen, first)),
                _ => None,
            })
        })
        .await?;
    ensure!(said == format!("{} {first}.", words::CHANGED), "“{said}”, of “{first}”");
    ensure!(seen, "the row is out of sight");
    // Until something else is told.
    page.click(&button(&words::undo(&words::entry(label, words::NO))))
        .await?;
    page.sees_no(&text(words::CHANGED)).await
}
