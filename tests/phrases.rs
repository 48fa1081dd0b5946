//! The phrase sets: what owners might type, each with its cause.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fixpath::guide::parse::{self, SourceFile};
use fixpath::guide::{Guide, Texts};

const TOYOTA: &str = "guides/toyota-remote-connect";

/// One line of a set.
struct Phrase {
    cause: String,
    words: String,
}

#[test]
fn the_sets_are_as_large_as_promised_and_say_nothing_twice() {
    for (locale, least) in [("en", 120), ("es", 40), ("fr", 40)] {
        let set = set(locale);
        assert!(set.len() >= least, "{locale}: {}", set.len());
        let words: BTreeSet<&str> = set.iter().map(|phrase| phrase.words.as_str()).collect();
        assert_eq!(words.len(), set.len(), "{locale}: a phrase stands there twice");
    }
}

#[test]
fn causes_occur_about_as_often_in_the_english_set_as_among_owners() {
    let (guide, _) = toyota();
    let set = set("en");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for phrase in &set {
        *counts.entry(&phrase.cause).or_default() += 1;
    }
    for cause in guide.causes.iter().filter(|cause| !cause.leak) {
        let share = counts.remove(cause.id.0.as_str()).unwrap_or(0) as f64 / set.len() as f64;
        assert!(share > 0.0, "no phrase for {}", cause.id.0);
        assert!(
            (share - cause.prior).abs() < 0.04,
            "{}: {share} of the phrases",
            cause.id.0
        );
    }
    assert!(counts.is_empty(), "not causes of the guide: {counts:?}");
}

fn toyota() -> (Guide, Vec<Texts>) {
    let files = ["guide", "en", "es", "fr"].map(|name| {
        let path = format!("{TOYOTA}/{name}.toml");
        let text = fs::read_to_string(&path).unwrap();
        SourceFile { path, text }
    });
    parse::parse(&files).unwrap()
}

fn set(locale: &str) -> Vec<Phrase> {
    let text = fs::read_to_string(format!("tests/phrases/{locale}.tsv")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (cause, words) = line.split_once('\t').unwrap();
            Phrase {
                cause: cause.to_owned(),
                words: words.to_owned(),
            }
        })
        .collect()
}
