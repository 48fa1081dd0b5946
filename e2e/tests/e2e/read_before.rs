//! Reads the page before the program is there, or without it.

use e2e::scenarios;
use e2e::support::*;
use serde_json::{Value, json};

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        nothing_moves_when_the_program_arrives,
        what_was_done_before_the_program_arrives_is_kept,
        a_button_pressed_too_early_is_pressed_when_it_can_be,
        what_may_be_asked_next_is_thought_of_once_the_page_is_there,
        what_is_far_down_is_laid_out_only_if_the_address_leads_there,
        when_the_guide_does_not_come_all_can_still_be_read,
        of_another_guide_it_says_that_it_comes_or_does_not,
        each_language_has_a_page_of_its_own,
        without_javascript_the_guide_can_be_read,
    ]
}

/// Shows the page whose program waits for the guide.
async fn open_held(page: &Page) -> Result<()> {
    page.site.hold(&page.guide_path());
    page.visit(&page.site.url(page.path())).await
}

async fn let_the_program_come(page: &Page) -> Result<()> {
    page.site.let_go(&page.guide_path());
    page.is_ready().await
}

/// Where all that is seen of the page is, and its words; once it is drawn, for only then a browser knows what it skips.
async fn layout(page: &Page) -> Result<String> {
    page.is_drawn().await?;
    let script = "return [...document.querySelectorAll('#app :is(h1, h2, h3, p, li, summary, button, a, input, label, legend, progress, svg)')]
        .filter((it) => it.checkVisibility() && !it.closest('.hidden, .languages'))
        .map((it) => { const { x, y, width, height } = it.getBoundingClientRect();
          return [it.localName, Math.round(x), Math.round(y + scrollY), Math.round(width), Math.round(height),
            it.children.length ? '' : it.textContent].join(' '); }).join('\\n')";
    Ok(page
        .script(script, Vec::new())
        .await?
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

async fn nothing_moves_when_the_program_arrives(page: Page) -> Result<()> {
    for locale in ["en", "es", "fr"] {
        let (spoken, _) = page.in_language(locale)?;
        let path = if locale == "en" {
            String::new()
        } else {
            format!("{locale}/")
        };
        page.site.hold(&spoken.guide_path());
        page.visit(&page.site.url(&path)).await?;
        page.script(
            "document.querySelector('#faq-heading ~ .faq details').open = true",
            Vec::new(),
        )
        .await?;
        let before = layout(&page).await?;
        ensure!(before.lines().count() > 60, "little is printed: {before}");
        let since = page.script("return performance.now()", Vec::new()).await?;
        page.site.let_go(&spoken.guide_path());
        page.is_ready().await?;
        let after = layout(&page).await?;
        let moved: Vec<_> = before
            .lines()
            .zip(after.lines())
            .filter(|(before, after)| before != after)
            .take(5)
            .collect();
        ensure!(before == after, "{locale}: it moves: {moved:?}");
        let shifts = shifts(&page, since).await?;
        ensure!(shifts.is_empty(), "{locale}: it moves and comes back: {shifts:?}");
    }
    Ok(())
}

/// What was drawn elsewhere than in the frame before, from `since` on, by browsers that tell.
async fn shifts(page: &Page, since: Value) -> Result<Vec<String>> {
    let script = "const observer = new PerformanceObserver(() => {});
        observer.observe({ type: 'layout-shift', buffered: true });
        return observer.takeRecords().filter(({ startTime }) => startTime > arguments[0]).map(({ value, sources }) =>
          `${value}: ${sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? 'gone').slice(0, 100)).join(', ')}`)";
    Ok(serde_json::from_value(page.script(script, vec![since]).await?)?)
}

async fn what_was_done_before_the_program_arrives_is_kept(page: Page) -> Result<()> {
    open_held(&page).await?;
    let sign = page.guide.label("app-crashes")?.to_owned();
    page.click(&find::checkbox(&sign)).await?;
    let entry =
        "const entry = document.querySelector('#faq-heading ~ .faq details'); entry.open = true; return entry.id";
    let entry = page.script(entry, Vec::new()).await?;
    page.write(&find::textbox(words::FAQ_SEARCH), "plan").await?;
    page.write(&find::textbox(words::OWN_WORDS), "my plan").await?;
    let_the_program_come(&page).await?;
    ensure!(page.is_ticked(&find::checkbox(&sign)).await?, "the tick is lost");
    ensure!(page.focused_name().await? == words::OWN_WORDS, "the focus is lost");
    page.press(" ended").await?;
    let typed = "return [...document.querySelectorAll('input:is([type=text], [type=search])')].map((it) => it.value)";
    let typed = page.script(typed, Vec::new()).await?;
    ensure!(
        typed
            .as_array()
            .is_some_and(|all| all.contains(&json!("my plan ended")) && all.contains(&json!("plan"))),
        "typed: {typed}"
    );
    let open = "return document.getElementById(arguments[0])?.open ?? 'not found by the search'";
    ensure!(
        page.script(open, vec![entry]).await? != false,
        "the entry is closed again"
    );
    Ok(())
}

async fn a_button_pressed_too_early_is_pressed_when_it_can_be(page: Page) -> Result<()> {
    open_held(&page).await?;
    let sign = page.guide.label("app-crashes")?.to_owned();
    page.click(&find::checkbox(&sign)).await?;
    page.click(&button(words::FIND)).await?;
    let_the_program_come(&page).await?;
    page.sees_entry(&sign).await
}

async fn what_may_be_asked_next_is_thought_of_once_the_page_is_there(page: Page) -> Result<()> {
    page.visit(&page.site.url(page.path())).await?;
    page.is_ready().await?;
    let script = "const [there] = performance.getEntriesByName('app-interactive');
        return performance.getEntriesByName('advice', 'measure').map((advice) => advice.startTime - there.startTime)";
    let after: Vec<f64> = page
        .until("the engine has thought", async || {
            let times: Vec<f64> = serde_json::from_value(page.script(script, Vec::new()).await?)?;
            Ok((!times.is_empty()).then_some(times))
        })
        .await?;
    ensure!(
        after.iter().all(|after| *after >= 0.0),
        "{after:?} ms after the page was there"
    );
    Ok(())
}

async fn what_is_far_down_is_laid_out_only_if_the_address_leads_there(page: Page) -> Result<()> {
    let script = "return document.querySelector('[part=about] > h2').checkVisibility({ contentVisibilityAuto: true })";
    page.open().await?;
    ensure!(
        page.script(script, Vec::new()).await? == (page.browser == Browser::Firefox),
        "what is far down is laid out at once, which only Firefox is to do"
    );
    let answer = "return document.querySelector('.faq > details:last-child').id";
    let answer = page.script(answer, Vec::new()).await?;
    page.visit(&page.site.blank()).await?;
    page.open_at(&format!("#{}", answer.as_str().context("it has an id")?))
        .await?;
    page.until("all is laid out", async || {
        Ok((page.script(script, Vec::new()).await? == true).then_some(()))
    })
    .await
}

async fn when_the_guide_does_not_come_all_can_still_be_read(page: Page) -> Result<()> {
    page.site.forgive();
    page.site.answer_with(&page.guide_path(), Reply::new(500, "no"));
    page.visit(&page.site.url(page.path())).await?;
    page.sees(&button(words::TRY_AGAIN)).await?;
    page.sees(&find::heading(words::FAQ)).await?;
    page.site.answer_as_usual(&page.guide_path());
    page.click(&button(words::TRY_AGAIN)).await?;
    page.is_ready().await?;
    page.until("the program is there", async || {
        Ok((!page.shows(&button(words::TRY_AGAIN)).await?).then_some(()))
    })
    .await?;
    // A tick may fall on the page that is about to be replaced; in WebKit and Firefox it was seen to be lost there.
    let sign = checkbox(page.guide.label("app-crashes")?).within(&region(words::SEE));
    page.until("the sign stays ticked", async || {
        if page.is_ticked(&sign).await? {
            return Ok(Some(()));
        }
        page.click(&sign).await?;
        Ok(None)
    })
    .await?;
    page.report_signs(&["app-crashes"]).await.map(drop)
}

async fn of_another_guide_it_says_that_it_comes_or_does_not(page: Page) -> Result<()> {
    let coffee = page.with_guide("coffee-machine")?;
    let held = page.site.words("en")?;
    page.site.hold(&held);
    page.visit(&page.site.url(coffee.path())).await?;
    page.sees_message(words::LOADING).await?;
    page.has_no_barriers("another guide is on its way").await?;
    for printed in [button(words::FIND), find::heading(words::FAQ)] {
        ensure!(!page.shows(&printed).await?, "{printed} of the wrong guide is shown");
    }
    page.site.let_go(&held);
    coffee.is_ready().await?;
    coffee.sees(&find::heading(&coffee.guide.texts.guide.title)).await?;
    page.site.forgive();
    page.site.answer_with(&held, Reply::new(404, "no"));
    page.visit(&page.site.url(coffee.path())).await?;
    page.sees(&find::by_id("boot-failed")).await?;
    ensure!(
        !page.shows(&find::text(words::LOADING)).await?,
        "it still says that it comes"
    );
    page.has_no_barriers("another guide did not come").await
}

async fn each_language_has_a_page_of_its_own(page: Page) -> Result<()> {
    let (spanish, words) = page.in_language("es")?;
    page.visit(&page.site.url("es/")).await?;
    page.is_ready().await?;
    page.sees(&find::heading(&words["see_heading"])).await?;
    page.sees(&find::heading(
        spanish.guide.raw["texts"]["guide"]["title"]
            .as_str()
            .unwrap_or_default(),
    ))
    .await?;
    // Another language is chosen in place, and a reload stays with it.
    page.click(&button("English")).await?;
    page.sees(&find::heading(words::SEE)).await?;
    page.reload().await?;
    page.sees(&find::heading(words::SEE)).await
}

async fn without_javascript_the_guide_can_be_read(page: Page) -> Result<()> {
    // The browser says in the console that it runs no script.
    page.site.forgive();
    page.visit(&page.site.framed("", 800, Some("allow-same-origin")))
        .await?;
    let script = "const inside = document.getElementById('frame').contentDocument;
        const entry = inside.querySelector('.faq details');
        entry.querySelector('summary').click();
        const shown = (it) => it.checkVisibility() && it.getBoundingClientRect().height > 0;
        return {
          note: shown(inside.querySelector('noscript')),
          answer: shown(entry.querySelector('p')),
          causes: inside.querySelectorAll('.causes details').length,
          buttons: [...inside.querySelectorAll('button:not(.station)')].filter(shown).length,
        }";
    let seen = page
        .until("the page is printed", async || {
            let seen = page.script(script, Vec::new()).await;
            Ok(seen.ok().filter(|seen| seen["causes"].as_u64() > Some(5)))
        })
        .await?;
    ensure!(seen["note"] == true, "nothing says that JavaScript is off: {seen}");
    ensure!(seen["buttons"] == 0, "buttons that do nothing: {seen}");
    Ok(())
}
