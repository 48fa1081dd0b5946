//! The pictures of the README, laid out from those of the states.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::support::page::Page;
use e2e::support::site::Reply;
use serde_json::json;

use crate::camera::SCREEN;

/// Pictures side by side, from their tops down to one height.
struct Plate {
    name: &'static str,
    height: u32,
    /// Names of the pictures with their widths in CSS pixels.
    parts: &'static [(&'static str, u32)],
}

const PLATES: [Plate; 4] = [
    Plate {
        name: "words",
        height: 990,
        parts: &[("typed-1280-light-en", 1280)],
    },
    Plate {
        name: "step",
        height: 920,
        parts: &[("step-1280-light-en", 1280)],
    },
    Plate {
        name: "narrow",
        height: 1010,
        parts: &[
            ("question-320-light-en", 320),
            ("countdown-320-dark-en", 320),
            ("place-320-dark-en", 282),
        ],
    },
    Plate {
        name: "elsewhere",
        height: 560,
        parts: &[("elsewhere-768-light-en", 720), ("arrival-320-light-en", 320)],
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
        let n_gaps = u32::try_from(plate.parts.len())?.saturating_add(1);
        let width = plate.parts.iter().map(|(_, width)| width).sum::<u32>() + GAP * n_gaps;
        let height = plate.height + 2 * GAP;
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let cdp = page.driver.cdp();
        cdp.send_raw(SCREEN, screen).await?;
        let options = json!({ "format": "webp", "quality": 85 });
        let picture = cdp.send_raw("Page.captureScreenshot", options).await?;
        let data = picture["data"].as_str().context("the browser gives a picture")?;
        std::fs::write(folder.join(format!("{}.webp", plate.name)), STANDARD.decode(data)?)?;
    }
    Ok(())
}

/// A page of nothing but the pictures, on a ground that suits light and dark ones.
fn laid_out(plate: &Plate, states: &Path) -> Result<String> {
    let mut html = format!(
        "<!doctype html><title>{}</title><style>
         body {{ margin: 0; padding: {GAP}px; display: flex; gap: {GAP}px; background: #d3dee2 }}
         img {{ height: {}px; object-fit: cover; object-position: top left; border-radius: 12px }}
         </style>",
        plate.name, plate.height
    );
    for (picture, width) in plate.parts {
        let file = states.join(format!("{picture}.png"));
        let bytes = std::fs::read(&file).with_context(|| format!("no picture {}", file.display()))?;
        let data = STANDARD.encode(bytes);
        write!(
            html,
            "<img alt=\"\" width=\"{width}\" src=\"data:image/png;base64,{data}\">"
        )?;
    }
    Ok(html)
}
