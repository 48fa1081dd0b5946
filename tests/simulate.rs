//! `guide simulate` as an author calls it.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const TOYOTA: &str = "guides/toyota-remote-connect";
const COFFEE: &str = "e2e/guides/coffee-machine";
const POLICIES: [&str; 5] = ["advice", "document_order", "p_over_c", "one_step_voi", "random"];

#[test]
fn the_shipped_guide_saves_more_than_half_the_time_of_reading_it_from_top_to_bottom() {
    // Nobody leaves: who gives up early takes little time.
    let played = json(&[TOYOTA, "--owners", "12", "--leave", "0"]);
    let mean = |policy| number(&played[policy], "mean_minutes");
    for baseline in ["document_order", "random"] {
        assert!(mean("advice") < 0.5 * mean(baseline), "{played:#}");
    }
}

#[test]
fn every_policy_has_every_figure_and_the_setting_is_told() {
    let options = [
        "--owners",
        "200",
        "--seed",
        "3",
        "--noise",
        "0.05",
        "--second-fault",
        "0.2",
        "--signs",
        "1",
    ];
    let played = json(&[&[COFFEE], options.as_slice()].concat());
    for policy in POLICIES {
        let figures = &played[policy];
        let (median, p90) = (number(figures, "median_minutes"), number(figures, "p90_minutes"));
        assert!(
            0.0 < median && median <= p90 && number(figures, "mean_minutes") > 0.0,
            "{figures:#}"
        );
        for share in ["fixed", "left", "first", "three"] {
            assert!((0.0..=1.0).contains(&number(figures, share)), "{figures:#}");
        }
        assert!(number(figures, "questions_median") >= 0.0 && number(figures, "steps_median") >= 0.0);
    }
    let sum = |table: &Value| {
        table
            .as_object()
            .unwrap()
            .values()
            .map(|n| n.as_u64().unwrap())
            .sum::<u64>()
    };
    for (cause, row) in played["advice"]["confusion"].as_object().unwrap() {
        assert_eq!(
            sum(row),
            played["advice"]["by_cause"][cause]["owners"].as_u64().unwrap()
        );
    }
    let setting = serde_json::json!({
        "guide": "coffee-machine", "owners": 200, "seed": 3, "noise": 0.05, "second_fault": 0.2, "signs": 1,
        "leave_per_card": 0.0, "leave_per_minute": 0.0
    });
    assert_eq!(played["setting"], setting);
    assert_eq!(played.as_object().unwrap().len(), POLICIES.len() + 1);
}

#[test]
fn a_seed_gives_the_same_bytes_on_any_number_of_cores() {
    let told = |cores, options: &[&str]| {
        let output = command(&[&[COFFEE, "--owners", "300"], options].concat())
            .env("RAYON_NUM_THREADS", cores)
            .output()
            .unwrap();
        assert_eq!(said(&output), (0, String::new()));
        output.stdout
    };
    for options in [["--seed", "1"].as_slice(), &["--seed", "1", "--json"]] {
        assert_eq!(told("1", options), told("3", options));
    }
    assert_ne!(told("1", &["--seed", "1"]), told("1", &["--seed", "2"]));
}

#[test]
fn the_tables_name_policies_causes_and_confusions() {
    let output = command(&[COFFEE, "--owners", "300"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.starts_with("coffee-machine: 300 owners, seed 1, noise 0.1, second fault 0, at most 3 signs ticked\n")
    );
    for word in POLICIES.iter().chain(&["over advice", "by true cause", "taken for"]) {
        assert!(text.contains(word), "no {word:?} in\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
}

#[test]
fn several_guides_give_a_table_each_or_an_array() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("simulate");
    for guide in [TOYOTA, COFFEE].map(Path::new) {
        let to = folder.join(guide.file_name().unwrap());
        fs::create_dir_all(&to).unwrap();
        for file in ["guide.toml", "en.toml"] {
            fs::copy(
                Path::new(env!("CARGO_MANIFEST_DIR")).join(guide).join(file),
                to.join(file),
            )
            .unwrap();
        }
    }
    let played = json(&[folder.to_str().unwrap(), "--owners", "3"]);
    let names: Vec<&str> = (0..2)
        .map(|i| played[i]["setting"]["guide"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["coffee-machine", "toyota-remote-connect"]);
}

#[test]
fn misuse_says_which_option_what_value_and_what_is_allowed() {
    for (options, expected) in [
        (
            ["--noise", "1.5"],
            "invalid value '1.5' for '--noise <P>': expected a number from 0 to 1",
        ),
        (
            ["--noise", "NaN"],
            "invalid value 'NaN' for '--noise <P>': expected a number from 0 to 1",
        ),
        (
            ["--second-fault", "x"],
            "invalid value 'x' for '--second-fault <P>': expected a number from 0 to 1",
        ),
        (
            ["--owners", "0"],
            "invalid value '0' for '--owners <N>': 0 is not in 1..=1000000",
        ),
        (["--signs", "many"], "invalid value 'many' for '--signs <N>'"),
    ] {
        let output = command(&[&[COFFEE], options.as_slice()].concat()).output().unwrap();
        let (code, text) = said(&output);
        assert!(
            code == 2 && text.contains(expected) && output.stdout.is_empty(),
            "{text}"
        );
    }
    assert_eq!(said(&command(&["no-such-folder"]).output().unwrap()).0, 2);
    assert_eq!(said(&command(&[]).output().unwrap()).0, 2);
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guide"));
    command
        .arg("simulate")
        .args(args)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
    command
}

fn json(args: &[&str]) -> Value {
    let output = command(&[args, &["--json"]].concat()).output().unwrap();
    assert_eq!(said(&output), (0, String::new()));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn number(figures: &Value, name: &str) -> f64 {
    figures[name]
        .as_f64()
        .unwrap_or_else(|| panic!("no {name:?} in {figures:#}"))
}

/// The exit code, and what was printed as errors.
fn said(output: &Output) -> (i32, String) {
    let code = output.status.code().unwrap_or(-1);
    (code, String::from_utf8_lossy(&output.stderr).into_owned())
}
