//! How many owners are done after so many minutes, as one line per policy.

use fixpath::engine::simulate::Run;
use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::{Chart, Ink, letters};

const SIZE: (u32, u32) = (820, 360);
/// Points of each line.
const N_POINTS: usize = 240;

/// The share of the owners who are done within so many minutes, up to `limit`.
pub fn done(chart: &Chart, lines: &[&[Run]], limit: f64) -> Markup {
    chart.draw(SIZE, |area| {
        let mut plot = ChartBuilder::on(area)
            .margin_top(12)
            .margin_right(24)
            .x_label_area_size(50)
            .y_label_area_size(60)
            .build_cartesian_2d(0.0..limit, 0.0..100.0)?;
        plot.configure_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(Ink::GRID.color())
            .axis_style(Ink::GRID.color())
            .x_labels(10)
            .y_labels(6)
            .x_desc("Minutes")
            .label_style(letters(Ink::TEXT, HPos::Center))
            .axis_desc_style(letters(Ink::TEXT, HPos::Center))
            .x_label_formatter(&|x| format!("{x:.0}"))
            .y_label_formatter(&|y| format!("{y:.0} %"))
            .draw()?;
        // The first line is drawn last, over the others.
        for (i, runs) in lines.iter().enumerate().rev() {
            let points = (0..=N_POINTS).map(|step| {
                let at = limit * step as f64 / N_POINTS as f64;
                let n_done = runs.iter().filter(|run| run.minutes.0 <= at).count();
                (at, 100.0 * n_done as f64 / runs.len().max(1) as f64)
            });
            plot.draw_series(LineSeries::new(points, Ink::line(i).color().stroke_width(2)))?;
        }
        Ok(())
    })
}
