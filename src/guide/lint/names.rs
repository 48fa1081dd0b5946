//! Names: their form, and that each is given once.

use std::collections::BTreeMap;

use super::label;
use crate::guide::parse::notes::Notes;
use crate::guide::{Guide, Id};

pub(super) fn check(guide: &Guide, folder: Option<&str>, locales: &[&str], notes: &mut Notes) {
    notes.rule("folder-name", |notes| id_is_the_folder(guide, folder, notes));
    notes.rule("default-locale", |notes| {
        default_locale_has_a_file(guide, locales, notes)
    });
    notes.rule("name-form", |notes| forms(guide, notes));
    notes.rule("duplicate-name", |notes| duplicates(guide, notes));
    notes.rule("reserved-name", |notes| no_cause_is_called_default(guide, notes));
}

fn id_is_the_folder(guide: &Guide, folder: Option<&str>, notes: &mut Notes) {
    if let Some(folder) = folder.filter(|folder| !guide.id.0.is_empty() && *folder != guide.id.0) {
        notes.say_at(
            "id",
            format!("id is \"{}\", expected \"{folder}\" as the folder is called", guide.id),
        );
    }
}

fn default_locale_has_a_file(guide: &Guide, locales: &[&str], notes: &mut Notes) {
    let locale = &guide.default_locale;
    if !locale.is_empty() && !locales.contains(&locale.as_str()) {
        notes.say_at(
            "default_locale",
            format!("default_locale is \"{locale}\", expected a file {locale}.toml"),
        );
    }
}

/// A name that is given, where it stands and what messages call it.
struct Defined<'a> {
    place: String,
    label: String,
    id: &'a Id,
}

/// The names that are given by `[[kind]]`.
fn items<'a, T>(kind: &str, items: &'a [T], id: fn(&T) -> &Id) -> Vec<Defined<'a>> {
    let named = items.iter().map(id).enumerate();
    named
        .map(|(i, id)| Defined {
            place: format!("{kind}[{i}].id"),
            label: label(kind, id, i),
            id,
        })
        .collect()
}

/// The names that are given by a list.
fn list<'a>(place: &str, label: &str, ids: &'a [Id]) -> Vec<Defined<'a>> {
    let named = ids.iter().enumerate();
    named
        .map(|(i, id)| Defined {
            place: format!("{place}[{i}]"),
            label: label.to_owned(),
            id,
        })
        .collect()
}

/// Every set of names that must differ from one another, but for sources, whose form is wider.
fn namespaces(guide: &Guide) -> Vec<Vec<Defined<'_>>> {
    let mut signs_and_questions = items("sign", &guide.signs, |sign| &sign.id);
    signs_and_questions.extend(items("question", &guide.questions, |question| &question.id));
    let mut all = vec![
        list("platforms", "platforms", &guide.platforms),
        list("groups", "groups", &guide.groups),
        list("places", "places", &guide.places),
        list("needs", "needs", &guide.needs),
        items("stage", &guide.stages, |stage| &stage.id),
        items("cause", &guide.causes, |cause| &cause.id),
        signs_and_questions,
        items("action", &guide.actions, |action| &action.id),
        list("escalation.checks", "escalation: checks", &guide.escalation.checks),
        items("contact", &guide.escalation.contacts, |contact| &contact.id),
        items("faq", &guide.faq, |faq| &faq.id),
        items("prevention", &guide.prevention, |item| &item.id),
    ];
    for (i, question) in guide.questions.iter().enumerate() {
        let label = format!("{}: answers", label("question", &question.id, i));
        all.push(list(&format!("question[{i}].answers"), &label, &question.answers));
    }
    for (i, action) in guide.actions.iter().enumerate() {
        let label = format!("{}: steps", label("action", &action.id, i));
        all.push(list(&format!("action[{i}].steps"), &label, &action.steps));
    }
    all
}

/// Lists of references, in which saying a thing twice means nothing.
fn reference_lists(guide: &Guide) -> Vec<Vec<Defined<'_>>> {
    let mut all = vec![list("away", "away", &guide.away)];
    for (i, action) in guide.actions.iter().enumerate() {
        let label = label("action", &action.id, i);
        all.push(list(
            &format!("action[{i}].after"),
            &format!("{label}: after"),
            &action.after,
        ));
        all.push(list(
            &format!("action[{i}].needs"),
            &format!("{label}: needs"),
            &action.needs,
        ));
    }
    for (i, item) in guide.prevention.iter().enumerate() {
        let label = format!("{}: prevents", label("prevention", &item.id, i));
        all.push(list(&format!("prevention[{i}].prevents"), &label, &item.prevents));
    }
    all
}

fn forms(guide: &Guide, notes: &mut Notes) {
    let own = Defined {
        place: "id".to_owned(),
        label: "guide".to_owned(),
        id: &guide.id,
    };
    for defined in namespaces(guide).into_iter().flatten().chain([own]) {
        let Defined { place, label, id } = defined;
        if !id.0.is_empty() && !is_id(&id.0) {
            notes.say_at(
                &place,
                format!("{label}: id is \"{id}\", expected lower-case letters, digits and hyphens"),
            );
        }
    }
    for Defined { place, label, id } in items("source", &guide.sources, |source| &source.id) {
        if !id.0.is_empty() && !has_form(&id.0, |c| c.is_ascii_alphabetic()) {
            notes.say_at(
                &place,
                format!("{label}: id is \"{id}\", expected letters, digits and hyphens"),
            );
        }
    }
}

/// True for what may be the name of anything but a source.
pub fn is_id(text: &str) -> bool {
    has_form(text, |c| c.is_ascii_lowercase())
}

fn has_form(id: &str, is_letter: fn(char) -> bool) -> bool {
    let fits = |c: char| is_letter(c) || c.is_ascii_digit();
    id.starts_with(fits) && id.chars().all(|c| fits(c) || c == '-')
}

fn duplicates(guide: &Guide, notes: &mut Notes) {
    let mut sets = namespaces(guide);
    sets.push(items("source", &guide.sources, |source| &source.id));
    sets.extend(reference_lists(guide));
    for set in sets {
        let mut first: BTreeMap<&Id, String> = BTreeMap::new();
        for Defined { place, label, id } in set.into_iter().filter(|defined| !defined.id.0.is_empty()) {
            match first.get(id) {
                Some(before) => {
                    let line = notes.line(before);
                    notes.say_at(
                        &place,
                        format!("{label}: \"{id}\" stands in line {line} already, expected it once"),
                    );
                }
                None => {
                    first.insert(id, place);
                }
            }
        }
    }
}

fn no_cause_is_called_default(guide: &Guide, notes: &mut Notes) {
    for (i, cause) in guide
        .causes
        .iter()
        .enumerate()
        .filter(|(_, cause)| cause.id.0 == "default")
    {
        let label = label("cause", &cause.id, i);
        let message = format!("{label}: \"default\" means the causes that are not named, expected another id");
        notes.say_at(&format!("cause[{i}].id"), message);
    }
}
