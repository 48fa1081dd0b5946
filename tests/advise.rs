//! `guide advise` as a program meets it: lines in, lines out.
#![cfg(not(target_arch = "wasm32"))]

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

const SUPPORT: &[u8] = br#"{"model":{"causes":[{"id":"a","prior":1}],"escalate":{"cost":7}}}"#;
const SUPPORTED: &str = r#"{"posterior":{"a":1.0},"next":{"escalate":true},"expected_cost":7.0}"#;

#[test]
fn the_example_of_the_help_is_true() {
    let help = command(&["advise", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let is_json = |line: &&str| line.starts_with('{') && serde_json::from_str::<serde_json::Value>(line).is_ok();
    let lines: Vec<&str> = help.lines().map(str::trim).filter(is_json).collect();
    let (requests, answers): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| line.contains("\"evidence\":["));
    assert_eq!((requests.len(), answers.len()), (2, 2), "{lines:#?}");
    assert_eq!(advised(requests.join("\n").as_bytes()), answers);
}

#[test]
fn a_line_that_cannot_be_served_does_not_stop_the_next() {
    let mut lines = vec![];
    for line in [b"{", SUPPORT, b"", b" \t", b"\xff", SUPPORT, b"{}\r"] {
        lines.extend_from_slice(line);
        lines.push(b'\n');
    }
    // The last line need not end.
    lines.extend_from_slice(SUPPORT);
    assert_eq!(
        advised(&lines),
        [
            r#"{"error":"not JSON at column 1 (EOF while parsing an object)"}"#,
            SUPPORTED,
            r#"{"error":"not UTF-8 at byte 1, expected UTF-8 text"}"#,
            SUPPORTED,
            r#"{"error":"model: missing, expected model or guide"}"#,
            SUPPORTED,
        ]
    );
}

#[test]
fn a_line_may_have_16_mib_and_no_more() {
    let mut longest = SUPPORT.to_vec();
    longest.resize(16 << 20, b' ');
    let lines = [&longest, &b"\n"[..], &longest, b" \n", SUPPORT].concat();
    let refused = r#"{"error":"line is too long, expected at most 16 MiB"}"#;
    assert_eq!(advised(&lines), [SUPPORTED, refused, SUPPORTED]);
}

#[test]
fn each_answer_is_there_before_the_next_request() {
    let mut program = command(&["advise"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut requests, answers) = (program.stdin.take().unwrap(), program.stdout.take().unwrap());
    let mut answers = BufReader::new(answers).lines();
    for _ in 0..2 {
        requests.write_all(&[SUPPORT, b"\n"].concat()).unwrap();
        assert_eq!(answers.next().unwrap().unwrap(), SUPPORTED);
    }
    drop(requests);
    assert!(answers.next().is_none() && program.wait().unwrap().success());
}

#[test]
fn guides_are_named_by_their_folder() {
    let line = |dir: &str| format!(r#"{{"guide":"{dir}"}}"#);
    let dirs = ["guides/toyota-remote-connect", "guides", "src/engine", "no-such-folder"];
    let said = advised(dirs.map(line).join("\n").as_bytes());
    assert!(said[0].starts_with(r#"{"posterior":{""#), "{}", said[0]);
    assert_eq!(
        said[2],
        r#"{"error":"guide: no guide in src/engine, expected a folder with guide.toml or a folder of those"}"#
    );
    assert!(
        said[3].starts_with(r#"{"error":"guide: cannot read no-such-folder: "#),
        "{}",
        said[3]
    );
    let said = advised(line("src/guide/parse/tests").as_bytes());
    assert!(
        said[0].ends_with(" in src/guide/parse/tests, see `guide check src/guide/parse/tests`\"}"),
        "{}",
        said[0]
    );
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guide"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args);
    command
}

/// The answers to these lines, after which the program ends well.
fn advised(lines: &[u8]) -> Vec<String> {
    let mut program = command(&["advise"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut requests = program.stdin.take().unwrap();
    let lines = lines.to_vec();
    let asking = std::thread::spawn(move || requests.write_all(&lines));
    let done = program.wait_with_output().unwrap();
    asking.join().unwrap().unwrap();
    assert!(done.status.success() && done.stderr.is_empty(), "{done:?}");
    let answers = String::from_utf8(done.stdout).unwrap();
    answers.lines().map(str::to_owned).collect()
}
