//! The phrase sets: what owners might type, each with its cause, and how often the page finds that cause.
//!
//! `cargo test --test phrases -- --nocapture` prints the figures and what was missed.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fixpath::engine::{self, Entry, Evidence, Finding, Model};
use fixpath::guide::parse::{self, SourceFile};
use fixpath::guide::{Guide, Texts};
use fixpath::search::{self, Index};

const TOYOTA: &str = "guides/toyota-remote-connect";
/// As many ways to misspell every phrase.
const SEEDS: std::ops::Range<u64> = 1..6;

/// One line of a set.
struct Phrase {
    cause: String,
    words: String,
}

/// Shares of a set whose cause is the likeliest, and among the three likeliest.
#[derive(Clone, Copy)]
struct Found {
    first: f64,
    three: f64,
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

#[test]
fn english_words_lead_to_their_cause_misspelt_or_not() {
    check("en", "en");
}

/// Written once the search was tuned on the first set; since then one change came from it: `out` and `off` tell something.
#[test]
fn english_words_of_a_later_set_lead_to_their_cause_too() {
    check("en", "en-later");
}

#[test]
fn spanish_words_lead_to_their_cause_misspelt_or_not() {
    check("es", "es");
}

#[test]
fn french_words_lead_to_their_cause_misspelt_or_not() {
    check("fr", "fr");
}

#[track_caller]
fn check(locale: &str, set_name: &str) {
    let finder = Finder::new(locale);
    let set = set(set_name);
    let as_is = finder.find_all(&set, |words| words.to_owned(), true);
    let each: Vec<Found> = SEEDS
        .map(|seed| finder.find_all(&set, |words| misspelt(words, seed), false))
        .collect();
    let mean = |figure: fn(&Found) -> f64| each.iter().map(figure).sum::<f64>() / each.len() as f64;
    let misspelt = Found {
        first: mean(|found| found.first),
        three: mean(|found| found.three),
    };
    for (what, found) in [("as typed", as_is), ("misspelt", misspelt)] {
        println!(
            "{set_name}, {} phrases {what}: first {:.3}, first three {:.3}",
            set.len(),
            found.first,
            found.three
        );
    }
    assert!(
        as_is.first >= 0.60 && as_is.three >= 0.85,
        "{set_name}: too few are found"
    );
    assert!(
        as_is.first - misspelt.first <= 0.05 && as_is.three - misspelt.three <= 0.05,
        "{set_name}: misspelling costs too much"
    );
}

/// What the page makes of what is typed.
struct Finder {
    model: Model,
    index: Index,
}

impl Finder {
    fn new(locale: &str) -> Self {
        let (guide, texts) = toyota();
        let texts = texts.iter().find(|texts| texts.locale == locale).unwrap();
        Self {
            model: engine::compile(&guide).unwrap(),
            index: Index::new(&guide, texts),
        }
    }

    fn find_all(&self, set: &[Phrase], change: impl Fn(&str) -> String, tell: bool) -> Found {
        let places: Vec<usize> = set
            .iter()
            .map(|phrase| self.place(phrase, &change(&phrase.words), tell))
            .collect();
        let share = |most| places.iter().filter(|place| **place < most).count() as f64 / set.len() as f64;
        Found {
            first: share(1),
            three: share(3),
        }
    }

    /// How many causes stand before the right one.
    fn place(&self, phrase: &Phrase, typed: &str, tell: bool) -> usize {
        let hits = self.index.signs(typed);
        let mut evidence = Evidence::new();
        for sign in search::preselected(&hits) {
            let question = self.model.question(sign.as_str()).unwrap();
            let yes = self.model.answer(question, "yes").unwrap();
            evidence.set(Entry::Question(question, Finding::Answer(yes)));
        }
        let ranked = engine::believe(&self.model, &evidence).ranked();
        let place = ranked
            .iter()
            .position(|(cause, _)| self.model.cause_name(*cause).as_str() == phrase.cause)
            .unwrap();
        if tell && place > 0 {
            let signs: Vec<String> = hits
                .iter()
                .take(6)
                .map(|hit| {
                    format!(
                        "{}{} {:.2} {:?}",
                        if hit.clear { "*" } else { "" },
                        hit.id,
                        hit.score,
                        hit.words
                    )
                })
                .collect();
            println!("{place:2} {} <- {typed}\n     {}", phrase.cause, signs.join("\n     "));
        }
        place
    }
}

/// The words with one letter of every word over five letters put wrong: another letter, one less, one more, or two
/// swapped, anywhere in the word.
fn misspelt(words: &str, seed: u64) -> String {
    let mut drawn = seed;
    let mut draw = |below: usize| {
        // SplitMix64 (Steele, Lea & Flood 2014).
        drawn = drawn.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (drawn ^ (drawn >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below as u64) as usize
    };
    let mut out = String::new();
    for piece in words.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        let word = piece.trim_end_matches(|letter: char| !letter.is_alphabetic());
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() > 5 {
            let (at, letter) = (draw(letters.len()), (b'a' + draw(26) as u8) as char);
            match draw(4) {
                0 => letters[at] = letter,
                1 => drop(letters.remove(at)),
                2 => letters.insert(at, letter),
                _ => letters.swap(at.min(word.chars().count() - 2), (at + 1).min(word.chars().count() - 1)),
            }
        }
        out.extend(letters);
        out.push_str(&piece[word.len()..]);
    }
    out
}

fn toyota() -> (Guide, Vec<Texts>) {
    let files = ["guide", "en", "es", "fr"].map(|name| {
        let path = format!("{TOYOTA}/{name}.toml");
        let text = fs::read_to_string(&path).unwrap();
        SourceFile { path, text }
    });
    parse::parse(&files).unwrap()
}

fn set(name: &str) -> Vec<Phrase> {
    let text = fs::read_to_string(format!("tests/phrases/{name}.tsv")).unwrap();
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
