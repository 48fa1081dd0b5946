//! What the reader makes of files, well and badly formed.

use proptest::prelude::*;

use super::{Problem, SourceFile, parse};
use crate::guide::{Given, Id, Inline, Minutes, Origin, StepText};
use support::{Edits, check, check_files, demo, edited, file};

pub(in crate::guide) mod support;

#[test]
fn a_guide_without_problems_is_read_in_file_order() {
    let (guide, texts) = demo();
    assert_eq!(guide.id.as_str(), "demo");
    assert_eq!(guide.platforms, [Id::from("ios"), Id::from("android")]);
    let causes: Vec<&str> = guide.causes.iter().map(|cause| cause.id.as_str()).collect();
    assert_eq!(causes, ["login", "other"]);
    let actions: Vec<(&str, Minutes)> = guide
        .actions
        .iter()
        .map(|action| (action.id.as_str(), action.wait))
        .collect();
    assert_eq!(actions, [("sign-in", Minutes(3.0)), ("restart", Minutes(0.0))]);
    assert_eq!(texts.len(), 1);
}

#[test]
fn a_number_may_stand_alone_or_with_an_origin_of_its_own() {
    let (guide, _) = demo();
    let origin = Some(Origin::Judgement("most owners see it".to_owned()));
    let seen: Vec<_> = guide.signs.into_iter().flat_map(|sign| sign.seen).collect();
    assert_eq!(
        seen,
        [Given {
            cause: Id::from("login"),
            p: 0.8,
            origin
        }]
    );
    let rows: Vec<_> = guide
        .questions
        .into_iter()
        .flat_map(|question| question.likelihood)
        .collect();
    assert_eq!(
        rows,
        [Given {
            cause: Id::from("login"),
            p: vec![0.2, 0.8],
            origin: None
        }]
    );
}

#[test]
fn numbers_by_cause_keep_the_order_of_the_file() {
    let (guide, _) = parse(&edited(&[("seen.login =", "seen.other = 0.3\nseen.login =")], &[])).unwrap();
    let causes: Vec<String> = guide
        .signs
        .iter()
        .flat_map(|sign| &sign.seen)
        .map(|given| given.cause.to_string())
        .collect();
    assert_eq!(causes, ["other", "login"]);
}

#[test]
fn a_step_may_differ_by_platform() {
    let (_, texts) = demo();
    let steps: Vec<&StepText> = texts
        .iter()
        .flat_map(|texts| &texts.actions.get("sign-in").unwrap().steps)
        .map(|(_, s)| s)
        .collect();
    let [StepText::ByPlatform(variants), StepText::Same(same)] = steps.as_slice() else {
        panic!("{steps:?}")
    };
    assert_eq!(same, &[Inline::Text("Open the app.".to_owned())]);
    assert_eq!(variants.keys().map(Id::as_str).collect::<Vec<_>>(), ["android", "ios"]);
}

#[test]
fn texts_come_with_the_default_language_first() {
    let german = edited(&[], &[("locale = \"en\"", "locale = \"de\"")])
        .pop()
        .unwrap()
        .text;
    let mut files = edited(&[], &[]);
    files.push(file("demo/de.toml", german));
    let (_, texts) = parse(&files).unwrap();
    assert_eq!(
        texts.iter().map(|texts| texts.locale.as_str()).collect::<Vec<_>>(),
        ["en", "de"]
    );
}

#[test]
fn all_problems_of_all_files_are_reported_in_one_run() {
    check(
        &[
            ("prior = 0.6", "prior = 1.6"),
            ("group = \"app\"\nplace", "group = \"ap\"\nplace"),
            ("wait = 3", "wait = -3"),
        ],
        &[
            ("title = \"Account\"", "titel = \"Account\""),
            ("log = \"The log.\"", ""),
        ],
        &[
            "demo/en.toml:24:1: stage \"account\": title is missing, expected text",
            "demo/en.toml:25:1: stage \"account\": unknown key \"titel\", did you mean \"title\"?",
            "demo/en.toml:68:1: check \"log\": no text, expected escalation.checks.log",
            "demo/guide.toml:15:9: cause \"login\": prior is 1.6, expected 0 to 1",
            "demo/guide.toml:34:9: question \"password\": no group \"ap\", did you mean \"app\"?",
            "demo/guide.toml:46:8: action \"sign-in\": wait is -3, expected 0 or more",
        ],
    );
}

#[test]
fn columns_count_characters() {
    check(
        &[(
            "title = \"Manual\"\nurl",
            "\"überschrift\" = 1\ntitle = \"Manual\"\nurl",
        )],
        &[("how = \"Try it.\"", "how = \"Vor–zurück: *gut* ![x](y)\"")],
        &[
            "demo/en.toml:44:26: question \"password\": how has an image, expected words",
            "demo/guide.toml:85:1: source \"manual\": unknown key \"überschrift\", expected one of id, title, url",
        ],
    );
}

#[test]
fn places_hold_in_files_with_windows_line_ends_and_a_byte_order_mark() {
    let files = edited(
        &[("prior = 0.6", "prior = 1.6")],
        &[(
            "about = \"The app forgot you.\"",
            "about = \"\"\"\nThe app\n\n<br>\"\"\"",
        )],
    );
    let saved = |source: SourceFile| file(&source.path, format!("\u{feff}{}", source.text.replace('\n', "\r\n")));
    check_files(
        &files.into_iter().map(saved).collect::<Vec<_>>(),
        &[
            "demo/en.toml:33:1: cause \"login\": about has raw HTML \"<br>\", expected Markdown",
            "demo/guide.toml:15:9: cause \"login\": prior is 1.6, expected 0 to 1",
        ],
    );
}

#[test]
fn what_is_not_toml_is_reported_with_its_place() {
    check(
        &[("minutes = 60", "minutes = ")],
        &[(
            "lead = \"Find out why.\"",
            "lead = \"Find out why.\"\nlead = \"Again.\"",
        )],
        &[
            "demo/en.toml:7:1: duplicate key",
            "demo/guide.toml:64:11: string values must be quoted, expected literal string",
        ],
    );
    check_files(
        &[file("demo/guide.toml", "[[cause"), file("demo/en.toml", "")],
        &[
            "demo/en.toml:1:1: escalation is missing, expected [escalation]",
            "demo/en.toml:1:1: guide is missing, expected [guide]",
            "demo/en.toml:1:1: locale is missing, expected text",
            "demo/guide.toml:1:8: unclosed array table, expected `]]`",
        ],
    );
}

#[test]
fn unknown_keys_are_refused_everywhere() {
    check(
        &[
            ("format = 1", "format = 1\nlanguage = \"en\""),
            ("seen.login = { p = 0.8,", "seen.login = { p = 0.8, why = 1,"),
            ("minutes = 60", "minutes = 60\nminute = 60"),
            ("phone = \"1-800\"", "phone = \"1-800\"\ntelephone = \"1-800\""),
        ],
        &[
            (
                "name = \"United States\"",
                "name = \"United States\"\nhours = \"9 to 5\"",
            ),
            ("[faq.why]", "[faqs.why]\n[faq.why]"),
        ],
        &[
            "demo/en.toml:73:1: contact \"us\": unknown key \"hours\", expected one of link, name, note",
            "demo/en.toml:76:2: unknown key \"faqs\", did you mean \"faq\"?",
            "demo/guide.toml:2:1: unknown key \"language\", expected one of action, allow, away, cause, contact, default_locale, escalation, faq, format, groups, id, needs, owners, places, platforms, prevention, question, sign, slip, source, stage",
            "demo/guide.toml:31:25: sign \"signed-out\": seen.login: unknown key \"why\", expected one of origin, p",
            "demo/guide.toml:66:1: escalation: unknown key \"minute\", did you mean \"minutes\"?",
            "demo/guide.toml:73:1: contact \"us\": unknown key \"telephone\", expected one of id, origin, phone, regions, url",
        ],
    );
}

#[test]
fn missing_keys_are_reported_at_the_table_they_belong_to() {
    check(
        &[
            ("id = \"account\"", ""),
            ("default_locale = \"en\"", ""),
            ("seen.default = 0.1", ""),
            ("{ p = 0.8, origin", "{ origin"),
            ("likelihood.default = [0.9, 0.1]\nlikelihood.login = [0.2, 0.8]", ""),
            ("fixes.login = 0.1\n", ""),
            ("steps = [\"off\"]", ""),
        ],
        &[
            ("ask = \"Does it ask you to sign in?\"", ""),
            ("answer = \"Because.\"", ""),
        ],
        &[
            "demo/en.toml:24:8: stage \"account\": not in guide.toml, expected no text",
            "demo/en.toml:36:1: sign \"signed-out\": ask is missing, expected text",
            "demo/en.toml:63:7: action \"restart\": step \"off\": not in guide.toml, expected no text",
            "demo/en.toml:75:1: faq \"why\": answer is missing, expected paragraphs or lists",
            "demo/guide.toml:1:1: default_locale is missing, expected text",
            "demo/guide.toml:9:1: stage 1: id is missing, expected an id",
            "demo/guide.toml:14:9: cause \"login\": no stage \"account\", expected the id of a [[stage]]",
            "demo/guide.toml:24:1: sign \"signed-out\": seen.default is missing, expected what holds for causes not named",
            "demo/guide.toml:30:14: sign \"signed-out\": seen.login: p is missing, expected a probability",
            "demo/guide.toml:32:1: question \"password\": likelihood is missing, expected likelihood.default and one entry per cause that differs",
            "demo/guide.toml:52:1: action \"restart\": fixes is missing, expected a chance for at least one cause",
            "demo/guide.toml:52:1: action \"restart\": steps is missing, expected a list of ids",
        ],
    );
}

#[test]
fn the_escalation_must_be_there() {
    check(
        &[(
            "[escalation]\nminutes = 60\norigin = \"manual\"\nchecks = [\"log\"]",
            "",
        )],
        &[],
        &[
            "demo/en.toml:69:1: check \"log\": not in guide.toml, expected no text",
            "demo/guide.toml:1:1: escalation is missing, expected [escalation]",
        ],
    );
}

#[test]
fn values_of_another_type_are_refused() {
    check(
        &[
            ("groups = [\"app\"]", "groups = \"app\""),
            ("needs = [\"key\"]\n\n", "needs = [1]\n\n"),
            ("[[stage]]", "[stage]"),
            ("prior = 0.6", "prior = \"0.6\""),
            ("leak = true", "leak = 1"),
            ("seen.default = 0.1", "seen.default = nan"),
            ("minutes = 60", "minutes = 1979-05-27"),
            ("likelihood.login = [0.2, 0.8]", "likelihood.login = 0.2"),
            ("[0.9, 0.1]", "[0.9, \"0.1\"]"),
        ],
        &[
            (
                "[prevention]\nupdate = \"Update the app.\"",
                "[prevention]\nupdate = [\"Update\"]",
            ),
            ("phrases = [\"login screen\"]", "phrases = [1]"),
            (
                "[faq.why]\nquestion = \"Why?\"\nanswer = \"Because.\"",
                "[faq]\nwhy = \"Because.\"",
            ),
            ("steps.off = \"Switch off and on.\"", "steps.off = 1"),
        ],
        &[
            "demo/en.toml:16:1: group \"app\": not in guide.toml, expected no text",
            "demo/en.toml:22:1: need \"key\": not in guide.toml, expected no text",
            "demo/en.toml:24:8: stage \"account\": not in guide.toml, expected no text",
            "demo/en.toml:39:12: sign \"signed-out\": phrases[0] is a number, expected text",
            "demo/en.toml:63:13: action \"restart\": steps.off is a number, expected text, or a table of texts by platform",
            "demo/en.toml:76:7: faq: why is text, expected [faq.why]",
            "demo/en.toml:79:10: prevention.update is a list, expected text",
            "demo/guide.toml:5:10: groups is text, expected a list of ids",
            "demo/guide.toml:7:10: needs[0] is a number, expected an id",
            "demo/guide.toml:9:1: stage is a table, expected [[stage]]",
            "demo/guide.toml:15:9: cause \"login\": prior is text, expected a number",
            "demo/guide.toml:20:8: cause \"other\": leak is a number, expected true or false",
            "demo/guide.toml:29:16: sign \"signed-out\": seen.default is nan, expected a number",
            "demo/guide.toml:39:28: question \"password\": likelihood.default[1] is text, expected a number",
            "demo/guide.toml:40:20: question \"password\": likelihood.login is a number, expected one probability per answer",
            "demo/guide.toml:49:10: action \"sign-in\": no need \"key\", expected one of needs",
            "demo/guide.toml:64:11: escalation: minutes is a date, expected a number",
        ],
    );
}

#[test]
fn what_was_tried_and_phrases_of_answers_are_lists_of_texts() {
    check(
        &[],
        &[
            (
                "risk = \"You may lose the list.\"",
                "risk = \"You may lose the list.\"\ntried = \"signed in\"",
            ),
            (
                "refused = \"No\"",
                "refused = \"No\"\n[question.password.phrases]\nrefused = [\"wrong\", 2]",
            ),
        ],
        &[
            "demo/en.toml:50:21: question \"password\": phrases.refused[1] is a number, expected text",
            "demo/en.toml:57:9: action \"sign-in\": tried is text, expected a list of texts",
        ],
    );
}

#[test]
fn empty_texts_are_refused() {
    check(
        &[
            ("id = \"update\"", "id = \"\""),
            ("title = \"Manual\"", "title = \" \""),
        ],
        &[
            ("title = \"Sign in\"", "title = \"\""),
            ("phrases = [\"login screen\"]", "phrases = [\"\"]"),
            ("about = \"Who you are.\"", "about = \"\"\"\n\"\"\""),
            ("steps.off = \"Switch off and on.\"", "steps.off = {}"),
        ],
        &[
            "demo/en.toml:26:9: stage \"account\": about is empty, expected text",
            "demo/en.toml:40:12: sign \"signed-out\": phrases[0] is empty, expected text",
            "demo/en.toml:52:9: action \"sign-in\": title is empty, expected text",
            "demo/en.toml:64:13: action \"restart\": steps.off is empty, expected text",
            "demo/en.toml:81:1: prevention \"update\": not in guide.toml, expected no text",
            "demo/guide.toml:79:6: prevention 1: id is empty, expected an id",
            "demo/guide.toml:85:9: source \"manual\": title is empty, expected text",
        ],
    );
}

#[test]
fn a_file_of_another_format_is_not_judged_by_the_rules_of_this_one() {
    check(
        &[("format = 1", "format = 2"), ("prior = 0.6", "chance = 0.6")],
        &[],
        &["demo/guide.toml:1:10: format is 2, expected 1"],
    );
    check(
        &[("format = 1", "")],
        &[],
        &["demo/guide.toml:1:1: format is missing, expected 1"],
    );
    check(
        &[("format = 1", "format = \"1\"")],
        &[],
        &["demo/guide.toml:1:10: format is text, expected a number"],
    );
}

#[test]
fn a_folder_needs_its_guide_toml() {
    check_files(
        &edited(&[], &[]).split_off(1),
        &["demo/guide.toml:1:1: no such file, expected the guide's structure and numbers"],
    );
    check_files(
        &[],
        &["guide.toml:1:1: no such file, expected the guide's structure and numbers"],
    );
}

#[test]
fn markup_is_placed_within_strings_of_several_lines() {
    check(
        &[],
        &[
            (
                "about = \"The app forgot you.\"",
                "about = \"\"\"\nThe app forgot you.\n\n## Why\n\nSee <b>this</b>.\n\"\"\"",
            ),
            ("answer = \"Because.\"", "answer = \"\\u00dcber \\\"you\\\": <br>\""),
            ("how = \"How it works.\"", "how = '''It \\ works <i>so</i>.'''"),
        ],
        &[
            "demo/en.toml:8:21: guide: how has raw HTML \"<i>\", expected Markdown",
            "demo/en.toml:8:26: guide: how has raw HTML \"</i>\", expected Markdown",
            "demo/en.toml:33:1: cause \"login\": about has a heading, expected paragraphs or lists",
            "demo/en.toml:35:5: cause \"login\": about has raw HTML \"<b>\", expected Markdown",
            "demo/en.toml:35:12: cause \"login\": about has raw HTML \"</b>\", expected Markdown",
            "demo/en.toml:83:30: faq \"why\": answer has raw HTML \"<br>\", expected Markdown",
        ],
    );
}

#[test]
fn markup_outside_the_subset_is_refused_by_name() {
    check(
        &[],
        &[
            ("about = \"Support can help.\"", "about = \"- one\\n- two\""),
            ("note = \"Day and night.\"", "note = \"- day\\n- night\""),
            ("wait = \"Until it shows the car.\"", "wait = \"One.\\n\\nTwo.\""),
            (
                "risk = \"You may lose the list.\"",
                "risk = \"See [here](http://example.org).\"",
            ),
        ],
        &[
            "demo/en.toml:53:9: action \"sign-in\": wait has 2 paragraphs, expected one",
            "demo/en.toml:54:13: action \"sign-in\": risk has a link to \"http://example.org\", expected https:, tel:, mailto: or #",
            "demo/en.toml:73:9: contact \"us\": note has a list, expected one paragraph",
        ],
    );
}

proptest! {
    #[test]
    fn no_text_makes_parse_panic(guide in ".*", en in "(?s).*") {
        let _ = parse(&[file("demo/guide.toml", guide), file("demo/en.toml", en)]);
    }

    #[test]
    fn no_damage_to_a_guide_makes_parse_panic(at in 0.0..1.0, length in 0usize..40, with in "[\\[\\]{}\"'=.,#a-z0-9\\n\\\\ <*é-]{0,8}") {
        let damaged: Vec<SourceFile> = edited(&[], &[]).into_iter().map(|source| damage(source, at, length, &with)).collect();
        let _ = parse(&damaged);
    }
}

/// The file with some characters replaced.
fn damage(source: SourceFile, at: f64, length: usize, with: &str) -> SourceFile {
    let chars: Vec<char> = source.text.chars().collect();
    let start = (chars.len() as f64 * at) as usize;
    let before = chars.iter().take(start);
    let after = chars.iter().skip(start + length);
    SourceFile {
        text: before.copied().chain(with.chars()).chain(after.copied()).collect(),
        path: source.path,
    }
}

/// What the problems of the small guide underline after some edits.
#[track_caller]
fn check_underlined(guide: Edits, en: Edits, expected: &[&str]) {
    let files = edited(guide, en);
    let underlined = |problem: &Problem| {
        let file = files.iter().find(|file| file.path == problem.path).unwrap();
        let at = |line: usize, column: usize| {
            let before: usize = file.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let rest = &file.text[before..];
            before + rest.char_indices().nth(column - 1).map_or(rest.len(), |(i, _)| i)
        };
        &file.text[at(problem.line, problem.column)..at(problem.end_line, problem.end_column)]
    };
    let problems = parse(&files).unwrap_err();
    assert_eq!(problems.iter().map(underlined).collect::<Vec<_>>(), expected);
}

#[test]
fn a_problem_underlines_the_whole_value() {
    check_underlined(&[("prior = 0.6", "prior = 1.6")], &[], &["1.6"]);
    check_underlined(&[("group = \"app\"\nplace", "group = \"ap\"\nplace")], &[], &["\"ap\""]);
    let refused_less = [("answers = [\"accepted\", \"refused\"]", "answers = [\"accepted\"]")];
    let expected = ["refused", "[\"accepted\"]", "[0.9, 0.1]", "[0.2, 0.8]"];
    check_underlined(&refused_less, &[], &expected);
    check_underlined(&[("minutes = 60", "minute = 60")], &[], &["[escalation]", "minute"]);
}

#[test]
fn a_problem_of_marked_up_text_underlines_what_is_wrong() {
    check_underlined(
        &[],
        &[("\"The app forgot you.\"", "\"The ![app](x) forgot.\"")],
        &["![app](x)"],
    );
    check_underlined(
        &[],
        &[("\"The app forgot you.\"", "\"Thé\\t<b>app</b>\"")],
        &["<b>", "</b>"],
    );
    check_underlined(
        &[],
        &[("\"The app forgot you.\"", "\"\"\"\nOne.\n\n# Two\n\"\"\"")],
        &["# Two\n"],
    );
}
