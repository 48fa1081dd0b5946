//! All states of the page, one after the other.

use std::time::Duration;

use anyhow::Result;
use e2e::support::site::Reply;

use crate::camera::Camera;

/// Takes every state; those before the page works come first, while no copy for offline use is kept.
pub async fn walk(camera: &Camera<'_>) -> Result<()> {
    before_it_works(camera).await?;
    start(camera).await?;
    under_way(camera).await?;
    endings(camera).await?;
    special_steps(camera).await?;
    camera.take_without_storage("not-kept").await
}

async fn before_it_works(camera: &Camera<'_>) -> Result<()> {
    let (page, guide) = (&camera.page, camera.page.guide_path());
    page.site.answer_with(
        &guide,
        Reply {
            delay: Duration::from_secs(20),
            ..Reply::new(404, "")
        },
    );
    page.visit(&page.site.url(page.path())).await?;
    camera.sees("main.boot [role=status]").await?;
    camera.take("loading").await?;
    page.site.answer_with(&guide, Reply::new(404, ""));
    page.visit(&page.site.blank()).await?;
    page.open().await?;
    camera.sees(".failure").await?;
    camera.take("load-failure").await?;
    page.site.answer_as_usual(&guide);
    Ok(())
}

async fn start(camera: &Camera<'_>) -> Result<()> {
    camera.begin_anew().await?;
    camera.take("start").await?;
    let label = camera.page.guide.label("began-at-trial-end")?;
    camera.write(label).await?;
    camera.sees(".start .matches .chip").await?;
    camera.take("typed").await?;
    camera.write("zzzz qqqq").await?;
    camera.take("no-match").await?;
    camera.write("").await
}

async fn under_way(camera: &Camera<'_>) -> Result<()> {
    camera.press(".start .chips label").await?;
    camera.press(".start .acts .go").await?;
    camera.goes_on_until(".next .answers").await?;
    camera.take("question").await?;
    camera.press(".next .answers .answer").await?;
    camera.take("moved").await?;
    camera.goes_on_until(".next .steps").await?;
    camera.press(".next .steps label").await?;
    camera.take("step").await?;
    camera.press(".column > .aside > summary").await?;
    camera.take("reasons").await?;
    camera.press(".column > .aside > summary").await?;
    camera.press(".causes .cause > summary").await?;
    camera.take_part("cause", ".card:has(> .causes)").await?;
    camera.press(".causes .cause > summary").await?;
    camera.press(".chain > li:nth-child(3) .station").await?;
    camera.take_part("place", ".columns > .column:has(.chain)").await?;
    camera.press(".here button").await?;
    camera.press(".timeline [aria-expanded]").await?;
    camera.take_part("timeline", ".card:has(> .timeline)").await?;
    camera.press(".faq details > summary").await?;
    camera.take_part("faq", ".card:has(> .faq)").await?;
    camera.take_part("prevention", ".columns.even .column:last-child").await
}

async fn endings(camera: &Camera<'_>) -> Result<()> {
    camera.press(".column > .quiet-acts button:last-child").await?;
    camera.sees(".report").await?;
    camera.take("report").await?;
    camera.press(".next > .acts button").await?;
    camera.goes_on_until(".next .steps").await?;
    camera.press(".next .acts .go").await?;
    camera.take("fixed").await?;
    camera.page.close_and_open_again().await?;
    camera.take("continue").await
}

async fn special_steps(camera: &Camera<'_>) -> Result<()> {
    for (state, action) in [("risky", "re-add-car"), ("countdown", "renew-plan")] {
        let page = camera.page.serving(camera.page.guide.with_only_action(action)?);
        camera.begin_anew().await?;
        camera.press(".start .acts :not(.go)").await?;
        camera.sees(".next .why").await?;
        if state == "countdown" {
            camera.press(".timer button").await?;
        }
        camera.take(state).await?;
        page.site.answer_as_usual(&page.guide_path());
    }
    Ok(())
}
