//! Every fault of a guide that an author should mend, each with its place in the file.
//!
//! One function per rule; a rule is handed the content model as far as it could be read and speaks through [`Notes`].
//! What could not be read (NaN, empty id, empty text) was reported by [`super::parse`] and is passed over here.
//!
//! Errors keep a guide from being compiled; warnings say where it serves owners less well than it could.
//! The warnings that take the engine's view of the numbers are made by `engine::review`.

use super::parse::notes::Notes;
use super::{Guide, Id, Origin, Texts};

pub use allow::Allow;
pub use names::is_id;
pub use stamps::Stamps;

pub(super) use allow::unused as unused_allows;
pub(super) use stamps::check as stamps;
pub(super) use translated::check as translated;

mod allow;
mod names;
mod numbers;
mod oddities;
mod outcomes;
mod prose;
mod reading_age;
mod references;
mod stages;
mod stamps;
mod translated;
mod wording;

#[cfg(test)]
mod tests;

/// The rules whose breach is a warning, in the order of `guides/README.md`.
pub const WARNINGS: [&str; 15] = [
    "causes-alike",
    "tells-nothing",
    "identical-tables",
    "answers-alike",
    "sign-does-not-lead",
    "same-as-default",
    "never-asked",
    "never-advised",
    "left-to-support",
    "support-first",
    "hopeless-tail",
    "priors-sum",
    "sign-without-phrases",
    "reading-age",
    "stale-text",
];

/// A warning that is not about one value but about the numbers as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// One of [`WARNINGS`].
    pub rule: &'static str,
    /// The name of the place in `guide.toml`, such as `cause[2]`.
    pub place: String,
    /// What an [`Allow`] calls the thing, such as `cause.login`.
    pub item: String,
    /// What is there, and what was expected.
    pub message: String,
}

/// Everything to mend in a guide's structure and numbers;
/// `folder` and `locales` are the names of its folder and text files.
pub(super) fn structure(guide: &Guide, allows: &[Allow], folder: Option<&str>, locales: &[&str], notes: &mut Notes) {
    names::check(guide, folder, locales, notes);
    references::check(guide, notes);
    numbers::check(guide, notes);
    outcomes::check(guide, notes);
    stages::check(guide, notes);
    oddities::check(guide, notes);
    notes.rule("allow", |notes| allow::check(allows, notes));
}

/// Everything to mend in one language's texts measured by the guide's structure.
pub(super) fn texts(guide: &Guide, texts: &Texts, notes: &mut Notes) {
    wording::check(guide, texts, notes);
    prose::check(guide, texts, notes);
}

/// The name that was probably meant: within two slips of the pen, and fewer than half its letters.
pub(super) fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|known| (strsim::levenshtein(name, known), known))
        .filter(|(slips, known)| *slips <= 2 && slips.saturating_mul(2) < known.chars().count())
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, known)| known)
}

/// How messages call the item of a kind at a position: by its id or, failing that, by its number.
fn label(kind: &str, id: &Id, idx: usize) -> String {
    if id.0.is_empty() {
        format!("{kind} {}", idx.saturating_add(1))
    } else {
        format!("{kind} \"{id}\"")
    }
}

/// An item that has an origin, by place and by what messages call it.
struct Originated<'a> {
    place: String,
    label: String,
    origin: &'a Origin,
}

/// Every origin in the guide, in the order of the content model.
fn origins(guide: &Guide) -> Vec<Originated<'_>> {
    let mut all = Vec::new();
    let mut add = |place: String, label: String, origin| {
        all.push(Originated {
            place: format!("{place}.origin"),
            label,
            origin,
        });
    };
    for (i, cause) in guide.causes.iter().enumerate() {
        add(format!("cause[{i}]"), label("cause", &cause.id, i), &cause.origin);
    }
    for (i, sign) in guide.signs.iter().enumerate() {
        let (place, label) = (format!("sign[{i}]"), label("sign", &sign.id, i));
        for (j, given) in sign
            .seen
            .iter()
            .enumerate()
            .filter_map(|(j, given)| Some((j, given.origin.as_ref()?)))
        {
            add(format!("{place}.seen[{j}]"), label.clone(), given);
        }
        add(place, label, &sign.origin);
    }
    for (i, question) in guide.questions.iter().enumerate() {
        let (place, label) = (format!("question[{i}]"), label("question", &question.id, i));
        let givens = question.likelihood.iter().enumerate();
        for (j, given) in givens.filter_map(|(j, given)| Some((j, given.origin.as_ref()?))) {
            add(format!("{place}.likelihood[{j}]"), label.clone(), given);
        }
        add(place, label, &question.origin);
    }
    for (i, action) in guide.actions.iter().enumerate() {
        let (place, label) = (format!("action[{i}]"), label("action", &action.id, i));
        for (j, given) in action
            .fixes
            .iter()
            .enumerate()
            .filter_map(|(j, given)| Some((j, given.origin.as_ref()?)))
        {
            add(format!("{place}.fixes[{j}]"), label.clone(), given);
        }
        add(place, label, &action.origin);
    }
    if let Some(slip) = &guide.slip {
        add("slip".to_owned(), "slip".to_owned(), &slip.origin);
    }
    if let Some(owners) = &guide.owners {
        add("owners".to_owned(), "owners".to_owned(), &owners.origin);
    }
    add(
        "escalation".to_owned(),
        "escalation".to_owned(),
        &guide.escalation.origin,
    );
    for (i, support) in guide.escalation.by_cause.iter().enumerate() {
        if let Some(origin) = &support.origin {
            let label = format!("escalation: by_cause.{}", support.cause);
            add(format!("escalation.by_cause[{i}]"), label, origin);
        }
    }
    for (i, contact) in guide.escalation.contacts.iter().enumerate() {
        add(
            format!("contact[{i}]"),
            label("contact", &contact.id, i),
            &contact.origin,
        );
    }
    for (i, faq) in guide.faq.iter().enumerate() {
        add(format!("faq[{i}]"), label("faq", &faq.id, i), &faq.origin);
    }
    for (i, item) in guide.prevention.iter().enumerate() {
        add(
            format!("prevention[{i}]"),
            label("prevention", &item.id, i),
            &item.origin,
        );
    }
    all
}
