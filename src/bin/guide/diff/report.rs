//! What differs between the owners of two versions, and the whole difference for machines.

use fixpath::engine::simulate::{Figures, Mean, Policy, Run};
use fixpath::guide::{Id, Minutes};
use serde_json::{Map, Value, json};

use super::Difference;
use super::change::{Change, First, From, Named};
use crate::cli::play::Played;

/// One figure per owner: what is compared.
pub type Of = fn(&Run) -> f64;
/// The figures compared: their key in files, their name in tables.
pub const FIGURES: [(&str, &str, Of); 4] = [
    ("mean_minutes", "minutes", |run| run.minutes.0),
    ("fixed", "fixed", |run| f64::from(u8::from(run.fixed))),
    ("questions", "questions", |run| f64::from(run.n_questions)),
    ("steps", "steps", |run| f64::from(run.n_actions)),
];

/// A figure before and after, and how much more it is after.
pub struct Compared {
    pub before: Mean,
    pub after: Mean,
    pub more: Mean,
}

/// One figure of all owners. Owner by owner, so that luck which both versions share cancels out.
pub fn of_all(difference: &Difference, of: Of) -> Compared {
    let [before, after] = [difference.old, difference.new].map(|played| figures(played.runs(Policy::Advice), of));
    let more: Vec<f64> = after
        .iter()
        .zip(&before)
        .map(|(after, before)| after - before)
        .collect();
    Compared {
        before: mean(&before),
        after: mean(&after),
        more: mean(&more),
    }
}

fn figures(runs: &[Run], of: Of) -> Vec<f64> {
    runs.iter().map(of).collect()
}

/// A mean with its standard error, whatever the unit.
fn mean(values: &[f64]) -> Mean {
    let n = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / n;
    let square = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0).max(1.0);
    Mean {
        mean: Minutes(mean),
        standard_error: Minutes((square / n).sqrt()),
    }
}

/// The owners of one true cause in both versions; `None` where nobody had it or it is not there.
pub struct OfCause {
    pub name: Id,
    pub before: Option<Figures>,
    pub after: Option<Figures>,
    /// How many minutes more after than before.
    pub more: Option<Mean>,
}

/// By true cause, those of the new version in file order, then those that are gone.
pub fn of_causes(difference: &Difference) -> Vec<OfCause> {
    let names = |played: &Played| -> Vec<Id> {
        let causes = played.model.causes();
        causes.map(|cause| played.model.cause_name(cause).clone()).collect()
    };
    let mut all = names(difference.new);
    let gone = names(difference.old).into_iter().filter(|name| !all.contains(name));
    let gone: Vec<Id> = gone.collect();
    all.extend(gone);
    let of = |name: Id| {
        let (old, new) = (having(difference.old, &name), having(difference.new, &name));
        let figures =
            |owners: &[(usize, Run)]| (!owners.is_empty()).then(|| Figures::of(owners.iter().map(|(_, run)| run)));
        OfCause {
            before: figures(&old),
            after: figures(&new),
            more: more(&old, &new),
            name,
        }
    };
    all.into_iter().map(of).collect()
}

/// The owners with this cause, by number.
fn having(played: &Played, name: &Id) -> Vec<(usize, Run)> {
    let cause = played.model.cause(name.as_str());
    let runs = played.runs(Policy::Advice).iter().copied().enumerate();
    runs.filter(|(_, run)| Some(run.cause) == cause).collect()
}

/// How many minutes more: owner by owner where they are the same ones; else their errors add up.
fn more(old: &[(usize, Run)], new: &[(usize, Run)]) -> Option<Mean> {
    let numbers = |owners: &[(usize, Run)]| owners.iter().map(|(idx, _)| *idx).collect::<Vec<_>>();
    let minutes = |owners: &[(usize, Run)]| owners.iter().map(|(_, run)| run.minutes.0).collect::<Vec<_>>();
    let (before, after) = (minutes(old), minutes(new));
    if before.is_empty() || after.is_empty() {
        return None;
    }
    if numbers(old) == numbers(new) {
        let more: Vec<f64> = after
            .iter()
            .zip(&before)
            .map(|(after, before)| after - before)
            .collect();
        return Some(mean(&more));
    }
    let (before, after) = (mean(&before), mean(&after));
    Some(Mean {
        mean: Minutes(after.mean.0 - before.mean.0),
        standard_error: Minutes(after.standard_error.0.hypot(before.standard_error.0)),
    })
}

/// Everything, changed or not.
pub fn json(difference: &Difference) -> Value {
    let Change { things, starts } = &difference.change;
    let first = |first: &First| json!({ "next": next(&first.step), "expected_minutes": first.expected.0 });
    let starts: Vec<Value> = starts
        .iter()
        .map(|start| {
            json!({
                "ticked": ticked(&start.from),
                "before": first(&start.before),
                "after": first(&start.after),
                "step_changed": start.step_changed(),
            })
        })
        .collect();
    let lone = |is_new| {
        let mut by_kind: Map<String, Value> = Map::new();
        for kind in ["cause", "sign", "question", "action"] {
            let names = things
                .iter()
                .filter(|thing| thing.is_new == is_new && thing.kind == kind);
            let names: Vec<&str> = names.map(|thing| thing.name.as_str()).collect();
            by_kind.insert(format!("{kind}s"), json!(names));
        }
        Value::Object(by_kind)
    };
    let with_error = |mean: Mean| json!({ "mean": mean.mean.0, "standard_error": mean.standard_error.0 });
    let figures = FIGURES.map(|(key, _, of)| {
        let Compared { before, after, more } = of_all(difference, of);
        let value = json!({
            "before": with_error(before), "after": with_error(after), "more": with_error(more)
        });
        (key.to_owned(), value)
    });
    let causes = of_causes(difference).into_iter().map(|cause| {
        let value = json!({
            "before": cause.before.map(|f| owners(&f)),
            "after": cause.after.map(|f| owners(&f)),
            "more": cause.more.map(with_error),
        });
        (cause.name.0, value)
    });
    let [before, after] = &difference.revisions;
    json!({
        "setting": {
            "guides": [difference.old.guide.id, difference.new.guide.id],
            "owners": difference.n_owners,
            "seed": difference.setting.seed,
            "noise": difference.setting.noise,
        },
        "revision": { "before": before, "after": after },
        "removed": lone(false),
        "added": lone(true),
        "advice": starts,
        "figures": figures.into_iter().collect::<Map<_, _>>(),
        "by_cause": causes.collect::<Map<_, _>>(),
    })
}

/// The signs ticked; `null` after "none of these".
fn ticked(from: &From) -> Value {
    match from {
        From::Nothing => json!([]),
        From::Sign(sign) => json!([sign]),
        From::NoSigns => Value::Null,
    }
}

/// As in the answers of `guide advise`.
fn next(step: &Named) -> Value {
    match step {
        Named::Ask(question) => json!({ "ask": question }),
        Named::Do(action) => json!({ "do": action }),
        Named::CallService => json!({ "escalate": true }),
    }
}

fn owners(figures: &Figures) -> Value {
    json!({
        "owners": figures.n_owners,
        "mean_minutes": figures.mean.0,
        "standard_error": figures.standard_error.0,
        "fixed": figures.fixed,
        "questions_median": figures.n_questions,
    })
}
