//! Meets a page of which something is missing or broken.

use e2e::scenarios;
use e2e::support::site::Reply;
use e2e::support::*;
use serde_json::json;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        a_missing_guide_gives_a_sentence_and_a_way_on,
        a_malformed_guide_gives_a_sentence_and_a_way_on,
        a_guide_of_a_newer_format_gives_a_sentence_and_a_way_on,
        a_name_that_is_no_guide_gives_a_sentence_and_a_way_on,
        a_program_that_does_not_arrive_gives_a_sentence_and_a_way_on,
        words_that_do_not_arrive_give_a_sentence_and_a_way_on,
        a_panic_gives_a_sentence_and_keeps_the_progress,
    ]
}

async fn a_missing_guide_gives_a_sentence_and_a_way_on(page: Page) -> Result<()> {
    fails_to_load_and_recovers(page, Reply::new(404, "<h1>Not found</h1>")).await
}

async fn a_malformed_guide_gives_a_sentence_and_a_way_on(page: Page) -> Result<()> {
    let half: String = page.guide.raw.to_string().chars().take(5000).collect();
    fails_to_load_and_recovers(page.clone(), Reply::new(200, half)).await?;
    page.site
        .answer_with(&page.guide_path(), Reply::new(200, json!({ "format": 1 }).to_string()));
    page.open().await?;
    page.sees_load_failure().await.map(drop)
}

async fn a_guide_of_a_newer_format_gives_a_sentence_and_a_way_on(page: Page) -> Result<()> {
    let mut newer = page.guide.raw.clone();
    newer["format"] = json!(1000);
    fails_to_load_and_recovers(page, Reply::new(200, newer.to_string())).await
}

async fn a_name_that_is_no_guide_gives_a_sentence_and_a_way_on(page: Page) -> Result<()> {
    page.open_at("?guide=../../secrets").await?;
    page.sees_load_failure().await.map(drop)
}

/// The page says what happened and, once the guide is back, works after "Try again" with all that was kept.
async fn fails_to_load_and_recovers(page: Page, reply: Reply) -> Result<()> {
    page.site.forgive();
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    page.site.answer_with(&page.guide_path(), reply);
    page.open().await?;
    page.sees_load_failure().await?;
    page.site.answer_as_usual(&page.guide_path());
    page.click(&button(words::TRY_AGAIN)).await?;
    page.sees_entries(&entries).await?;
    page.continue_if_asked().await?;
    page.stands_at(&now).await
}

async fn a_program_that_does_not_arrive_gives_a_sentence_and_a_way_on(page: Page) -> Result<()> {
    let wasm = page.site.file_ending(".wasm")?;
    cannot_start_without(page, wasm).await
}

async fn words_that_do_not_arrive_give_a_sentence_and_a_way_on(page: Page) -> Result<()> {
    let words = page.site.words("en")?;
    cannot_start_without(page, words).await
}

async fn cannot_start_without(page: Page, file: String) -> Result<()> {
    page.site.forgive();
    page.site.answer_with(&file, Reply::new(404, "<h1>Not found</h1>"));
    page.visit(&page.site.url("")).await?;
    let failed = find::by_id("boot-failed");
    page.sees(&failed).await?;
    page.sees_no(&find::by_id("crashed")).await?;
    page.site.answer_as_usual(&file);
    page.click(&link(words::RELOAD).within(&failed)).await?;
    page.is_ready().await?;
    page.sees_no(&failed).await?;
    page.stands_at(&Now::Start).await
}

async fn a_panic_gives_a_sentence_and_keeps_the_progress(page: Page) -> Result<()> {
    page.site.forgive();
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    page.goes_through(1).await?;
    let (now, entries) = (page.now().await?, page.entries().await?);
    // A browser that fails to make elements, which nothing can be drawn without.
    let fail = "for (const name of ['createElement', 'createElementNS', 'createTextNode', 'importNode'])
          Document.prototype[name] = () => { throw new Error(`${name} is broken`) };
        Node.prototype.cloneNode = () => { throw new Error('cloneNode is broken') }";
    page.script(fail, Vec::new()).await?;
    page.click(&button(words::ADD_SIGNS)).await?;
    let crashed = find::by_id("crashed");
    page.sees(&crashed).await?;
    page.click(&link(words::RELOAD).within(&crashed)).await?;
    page.is_ready().await?;
    page.sees_no(&crashed).await?;
    page.sees_entries(&entries).await?;
    page.continue_if_asked().await?;
    page.stands_at(&now).await
}
