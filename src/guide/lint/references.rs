//! References: that each leads somewhere, and none in a circle.

use std::collections::{BTreeMap, VecDeque};

use super::{label, near, origins};
use crate::guide::parse::notes::Notes;
use crate::guide::{Action, Guide, Id, Origin};

pub(super) fn check(guide: &Guide, notes: &mut Notes) {
    notes.rule("reference", |notes| references(guide, notes));
    notes.rule("origin", |notes| origins_lead_somewhere(guide, notes));
    notes.rule("circle", |notes| no_circle_in_after(guide, notes));
    notes.rule("contact", |notes| contacts_can_be_reached(guide, notes));
    notes.rule("web-address", |notes| web_addresses(guide, notes));
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

    places.check_each("away", "away", &guide.away, notes);
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
        causes.check_each(&format!("action[{i}].not_while"), &label, &action.not_while, notes);
        needs.check_each(&format!("action[{i}].needs"), &label, &action.needs, notes);
    }
    for (i, support) in guide.escalation.by_cause.iter().enumerate() {
        let place = format!("escalation.by_cause[{i}].cause");
        causes.check(&place, "escalation: by_cause", &support.cause, notes);
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
    let mut ahead = VecDeque::from([start]);
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
