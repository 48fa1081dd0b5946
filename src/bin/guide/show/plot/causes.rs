//! Minutes and share fixed by true cause, as bars side by side.

use fixpath::engine::simulate::Figures;
use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::{Area, Chart, Drawn, Ink, LETTERS, letters, room, round_up};

const ROW: u32 = 25;
const MINUTES: u32 = 360;
const FIXED: u32 = 220;

/// For each cause the mean minutes with their standard error, and the share fixed before support.
pub fn causes(chart: &Chart, rows: &[(&str, Figures)]) -> Markup {
    let labels = room(rows.iter().map(|(name, _)| *name));
    let height = ROW * u32::try_from(rows.len()).unwrap_or(0) + 62;
    chart.draw((labels + MINUTES + FIXED, height), |area| {
        let (left, right) = area.split_horizontally(labels + MINUTES);
        let most = rows
            .iter()
            .map(|(_, f)| f.mean.0 + f.standard_error.0)
            .fold(0.0, f64::max);
        let minutes: Vec<Bar> = rows
            .iter()
            .map(|(_, f)| Bar {
                length: f.mean.0,
                error: f.standard_error.0,
                told: format!("{:.0}", f.mean.0),
            })
            .collect();
        let names: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
        panel(&left, labels, &names, &minutes, round_up(most), "Mean minutes")?;
        let fixed: Vec<Bar> = rows
            .iter()
            .map(|(_, f)| Bar {
                length: f.fixed * 100.0,
                error: 0.0,
                told: format!("{:.0} %", f.fixed * 100.0),
            })
            .collect();
        panel(&right, 12, &[], &fixed, 100.0, "Fixed before support, per cent")
    })
}

/// One bar of a panel.
struct Bar {
    length: f64,
    error: f64,
    told: String,
}

fn panel(area: &Area, labels: u32, names: &[&str], bars: &[Bar], end: f64, axis: &str) -> Drawn {
    let n = bars.len();
    let mut plot = ChartBuilder::on(area)
        .margin_top(6)
        .margin_right(48)
        .x_label_area_size(50)
        .y_label_area_size(labels)
        .build_cartesian_2d(0.0..end, 0.0..n as f64)?;
    plot.configure_mesh()
        .disable_y_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(Ink::GRID.color())
        .axis_style(Ink::GRID.color())
        .x_labels(5)
        .y_labels(0)
        .x_desc(axis)
        .label_style(letters(Ink::TEXT, HPos::Center))
        .axis_desc_style(letters(Ink::TEXT, HPos::Center))
        .x_label_formatter(&|x| format!("{x:.0}"))
        .draw()?;
    for (i, bar) in bars.iter().enumerate() {
        let y = (n - i) as f64 - 0.5;
        let filled = Rectangle::new([(0.0, y + 0.32), (bar.length, y - 0.32)], Ink::BAR.color().filled());
        plot.draw_series([filled])?;
        let (low, high) = (bar.length - bar.error, bar.length + bar.error);
        if bar.error > 0.0 {
            let whisker = Ink::WHISKER.color().stroke_width(2);
            plot.draw_series([PathElement::new([(low, y), (high, y)], whisker)])?;
        }
        let label = |x, offset, text: String, side| {
            EmptyElement::at((x, y)) + Text::new(text, (offset, 0), letters(Ink::TEXT, side))
        };
        plot.draw_series([label(high, LETTERS as i32 / 2, bar.told.clone(), HPos::Left)])?;
        if let Some(name) = names.get(i) {
            plot.draw_series([label(0.0, -(LETTERS as i32) / 2, (*name).to_owned(), HPos::Right)])?;
        }
    }
    Ok(())
}
