//! The figures for people.

use fixpath::engine::simulate::{Figures, Leave, Mean, Policy, Setting, by_cause, confusion};

use crate::cli::columns::{aligned, percent, tenths, with_error};
use crate::cli::play::{Played, leaving};

/// Most confusions shown.
const MOST_CONFUSIONS: usize = 15;

/// All tables of all guides.
pub fn text(played: &[Played], setting: &Setting, n_owners: u64) -> String {
    let texts: Vec<String> = played.iter().map(|p| of_guide(p, setting, n_owners)).collect();
    texts.join("\n")
}

fn of_guide(played: &Played, setting: &Setting, n_owners: u64) -> String {
    let leave = leaving(&played.guide, setting);
    let left = match leave == Leave::default() {
        true => String::new(),
        false => format!(
            "leaving {} a card and {} a minute of doing\n",
            leave.per_card, leave.per_minute
        ),
    };
    format!(
        "{}: {n_owners} owners, seed {}, noise {}, second fault {}, at most {} signs ticked\n{}{}\n{}\n\
         {}\n\n\
         advice, by true cause\n\n{}\n\
         advice, causes taken for others at the end\n\n{}",
        played.guide.id,
        setting.seed,
        setting.noise,
        setting.second_fault,
        setting.most_signs,
        setting.unsure.map(|p| format!("unsure {p}\n")).unwrap_or_default(),
        left,
        policies(played),
        leaving_and_support(played),
        causes(played),
        confusions(played, n_owners),
    )
}

fn policies(played: &Played) -> String {
    let mut rows = vec![["policy", "mean", "over advice"].map(str::to_owned).to_vec()];
    rows.iter_mut().for_each(|row| row.extend(HEAD.map(str::to_owned)));
    for policy in Policy::ALL {
        let runs = played.runs(policy);
        let figures = Figures::of(runs.iter());
        let over = Mean::over(runs, played.runs(Policy::Advice));
        let over = match policy {
            Policy::Advice => String::new(),
            _ => with_error("+", over),
        };
        let mut row = vec![policy.name().to_owned(), tenths(figures.mean.0), over];
        row.extend(cells(&figures));
        rows.push(row);
    }
    aligned(&rows)
}

/// Who left under the advice, and how soon owners whose cause the guide does not know get to support.
fn leaving_and_support(played: &Played) -> String {
    let runs = played.runs(Policy::Advice);
    let of_leak = runs.iter().filter(|run| Some(run.cause) == played.model.leak());
    let (all, leak) = (Figures::of(runs.iter()), Figures::of(of_leak));
    format!(
        "under the advice {} left before it was fixed or support was called; owners whose cause\n\
         the guide does not know got to support after {} cards (median) and after {} at most",
        percent(all.left),
        leak.cards_to_support,
        leak.most_to_support,
    )
}

fn causes(played: &Played) -> String {
    let mut rows = vec![["cause", "owners", "mean"].map(str::to_owned).to_vec()];
    rows.iter_mut().for_each(|row| row.extend(HEAD.map(str::to_owned)));
    for (cause, figures) in by_cause(played.runs(Policy::Advice)) {
        let (mean, standard_error) = (figures.mean, figures.standard_error);
        let mut row = vec![
            played.model.cause_name(cause).to_string(),
            figures.n_owners.to_string(),
            with_error("", Mean { mean, standard_error }),
        ];
        row.extend(cells(&figures));
        rows.push(row);
    }
    aligned(&rows)
}

fn confusions(played: &Played, n_owners: u64) -> String {
    let mut mistaken = confusion(played.runs(Policy::Advice));
    mistaken.retain(|(cause, believed, _)| cause != believed);
    mistaken.sort_by_key(|(.., n)| std::cmp::Reverse(*n));
    let mut rows = vec![["cause", "taken for", "owners", "of all"].map(str::to_owned).to_vec()];
    for (cause, believed, n) in mistaken.into_iter().take(MOST_CONFUSIONS) {
        rows.push(vec![
            played.model.cause_name(cause).to_string(),
            played.model.cause_name(believed).to_string(),
            n.to_string(),
            percent(n as f64 / n_owners as f64),
        ]);
    }
    aligned(&rows)
}

const HEAD: [&str; 7] = ["median", "p90", "fixed", "questions", "steps", "first", "three"];

fn cells(figures: &Figures) -> [String; 7] {
    [
        tenths(figures.median.0),
        tenths(figures.p90.0),
        percent(figures.fixed),
        figures.n_questions.to_string(),
        figures.n_actions.to_string(),
        percent(figures.first),
        percent(figures.three),
    ]
}
