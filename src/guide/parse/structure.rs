//! `guide.toml` to [`Guide`].

use toml::de::DeTable;

use super::node::{Node, Value};
use super::notes::Notes;
use crate::guide::lint::Allow;
use crate::guide::{
    Action, Cause, Condition, Contact, Escalation, FORMAT, Faq, Given, Guide, Id, Minutes, Origin, Owners, Prevention,
    Question, Sign, Slip, Source, Stage, Support,
};

/// The structure as far as it can be read, and the warnings its author accepts;
/// nothing if the file is of another format.
pub(super) fn read(tree: &DeTable, notes: &mut Notes) -> Option<(Guide, Vec<Allow>)> {
    let mut root = Node::root(tree);
    if !format_is_known(&mut root, notes) {
        return None;
    }
    let guide = Guide {
        id: root.id(notes, "id"),
        default_locale: root.text(notes, "default_locale"),
        platforms: root.opt_ids(notes, "platforms"),
        groups: root.ids(notes, "groups"),
        places: root.ids(notes, "places"),
        away: root.opt_ids(notes, "away"),
        needs: root.opt_ids(notes, "needs"),
        stages: each(&mut root, notes, "stage", stage),
        causes: each(&mut root, notes, "cause", cause),
        signs: each(&mut root, notes, "sign", sign),
        questions: each(&mut root, notes, "question", question),
        actions: each(&mut root, notes, "action", action),
        slip: slip(&mut root, notes),
        owners: owners(&mut root, notes),
        escalation: escalation(&mut root, notes),
        faq: each(&mut root, notes, "faq", faq),
        prevention: each(&mut root, notes, "prevention", prevention),
        sources: each(&mut root, notes, "source", source),
    };
    let allows = each(&mut root, notes, "allow", allow);
    root.finish(notes);
    Some((guide, allows))
}

/// False if the file follows the rules of another version, by which this one cannot judge it.
fn format_is_known(root: &mut Node, notes: &mut Notes) -> bool {
    let Some(value) = root.need(notes, "format", &FORMAT.to_string()) else {
        return true;
    };
    let found = root.as_number(notes, "format", value);
    let known = found == f64::from(FORMAT);
    if found.is_finite() && !known {
        notes.say("format", value.span(), format!("format is {found}, expected {FORMAT}"));
    }
    known || found.is_nan()
}

fn each<'n, 'i, T>(
    root: &mut Node<'n, 'i>,
    notes: &mut Notes,
    key: &str,
    read: fn(&mut Node<'n, 'i>, &mut Notes) -> T,
) -> Vec<T> {
    let mut items = Vec::new();
    for mut node in root.tables(notes, key) {
        items.push(read(&mut node, notes));
        node.finish(notes);
    }
    items
}

fn stage(node: &mut Node, notes: &mut Notes) -> Stage {
    Stage {
        id: node.id(notes, "id"),
        icon: node.opt_id(notes, "icon"),
        beneath: node.flag(notes, "beneath"),
    }
}

fn cause(node: &mut Node, notes: &mut Notes) -> Cause {
    Cause {
        id: node.id(notes, "id"),
        stage: node.opt_id(notes, "stage"),
        prior: node.number(notes, "prior"),
        leak: node.flag(notes, "leak"),
        origin: node.origin(notes),
    }
}

fn sign<'i>(node: &mut Node<'_, 'i>, notes: &mut Notes) -> Sign {
    let id = node.id(notes, "id");
    let (default, seen) = by_cause(node, notes, "seen", Need::Default, Node::as_number);
    Sign {
        id,
        group: node.id(notes, "group"),
        minutes: node.minutes(notes, "minutes"),
        seen_default: default.unwrap_or(f64::NAN),
        seen,
        unsure: node.opt_number(notes, "unsure"),
        tie: node.opt_id(notes, "tie"),
        certain: node.flag(notes, "certain"),
        origin: node.origin(notes),
    }
}

fn question<'i>(node: &mut Node<'_, 'i>, notes: &mut Notes) -> Question {
    let id = node.id(notes, "id");
    let (default, likelihood) = by_cause(node, notes, "likelihood", Need::Default, Node::as_row);
    Question {
        id,
        group: node.id(notes, "group"),
        place: node.opt_id(notes, "place"),
        minutes: node.minutes(notes, "minutes"),
        answers: node.ids(notes, "answers"),
        likelihood_default: default.unwrap_or_else(|| vec![f64::NAN]),
        likelihood,
        unsure: node.opt_number(notes, "unsure"),
        tie: node.opt_id(notes, "tie"),
        certain: node.flag(notes, "certain"),
        origin: node.origin(notes),
    }
}

fn action<'i>(node: &mut Node<'_, 'i>, notes: &mut Notes) -> Action {
    let id = node.id(notes, "id");
    let (_, fixes) = by_cause(node, notes, "fixes", Need::NoDefault, Node::as_number);
    Action {
        id,
        place: node.id(notes, "place"),
        minutes: node.minutes(notes, "minutes"),
        wait: node.opt_minutes(notes, "wait"),
        fixes,
        cant: node.opt_number(notes, "cant"),
        cant_minutes: node.minutes_if_given(notes, "cant_minutes"),
        tie: node.opt_id(notes, "tie"),
        after: node.opt_ids(notes, "after"),
        only_if: conditions(node, notes, "only_if"),
        unless: conditions(node, notes, "unless"),
        not_while: node.opt_ids(notes, "not_while"),
        least_chance: node.opt_number(notes, "least_chance"),
        needs: node.opt_ids(notes, "needs"),
        risk: node.flag(notes, "risk"),
        costs_money: node.flag(notes, "costs_money"),
        cannot_be_undone: node.flag(notes, "cannot_be_undone"),
        advanced: node.flag(notes, "advanced"),
        steps: node.ids(notes, "steps"),
        certain: node.flag(notes, "certain"),
        origin: node.origin(notes),
    }
}

/// `only_if.question = "answer"`, or a list of answers, in file order.
fn conditions(node: &mut Node, notes: &mut Notes, key: &'static str) -> Vec<Condition> {
    let label = node.label.clone();
    let Some(mut table) = node.opt_table(notes, key, &label, "an answer per question") else {
        return Vec::new();
    };
    let mut conditions = Vec::new();
    for (question, span, _) in table.entries() {
        for answer in table.id_or_ids(notes, question) {
            let place = node.place_of(&format!("{key}[{}]", conditions.len()));
            notes.keep(format!("{place}.question"), span.clone());
            notes.keep(format!("{place}.answer"), span.clone());
            conditions.push(Condition {
                question: Id::from(question),
                answer,
            });
        }
    }
    conditions
}

fn slip(root: &mut Node, notes: &mut Notes) -> Option<Slip> {
    let mut node = root.opt_table(notes, "slip", "slip", "[slip]")?;
    let slip = Slip {
        p: node.number(notes, "p"),
        origin: node.origin(notes),
    };
    node.finish(notes);
    Some(slip)
}

fn owners(root: &mut Node, notes: &mut Notes) -> Option<Owners> {
    let mut node = root.opt_table(notes, "owners", "owners", "[owners]")?;
    let owners = Owners {
        waiting_weight: node.number_if_given(notes, "waiting_weight").unwrap_or(1.0),
        card_minutes: node.opt_minutes(notes, "card_minutes"),
        unsure: node.opt_number(notes, "unsure"),
        unsure_strength: node.opt_number(notes, "unsure_strength"),
        patience: node.opt_number(notes, "patience"),
        leave_per_card: node.opt_number(notes, "leave_per_card"),
        leave_per_minute: node.opt_number(notes, "leave_per_minute"),
        origin: node.origin(notes),
    };
    node.finish(notes);
    Some(owners)
}

fn escalation(root: &mut Node, notes: &mut Notes) -> Escalation {
    let contacts = each(root, notes, "contact", contact);
    let Some(mut node) = root.table(notes, "escalation", "escalation", "[escalation]") else {
        let (minutes, origin) = (Minutes(f64::NAN), Origin::Source(Id::default()));
        return Escalation {
            minutes,
            origin,
            contacts,
            ..Escalation::default()
        };
    };
    let escalation = Escalation {
        minutes: node.minutes(notes, "minutes"),
        wait: node.opt_minutes(notes, "wait"),
        by_cause: support(&mut node, notes),
        origin: node.origin(notes),
        checks: node.ids(notes, "checks"),
        contacts,
    };
    node.finish(notes);
    escalation
}

/// `by_cause.cause = { minutes = 60, wait = 240, origin = "…" }`, in file order.
fn support(node: &mut Node, notes: &mut Notes) -> Vec<Support> {
    let (key, expected) = ("by_cause", "minutes and wait by cause");
    let label = node.label.clone();
    let Some(mut table) = node.opt_table(notes, key, &label, expected) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (cause, span, _) in table.entries() {
        let place = node.place_of(&format!("{key}[{}]", all.len()));
        let label = format!("{label}: {key}.{cause}");
        let Some(mut entry) = table.opt_table(notes, cause, &label, "{ minutes = …, wait = … }") else {
            continue;
        };
        entry.place.clone_from(&place);
        notes.keep(format!("{place}.cause"), span);
        all.push(Support {
            cause: Id::from(cause),
            minutes: entry.minutes(notes, "minutes"),
            wait: entry.opt_minutes(notes, "wait"),
            origin: entry.opt_origin(notes),
        });
        entry.finish(notes);
    }
    all
}

fn contact(node: &mut Node, notes: &mut Notes) -> Contact {
    Contact {
        id: node.id(notes, "id"),
        phone: node.opt_text(notes, "phone"),
        url: node.opt_text(notes, "url"),
        regions: node.opt_texts(notes, "regions"),
        origin: node.origin(notes),
    }
}

fn faq(node: &mut Node, notes: &mut Notes) -> Faq {
    Faq {
        id: node.id(notes, "id"),
        sign: node.opt_id(notes, "sign"),
        origin: node.origin(notes),
    }
}

fn prevention(node: &mut Node, notes: &mut Notes) -> Prevention {
    Prevention {
        id: node.id(notes, "id"),
        prevents: node.ids(notes, "prevents"),
        remind: node.number_if_given(notes, "remind"),
        origin: node.origin(notes),
    }
}

fn source(node: &mut Node, notes: &mut Notes) -> Source {
    Source {
        id: node.id(notes, "id"),
        title: node.text(notes, "title"),
        url: node.opt_text(notes, "url"),
    }
}

/// Whether a table by cause has an entry for the causes it does not name.
#[derive(Clone, Copy, PartialEq)]
enum Need {
    Default,
    NoDefault,
}

/// A table of numbers by cause, and its `default`; in it `x = p` and `x = { p = p, origin = "…" }` mean the same.
fn by_cause<'n, 'i, T>(
    node: &mut Node<'n, 'i>,
    notes: &mut Notes,
    key: &str,
    need: Need,
    read: impl Fn(&Node<'n, 'i>, &mut Notes, &str, &Value<'i>) -> T,
) -> (Option<T>, Vec<Given<T>>) {
    let expected = match need {
        Need::Default => format!("{key}.default and one entry per cause that differs"),
        Need::NoDefault => "a chance for at least one cause".to_owned(),
    };
    let label = node.label.clone();
    let Some(mut table) = node.table(notes, key, &label, &expected) else {
        return (None, Vec::new());
    };
    let mut default = None;
    if need == Need::Default {
        match table.get(notes, "default") {
            Some(value) => default = Some(read(node, notes, &format!("{key}.default"), value)),
            None => {
                let message = format!("{label}: {key}.default is missing, expected what holds for causes not named");
                notes.rule("missing-key", |notes| notes.say_at(&node.place, message));
            }
        }
    }
    let mut givens = Vec::new();
    for (cause, span, value) in table.entries() {
        if need == Need::Default && cause == "default" {
            continue;
        }
        let place = node.place_of(&format!("{key}[{}]", givens.len()));
        notes.keep(place.clone(), value.span());
        notes.keep(format!("{place}.cause"), span);
        givens.push(given(
            node,
            notes,
            &format!("{key}.{cause}"),
            cause,
            place,
            value,
            &read,
        ));
    }
    (default, givens)
}

fn given<'n, 'i, T>(
    node: &Node<'n, 'i>,
    notes: &mut Notes,
    key: &str,
    cause: &str,
    place: String,
    value: &'n Value<'i>,
    read: &impl Fn(&Node<'n, 'i>, &mut Notes, &str, &Value<'i>) -> T,
) -> Given<T> {
    let cause = Id::from(cause);
    let Some(table) = value.get_ref().as_table() else {
        return Given {
            cause,
            p: read(node, notes, key, value),
            origin: None,
        };
    };
    let label = format!("{}: {key}", node.label);
    let mut entry = Node::within(table, value.span(), place, label);
    // A missing `p` is reported once, and its table then read in its place to get what stands for unread.
    let p = match entry.need(notes, "p", "a probability") {
        Some(p) => read(node, notes, key, p),
        None => {
            let before = notes.problems.len();
            let unread = read(node, notes, key, value);
            notes.problems.truncate(before);
            unread
        }
    };
    let origin = entry.opt_origin(notes);
    entry.finish(notes);
    Given { cause, p, origin }
}

fn allow(node: &mut Node, notes: &mut Notes) -> Allow {
    Allow {
        rule: node.text(notes, "rule"),
        item: node.text(notes, "item"),
        reason: node.text(notes, "reason"),
    }
}
