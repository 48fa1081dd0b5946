//! Reads the questions that owners ask.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        searching_leaves_the_questions_that_match,
        a_word_that_many_questions_have_finds_them,
        marked_words_run_in_the_line,
        the_address_of_an_answer_opens_it,
        this_is_happening_to_me_leads_into_the_troubleshooter,
    ]
}

async fn searching_leaves_the_questions_that_match(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    let questions = &page.guide.texts.faq;
    for faq in questions.values() {
        page.sees(&disclosure(&faq.question)).await?;
    }
    let wanted = &questions["how-often-descale"].question;
    let other = &questions["why-red"].question;
    let search = textbox(words::FAQ_SEARCH);
    page.write(&search, wanted).await?;
    page.sees_no(&disclosure(other)).await?;
    page.sees(&disclosure(wanted)).await?;
    let marked = "return [...document.querySelectorAll('.faq mark')].map((mark) => mark.textContent)";
    let marked: Vec<String> = serde_json::from_value(page.script(marked, Vec::new()).await?)?;
    ensure!(!marked.is_empty(), "no word is marked");
    for word in &marked {
        ensure!(wanted.contains(word.as_str()), "“{word}” was not searched for");
    }
    page.write(&search, "zzzzqqqq").await?;
    page.sees_no(&disclosure(wanted)).await?;
    page.sees_message(words::FAQ_NONE).await?;
    for _ in 0.."zzzzqqqq".len() {
        page.press_key(thirtyfour::Key::Backspace).await?;
    }
    page.sees(&disclosure(other)).await
}

async fn a_word_that_many_questions_have_finds_them(page: Page) -> Result<()> {
    page.open().await?;
    let search = textbox(words::FAQ_SEARCH);
    for typed in ["app", "car"] {
        page.write(&search, typed).await?;
        let mut n_having = 0;
        for faq in page.guide.texts.faq.values() {
            let question = faq.question.to_lowercase();
            if question
                .split(|letter: char| !letter.is_alphanumeric())
                .any(|word| word == typed)
            {
                page.sees(&disclosure(&faq.question)).await?;
                n_having += 1;
            }
        }
        ensure!(n_having > 2, "the guide has only {n_having} such questions: “{typed}”");
    }
    Ok(())
}

async fn marked_words_run_in_the_line(page: Page) -> Result<()> {
    // Heights of the questions by the ids of their entries, and how many parts each has.
    let measure = "return Object.fromEntries([...document.querySelectorAll('.faq details')].map((entry) => {
        const summary = entry.querySelector('summary');
        return [entry.id, [summary.getBoundingClientRect().height, summary.children.length,
          summary.querySelectorAll('mark').length, parseFloat(getComputedStyle(summary).lineHeight)]];
      }))";
    type Measured = std::collections::BTreeMap<String, (f64, usize, usize, f64)>;
    page.open().await?;
    let before: Measured = serde_json::from_value(page.script(measure, Vec::new()).await?)?;
    // Every entry stands at the height of its one or two lines, with the words marked as without.
    for typed in ["subscription", "Why does the app show an old status?"] {
        page.write(&textbox(words::FAQ_SEARCH), typed).await?;
        let marked = page
            .until("words are marked", async || {
                let now: Measured = serde_json::from_value(page.script(measure, Vec::new()).await?)?;
                Ok((now.len() < before.len() && now.values().any(|(_, _, marks, _)| *marks > 0)).then_some(now))
            })
            .await?;
        for (id, (height, n_parts, _, line)) in marked {
            // Marked words are bolder, and may just not fit a line any more.
            let most = before.get(&id).map_or(0.0, |(height, ..)| *height) + line + 1.0;
            ensure!(height <= most, "“{typed}”: {id} is {height} px high, more than {most}");
            ensure!(n_parts <= 1, "“{typed}”: {id} is in {n_parts} parts");
        }
    }
    Ok(())
}

async fn the_address_of_an_answer_opens_it(page: Page) -> Result<()> {
    let entries = &page.guide.guide.faq;
    let (first, last) = (
        entries.first().context("there are questions")?,
        entries.last().context("there are questions")?,
    );
    page.open_at(&format!("#faq-{}", last.id)).await?;
    is_open_and_in_view(&page, &last.id).await?;

    // The link inside an answer is its address.
    let question = &page.guide.texts.faq[&first.id].question;
    let answer = disclosure(question);
    page.open_disclosure(&answer).await?;
    page.click(&link(&words::link_to(question)).within(&answer)).await?;
    page.until("the address names the answer", async || {
        Ok(page
            .driver
            .current_url()
            .await?
            .fragment()
            .filter(|part| *part == format!("faq-{}", first.id))
            .map(drop))
    })
    .await?;
    is_open_and_in_view(&page, &first.id).await?;
    page.reload().await?;
    is_open_and_in_view(&page, &first.id).await
}

async fn is_open_and_in_view(page: &Page, id: &str) -> Result<()> {
    let script = "const entry = document.getElementById(arguments[0]);
        const { top, height } = entry.querySelector('summary').getBoundingClientRect();
        return entry.open && top >= 0 && top + height <= innerHeight";
    page.until(&format!("the answer {id} is open and in view"), async || {
        let seen = page.script(script, vec![format!("faq-{id}").into()]).await?;
        Ok((seen == true).then_some(()))
    })
    .await
}

async fn this_is_happening_to_me_leads_into_the_troubleshooter(page: Page) -> Result<()> {
    let entry = page
        .guide
        .guide
        .faq
        .iter()
        .find(|entry| entry.sign.is_some())
        .context("an entry has a sign")?;
    let sign = entry.sign.clone().context("it has a sign")?;
    page.open().await?;
    let answer = disclosure(&page.guide.texts.faq[&entry.id].question);
    page.open_disclosure(&answer).await?;
    page.click(&button(words::HAPPENING).within(&answer)).await?;
    let now = page.moved_on_from(&Now::Start).await?;
    page.focus_is_on_heading(&now).await?;
    page.sees_entry(page.guide.label(&sign)?).await
}
