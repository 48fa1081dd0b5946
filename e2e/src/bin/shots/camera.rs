//! A camera that takes one state at all widths and in both themes, and the fingers that lead to the next one.
//!
//! The fingers go by the page's structure, not by its words, so that one walk serves all languages.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use e2e::support::page::Page;
use serde_json::{Value, json};

/// Widths of the screen in CSS pixels: a telephone, a tablet, a desk.
const WIDTHS: [u32; 3] = [320, 768, 1280];
const THEMES: [&str; 2] = ["light", "dark"];
const HEIGHT: u32 = 900;
/// What is lower down is the same in all states.
const TALLEST: f64 = 2600.0;

/// The page in one language, and where its pictures go.
pub struct Camera<'a> {
    pub page: Page,
    folder: &'a Path,
    language: &'static str,
}

impl<'a> Camera<'a> {
    pub fn new(page: Page, folder: &'a Path, language: &'static str) -> Self {
        Self { page, folder, language }
    }

    /// The page from its top.
    pub async fn take(&self, state: &str) -> Result<()> {
        self.take_part(state, "html").await
    }

    /// One part of the page, the first that `css` fits.
    pub async fn take_part(&self, state: &str, css: &str) -> Result<()> {
        // Where the focus is, is for the tests to say.
        self.page.script("document.activeElement?.blur()", Vec::new()).await?;
        for width in WIDTHS {
            for theme in THEMES {
                self.set_up(width, theme).await?;
                let bounds = "const r = document.querySelector(arguments[0])?.getBoundingClientRect();
                    return r && { x: r.x + scrollX, y: r.y + scrollY, width: r.width, height: r.height }";
                let mut clip = self.script(bounds, json!(css)).await?;
                let height = clip["height"]
                    .as_f64()
                    .with_context(|| format!("no {css} at {state}"))?;
                clip["height"] = json!(height.clamp(1.0, TALLEST));
                clip["scale"] = json!(1);
                self.shoot(&self.file(state, width, theme), clip).await?;
            }
        }
        self.set_up(1280, "light").await
    }

    /// The page in a frame without an origin, where nothing can be kept.
    pub async fn take_without_storage(&self, state: &str) -> Result<()> {
        for width in WIDTHS {
            for theme in THEMES {
                self.set_up(width, theme).await?;
                self.page.open_in_frame(width, Some("allow-scripts")).await?;
                self.sees(".notices .note").await?;
                self.page.driver.enter_default_frame().await?;
                let clip = json!({ "x": 0, "y": 0, "width": width, "height": HEIGHT, "scale": 1 });
                self.shoot(&self.file(state, width, theme), clip).await?;
            }
        }
        Ok(())
    }

    fn file(&self, state: &str, width: u32, theme: &str) -> PathBuf {
        self.folder
            .join(format!("{state}-{width}-{theme}-{}.png", self.language))
    }

    async fn shoot(&self, file: &Path, clip: Value) -> Result<()> {
        let options = json!({ "clip": clip, "captureBeyondViewport": true });
        let picture = self.cdp("Page.captureScreenshot", options).await?;
        let data = picture["data"].as_str().context("the browser gives a picture")?;
        let bytes = base64::engine::general_purpose::STANDARD.decode(data)?;
        Ok(std::fs::write(file, bytes)?)
    }

    async fn set_up(&self, width: u32, theme: &str) -> Result<()> {
        let metrics = json!({ "width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        self.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true }))
            .await?;
        // Without motion, a picture is never taken half way.
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.cdp("Emulation.setEmulatedMedia", media).await?;
        self.next_frame().await
    }

    async fn cdp(&self, command: &str, parameters: Value) -> Result<Value> {
        Ok(self.page.driver.cdp().send_raw(command, parameters).await?)
    }

    async fn script(&self, script: &str, argument: Value) -> Result<Value> {
        self.page.script(script, vec![argument]).await
    }

    /// True if something that `css` fits is visible now.
    pub async fn shows(&self, css: &str) -> Result<bool> {
        let visible = "return [...document.querySelectorAll(arguments[0])].some((e) => e.getClientRects().length > 0)";
        Ok(self.script(visible, json!(css)).await? == true)
    }

    /// Waits until something that `css` fits is visible.
    pub async fn sees(&self, css: &str) -> Result<()> {
        self.page
            .until(&format!("{css} is there"), async || {
                Ok(self.shows(css).await?.then_some(()))
            })
            .await
    }

    /// Presses the first thing that `css` fits.
    pub async fn press(&self, css: &str) -> Result<()> {
        self.sees(css).await?;
        let press = "[...document.querySelectorAll(arguments[0])].find((e) => e.getClientRects().length > 0).click()";
        self.script(press, json!(css)).await?;
        self.next_frame().await
    }

    /// Waits until the page has drawn what was done to it.
    async fn next_frame(&self) -> Result<()> {
        let drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.page.driver.execute_async(drawn, Vec::new()).await?;
        Ok(())
    }

    /// Writes into the text box at the start.
    pub async fn write(&self, text: &str) -> Result<()> {
        let write = "const box = document.querySelector('.start :is(input[type=text], input[type=search], textarea)');
            box.value = arguments[0]; box.dispatchEvent(new Event('input', { bubbles: true }))";
        self.script(write, json!(text)).await.map(drop)
    }

    /// Answers what is asked until `css` is there.
    pub async fn goes_on_until(&self, css: &str) -> Result<()> {
        for _ in 0..40 {
            if self.shows(css).await? {
                return Ok(());
            }
            self.press(".next .answers .answer, .next .acts > :not(.go)").await?;
        }
        bail!("no {css} after 40 answers")
    }

    /// Opens the page as someone who was never there.
    pub async fn begin_anew(&self) -> Result<()> {
        self.page.visit(&self.page.site.blank()).await?;
        self.page.script("localStorage.clear()", Vec::new()).await?;
        self.page.open().await
    }
}
