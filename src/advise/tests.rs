//! Answers worked by hand, and every way in which a request can be wrong.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::rc::Rc;

use serde_json::Value;

use super::answer;
use crate::engine::{Model, compile};
use crate::guide::bundle;

/// Two causes, one question, two actions.
const LAMP: &str = r#"{"causes":[{"id":"battery","prior":0.5},{"id":"lamp","prior":0.5}],"questions":[{"id":"beeps","cost":1,"answers":["yes","no"],"likelihood":{"battery":[0,1],"lamp":[1,0]}}],"actions":[{"id":"charge","cost":10,"fix":{"battery":1}},{"id":"change","cost":20,"fix":{"lamp":1}}],"escalate":{"cost":100}}"#;

fn no_guides(_: &str) -> Result<Rc<Model>, String> {
    Err("no guides here".into())
}

fn answered(line: &str) -> String {
    answer(line.as_bytes(), &mut no_guides)
}

/// The answer to a model with some evidence.
fn asked(model: &str, evidence: &str) -> String {
    answered(&format!(r#"{{"model":{model},"evidence":[{evidence}]}}"#))
}

#[track_caller]
fn refused(line: &str, message: &str) {
    let said: Value = serde_json::from_str(&answered(line)).unwrap();
    assert_eq!(said, serde_json::json!({ "error": message }), "{line}");
}

/// [`LAMP`] after a change is refused with this message.
#[track_caller]
fn refused_model(from: &str, to: &str, message: &str) {
    assert_eq!(LAMP.matches(from).count(), 1, "{from}");
    refused(&format!(r#"{{"model":{}}}"#, LAMP.replace(from, to)), message);
}

#[track_caller]
fn refused_evidence(evidence: &str, message: &str) {
    refused(&format!(r#"{{"model":{LAMP},"evidence":[{evidence}]}}"#), message);
}

#[test]
fn a_question_that_tells_all_is_asked_first() {
    // 1 + (10 + 20) / 2; without asking 10 + 20 / 2 = 20.
    assert_eq!(
        asked(LAMP, ""),
        r#"{"posterior":{"battery":0.5,"lamp":0.5},"next":{"ask":"beeps"},"expected_cost":16.0}"#
    );
}

#[test]
fn evidence_and_its_order() {
    let posterior = r#""posterior":{"battery":0.0,"lamp":1.0}"#;
    assert_eq!(
        asked(LAMP, r#"{"question":"beeps","answer":"yes"}"#),
        format!(r#"{{{posterior},"next":{{"do":"change"}},"expected_cost":20.0}}"#)
    );
    let (not_sure, not_fixed) = (
        r#"{"answer":"not_sure","question":"beeps"}"#,
        r#"{"action":"charge","outcome":"not_fixed"}"#,
    );
    let both = format!(r#"{{{posterior},"next":{{"do":"change"}},"expected_cost":20.0}}"#);
    assert_eq!(asked(LAMP, &format!("{not_sure},{not_fixed}")), both);
    assert_eq!(asked(LAMP, &format!("{not_fixed},{not_sure}")), both);
}

#[test]
fn what_cannot_be_done_or_is_skipped_is_gone_and_says_nothing() {
    let posterior = r#""posterior":{"battery":0.5,"lamp":0.5}"#;
    let skipped = r#"{"question":"beeps","answer":"skipped"},"#;
    // Without the question and the battery: 20, then support for half of all.
    let expected = format!(r#"{{{posterior},"next":{{"do":"change"}},"expected_cost":70.0}}"#);
    for outcome in ["cant", "skipped"] {
        let outcome = format!(r#"{{"action":"charge","outcome":"{outcome}"}}"#);
        assert_eq!(asked(LAMP, &format!("{skipped}{outcome}")), expected);
    }
}

#[test]
fn with_nothing_to_try_it_is_support() {
    let model = r#"{"causes":[{"id":"a","prior":1}],"escalate":{"cost":7}}"#;
    let expected = r#"{"posterior":{"a":1.0},"next":{"escalate":true},"expected_cost":7.0}"#;
    assert_eq!(asked(model, ""), expected);
    assert_eq!(answered(&format!(r#"{{"model":{model}}}"#)), expected);
}

#[test]
fn not_sure_and_cant_cost_what_they_cost() {
    let unsure = LAMP.replace(r#""lamp":[1,0]}"#, r#""lamp":[1,0]},"unsure":0.5"#);
    // 1 + 15 / 2 + 20 / 2 = 18.5, still below 20.
    let expected = r#"{"posterior":{"battery":0.5,"lamp":0.5},"next":{"ask":"beeps"},"expected_cost":18.5}"#;
    assert_eq!(asked(&unsure, ""), expected);
    let action = |more: &str| {
        let model = r#"{"causes":[{"id":"a","prior":1}],"actions":[{"id":"d","cost":10,"fix":{"a":1}MORE}],"escalate":{"cost":40}}"#;
        asked(&model.replace("MORE", more), "")
    };
    let expected = |cost: &str| format!(r#"{{"posterior":{{"a":1.0}},"next":{{"do":"d"}},"expected_cost":{cost}}}"#);
    assert_eq!(action(""), expected("10.0"));
    // 10 and, one time in four, support.
    assert_eq!(action(r#","cant":0.25"#), expected("20.0"));
    // 0.75 · 10 + 0.25 · (2 + 40)
    assert_eq!(action(r#","cant":0.25,"cant_cost":2"#), expected("18.0"));
}

#[test]
fn priors_are_scaled_and_nothing_else_is_touched() {
    let model = r#"{"causes":[{"id":"a","prior":6},{"id":"b","prior":2},{"id":"c","prior":0}],"questions":[{"id":"q","cost":1,"answers":["x","y"],"likelihood":{"a":[1e-9,0.999999999],"b":[0.5,0.5],"c":[0,1]}}],"escalate":{"cost":7}}"#;
    let said: Value = serde_json::from_str(&asked(model, r#"{"question":"q","answer":"x"}"#)).unwrap();
    let p = |cause: &str| said["posterior"][cause].as_f64().unwrap();
    let a = 0.75e-9 / (0.75e-9 + 0.125);
    assert!((p("a") / a - 1.0).abs() < 1e-12 && (p("b") - (1.0 - a)).abs() < 1e-15);
    assert_eq!(p("c").to_bits(), 0);
}

#[test]
fn the_posterior_keeps_the_order_of_the_causes_whatever_their_names() {
    let model = r#"{"causes":[{"id":"z \"1\"","prior":0.25},{"id":"a.b[0]","prior":0.25},{"id":"Ö","prior":0.5}],"escalate":{"cost":7}}"#;
    let expected =
        r#"{"posterior":{"z \"1\"":0.25,"a.b[0]":0.25,"Ö":0.5},"next":{"escalate":true},"expected_cost":7.0}"#;
    assert_eq!(asked(model, ""), expected);
}

#[test]
fn numbers_are_read_and_written_to_the_last_bit() {
    for prior in ["0.9523809523809523", "0.30000000000000004", "0.1"] {
        let other = 1.0 - prior.parse::<f64>().unwrap();
        let causes = format!(r#"[{{"id":"a","prior":{prior}}},{{"id":"b","prior":{other}}}]"#);
        let said = asked(&format!(r#"{{"causes":{causes},"escalate":{{"cost":7.1}}}}"#), "");
        assert!(said.contains(&format!("\"a\":{prior},\"b\":{other}}}")), "{said}");
    }
}

#[test]
fn a_guide_is_found_by_name_and_its_signs_are_questions() {
    let guide = bundle::load(include_str!("../guide/bundle/tests/demo.en.json"))
        .unwrap()
        .guide;
    let model = Rc::new(compile(&guide).unwrap());
    let mut asked_for = vec![];
    let sign = guide.signs[0].id.as_str();
    let line = format!(r#"{{"guide":"a/b","evidence":[{{"question":"{sign}","answer":"yes"}}]}}"#);
    let said = answer(line.as_bytes(), &mut |name| {
        asked_for.push(name.to_owned());
        Ok(model.clone())
    });
    assert_eq!(asked_for, ["a/b"]);
    assert!(said.starts_with(r#"{"posterior":{"#), "{said}");
    refused(r#"{"guide":"x"}"#, "guide: no guides here");
}

#[test]
fn what_is_no_request() {
    refused("{", "not JSON at column 1 (EOF while parsing an object)");
    refused(
        r#"{"model":{"causes":[{"id""#,
        "model.causes[0]: not JSON at column 25 (EOF while parsing an object)",
    );
    refused(
        r#"{"model":{"causes":[{"#,
        "model.causes[0]: not JSON at column 21 (EOF while parsing an object)",
    );
    refused("{} {}", "not JSON at column 4 (trailing characters)");
    refused("null", "invalid type: null, expected a request as an object");
    refused("{}", "model: missing, expected model or guide");
    refused(r#"{"evidence":[]}"#, "model: missing, expected model or guide");
    refused(
        &format!(r#"{{"model":{LAMP},"guide":"x"}}"#),
        "guide: is there beside model, expected one of them",
    );
    refused(
        r#"{"modell":1}"#,
        "modell: unknown field `modell`, expected one of `model`, `guide`, `evidence`",
    );
    refused(r#"{"guide":"x","guide":"y"}"#, "duplicate field `guide`");
    let said = answer(b"{\"guide\":\"\xff\"}", &mut no_guides);
    assert_eq!(said, r#"{"error":"not UTF-8 at byte 11, expected UTF-8 text"}"#);
}

#[test]
fn what_has_another_type_or_is_unknown_or_missing() {
    refused(
        r#"{"model":3}"#,
        "model: invalid type: integer `3`, expected a model as an object",
    );
    refused_model(
        r#""prior":0.5},{"#,
        r#""prior":"half"},{"#,
        "model.causes[0].prior: invalid type: string \"half\", expected f64",
    );
    refused_model(
        r#"[1,0]"#,
        r#"[1,null]"#,
        "model.questions[0].likelihood.lamp[1]: invalid type: null, expected f64",
    );
    refused_model(
        r#"{"battery":1}"#,
        r#"{"battery":1e999}"#,
        "model.actions[0].fix.battery: not JSON at column 239 (number out of range)",
    );
    refused_model(
        r#""cost":10,"#,
        r#""cost":10,"wait":5,"#,
        "model.actions[0].wait: unknown field `wait`, expected one of `id`, `cost`, `fix`, `cant`, `cant_cost`",
    );
    refused_model(r#","cost":20"#, "", "model.actions[1]: missing field `cost`");
    refused_model(
        r#""fix":{"lamp":1}"#,
        r#""fix":[1]"#,
        "model.actions[1].fix: invalid type: sequence, expected an object keyed by cause",
    );
    refused_model(r#","escalate":{"cost":100}"#, "", "model: missing field `escalate`");
    refused_evidence(
        r#"{"question":"beeps","answer":true}"#,
        "evidence[0].answer: invalid type: boolean `true`, expected a string",
    );
}

#[test]
fn what_is_wrong_with_causes() {
    refused_model(
        r#""id":"battery""#,
        r#""id":"""#,
        "model.causes[0].id: is empty, expected a name",
    );
    refused_model(
        r#""id":"lamp""#,
        r#""id":"battery""#,
        "model.causes[1].id: is the id of another one too, expected one of its own",
    );
    refused_model(
        r#""lamp","prior":0.5"#,
        r#""lamp","prior":-0.5"#,
        "model.causes[1].prior: is -0.5, expected 0 or more",
    );
    refused(
        r#"{"model":{"causes":[],"escalate":{"cost":1}}}"#,
        "model.causes: is empty, expected at least one cause",
    );
    refused(
        r#"{"model":{"causes":[{"id":"a","prior":0}],"escalate":{"cost":1}}}"#,
        "model.causes: all priors are 0, expected one above 0",
    );
}

#[test]
fn what_is_wrong_with_questions() {
    let path = "model.questions[0]";
    let refused = |from: &str, to: &str, message: &str| refused_model(from, to, &format!("{path}.{message}"));
    refused(r#""beeps""#, r#""""#, "id: is empty, expected a name");
    refused(
        r#""cost":1,"#,
        r#""cost":0,"#,
        "cost: is 0, expected more than 0 and at most 1000000",
    );
    refused(r#"["yes","no"]"#, r#"["yes","yes"]"#, "answers: \"yes\" is there twice");
    for name in ["", "not_sure", "skipped"] {
        let message =
            format!("answers[1]: is \"{name}\", expected a name other than \"\", \"not_sure\" and \"skipped\"");
        refused(r#","no"]"#, &format!(r#","{name}"]"#), &message);
    }
    refused(
        r#"["yes","no"]"#,
        r#"["yes"]"#,
        "answers: there are 1, expected at least 2",
    );
    refused(r#"["yes","no"]"#, "[]", "answers: there are 0, expected at least 2");
    refused(
        r#","lamp":[1,0]"#,
        "",
        "likelihood.lamp: missing, expected a row for each cause",
    );
    refused(
        r#""lamp":[1,0]"#,
        r#""lamp":[1,0],"dog":[1,0]"#,
        "likelihood.dog: there is no such cause",
    );
    refused(
        r#""lamp":[1,0]"#,
        r#""lamp":[1,0],"lamp":[1,0]"#,
        "likelihood.lamp: is given twice",
    );
    refused(
        "[1,0]",
        "[1]",
        "likelihood.lamp: has length 1, expected 2, one number per answer",
    );
    refused("[1,0]", "[0.5,0.25]", "likelihood.lamp: sums to 0.75, expected 1");
    refused(
        "[1,0]",
        "[1.5,-0.5]",
        "likelihood.lamp: \"yes\" is 1.5, expected 0 to 1",
    );
    refused(
        "[1,0]}",
        r#"[1,0]},"unsure":1"#,
        "unsure: is 1, expected 0 up to, but not, 1",
    );
    let twice = r#"{"id":"beeps","cost":1,"answers":["a","b"],"likelihood":{"battery":[0,1],"lamp":[1,0]}},"#;
    refused_model(
        r#""questions":["#,
        &format!(r#""questions":[{twice}"#),
        "model.questions[1].id: is the id of another one too, expected one of its own",
    );
}

#[test]
fn what_is_wrong_with_actions_and_support() {
    let path = "model.actions[1]";
    let refused = |from: &str, to: &str, message: &str| refused_model(from, to, &format!("{path}.{message}"));
    refused(r#""change""#, r#""""#, "id: is empty, expected a name");
    refused(
        r#""change""#,
        r#""charge""#,
        "id: is the id of another one too, expected one of its own",
    );
    refused(
        r#""cost":20"#,
        r#""cost":-1"#,
        "cost: is -1, expected more than 0 and at most 1000000",
    );
    refused(
        r#"{"lamp":1}"#,
        r#"{"lamp":1.01}"#,
        "fix.lamp: is 1.01, expected 0 to 1",
    );
    refused(r#"{"lamp":1}"#, r#"{"dog":1}"#, "fix.dog: there is no such cause");
    refused(r#"{"lamp":1}"#, r#"{"lamp":1,"lamp":1}"#, "fix.lamp: is given twice");
    refused(
        r#"{"lamp":1}"#,
        r#"{"lamp":1},"cant":-0.5"#,
        "cant: is -0.5, expected 0 up to, but not, 1",
    );
    refused(
        r#"{"lamp":1}"#,
        r#"{"lamp":1},"cant":0.5,"cant_cost":2e6"#,
        "cant_cost: is 2000000, expected more than 0 and at most 1000000",
    );
    refused_model(
        r#""escalate":{"cost":100}"#,
        r#""escalate":{"cost":0}"#,
        "model.escalate.cost: is 0, expected more than 0 and at most 1000000",
    );
}

#[test]
fn what_is_wrong_with_evidence() {
    let either = "expected either \"question\" and \"answer\" or \"action\" and \"outcome\"";
    for half in [
        "{}",
        r#"{"question":"beeps"}"#,
        r#"{"answer":"yes"}"#,
        r#"{"question":"beeps","outcome":"cant"}"#,
        r#"{"question":"beeps","answer":"yes","action":"charge"}"#,
    ] {
        refused_evidence(half, &format!("evidence[0]: {either}"));
    }
    refused_evidence(
        r#"{"question":"charge","answer":"yes"}"#,
        "evidence[0].question: there is no question \"charge\"",
    );
    refused_evidence(
        r#"{"action":"beeps","outcome":"cant"}"#,
        "evidence[0].action: there is no action \"beeps\"",
    );
    refused_evidence(
        r#"{"question":"beeps","answer":"not-sure"}"#,
        "evidence[0].answer: is \"not-sure\", expected \"yes\", \"no\", \"not_sure\" or \"skipped\"",
    );
    refused_evidence(
        r#"{"action":"charge","outcome":"fixed"}"#,
        "evidence[0].outcome: is \"fixed\", expected \"not_fixed\", \"cant\" or \"skipped\"",
    );
    let (yes, cant) = (
        r#"{"question":"beeps","answer":"yes"}"#,
        r#"{"action":"charge","outcome":"cant"}"#,
    );
    refused_evidence(
        &format!("{yes},{cant},{yes}"),
        "evidence[2]: is about the same as evidence[0]",
    );
    refused_evidence(
        &format!("{yes},{cant},{cant}"),
        "evidence[2]: is about the same as evidence[1]",
    );
}
