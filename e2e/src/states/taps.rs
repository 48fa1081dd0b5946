//! What is on the screen right after an owner's own taps and typing: on a telephone, whose fingers rest on nothing and
//! whose keyboard takes half of the screen; and at a desk, where the pointer stays where it clicked.
//!
//! The other states are reached by script, so that nothing of this is to be seen in them.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::hand::{Eye, HEIGHT, Hand, ON_SCREEN, View, view};

const SO_FAR: &str = ".timeline";
const NOT_SURE: &str = ".next .answers .answer:last-child";
const FAILING: &str = ".next .acts > :not(.go)";

/// A screen, and what it is touched with.
#[derive(Clone, Copy)]
struct Device {
    width: u32,
    height: u32,
    /// Height that is left while something is written.
    writing: u32,
    touch: bool,
}

const DEVICES: [Device; 2] = [
    Device {
        width: 390,
        height: 844,
        writing: 500,
        touch: true,
    },
    Device {
        width: 1280,
        height: HEIGHT,
        writing: HEIGHT,
        touch: false,
    },
];

/// Takes the usual way on each device, by taps and keys alone wherever it is looked at.
pub async fn tap(hand: &Hand<'_, impl Eye>) -> Result<()> {
    for device in DEVICES {
        let finger = Finger { hand, device };
        finger.takes_over().await?;
        let walked = walk(&finger).await;
        finger.lets_go().await?;
        walked.with_context(|| format!("at {} px", device.width))?;
    }
    Ok(())
}

async fn walk(finger: &Finger<'_, '_, impl Eye>) -> Result<()> {
    let hand = finger.hand;
    finger.begins().await?;
    finger.goes_to(".start input[type=text]").await?;
    finger.writes(words(&hand.page.guide.texts.locale)).await?;
    hand.sees(".start .matches .chip").await?;
    finger.looks("tap-typed").await?;
    finger.closes_keyboard().await?;
    finger.taps(".start .acts .go").await?;
    hand.sees(".next .why, .next .answers").await?;
    finger.looks("tap-begun").await?;

    finger.reaches_another_question().await?;
    finger.looks("tap-not-sure").await?;
    hand.goes_on_until(".next .steps").await?;
    finger.taps(".next .steps label").await?;
    finger.looks("tap-ticked").await?;
    finger.taps(FAILING).await?;
    hand.sees(".timeline-head button").await?;
    finger.looks("tap-failing").await?;
    finger.taps(".timeline-head button").await?;
    finger.looks("tap-undone").await?;
    finger.taps(".timeline [aria-expanded]").await?;
    finger.taps(".timeline .choices [aria-pressed=false]").await?;
    hand.sees(SO_FAR).await?;
    finger.looks("tap-changed").await?;

    finger.goes_to(".card:has(> .faq) input").await?;
    finger.writes("app").await?;
    hand.sees(".faq mark").await?;
    finger.looks("tap-searched").await?;
    finger.closes_keyboard().await?;
    finger.taps(".faq details > summary").await?;
    finger.looks("tap-opened").await?;

    hand.press(".column > .quiet-acts button:last-child").await?;
    hand.sees(".report").await?;
    finger.taps(".report .acts .go").await?;
    finger.looks("tap-copied").await
}

/// What is typed at first, not yet finished.
fn words(locale: &str) -> &'static str {
    match locale {
        "es" => "no encuentra mi auto",
        "fr" => "autorisation ref",
        _ => "app just spi",
    }
}

/// Fingers on a screen, or a hand on a mouse and a keyboard.
struct Finger<'a, 'b, E> {
    hand: &'a Hand<'b, E>,
    device: Device,
}

impl<E: Eye> Finger<'_, '_, E> {
    /// Makes the browser one of this device.
    async fn takes_over(&self) -> Result<()> {
        let Device { height, touch, .. } = self.device;
        self.hand.set_colours("light").await?;
        self.sets_height(height).await?;
        self.sets_touch(touch).await
    }

    /// Opens the page anew; only then a browser that was a telephone's knows of its mouse again.
    async fn begins(&self) -> Result<()> {
        self.hand.begin_anew().await?;
        let hovers = "return matchMedia('(hover: hover)').matches";
        let hovers = self.hand.page.script(hovers, Vec::new()).await?;
        ensure!(hovers == !self.device.touch, "whether things can hover: {hovers}");
        Ok(())
    }

    /// Makes it again what the other pictures expect.
    async fn lets_go(&self) -> Result<()> {
        self.sets_touch(false).await
    }

    async fn sets_touch(&self, touch: bool) -> Result<()> {
        let touch = json!({ "enabled": touch, "maxTouchPoints": 1 });
        self.hand.cdp("Emulation.setTouchEmulationEnabled", touch).await?;
        Ok(())
    }

    async fn sets_height(&self, height: u32) -> Result<()> {
        let Device { width, touch, .. } = self.device;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": touch });
        self.hand.cdp("Emulation.setDeviceMetricsOverride", metrics).await?;
        self.hand.page.is_drawn().await
    }

    /// Shows what is on the screen now, in each theme.
    async fn looks(&self, state: &str) -> Result<()> {
        let Device { width, height, .. } = self.device;
        for theme in self.hand.themes {
            self.hand.set_colours(theme).await?;
            let view = View {
                height,
                ..view(state, width, theme, ON_SCREEN)
            };
            self.hand.eye.look(&self.hand.page, view).await?;
        }
        Ok(())
    }

    /// Taps the first visible thing that `css` fits, or clicks it and leaves the pointer there.
    async fn taps(&self, css: &str) -> Result<()> {
        self.hand.sees(css).await?;
        self.hand.page.counts_presses_again().await?;
        // As a person does, who scrolls no further than it takes.
        let find = "const all = [...document.querySelectorAll(arguments[0])];
            const it = all.find((e) => e.getClientRects().length > 0);
            const place = () => {
              const { x, y, width, height } = it.getBoundingClientRect();
              return { x: x + Math.min(width / 2, 60), y: y + height / 2 };
            };
            const hit = () => { const { x, y } = place(); return it.contains(document.elementFromPoint(x, y)) };
            if (!hit()) it.scrollIntoView({ block: 'center', behavior: 'instant' });
            return hit() ? place() : null";
        let place = self.hand.script(find, json!(css)).await?;
        ensure!(place.is_object(), "{css} lies under something else");
        let (x, y) = (&place["x"], &place["y"]);
        if self.device.touch {
            let touch = |kind: &str, points: Value| json!({ "type": kind, "touchPoints": points });
            let start = touch("touchStart", json!([{ "x": x, "y": y }]));
            self.hand.cdp("Input.dispatchTouchEvent", start).await?;
            self.hand
                .cdp("Input.dispatchTouchEvent", touch("touchEnd", json!([])))
                .await?;
        } else {
            for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
                let mouse = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
                self.hand.cdp("Input.dispatchMouseEvent", mouse).await?;
            }
        }
        self.hand.page.is_drawn().await
    }

    /// Taps a field; on a telephone its keyboard comes up and leaves the field in sight.
    async fn goes_to(&self, css: &str) -> Result<()> {
        self.taps(css).await?;
        let focused = "return document.activeElement.matches(arguments[0])";
        let focused = self.hand.script(focused, json!(css)).await?;
        ensure!(focused == true, "a tap on {css} does not focus it");
        self.sets_height(self.device.writing).await?;
        self.hand
            .page
            .script("document.activeElement.scrollIntoViewIfNeeded()", Vec::new())
            .await?;
        self.hand.page.is_drawn().await
    }

    /// Types, key by key.
    async fn writes(&self, text: &str) -> Result<()> {
        for letter in text.chars() {
            let key = json!({ "type": "char", "text": letter.to_string() });
            self.hand.cdp("Input.dispatchKeyEvent", key).await?;
        }
        self.hand.page.is_drawn().await
    }

    async fn closes_keyboard(&self) -> Result<()> {
        self.sets_height(self.device.height).await
    }

    /// Taps “Not sure” in a question, after which comes another question.
    async fn reaches_another_question(&self) -> Result<()> {
        for _ in 0..20 {
            if self.hand.shows(NOT_SURE).await? {
                self.taps(NOT_SURE).await?;
                if self.hand.shows(NOT_SURE).await? {
                    return Ok(());
                }
            } else {
                self.taps(FAILING).await?;
            }
        }
        bail!("no two questions after each other")
    }
}
