//! Texts against structure: every thing has its text, every text its thing.

use super::near;
use crate::guide::parse::notes::Notes;
use crate::guide::{Action, ActionText, Guide, Id, StepText, Texts};
use crate::sorted::Map;

pub(super) fn check(guide: &Guide, texts: &Texts, notes: &mut Notes) {
    one_to_one("platform", "platform", &guide.platforms, &texts.platforms, notes);
    one_to_one("group", "group", &guide.groups, &texts.groups, notes);
    one_to_one("place", "place", &guide.places, &texts.places, notes);
    one_to_one("need", "need", &guide.needs, &texts.needs, notes);
    one_to_one(
        "stage",
        "stage",
        ids(&guide.stages, |stage| &stage.id),
        &texts.stages,
        notes,
    );
    one_to_one(
        "cause",
        "cause",
        ids(&guide.causes, |cause| &cause.id),
        &texts.causes,
        notes,
    );
    one_to_one("sign", "sign", ids(&guide.signs, |sign| &sign.id), &texts.signs, notes);
    one_to_one(
        "question",
        "question",
        ids(&guide.questions, |question| &question.id),
        &texts.questions,
        notes,
    );
    answers(guide, texts, notes);
    one_to_one(
        "action",
        "action",
        ids(&guide.actions, |action| &action.id),
        &texts.actions,
        notes,
    );
    actions(guide, texts, notes);
    one_to_one(
        "escalation.checks",
        "check",
        &guide.escalation.checks,
        &texts.escalation.checks,
        notes,
    );
    let contacts = ids(&guide.escalation.contacts, |contact| &contact.id);
    one_to_one(
        "escalation.contacts",
        "contact",
        contacts,
        &texts.escalation.contacts,
        notes,
    );
    one_to_one("faq", "faq", ids(&guide.faq, |faq| &faq.id), &texts.faq, notes);
    one_to_one(
        "prevention",
        "prevention",
        ids(&guide.prevention, |item| &item.id),
        &texts.prevention,
        notes,
    );
    let reminders = guide.prevention.iter().filter(|item| item.remind.is_some());
    one_to_one(
        "reminder",
        "reminder",
        reminders.map(|item| &item.id),
        &texts.reminders,
        notes,
    );
}

fn ids<T>(items: &[T], id: fn(&T) -> &Id) -> impl IntoIterator<Item = &Id> + Clone {
    items.iter().map(id)
}

/// Reports every id without a text and every text without an id; `section` is where the texts stand.
fn one_to_one<'a, T>(
    section: &str,
    kind: &str,
    ids: impl IntoIterator<Item = &'a Id> + Clone,
    texts: &Map<Id, T>,
    notes: &mut Notes,
) {
    for id in ids.clone().into_iter().filter(|id| !id.0.is_empty()) {
        let place = format!("{section}.{id}");
        // What stands there but could not be read was reported as that.
        if !texts.contains_key(id) && !notes.has(&place) {
            let message = format!("{kind} \"{id}\": no text, expected {place}");
            notes.rule("missing-text", |notes| notes.say_at(section, message));
        }
    }
    for id in texts
        .keys()
        .filter(|id| ids.clone().into_iter().all(|known| known != *id))
    {
        let hint = match near(id.as_str(), ids.clone().into_iter().map(Id::as_str)) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => "expected no text".to_owned(),
        };
        let message = format!("{kind} \"{id}\": not in guide.toml, {hint}");
        notes.rule("unknown-text", |notes| {
            notes.say_at(&format!("{section}.{id}"), message)
        });
    }
}

fn answers(guide: &Guide, texts: &Texts, notes: &mut Notes) {
    for question in &guide.questions {
        if let Some(text) = texts.questions.get(&question.id) {
            let section = format!("question.{}.answers", question.id);
            let kind = format!("question \"{}\": answer", question.id);
            one_to_one(&section, &kind, &question.answers, &text.answers, notes);
            let known = text.phrases.iter().filter(|(id, _)| text.answers.contains_key(*id));
            let known: Vec<&Id> = known.map(|(id, _)| id).collect();
            let section = format!("question.{}.phrases", question.id);
            one_to_one(&section, &kind, known, &text.phrases, notes);
        }
    }
}

fn actions(guide: &Guide, texts: &Texts, notes: &mut Notes) {
    for action in &guide.actions {
        if let Some(text) = texts.actions.get(&action.id) {
            let section = format!("action.{}.steps", action.id);
            one_to_one(
                &section,
                &format!("action \"{}\": step", action.id),
                &action.steps,
                &text.steps,
                notes,
            );
            notes.rule("platform", |notes| platforms(guide, action, text, notes));
            notes.rule("risk-text", |notes| warning(action, text, notes));
            notes.rule("wait-text", |notes| waiting(action, text, notes));
        }
    }
}

fn platforms(guide: &Guide, action: &Action, text: &ActionText, notes: &mut Notes) {
    for (step, text) in &text.steps {
        let StepText::ByPlatform(variants) = text else { continue };
        for platform in variants.keys().filter(|platform| !guide.platforms.contains(platform)) {
            let hint = match near(platform.as_str(), guide.platforms.iter().map(Id::as_str)) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => "expected one of platforms".to_owned(),
            };
            let place = format!("action.{}.steps.{step}.{platform}", action.id);
            notes.say_at(
                &place,
                format!(
                    "action \"{}\": steps.{step}: no platform \"{platform}\", {hint}",
                    action.id
                ),
            );
        }
    }
}

fn warning(action: &Action, text: &ActionText, notes: &mut Notes) {
    let (id, place) = (&action.id, format!("action.{}", action.id));
    if action.risk && text.risk.is_none() {
        notes.say_at(
            &place,
            format!("action \"{id}\": no risk text, expected a warning as guide.toml says risk = true"),
        );
    }
    if !action.risk && text.risk.is_some() {
        let message = format!("action \"{id}\": risk has a text, expected none or risk = true in guide.toml");
        notes.say_at(&format!("{place}.risk"), message);
    }
}

fn waiting(action: &Action, text: &ActionText, notes: &mut Notes) {
    let (id, place) = (&action.id, format!("action.{}", action.id));
    if action.wait.0 > 0.0 && text.wait.is_none() {
        notes.say_at(
            &place,
            format!("action \"{id}\": no wait text, expected what is being waited for"),
        );
    }
    if action.wait.0 == 0.0 && text.wait.is_some() {
        let message = format!("action \"{id}\": wait has a text, expected none or minutes of waiting in guide.toml");
        notes.say_at(&format!("{place}.wait"), message);
    }
}
