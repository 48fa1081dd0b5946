//! Tables for people: figures as text, in columns as wide as they must be.

use fixpath::engine::simulate::Mean;

pub fn tenths(minutes: f64) -> String {
    format!("{minutes:.1}")
}

/// A mean with its standard error; `plus` stands before one that is not negative.
pub fn with_error(plus: &str, mean: Mean) -> String {
    let sign = if mean.mean.0 >= 0.0 { plus } else { "" };
    format!("{sign}{:.1} ± {:.1}", mean.mean.0, mean.standard_error.0)
}

pub fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// Columns as wide as their widest cell, the first row their heads: words to the left, numbers to the right.
pub fn aligned(rows: &[Vec<String>]) -> String {
    let n_columns = rows.first().map_or(0, Vec::len);
    let column = |i: usize| rows.iter().filter_map(move |row| row.get(i));
    let is_words = |i| column(i).skip(1).any(|cell| cell.starts_with(char::is_alphabetic));
    let width = |i| column(i).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let columns: Vec<(usize, bool)> = (0..n_columns).map(|i| (width(i), is_words(i))).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&columns).map(|(cell, (width, is_words))| {
            if *is_words {
                format!("  {cell:<width$}")
            } else {
                format!("  {cell:>width$}")
            }
        });
        format!("{}\n", cells.collect::<String>().trim_end())
    };
    rows.iter().map(line).collect()
}
