//! Which causes are taken for which others, as a heat map.

use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::{Chart, Ink, LETTERS, letters, room};
use crate::cli::show::heat::step;

const CELL: u32 = 26;
/// Shares smaller than this are drawn without a number.
const TOLD: f64 = 0.005;

/// Cells are (row of the true cause, column of the cause believed, share of the row's owners).
pub fn confusion(chart: &Chart, names: &[&str], cells: &[(usize, usize, f64)]) -> Markup {
    let labels = room(names.iter().copied());
    let n = names.len();
    let side = CELL * u32::try_from(n).unwrap_or(0);
    chart.draw((labels + side + 8, labels + side + 8), |area| {
        let area = area.margin(0, 8, 0, 8);
        let plot = ChartBuilder::on(&area)
            .x_label_area_size(labels)
            .y_label_area_size(labels)
            .build_cartesian_2d(0.0..n as f64, 0.0..n as f64)?;
        let top = |row: usize| (n - row) as f64;
        let area = plot.plotting_area();
        for i in 0..=n {
            for line in [
                [(i as f64, 0.0), (i as f64, n as f64)],
                [(0.0, i as f64), (n as f64, i as f64)],
            ] {
                area.draw(&PathElement::new(line, Ink::GRID.color()))?;
            }
        }
        for (row, column, share) in cells {
            let (x, y, step) = (*column as f64, top(*row), step(*share));
            area.draw(&Rectangle::new(
                [(x, y), (x + 1.0, y - 1.0)],
                Ink::heat(step).color().filled(),
            ))?;
            if *share >= TOLD {
                let told = Text::new(
                    format!("{:.0}", share * 100.0),
                    (0, 0),
                    letters(Ink::on_heat(step), HPos::Center),
                );
                area.draw(&(EmptyElement::at((x + 0.5, y - 0.5)) + told))?;
            }
        }
        for (i, name) in names.iter().enumerate() {
            let gap = LETTERS as i32 / 2;
            let style = letters(Ink::TEXT, HPos::Right);
            let row = Text::new((*name).to_owned(), (-gap, 0), style.clone());
            area.draw(&(EmptyElement::at((0.0, top(i) - 0.5)) + row))?;
            let column = Text::new((*name).to_owned(), (0, gap), style.transform(FontTransform::Rotate270));
            area.draw(&(EmptyElement::at((i as f64 + 0.5, 0.0)) + column))?;
        }
        Ok(())
    })
}
