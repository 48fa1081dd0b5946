//! Meets the troubleshooter in a frame of somebody else's page.

use e2e::scenarios;
use e2e::support::portal::open_portal;
use e2e::support::*;
use serde_json::{Value, json};
use thirtyfour::By;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        a_frame_is_as_high_as_what_it_holds_and_does_not_scroll,
        a_frame_tells_its_host_what_the_element_tells,
        a_frame_hears_its_host_and_nobody_else,
        a_frame_without_storage_works_and_says_so,
    ]
}

async fn enter(page: &Page) -> Result<()> {
    let frame = page.driver.find(By::Tag("iframe")).await?;
    frame.enter_frame().await?;
    page.until("the frame has its element", async || {
        let script = "const e = document.querySelector('fix-path'); if (e) e.id = 'one'; return Boolean(e?.ready)";
        Ok((page.script(script, Vec::new()).await? == true).then_some(()))
    })
    .await
}

async fn open(page: &Page) -> Result<(Portal, Page)> {
    let portal = open_portal(page)?;
    page.visit(&portal.url("frame.html")).await?;
    enter(page).await?;
    Ok((portal, page.within("one").in_high_frame()))
}

/// The frame and what it holds are equally high; the person ends up in the frame.
async fn fits(page: &Page) -> Result<()> {
    let mut heights = Value::Null;
    let outcome = page
        .until("the frame is as high as its content", async || {
            let inner = "const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
                return [document.body.getBoundingClientRect().height, scrollHeight - clientHeight, scrollWidth - clientWidth, innerWidth - clientWidth]";
            let inner = page.script(inner, Vec::new()).await?;
            page.driver.enter_parent_frame().await?;
            let outer = "return document.querySelector('iframe').getBoundingClientRect().height";
            let outer = page.script(outer, Vec::new()).await?;
            page.driver.find(By::Tag("iframe")).await?.enter_frame().await?;
            heights = json!([inner, outer]);
            let off = (outer.as_f64().unwrap_or_default() - inner[0].as_f64().unwrap_or_default()).abs();
            let bars = inner.as_array().is_some_and(|all| all[1..].iter().any(|n| n.as_f64() > Some(0.0)));
            Ok((off <= 2.0 && !bars).then_some(()))
        })
        .await;
    outcome.with_context(|| format!("content, what is to scroll both ways, bar; frame: {heights}"))
}

async fn a_frame_is_as_high_as_what_it_holds_and_does_not_scroll(page: Page) -> Result<()> {
    let (_portal, page) = open(&page).await?;
    fits(&page).await?;
    page.report_signs(&["app-crashes"]).await?;
    fits(&page).await?;
    let first = page.guide.guide.faq.first().context("the guide has an FAQ")?.id.clone();
    page.open_disclosure(&disclosure(&page.guide.texts.faq[&first].question))
        .await?;
    fits(&page).await?;
    page.driver.enter_default_frame().await?;
    page.driver.set_window_rect(0, 0, 420, 900).await?;
    enter(&page).await?;
    fits(&page).await
}

async fn told(page: &Page) -> Result<Vec<String>> {
    page.driver.enter_default_frame().await?;
    let told = page.script("return told.map(({ name }) => name)", Vec::new()).await?;
    page.driver.find(By::Tag("iframe")).await?.enter_frame().await?;
    Ok(serde_json::from_value(told)?)
}

async fn a_frame_tells_its_host_what_the_element_tells(page: Page) -> Result<()> {
    let (_portal, page) = open(&page).await?;
    page.report_signs(&["app-crashes"]).await?;
    page.click(&button(words::STOP)).await?;
    page.stands_at(&Now::Support).await?;
    page.until("the host is told", async || {
        let told = told(&page).await?;
        Ok((told == ["ready", "answer", "advice", "escalate"]).then_some(()))
    })
    .await
}

async fn a_frame_hears_its_host_and_nobody_else(page: Page) -> Result<()> {
    let (portal, page) = open(&page).await?;
    page.report_signs(&["app-crashes"]).await?;
    let entries = page.entries().await?;
    // Its own window and a frame of another origin are no hosts of it.
    page.script("postMessage({ type: 'fixpath-restart' }, '*')", Vec::new())
        .await?;
    page.driver.enter_default_frame().await?;
    let stranger = format!("{}__e2e/blank", page.site.url(""));
    let send = "const done = arguments[arguments.length - 1];
        const frame = document.createElement('iframe');
        frame.src = arguments[0];
        frame.onload = () => done();
        document.body.append(frame)";
    page.driver.execute_async(send, vec![json!(stranger)]).await?;
    let frames = page.driver.find_all(By::Tag("iframe")).await?;
    frames
        .last()
        .context("the stranger is there")?
        .clone()
        .enter_frame()
        .await?;
    page.script(
        "parent.frames[0].postMessage({ type: 'fixpath-restart' }, '*')",
        Vec::new(),
    )
    .await?;
    page.driver.enter_default_frame().await?;
    // The host's own message comes after those, and is heard.
    let theme = "frames[0].postMessage({ type: 'fixpath-set', name: 'theme', value: 'dark' }, '*')";
    page.script(theme, Vec::new()).await?;
    enter(&page).await?;
    page.until("the host is heard", async || {
        let theme = "return document.querySelector('fix-path').theme";
        Ok((page.script(theme, Vec::new()).await? == "dark").then_some(()))
    })
    .await?;
    page.sees_entries(&entries).await?;
    page.driver.enter_default_frame().await?;
    page.script("frames[0].postMessage({ type: 'fixpath-restart' }, '*')", Vec::new())
        .await?;
    enter(&page).await?;
    page.stands_at(&Now::Start).await?;
    drop(portal);
    Ok(())
}

async fn a_frame_without_storage_works_and_says_so(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    if page.browser == Browser::Webkit {
        // In WebKit 'self' names nothing in a frame without an origin, so the policy would forbid the page's own files.
        page.site.drop_policy();
    }
    let html = "<!doctype html><html lang='en'><head><title>x</title></head><body><iframe title='x' width='800' height='900'
        sandbox='allow-scripts' src='{{embed}}embed.html?guide=toyota-remote-connect&amp;lang=en&amp;origin={{portal}}'></iframe></body></html>";
    portal.answer_with("sandbox.html", Reply::new(200, html));
    page.visit(&portal.url("sandbox.html")).await?;
    enter(&page).await?;
    let page = page.within("one");
    page.sees_message(words::NOT_SAVED).await?;
    page.report_signs(&["app-crashes"]).await?;
    Ok(())
}
