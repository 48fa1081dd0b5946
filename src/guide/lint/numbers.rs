//! Numbers: probabilities, rows, costs, priors, and that every cause can be mended.

use super::label;
use crate::guide::parse::notes::Notes;
use crate::guide::{Cause, Guide, MOST_REMIND, Minutes, Question, may_remind};

/// What it takes at least to read a question and look (engine notes, section "Over-asking").
const LEAST_MINUTES: f64 = 0.2;

/// How far priors may be from summing to 1 (with room for rounding, as in every sum of decimals).
pub(super) const PRIORS_OFF: f64 = 0.02 + 1e-9;

pub(super) fn check(guide: &Guide, notes: &mut Notes) {
    notes.rule("probability", |notes| probabilities(guide, notes));
    notes.rule("row-sum", |notes| rows(guide, notes));
    notes.rule("minutes", |notes| costs(guide, notes));
    notes.rule("one-leak", |notes| one_leak(guide, notes));
    notes.rule("stage", |notes| stages(guide, notes));
    notes.rule("remind", |notes| reminders_come_in_time(guide, notes));
    notes.rule("priors-sum", |notes| priors_sum_to_one(guide, notes));
    notes.rule("few-answers", |notes| questions_have_answers(guide, notes));
    notes.rule("no-steps", |notes| actions_have_steps(guide, notes));
    notes.rule("fixes-nothing", |notes| actions_fix_something(guide, notes));
    notes.rule("no-fix", |notes| causes_can_be_fixed(guide, notes));
}

/// A number for messages: six digits after the point at most.
pub(super) fn shown(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Reports a number outside 0 to 1; one that could not be read is not outside.
fn probability(place: &str, label: &str, field: &str, p: f64, notes: &mut Notes) {
    if !(0.0..=1.0).contains(&p) && !p.is_nan() {
        notes.say_at(place, format!("{label}: {field} is {}, expected 0 to 1", shown(p)));
    }
}

fn probabilities(guide: &Guide, notes: &mut Notes) {
    if let Some(owners) = &guide.owners {
        for (key, p) in [
            ("waiting_weight", owners.waiting_weight),
            ("leave_per_card", owners.leave_per_card),
            ("leave_per_minute", owners.leave_per_minute),
        ] {
            probability(&format!("owners.{key}"), "owners", key, p, notes);
        }
        if owners.unsure_strength > 0.0 && owners.unsure == 0.0 {
            let message = "owners: unsure is 0, expected more than 0 where unsure_strength is given";
            notes.say_at("owners.unsure_strength", message.to_owned());
        }
    }
    for (i, cause) in guide.causes.iter().enumerate() {
        probability(
            &format!("cause[{i}].prior"),
            &label("cause", &cause.id, i),
            "prior",
            cause.prior,
            notes,
        );
    }
    for (i, sign) in guide.signs.iter().enumerate() {
        let label = label("sign", &sign.id, i);
        probability(
            &format!("sign[{i}].seen.default"),
            &label,
            "seen.default",
            sign.seen_default,
            notes,
        );
        for (j, given) in sign.seen.iter().enumerate() {
            let field = format!("seen.{}", given.cause);
            probability(&format!("sign[{i}].seen[{j}].p"), &label, &field, given.p, notes);
        }
    }
    for (i, question) in guide.questions.iter().enumerate() {
        let label = label("question", &question.id, i);
        for row in rows_of(question, i) {
            for p in row.numbers {
                probability(&row.place, &label, &row.field, *p, notes);
            }
        }
    }
    for (i, action) in guide.actions.iter().enumerate() {
        let label = label("action", &action.id, i);
        for (j, given) in action.fixes.iter().enumerate() {
            let field = format!("fixes.{}", given.cause);
            probability(&format!("action[{i}].fixes[{j}].p"), &label, &field, given.p, notes);
        }
    }
}

/// One probability per answer.
struct Row<'a> {
    place: String,
    field: String,
    numbers: &'a [f64],
}

/// The rows of a question that could be read.
fn rows_of(question: &Question, idx: usize) -> Vec<Row<'_>> {
    let default = Row {
        place: format!("question[{idx}].likelihood.default"),
        field: "likelihood.default".to_owned(),
        numbers: &question.likelihood_default,
    };
    let givens = question.likelihood.iter().enumerate().map(|(j, given)| Row {
        place: format!("question[{idx}].likelihood[{j}].p"),
        field: format!("likelihood.{}", given.cause),
        numbers: &given.p,
    });
    std::iter::once(default).chain(givens).collect()
}

fn rows(guide: &Guide, notes: &mut Notes) {
    for (i, question) in guide.questions.iter().enumerate() {
        let label = label("question", &question.id, i);
        let n_answers = question.answers.len();
        for Row { place, field, numbers } in rows_of(question, i) {
            if n_answers == 0 || numbers.iter().any(|p| p.is_nan()) {
                continue;
            }
            let sum: f64 = numbers.iter().sum();
            let in_range = numbers.iter().all(|p| (0.0..=1.0).contains(p));
            if numbers.len() != n_answers {
                let found = numbers.len();
                notes.say_at(
                    &place,
                    format!("{label}: {field} is {found} long, expected {n_answers}, one number per answer"),
                );
            } else if in_range && (sum - 1.0).abs() > 1e-6 {
                notes.say_at(&place, format!("{label}: {field} sums to {}, expected 1", shown(sum)));
            }
        }
    }
}

fn costs(guide: &Guide, notes: &mut Notes) {
    for (i, sign) in guide.signs.iter().enumerate() {
        looking_takes_time(
            &format!("sign[{i}].minutes"),
            &label("sign", &sign.id, i),
            sign.minutes,
            notes,
        );
    }
    for (i, question) in guide.questions.iter().enumerate() {
        let label = label("question", &question.id, i);
        looking_takes_time(&format!("question[{i}].minutes"), &label, question.minutes, notes);
    }
    for (i, action) in guide.actions.iter().enumerate() {
        let label = label("action", &action.id, i);
        doing_takes_time(&format!("action[{i}].minutes"), &label, action.minutes, notes);
        waiting_takes_no_less_than_nothing(&format!("action[{i}].wait"), &label, action.wait, notes);
    }
    let escalation = &guide.escalation;
    doing_takes_time("escalation.minutes", "escalation", escalation.minutes, notes);
    waiting_takes_no_less_than_nothing("escalation.wait", "escalation", escalation.wait, notes);
    for (i, support) in escalation.by_cause.iter().enumerate() {
        let (place, label) = (
            format!("escalation.by_cause[{i}]"),
            format!("escalation: by_cause.{}", support.cause),
        );
        doing_takes_time(&format!("{place}.minutes"), &label, support.minutes, notes);
        waiting_takes_no_less_than_nothing(&format!("{place}.wait"), &label, support.wait, notes);
    }
    if let Some(owners) = &guide.owners {
        let numbers = [
            ("card_minutes", owners.card_minutes.0),
            ("unsure_strength", owners.unsure_strength),
            ("patience", owners.patience),
        ];
        for (key, number) in numbers {
            if number < 0.0 {
                let message = format!("owners: {key} is {}, expected 0 or more", shown(number));
                notes.say_at(&format!("owners.{key}"), message);
            }
        }
    }
}

fn waiting_takes_no_less_than_nothing(place: &str, label: &str, wait: Minutes, notes: &mut Notes) {
    if wait.0 < 0.0 {
        notes.say_at(place, format!("{label}: wait is {}, expected 0 or more", shown(wait.0)));
    }
}

fn reminders_come_in_time(guide: &Guide, notes: &mut Notes) {
    for (i, item) in guide.prevention.iter().enumerate() {
        let days = item.remind.filter(|days| !days.is_nan() && !may_remind(*days));
        if let Some(days) = days {
            let label = label("prevention", &item.id, i);
            let message = format!(
                "{label}: remind is {}, expected 1 to {} whole days before",
                shown(days),
                MOST_REMIND
            );
            notes.say_at(&format!("prevention[{i}].remind"), message);
        }
    }
}

fn looking_takes_time(place: &str, label: &str, minutes: Minutes, notes: &mut Notes) {
    if minutes.0 < LEAST_MINUTES {
        notes.say_at(
            place,
            format!(
                "{label}: minutes is {}, expected at least {LEAST_MINUTES}",
                shown(minutes.0)
            ),
        );
    }
}

fn doing_takes_time(place: &str, label: &str, minutes: Minutes, notes: &mut Notes) {
    if minutes.0 <= 0.0 {
        notes.say_at(
            place,
            format!("{label}: minutes is {}, expected more than 0", shown(minutes.0)),
        );
    }
}

/// True for the leak, and for a cause of which it cannot be read whether it is.
fn may_be_leak(idx: usize, cause: &Cause, notes: &Notes) -> bool {
    cause.leak || notes.is_unread(&format!("cause[{idx}].leak"))
}

fn one_leak(guide: &Guide, notes: &mut Notes) {
    let causes = guide.causes.iter().enumerate();
    let leaks: Vec<_> = causes.filter(|(i, cause)| may_be_leak(*i, cause, notes)).collect();
    let Some(((i, first), further)) = leaks.split_first() else {
        let message = "no cause has leak = true, expected one that stands for all that is not listed";
        return notes.say_at("cause", message);
    };
    let first_label = label("cause", &first.id, *i);
    if first.prior == 0.0 || first.prior == 1.0 {
        let found = first.prior;
        let message = format!("{first_label}: prior of the leak is {found}, expected more than 0 and less than 1");
        notes.say_at(&format!("cause[{i}].prior"), message);
    }
    for (i, cause) in further {
        let label = label("cause", &cause.id, *i);
        notes.say_at(
            &format!("cause[{i}].leak"),
            format!("{label}: a second leak after {first_label}, expected one"),
        );
    }
}

fn stages(guide: &Guide, notes: &mut Notes) {
    for (i, cause) in guide.causes.iter().enumerate() {
        let label = label("cause", &cause.id, i);
        match &cause.stage {
            Some(stage) if cause.leak => {
                let message = format!("{label}: stage is \"{stage}\", expected none for the leak");
                notes.say_at(&format!("cause[{i}].stage"), message);
            }
            None if !may_be_leak(i, cause, notes) => {
                notes.say_at(
                    &format!("cause[{i}]"),
                    format!("{label}: stage is missing, expected the id of a [[stage]]"),
                );
            }
            _ => {}
        }
    }
}

fn priors_sum_to_one(guide: &Guide, notes: &mut Notes) {
    let sum: f64 = guide.causes.iter().map(|cause| cause.prior).sum();
    let in_range = guide.causes.iter().all(|cause| (0.0..=1.0).contains(&cause.prior));
    if in_range && !guide.causes.is_empty() && (sum - 1.0).abs() > PRIORS_OFF {
        notes.say_at(
            "cause[0]",
            format!("priors sum to {}, expected 1 (0.98 to 1.02)", shown(sum)),
        );
    }
}

fn questions_have_answers(guide: &Guide, notes: &mut Notes) {
    for (i, question) in guide.questions.iter().enumerate() {
        let n_answers = question.answers.len();
        let place = format!("question[{i}].answers");
        if n_answers < 2 && notes.has(&place) {
            let label = label("question", &question.id, i);
            notes.say_at(
                &place,
                format!("{label}: number of answers is {n_answers}, expected at least 2"),
            );
        }
    }
}

fn actions_have_steps(guide: &Guide, notes: &mut Notes) {
    for (i, action) in guide.actions.iter().enumerate() {
        let place = format!("action[{i}].steps");
        if action.steps.is_empty() && notes.has(&place) {
            let label = label("action", &action.id, i);
            notes.say_at(&place, format!("{label}: steps is empty, expected at least one"));
        }
    }
}

fn actions_fix_something(guide: &Guide, notes: &mut Notes) {
    for (i, action) in guide.actions.iter().enumerate() {
        let place = format!("action[{i}].fixes");
        if notes.has(&place) && action.fixes.iter().all(|given| given.p == 0.0) {
            let label = label("action", &action.id, i);
            notes.say_at(
                &place,
                format!("{label}: fixes has no chance above 0, expected one for at least one cause"),
            );
        }
    }
}

fn causes_can_be_fixed(guide: &Guide, notes: &mut Notes) {
    for (i, cause) in guide.causes.iter().enumerate() {
        let mut fixes = guide.actions.iter().flat_map(|action| &action.fixes);
        // A chance that could not be read is NaN, which is not 0.
        let is_fixed = fixes.any(|given| given.cause == cause.id && given.p != 0.0);
        if !is_fixed && !cause.id.0.is_empty() && !may_be_leak(i, cause, notes) {
            let (label, id) = (label("cause", &cause.id, i), &cause.id);
            notes.say_at(
                &format!("cause[{i}]"),
                format!("{label}: no action fixes it, expected fixes.{id} in an [[action]]"),
            );
        }
    }
}
