//! Cases of a small guide, and the ways in which a case can be wrong.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::guide::parse::{self, Problem, SourceFile};

const CASE: &str = r#"{"case": 1, "locale": "en", "words": "I am signed out", "cause": "login", "also": [], "fixes": ["sign-in"], "named": ["signed-out"], "truth": {"password": "refused"}, "found": "signed in again", "source": "https://example.org/1"}"#;

fn demo() -> (Guide, Vec<Texts>) {
    let file = |name: &str, text: &str| SourceFile {
        path: format!("demo/{name}.toml"),
        text: text.to_owned(),
    };
    let files = [
        file("guide", include_str!("../guide/parse/tests/demo.guide.toml")),
        file("en", include_str!("../guide/parse/tests/demo.en.toml")),
    ];
    parse::parse(&files).unwrap()
}

fn read_text(text: &str) -> Result<Vec<Case>, Vec<Problem>> {
    let (guide, texts) = demo();
    read("demo/cases.jsonl", text, &guide, &texts, &mut BTreeMap::new())
}

/// [`CASE`] after a change is refused with this message, at the place where `at` begins.
#[track_caller]
fn refused(from: &str, to: &str, at: &str, message: &str) {
    assert_eq!(CASE.matches(from).count(), 1, "{from}");
    let line = CASE.replace(from, to);
    let problems = read_text(&format!("\n{line}\n")).unwrap_err();
    let [problem] = problems.as_slice() else {
        panic!("{problems:#?}")
    };
    let rest: String = line.chars().skip(problem.column - 1).collect();
    assert!(rest.starts_with(at), "{rest}");
    assert_eq!((problem.message.as_str(), problem.line), (message, 2));
    assert_eq!(problem.path, "demo/cases.jsonl");
}

fn play_all(text: &str, manner: Manner) -> (Summary, Vec<Played>) {
    let (guide, texts) = demo();
    let cases = read("cases", text, &guide, &texts, &mut BTreeMap::new()).unwrap();
    let played = Player::new(&guide, &texts).unwrap().play(&cases, manner);
    (Summary::of(&guide, &cases, &played), played)
}

/// Cases whose owner has each of the fixes.
fn cases(fixes: &[&str]) -> String {
    let case = |(number, fix): (usize, &&str)| {
        let case = CASE.replace("\"case\": 1", &format!("\"case\": {}", number + 1));
        case.replace("[\"sign-in\"]", &format!("[\"{fix}\"]")) + "\n"
    };
    fixes.iter().enumerate().map(case).collect()
}

#[test]
fn a_case_ends_with_what_mends_it_or_at_support() {
    let (summary, played) = play_all(&cases(&["sign-in", "none"]), Manner::default());
    assert_eq!(played[0].end, "sign-in");
    assert_eq!(played[0].steps.last().unwrap(), "*sign-in*");
    assert_eq!(played[1].end, "support");
    assert_eq!(played[1].steps.last().unwrap(), "SUPPORT");
    assert!(played[1].steps.contains(&"sign-in".to_owned()));
    for row in &played {
        let n_support = usize::from(row.end == "support");
        assert_eq!(row.steps.len(), row.cards() + n_support, "{row:?}");
        assert_eq!(
            row.steps.iter().filter(|step| step.starts_with('?')).count(),
            row.questions
        );
    }
    assert_eq!((summary.cases, summary.fixable, summary.fixed), (2, 1, 1));
    assert_eq!(summary.median_cards_to_fix, Some(played[0].cards() as f64));
    assert_eq!(
        summary.median_cards_to_support_when_unfixable,
        Some(played[1].cards() as f64)
    );
    assert_eq!(summary.most_cards, played[0].cards().max(played[1].cards()));
}

#[test]
fn a_case_is_given_up_after_the_most_cards() {
    let manner = Manner {
        most_cards: 1,
        ..Manner::default()
    };
    let (summary, played) = play_all(&cases(&["none"]), manner);
    assert_eq!((played[0].end.as_str(), played[0].cards()), ("limit", 1));
    assert_eq!(summary.median_cards_to_support_when_unfixable, None);
}

#[test]
fn the_words_are_searched_whichever_way_it_is_played() {
    for typed in [false, true] {
        let manner = Manner {
            typed,
            ..Manner::default()
        };
        let (summary, played) = play_all(&CASE.replace("I am signed out", "xyzzy"), manner);
        assert_eq!(played[0].ticked, Vec::<String>::new());
        assert_eq!(played[0].named, ["signed-out"]);
        assert_eq!(played[0].rank_typed, Some(1));
        assert_eq!((summary.ticked, summary.said, summary.said_not_ticked), (0, 1, 1));
        assert_eq!((summary.cause_known, summary.first, summary.three), (1, 1, 1));
    }
}

#[test]
fn what_is_not_named_is_asked_and_answered_by_the_report() {
    let (guide, texts) = demo();
    let player = Player::new(&guide, &texts).unwrap();
    let case = |text: &str| read_text(text).unwrap().remove(0);
    let told = case(CASE);
    assert_eq!(player.answer(&told, "signed-out", false), YES);
    assert_eq!(player.answer(&told, "password", false), "refused");
    let silent = case(&CASE.replace(r#""truth": {"password": "refused"}"#, r#""truth": {}"#));
    assert_eq!(player.answer(&silent, "password", false), NOT_SURE);
    assert_eq!(player.answer(&silent, "password", true), "refused");
    let unsure = case(&CASE.replace(r#""refused""#, r#""not_sure""#));
    assert_eq!(player.answer(&unsure, "password", true), NOT_SURE);
    let unnamed = silent.clone();
    let unnamed = Case {
        named: vec![],
        ..unnamed
    };
    assert_eq!(player.answer(&unnamed, "signed-out", true), YES);
    let of_none = Case {
        cause: NONE.to_owned(),
        ..unnamed
    };
    assert_eq!(player.answer(&of_none, "signed-out", true), NO);
    assert_eq!(player.answer(&of_none, "password", true), "accepted");
}

#[test]
fn the_figures_of_no_case_are_none() {
    let (summary, played) = play_all("\n \n", Manner::default());
    assert_eq!(played, []);
    let figures = r#"{"cases": 0, "cause_known": 0, "first": 0, "three": 0, "ticked": 0, "ticked_not_said": 0, "said": 0, "said_not_ticked": 0, "fixable": 0, "fixed": 0, "median_cards_to_fix": null, "median_cards_to_support_when_unfixable": null, "most_cards": 0}"#;
    assert_eq!(json(&summary, None), figures);
    assert_eq!(
        json(&summary, Some(&played)),
        format!(r#"{{"summary": {figures}, "rows": []}}"#)
    );
}

#[test]
fn a_row_takes_three_lines() {
    let row = Played {
        case: 7,
        locale: "en".to_owned(),
        cause: "login".to_owned(),
        ticked: vec![],
        named: vec!["a".to_owned(), "b".to_owned()],
        rank_typed: None,
        end: "sign-in".to_owned(),
        questions: 1,
        actions: 1,
        steps: vec!["?a=yes".to_owned(), "*sign-in*".to_owned()],
    };
    assert_eq!(
        table(&[row]),
        "# 7 en login                rank typed None  1+1 -> sign-in\n    ticked [] | said ['a', 'b']\n    ?a=yes *sign-in*\n"
    );
}

#[test]
fn a_sound_case_is_read() {
    let case = &read_text(CASE).unwrap()[0];
    assert_eq!((case.case, case.words.as_str()), (1, "I am signed out"));
    assert!(!case.lacks);
    // A cause that the guide is to get; what it has is as well known with the mark as without.
    let lacking = CASE.replace(r#""login", "also""#, r#""to-come", "lacks": true, "also""#);
    assert_eq!(read_text(&lacking).unwrap()[0].cause, "to-come");
    assert!(read_text(&CASE.replace(r#""login", "also""#, r#""login", "lacks": true, "also""#)).is_ok());
}

#[test]
fn what_the_guide_lacks_is_named_with_its_field() {
    refused(
        r#""en""#,
        r#""de""#,
        "de",
        r#"case 1: locale is "de", expected one of en"#,
    );
    let no_cause = r#"case 1: cause: there is no cause "logn", expected one of the guide or "none""#;
    refused(r#""login""#, r#""logn""#, "logn", no_cause);
    let leak = r#"case 1: cause: there is no cause "other", expected one of the guide or "none""#;
    refused(r#""login""#, r#""other""#, "other", leak);
    refused("[],", r#"["x"],"#, "x", r#"case 1: also: there is no cause "x""#);
    refused(
        r#"["sign-in"]"#,
        r#"["sign"]"#,
        "sign\"]",
        r#"case 1: fixes: there is no action "sign""#,
    );
    refused(
        r#"["sign-in"]"#,
        "[]",
        "fixes",
        r#"case 1: fixes is empty, expected actions or "none""#,
    );
    refused(
        r#"["signed-out"]"#,
        r#"["out"]"#,
        "out\"]",
        r#"case 1: named: there is no sign "out""#,
    );
    refused(
        r#"{"password""#,
        r#"{"pass""#,
        "pass\"",
        r#"case 1: truth: there is no question or sign "pass""#,
    );
    refused(
        r#""refused""#,
        r#""yes""#,
        "yes",
        r#"case 1: truth.password is "yes", expected one of accepted, refused, not_sure"#,
    );
}

#[test]
fn what_contradicts_itself_is_refused() {
    refused(
        r#"["signed-out"]"#,
        r#"["signed-out", "signed-out"]"#,
        "signed-out",
        r#"case 1: named: "signed-out" is there twice"#,
    );
    refused(
        r#"{"password": "refused"}"#,
        r#"{"signed-out": "no"}"#,
        "signed-out",
        r#"case 1: truth.signed-out: the sign is named, expected "yes" or nothing"#,
    );
    let twice = read_text(&format!("{CASE}\n{CASE}")).unwrap_err();
    assert_eq!(
        twice[0].to_string(),
        "demo/cases.jsonl:2:10: case 1: number taken by demo/cases.jsonl:1"
    );
}

#[test]
fn a_line_of_another_form_is_refused() {
    refused(r#", "found": "signed in again""#, "", "}", "missing field `found`");
    refused(
        r#""words": "I am signed out""#,
        r#""words": " ""#,
        "words",
        "case 1: words is empty",
    );
    let unknown = "sauce: unknown field `sauce`, expected one of `case`, `locale`, `words`, `cause`, `also`, \
                   `fixes`, `named`, `truth`, `found`, `source`, `lacks`";
    refused(r#""source""#, r#""sauce": 1, "source""#, "\": 1", unknown);
    refused(
        r#"["signed-out"]"#,
        "[3]",
        "3",
        "named[0]: invalid type: integer `3`, expected a string",
    );
    let problems = read_text("[]\n{\n{} {}\nnot").unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [1, 2, 3, 4], "{problems:#?}");
}
