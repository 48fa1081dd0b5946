//! Claims about the report for support, as text, as JSON and as a letter.

use super::*;
use crate::engine;
use crate::guide::{FORMAT, Texts};
use crate::progress::Said;
use crate::progress::tests::{guide, progress};
use crate::words::LANGUAGES;

/// What `tell` makes of the test guide and of a session with a sign, an answer and a failed step.
fn told(tell: impl FnOnce(&Source, &Voice) -> String) -> String {
    let bundle = Bundle {
        format: FORMAT,
        revision: "r1".into(),
        locales: vec!["en".into()],
        guide: guide(),
        texts: Texts::default(),
    };
    let model = engine::compile(&bundle.guide).expect("the test guide is sound");
    let session = progress().session();
    let belief = engine::believe(&model, &session.evidence(&model));
    let words = |key: &str| {
        Some(match key.strip_prefix("report_") {
            Some("estimate") => "Estimates.".to_owned(),
            Some("nothing") => "nothing".to_owned(),
            Some("title") => "Report".to_owned(),
            Some(heading) => heading.to_uppercase(),
            None if key == "carry_code" => "Code".to_owned(),
            None => "{asked}: {answer}".to_owned(),
        })
    };
    let voice = Voice {
        text: Text::read(&LANGUAGES[0], &words),
        said: &|entry| match &entry.said {
            Said::Answer(answer) => answer.0.clone(),
            said => format!("{said:?}"),
        },
        when: &|at| format!("{:02}:00", at / 60_000.0),
        incident: Some("This site reports: it is down.".into()),
        percent: &|p| format!("{:.0}%", p * 100.0),
    };
    let source = Source {
        bundle: &bundle,
        model: &model,
        session: &session,
        belief: &belief,
    };
    tell(&source, &voice)
}

#[test]
fn the_report_lists_signs_answers_and_steps_in_the_order_they_were_told() {
    let causes = told(|source, voice| {
        let lines = likely(source).map(|(id, p)| format!("- {:>3}  {id}\n", (voice.percent)(p)));
        lines.collect()
    });
    assert_eq!(causes.lines().count(), 3, "{causes}");
    let code = case::write(&progress().session(), &guide());
    assert_eq!(
        told(write),
        format!(
            "Report: \nCode: {code}\n\nSIGNS\n- 00:00  ended\n\n{{asked}}: {{answer}}\n- This site reports: it is down.\n\nANSWERS\n- 01:00  status: over\n\n\
             STEPS\n- 02:00  renew: NotFixed\n\nCAUSES\n{causes}\nCHECKS\n- nothing\n\nEstimates.\nFixpath · test · r1\n"
        )
    );
}

#[test]
fn the_report_for_programs_has_the_documented_shape() {
    let text = told(|source, voice| json::write(source, voice, 9000.0, &|at| format!("{at}")));
    let mut report: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let causes = report["causes"].take();
    let expected = serde_json::json!({
        "format": 1,
        "kind": "fixpath-report",
        "written": "9000",
        "guide": { "id": "test", "product": "", "revision": "r1", "locale": "" },
        "case_code": case::write(&progress().session(), &guide()),
        "signs": [{ "id": "ended", "text": "ended", "at": "0" }],
        "incident": "This site reports: it is down.",
        "answers": [{ "id": "status", "asked": "status", "answer": "over", "text": "over", "at": "60000" }],
        "steps": [{ "id": "renew", "title": "renew", "outcome": "not-fixed", "text": "NotFixed", "at": "120000" }],
        "causes": null,
        "checks": [],
    });
    assert_eq!(report, expected);
    let causes = causes.as_array().expect("a list");
    let p: Vec<f64> = causes.iter().filter_map(|cause| cause["p"].as_f64()).collect();
    assert!(
        p.is_sorted_by(|a, b| a >= b) && (p.iter().sum::<f64>() - 1.0).abs() < 1e-3,
        "{p:?}"
    );
    assert_eq!(causes[0]["title"], causes[0]["id"]);
}

/// Percent-encodes whatever is not a letter or a digit.
fn encode(text: &str) -> String {
    let encoded = text.bytes().map(|byte| match byte {
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    encoded.collect()
}

#[test]
fn a_letter_holds_the_whole_report_where_it_fits() {
    assert_eq!(
        mail::address("To do", "One & two\nThrée\n", "Cut.", &encode),
        "mailto:?subject=To%20do&body=One%20%26%20two%0D%0AThr%C3%A9e%0D%0A"
    );
}

#[test]
fn a_letter_that_is_too_long_is_cut_after_a_whole_line_and_says_so() {
    let report: String = (0..90).map(|n| format!("- Line {n} of it\n")).collect();
    let address = mail::address("To do", &report, "Cut.", &encode);
    assert!(address.len() <= mail::LONGEST, "{}", address.len());
    assert!(address.len() > mail::LONGEST - 60, "{}", address.len());
    assert!(address.ends_with("%20of%20it%0D%0A%0D%0ACut%2E"), "{address}");
}

#[test]
fn what_the_report_for_programs_tells_is_read_back() {
    let text = told(|source, voice| json::write(source, voice, 9000.0, &|at| format!("{at}")));
    let mut held = read::read(&text, &guide(), &|at| at.parse().unwrap_or_default()).expect("a report");
    assert_eq!(held.reconcile(&guide(), "r1"), []);
    let told = |progress: &crate::progress::Progress| progress.session().told().cloned().collect::<Vec<_>>();
    assert_eq!(told(&held), told(&progress()));
    assert!(held.session().started());
}

#[test]
fn what_is_no_report_for_this_guide_says_so() {
    let read = |text: &str| read::read(text, &guide(), &|_| 0.0).expect_err("no report");
    assert!(read("nonsense").starts_with("it is no report ("));
    assert_eq!(
        read(r#"{ "format": 2, "kind": "fixpath-report", "guide": { "id": "test" } }"#),
        "it is a \"fixpath-report\" of format 2, expected a \"fixpath-report\" of format 1"
    );
    assert_eq!(
        read(r#"{ "format": 1, "kind": "fixpath-report", "guide": { "id": "other" } }"#),
        "it is for the guide \"other\", expected \"test\""
    );
}

#[test]
fn what_a_report_names_and_the_guide_has_not_is_dropped() {
    let text = r#"{ "format": 1, "kind": "fixpath-report", "guide": { "id": "test" },
        "signs": [{ "id": "no-such" }, { "id": "ended" }], "steps": [{ "id": "renew", "outcome": "<script>" }] }"#;
    let mut held = read::read(text, &guide(), &|_| 0.0).expect("a report");
    held.reconcile(&guide(), "r1");
    assert_eq!(held.session().told().count(), 1, "{:?}", held.session());
}
