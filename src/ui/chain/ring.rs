//! The drawing of one station: a ring that fills with suspicion around a disc hatched by it, and the stage's icon.

use leptos::prelude::*;

use crate::guide::Id;
use crate::json::tenths;
use crate::ui::handler::says;
use crate::ui::icon;

/// Distance between the lines of the hatching, for each level from unlikely to most likely; 0 for none.
const GAPS: [f64; 4] = [0.0, 9.0, 6.0, 3.6];
/// Radius of the hatched disc in a box of 48 by 48.
const DISC: f64 = 18.0;

/// A station without words.
#[component]
pub fn Ring(
    /// How likely the request is held up here.
    p: Memo<f64>,
    /// The stage's icon, a dot without one.
    icon: Option<Id>,
) -> impl IntoView {
    let picture = icon.and_then(|icon| icon::path(icon.as_str()));
    let hatching = Memo::new(move |_| level(p.get()));
    view! {
        <svg class="ring" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
            <circle class="disc" cx="24" cy="24" r="20" />
            <path class="hatch" d=says(move || hatch(GAPS.get(hatching.get()).copied().unwrap_or_default())) />
            <circle class="track" cx="24" cy="24" r="21" />
            <circle
                class="arc"
                cx="24"
                cy="24"
                r="21"
                pathLength="100"
                transform="rotate(-90 24 24)"
                stroke-dasharray="100 100"
                stroke-dashoffset=says(move || tenths(100.0 - p.get() * 100.0))
            />
            {match picture {
                // Twice: a ground of its own first, so that it stands clear of the hatching.
                Some(path) => view! {
                    <g transform="translate(12.6 12.6) scale(.95)"><path class="picture ground" d=path /><path class="picture" d=path /></g>
                }
                .into_any(),
                None => view! { <circle class="dot" cx="24" cy="24" r="4.5" /> }.into_any(),
            }}
        </svg>
    }
}

/// 0 to 3, at the bounds of the words for a stage's suspicion.
fn level(p: f64) -> usize {
    [0.08, 0.25, 0.6].iter().filter(|bound| p >= **bound).count()
}

/// Chords of the disc at 45 degrees, `gap` apart: the same without ids, which two charts on a page would share.
fn hatch(gap: f64) -> String {
    let mut path = String::new();
    if gap <= 0.0 {
        return path;
    }
    let n_each_side = (DISC / gap) as i32;
    for line in -n_each_side..=n_each_side {
        let off = f64::from(line) * gap;
        let half = (DISC * DISC - off * off).max(0.0).sqrt();
        let turn = std::f64::consts::FRAC_1_SQRT_2;
        let (x, y) = (24.0 + off * turn, 24.0 + off * turn);
        let (dx, dy) = (half * turn, -half * turn);
        for (letter, place) in [("M", x - dx), (" ", y - dy), ("L", x + dx), (" ", y + dy)] {
            path.push_str(letter);
            path.push_str(&tenths(place));
        }
    }
    path
}
