//! Reads the page with other eyes: assistive technology, dark colours, a narrow screen. In every browser once wide and
//! light, once narrow and dark; `perceive_every_state` has all combinations.

use e2e::scenario;
use e2e::support::*;
use serde_json::{Value, json};

pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(no_state_has_barriers_on_a_wide_screen),
        scenario!(no_state_has_barriers_on_a_narrow_screen)
            .in_the_dark("e2e::perceive_page::no_state_has_barriers_on_a_narrow_screen_in_the_dark"),
        scenario!(what_comes_next_is_in_sight_without_a_ride),
        scenario!(no_answer_looks_chosen_under_a_resting_finger).only(Browser::Chromium),
    ]
}

async fn what_comes_next_is_in_sight_without_a_ride(page: Page) -> Result<()> {
    page.open().await?;
    // As a host may have it.
    let listen = "document.documentElement.style.scrollBehavior = 'smooth';
        document.querySelectorAll('.start .more').forEach((group) => { group.open = true; });
        const last = [...document.querySelectorAll('.start .chip input')].at(-1);
        last.click();
        last.scrollIntoView({ block: 'center', behavior: 'instant' });
        return scrollY";
    let deep = page.script(listen, Vec::new()).await?;
    ensure!(
        deep.as_f64().unwrap_or_default() > 400.0,
        "the last sign is {deep} px down the page"
    );
    page.is_drawn().await?;
    let watch = "window.places = []; addEventListener('scroll', () => places.push(Math.round(scrollY)))";
    page.script(watch, Vec::new()).await?;
    page.click(&button(words::FIND)).await?;
    let now = page.moved_on_from(&Now::Start).await?;
    page.focus_is_on_heading(&now).await?;
    page.comes_to_rest().await?;
    let places: Vec<i64> = serde_json::from_value(page.script("return places", Vec::new()).await?)?;
    // Where it was pressed, where the shorter page ends, where the heading is; a ride would pass dozens.
    ensure!(places.len() <= 4, "on the way there it stood at {places:?}");
    let seen = "const { top, bottom } = document.activeElement.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight";
    ensure!(
        page.script(seen, Vec::new()).await? == true,
        "the heading is out of sight"
    );
    Ok(())
}

async fn no_answer_looks_chosen_under_a_resting_finger(page: Page) -> Result<()> {
    page.open().await?;
    let cdp = page.driver.cdp();
    let touch = |on: bool| json!({ "enabled": on, "maxTouchPoints": 1 });
    cdp.send_raw("Emulation.setTouchEmulationEnabled", touch(true)).await?;
    let mut now = page.report_signs(&["app-crashes"]).await?;
    let mut n_seen = 0;
    for _ in 0..12 {
        if matches!(now, Now::Support | Now::PutOff) {
            break;
        }
        if !matches!(now, Now::Ask(_) | Now::AskSign(_)) {
            now = page.answer(&now, words::FAILING).await?;
            continue;
        }
        // A tap on “Not sure”, where the next card may have an answer.
        page.counts_presses_again().await?;
        let place = page.script(NOT_SURE, Vec::new()).await?;
        let finger = |kind: &str, points: Value| json!({ "type": kind, "touchPoints": points });
        let down = finger("touchStart", json!([place]));
        cdp.send_raw("Input.dispatchTouchEvent", down).await?;
        let up = finger("touchEnd", json!([]));
        cdp.send_raw("Input.dispatchTouchEvent", up).await?;
        now = page.moved_on_from(&now).await?;
        page.is_drawn().await?;
        let looks: Vec<String> = serde_json::from_value(page.script(LOOKS, Vec::new()).await?)?;
        if let [first, others @ ..] = looks.as_slice() {
            ensure!(others.iter().all(|other| other == first), "one looks chosen: {looks:?}");
            n_seen += 1;
        }
    }
    cdp.send_raw("Emulation.setTouchEmulationEnabled", touch(false)).await?;
    ensure!(n_seen > 0, "no question came after a tap");
    Ok(())
}

/// The middle of the last answer.
const NOT_SURE: &str = "const answer = [...document.querySelectorAll('.next .answers .answer')].at(-1);
    answer.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const { x, y, width, height } = answer.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 }";

/// How the dot of each answer looks, which tells what is chosen.
const LOOKS: &str = "return [...document.querySelectorAll('.next .answers .answer')].map((answer) => {
    const look = (style) => [style.borderTopWidth, style.borderTopColor, style.backgroundColor].join();
    return look(getComputedStyle(answer, '::before'));
  })";

async fn no_state_has_barriers_on_a_wide_screen(page: Page) -> Result<()> {
    walk(&page, Screen::Wide).await
}

async fn no_state_has_barriers_on_a_narrow_screen(page: Page) -> Result<()> {
    walk(&page, Screen::Narrow).await
}

/// Width of the screen in CSS pixels.
#[derive(Clone, Copy)]
enum Screen {
    Wide,
    Narrow,
}

impl Screen {
    /// Opens the page on such a screen; only Chromium makes windows as narrow as a telephone.
    async fn open(self, page: &Page) -> Result<()> {
        match self {
            Self::Wide => page.open().await,
            Self::Narrow if page.browser == Browser::Chromium => {
                page.driver.set_window_rect(0, 0, 320, 800).await?;
                page.open().await
            }
            Self::Narrow => page.open_in_frame(320, None).await,
        }
    }
}

async fn check(page: &Page, state: &str) -> Result<()> {
    page.fits_its_width().await.with_context(|| state.to_owned())?;
    page.set_text_size(200).await?;
    let large = page.fits_its_width().await;
    page.set_text_size(100).await?;
    large.with_context(|| format!("{state}, text of twice the size"))?;
    page.has_no_barriers(state).await
}

/// In colours that the reader forces on every page; only Chromium lets a test do so.
async fn check_forced_colours(page: &Page, state: &str) -> Result<()> {
    if page.browser != Browser::Chromium {
        return Ok(());
    }
    page.force_colours(true).await?;
    let found = page.has_no_barriers(&format!("{state}, colours forced")).await;
    page.force_colours(false).await?;
    found
}

/// Goes through all states of the page and checks each; reports what is wrong in all of them together.
async fn walk(page: &Page, screen: Screen) -> Result<()> {
    let mut found = Vec::new();
    let mut look = async |state: &str| {
        if let Err(error) = check(page, state).await {
            found.push(format!("{error:#}"));
        }
    };
    screen.open(page).await?;
    let dark = page
        .script("return matchMedia('(prefers-color-scheme: dark)').matches", Vec::new())
        .await?;
    ensure!(
        dark == (page.theme == Theme::Dark),
        "the browser does not prefer the colours asked for"
    );
    look("start").await;
    page.write(&textbox(words::OWN_WORDS), page.guide.label("app-crashes")?)
        .await?;
    page.sees(&list(words::MATCHING)).await?;
    // By hand too: their own words have ticked it.
    page.tick(&checkbox(page.guide.label("app-crashes")?), false).await?;
    page.tick(&checkbox(page.guide.label("app-crashes")?), true).await?;
    look("signs").await;
    page.click(&button(words::FIND)).await?;
    let mut now = page.moved_on_from(&Now::Start).await?;

    let (mut question, mut step) = (false, false);
    while !(question && step) {
        ensure!(now != Now::Support, "a question and a step were to be shown");
        match &now {
            Now::Do(_) if !step => {
                step = true;
                look("a step").await;
            }
            Now::Ask(_) if !question => {
                question = true;
                page.open_disclosure(&disclosure(words::MORE)).await?;
                look("a question").await;
            }
            _ => {}
        }
        page.goes_through(1).await?;
        now = page.now().await?;
    }

    let causes = region(words::CAUSES);
    let title = &page.guide.texts.causes["app-software"].title;
    page.open_disclosure(&disclosure(title).within(&causes)).await?;
    look("causes open").await;
    page.click(&find::by_id("stage-account")).await?;
    page.sees(&button(words::CAUSES_ALL)).await?;
    look("causes of one place").await;
    let forced = check_forced_colours(page, "causes of one place").await;
    page.click(&button(words::CAUSES_ALL)).await?;
    page.click(&button(&words::change(page.guide.label("app-crashes")?)))
        .await?;
    look("timeline").await;
    let faq = page
        .guide
        .guide
        .faq
        .iter()
        .find(|entry| entry.sign.is_some())
        .context("an entry has a sign")?;
    page.open_disclosure(&disclosure(&page.guide.texts.faq[&faq.id].question))
        .await?;
    look("FAQ").await;
    page.click(&button(words::DELETE)).await?;
    look("asked whether to delete").await;
    page.click(&button(words::DELETE_NO)).await?;
    page.click(&button(words::STOP)).await?;
    page.stands_at(&Now::Support).await?;
    look("not fixed").await;
    page.click(&button(words::BACK_TO_STEP)).await?;
    let mut now = page.moved_on_from(&Now::Support).await?;
    while !matches!(now, Now::Do(_)) {
        page.goes_through(1).await?;
        now = page.now().await?;
    }
    page.answer(&now, words::WORKS).await?;
    page.stands_at(&Now::Fixed).await?;
    look("fixed").await;

    // To open the same address again would be a reload.
    page.visit(&page.site.blank()).await?;
    screen.open(page).await?;
    page.sees(&heading(words::STILL_WORKING)).await?;
    look("carry on").await;
    page.keep(&page.record_key(), "rubbish").await?;
    screen.open(page).await?;
    page.sees_message(words::SET_ASIDE).await?;
    look("a message").await;

    let coffee = page.with_guide("coffee-machine")?;
    let risky = coffee.serving(coffee.guide.with_only_action("descale")?);
    screen.open(&risky).await?;
    risky.report_signs(&[]).await?;
    look("a risky step").await;
    risky.tick(&checkbox(words::CONFIRM_RISK), true).await?;
    look("a risky step, confirmed").await;
    risky.click(&button(words::START_OVER)).await?;
    let waiting = coffee.serving(coffee.guide.with_only_action("let-cool")?);
    screen.open(&waiting).await?;
    waiting.report_signs(&[]).await?;
    waiting.click(&button(words::START_COUNTDOWN)).await?;
    look("a countdown").await;

    page.site.forgive();
    page.site.answer_with(&page.guide_path(), site::Reply::new(404, ""));
    screen.open(page).await?;
    page.sees_load_failure().await?;
    look("error").await;
    ensure!(found.is_empty(), "{}", found.join("\n\n"));
    forced
}
