//! A camera: one picture file for each state, width, theme and language.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine as _;
use e2e::states::{Eye, ON_SCREEN, View};
use e2e::support::page::Page;
use serde_json::{Value, json};

/// What is lower down is the same in all states.
const TALLEST: f64 = 2600.0;
const SCREEN: &str = "Emulation.setDeviceMetricsOverride";
/// A part of the page is taken with a little of what is around it, and with what the page skips while it is far away.
const BOUNDS: &str = "document.querySelector('.fixpath')?.setAttribute('data-whole', '');
    const r = document.querySelector(arguments[0])?.getBoundingClientRect();
    const around = arguments[0] === 'html' ? 0 : Math.min(16, r?.x);
    return r && { x: r.x + scrollX - around, y: r.y + scrollY - around,
      width: r.width + 2 * around, height: r.height + 2 * around }";

/// Where pictures in one language go.
pub struct Camera<'a> {
    pub folder: &'a Path,
    pub language: &'static str,
}

impl Camera<'_> {
    async fn take(&self, page: &Page, view: View<'_>, options: Value) -> Result<()> {
        let picture = page.driver.cdp().send_raw("Page.captureScreenshot", options).await?;
        let data = picture["data"].as_str().context("the browser gives a picture")?;
        let bytes = base64::engine::general_purpose::STANDARD.decode(data)?;
        Ok(std::fs::write(self.file(view), bytes)?)
    }

    fn file(&self, view: View<'_>) -> PathBuf {
        let View {
            state, width, theme, ..
        } = view;
        self.folder
            .join(format!("{state}-{width}-{theme}-{}.png", self.language))
    }
}

impl Eye for Camera<'_> {
    async fn look(&self, page: &Page, view: View<'_>) -> Result<()> {
        let View { width, .. } = view;
        if view.framed {
            page.driver.enter_default_frame().await?;
        }
        if view.framed || view.part == ON_SCREEN {
            return self.take(page, view, json!({})).await;
        }
        let mut clip = page.script(BOUNDS, vec![json!(view.part)]).await?;
        let height = clip["height"].as_f64();
        let height = height.with_context(|| format!("no {} at {}", view.part, view.state))?;
        clip["height"] = json!(height.clamp(1.0, TALLEST));
        clip["scale"] = json!(1);
        // A screen as high as the picture, at whose foot stands what sticks there.
        let whole = view.part == "html";
        let screen = |height: f64| json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let cdp = page.driver.cdp();
        if whole {
            let height = height.clamp(f64::from(view.height), TALLEST).round();
            cdp.send_raw(SCREEN, screen(height)).await?;
        }
        self.take(page, view, json!({ "clip": clip, "captureBeyondViewport": true }))
            .await?;
        if whole {
            cdp.send_raw(SCREEN, screen(f64::from(view.height))).await?;
        }
        Ok(())
    }
}
