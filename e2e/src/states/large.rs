//! What text of twice the size does on the narrowest screen, where words of some length have no room.

use anyhow::Result;

use super::hand::{Eye, Hand};
use super::own_words;

/// Shows the parts with most words and buttons.
pub async fn enlarge(hand: &Hand<'_, impl Eye>) -> Result<()> {
    hand.begin_anew().await?;
    hand.write(own_words(&hand.page.guide.texts.locale)).await?;
    hand.sees(".start .matches .chip :checked").await?;
    hand.show_large("typed", "html").await?;
    hand.press(".start .acts .go").await?;
    hand.goes_on_until(".next .answers").await?;
    hand.show_large("question", ".columns > .column").await?;
    hand.goes_on_until(".next .steps").await?;
    hand.show_large("step", ".columns > .column").await?;
    hand.press(".timeline [aria-expanded]").await?;
    hand.show_large("timeline", ".card:has(> .timeline)").await?;
    hand.press(".faq details:has(button) > summary").await?;
    hand.show_large("faq", ".card:has(> .faq)").await?;
    hand.show_large("prevention", ".columns.even .column:last-child")
        .await?;
    hand.press(".column > .quiet-acts button:last-child").await?;
    hand.sees(".report").await?;
    hand.show_large("report", ".next").await
}
