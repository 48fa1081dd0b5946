//! The figures for people.

use std::fmt::Write;

use fixpath::engine::simulate::{Figures, Policy, Setting};

use super::{Played, by_cause, confusion};

/// Most confusions shown.
const MOST_CONFUSIONS: usize = 15;

/// All tables of all guides.
pub fn text(played: &[Played], setting: &Setting, n_owners: u64) -> String {
    let texts: Vec<String> = played.iter().map(|p| of_guide(p, setting, n_owners)).collect();
    texts.join("\n\n")
}

fn of_guide(played: &Played, setting: &Setting, n_owners: u64) -> String {
    let name = |cause| played.model.cause_name(cause).as_str().to_owned();
    let policies = Policy::ALL.map(|policy| cells(policy.name(), &played.figures(policy)));
    let causes = by_cause(played, Policy::Advice)
        .into_iter()
        .map(|(cause, figures)| cells(&name(cause), &figures));
    let mut mistaken = confusion(played, Policy::Advice);
    mistaken.retain(|(cause, believed, _)| cause != believed);
    mistaken.sort_by_key(|(.., n)| std::cmp::Reverse(*n));
    let mistaken = mistaken.into_iter().take(MOST_CONFUSIONS).map(|(cause, believed, n)| {
        let share = percent(n as f64 / n_owners as f64);
        vec![name(cause), name(believed), n.to_string(), share]
    });
    format!(
        "{}: {n_owners} owners, seed {}, noise {}, second fault {}, at most {} signs ticked\n\n{}\n\
         advice by true cause\n\n{}\n\
         causes that advice takes for others at the end\n\n{}",
        played.guide.id,
        setting.seed,
        setting.noise,
        setting.second_fault,
        setting.most_signs,
        aligned(&head("policy"), policies.into_iter()),
        aligned(&head("cause"), causes),
        aligned(&["cause", "taken for", "owners", "of all"], mistaken),
    )
}

fn head(first: &str) -> [&str; 10] {
    [
        first,
        "owners",
        "mean ± se",
        "median",
        "p90",
        "fixed",
        "questions",
        "steps",
        "first",
        "three",
    ]
}

fn cells(name: &str, figures: &Figures) -> Vec<String> {
    vec![
        name.to_owned(),
        figures.n_owners.to_string(),
        format!("{:.1} ± {:.1}", figures.mean.0, figures.standard_error.0),
        format!("{:.1}", figures.median.0),
        format!("{:.1}", figures.p90.0),
        percent(figures.fixed),
        figures.n_questions.to_string(),
        figures.n_actions.to_string(),
        percent(figures.first),
        percent(figures.three),
    ]
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// Columns as wide as their widest cell: words to the left, numbers to the right.
fn aligned(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let head = head.iter().map(|cell| (*cell).to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let n_columns = rows.first().map_or(0, Vec::len);
    let wide = |column| {
        rows.iter()
            .filter_map(move |row: &Vec<String>| row.get(column))
            .map(|cell: &String| cell.chars().count())
    };
    let widths: Vec<usize> = (0..n_columns).map(|column| wide(column).max().unwrap_or(0)).collect();
    let words = |column: usize| {
        rows.iter()
            .skip(1)
            .any(|row| row.get(column).is_some_and(|c| c.starts_with(char::is_alphabetic)))
    };
    let mut text = String::new();
    for row in &rows {
        let mut line = String::from(" ");
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let written = if words(column) {
                write!(line, " {cell:<width$} ")
            } else {
                write!(line, " {cell:>width$} ")
            };
            debug_assert!(written.is_ok(), "a string takes all that is written");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
