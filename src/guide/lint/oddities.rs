//! Numbers that can be compiled and are odd all the same.

use super::{label, numbers};
use crate::guide::parse::notes::Notes;
use crate::guide::{Given, Guide, Id};

/// Priors whose sum is this close to 1 differ from it by rounding only.
const ROUNDING: f64 = 0.005;

pub(super) fn check(guide: &Guide, notes: &mut Notes) {
    notes.rule("priors-sum", |notes| priors_sum_nearly_to_one(guide, notes));
    notes.rule("same-as-default", |notes| rows_differ_from_the_default(guide, notes));
}

/// Further off than [`numbers::PRIORS_OFF`] is an error.
fn priors_sum_nearly_to_one(guide: &Guide, notes: &mut Notes) {
    let sum: f64 = guide.causes.iter().map(|cause| cause.prior).sum();
    let off = (sum - 1.0).abs();
    if off > ROUNDING + 1e-9 && off <= numbers::PRIORS_OFF {
        let message = format!(
            "priors sum to {}, expected 1 (the engine scales them to that)",
            numbers::shown(sum)
        );
        notes.warn_at("cause[0]", "cause", message);
    }
}

/// A row that says what holds anyway is a slip of the pen, unless it has an origin of its own or is the leak's:
/// the leak is not what `default` says but what the other causes are on average.
fn rows_differ_from_the_default(guide: &Guide, notes: &mut Notes) {
    for (i, sign) in guide.signs.iter().enumerate() {
        let same = |p: &f64| *p == sign.seen_default;
        let item = ("sign", &sign.id, i);
        for (j, given) in repeated(guide, &sign.seen, same) {
            say(item, ("seen", j, &given.cause), notes);
        }
    }
    for (i, question) in guide.questions.iter().enumerate() {
        let same = |p: &Vec<f64>| *p == question.likelihood_default;
        let item = ("question", &question.id, i);
        for (j, given) in repeated(guide, &question.likelihood, same) {
            say(item, ("likelihood", j, &given.cause), notes);
        }
    }
}

fn repeated<'a, T>(
    guide: &Guide,
    givens: &'a [Given<T>],
    same: impl Fn(&T) -> bool,
) -> impl Iterator<Item = (usize, &'a Given<T>)> {
    let is_leak = |id: &Id| guide.causes.iter().any(|cause| cause.leak && cause.id == *id);
    let givens = givens.iter().enumerate();
    givens.filter(move |(_, given)| given.origin.is_none() && !is_leak(&given.cause) && same(&given.p))
}

fn say((kind, id, i): (&str, &Id, usize), (key, j, cause): (&str, usize, &Id), notes: &mut Notes) {
    let message = format!(
        "{}: {key}.{cause} is the same as {key}.default, expected other numbers or no {key}.{cause}",
        label(kind, id, i)
    );
    notes.warn_at(
        &format!("{kind}[{i}].{key}[{j}]"),
        format!("{kind}.{id}.{key}.{cause}"),
        message,
    );
}
