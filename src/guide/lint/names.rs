//! Names: their form, that each is used once, and that each reference leads somewhere.

use std::collections::BTreeMap;

use super::{label, near, origins};
use crate::guide::parse::notes::Notes;
use crate::guide::{Action, Guide, Id, Origin};

pub(super) fn check(guide: &Guide, folder: Option<&str>, locales: &[&str], notes: &mut Notes) {
    id_is_the_folder(guide, folder, notes);
    default_locale_has_a_file(guide, locales, notes);
    forms(guide, notes);
    duplicates(guide, notes);
    no_cause_is_called_default(guide, notes);
    references(guide, notes);
    origins_lead_somewhere(guide, notes);
    no_circle_in_after(guide, notes);
    contacts_can_be_reached(guide, notes);
    web_addresses(guide, notes);
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
    let mut all = Vec::new();
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
        if !id.0.is_empty() && !has_form(&id.0, |c| c.is_ascii_lowercase()) {
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

/// What references may lead to, and how to say where it is defined.
struct Target<'a> {
    /// Where they are defined.
    place: &'static str,
    kind: &'static str,
    defined_by: &'static str,
    ids: Vec<&'a str>,
}

impl<'a> Target<'a> {
    fn new(
        place: &'static str,
        kind: &'static str,
        defined_by: &'static str,
        ids: impl IntoIterator<Item = &'a Id>,
    ) -> Self {
        Self {
            place,
            kind,
            defined_by,
            ids: ids.into_iter().map(Id::as_str).collect(),
        }
    }

    /// Reports a reference that leads nowhere.
    fn check(&self, place: &str, label: &str, id: &Id, notes: &mut Notes) {
        if id.0.is_empty() || self.ids.contains(&id.as_str()) || notes.is_unread(self.place) {
            return;
        }
        let hint = match near(id.as_str(), self.ids.iter().copied()) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("expected {}", self.defined_by),
        };
        notes.say_at(place, format!("{label}: no {} \"{id}\", {hint}", self.kind));
    }

    fn check_each(&self, place: &str, label: &str, ids: &[Id], notes: &mut Notes) {
        for (j, id) in ids.iter().enumerate() {
            self.check(&format!("{place}[{j}]"), label, id, notes);
        }
    }
}

fn references(guide: &Guide, notes: &mut Notes) {
    let stages = Target::new(
        "stage",
        "stage",
        "the id of a [[stage]]",
        guide.stages.iter().map(|stage| &stage.id),
    );
    let causes = Target::new(
        "cause",
        "cause",
        "the id of a [[cause]]",
        guide.causes.iter().map(|cause| &cause.id),
    );
    let signs = Target::new(
        "sign",
        "sign",
        "the id of a [[sign]]",
        guide.signs.iter().map(|sign| &sign.id),
    );
    let actions = Target::new(
        "action",
        "action",
        "the id of an [[action]]",
        guide.actions.iter().map(|action| &action.id),
    );
    let groups = Target::new("groups", "group", "one of groups", &guide.groups);
    let places = Target::new("places", "place", "one of places", &guide.places);
    let needs = Target::new("needs", "need", "one of needs", &guide.needs);

    for (i, cause) in guide.causes.iter().enumerate() {
        let label = label("cause", &cause.id, i);
        if let Some(stage) = &cause.stage {
            stages.check(&format!("cause[{i}].stage"), &label, stage, notes);
        }
    }
    for (i, sign) in guide.signs.iter().enumerate() {
        let label = label("sign", &sign.id, i);
        groups.check(&format!("sign[{i}].group"), &label, &sign.group, notes);
        for (j, given) in sign.seen.iter().enumerate() {
            causes.check(&format!("sign[{i}].seen[{j}].cause"), &label, &given.cause, notes);
        }
    }
    for (i, question) in guide.questions.iter().enumerate() {
        let label = label("question", &question.id, i);
        groups.check(&format!("question[{i}].group"), &label, &question.group, notes);
        if let Some(place) = &question.place {
            places.check(&format!("question[{i}].place"), &label, place, notes);
        }
        for (j, given) in question.likelihood.iter().enumerate() {
            causes.check(
                &format!("question[{i}].likelihood[{j}].cause"),
                &label,
                &given.cause,
                notes,
            );
        }
    }
    for (i, action) in guide.actions.iter().enumerate() {
        let label = label("action", &action.id, i);
        places.check(&format!("action[{i}].place"), &label, &action.place, notes);
        for (j, given) in action.fixes.iter().enumerate() {
            causes.check(&format!("action[{i}].fixes[{j}].cause"), &label, &given.cause, notes);
        }
        actions.check_each(&format!("action[{i}].after"), &label, &action.after, notes);
        needs.check_each(&format!("action[{i}].needs"), &label, &action.needs, notes);
    }
    for (i, faq) in guide.faq.iter().enumerate() {
        if let Some(sign) = &faq.sign {
            signs.check(&format!("faq[{i}].sign"), &label("faq", &faq.id, i), sign, notes);
        }
    }
    for (i, item) in guide.prevention.iter().enumerate() {
        let label = label("prevention", &item.id, i);
        causes.check_each(&format!("prevention[{i}].prevents"), &label, &item.prevents, notes);
    }
}

fn origins_lead_somewhere(guide: &Guide, notes: &mut Notes) {
    let defined_by = "the id of a [[source]] or \"judgement: \" and the reason";
    let sources = Target::new(
        "source",
        "source",
        defined_by,
        guide.sources.iter().map(|source| &source.id),
    );
    for item in origins(guide) {
        match item.origin {
            Origin::Source(id) => sources.check(&item.place, &item.label, id, notes),
            Origin::Judgement(reason) if reason.is_empty() => {
                let message = format!(
                    "{}: origin is a judgement without a reason, expected the reason",
                    item.label
                );
                notes.say_at(&item.place, message);
            }
            Origin::Judgement(_) => {}
        }
    }
}

/// Reports each circle once, at its first action in file order.
fn no_circle_in_after(guide: &Guide, notes: &mut Notes) {
    let actions: BTreeMap<&Id, &Action> = guide.actions.iter().map(|action| (&action.id, action)).collect();
    let mut reported: Vec<&Id> = Vec::new();
    for (i, action) in guide.actions.iter().enumerate() {
        if reported.contains(&&action.id) {
            continue;
        }
        if let Some(circle) = circle_through(action, &actions) {
            let names: Vec<String> = circle
                .iter()
                .chain(circle.first())
                .map(|id| format!("\"{id}\""))
                .collect();
            let label = label("action", &action.id, i);
            let message = format!(
                "{label}: after goes in a circle ({}), expected an order",
                names.join(" after ")
            );
            notes.say_at(&format!("action[{i}].after"), message);
            reported.extend(circle);
        }
    }
}

/// The shortest way along `after` from an action back to itself, if there is one.
fn circle_through<'a>(start: &'a Action, actions: &BTreeMap<&'a Id, &'a Action>) -> Option<Vec<&'a Id>> {
    let mut came_from: BTreeMap<&Id, &Id> = BTreeMap::new();
    let mut ahead = std::collections::VecDeque::from([start]);
    while let Some(action) = ahead.pop_front() {
        for next in &action.after {
            if *next == start.id {
                let mut circle = vec![&action.id];
                while let Some(before) = circle.last().and_then(|id| came_from.get(*id)) {
                    circle.push(before);
                }
                circle.reverse();
                return Some(circle);
            }
            if let Some(next) = actions.get(next).filter(|next| !came_from.contains_key(&next.id)) {
                came_from.insert(&next.id, &action.id);
                ahead.push_back(next);
            }
        }
    }
    None
}

fn contacts_can_be_reached(guide: &Guide, notes: &mut Notes) {
    for (i, contact) in guide.escalation.contacts.iter().enumerate() {
        if contact.phone.is_none() && contact.url.is_none() {
            let label = label("contact", &contact.id, i);
            notes.say_at(
                &format!("contact[{i}]"),
                format!("{label}: neither phone nor url, expected one or both"),
            );
        }
    }
}

fn web_addresses(guide: &Guide, notes: &mut Notes) {
    for (i, contact) in guide.escalation.contacts.iter().enumerate() {
        let url = contact.url.as_deref().unwrap_or_default();
        if !url.is_empty() && !is_web_address(url, &["https://"]) {
            let label = label("contact", &contact.id, i);
            notes.say_at(
                &format!("contact[{i}].url"),
                format!("{label}: url is \"{url}\", expected https://…"),
            );
        }
    }
    for (i, source) in guide.sources.iter().enumerate() {
        let url = source.url.as_deref().unwrap_or_default();
        if !url.is_empty() && !is_web_address(url, &["https://", "http://"]) {
            let label = label("source", &source.id, i);
            notes.say_at(
                &format!("source[{i}].url"),
                format!("{label}: url is \"{url}\", expected https://… or http://…"),
            );
        }
    }
}

fn is_web_address(url: &str, schemes: &[&str]) -> bool {
    let has_host = schemes
        .iter()
        .any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    has_host && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}
