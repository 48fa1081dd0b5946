//! Charts as SVG: drawn by plotters, coloured by the page's style sheet.

use maud::{Markup, PreEscaped, html};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

mod causes;
mod confusion;
mod done;
mod minutes;

pub use causes::causes;
pub use confusion::confusion;
pub use done::done;
pub use minutes::minutes;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), DrawingAreaErrorKind<std::io::Error>>;

/// Size of the letters, in units of the chart.
const LETTERS: f64 = 16.0;
/// About how wide a letter is.
const LETTER_WIDTH: f64 = 6.6;

/// A colour by its job. plotters writes a number for it, which becomes a class that the style sheet colours,
/// so that one drawing serves light, dark and paper.
#[derive(Clone, Copy)]
struct Ink(u8);

impl Ink {
    const TEXT: Self = Self(0);
    const GRID: Self = Self(1);
    const BAR: Self = Self(2);
    const WHISKER: Self = Self(3);

    /// A line of its own, from 0 to 4.
    fn line(i: usize) -> Self {
        Self::numbered(4, i, 4)
    }

    /// A cell of a heat map, by colour step from 0 to 6.
    fn heat(step: usize) -> Self {
        Self::numbered(9, step, 6)
    }

    /// Letters on such a cell.
    fn on_heat(step: usize) -> Self {
        Self::numbered(16, step, 6)
    }

    fn numbered(first: u8, i: usize, most: u8) -> Self {
        Self(first + u8::try_from(i).unwrap_or(most).min(most))
    }

    const NAMES: [&str; 23] = [
        "text", "grid", "bar", "whisker", "l0", "l1", "l2", "l3", "l4", "h0", "h1", "h2", "h3", "h4", "h5", "h6", "t0",
        "t1", "t2", "t3", "t4", "t5", "t6",
    ];

    fn color(self) -> RGBColor {
        RGBColor(self.0, 0, 1)
    }
}

/// Numbers for colours become classes.
fn classed(svg: &str) -> String {
    let mut svg = svg.to_owned();
    for (i, name) in Ink::NAMES.iter().enumerate() {
        for (attribute, class) in [("fill", "fill"), ("stroke", "line")] {
            svg = svg.replace(
                &format!(" {attribute}=\"#{i:02X}0001\""),
                &format!(" class=\"{class}-{name}\""),
            );
        }
    }
    svg
}

/// A chart with a title and what it shows for those who do not see it.
pub struct Chart<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub told: &'a str,
}

impl Chart<'_> {
    fn draw(&self, size: (u32, u32), draw: impl FnOnce(&Area) -> Drawn) -> Markup {
        let mut svg = String::new();
        let drawn = {
            let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
            draw(&area).and_then(|()| area.present())
        };
        if let Err(error) = drawn {
            return html! { p { "This chart could not be drawn: " (error) } };
        }
        // The element around it is the page's own.
        let inner = svg.split_once('>').map_or("", |(_, rest)| rest);
        let inner = inner.trim_end().trim_end_matches("</svg>");
        let (title, told) = (format!("{}-title", self.id), format!("{}-told", self.id));
        html! {
            div.scroll role="region" aria-label={ "Chart: " (self.title) } tabindex="0" {
                svg.plot role="img" aria-labelledby={ (title) " " (told) }
                    width=(size.0) height=(size.1) viewBox={ "0 0 " (size.0) " " (size.1) } {
                    title id=(title) { (self.title) }
                    desc id=(told) { (self.told) }
                    (PreEscaped(classed(inner)))
                }
            }
        }
    }
}

/// Letters of a chart, set to one side of a point.
fn letters(ink: Ink, side: HPos) -> TextStyle<'static> {
    TextStyle {
        font: ("sans-serif", LETTERS).into_font(),
        color: ink.color().to_backend_color(),
        pos: Pos::new(side, VPos::Center),
    }
}

/// Room for the longest of these labels.
fn room<'t>(labels: impl Iterator<Item = &'t str>) -> u32 {
    let longest = labels.map(|label| label.chars().count()).max().unwrap_or(0);
    (longest as f64 * LETTER_WIDTH) as u32 + 16
}

/// The end of an axis that holds this number, at a round value.
fn round_up(most: f64) -> f64 {
    let unit = 10_f64.powf(most.max(1.0).log10().floor());
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.iter().map(|s| s * unit).find(|end| *end >= most).unwrap_or(most)
}
