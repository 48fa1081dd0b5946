//! A translation lacks nothing that the default language has.

use toml::{Table, Value};

use crate::guide::parse::tests::support::{check_files, edited, file};
use crate::guide::parse::{Problem, Severity, SourceFile, parse};

const ENGLISH: &str = include_str!("../../parse/tests/demo.en.toml");

/// The small guide in German too: the English words under another name.
fn with_german(text: impl Into<String>) -> Vec<SourceFile> {
    let mut files = edited(&[], &[]);
    files.push(file("demo/de.toml", text));
    files
}

/// What each text of a file is called: the keys that lead to it.
fn texts_in(table: &Table, path: &[String]) -> Vec<Vec<String>> {
    let each = table.iter().flat_map(|(key, value)| {
        let path = [path, std::slice::from_ref(key)].concat();
        match value {
            Value::Table(inner) => texts_in(inner, &path),
            _ => vec![path],
        }
    });
    each.collect()
}

fn without(table: &Table, path: &[String]) -> Table {
    let mut table = table.clone();
    if let [key, rest @ ..] = path {
        match table.get_mut(key) {
            Some(Value::Table(inner)) if !rest.is_empty() => *inner = without(inner, rest),
            _ => drop(table.remove(key)),
        }
    }
    table
}

#[test]
fn a_translation_that_lacks_any_one_text_is_an_error() {
    let german: Table = ENGLISH.replace("locale = \"en\"", "locale = \"de\"").parse().unwrap();
    let is_error = |problem: &Problem| problem.severity == Severity::Error;
    let errors = |table: &Table| {
        let found = parse(&with_german(toml::to_string(table).unwrap()))
            .err()
            .unwrap_or_default();
        found.into_iter().filter(is_error).collect::<Vec<_>>()
    };
    assert_eq!(errors(&german), [], "the whole of it");
    let texts = texts_in(&german, &[]);
    assert!(texts.len() > 40, "{texts:?}");
    for text in texts {
        let found = errors(&without(&german, &text));
        let told = found.iter().any(|problem| problem.path == "demo/de.toml");
        assert!(told, "{} may be missing unnoticed: {found:?}", text.join("."));
    }
}

#[test]
fn what_is_missing_is_named_at_the_thing_that_lacks_it() {
    let german = ENGLISH
        .replace("locale = \"en\"", "locale = \"de\"")
        .replace("phrases = [\"login screen\"]\n", "")
        .replace("how = \"Try it.\"\n", "")
        .replace(", android = \"Press *Sign in*.\"", "")
        .replace("note = \"Day and night.\"\n", "");
    check_files(
        &with_german(german),
        &[
            "demo/de.toml:36:7: sign \"signed-out\": no phrases, expected a translation of those in en.toml",
            "demo/de.toml:40:11: question \"password\": no how, expected a translation of those in en.toml",
            "demo/de.toml:56:1: action \"sign-in\": steps.enter: no text for platform \"android\", \
             expected a translation of that in en.toml",
            "demo/de.toml:69:22: contact \"us\": no note, expected a translation of those in en.toml",
        ],
    );
}

/// What support is called and asks for, in one language alone.
#[test]
fn what_support_asks_for_is_asked_in_every_language() {
    let told = "[escalation]\nname = \"Acme\"\nlead = \"Acme can look.\"\ndetails = [\"Number\", \"Year\"]\n";
    let german = ENGLISH.replace("locale = \"en\"", "locale = \"de\"");
    let mut files = edited(
        &[],
        &[
            ("[escalation]\n", told),
            ("name = \"United States\"\n", "name = \"US\"\nlink = \"Help\"\n"),
        ],
    );
    files.push(file("demo/de.toml", german));
    check_files(
        &files,
        &[
            "demo/de.toml:65:1: escalation: details are 0, expected 2 as in en.toml",
            "demo/de.toml:65:1: escalation: no lead, expected a translation of that in en.toml",
            "demo/de.toml:65:1: escalation: no name, expected a translation of that in en.toml",
            "demo/de.toml:71:22: contact \"us\": no link, expected a translation of those in en.toml",
        ],
    );
}

#[test]
fn a_translation_may_say_a_step_alike_on_all_platforms() {
    let german = ENGLISH.replace("locale = \"en\"", "locale = \"de\"").replace(
        "{ ios = \"Tap **Sign in**.\", android = \"Press *Sign in*.\" }",
        "\"Sign in.\"",
    );
    let found = parse(&with_german(german)).err().unwrap_or_default();
    assert!(
        found.iter().all(|problem| problem.severity != Severity::Error),
        "{found:?}"
    );
}
