//! Claims about the report for support, as text, as JSON and as a letter.

use super::*;
use crate::engine;
use crate::guide::{FORMAT, Texts};
use crate::progress::tests::{guide, progress};
use crate::words::LANGUAGES;

/// What `tell` makes of the test guide and of a session with a sign, an answer and a failed step.
fn told(tell: impl FnOnce(&Source, &Voice) -> String) -> String {
    told_of(&progress(), tell)
}

/// The same of another session.
fn told_of(progress: &Progress, tell: impl FnOnce(&Source, &Voice) -> String) -> String {
    let mut texts = Texts::default();
    texts.escalation.details = vec!["VIN".into(), "Model".into()];
    let bundle = Bundle {
        format: FORMAT,
        revision: "r1".into(),
        locales: vec!["en".into()],
        guide: guide(),
        texts,
    };
    let model = engine::compile(&bundle.guide).expect("the test guide is sound");
    let session = progress.session();
    let belief = engine::believe(&model, &session.evidence(&model));
    let words = |key: &str| {
        Some(match key.strip_prefix("report_") {
            Some("estimate") => "Estimates.".to_owned(),
            Some("nothing") => "nothing".to_owned(),
            Some("title") => "Report".to_owned(),
            Some(heading) => heading.to_uppercase(),
            None if key == "carry_code" => "Code".to_owned(),
            None if key == "incident_heading" => "INCIDENT".to_owned(),
            None => "{asked}: {answer}".to_owned(),
        })
    };
    let voice = Voice {
        text: Text::read(&LANGUAGES[0], &words),
        said: &|entry| match &entry.said {
            Said::Answer(answer) => answer.0.clone(),
            said => format!("{said:?}"),
        },
        day: &|at| format!("day {:.0}", (at / DAY).floor()),
        incident: Some("This site reports: it is down.".into()),
        percent: &|p| format!("{:.0}%", p * 100.0),
    };
    let source = Source {
        bundle: &bundle,
        model: &model,
        progress,
        session: &session,
        belief: &belief,
    };
    tell(&source, &voice)
}

const DAY: f64 = 24.0 * 3_600_000.0;

fn renew() -> Subject {
    Subject::Action("renew".into())
}

#[test]
fn the_report_leads_with_what_an_agent_asks_first() {
    let causes = told(|source, voice| {
        let lines = likely(source).map(|(id, p)| format!("- {:>3}  {id}\n", (voice.percent)(p)));
        lines.collect()
    });
    assert_eq!(causes.lines().count(), 3, "{causes}");
    let likeliest = causes.lines().next().and_then(|line| line.split_whitespace().nth(1));
    let likeliest = format!("plan ({})", likeliest.unwrap_or_default());
    let code = case::write(&progress().session(), &guide());
    assert_eq!(
        told(write),
        format!(
            "Report: \nday 0\nCode: {code}\n\nSIGNS\n- ended\n\nSINCE: ____\nLIKELIEST: {likeliest}\n\n\
             INCIDENT\n- This site reports: it is down.\n\nSTEPS\n- renew: NotFixed\n\nVIN: ____\nModel: ____\n\n\
             ANSWERS\n- status: over\n\nCAUSES\n{causes}\nCHECKS\n- nothing\n\nEstimates.\nFixpath · test · r1\n"
        )
    );
}

#[test]
fn the_report_tells_what_worked_for_a_while_and_when_that_was() {
    let mut progress = progress();
    progress.record(DAY, vec![(renew(), Some(Said::Fixed))]);
    progress.record(2.0 * DAY, vec![(renew(), Some(Said::NotFixed))]);
    progress.record(
        3.0 * DAY,
        vec![(Subject::Question("status".into()), Some(Said::NotSure))],
    );
    let report = told_of(&progress, write);
    let lines = [
        "day 3",
        "- ended (day 0)",
        "- renew: LAPSED (day 2)",
        "- status: NotSure",
    ];
    for line in lines {
        assert!(report.lines().any(|found| found == line), "no {line}:\n{report}");
    }
    let summary = told_of(&progress, |source, voice| format!("{:?}", summary(source, voice)));
    assert!(
        summary.ends_with(r#"("LAPSED", "renew")]"#) && !summary.contains("STEPS"),
        "{summary}"
    );
    let json = told_of(&progress, |source, voice| {
        json::write(source, voice, 0.0, &|_| String::new())
    });
    assert!(
        json.contains(r#""outcome":"not-fixed","text":"NotFixed","at":"","worked_for_a_while":true"#),
        "{json}"
    );
}

#[test]
fn what_was_put_off_or_could_not_be_done_was_not_tried() {
    for said in [Said::Later, Said::CantDo] {
        let mut progress = progress();
        let line = format!("STEPS\n- nothing\n\nOPEN\n- renew: {said:?}\n");
        progress.record(1.0, vec![(renew(), Some(said))]);
        let report = told_of(&progress, write);
        assert!(report.contains(&line), "no {line}:\n{report}");
    }
}

#[test]
fn what_does_not_count_any_more_says_so() {
    let mut bundle_guide = guide();
    bundle_guide.actions[0].only_if = vec![crate::guide::Condition {
        question: "status".into(),
        answer: "active".into(),
    }];
    let model = engine::compile(&bundle_guide).expect("the guide is sound");
    let (write_text, write_json) = told_with(&model);
    assert!(write_text.contains("- renew: NotFixed (MOOT)\n"), "{write_text}");
    assert!(write_json.contains(r#""no_longer_counts":true"#), "{write_json}");
    assert_eq!(write_json.matches("no_longer_counts").count(), 1, "{write_json}");
}

/// Both reports of the usual session, with another model.
fn told_with(model: &Model) -> (String, String) {
    let tell =
        |tell: &dyn Fn(&Source, &Voice) -> String| told(|source, voice| tell(&Source { model, ..*source }, voice));
    let json = |source: &Source, voice: &Voice| json::write(source, voice, 0.0, &|_| String::new());
    (tell(&write), tell(&json))
}

#[test]
fn a_summary_names_the_first_few() {
    let all: Vec<String> = (1..=5).map(|n| format!("step {n}")).collect();
    let first = told(|_, voice| format!("{} | {}", few(voice.text, &all), few(voice.text, &all[..2])));
    assert_eq!(first, "step 1; step 2; step 3 … (5) | step 1; step 2");
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
