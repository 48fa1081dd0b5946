//! Reads the page with other eyes: assistive technology, dark colours, a narrow screen. In every browser once wide and
//! light, once narrow and dark; `perceive_every_state` has all combinations.

use e2e::scenario;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(no_state_has_barriers_on_a_wide_screen),
        scenario!(no_state_has_barriers_on_a_narrow_screen)
            .in_the_dark("e2e::perceive_page::no_state_has_barriers_on_a_narrow_screen_in_the_dark"),
    ]
}

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
    page.sees(&button(words::CONTINUE)).await?;
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
