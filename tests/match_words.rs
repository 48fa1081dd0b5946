//! `guide match` as an author calls it.
#![cfg(not(target_arch = "wasm32"))]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const TOYOTA: &str = "guides/toyota-remote-connect";

#[test]
fn each_phrase_gets_a_line_with_its_signs_and_all_causes() {
    let lines = matched(&[TOYOTA, "--locale", "en"], "my free trail ran out\n\n  \nzzzzqqqq\r\n");
    let [trial, nothing] = lines.as_slice() else {
        panic!("{lines:?}")
    };
    assert_eq!(trial["phrase"], "my free trail ran out");
    assert_eq!(trial["signs"][0]["id"], "began-at-trial-end");
    assert_eq!(trial["signs"][0]["preselected"], true);
    assert_eq!(
        trial["signs"][0]["words"],
        serde_json::json!(["free", "trail", "ran", "out"])
    );
    assert_eq!(trial["causes"][0]["id"], "subscription");
    assert_eq!(nothing["phrase"], "zzzzqqqq");
    assert_eq!(nothing["signs"], serde_json::json!([]));
    for line in &lines {
        let causes = line["causes"].as_array().unwrap();
        let p = |cause: &Value| cause["p"].as_f64().unwrap();
        assert!((causes.iter().map(p).sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(causes.windows(2).all(|pair| p(&pair[0]) >= p(&pair[1])));
        for sign in line["signs"].as_array().unwrap() {
            assert!((0.0..=1.0).contains(&sign["score"].as_f64().unwrap()), "{sign}");
        }
    }
    assert_eq!(trial["causes"].as_array().unwrap().len(), 30);
}

#[test]
fn phrases_are_read_in_the_language_asked_for() {
    let lines = matched(&[TOYOTA, "--locale", "es"], "me rechazaron la tarjeta\n");
    assert_eq!(lines[0]["signs"][0]["id"], "payment-declined");
    let lines = matched(&[TOYOTA, "--locale", "fr"], "carte refusée\n");
    assert_eq!(lines[0]["signs"][0]["id"], "payment-declined");
}

#[test]
fn what_was_tried_and_answered_stands_beside_the_signs() {
    let line = "Already reinstalled the app. My plan is active, and it says authorization failed\n";
    let lines = matched(&[TOYOTA, "--locale", "en"], line);
    assert_eq!(lines[0]["tried"], serde_json::json!(["reinstall-app"]));
    assert_eq!(
        lines[0]["answers"],
        serde_json::json!([{"question": "plan-status", "answer": "active"}])
    );
    assert_eq!(lines[0]["signs"][0]["id"], "authorization-failed");
    assert_eq!(lines[0]["signs"][0]["preselected"], true);
}

#[test]
fn bytes_that_are_no_text_get_a_line_too() {
    let done = run(&[TOYOTA], b"\xff\xfe\n");
    assert_eq!(String::from_utf8(done.stdout).unwrap().lines().count(), 1);
}

#[test]
fn a_language_that_the_guide_lacks_is_misuse() {
    let done = run(&[TOYOTA, "--locale", "xx"], b"");
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(done.stderr).unwrap(),
        "error: guides/toyota-remote-connect has no language \"xx\", expected one of en, es, fr\n"
    );
}

fn matched(args: &[&str], phrases: &str) -> Vec<Value> {
    let done = run(args, phrases.as_bytes());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_guide"))
        .arg("match")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}
