//! `<locale>.toml` to [`Texts`].

use toml::de::DeTable;

use super::node::{Node, TEXT, Value};
use super::notes::Notes;
use crate::guide::lint::Stamps;
use crate::guide::{
    ActionText, CauseText, ContactText, EscalationText, FaqText, GuideText, Id, Inlines, QuestionText, ReminderText,
    SignText, StageText, StepText, Texts,
};
use crate::sorted::Map;

/// The texts as far as they can be read, and from what they were translated; `locale` is the name of the file.
pub(super) fn read(tree: &DeTable, locale: &str, notes: &mut Notes) -> (Texts, Stamps) {
    let mut root = Node::root(tree);
    check_locale(&mut root, notes, locale);
    let texts = Texts {
        locale: locale.to_owned(),
        guide: section(&mut root, notes, "guide", guide),
        platforms: words(&mut root, notes, "platform"),
        groups: words(&mut root, notes, "group"),
        places: words(&mut root, notes, "place"),
        needs: words(&mut root, notes, "need"),
        stages: each(&mut root, notes, "stage", stage),
        causes: each(&mut root, notes, "cause", cause),
        signs: each(&mut root, notes, "sign", sign),
        questions: each(&mut root, notes, "question", question),
        actions: each(&mut root, notes, "action", action),
        escalation: section(&mut root, notes, "escalation", escalation),
        faq: each(&mut root, notes, "faq", faq),
        prevention: by_id(&mut root, notes, "prevention", Node::as_line),
        reminders: each(&mut root, notes, "reminder", reminder),
        common: String::new(),
    };
    let stamps = Stamps(by_id(&mut root, notes, Stamps::SECTION, |node, notes, key, value| {
        node.as_text(notes, key, value).unwrap_or_default()
    }));
    root.finish(notes);
    (texts, stamps)
}

fn check_locale(root: &mut Node, notes: &mut Notes, name: &str) {
    let locale = root.text(notes, "locale");
    if !locale.is_empty() && locale != name {
        let message = format!("locale is \"{locale}\", expected \"{name}\" as the file is called");
        notes.rule("locale-name", |notes| notes.say_at("locale", message));
    }
}

/// A table that stands once.
fn section<T: Default>(root: &mut Node, notes: &mut Notes, key: &str, read: fn(&mut Node, &mut Notes) -> T) -> T {
    let Some(mut node) = root.table(notes, key, key, &format!("[{key}]")) else {
        return T::default();
    };
    let texts = read(&mut node, notes);
    node.finish(notes);
    texts
}

/// A table of tables by id.
fn each<T>(parent: &mut Node, notes: &mut Notes, key: &str, read: fn(&mut Node, &mut Notes) -> T) -> Map<Id, T> {
    let mut texts = Map::new();
    let Some(section) = parent.opt_table(notes, key, key, &format!("[{key}.…]")) else {
        return texts;
    };
    for (id, span, value) in section.entries() {
        notes.keep(section.place_of(id), span);
        let Some(table) = value.get_ref().as_table() else {
            section.mistyped(notes, id, value, &format!("[{}]", section.place_of(id)));
            continue;
        };
        let label = format!("{} \"{id}\"", key.trim_end_matches('s'));
        let mut node = Node::within(table, value.span(), section.place_of(id), label);
        texts.insert(Id::from(id), read(&mut node, notes));
        node.finish(notes);
    }
    texts
}

/// A table of values by id, which may be left out.
fn by_id<'n, 'i, T>(
    parent: &mut Node<'n, 'i>,
    notes: &mut Notes,
    key: &str,
    read: impl Fn(&Node<'n, 'i>, &mut Notes, &str, &'n Value<'i>) -> T,
) -> Map<Id, T> {
    let mut texts = Map::new();
    let Some(section) = parent.opt_table(notes, key, "", "a table of texts by id") else {
        return texts;
    };
    for (id, span, value) in section.entries() {
        notes.keep(section.place_of(id), span);
        texts.insert(Id::from(id), read(parent, notes, &format!("{key}.{id}"), value));
    }
    texts
}

/// A table of plain texts by id.
fn words(parent: &mut Node, notes: &mut Notes, key: &str) -> Map<Id, String> {
    by_id(parent, notes, key, |node, notes, key, value| {
        node.as_text(notes, key, value).unwrap_or_default()
    })
}

fn guide(node: &mut Node, notes: &mut Notes) -> GuideText {
    GuideText {
        product: node.text(notes, "product"),
        title: node.text(notes, "title"),
        lead: node.text(notes, "lead"),
        about: node.blocks(notes, "about"),
        how: node.blocks(notes, "how"),
        disclaimer: node.text(notes, "disclaimer"),
    }
}

fn stage(node: &mut Node, notes: &mut Notes) -> StageText {
    StageText {
        title: node.text(notes, "title"),
        about: node.line(notes, "about"),
    }
}

fn cause(node: &mut Node, notes: &mut Notes) -> CauseText {
    CauseText {
        title: node.text(notes, "title"),
        about: node.blocks(notes, "about"),
    }
}

fn sign(node: &mut Node, notes: &mut Notes) -> SignText {
    SignText {
        label: node.text(notes, "label"),
        ask: node.text(notes, "ask"),
        phrases: node.opt_texts(notes, "phrases"),
    }
}

fn question(node: &mut Node, notes: &mut Notes) -> QuestionText {
    QuestionText {
        ask: node.text(notes, "ask"),
        why: node.line(notes, "why"),
        how: node.opt_blocks(notes, "how"),
        answers: words(node, notes, "answers"),
        phrases: by_id(node, notes, "phrases", |node, notes, key, value| {
            node.as_texts(notes, key, value)
        }),
    }
}

fn action(node: &mut Node, notes: &mut Notes) -> ActionText {
    ActionText {
        title: node.text(notes, "title"),
        why: node.line(notes, "why"),
        steps: by_id(node, notes, "steps", step),
        wait: node.opt_line(notes, "wait"),
        risk: node.opt_line(notes, "risk"),
        tried: node.opt_texts(notes, "tried"),
    }
}

/// One paragraph, or a table of one paragraph per platform.
fn step<'n, 'i>(action: &Node<'n, 'i>, notes: &mut Notes, key: &str, value: &'n Value<'i>) -> StepText {
    if value.get_ref().as_str().is_some() {
        return StepText::Same(action.as_line(notes, key, value));
    }
    let expected = "text, or a table of texts by platform";
    let mut variants: Map<Id, Inlines> = Map::new();
    let Some(table) = action.as_table(notes, key, value, &action.label, expected) else {
        return StepText::ByPlatform(variants);
    };
    for (platform, span, value) in table.entries() {
        notes.keep(table.place_of(platform), span);
        variants.insert(
            Id::from(platform),
            action.as_line(notes, &format!("{key}.{platform}"), value),
        );
    }
    if variants.is_empty() {
        let message = format!("{key} is empty, expected {TEXT}");
        action.say(notes, "empty", value.span(), message);
    }
    StepText::ByPlatform(variants)
}

fn escalation(node: &mut Node, notes: &mut Notes) -> EscalationText {
    EscalationText {
        name: node.opt_text(notes, "name"),
        lead: node.opt_text(notes, "lead"),
        about: node.blocks(notes, "about"),
        details: node.opt_texts(notes, "details"),
        checks: by_id(node, notes, "checks", Node::as_line),
        contacts: each(node, notes, "contacts", contact),
    }
}

fn contact(node: &mut Node, notes: &mut Notes) -> ContactText {
    ContactText {
        name: node.text(notes, "name"),
        note: node.opt_line(notes, "note"),
        link: node.opt_text(notes, "link"),
    }
}

fn faq(node: &mut Node, notes: &mut Notes) -> FaqText {
    FaqText {
        question: node.text(notes, "question"),
        answer: node.blocks(notes, "answer"),
    }
}

fn reminder(node: &mut Node, notes: &mut Notes) -> ReminderText {
    ReminderText {
        ask: node.text(notes, "ask"),
        title: node.text(notes, "title"),
    }
}
