//! What owners say in whole sentences: which signs are ticked, what they have tried, and what they answer.
//!
//! `cargo test --test said -- --nocapture` prints the figures and what was missed.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;

use fixpath::guide::parse::{self, SourceFile};
use fixpath::search::{Index, preselected};
use serde::Deserialize;

const TOYOTA: &str = "guides/toyota-remote-connect";

/// One line of the set.
#[derive(Deserialize)]
struct Case {
    locale: String,
    words: String,
    /// Signs that the owner says.
    named: BTreeSet<String>,
    /// Signs that may be taken from the words, and need not.
    #[serde(default)]
    maybe: BTreeSet<String>,
    #[serde(default)]
    tried: BTreeSet<String>,
    /// Questions with the answers that the owner gives, if that is looked at.
    #[serde(default)]
    answers: Vec<(String, String)>,
}

#[test]
fn what_is_ticked_was_said_and_what_was_said_is_ticked() {
    let set = set();
    assert!(set.len() >= 90);
    let [mut ticked, mut not_said, mut said, mut missed] = [0; 4];
    let [mut tried, mut tried_missed, mut not_tried] = [0; 3];
    for locale in ["en", "es", "fr"] {
        let index = index(locale);
        for case in set.iter().filter(|case| case.locale == locale) {
            let heard = index.hear(&case.words);
            let found: BTreeSet<String> = preselected(&heard.signs).map(|id| id.0.clone()).collect();
            let wrong: Vec<_> = found
                .iter()
                .filter(|id| !case.named.contains(*id) && !case.maybe.contains(*id))
                .collect();
            let left: Vec<_> = case.named.difference(&found).collect();
            let done: BTreeSet<String> = heard.tried.iter().map(|id| id.0.clone()).collect();
            if !wrong.is_empty() || !left.is_empty() || done != case.tried {
                println!(
                    "{}\n    not said {wrong:?}, missed {left:?}, tried {done:?}",
                    case.words
                );
            }
            ticked += found.len();
            not_said += wrong.len();
            said += case.named.len();
            missed += left.len();
            tried += case.tried.len();
            tried_missed += case.tried.difference(&done).count();
            not_tried += done.difference(&case.tried).count();
            for (question, answer) in &case.answers {
                let has = |(q, a): &(_, _)| (q, a) == (&question.as_str().into(), &answer.as_str().into());
                assert!(heard.answers.iter().any(has), "{}: {:?}", case.words, heard.answers);
            }
        }
    }
    println!("ticked {ticked}, not said {not_said}; said {said}, missed {missed}");
    println!("tried {tried}, missed {tried_missed}, heard too much {not_tried}");
    assert!(not_said * 10 <= ticked, "too much is ticked that was not said");
    assert!(missed * 10 <= said, "too much is missed that was said");
    assert!(tried_missed * 7 <= tried && not_tried * 10 <= tried);
}

#[test]
fn what_is_in_order_is_no_sign() {
    for (locale, words) in [
        (
            "en",
            "signing in works, the battery is fine, no error, the car is not in a garage, I am not on a VPN",
        ),
        (
            "en",
            "the password is right, my plan has not ended and there is no outage",
        ),
        (
            "es",
            "la batería está bien, no uso VPN, no hay ningún error 403, el capó no está abierto",
        ),
        (
            "fr",
            "la batterie est bonne, pas de VPN, aucun message d’erreur, le capot n’est pas ouvert",
        ),
    ] {
        let heard = index(locale).hear(words);
        let ticked: Vec<_> = preselected(&heard.signs).collect();
        assert!(ticked.is_empty(), "{words}: {ticked:?}");
    }
}

#[test]
fn everyday_words_that_stand_apart_are_no_sign() {
    for words in [
        "it worked last week, nothing has changed",
        "just last night, while we were at home, it never did that before",
        "the Lexus app and the MyToyota app on my phone",
        "I drive many miles and never had to wait",
    ] {
        let heard = index("en").hear(words);
        let ticked: Vec<_> = preselected(&heard.signs).collect();
        assert!(ticked.is_empty(), "{words}: {ticked:?}");
    }
}

#[test]
fn what_was_done_before_it_began_was_not_tried() {
    let index = index("en");
    for words in [
        "since I updated the app it crashes",
        "it asks me to update the app",
        "how do I reset my password",
        "I should reinstall the app",
    ] {
        assert!(index.hear(words).tried.is_empty(), "{words}");
    }
}

#[test]
fn anything_typed_is_heard_without_harm() {
    let index = index("en");
    for words in [
        "",
        " ",
        "not",
        "not not not",
        "already",
        "no no, never!",
        &"already reinstalled the app ".repeat(500),
    ] {
        let heard = index.hear(words);
        assert!(heard.signs.iter().all(|hit| hit.score.is_finite()));
    }
}

fn index(locale: &str) -> Index {
    let files = ["guide", "en", "es", "fr"].map(|name| {
        let path = format!("{TOYOTA}/{name}.toml");
        let text = fs::read_to_string(&path).unwrap();
        SourceFile { path, text }
    });
    let (guide, texts) = parse::parse(&files).unwrap();
    Index::new(&guide, texts.iter().find(|texts| texts.locale == locale).unwrap())
}

fn set() -> Vec<Case> {
    let text = fs::read_to_string("tests/phrases/said.jsonl").unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
