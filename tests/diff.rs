//! `guide diff` as an author calls it.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

const COFFEE: &str = "e2e/guides/coffee-machine";

#[test]
fn a_guide_does_not_differ_from_itself() {
    let output = command(&[COFFEE, COFFEE, "--owners", "200"]).output().unwrap();
    assert_eq!(said(&output), (0, String::new()));
    let text = String::from_utf8(output.stdout).unwrap();
    for line in [
        "no cause, sign, question or action added or removed",
        "first advice and its minutes the same at all 6 starts",
    ] {
        assert!(text.contains(line), "no {line:?} in\n{text}");
    }
    let told = compared(&[COFFEE, COFFEE, "--owners", "200"]);
    let nothing = json!({ "mean": 0.0, "standard_error": 0.0 });
    for figures in told["figures"]
        .as_object()
        .unwrap()
        .values()
        .chain(told["by_cause"].as_object().unwrap().values())
    {
        assert_eq!(figures["more"], nothing, "{told:#}");
    }
    assert_eq!(told["revision"]["before"], told["revision"]["after"]);
}

#[test]
fn what_an_edit_changes_is_told_before_and_after() {
    let edited = edited("slower", |text| {
        let (before, after) = text.split_once("[[question]]\nid = \"cups-before\"").unwrap();
        let rest = after.split_once("[[question]]").unwrap().1;
        format!("{before}[[question]]{rest}").replace("minutes = 20\nrisk", "minutes = 40\nrisk")
    });
    let args = [COFFEE, edited.to_str().unwrap(), "--owners", "400"];
    let told = compared(&args);
    assert_eq!(
        told["removed"],
        json!({ "causes": [], "signs": [], "questions": ["cups-before"], "actions": [] })
    );
    assert_eq!(
        told["added"],
        json!({ "causes": [], "signs": [], "questions": [], "actions": [] })
    );
    let starts = told["advice"].as_array().unwrap();
    let ticked: Vec<&Value> = starts.iter().map(|start| &start["ticked"]).collect();
    let sign = |id: &str| json!([id]);
    assert_eq!(
        ticked,
        [
            &json!([]),
            &sign("red-light"),
            &sign("scale-light"),
            &sign("drips-only"),
            &sign("nothing-comes"),
            &Value::Null
        ]
    );
    for start in starts {
        let minutes = |version: &str| start[version]["expected_minutes"].as_f64().unwrap();
        assert!(minutes("after") > minutes("before"), "{start:#}");
        assert_eq!(
            start["step_changed"],
            json!(start["before"]["next"] != start["after"]["next"])
        );
    }
    let scale = &told["by_cause"]["scale"];
    assert!(scale["more"]["mean"].as_f64().unwrap() > 5.0, "{scale:#}");
    assert_eq!(scale["before"]["owners"], scale["after"]["owners"]);
    assert!(told["figures"]["mean_minutes"]["more"]["mean"].as_f64().unwrap() > 0.0);

    let output = command(&args).output().unwrap();
    assert_eq!(said(&output), (0, String::new()));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("removed  question  cups-before"), "{text}");
    assert!(text.contains("where it differs (0 the same)"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 110), "{text}");
}

#[test]
fn a_step_that_changed_is_named_with_both_versions() {
    let edited = edited("support", |text| text.replace("minutes = 45", "minutes = 0.5"));
    let told = compared(&[COFFEE, edited.to_str().unwrap(), "--owners", "5"]);
    let start = &told["advice"][0];
    assert_eq!(start["after"]["next"], json!({ "escalate": true }));
    assert_eq!(start["step_changed"], json!(true));
    let output = command(&[COFFEE, edited.to_str().unwrap(), "--owners", "5"])
        .output()
        .unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains(" -> call support\n"));
}

#[test]
fn a_seed_gives_the_same_bytes_on_any_number_of_cores() {
    let edited = edited("same", |text| text.replace("minutes = 20\nrisk", "minutes = 10\nrisk"));
    let told = |cores, seed| {
        let args = [COFFEE, edited.to_str().unwrap(), "--owners", "200", "--seed", seed];
        command(&args).env("RAYON_NUM_THREADS", cores).output().unwrap().stdout
    };
    assert_eq!(told("1", "1"), told("3", "1"));
    assert_ne!(told("1", "1"), told("1", "2"));
}

#[test]
fn errors_of_a_guide_end_with_1_and_misuse_with_2() {
    let broken = edited("broken", |text| text.replace("prior = 0.35", "prior = 1.4"));
    let broken = broken.to_str().unwrap();
    for args in [[COFFEE, broken], [broken, COFFEE]] {
        let (code, text) = said(&command(&args).output().unwrap());
        assert!(
            code == 1 && text.contains("error[probability]: cause \"empty-tank\": prior is 1.4"),
            "{text}"
        );
        let output = command(&[&args[..], &["--json"]].concat()).output().unwrap();
        assert_eq!(said(&output), (1, String::new()));
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(told["problems"][0]["rule"], "probability");
    }
    for args in [
        vec![COFFEE],
        vec![COFFEE, "no-such-folder"],
        vec![COFFEE, COFFEE, "--noise", "2"],
    ] {
        let output = command(&args).output().unwrap();
        assert!(said(&output).0 == 2 && output.stdout.is_empty(), "{args:?}");
    }
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guide"));
    command.arg("diff").args(args).env("NO_COLOR", "1");
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
    command
}

#[track_caller]
fn compared(args: &[&str]) -> Value {
    let output = command(&[args, &["--json"]].concat()).output().unwrap();
    assert_eq!(said(&output), (0, String::new()));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The coffee machine's guide with another `guide.toml`; texts of things that are gone go too.
fn edited(name: &str, edit: impl Fn(String) -> String) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(COFFEE);
    let to = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("diff")
        .join(name)
        .join("coffee-machine");
    fs::create_dir_all(&to).unwrap();
    let structure = edit(fs::read_to_string(from.join("guide.toml")).unwrap());
    let mut texts: toml::Table = fs::read_to_string(from.join("en.toml")).unwrap().parse().unwrap();
    let questions = texts["question"].as_table_mut().unwrap();
    questions.retain(|id, _| structure.contains(&format!("id = \"{id}\"")));
    fs::write(to.join("guide.toml"), structure).unwrap();
    fs::write(to.join("en.toml"), texts.to_string()).unwrap();
    to
}

/// The exit code, and what was printed as errors.
fn said(output: &Output) -> (i32, String) {
    let code = output.status.code().unwrap_or(-1);
    (code, String::from_utf8_lossy(&output.stderr).into_owned())
}
