//! All states of the page, one after the other, for whoever looks: `cargo xtask shots` takes pictures of them, a
//! scenario asks axe-core.

mod hand;
mod large;
mod special;
mod taps;

use anyhow::Result;
pub use hand::{Eye, FORCED, Hand, LARGE, ON_SCREEN, PRINT, THEMES, View, WIDTHS};
pub use large::enlarge;
pub use taps::tap;

use crate::support::site::Reply;

/// Leads through every state; those before the page works come first, while no copy for offline use is kept.
pub async fn walk(hand: &Hand<'_, impl Eye>) -> Result<()> {
    before_it_works(hand).await?;
    start(hand).await?;
    under_way(hand).await?;
    ending(hand).await?;
    special::steps(hand).await?;
    special::there_and_later(hand).await?;
    special::mended(hand).await?;
    special::changed_mind(hand).await?;
    special::from_elsewhere(hand).await?;
    special::notices(hand).await?;
    hand.show_without_storage("not-kept").await
}

async fn before_it_works(hand: &Hand<'_, impl Eye>) -> Result<()> {
    let (page, guide) = (&hand.page, hand.page.guide_path());
    page.site.hold(&guide);
    page.visit(&page.site.url(page.path())).await?;
    hand.sees("main .start").await?;
    hand.show("loading").await?;
    page.site.answer_with(&guide, Reply::new(404, ""));
    page.site.let_go(&guide);
    page.visit(&page.site.blank()).await?;
    page.open().await?;
    hand.sees(".failure").await?;
    hand.glance("load-failure").await?;
    page.site.answer_as_usual(&guide);
    Ok(())
}

/// What an owner may type: two signs in one sentence.
fn own_words(locale: &str) -> &'static str {
    match locale {
        "es" => "dice que falló la autorización desde que se acabó la prueba gratis",
        "fr" => "ça dit échec de l’autorisation depuis la fin de mon essai gratuit",
        _ => "it says authorization failed since my free trial ran out",
    }
}

async fn start(hand: &Hand<'_, impl Eye>) -> Result<()> {
    hand.begin_anew().await?;
    hand.show("start").await?;
    hand.press(".aside:has(.code-form) > summary").await?;
    hand.write_into(".code-form textarea", "7K2M-9QXA").await?;
    hand.press(".code-form button").await?;
    hand.sees(".problem:not(:empty)").await?;
    hand.glance_at("wrong-code", ".aside:has(.code-form)").await?;
    hand.write(own_words(&hand.page.guide.texts.locale)).await?;
    hand.sees(".start .matches .chip:has(:checked) mark").await?;
    hand.show("typed").await?;
    hand.write("zzzz qqqq").await?;
    hand.glance("no-match").await?;
    hand.write(own_words(&hand.page.guide.texts.locale)).await?;
    hand.sees(".start .matches .chip :checked").await
}

async fn under_way(hand: &Hand<'_, impl Eye>) -> Result<()> {
    const SO_FAR: &str = ".card:has(> .timeline)";
    hand.press(".start .acts .go").await?;
    hand.goes_on_until(".next .steps").await?;
    hand.press(".next .steps label").await?;
    hand.show("step").await?;
    hand.show_in("step", FORCED).await?;
    hand.press(".column > .aside > summary").await?;
    hand.glance("reasons").await?;
    hand.press(".column > .aside > summary").await?;
    hand.press(".causes .cause > summary").await?;
    hand.show_part("cause", ".card:has(> .causes)").await?;
    hand.show_in("cause", PRINT).await?;
    hand.press(".causes .cause > summary").await?;
    hand.press(".chain > li:nth-child(3) .station").await?;
    hand.show_part("place", ".columns > .column:has(.chain)").await?;
    hand.press(".here button").await?;
    hand.goes_on_until(".next .answers").await?;
    hand.show("question").await?;
    hand.press(".next .answers .answer").await?;
    hand.glance("moved").await?;
    hand.press(".timeline [aria-expanded]").await?;
    hand.show_part("timeline", SO_FAR).await?;
    hand.press(".card:has(> .timeline) ~ .aside > summary").await?;
    hand.sees(".carry .qr").await?;
    hand.show_part("elsewhere", ".card:has(> .timeline) ~ .aside").await?;
    hand.press(".card:has(> .timeline) ~ .aside > summary").await?;
    hand.press(".faq details > summary").await?;
    hand.show_part("faq", ".card:has(> .faq)").await?;
    hand.write_into("input[type=search]", "zzzz qqqq").await?;
    hand.glance_at("faq-none", ".card:has(> .faq)").await?;
    hand.write_into("input[type=search]", "").await?;
    hand.show_part("prevention", ".columns.even .column:last-child").await
}

async fn ending(hand: &Hand<'_, impl Eye>) -> Result<()> {
    hand.press(".column > .quiet-acts button:last-child").await?;
    hand.sees(".report").await?;
    hand.show("support").await?;
    hand.press(".report > summary").await?;
    hand.show("report").await?;
    hand.show_in("report", PRINT).await?;
    hand.press(".next > .quiet-acts button").await?;
    hand.page.close_and_open_again().await?;
    hand.glance("continue").await
}
