//! Texts that may be left out, but not in a translation of a language that has them.
//!
//! What every language must have is checked against the structure, in `wording`.

use crate::guide::parse::notes::Notes;
use crate::guide::{Guide, Id, StepText, Texts};

/// Reports what the default language says and this one does not.
pub(in crate::guide) fn check(guide: &Guide, default: &Texts, texts: &Texts, notes: &mut Notes) {
    if texts.locale != default.locale {
        notes.rule("missing-text", |notes| {
            optional(default, texts, notes);
            support(default, texts, notes);
            steps(guide, default, texts, notes);
        });
    }
}

fn optional(default: &Texts, texts: &Texts, notes: &mut Notes) {
    let locale = &default.locale;
    let mut say = |section: &str, kind: &str, id: &Id, key: &str| {
        let place = format!("{section}.{id}");
        // What stands there but could not be read was reported as that.
        if !notes.has(&format!("{place}.{key}")) {
            let message = format!("{kind} \"{id}\": no {key}, expected a translation of those in {locale}.toml");
            notes.say_at(&place, message);
        }
    };
    for (id, text) in &texts.signs {
        let has = |texts: &Texts| texts.signs.get(id).is_some_and(|text| !text.phrases.is_empty());
        if has(default) && text.phrases.is_empty() {
            say("sign", "sign", id, "phrases");
        }
    }
    for (id, text) in &texts.questions {
        let made_from = default.questions.get(id);
        if made_from.is_some_and(|text| text.how.is_some()) && text.how.is_none() {
            say("question", "question", id, "how");
        }
    }
    for (id, text) in &texts.escalation.contacts {
        let made_from = default.escalation.contacts.get(id);
        if made_from.is_some_and(|text| text.note.is_some()) && text.note.is_none() {
            say("escalation.contacts", "contact", id, "note");
        }
        if made_from.is_some_and(|text| text.link.is_some()) && text.link.is_none() {
            say("escalation.contacts", "contact", id, "link");
        }
    }
}

/// What is said of support as a whole.
fn support(default: &Texts, texts: &Texts, notes: &mut Notes) {
    let (from, to) = (&default.escalation, &texts.escalation);
    let locale = &default.locale;
    for (key, from, to) in [("name", &from.name, &to.name), ("lead", &from.lead, &to.lead)] {
        if from.is_some() && to.is_none() {
            let message = format!("escalation: no {key}, expected a translation of that in {locale}.toml");
            notes.say_at("escalation", message);
        }
    }
    let (n, wanted) = (to.details.len(), from.details.len());
    if n != wanted {
        let message = format!("escalation: details are {n}, expected {wanted} as in {locale}.toml");
        notes.say_at("escalation", message);
    }
}

/// Sub-steps that are shown on a platform in the default language alone.
fn steps(guide: &Guide, default: &Texts, texts: &Texts, notes: &mut Notes) {
    let is_there = |step: &StepText, platform: &Id| match step {
        StepText::Same(_) => true,
        StepText::ByPlatform(variants) => variants.contains_key(platform),
    };
    for (action, text) in &texts.actions {
        let Some(made_from) = default.actions.get(action) else {
            continue;
        };
        for (step, text) in &text.steps {
            let made_from = made_from.steps.get(step);
            for platform in &guide.platforms {
                let place = format!("action.{action}.steps.{step}");
                let wanted = made_from.is_some_and(|made_from| is_there(made_from, platform));
                if wanted && !is_there(text, platform) && !notes.has(&format!("{place}.{platform}")) {
                    let locale = &default.locale;
                    let message = format!(
                        "action \"{action}\": steps.{step}: no text for platform \"{platform}\", \
                         expected a translation of that in {locale}.toml"
                    );
                    notes.say_at(&place, message);
                }
            }
        }
    }
}
