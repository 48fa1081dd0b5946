//! What else can come of a step: not sure, couldn't do; ties between steps, and the answers an action waits for.

use std::collections::BTreeMap;

use super::{label, near};
use crate::guide::parse::notes::Notes;
use crate::guide::{Condition, Guide, Id};

pub(super) fn check(guide: &Guide, notes: &mut Notes) {
    notes.rule("outcome", |notes| chances(guide, notes));
    notes.rule("tie", |notes| ties(guide, notes));
    notes.rule("only-if", |notes| conditions(guide, notes));
    notes.rule("guard", |notes| guards(guide, notes));
}

fn chances(guide: &Guide, notes: &mut Notes) {
    let mut check = |place: String, label: String, field: &str, p: f64| {
        if !(0.0..1.0).contains(&p) && !p.is_nan() {
            let message = format!("{label}: {field} is {p}, expected 0 or more and less than 1");
            notes.say_at(&format!("{place}.{field}"), message);
        }
    };
    for (i, sign) in guide.signs.iter().enumerate() {
        check(format!("sign[{i}]"), label("sign", &sign.id, i), "unsure", sign.unsure);
    }
    for (i, question) in guide.questions.iter().enumerate() {
        let label = label("question", &question.id, i);
        check(format!("question[{i}]"), label, "unsure", question.unsure);
    }
    if let Some(owners) = &guide.owners {
        check("owners".to_owned(), "owners".to_owned(), "unsure", owners.unsure);
    }
    for (i, action) in guide.actions.iter().enumerate() {
        check(
            format!("action[{i}]"),
            label("action", &action.id, i),
            "cant",
            action.cant,
        );
    }
    for (i, action) in guide.actions.iter().enumerate() {
        let least = action.least_chance;
        if !(0.0..=1.0).contains(&least) && !least.is_nan() {
            let label = label("action", &action.id, i);
            let message = format!("{label}: least_chance is {least}, expected 0 to 1");
            notes.say_at(&format!("action[{i}].least_chance"), message);
        }
    }
    if let Some(slip) = guide
        .slip
        .as_ref()
        .filter(|slip| !(0.0..0.5).contains(&slip.p) && !slip.p.is_nan())
    {
        notes.say_at(
            "slip.p",
            format!("slip: p is {}, expected 0 or more and less than 0.5", slip.p),
        );
    }
    for (i, action) in guide.actions.iter().enumerate() {
        if let Some(minutes) = action.cant_minutes.filter(|minutes| minutes.0 <= 0.0) {
            let label = label("action", &action.id, i);
            let message = format!("{label}: cant_minutes is {}, expected more than 0", minutes.0);
            notes.say_at(&format!("action[{i}].cant_minutes"), message);
        }
    }
}

/// A tie of one ties nothing: most likely the name is misspelt.
fn ties(guide: &Guide, notes: &mut Notes) {
    let signs = guide.signs.iter().enumerate().map(|(i, s)| ("sign", i, &s.id, &s.tie));
    let questions = guide.questions.iter().enumerate();
    let asked = signs.chain(questions.map(|(i, q)| ("question", i, &q.id, &q.tie)));
    alone(asked, notes);
    let actions = guide.actions.iter().enumerate();
    alone(actions.map(|(i, a)| ("action", i, &a.id, &a.tie)), notes);
}

fn alone<'g>(items: impl Iterator<Item = (&'static str, usize, &'g Id, &'g Option<Id>)>, notes: &mut Notes) {
    let mut members: BTreeMap<&Id, Vec<(&str, usize, &Id)>> = BTreeMap::new();
    for (kind, i, id, tie) in items {
        if let Some(tie) = tie {
            members.entry(tie).or_default().push((kind, i, id));
        }
    }
    let ties: Vec<&Id> = members.keys().copied().collect();
    for (tie, members) in &members {
        if let [(kind, i, id)] = members.as_slice() {
            let others = ties.iter().filter(|other| *other != tie).map(|other| other.as_str());
            let hint = near(tie.as_str(), others).map_or("expected two or more".to_owned(), |other| {
                format!("did you mean \"{other}\"?")
            });
            let message = format!("{}: nothing else has tie \"{tie}\", {hint}", label(kind, id, *i));
            notes.say_at(&format!("{kind}[{i}].tie"), message);
        }
    }
}

/// What may cost or lose something is advised only where that is worth it.
fn guards(guide: &Guide, notes: &mut Notes) {
    for (i, action) in guide.actions.iter().enumerate() {
        let harms = [
            ("risk", action.risk),
            ("costs_money", action.costs_money),
            ("cannot_be_undone", action.cannot_be_undone),
        ];
        let Some((key, _)) = harms.iter().find(|(_, harms)| *harms) else {
            continue;
        };
        if action.only_if.is_empty() && action.least_chance == 0.0 {
            let label = label("action", &action.id, i);
            let message = format!(
                "{label}: {key} is true and it is advised however unlikely it helps, expected only_if or least_chance"
            );
            notes.say_at(&format!("action[{i}].{key}"), message);
        }
    }
}

fn conditions<'g>(guide: &'g Guide, notes: &mut Notes) {
    let yes_no = [Id::from("yes"), Id::from("no")];
    let signs = guide.signs.iter().map(|sign| (&sign.id, &yes_no[..]));
    let questions = guide.questions.iter().map(|q| (&q.id, q.answers.as_slice()));
    let answers: BTreeMap<&Id, &[Id]> = signs.chain(questions).collect();
    let unread = notes.is_unread("sign") || notes.is_unread("question");
    for (i, action) in guide.actions.iter().enumerate() {
        let label = label("action", &action.id, i);
        let keyed = |key, conditions: &'g [Condition]| conditions.iter().enumerate().map(move |it| (key, it));
        for (key, (j, condition)) in keyed("only_if", &action.only_if).chain(keyed("unless", &action.unless)) {
            let place = format!("action[{i}].{key}[{j}]");
            match answers.get(&condition.question) {
                None if unread => {}
                None => {
                    let hint = near(condition.question.as_str(), answers.keys().map(|id| id.as_str()))
                        .map_or("expected the id of a [[sign]] or [[question]]".to_owned(), |meant| {
                            format!("did you mean \"{meant}\"?")
                        });
                    let message = format!("{label}: {key}: no question \"{}\", {hint}", condition.question);
                    notes.say_at(&format!("{place}.question"), message);
                }
                Some(answers) if !answers.contains(&condition.answer) && !condition.answer.0.is_empty() => {
                    let names: Vec<String> = answers.iter().map(|id| format!("\"{id}\"")).collect();
                    let message = format!(
                        "{label}: {key}: \"{}\" has no answer \"{}\", expected {}",
                        condition.question,
                        condition.answer,
                        names.join(" or ")
                    );
                    notes.say_at(&format!("{place}.answer"), message);
                }
                Some(_) => {}
            }
        }
    }
}
