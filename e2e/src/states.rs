//! All states of the page, one after the other, for whoever looks: `cargo xtask shots` takes pictures of them, a
//! scenario asks axe-core.

mod hand;

use std::time::Duration;

use anyhow::Result;
pub use hand::{Eye, Hand, THEMES, View, WIDTHS};

use crate::support::site::Reply;

/// Leads through every state; those before the page works come first, while no copy for offline use is kept.
pub async fn walk(hand: &Hand<'_, impl Eye>) -> Result<()> {
    before_it_works(hand).await?;
    start(hand).await?;
    under_way(hand).await?;
    endings(hand).await?;
    special_steps(hand).await?;
    there_and_later(hand).await?;
    hand.show_without_storage("not-kept").await
}

async fn before_it_works(hand: &Hand<'_, impl Eye>) -> Result<()> {
    let (page, guide) = (&hand.page, hand.page.guide_path());
    page.site.answer_with(
        &guide,
        Reply {
            delay: Duration::from_secs(20),
            ..Reply::new(404, "")
        },
    );
    page.visit(&page.site.url(page.path())).await?;
    hand.sees("main.boot [role=status]").await?;
    hand.show("loading").await?;
    page.site.answer_with(&guide, Reply::new(404, ""));
    page.visit(&page.site.blank()).await?;
    page.open().await?;
    hand.sees(".failure").await?;
    hand.show("load-failure").await?;
    page.site.answer_as_usual(&guide);
    Ok(())
}

async fn start(hand: &Hand<'_, impl Eye>) -> Result<()> {
    hand.begin_anew().await?;
    hand.show("start").await?;
    let label = hand.page.guide.label("began-at-trial-end")?;
    hand.write(label).await?;
    hand.sees(".start .matches .chip").await?;
    hand.show("typed").await?;
    hand.write("zzzz qqqq").await?;
    hand.show("no-match").await?;
    hand.write("").await
}

async fn under_way(hand: &Hand<'_, impl Eye>) -> Result<()> {
    hand.press(".start .chips label").await?;
    hand.press(".start .acts .go").await?;
    hand.goes_on_until(".next .answers").await?;
    hand.show("question").await?;
    hand.press(".next .answers .answer").await?;
    hand.show("moved").await?;
    hand.goes_on_until(".next .steps").await?;
    hand.press(".next .steps label").await?;
    hand.show("step").await?;
    hand.press(".column > .aside > summary").await?;
    hand.show("reasons").await?;
    hand.press(".column > .aside > summary").await?;
    hand.press(".causes .cause > summary").await?;
    hand.show_part("cause", ".card:has(> .causes)").await?;
    hand.press(".causes .cause > summary").await?;
    hand.press(".chain > li:nth-child(3) .station").await?;
    hand.show_part("place", ".columns > .column:has(.chain)").await?;
    hand.press(".here button").await?;
    hand.press(".timeline [aria-expanded]").await?;
    hand.show_part("timeline", ".card:has(> .timeline)").await?;
    hand.press(".faq details > summary").await?;
    hand.show_part("faq", ".card:has(> .faq)").await?;
    hand.show_part("prevention", ".columns.even .column:last-child").await
}

async fn endings(hand: &Hand<'_, impl Eye>) -> Result<()> {
    hand.press(".column > .quiet-acts button:last-child").await?;
    hand.sees(".report").await?;
    hand.show("report").await?;
    hand.press(".next > .acts button").await?;
    hand.goes_on_until(".next .steps").await?;
    hand.press(".next .acts .go").await?;
    hand.show("fixed").await?;
    hand.page.close_and_open_again().await?;
    hand.show("continue").await
}

async fn special_steps(hand: &Hand<'_, impl Eye>) -> Result<()> {
    for (state, action) in [("risky", "re-add-car"), ("countdown", "renew-plan")] {
        let page = hand.page.serving(hand.page.guide.with_only_action(action)?);
        hand.begin_anew().await?;
        hand.press(".start .acts :not(.go)").await?;
        hand.sees(".next .why").await?;
        if state == "countdown" {
            hand.press(".timer button").await?;
        }
        hand.show(state).await?;
        page.site.answer_as_usual(&page.guide_path());
    }
    Ok(())
}

/// At the car, things put off, and a wait that is over.
async fn there_and_later(hand: &Hand<'_, impl Eye>) -> Result<()> {
    const LATER: &str = ".next > .quiet-acts button:last-child";
    let actions = ["start-by-hand", "ready-car", "renew-plan"];
    let guide = hand.page.guide.with_only_actions(&actions)?;
    let page = hand.page.serving(guide.with_wait("renew-plan", 0.1)?);
    hand.begin_anew().await?;
    hand.press(".start .acts :not(.go)").await?;
    hand.sees(".next .place li").await?;
    hand.show("to-the-car").await?;
    hand.press(".place > .quiet-acts button").await?;
    hand.show("at-the-car").await?;
    hand.press(LATER).await?;
    hand.press(LATER).await?;
    hand.press(".timer button").await?;
    hand.sees(".timer.over").await?;
    hand.show("wait-over").await?;
    hand.press(LATER).await?;
    hand.show("put-off-left").await?;
    hand.press(".put-off-list > li:last-child button").await?;
    hand.press(".timer button").await?;
    hand.press(LATER).await?;
    hand.press(".put-off-list button").await?;
    hand.sees(".news .note").await?;
    hand.show("put-off").await?;
    page.site.answer_as_usual(&page.guide_path());
    Ok(())
}
