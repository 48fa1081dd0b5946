//! Says what they see, by tapping or in their own words.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        own_words_find_the_sign,
        signs_picked_from_the_words_follow_them_and_can_be_unticked,
        own_words_lead_to_answers_too,
        words_that_match_nothing_leave_the_list,
        none_of_these_is_an_answer_too,
    ]
}

async fn own_words_find_the_sign(page: Page) -> Result<()> {
    page.open().await?;
    let label = page.guide.label("app-crashes")?;
    let phrase = page.guide.texts.signs["app-crashes"]
        .phrases
        .first()
        .context("the sign has other words for it")?;
    let box_to_type = textbox(words::OWN_WORDS);
    let matching = list(words::MATCHING);
    // Two letters swapped, as fingers do.
    page.write(&box_to_type, &misspelt(phrase)).await?;
    page.sees(&checkbox(label).within(&matching)).await?;
    page.write(&box_to_type, phrase).await?;
    page.until("what fits best stands first", async || {
        let found = page.reads(&matching).await?;
        Ok(found
            .trim_start_matches(words::MATCHING)
            .trim()
            .starts_with(label)
            .then_some(()))
    })
    .await?;
    // What was ticked by hand stays ticked when the words go.
    page.tick(&checkbox(label).within(&matching), false).await?;
    page.tick(&checkbox(label).within(&matching), true).await?;
    let other = page.guide.label("car-missing")?;
    page.write(&box_to_type, other).await?;
    page.sees(&checkbox(other).within(&matching)).await?;
    ensure!(page.is_ticked(&checkbox(label)).await?, "the tick went with the words");
    page.click(&button(words::FIND)).await?;
    page.moved_on_from(&Now::Start).await?;
    page.sees_entries(&[label.to_owned(), other.to_owned()]).await
}

async fn signs_picked_from_the_words_follow_them_and_can_be_unticked(page: Page) -> Result<()> {
    page.open().await?;
    let (failed, ended) = (
        page.guide.label("authorization-failed")?,
        page.guide.label("began-at-trial-end")?,
    );
    let box_to_type = textbox(words::OWN_WORDS);
    page.write(&box_to_type, "it says authorization failed since my free trial ended")
        .await?;
    // Two signs in one sentence.
    for sign in [failed, ended] {
        page.until(&format!("“{sign}” is picked"), async || {
            Ok(page.is_ticked(&checkbox(sign)).await?.then_some(()))
        })
        .await?;
    }
    page.sees_message(words::PICKED).await?;
    page.tick(&checkbox(failed), false).await?;
    page.write(
        &box_to_type,
        "it says authorization failed since my free trial ended yesterday",
    )
    .await?;
    page.until("what was picked shows still", async || {
        Ok(page.is_ticked(&checkbox(ended)).await?.then_some(()))
    })
    .await?;
    ensure!(
        !page.is_ticked(&checkbox(failed)).await?,
        "what was unticked is ticked again"
    );
    page.write(&box_to_type, "zzzzqqqq").await?;
    page.until("a picked sign goes with the words", async || {
        Ok((!page.is_ticked(&checkbox(ended)).await?).then_some(()))
    })
    .await
}

async fn own_words_lead_to_answers_too(page: Page) -> Result<()> {
    page.open().await?;
    let faq = page
        .guide
        .guide
        .faq
        .iter()
        .find(|entry| entry.id == "authorization-failed")
        .context("the guide answers this")?;
    let question = page.guide.texts.faq[&faq.id].question.clone();
    page.write(&textbox(words::OWN_WORDS), &question).await?;
    page.click(&link(&question).within(&region(words::MAY_HELP))).await?;
    page.until("the answer opens", async || {
        let open = page.find(&disclosure(&question)).await?.prop("open").await?;
        Ok((open.as_deref() == Some("true")).then_some(()))
    })
    .await
}

/// `phrase` with one letter of its longest word wrong.
fn misspelt(phrase: &str) -> String {
    let longest = phrase.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
    let mut letters: Vec<char> = longest.chars().collect();
    let last = letters.len().saturating_sub(1);
    if let Some(letter) = letters.get_mut(last) {
        *letter = 'x';
    }
    letters.into_iter().collect()
}

async fn words_that_match_nothing_leave_the_list(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    page.write(&textbox(words::OWN_WORDS), "zzzzqqqq").await?;
    page.sees_message(words::NO_MATCH).await?;
    page.report_signs(&["red-light"]).await?;
    page.sees_entry(page.guide.label("red-light")?).await
}

async fn none_of_these_is_an_answer_too(page: Page) -> Result<()> {
    page.open().await?;
    page.click(&button(words::NONE_OF_THESE)).await?;
    page.moved_on_from(&Now::Start).await?;
    page.sees_entries(&[words::NO_SIGNS.to_owned()]).await?;
    page.take_back(words::NO_SIGNS).await?;
    page.sees_entries(&[]).await
}
