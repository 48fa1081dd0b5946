//! Every warning that is not the engine's, and how one is accepted.

use crate::guide::lint::{Remark, Stamps, WARNINGS};
use crate::guide::parse::tests::support::{Edits, edited, file};
use crate::guide::parse::{Reading, Severity, SourceFile, parse, read};

/// What is found after some edits: `line:column rule item: message`.
#[track_caller]
fn check(guide: Edits, en: Edits, expected: &[&str]) {
    check_files(&edited(guide, en), expected);
}

#[track_caller]
fn check_files(files: &[SourceFile], expected: &[&str]) {
    assert_eq!(found(&read(files)), expected);
}

fn found(reading: &Reading) -> Vec<String> {
    let said = reading.problems().into_iter().map(|problem| {
        assert_eq!(problem.severity, Severity::Warning, "{problem}");
        assert!(WARNINGS.contains(&problem.rule) || problem.rule == "unused-allow");
        let (line, column) = (problem.line, problem.column);
        format!("{line}:{column} {} {}: {}", problem.rule, problem.item, problem.message)
    });
    said.collect()
}

fn allow(rule: &str, item: &str) -> String {
    format!("\n[[allow]]\nrule = \"{rule}\"\nitem = \"{item}\"\nreason = \"a test\"\n")
}

#[test]
fn the_small_guide_has_no_warning() {
    check(&[], &[], &[]);
}

#[test]
fn priors_sum_to_one_but_for_rounding() {
    check(
        &[("prior = 0.4", "prior = 0.41")],
        &[],
        &["12:1 priors-sum cause: priors sum to 1.01, expected 1 (the engine scales them to that)"],
    );
    check(&[("prior = 0.4", "prior = 0.405")], &[], &[]);
}

#[test]
fn a_row_differs_from_the_default() {
    check(
        &[
            (
                "seen.login = { p = 0.8, origin = \"judgement: most owners see it\" }",
                "seen.login = 0.1",
            ),
            ("likelihood.login = [0.2, 0.8]", "likelihood.login = [0.9, 0.1]"),
        ],
        &[],
        &[
            "30:14 same-as-default sign.signed-out.seen.login: sign \"signed-out\": seen.login is the same as \
             seen.default, expected other numbers or no seen.login",
            "40:20 same-as-default question.password.likelihood.login: question \"password\": likelihood.login is \
             the same as likelihood.default, expected other numbers or no likelihood.login",
        ],
    );
}

#[test]
fn a_row_with_an_origin_of_its_own_may_be_as_the_default_and_so_may_the_leaks() {
    check(&[("p = 0.8", "p = 0.1")], &[], &[]);
    check(&[("seen.login =", "seen.other = 0.1\nseen.login =")], &[], &[]);
}

#[test]
fn a_sign_has_phrases() {
    let expected = "36:7 sign-without-phrases sign.signed-out: sign \"signed-out\": no phrases, expected other words \
                    that owners use for it";
    check(&[], &[("phrases = [\"login screen\"]\n", "")], &[expected]);
    check(&[], &[("phrases = [\"login screen\"]", "phrases = []")], &[expected]);
}

const HARD: &str = "Authentication infrastructure unavailability notwithstanding, organizational administrators \
    customarily recommend reinitializing previously established communication configurations immediately, whenever \
    intermittent connectivity deterioration unexpectedly necessitates comprehensive verification of subscription \
    eligibility, registration continuity and additional environmental preconditions.";

#[test]
fn a_text_reads_at_about_thirteen() {
    let en = [("about = \"The app forgot you.\"", &*format!("about = \"{HARD}\""))];
    check(
        &[],
        &en,
        &[
            "30:9 reading-age cause.login.about: cause.login.about: reads at about age 53, expected at most 14: \
           it has 31 words to a sentence and 4.35 syllables to a word",
        ],
    );
}

#[test]
fn a_short_text_may_be_hard() {
    let short = "Authentication infrastructure unavailability necessitates verification.";
    check(&[], &[("The app forgot you.", short)], &[]);
}

#[test]
fn a_warning_is_accepted_by_rule_and_item() {
    let allow = allow("priors-sum", "cause");
    let files = edited(
        &[
            ("prior = 0.4", "prior = 0.41"),
            ("manual\"\n\n[[faq]]", &format!("manual\"\n{allow}\n[[faq]]")),
        ],
        &[],
    );
    check_files(&files, &[]);
    assert_eq!(read(&files).n_allowed(), 1);
}

#[test]
fn what_accepts_nothing_is_warned_of() {
    let with = |allow: String| [(END, format!("{END}\n{allow}"))];
    let [(old, new)] = with(allow("priors-sum", "cause"));
    check(
        &[(old, &new)],
        &[],
        &["88:1 unused-allow allow.cause: allow 1: no warning priors-sum of cause, expected no [[allow]]"],
    );
    let [(old, new)] = with(allow("sign-without-phrases", "sign.signd-out"));
    check(
        &[(old, &new)],
        &[("phrases = [\"login screen\"]\n", "")],
        &[
            "36:7 sign-without-phrases sign.signed-out: sign \"signed-out\": no phrases, expected other words \
             that owners use for it",
            "88:1 unused-allow allow.sign.signd-out: allow 1: no warning sign-without-phrases of sign.signd-out, \
             did you mean \"sign.signed-out\"?",
        ],
    );
}

#[test]
fn the_engines_remarks_are_placed_and_accepted_like_any_other() {
    let remark = |item: &str| Remark {
        rule: "never-advised",
        place: "action[1].id".to_owned(),
        item: item.to_owned(),
        message: "too long".to_owned(),
    };
    let new = format!("{END}\n{}", allow("never-advised", "action.restart"));
    let files = edited(&[(END, &new)], &[]);
    let mut reading = read(&files);
    reading.remark([remark("action.restart"), remark("action.other")]);
    assert_eq!(found(&reading), ["54:6 never-advised action.other: too long"]);
}

#[test]
fn an_unknown_rule_is_an_error() {
    let said = |rule: &str| {
        let new = format!("{END}\n{}", allow(rule, "cause"));
        let errors = parse(&edited(&[(END, &new)], &[])).unwrap_err();
        errors.iter().map(|error| error.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        said("prior-sum"),
        ["demo/guide.toml:89:8: allow 1: no warning \"prior-sum\", did you mean \"priors-sum\"?"]
    );
    assert_eq!(
        said("all"),
        [format!(
            "demo/guide.toml:89:8: allow 1: no warning \"all\", expected one of {}",
            WARNINGS.join(", ")
        )]
    );
}

/// The end of the small guide.
const END: &str = "url = \"https://example.org/manual\"";

/// The small guide's files with a translation that has these stamps.
fn translated(en: Edits, stamps: &Stamps) -> Vec<SourceFile> {
    let mut files = edited(&[], en);
    let original = edited(&[], &[("locale = \"en\"", "locale = \"de\"")])
        .pop()
        .unwrap()
        .text;
    files.push(file("demo/de.toml", stamps.written_into(&original)));
    files
}

fn stamps() -> Stamps {
    let (_, texts) = parse(&edited(&[], &[])).unwrap();
    Stamps::of(&texts[0])
}

#[test]
fn a_translation_is_stale_when_the_original_has_changed() {
    check_files(&translated(&[], &stamps()), &[]);
    check_files(
        &translated(&[("log = \"The log.\"", "log = \"Your log.\"")], &stamps()),
        &[
            "69:1 stale-text escalation.checks.log: escalation.checks.log: the en text has changed since it was \
           translated, expected the same meaning and then `guide stamp`",
        ],
    );
}

#[test]
fn line_breaks_and_phrases_leave_a_translation_as_it_is() {
    let edits = [
        (
            "about = \"The app forgot you.\"",
            "about = \"\"\"\nThe app\nforgot you.\"\"\"",
        ),
        ("\"login screen\"", "\"sign in\""),
    ];
    check_files(&translated(&edits, &stamps()), &[]);
}

#[test]
fn every_text_of_a_translation_has_a_stamp() {
    let mut some = stamps();
    some.0.remove("faq.why");
    check_files(
        &translated(&[], &some),
        &[
            "75:6 stale-text faq.why: faq.why: it has no stamp in [translated_from], \
           expected the same meaning and then `guide stamp`",
        ],
    );
    let mut files = translated(&[], &some);
    let end = files[2].text.find("# Stamps").unwrap();
    files[2].text.truncate(end);
    check_files(
        &files,
        &["1:10 stale-text translated_from: no [translated_from], expected the stamps that `guide stamp` writes"],
    );
}

#[test]
fn stamps_replace_those_of_a_file_and_nothing_else() {
    let (before, after) = (stamps(), Stamps([("guide".into(), "0123abcd".to_owned())].into()));
    let file = "locale = \"de\"\n\n[faq]\n";
    let stamped = after.written_into(&before.written_into(file));
    let remark = "# Stamps of the texts that these were translated from; `guide stamp` writes them.";
    assert_eq!(
        stamped,
        format!("{file}\n{remark}\n[translated_from]\n\"guide\" = \"0123abcd\"\n")
    );
    let in_the_middle = "locale = \"de\"\n\n[translated_from]\n\"x\" = \"y\"\n\n[faq]\n";
    assert_eq!(after.written_into(in_the_middle), stamped);
}
