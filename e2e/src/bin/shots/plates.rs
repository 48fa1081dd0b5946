//! The pictures of the README, laid out from those of the states.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::support::page::Page;
use e2e::support::site::Reply;
use serde_json::json;

/// Pictures side by side, each cut to a height.
struct Plate {
    name: &'static str,
    /// CSS pixels.
    height: u32,
    /// Names of the pictures, and how far from their tops they begin, in CSS pixels.
    parts: &'static [(&'static str, u32)],
}

const PLATES: [Plate; 4] = [
    Plate {
        name: "words",
        height: 1030,
        parts: &[("typed-1280-light-en", 0)],
    },
    Plate {
        name: "step",
        height: 920,
        parts: &[("step-1280-light-en", 0)],
    },
    Plate {
        name: "narrow",
        height: 1010,
        parts: &[
            ("question-320-light-en", 0),
            ("step-320-dark-en", 500),
            ("place-320-dark-en", 0),
        ],
    },
    Plate {
        name: "elsewhere",
        height: 620,
        parts: &[("elsewhere-768-light-en", 12), ("arrival-320-light-en", 190)],
    },
];
/// Around and between pictures, in CSS pixels.
const GAP: u32 = 24;

/// Takes them into `folder`, from the pictures in `states`.
pub async fn take(page: &Page, states: &Path, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for plate in PLATES {
        let name = format!("{}.html", plate.name);
        page.site.answer_with(&name, Reply::new(200, laid_out(&plate, states)?));
        page.visit(&page.site.url(&name)).await?;
        let size = "const { width, height } = document.body.getBoundingClientRect(); return { width, height }";
        let mut clip = page.script(size, Vec::new()).await?;
        clip["x"] = json!(0);
        clip["y"] = json!(0);
        clip["scale"] = json!(1);
        let options = json!({ "format": "webp", "quality": 85, "clip": clip, "captureBeyondViewport": true });
        let picture = page.driver.cdp().send_raw("Page.captureScreenshot", options).await?;
        let data = picture["data"].as_str().context("the browser gives a picture")?;
        std::fs::write(folder.join(format!("{}.webp", plate.name)), STANDARD.decode(data)?)?;
    }
    Ok(())
}

/// A page of nothing but the pictures, on a ground that suits light and dark ones.
fn laid_out(plate: &Plate, states: &Path) -> Result<String> {
    let mut html = format!(
        "<!doctype html><title>{}</title><style>
         body {{ margin: 0; padding: {GAP}px; inline-size: max-content; display: flex; align-items: center; gap: {GAP}px;
           background: #d3dee2 }}
         div {{ overflow: hidden; max-block-size: {}px; border-radius: 12px }}
         img {{ display: block }}
         </style>",
        plate.name, plate.height
    );
    for (picture, top) in plate.parts {
        let file = states.join(format!("{picture}.png"));
        let bytes = std::fs::read(&file).with_context(|| format!("no picture {}", file.display()))?;
        let data = STANDARD.encode(bytes);
        write!(
            html,
            "<div><img alt=\"\" style=\"margin-top: -{top}px\" src=\"data:image/png;base64,{data}\"></div>"
        )?;
    }
    Ok(html)
}
