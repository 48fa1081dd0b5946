//! The compiled form: made, read back, and refused when it is not what it should be.

use proptest::prelude::*;

use super::{Bundle, LoadError, load};

const JSON: &str = include_str!("tests/demo.en.json");

/// The text of a good bundle after replacing what stands in it once.
#[track_caller]
fn edited(old: &str, new: &str) -> String {
    assert_eq!(
        JSON.matches(old).count(),
        1,
        "{old:?} does not stand in the bundle once"
    );
    JSON.replace(old, new)
}

/// Loading is refused with this message.
#[track_caller]
fn check(text: &str, expected: &str) {
    match load(text) {
        Ok(_) => panic!("loaded, expected: {expected}"),
        Err(error) => assert_eq!(error.to_string(), expected),
    }
}

/// Loading the good bundle after an edit is refused because of what does not fit together.
#[track_caller]
fn check_fit(old: &str, new: &str, reason: &str) {
    match load(&edited(old, new)) {
        Err(LoadError::Inconsistent { reason: found }) => assert_eq!(found, reason),
        other => panic!("{other:?}, expected: {reason}"),
    }
}

mod compiling {
    use super::super::compile;
    use super::*;
    use crate::guide::parse::parse;
    use crate::guide::parse::tests::support::{demo, edited, parse_edited};

    fn bundle() -> Bundle {
        let (guide, texts) = demo();
        compile(&guide, texts).pop().unwrap()
    }

    fn revision(guide_edits: &[(&str, &str)], en_edits: &[(&str, &str)]) -> String {
        let (guide, texts) = parse_edited(guide_edits, en_edits).unwrap();
        compile(&guide, texts).pop().unwrap().revision
    }

    #[test]
    fn what_support_asks_for_is_read_back_and_leaves_the_revision_as_it_is() {
        let told = "[escalation]\nname = \"Acme\"\nlead = \"Acme can look.\"\ndetails = [\"Number\"]\n";
        let edits = [
            ("[escalation]\n", told),
            ("note = \"Day", "link = \"Help\"\nnote = \"Day"),
        ];
        let (guide, texts) = parse_edited(&[], &edits).unwrap();
        let made = compile(&guide, texts).pop().unwrap();
        assert_eq!(made.revision, bundle().revision);
        let escalation = &made.texts.escalation;
        assert_eq!(escalation.name.as_deref(), Some("Acme"));
        assert_eq!(escalation.details, ["Number"]);
        assert_eq!(load(&made.to_json()), Ok(made));
    }

    #[test]
    fn the_compiled_guide_on_file_is_the_one_made_today() {
        let made = bundle().to_json();
        assert_eq!(
            made,
            JSON.trim_end(),
            "if the change is meant, write this to src/guide/bundle/tests/demo.en.json:\n{made}"
        );
    }

    #[test]
    fn what_was_compiled_loads_as_it_was() {
        assert_eq!(load(&bundle().to_json()), Ok(bundle()));
        assert_eq!(bundle().file_name(), "demo.en.json");
        assert_eq!(bundle().locales, ["en"]);
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        assert_eq!(bundle().to_json(), bundle().to_json());
    }

    #[test]
    fn the_revision_follows_structure_and_numbers() {
        let before = bundle().revision;
        assert_eq!(before.len(), 16);
        assert!(
            before
                .bytes()
                .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)),
            "{before}"
        );
        assert_ne!(revision(&[("seen.default = 0.1", "seen.default = 0.11")], &[]), before);
        assert_ne!(
            revision(&[("risk = true", "risk = true\nadvanced = true")], &[]),
            before
        );
        assert_ne!(
            revision(&[("[\"ios\", \"android\"]", "[\"android\", \"ios\"]")], &[]),
            before
        );
    }

    #[test]
    fn the_revision_does_not_follow_texts_comments_or_spelling() {
        let before = bundle().revision;
        assert_eq!(
            revision(&[], &[("title = \"Account\"", "title = \"Your account\"")]),
            before
        );
        assert_eq!(
            revision(&[("seen.default = 0.1", "seen.default = 1e-1 # one in ten")], &[]),
            before
        );
        assert_eq!(revision(&[("minutes = 60", "minutes = 60.0")], &[]), before);
    }

    #[test]
    fn each_language_has_a_bundle_of_one_revision() {
        let mut files = edited(&[], &[]);
        let german = edited(&[], &[("locale = \"en\"", "locale = \"de\"")]).pop().unwrap();
        files.push(crate::guide::parse::SourceFile {
            path: "demo/de.toml".to_owned(),
            text: german.text,
        });
        let (guide, texts) = parse(&files).unwrap();
        let bundles = compile(&guide, texts);
        let names: Vec<String> = bundles.iter().map(Bundle::file_name).collect();
        assert_eq!(names, ["demo.en.json", "demo.de.json"]);
        assert!(bundles.iter().all(|bundle| bundle.locales == ["en", "de"]));
        assert!(bundles.iter().all(|bundle| bundle.revision == bundles[0].revision));
    }
}

#[test]
fn what_is_not_json_says_where() {
    check(
        "",
        "the guide's file is not JSON at line 1, column 0 (EOF while parsing a value); build it again with `guide build`",
    );
    check(
        "<!doctype html>",
        "the guide's file is not JSON at line 1, column 1 (expected value); build it again with `guide build`",
    );
    let half: String = JSON.chars().take(100).collect();
    check(
        &half,
        "the guide's file is not JSON at line 1, column 100 (EOF while parsing a string); build it again with `guide build`",
    );
}

#[test]
fn a_newer_format_says_so_whatever_its_shape() {
    check(
        "{\"format\":2,\"guide\":[]}",
        "the guide's file has format 2, this page knows 1; reload or update the page",
    );
    check(
        "{\"format\":99999999999}",
        "the guide's file has format 99999999999, this page knows 1; reload or update the page",
    );
}

#[test]
fn an_older_format_says_so() {
    check(
        "{\"format\":0}",
        "the guide's file has format 0, this page knows 1; build it again with `guide build`",
    );
}

#[test]
fn what_is_missing_or_mistyped_says_where() {
    check(
        "{}",
        "the guide's file is incomplete at line 1, column 2 (missing field `format`); build it again with `guide build`",
    );
    check(
        "[]",
        "the guide's file is incomplete at line 1, column 2 (found a list, expected a compiled guide); build it again with `guide build`",
    );
    check(
        "{\"format\":-1}",
        "the guide's file is incomplete at line 1, column 12 (found number `-1`, expected a whole number); build it again with `guide build`",
    );
    check(
        "{\"format\":1}",
        "the guide's file is incomplete at line 1, column 12 (missing field `revision`); build it again with `guide build`",
    );
    check(
        &edited("\"prior\":0.6", "\"prior\":\"high\""),
        "the guide's file is incomplete at line 1, column 266 (found string \"high\", expected a number); build it again with `guide build`",
    );
}

#[test]
fn a_link_that_runs_a_script_does_not_load() {
    let link = "[{\"href\":\"#why\",\"link\":[\"a\"]}]";
    assert!(load(&edited("[\"Who you are.\"]", link)).is_ok());
    let script = "[{\"href\":\"javascript:alert(1)\",\"link\":[\"a\"]}]";
    assert!(matches!(
        load(&edited("[\"Who you are.\"]", script)),
        Err(LoadError::Shape { .. })
    ));
    check_fit(
        "https://example.org/manual",
        "javascript:alert(1)",
        "\"javascript:alert(1)\" is no web address",
    );
}

#[test]
fn parts_that_do_not_fit_together_do_not_load() {
    check_fit("\"stage\":\"account\"", "\"stage\":\"garage\"", "no stage \"garage\"");
    check_fit("\"stage\":\"account\",", "", "cause \"login\" has no stage");
    check_fit("\"prior\":0.6", "\"prior\":1.6", "cause \"login\" has the chance 1.6");
    check_fit(
        "\"leak\":true,",
        "\"stage\":\"account\",",
        "0 causes are the leak, not one",
    );
    check_fit("\"prior\":0.4", "\"prior\":0", "the leak has no prior");
    check_fit(
        "\"seen_default\":0.1",
        "\"seen_default\":-0.1",
        "sign \"signed-out\" has the chance -0.1",
    );
    check_fit(
        "\"answers\":[\"accepted\",\"refused\"]",
        "\"answers\":[\"accepted\"]",
        "question \"password\" has fewer than 2 answers",
    );
    check_fit(
        "\"likelihood_default\":[0.9,0.1]",
        "\"likelihood_default\":[0.9]",
        "question \"password\" has a row that is not one chance per answer with the sum 1",
    );
    check_fit(
        "\"p\":[0.2,0.8]",
        "\"p\":[0.2,0.7]",
        "question \"password\" has a row that is not one chance per answer with the sum 1",
    );
    check_fit(
        "\"id\":\"password\"",
        "\"id\":\"signed-out\"",
        "sign or question \"signed-out\" stands there twice",
    );
    check_fit("\"minutes\":2.0", "\"minutes\":0", "action \"sign-in\" takes 0 minutes");
    check_fit("\"wait\":3.0", "\"wait\":-3", "action \"sign-in\" waits -3 minutes");
    check_fit("\"minutes\":60.0", "\"minutes\":0", "escalation takes 0 minutes");
    check_fit(
        "\"after\":[\"sign-in\"]",
        "\"after\":[\"sign-up\"]",
        "no action \"sign-up\"",
    );
    check_fit(
        "\"needs\":[\"key\"],\"risk\"",
        "\"needs\":[\"card\"],\"risk\"",
        "no need \"card\"",
    );
    check_fit(
        "\"places\":[\"car\"],",
        "\"places\":[\"car\"],\"away\":[\"moon\"],",
        "no place \"moon\"",
    );
    check_fit("\"sign\":\"signed-out\"", "\"sign\":\"rain\"", "no sign \"rain\"");
    check_fit(
        "\"prevents\":[\"login\"]",
        "\"prevents\":[\"rain\"]",
        "no cause \"rain\"",
    );
    check_fit(
        "\"refused\":\"No\"",
        "\"maybe\":\"No\"",
        "answer \"refused\" has no text",
    );
    check_fit(
        "\"risk\":[\"You may lose the list.\"]",
        "\"risks\":[]",
        "action \"sign-in\" has no warning",
    );
}

proptest! {
    #[test]
    fn no_text_makes_load_panic(text in "(?s).*") {
        let _ = load(&text);
    }

    #[test]
    fn no_damage_makes_load_panic(at in 0.0..1.0, length in 0usize..30, with in "[\\[\\]{}\",:a-z0-9.-]{0,6}") {
        let chars: Vec<char> = JSON.chars().collect();
        let start = (chars.len() as f64 * at) as usize;
        let damaged: String = chars.iter().take(start).copied().chain(with.chars()).chain(chars.iter().skip(start + length).copied()).collect();
        let _ = load(&damaged);
    }
}
