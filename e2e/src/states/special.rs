//! States off the main path: steps of a special kind, other ways in and out, and what the page has to say.

use anyhow::Result;
use serde_json::json;

use super::hand::{Eye, Hand};
use super::own_words;
use crate::support::site::Reply;

const NONE_OF_THESE: &str = ".start .acts :not(.go)";
const FAILING: &str = ".next .acts :not(.go)";
const LATER: &str = ".next > .quiet-acts button:last-child";
const SO_FAR: &str = ".card:has(> .timeline)";

/// A step that can lose something, and one that waits.
pub async fn steps(hand: &Hand<'_, impl Eye>) -> Result<()> {
    for (state, action) in [("risky", "re-add-car"), ("countdown", "renew-plan")] {
        let page = hand.page.serving(hand.page.guide.with_only_action(action)?);
        hand.begin_anew().await?;
        hand.press(NONE_OF_THESE).await?;
        hand.sees(".next .why").await?;
        if state == "countdown" {
            hand.press(".timer button").await?;
        }
        hand.glance(state).await?;
        page.site.answer_as_usual(&page.guide_path());
    }
    Ok(())
}

/// At the car, things put off, and a wait that is over.
pub async fn there_and_later(hand: &Hand<'_, impl Eye>) -> Result<()> {
    let actions = ["start-by-hand", "ready-car", "renew-plan"];
    let guide = hand.page.guide.with_only_actions(&actions)?;
    let page = hand.page.serving(guide.with_wait("renew-plan", 0.05)?);
    hand.begin_anew().await?;
    hand.press(NONE_OF_THESE).await?;
    hand.sees(".next .place li").await?;
    hand.glance("to-the-car").await?;
    hand.press(".place > .quiet-acts button").await?;
    hand.glance("at-the-car").await?;
    hand.press(LATER).await?;
    hand.press(LATER).await?;
    hand.press(".timer button").await?;
    hand.sees(".timer.over").await?;
    hand.glance("wait-over").await?;
    hand.press(LATER).await?;
    hand.glance("put-off-left").await?;
    hand.press(".put-off-list > li:last-child button").await?;
    hand.press(".timer button").await?;
    hand.press(LATER).await?;
    hand.press(".put-off-list button").await?;
    hand.sees(".news .note").await?;
    hand.glance("put-off").await?;
    page.site.answer_as_usual(&page.guide_path());
    Ok(())
}

/// Fixed, with a day to put into the calendar; and it came back.
pub async fn mended(hand: &Hand<'_, impl Eye>) -> Result<()> {
    let actions = ["start-by-hand", "renew-plan"];
    let page = hand.page.serving(hand.page.guide.with_only_actions(&actions)?);
    hand.begin_anew().await?;
    hand.write(own_words(&page.guide.texts.locale)).await?;
    hand.sees(".start .matches .chip :checked").await?;
    hand.press(".start .acts .go").await?;
    hand.press(".next .acts .go").await?;
    hand.press(".reminder button").await?;
    hand.show("fixed").await?;
    hand.press(".next .acts button").await?;
    hand.glance("came-back").await?;
    page.site.answer_as_usual(&page.guide_path());
    Ok(())
}

/// An early answer changed so that a later entry does not count any more, with one change undone.
pub async fn changed_mind(hand: &Hand<'_, impl Eye>) -> Result<()> {
    let (sign, action) = ("authorization-failed", "start-by-hand");
    let guide = hand
        .page
        .guide
        .with_only_actions(&[action, "ready-car", "renew-plan"])?;
    let page = hand.page.serving(guide.with_condition(action, sign)?);
    hand.begin_anew().await?;
    hand.write(own_words(&page.guide.texts.locale)).await?;
    hand.sees(".start .matches .chip :checked").await?;
    hand.press(".start .acts .go").await?;
    hand.press(FAILING).await?;
    hand.press(FAILING).await?;
    hand.press(".timeline > li:first-child [aria-expanded]").await?;
    hand.press(".timeline > li:first-child .choices button:last-child")
        .await?;
    hand.press(".timeline > li:last-child .take-back").await?;
    hand.press(".timeline-head button").await?;
    hand.sees(".timeline-head button:last-child:not([aria-disabled])")
        .await?;
    hand.sees(".timeline .moot").await?;
    hand.glance_at("changed", SO_FAR).await?;
    page.site.answer_as_usual(&page.guide_path());
    Ok(())
}

/// What a link brings, with something here already; a link that was cut off.
pub async fn from_elsewhere(hand: &Hand<'_, impl Eye>) -> Result<()> {
    hand.begin_anew().await?;
    hand.write(own_words(&hand.page.guide.texts.locale)).await?;
    hand.press(".start .acts .go").await?;
    hand.goes_on_until(".next .steps").await?;
    hand.press(".card:has(> .timeline) ~ .aside > summary").await?;
    let link = hand.reads(".carry input").await?;
    let (_, fragment) = link.split_once('#').unwrap_or_default();
    open_fragment(hand, fragment).await?;
    hand.show("arrival").await?;
    hand.press(".arrival .acts .go").await?;
    open_fragment(hand, fragment.get(..12).unwrap_or_default()).await?;
    hand.glance("refused").await?;
    hand.press(".arrival .acts button").await
}

async fn open_fragment(hand: &Hand<'_, impl Eye>, fragment: &str) -> Result<()> {
    let open = "location.hash = arguments[0]";
    hand.page.script(open, vec![json!(fragment)]).await?;
    hand.sees(".arrival").await
}

/// What the page has to say on top of itself and at its foot.
pub async fn notices(hand: &Hand<'_, impl Eye>) -> Result<()> {
    let page = &hand.page;
    page.site.report_incident(
        r#"{"text": {"en": "The servers have been down since 9 this morning. Toyota is working on it.",
          "es": "Los servidores están caídos desde las 9 de la mañana. Toyota está trabajando en ello.",
          "fr": "Les serveurs sont en panne depuis 9 h ce matin. Toyota y travaille."},
          "cause": "server-outage", "odds": 50, "until": "2999-01-01T00:00:00Z", "url": "https://example.org/status"}"#,
    );
    hand.begin_anew().await?;
    hand.press(NONE_OF_THESE).await?;
    hand.glance("incident").await?;
    page.site.answer_with("incident.json", Reply::new(404, ""));

    hand.press("footer .link").await?;
    hand.glance_at("delete", "footer").await?;
    page.visit(&page.site.blank()).await?;
    let spoil = "localStorage.setItem(`fixpath:progress:${arguments[0]}`, 'rubbish')";
    page.script(spoil, vec![json!(page.guide.guide.id)]).await?;
    page.open().await?;
    hand.sees(".notices .note").await?;
    // Not English, which was fetched already: it is the language of the page at this address.
    let other = if page.guide.texts.locale == "fr" { "es" } else { "fr" };
    let other_guide = format!("guides/{}.{other}.json", page.guide.guide.id);
    page.site.answer_with(&other_guide, Reply::new(404, ""));
    hand.press(&format!(".languages [lang={other}]")).await?;
    hand.sees(".languages .note").await?;
    hand.glance("notices").await?;
    page.site.answer_as_usual(&other_guide);
    page.script("document.getElementById('crashed').hidden = false", Vec::new())
        .await?;
    hand.glance_at("crashed", "#crashed").await
}
