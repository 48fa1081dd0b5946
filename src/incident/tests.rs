//! Files of a host, good and bad.

use proptest::prelude::*;

use super::*;
use crate::guide::Guide;
use crate::guide::parse::{SourceFile, parse};

/// 2026-11-25T12:00:00Z.
const NOON: f64 = 1_795_608_000_000.0;

/// A small guide with a cause `login`.
fn guide() -> Guide {
    let file = |path: &str, text: &str| SourceFile {
        path: path.into(),
        text: text.into(),
    };
    let files = [
        file("demo/guide.toml", include_str!("../guide/parse/tests/demo.guide.toml")),
        file("demo/en.toml", include_str!("../guide/parse/tests/demo.en.toml")),
    ];
    let (guide, _) = parse(&files).unwrap();
    guide
}

/// JSON as the page hands it over.
pub(crate) fn value(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
        serde_json::Value::Object(table) => {
            Value::Table(table.iter().map(|(key, json)| (key.clone(), value(json))).collect())
        }
        _ => Value::Other,
    }
}

fn read_json(json: &str) -> Result<Option<Incident>, Unfit> {
    read(&value(&serde_json::from_str(json).unwrap()), &guide(), NOON)
}

#[track_caller]
fn check_unfit(json: &str, expected: &str) {
    assert_eq!(read_json(json).unwrap_err().to_string(), expected, "{json}");
}

#[test]
fn a_text_a_cause_and_odds_are_enough() {
    let incident = read_json(r#"{"text": "Servers are down.", "cause": "login", "odds": 20}"#)
        .unwrap()
        .unwrap();
    assert_eq!(incident.name, Id::from("login"));
    assert_eq!(incident.cause, Id::from("login"));
    assert_eq!(incident.odds.factor(), 20.0);
    assert_eq!(incident.url, None);
    for locale in ["en", "fr", ""] {
        assert_eq!(incident.text(locale, &guide()), "Servers are down.");
    }
}

#[test]
fn a_text_by_language_falls_back_to_the_guides_own() {
    let json =
        r#"{"text": {"en": "Down.", "fr": "En panne."}, "cause": "login", "odds": 20, "url": "https://example.org"}"#;
    let incident = read_json(json).unwrap().unwrap();
    for (locale, text) in [
        ("en", "Down."),
        ("fr", "En panne."),
        ("fr-CA", "En panne."),
        ("es", "Down."),
    ] {
        assert_eq!(incident.text(locale, &guide()), text);
    }
    assert_eq!(incident.url.as_deref(), Some("https://example.org"));
}

#[test]
fn it_counts_until_its_end() {
    let until = |time: &str| {
        read_json(&format!(
            r#"{{"text": "Down.", "cause": "login", "odds": 2, "until": "{time}"}}"#
        ))
    };
    for over in [
        "2026-11-25T12:00:00Z",
        "2026-11-25T13:00+01:00",
        "2026-11-25T11:59:59.999Z",
        "2025-11-25 12:00:01z",
    ] {
        assert_eq!(until(over), Ok(None), "{over}");
    }
    for on in [
        "2026-11-25T12:00:01Z",
        "2026-11-25T12:30+00:15",
        "2026-11-25T11:30:00-01:00",
    ] {
        assert!(until(on).unwrap().is_some(), "{on}");
    }
    assert_eq!(
        until("2026-11-25T12:01Z").unwrap().unwrap().name,
        Id::from("login-1795608060000")
    );
    for wrong in [
        "tomorrow",
        "2026-11-25",
        "2026-11-25T12:00",
        "2026-11-31T12:00Z",
        "2026-11-25T24:00Z",
        "2026-11-25T12:00+1",
    ] {
        assert!(until(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn each_fault_has_its_sentence() {
    let text = "text is not as it should be, expected a text, or a table of texts by language";
    let odds = "odds is not as it should be, expected a factor from 0.001 to 1000";
    let until = "until is not as it should be, expected a time such as \"2026-11-25T18:00:00Z\"";
    for (json, expected) in [
        (
            "[]",
            "the file is not as it should be, expected a table with text, cause and odds",
        ),
        (r#"{"cause": "login", "odds": 2}"#, text),
        (r#"{"text": 7, "cause": "login", "odds": 2}"#, text),
        (r#"{"text": " ", "cause": "login", "odds": 2}"#, text),
        (r#"{"text": {"en": 7}, "cause": "login", "odds": 2}"#, text),
        (r#"{"text": {"": "Down."}, "cause": "login", "odds": 2}"#, text),
        (
            r#"{"text": {"fr": "En panne."}, "cause": "login", "odds": 2}"#,
            "text has nothing in \"en\", the guide's own language",
        ),
        (
            r#"{"text": "Down.", "odds": 2}"#,
            "cause is not as it should be, expected the id of a cause",
        ),
        (
            r#"{"text": "Down.", "cause": "moon", "odds": 2}"#,
            "the guide has no cause \"moon\"",
        ),
        (r#"{"text": "Down.", "cause": "login"}"#, odds),
        (r#"{"text": "Down.", "cause": "login", "odds": "2"}"#, odds),
        (r#"{"text": "Down.", "cause": "login", "odds": 0}"#, odds),
        (r#"{"text": "Down.", "cause": "login", "odds": -2}"#, odds),
        (r#"{"text": "Down.", "cause": "login", "odds": 1e9}"#, odds),
        (r#"{"text": "Down.", "cause": "login", "odds": 2, "until": 7}"#, until),
        (
            r#"{"text": "Down.", "cause": "login", "odds": 2, "url": "javascript:alert(1)"}"#,
            "url is not as it should be, expected a web address",
        ),
    ] {
        check_unfit(json, expected);
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        ".{0,30}".prop_map(Value::Text),
        "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?([Z]|[+-][0-9]{2}:[0-9]{2})".prop_map(Value::Text),
        Just(Value::Text("plan".to_owned())),
        any::<f64>().prop_map(Value::Number),
        Just(Value::Other),
    ];
    leaf.prop_recursive(2, 12, 6, |inner| {
        prop::collection::vec(("(text|cause|odds|until|url|en|.{0,6})", inner), 0..6).prop_map(Value::Table)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_a_host_writes_breaks_it(file in values(), now: f64) {
        match read(&file, &guide(), now) {
            Ok(Some(incident)) => {
                prop_assert!(!incident.text("fr", &guide()).is_empty());
                prop_assert!(incident.odds.factor() > 0.0);
            }
            Ok(None) => {}
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}
