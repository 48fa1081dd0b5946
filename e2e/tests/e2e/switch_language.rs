//! Reads the page in another language.

use std::collections::BTreeMap;

use e2e::scenarios;
use e2e::support::*;

/// What the interface says, by its keys.
type Says = BTreeMap<String, String>;

const ENGLISH: &str = "English";
const SPANISH: &str = "Español";
const FRENCH: &str = "Français";

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        switching_in_the_middle_keeps_answers_card_and_undo,
        what_is_entered_and_not_handed_in_stays,
        the_choice_holds_for_the_next_visit_and_an_address_goes_before_it,
        only_the_language_in_use_is_fetched,
        without_a_network_the_page_says_so_and_stays_as_it_is,
        chances_are_written_as_the_browser_writes_them,
    ]
}

async fn switching_in_the_middle_keeps_answers_card_and_undo(page: Page) -> Result<()> {
    let (spanish, says) = page.in_language("es")?;
    page.open().await?;
    page.report_signs(&["authorization-failed", "logged-out-often"]).await?;
    page.goes_through(2).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);

    switch(&page, SPANISH, "es").await?;
    spanish.stands_at(&now).await?;
    spanish.sees(&heading(&spanish.guide.texts.guide.title)).await?;
    ensure!(page.driver.title().await? == spanish.guide.texts.guide.title);
    ensure!(
        page.focused_name().await? == SPANISH,
        "the focus is on “{}”",
        page.focused_name().await?
    );
    ensure!(told(&spanish, &says).await? == entries.len());
    ensure!(
        !page.everything_shown().await?.contains(words::SO_FAR),
        "English is left"
    );

    // It goes on from there, and Back goes through what was answered in either language.
    let answer = match &now {
        Now::Ask(id) => {
            let first = spanish.guide.question(id)?.answers.first().context("it has answers")?;
            spanish.guide.texts.questions[id].answers[first].clone()
        }
        Now::AskSign(_) => says["no"].clone(),
        _ => says["cant"].clone(),
    };
    let card = region(&spanish.asked(&now)?);
    page.click(&button(&answer).within(&card)).await?;
    let next = spanish.moved_on_from(&now).await?;
    ensure!(told(&spanish, &says).await? == entries.len() + 1);
    page.go_back().await?;
    spanish.stands_at(&now).await?;
    page.go_forward().await?;
    spanish.stands_at(&next).await?;

    // Forward itself moves the focus and scrolls. Then by script, for a pointer would scroll to the button first.
    spanish.focus_is_on_heading(&next).await?;
    page.comes_to_rest().await?;
    let script = "scrollTo({ top: 200, behavior: 'instant' }); document.querySelector('nav [lang=en]').click()";
    page.script(script, Vec::new()).await?;
    is_in(&page, "en").await?;
    page.until("the page is scrolled as it was", async || {
        let scrolled = page.script("return scrollY", Vec::new()).await?;
        // Firefox keeps a fraction of a pixel.
        Ok(scrolled
            .as_f64()
            .is_some_and(|top| (top - 200.0).abs() < 1.0)
            .then_some(()))
    })
    .await?;
    page.stands_at(&next).await?;
    page.sees_entries_beginning(&entries).await
}

async fn what_is_entered_and_not_handed_in_stays(page: Page) -> Result<()> {
    let (spanish, says) = page.in_language("es")?;
    page.open().await?;
    let see = region(words::SEE);
    page.tick(&checkbox(page.guide.label("app-crashes")?).within(&see), true)
        .await?;
    page.write(&textbox(words::OWN_WORDS), "xyzzy").await?;
    switch(&page, SPANISH, "es").await?;
    let see = region(&says["see_heading"]);
    let ticked = checkbox(spanish.guide.label("app-crashes")?).within(&see);
    ensure!(spanish.is_ticked(&ticked).await?, "the sign is not ticked any more");
    let box_ = page.find(&textbox(&says["see_box"])).await?;
    ensure!(box_.prop("value").await?.as_deref() == Some("xyzzy"));
    page.click(&button(&says["see_go"])).await?;
    page.sees(&button(
        &says["take_back_of"].replace("{entry}", spanish.guide.label("app-crashes")?),
    ))
    .await
}

async fn the_choice_holds_for_the_next_visit_and_an_address_goes_before_it(page: Page) -> Result<()> {
    let (spanish, _) = page.in_language("es")?;
    let (french, _) = page.in_language("fr")?;
    let title = |page: &Page| heading(&page.guide.texts.guide.title);
    page.open().await?;
    switch(&page, SPANISH, "es").await?;
    page.close_and_open_again().await?;
    page.sees(&title(&spanish)).await?;
    is_in(&page, "es").await?;
    page.open_at("?lang=fr").await?;
    page.sees(&title(&french)).await?;
    is_in(&page, "fr").await?;
    // What no guide has is no language.
    page.open_at("?lang=xx").await?;
    page.sees(&title(&spanish)).await?;
    // Who switches at such an address is not switched back by it.
    page.open_at("?lang=fr").await?;
    switch(&page, ENGLISH, "en").await?;
    page.reload().await?;
    page.sees(&title(&page)).await?;
    is_in(&page, "en").await
}

async fn only_the_language_in_use_is_fetched(page: Page) -> Result<()> {
    let (spanish, _) = page.in_language("es")?;
    page.site.let_copies_be_kept();
    page.open().await?;
    ensure!(fetched(&page).await? == ["en", "en"], "{:?}", fetched(&page).await?);
    page.has_an_offline_copy().await?;
    ensure!(kept(&page).await? == ["en", "en"], "{:?}", kept(&page).await?);
    switch(&page, SPANISH, "es").await?;
    let all = fetched(&page).await?;
    ensure!(all == ["en", "en", "es", "es"], "{all:?}");
    spanish.has_an_offline_copy().await?;
    // The copy in the language is one to read without a network.
    page.site.stop();
    page.close_and_open_again().await?;
    spanish.sees(&heading(&spanish.guide.texts.guide.title)).await
}

async fn without_a_network_the_page_says_so_and_stays_as_it_is(page: Page) -> Result<()> {
    let (_, says) = page.in_language("en")?;
    page.open().await?;
    page.site.stop();
    page.click(&button(FRENCH)).await?;
    page.announces(&says["language_failed"].replace("{language}", FRENCH))
        .await?;
    is_in(&page, "en").await?;
    page.report_signs(&["app-crashes"]).await?;
    page.goes_through(1).await.map(drop)
}

/// Switches and waits until the page is in that language.
async fn switch(page: &Page, name: &str, locale: &str) -> Result<()> {
    page.click(&button(name)).await?;
    is_in(page, locale).await
}

async fn is_in(page: &Page, locale: &str) -> Result<()> {
    page.until(&format!("the document is in `{locale}`"), async || {
        let lang = page.script("return document.documentElement.lang", Vec::new()).await?;
        Ok((lang.as_str() == Some(locale)).then_some(()))
    })
    .await
}

/// How many entries the timeline holds, by the buttons that take them back.
async fn told(page: &Page, says: &Says) -> Result<usize> {
    let name = says["take_back_of"].replace("{entry}", "");
    let script = "return [...document.querySelectorAll('button')]
        .filter((button) => button.getAttribute('aria-label')?.startsWith(arguments[0])).length";
    let n = page.script(script, vec![name.into()]).await?;
    Ok(usize::try_from(n.as_u64().context("a number of buttons")?)?)
}

/// The languages of the guides and words that were fetched, sorted.
///
/// WebKit lists what was preloaded a second time when it is used; it is fetched once.
async fn fetched(page: &Page) -> Result<Vec<String>> {
    let script = "const names = performance.getEntriesByType('resource').map((entry) => entry.name);
        return [...new Set(names)]";
    let names = page.script(script, Vec::new()).await?;
    Ok(languages(serde_json::from_value(names)?))
}

/// The languages of the guides and words in the copy for visits without a network, sorted.
async fn kept(page: &Page) -> Result<Vec<String>> {
    let script = "const done = arguments[arguments.length - 1];
        caches.keys()
          .then((names) => Promise.all(names.map(async (name) => (await caches.open(name)).keys())))
          .then((kept) => done(kept.flat().map(({ url }) => url)), () => done([]))";
    let kept = page.driver.execute_async(script, Vec::new()).await?;
    Ok(languages(serde_json::from_value(kept.json().clone())?))
}

fn languages(addresses: Vec<String>) -> Vec<String> {
    let guides = addresses.iter().filter_map(|address| {
        let (_, name) = address.split_once("/guides/")?;
        // Beside a lasting name's hash.
        name.split('.').nth(1)?.split('-').next()
    });
    let words = addresses.iter().filter_map(|address| {
        let (_, name) = address.split_once("/words/")?;
        name.split('-').next()
    });
    let mut all: Vec<String> = guides.chain(words).map(str::to_owned).collect();
    all.sort_unstable();
    all
}

/// Those of the usual kinds of a language are written without asking it.
async fn chances_are_written_as_the_browser_writes_them(page: Page) -> Result<()> {
    let other = "const percent = new Intl.NumberFormat(arguments[0], { style: 'percent' });
        const texts = [...document.querySelectorAll('.causes li')].map((row) => row.textContent);
        const chances = texts.flatMap((text) => text.match(/\\d+\\s*%/g) ?? []);
        return [chances.length, chances.filter((chance) => chance !== percent.format(parseInt(chance) / 100))]";
    for (path, locale) in [("", "en"), ("es/", "es"), ("fr/", "fr")] {
        page.open_at(path).await?;
        let found = page.script(other, vec![locale.into()]).await?;
        ensure!(found[0].as_u64() > Some(0), "no chance is shown in `{locale}`");
        ensure!(found[1] == serde_json::json!([]), "in `{locale}`: {found}");
    }
    Ok(())
}
