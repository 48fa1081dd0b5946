//! Claims about finding signs by the owner's words.

use super::*;

fn index() -> Index {
    let sign = |id: &str, texts: &[&str]| (Id::from(id), count(texts.iter().map(|text| (*text, 1.0))));
    Index {
        signs: weigh(vec![
            sign("message", &["“Authorization failed”", "not authorized to do this"]),
            sign("trial", &["It began when a trial or plan ended", "free trial ran out"]),
            sign("garage", &["It fails only in some places", "parking garage"]),
        ]),
        faq: Vec::new(),
    }
}

#[track_caller]
fn check(typed: &str, expected: &[&str]) {
    let found: Vec<String> = index().signs(typed).into_iter().map(|hit| hit.id.0).collect();
    assert_eq!(found, expected, "for {typed:?}");
}

#[test]
fn words_are_found_without_case_and_punctuation() {
    check("AUTHORIZATION FAILED!", &["message"]);
}

#[test]
fn misspelt_words_are_found() {
    check("autorization", &["message"]);
    check("parkng garge", &["garage"]);
}

#[test]
fn other_forms_of_a_word_are_found() {
    check("authorize", &["message"]);
    check("trials", &["trial"]);
}

#[test]
fn one_sentence_can_hold_several_signs() {
    check("it says authorization failed since the trial", &["message", "trial"]);
}

#[test]
fn words_that_tell_nothing_find_nothing() {
    check("it is not what I have", &[]);
    check("", &[]);
    check("¿?", &[]);
}

#[test]
fn a_word_of_another_matter_finds_nothing() {
    check("coffee", &[]);
}
