//! The shipped guide's figures on real owners' cases, and `guide replay` as an author calls it.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use fixpath::guide::parse::{self, SourceFile};
use fixpath::guide::{Guide, Texts};
use fixpath::replay::{self, Case, Manner, Played, Player, Summary};
use serde_json::Value;

const TOYOTA: &str = "guides/toyota-remote-connect";
/// Numbers below are of the cases that a debug build plays to the end in seconds.
const FEW: u32 = 100;

/// What the guide holds at least, or at most. Tighten these as it gets better; never loosen one without a word why.
struct Bars {
    /// Least share of cases with a known cause whose cause comes first, or among three, after the owner's words.
    first: f64,
    three: f64,
    /// Most of the ticked signs that the owner had not said, and of the signs said that are not ticked.
    ticked_not_said: f64,
    said_not_ticked: f64,
}

const WORDS: Bars = Bars {
    first: 0.60,
    three: 0.70,
    ticked_not_said: 0.40,
    said_not_ticked: 0.35,
};
/// Of the cases kept apart. Nothing is tuned on them: these follow what the guide does, not the other way round.
const WORDS_CHECK: Bars = Bars {
    first: 0.25,
    three: 0.40,
    ticked_not_said: 0.50,
    // Less is ticked than before, right and wrong: only what stands in the words.
    said_not_ticked: 0.45,
};
/// Least share fixed within so many cards, of the cases below [`FEW`], from the signs named, the rest "not sure".
const WITHIN: usize = 12;
const FIXED_WITHIN: f64 = 0.5;
/// Of all cases, to the end: least share fixed, most cards to the fix and to support at the median, most of any.
const FIXED: f64 = 0.70;
const CARDS_TO_FIX: f64 = 4.0;
const CARDS_TO_SUPPORT: f64 = 12.0;
const MOST_CARDS: usize = 20;

#[test]
fn owners_words_lead_to_their_causes() {
    for (file, bars) in [("cases.jsonl", WORDS), ("cases-check.jsonl", WORDS_CHECK)] {
        let (guide, texts, cases) = shipped(file);
        let heard = Player::new(&guide, &texts).unwrap().hear(&cases);
        let figures = Summary::of(&guide, &cases, &heard);
        let share = |part: usize, of: usize| part as f64 / of as f64;
        let told = format!("{file}: {}", replay::json(&figures, None));
        assert!(share(figures.first, figures.cause_known) >= bars.first, "{told}");
        assert!(share(figures.three, figures.cause_known) >= bars.three, "{told}");
        assert!(
            share(figures.ticked_not_said, figures.ticked) <= bars.ticked_not_said,
            "{told}"
        );
        assert!(
            share(figures.said_not_ticked, figures.said) <= bars.said_not_ticked,
            "{told}"
        );
    }
}

#[test]
fn few_cards_lead_to_what_mended_it() {
    let (guide, texts, mut cases) = shipped("cases.jsonl");
    cases.retain(|case| case.case < FEW);
    let manner = Manner {
        most_cards: WITHIN,
        ..Manner::default()
    };
    let (figures, told) = figures(&guide, &texts, &cases, manner);
    assert!(figures.fixed as f64 / figures.fixable as f64 >= FIXED_WITHIN, "{told}");
}

#[test]
#[ignore = "minutes in a debug build: cargo test --release --test cases -- --ignored"]
fn all_cases_are_served_to_the_end() {
    let (guide, texts, cases) = shipped("cases.jsonl");
    let (figures, told) = figures(&guide, &texts, &cases, Manner::default());
    assert!(figures.fixed as f64 / figures.fixable as f64 >= FIXED, "{told}");
    assert!(figures.median_cards_to_fix.unwrap() <= CARDS_TO_FIX, "{told}");
    let to_support = figures.median_cards_to_support_when_unfixable;
    assert!(to_support.is_none_or(|cards| cards <= CARDS_TO_SUPPORT), "{told}");
    assert!(figures.most_cards <= MOST_CARDS, "{told}");
}

#[test]
fn the_shipped_cases_are_as_many_as_promised_and_none_is_in_both_files() {
    let (_, _, cases) = shipped("cases.jsonl");
    let (_, _, check) = shipped("cases-check.jsonl");
    let of = |cases: &[Case], locale: &str| cases.iter().filter(|case| case.locale == locale).count();
    for (locale, least) in [("en", 40), ("es", 10), ("fr", 10)] {
        assert!(of(&cases, locale) + of(&check, locale) >= least, "{locale}");
    }
    for case in &check {
        assert!(
            cases
                .iter()
                .all(|other| other.case != case.case && other.words != case.words)
        );
    }
}

#[test]
fn the_command_prints_table_and_figures() {
    let file = scratch("prints", |_| true);
    let printed = run(&[TOYOTA, &file]);
    assert_eq!(said(&printed), (Some(0), ""));
    let text = String::from_utf8(printed.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    let (guide, texts, mut cases) = shipped("cases.jsonl");
    cases.truncate(1);
    let played = Player::new(&guide, &texts).unwrap().play(&cases, Manner::default());
    assert_eq!(text, table_and_figures(&guide, &cases, &played));

    let printed = run(&[TOYOTA, &file, "--json", "--fill", "--typed"]);
    let document: Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(document["summary"]["cases"], 1);
    assert_eq!(document["rows"][0]["case"], cases[0].case);
}

#[test]
fn the_command_says_what_is_wrong_with_a_case() {
    let file = scratch("wrong", |line| line.contains("\"cause\""));
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("\"cause\"", "\"course\"", 1)).unwrap();
    let refused = run(&[TOYOTA, &file]);
    assert_eq!(refused.status.code(), Some(1));
    let told = String::from_utf8(refused.stderr).unwrap();
    let start = format!("{file}:1:");
    assert!(
        told.starts_with(&start) && told.contains("course: unknown field `course`"),
        "{told}"
    );

    let missing = run(&[TOYOTA, "no-such-file.jsonl"]);
    assert_eq!(missing.status.code(), Some(2));
    let told = String::from_utf8(missing.stderr).unwrap();
    assert!(told.starts_with("error: cannot read no-such-file.jsonl: "), "{told}");
}

/// The figures, and all that was met for whoever has to look into them.
fn figures(guide: &Guide, texts: &[Texts], cases: &[Case], manner: Manner) -> (Summary, String) {
    let played = Player::new(guide, texts).unwrap().play(cases, manner);
    let told = table_and_figures(guide, cases, &played);
    (Summary::of(guide, cases, &played), told)
}

fn table_and_figures(guide: &Guide, cases: &[Case], played: &[Played]) -> String {
    let figures = Summary::of(guide, cases, played);
    format!("{}{}\n", replay::table(played), replay::json(&figures, None))
}

/// The shipped guide and one of its files of cases.
fn shipped(file: &str) -> (Guide, Vec<Texts>, Vec<Case>) {
    let read = |name: &str| SourceFile {
        path: format!("{TOYOTA}/{name}"),
        text: fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(TOYOTA).join(name)).unwrap(),
    };
    let files = ["guide.toml", "en.toml", "es.toml", "fr.toml"].map(read);
    let (guide, texts) = parse::parse(&files).unwrap();
    let file = read(file);
    let cases = replay::read(&file.path, &file.text, &guide, &texts, &mut BTreeMap::new()).unwrap();
    (guide, texts, cases)
}

/// A file with the first of the shipped cases that is wanted.
fn scratch(name: &str, is_wanted: impl Fn(&str) -> bool) -> String {
    let cases = fs::read_to_string(format!("{TOYOTA}/cases.jsonl")).unwrap();
    let case = cases.lines().find(|line| is_wanted(line)).unwrap();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cases-{name}.jsonl"));
    fs::write(&path, case).unwrap();
    path.to_str().unwrap().to_owned()
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_guide"))
        .arg("replay")
        .args(args)
        .output()
        .unwrap()
}

fn said(output: &Output) -> (Option<i32>, &str) {
    (output.status.code(), std::str::from_utf8(&output.stderr).unwrap())
}
