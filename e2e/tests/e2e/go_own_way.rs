//! Says what they tried already, chooses steps themselves, cannot tell, and looks before they pay.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        what_was_tried_is_ticked_told_and_not_advised_again,
        what_was_not_tried_can_be_unticked,
        an_answer_in_own_words_is_offered_as_that_answer,
        every_step_worth_trying_can_be_done_from_the_list,
        a_risky_step_of_the_list_waits_until_its_warning_was_read,
        one_who_cannot_tell_is_offered_steps_and_then_support,
        what_decides_on_a_step_is_looked_at_before_it,
    ]
}

/// The coffee machine, of which owners write that they refilled it, and how full it is.
async fn at_own_words(page: &Page) -> Result<Page> {
    let page = page.with_guide("coffee-machine")?;
    let guide = page.guide.with_tried("fill-tank", "refilled the water")?;
    let guide = guide.with_phrase("cups-before", "many", "after six cups")?;
    let page = page.serving(guide);
    page.open().await?;
    Ok(page)
}

async fn what_was_tried_is_ticked_told_and_not_advised_again(page: Page) -> Result<()> {
    let page = at_own_words(&page).await?;
    let title = page.guide.title("fill-tank")?.to_owned();
    let tried = checkbox(&title).within(&list(words::TRIED));
    page.write(
        &textbox(words::OWN_WORDS),
        "I have already refilled the water, it did not help",
    )
    .await?;
    page.sees(&tried).await?;
    ensure!(page.is_ticked(&tried).await?, "what was tried is not ticked");
    page.click(&button(words::FIND)).await?;
    let mut now = page.moved_on_from(&Now::Start).await?;
    let entry = page.entry(&Now::Do("fill-tank".to_owned()), words::FAILING)?;
    page.sees_entry(&entry).await?;
    for _ in 0..20 {
        ensure!(now != Now::Do("fill-tank".to_owned()), "what was tried is advised");
        let said = match &now {
            Now::Do(_) => words::FAILING,
            Now::Ask(_) | Now::AskSign(_) => words::NOT_SURE,
            _ => break,
        };
        now = page.answer(&now, said).await?;
    }
    ensure!(now == Now::Support, "{now:?} is shown");
    page.sees_entry(&entry).await
}

async fn what_was_not_tried_can_be_unticked(page: Page) -> Result<()> {
    let page = at_own_words(&page).await?;
    let title = page.guide.title("fill-tank")?.to_owned();
    let tried = checkbox(&title).within(&list(words::TRIED));
    page.write(
        &textbox(words::OWN_WORDS),
        "I have already refilled the water, it did not help",
    )
    .await?;
    page.tick(&tried, false).await?;
    page.click(&button(words::FIND)).await?;
    page.moved_on_from(&Now::Start).await?;
    page.sees_no_entry(&page.entry(&Now::Do("fill-tank".to_owned()), words::FAILING)?)
        .await
}

async fn an_answer_in_own_words_is_offered_as_that_answer(page: Page) -> Result<()> {
    let page = at_own_words(&page).await?;
    let question = Now::Ask("cups-before".to_owned());
    let answer = page.guide.texts.questions["cups-before"].answers["many"].clone();
    let entry = page.entry(&question, &answer)?;
    page.write(&textbox(words::OWN_WORDS), "it stopped after six cups")
        .await?;
    let heard = checkbox(&entry).within(&list(words::HEARD));
    page.sees(&heard).await?;
    ensure!(page.is_ticked(&heard).await?, "the answer is not ticked");
    page.click(&button(words::FIND)).await?;
    page.moved_on_from(&Now::Start).await?;
    page.sees_entry(&entry).await
}

/// The coffee machine with these things to do, and the list of them.
async fn at_list(page: &Page, actions: &[&str]) -> Result<(Page, Target)> {
    let page = page.with_guide("coffee-machine")?;
    let page = page.serving(page.guide.with_only_actions(actions)?);
    page.open().await?;
    page.report_signs(&[]).await?;
    let list = disclosure(words::WORTH_TRYING);
    page.open_disclosure(&list).await?;
    Ok((page, list))
}

async fn every_step_worth_trying_can_be_done_from_the_list(page: Page) -> Result<()> {
    let (page, list) = at_list(&page, &["fill-tank", "rinse-filter", "let-cool"]).await?;
    let now = page.now().await?;
    let others = ["fill-tank", "rinse-filter", "let-cool"].map(|id| Now::Do(id.to_owned()));
    let others: Vec<&Now> = others.iter().filter(|step| **step != now).collect();
    let [first, second] = others.as_slice() else {
        bail!("{now:?} is none of the steps")
    };
    // The step of the card is in the list too, and leads there.
    page.sees(&button(&page.asked(&now)?).within(&list)).await?;
    let step = disclosure(&page.asked(first)?).within(&list);
    page.open_disclosure(&step).await?;
    page.click(&button(words::FAILING).within(&step)).await?;
    let entry = page.entry(first, words::FAILING)?;
    page.sees_entry(&entry).await?;
    page.stands_at(&now).await?;
    page.sees_no(&step).await?;
    page.focus_is_on(words::WORTH_TRYING).await?;
    page.click(&button(&words::undo(&entry))).await?;
    page.sees_no_entry(&entry).await?;
    let step = disclosure(&page.asked(second)?).within(&list);
    page.open_disclosure(&list).await?;
    page.open_disclosure(&step).await?;
    page.click(&button(words::WORKS).within(&step)).await?;
    page.stands_at(&Now::Fixed).await?;
    page.focus_is_on_heading(&Now::Fixed).await
}

async fn a_risky_step_of_the_list_waits_until_its_warning_was_read(page: Page) -> Result<()> {
    let (page, list) = at_list(&page, &["fill-tank", "descale"]).await?;
    page.stands_at(&Now::Do("fill-tank".to_owned())).await?;
    let step = disclosure(page.guide.title("descale")?).within(&list);
    page.open_disclosure(&step).await?;
    page.sees(&button(words::CANT).within(&step)).await?;
    page.sees_no(&button(words::WORKS).within(&step)).await?;
    page.tick(&checkbox(words::CONFIRM_RISK).within(&step), true).await?;
    page.sees(&button(words::WORKS).within(&step)).await
}

async fn one_who_cannot_tell_is_offered_steps_and_then_support(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    let mut now = page.report_signs(&[]).await?;
    let (mut n_cards, mut in_a_row) = (0, 0);
    while now != Now::Support {
        n_cards += 1;
        ensure!(n_cards <= 14, "support is not offered within 14 cards");
        let said = if matches!(now, Now::Do(_)) {
            in_a_row = 0;
            words::FAILING
        } else {
            in_a_row += 1;
            ensure!(in_a_row <= 3, "{in_a_row} questions in a row to one who cannot tell");
            words::NOT_SURE
        };
        now = page.answer(&now, said).await?;
        if said == words::NOT_SURE {
            page.announces(words::FINE).await?;
        }
    }
    page.sees(&button(words::COPY)).await
}

async fn what_decides_on_a_step_is_looked_at_before_it(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    let page = page.serving(page.guide.with_answer_first("descale", "last-descaled", "long-ago")?);
    page.open().await?;
    let now = page.report_signs(&["scale-light"]).await?;
    let question = Now::Ask("last-descaled".to_owned());
    ensure!(now == question, "{now:?} comes before what decides");
    page.sees_message(words::CHECK_FIRST).await?;
    let answers = page.guide.texts.questions["last-descaled"].answers.clone();
    // The way out: nothing to do there.
    let next = page.answer(&now, &answers["recently"]).await?;
    ensure!(
        next != Now::Do("descale".to_owned()),
        "the step is advised all the same"
    );
    let list = disclosure(words::WORTH_TRYING);
    page.open_disclosure(&list).await?;
    page.sees_no(&disclosure(page.guide.title("descale")?).within(&list))
        .await?;
    page.go_back().await?;
    page.stands_at(&question).await?;
    // Who goes by the list is led to the question too.
    page.open_disclosure(&list).await?;
    page.click(&button(page.guide.title("descale")?).within(&list)).await?;
    page.stands_at(&question).await?;
    page.focus_is_on_heading(&question).await?;
    page.answer(&question, &answers["long-ago"]).await?;
    // Before it is done, what it hangs on is there to be taken back.
    let step = disclosure(page.guide.title("descale")?).within(&list);
    page.open_disclosure(&list).await?;
    page.open_disclosure(&step).await?;
    page.sees(&text(&page.entry(&question, &answers["long-ago"])?).within(&step))
        .await?;
    page.click(&button(words::NOT_SO).within(&step)).await?;
    page.stands_at(&question).await
}
