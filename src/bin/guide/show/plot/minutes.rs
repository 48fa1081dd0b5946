//! Mean and ninth tenth of the minutes under each policy, as bars.

use fixpath::engine::simulate::Figures;
use maud::Markup;
use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::{Chart, Ink, LETTERS, letters, room, round_up};

const ROW: u32 = 38;

/// One bar per policy: the mean, and a whisker to where nine owners in ten are done.
pub fn minutes(chart: &Chart, rows: &[(&str, Figures)]) -> Markup {
    let labels = room(rows.iter().map(|(name, _)| *name));
    let most = rows.iter().map(|(_, f)| f.p90.0.max(f.mean.0)).fold(0.0, f64::max);
    let n = rows.len();
    let size = (labels + 600, ROW * u32::try_from(n).unwrap_or(0) + 66);
    chart.draw(size, |area| {
        let mut plot = ChartBuilder::on(area)
            .margin_top(6)
            .margin_right(150)
            .x_label_area_size(50)
            .y_label_area_size(labels)
            .build_cartesian_2d(0.0..round_up(most), 0.0..n as f64)?;
        plot.configure_mesh()
            .disable_y_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(Ink::GRID.color())
            .axis_style(Ink::GRID.color())
            .x_labels(6)
            .y_labels(0)
            .x_desc("Minutes")
            .label_style(letters(Ink::TEXT, HPos::Center))
            .axis_desc_style(letters(Ink::TEXT, HPos::Center))
            .x_label_formatter(&|x| format!("{x:.0}"))
            .draw()?;
        for (i, (name, figures)) in rows.iter().enumerate() {
            let y = (n - i) as f64 - 0.5;
            let (mean, p90) = (figures.mean.0, figures.p90.0);
            let bar = Rectangle::new([(0.0, y + 0.28), (mean, y - 0.28)], Ink::BAR.color().filled());
            plot.draw_series([bar])?;
            let whisker = Ink::WHISKER.color().stroke_width(2);
            plot.draw_series(
                [vec![(mean, y), (p90, y)], vec![(p90, y - 0.14), (p90, y + 0.14)]]
                    .map(|line| PathElement::new(line, whisker)),
            )?;
            let told = format!("mean {mean:.0}, p90 {p90:.0}");
            let label = |x, offset, text: String, side| {
                EmptyElement::at((x, y)) + Text::new(text, (offset, 0), letters(Ink::TEXT, side))
            };
            plot.draw_series([
                label(0.0, -(LETTERS as i32) / 2, (*name).to_owned(), HPos::Right),
                label(p90.max(mean), LETTERS as i32 / 2, told, HPos::Left),
            ])?;
        }
        Ok(())
    })
}
