//! The difference for people.

use fixpath::engine::simulate::Figures;

use super::Difference;
use super::change::Start;
use super::report::{Compared, FIGURES, OfCause, of_all, of_causes};
use crate::cli::columns::{aligned, percent, tenths, with_error};

/// All tables; those with nothing in them are a line.
pub fn text(difference: &Difference) -> String {
    let [before, after] = &difference.revisions;
    let revisions = if before == after {
        format!("revision {after} on both sides: structure and numbers are the same")
    } else {
        format!("revision {before} -> {after}")
    };
    let (old, new) = (&difference.old.guide.id, &difference.new.guide.id);
    let name = if old == new {
        new.to_string()
    } else {
        format!("{old} -> {new}")
    };
    format!(
        "{name}: {revisions}\n{} owners, seed {}, noise {}\n\n{}\n{}\n\
         all owners\n\n{}\n\
         by true cause\n\n{}",
        difference.n_owners,
        difference.setting.seed,
        difference.setting.noise,
        things(difference),
        advice(difference),
        figures(difference),
        causes(difference),
    )
}

fn things(difference: &Difference) -> String {
    let things = &difference.change.things;
    if things.is_empty() {
        return "no cause, sign, question or action added or removed\n".to_owned();
    }
    let rows = things.iter().map(|thing| {
        let what = if thing.is_new { "added" } else { "removed" };
        vec![what.to_owned(), thing.kind.to_owned(), thing.name.to_string()]
    });
    format!("added and removed\n\n{}", under(&["", "what", "id"], rows))
}

/// Those where another step comes first, or the minutes differ as they are printed.
fn advice(difference: &Difference) -> String {
    let starts = &difference.change.starts;
    let minutes = |start: &Start| [&start.before, &start.after].map(|first| tenths(first.expected.0));
    let differs = |start: &&Start| {
        let [before, after] = minutes(start);
        start.step_changed() || before != after
    };
    let changed: Vec<&Start> = starts.iter().filter(differs).collect();
    let n_same = starts.len() - changed.len();
    if changed.is_empty() {
        return format!("first advice and its minutes the same at all {n_same} starts\n");
    }
    let rows = changed.iter().map(|start| {
        let [before, after] = minutes(start);
        let step = if start.step_changed() {
            format!("{} -> {}", start.before.step, start.after.step)
        } else {
            format!("{} as before", start.after.step)
        };
        vec![start.from.name().to_owned(), before, after, step]
    });
    let table = under(&["after", "minutes", "now", "first advice"], rows);
    format!(
        "first advice with nothing ticked and after each sign alone, where it differs ({n_same} the same)\n\n{table}"
    )
}

fn figures(difference: &Difference) -> String {
    let rows = FIGURES.map(|(_, name, of)| {
        let Compared { before, after, more } = of_all(difference, of);
        let told = |plus, mut mean: fixpath::engine::simulate::Mean| {
            if name != "fixed" {
                return with_error(plus, mean);
            }
            mean.mean.0 *= 100.0;
            mean.standard_error.0 *= 100.0;
            format!("{} %", with_error(plus, mean))
        };
        vec![name.to_owned(), told("", before), told("", after), told("+", more)]
    });
    under(&["mean", "before", "after", "more"], rows.into_iter())
}

fn causes(difference: &Difference) -> String {
    let of = |figures: Option<Figures>, told: &dyn Fn(&Figures) -> String| {
        figures.as_ref().map_or_else(|| "-".to_owned(), told)
    };
    let rows = of_causes(difference).into_iter().map(|cause| {
        let OfCause {
            name,
            before,
            after,
            more,
        } = &cause;
        let owners = |f: &Figures| f.n_owners.to_string();
        let mean = |f: &Figures| tenths(f.mean.0);
        let fixed = |f: &Figures| percent(f.fixed);
        let asked = |f: &Figures| f.n_questions.to_string();
        let more = more.map_or_else(|| "-".to_owned(), |more| with_error("+", more));
        vec![
            name.to_string(),
            of(*before, &owners),
            of(*after, &owners),
            of(*before, &mean),
            of(*after, &mean),
            more,
            of(*before, &fixed),
            of(*after, &fixed),
            of(*before, &asked),
            of(*after, &asked),
        ]
    });
    let head = [
        "cause", "owners", "now", "minutes", "now", "more", "fixed", "now", "asked", "now",
    ];
    under(&head, rows)
}

/// Rows under their heads.
fn under(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let head = head.iter().map(|cell| (*cell).to_owned()).collect();
    let rows: Vec<Vec<String>> = [head].into_iter().chain(rows).collect();
    aligned(&rows)
}
