//! Takes pictures of the page's states in Chromium, for a person to look at: `shots FOLDER`, environment as for the tests.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use e2e::support::browser::Session;
use e2e::support::env::Env;
use e2e::support::site::{Reply, Site};
use e2e::support::*;
use serde_json::json;

/// Widths of the screen in CSS pixels: a telephone, a tablet, a desk.
const WIDTHS: [u32; 3] = [320, 768, 1280];
const HEIGHT: u32 = 900;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: shots FOLDER");
        return ExitCode::FAILURE;
    };
    match take_all(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn take_all(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let env = Arc::new(Env::read()?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        for theme in [Theme::Light, Theme::Dark] {
            let site = Arc::new(Site::start(&env, "/")?);
            let session = Session::start(&env, Browser::Chromium, theme).await?;
            let page = Page::new(Arc::clone(&env), site, &session, Browser::Chromium, theme)?;
            let walked = walk(&page, folder).await;
            session.quit().await?;
            walked?;
        }
        Ok(())
    })
}

/// One state at all widths, the whole length of the page.
async fn take(page: &Page, folder: &Path, state: &str) -> Result<()> {
    let theme = if page.theme == Theme::Dark { "dark" } else { "light" };
    for width in WIDTHS {
        set_size(page, width, HEIGHT).await?;
        let tall = page
            .script("return document.documentElement.scrollHeight", Vec::new())
            .await?;
        set_size(
            page,
            width,
            u32::try_from(tall.as_u64().unwrap_or_default())?.clamp(HEIGHT, 12_000),
        )
        .await?;
        page.driver
            .screenshot(&folder.join(format!("{state}-{theme}-{width}.png")))
            .await?;
    }
    Ok(())
}

async fn set_size(page: &Page, width: u32, height: u32) -> Result<()> {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
    page.driver
        .cdp()
        .send_raw("Emulation.setDeviceMetricsOverride", metrics)
        .await?;
    Ok(())
}

async fn walk(page: &Page, folder: &Path) -> Result<()> {
    page.open().await?;
    take(page, folder, "1-start").await?;
    let label = page.guide.label("app-crashes")?;
    page.write(&textbox(words::OWN_WORDS), label).await?;
    page.tick(&checkbox(label), true).await?;
    take(page, folder, "2-own-words").await?;
    page.click(&button(words::FIND)).await?;
    let mut now = page.moved_on_from(&Now::Start).await?;
    let (mut asked, mut done) = (false, false);
    let mut n_cards = 0;
    while now != Now::Support && n_cards < 70 {
        match &now {
            Now::Do(_) if !done => {
                done = true;
                let title = &page.guide.texts.causes["app-software"].title;
                page.open_disclosure(&disclosure(title).within(&region(words::CAUSES)))
                    .await?;
                take(page, folder, "4-step-and-reasons").await?;
            }
            Now::Ask(_) if !asked => {
                asked = true;
                take(page, folder, "3-question").await?;
            }
            _ => {}
        }
        page.goes_through(1).await?;
        now = page.now().await?;
        n_cards += 1;
    }
    take(page, folder, "6-over-to-support").await?;

    page.click(&button(words::START_OVER)).await?;
    page.stands_at(&Now::Start).await?;
    page.report_signs(&["began-at-trial-end", "authorization-failed"])
        .await?;
    Owner { cause: "subscription" }.goes_on(page, 20).await?;
    take(page, folder, "7-fixed").await?;
    page.close_and_open_again().await?;
    take(page, folder, "8-carry-on").await?;

    let coffee = page.with_guide("coffee-machine")?;
    let risky = coffee.serving(coffee.guide.with_only_action("descale")?);
    risky.open().await?;
    risky.report_signs(&[]).await?;
    take(&risky, folder, "5-risky-step").await?;

    page.site.answer_with(&page.guide_path(), Reply::new(404, ""));
    page.open().await?;
    take(page, folder, "9-error").await
}
