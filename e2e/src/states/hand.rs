//! The hand that leads from state to state and holds each up to an [`Eye`], in all widths and themes asked for.
//!
//! It goes by the page's structure, not by its words, so that one walk serves all languages.

use std::future::Future;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::support::page::Page;

/// Widths of the screen in CSS pixels: a telephone, a tablet, a desk.
pub const WIDTHS: [u32; 3] = [320, 768, 1280];
/// Both themes, by the words of `prefers-color-scheme`.
pub const THEMES: [&str; 2] = ["light", "dark"];
/// What [`Hand::show_in`] shows beside them.
pub const PRINT: &str = "print";
/// See [`PRINT`].
pub const FORCED: &str = "forced";
/// The same with text of twice the size, see [`Hand::show_large`].
pub const LARGE: &str = "large";
/// What [`View::part`] is for what is on the screen, from where the page is scrolled to.
pub const ON_SCREEN: &str = "";
pub(super) const HEIGHT: u32 = 900;

/// One state of the page on one screen.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Name of the state.
    pub state: &'a str,
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// Of [`THEMES`], or [`PRINT`], [`FORCED`] or [`LARGE`].
    pub theme: &'a str,
    /// The part of the page that it is about, as a selector, or [`ON_SCREEN`].
    pub part: &'a str,
    /// True while the driver is within a frame that holds the page.
    pub framed: bool,
}

/// What is done with each state.
pub trait Eye {
    /// Looks at what the page shows now.
    fn look(&self, page: &Page, view: View<'_>) -> impl Future<Output = Result<()>>;
}

/// The page in one language, on its way through its states.
pub struct Hand<'a, E> {
    /// The page.
    pub page: Page,
    pub(super) themes: &'a [&'a str],
    pub(super) eye: &'a E,
    /// The only one of [`WIDTHS`] for states off the main path, if they are not shown at all of them.
    glance: Option<usize>,
}

impl<'a, E: Eye> Hand<'a, E> {
    /// Holds `page` up to `eye` in these themes.
    pub fn new(page: Page, themes: &'a [&'a str], eye: &'a E) -> Self {
        Self {
            page,
            themes,
            eye,
            glance: None,
        }
    }

    /// The same, of states off the main path at one width alone: another one at each of three turns.
    pub fn glancing(self, turn: usize) -> Self {
        Self {
            glance: Some(turn % WIDTHS.len()),
            ..self
        }
    }

    /// Shows the page from its top.
    pub async fn show(&self, state: &str) -> Result<()> {
        self.show_part(state, "html").await
    }

    /// Shows one part of the page, the first that `part` fits.
    pub async fn show_part(&self, state: &str, part: &str) -> Result<()> {
        self.show_at(&WIDTHS, state, part).await
    }

    /// Shows the page in a state off the main path.
    pub async fn glance(&self, state: &str) -> Result<()> {
        self.glance_at(state, "html").await
    }

    /// Shows one part of the page in a state off the main path.
    pub async fn glance_at(&self, state: &str, part: &str) -> Result<()> {
        self.show_at(self.rare_widths(), state, part).await
    }

    fn rare_widths(&self) -> &'static [u32] {
        self.glance
            .map_or(&WIDTHS, |one| WIDTHS.get(one..=one).unwrap_or(&WIDTHS))
    }

    async fn show_at(&self, widths: &[u32], state: &str, part: &str) -> Result<()> {
        // Where the focus is, is for the tests to say.
        self.page.script("document.activeElement?.blur()", Vec::new()).await?;
        for &width in widths {
            for &theme in self.themes {
                self.set_up(width, theme).await?;
                self.eye.look(&self.page, view(state, width, theme, part)).await?;
            }
        }
        self.set_up(1280, self.themes.first().copied().unwrap_or("light")).await
    }

    /// Shows the page where its colours are not its own: on paper, or forced by the reader.
    pub async fn show_in(&self, state: &str, theme: &str) -> Result<()> {
        let widths = if theme == PRINT {
            &WIDTHS[1..2]
        } else {
            self.rare_widths()
        };
        for &width in widths {
            self.set_up(width, theme).await?;
            self.eye.look(&self.page, view(state, width, theme, "html")).await?;
        }
        self.set_up(1280, self.themes.first().copied().unwrap_or("light")).await
    }

    /// Shows one part of the page on the narrowest screen with text of twice the size.
    pub async fn show_large(&self, state: &str, part: &str) -> Result<()> {
        self.set_up(WIDTHS[0], "light").await?;
        self.page.set_text_size(200).await?;
        self.page.is_drawn().await?;
        self.eye.look(&self.page, view(state, WIDTHS[0], LARGE, part)).await?;
        self.page.set_text_size(100).await
    }

    /// Shows the page in a frame without an origin, where nothing can be kept.
    pub async fn show_without_storage(&self, state: &str) -> Result<()> {
        for &width in self.rare_widths() {
            for &theme in self.themes {
                self.set_up(width, theme).await?;
                self.page.open_in_frame(width, Some("allow-scripts")).await?;
                self.sees(".notices .note").await?;
                let view = View {
                    framed: true,
                    ..view(state, width, theme, "html")
                };
                self.eye.look(&self.page, view).await?;
                self.page.driver.enter_default_frame().await?;
            }
        }
        Ok(())
    }

    async fn set_up(&self, width: u32, theme: &str) -> Result<()> {
        let metrics = json!({ "width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        self.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true }))
            .await?;
        self.set_colours(theme).await
    }

    /// Shows the page in these colours, or on paper.
    pub(super) async fn set_colours(&self, theme: &str) -> Result<()> {
        // Without motion, a picture is never taken half way.
        let medium = if theme == PRINT { PRINT } else { "screen" };
        let forced = if theme == FORCED { "active" } else { "none" };
        let media = json!({ "media": medium, "features": [
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
            { "name": "forced-colors", "value": forced },
        ] });
        self.cdp("Emulation.setEmulatedMedia", media).await?;
        self.page.is_drawn().await
    }

    pub(super) async fn cdp(&self, command: &str, parameters: Value) -> Result<Value> {
        Ok(self.page.driver.cdp().send_raw(command, parameters).await?)
    }

    pub(super) async fn script(&self, script: &str, argument: Value) -> Result<Value> {
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
        self.page.is_drawn().await
    }

    /// Writes into the text box at the start.
    pub async fn write(&self, text: &str) -> Result<()> {
        self.write_into(".start input[type=text]", text).await
    }

    /// Writes into the field that `css` fits.
    pub async fn write_into(&self, css: &str, text: &str) -> Result<()> {
        let write = "const box = document.querySelector(arguments[0]);
            box.value = arguments[1]; box.dispatchEvent(new Event('input', { bubbles: true }))";
        self.page.script(write, vec![json!(css), json!(text)]).await.map(drop)
    }

    /// What stands in the field that `css` fits.
    pub async fn reads(&self, css: &str) -> Result<String> {
        self.sees(css).await?;
        let value = self
            .script("return document.querySelector(arguments[0]).value", json!(css))
            .await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
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
        self.page.forget_everything().await?;
        self.page.open().await
    }
}

pub(super) fn view<'a>(state: &'a str, width: u32, theme: &'a str, part: &'a str) -> View<'a> {
    View {
        state,
        width,
        height: HEIGHT,
        theme,
        part,
        framed: false,
    }
}
