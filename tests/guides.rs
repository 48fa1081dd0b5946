//! Every shipped guide passes the author's tool, and the tool keeps its promises about files and exit codes.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use fixpath::guide::bundle;
use serde_json::{Value, json};

#[test]
fn every_shipped_guide_has_no_problems_and_loads_in_the_browser() {
    for guides in ["guides", "e2e/guides"]
        .map(in_repository)
        .into_iter()
        .filter(|path| path.is_dir())
    {
        let out = scratch(&format!("shipped-{}", guides.components().count()));
        let built = guide(&["build", path(&guides), "--out", path(&out)]);
        assert_eq!(said(&built), (0, String::new()), "{}", guides.display());
        let files = files(&out);
        assert!(!files.is_empty());
        for file in files {
            let loaded = bundle::load(&fs::read_to_string(&file).unwrap());
            assert!(loaded.is_ok(), "{}: {}", file.display(), loaded.unwrap_err());
        }
    }
}

#[test]
fn check_sums_up_each_guide_in_a_line() {
    let folder = guide_folder("sums-up", |text| text);
    let checked = guide(&["check", path(&folder)]);
    assert_eq!(
        String::from_utf8_lossy(&checked.stdout),
        "demo: 2 causes, 1 signs, 1 questions, 2 actions, 1 FAQ entries, locales en\n"
    );
    assert_eq!(said(&checked), (0, String::new()));
}

#[test]
fn check_reads_cases_and_counts_them() {
    let folder = guide_folder("cases", |text| text);
    let case = r#"{"case": 1, "locale": "en", "words": "I am signed out", "cause": "login", "also": [], "fixes": ["none"], "named": ["signed-out"], "truth": {}, "found": "…", "source": "…"}"#;
    let other = case.replace("\"case\": 1", "\"case\": 2");
    fs::write(folder.join("cases.jsonl"), case).unwrap();
    fs::write(folder.join("cases-check.jsonl"), &other).unwrap();
    let checked = guide(&["check", path(&folder)]);
    let line = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(line.ends_with(", locales en, 2 cases\n"), "{line}");
    assert_eq!(said(&checked), (0, String::new()));

    let wrong = other
        .replace("\"case\": 2", "\"case\": 1")
        .replace("\"login\"", "\"logn\"");
    fs::write(folder.join("cases-check.jsonl"), wrong).unwrap();
    let (code, told) = said(&guide(&["check", path(&folder)]));
    assert_eq!(code, 1);
    let place = folder.join("cases-check.jsonl").display().to_string();
    let unknown = "error[case]: case 1: cause: there is no cause \"logn\", expected one of the guide or \"none\"";
    assert!(
        told.starts_with(&format!("{place}:1:")) && told.contains(unknown),
        "{told}"
    );
    assert!(told.contains("case 1: number taken by "), "{told}");
    assert!(told.ends_with("2 errors\n"), "{told}");

    // Building a guide needs no cases.
    let out = scratch("cases-out");
    let built = guide(&["build", path(&folder), "--out", path(&out)]);
    assert_eq!(said(&built), (0, String::new()));
}

#[test]
fn every_shipped_guide_is_checked_without_a_finding() {
    let checked = guide(&[
        "check",
        path(&in_repository("guides")),
        path(&in_repository("e2e/guides")),
    ]);
    assert_eq!(said(&checked), (0, String::new()));
}

#[test]
fn check_prints_every_problem_under_its_line_and_ends_with_1() {
    let folder = guide_folder("problems", |text| {
        text.replace("0.6", "1.4").replace("minutes = 60", "minutes = 0")
    });
    let place = folder.join("guide.toml");
    let expected = format!(
        "{0}:15:9: error[probability]: cause \"login\": prior is 1.4, expected 0 to 1\n   \
            |\n\
         15 | prior = 1.4\n   \
            |         ^^^\n\
         {0}:64:11: error[minutes]: escalation: minutes is 0, expected more than 0\n   \
            |\n\
         64 | minutes = 0\n   \
            |           ^\n\
         2 errors\n",
        place.display()
    );
    let checked = guide(&["check", path(&folder)]);
    assert_eq!(said(&checked), (1, expected));
    assert_eq!(checked.stdout, b"");
}

#[test]
fn check_warns_names_what_to_allow_and_ends_with_1() {
    let folder = guide_folder("warns", |text| {
        text.replace("fixes.login = 0.1\n", "fixes.login = 0.01\n")
    });
    let place = folder.join("guide.toml");
    let message = "action \"restart\": it takes 1 minute and saves 0.6 at best, \
                   as it repairs with 1 in 100 at most and support takes 60 minutes";
    let expected = format!(
        "{}:54:6: warning[never-advised]: {message}\n   \
            |\n\
         54 | id = \"restart\"\n   \
            |      ^^^^^^^^^\n   \
            |\n   \
            = note: to accept it: [[allow]] rule = \"never-advised\", item = \"action.restart\"\n\
         1 warning\n",
        place.display()
    );
    let checked = guide(&["check", path(&folder)]);
    assert_eq!(said(&checked), (1, expected));
    assert_eq!(String::from_utf8_lossy(&checked.stdout).lines().count(), 1);
    assert_eq!(
        guide(&["build", path(&folder), "--out", path(&scratch("warns-out"))])
            .status
            .code(),
        Some(0)
    );
}

#[test]
fn a_warning_that_is_allowed_is_no_finding() {
    let allow = "\n[[allow]]\nrule = \"never-advised\"\nitem = \"action.restart\"\nreason = \"for readers\"\n";
    let folder = guide_folder("allowed", |text| {
        text.replace("fixes.login = 0.1\n", "fixes.login = 0.01\n") + allow
    });
    let checked = guide(&["check", path(&folder)]);
    assert_eq!(said(&checked), (0, String::new()));
    assert!(String::from_utf8_lossy(&checked.stdout).ends_with("locales en, 1 warning accepted\n"));
}

#[test]
fn a_guide_that_the_engine_refuses_is_neither_checked_nor_built() {
    let folder = guide_folder("refused", |text| text.replace("minutes = 60", "minutes = 1e7"));
    let reason = "escalation: minutes is 10000000, expected more than 0 and at most 1000000";
    for args in [
        vec!["check", path(&folder)],
        vec!["build", path(&folder), "--out", path(&scratch("refused-out"))],
    ] {
        let (code, text) = said(&guide(&args));
        assert_eq!(code, 1);
        assert!(
            text.contains(&format!("guide.toml:2:6: error[engine]: {reason}\n")),
            "{text}"
        );
    }
}

#[test]
fn colours_are_for_terminals() {
    let folder = guide_folder("plain", |text| text.replace("0.6", "1.4"));
    let (_, text) = said(&guide(&["check", path(&folder)]));
    assert!(!text.contains('\u{1b}'), "{text}");
    let coloured = command(&["check", path(&folder)])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(said(&coloured).1.contains("\u{1b}["));
    let plain = command(&["check", path(&folder)])
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!said(&plain).1.contains('\u{1b}'));
}

#[test]
fn check_tells_machines_the_same_in_one_document() {
    let folder = guide_folder("json", |text| text.replace("0.6", "1.4"));
    let checked = guide(&[
        "check",
        "--json",
        path(&folder),
        path(&in_repository("e2e/guides/coffee-machine")),
    ]);
    assert_eq!(said(&checked), (1, String::new()));
    let expected = json!({
        "guides": [{
            "id": "coffee-machine", "locales": ["en"], "cases": 0, "allowed": 0,
            "causes": 5, "signs": 4, "questions": 3, "actions": 5, "faq": 3,
        }],
        "problems": [{
            "severity": "error", "rule": "probability", "path": path(&folder.join("guide.toml")),
            "line": 15, "column": 9, "end_line": 15, "end_column": 12,
            "message": "cause \"login\": prior is 1.4, expected 0 to 1",
        }],
    });
    assert_eq!(document(&checked), expected);
}

#[test]
fn build_tells_machines_what_it_wrote() {
    let (folder, out) = (guide_folder("built", |text| text), scratch("built-out"));
    let built = guide(&["build", "--json", path(&folder), "--out", path(&out)]);
    assert_eq!(said(&built), (0, String::new()));
    let file = out.join("demo.en.json");
    let bundle = bundle::load(&fs::read_to_string(&file).unwrap()).unwrap();
    let expected = json!({
        "files": [{
            "guide": "demo", "locale": "en", "path": path(&file),
            "bytes": fs::metadata(&file).unwrap().len(), "revision": bundle.revision,
        }],
        "problems": [],
    });
    assert_eq!(document(&built), expected);
}

#[test]
fn build_tells_machines_why_it_wrote_nothing() {
    let (folder, out) = (
        guide_folder("unbuilt", |text| text.replace("0.6", "1.4")),
        scratch("unbuilt-out"),
    );
    let built = guide(&["build", "--json", path(&folder), "--out", path(&out)]);
    assert_eq!(said(&built), (1, String::new()));
    let found = document(&built);
    assert_eq!(found["files"], json!([]));
    assert_eq!(found["problems"][0]["rule"], "probability");
    assert!(!out.exists());
}

#[test]
fn new_writes_a_guide_without_a_finding_that_can_be_built() {
    for (name, args, folder, file) in [
        ("new", vec![], "my-lamp", "en.toml"),
        ("new-id", vec!["--id", "lamp-2"], "my-lamp/lamp-2", "en.toml"),
        ("new-es", vec!["--locale", "es"], "my-lamp", "es.toml"),
    ] {
        let (within, out) = (scratch(name), scratch(&format!("{name}-out")));
        let written = command(&["new", path(&within.join("my-lamp"))])
            .args(args)
            .output()
            .unwrap();
        assert_eq!(said(&written), (0, String::new()));
        let folder = within.join(folder);
        assert_eq!(files(&folder), [folder.join(file), folder.join("guide.toml")]);
        assert_eq!(said(&guide(&["check", path(&folder)])), (0, String::new()));
        assert_eq!(
            said(&guide(&["build", path(&folder), "--out", path(&out)])),
            (0, String::new())
        );
    }
}

#[test]
fn new_leaves_a_folder_alone_that_is_not_empty_or_has_no_name_for_a_guide() {
    let folder = guide_folder("taken", |text| text);
    let before = fs::read(folder.join("guide.toml")).unwrap();
    let expected = format!(
        "error: {} is not empty, expected a new or empty folder\n",
        folder.display()
    );
    assert_eq!(said(&guide(&["new", path(&folder)])), (2, expected));
    assert_eq!(fs::read(folder.join("guide.toml")).unwrap(), before);
    let folder = scratch("named").join("My Lamp");
    let hint = "expected a folder named in lower-case letters, digits and hyphens";
    let expected = format!("error: \"My Lamp\" cannot be a guide's id, {hint}\n");
    assert_eq!(said(&guide(&["new", path(&folder)])), (2, expected));
    assert!(!folder.exists());
    let expected = "error: \"guide\" cannot be a language, expected one such as en or es\n".to_owned();
    let folder = scratch("named").join("lamp");
    assert_eq!(
        said(&guide(&["new", path(&folder), "--locale", "guide"])),
        (2, expected)
    );
}

#[test]
fn a_translation_is_stamped_and_goes_stale_when_the_original_changes() {
    let folder = guide_folder("stale", |text| text);
    let english = fs::read_to_string(folder.join("en.toml")).unwrap();
    let german = folder.join("de.toml");
    fs::write(&german, english.replace("locale = \"en\"", "locale = \"de\"")).unwrap();
    let findings = || {
        let checked = guide(&["check", "--json", path(&folder)]);
        let found = document(&checked)["problems"].as_array().unwrap().clone();
        let said = |problem: &Value| format!("{}: {}", problem["line"], problem["message"].as_str().unwrap());
        found.iter().map(said).collect::<Vec<_>>()
    };
    let stamp = |args: &[&str]| {
        let stamped = command(&["stamp", path(&folder), "--locale", "de"])
            .args(args)
            .output()
            .unwrap();
        assert_eq!(said(&stamped), (0, String::new()));
    };

    assert_eq!(
        findings(),
        ["1: no [translated_from], expected the stamps that `guide stamp` writes"]
    );
    stamp(&["--all"]);
    assert_eq!(findings(), [""; 0]);
    let once = fs::read(&german).unwrap();
    stamp(&["--all"]);
    assert_eq!(fs::read(&german).unwrap(), once);

    let edited = english
        .replace("Open the app.", "Open the app twice.")
        .replace("The log.", "The long log.");
    fs::write(folder.join("en.toml"), edited).unwrap();
    let stale = |line: usize, thing: &str| {
        format!(
            "{line}: {thing}: the en text has changed since it was translated, \
             expected the same meaning and then `guide stamp`"
        )
    };
    assert_eq!(
        findings(),
        [stale(50, "action.sign-in"), stale(69, "escalation.checks.log")]
    );
    stamp(&["action.sign-in"]);
    assert_eq!(findings(), [stale(69, "escalation.checks.log")]);
}

#[test]
fn only_a_translation_is_stamped() {
    let folder = guide_folder("unstamped", |text| text);
    let stamp = |locale: &str, item: &str| said(&guide(&["stamp", path(&folder), "--locale", locale, item]));
    let expected = "error: en.toml is in the default language, expected a translation\n";
    assert_eq!(stamp("en", "guide"), (2, expected.to_owned()));
    let expected = format!(
        "error: no es.toml in {}, expected the texts in that language\n",
        folder.display()
    );
    assert_eq!(stamp("es", "guide"), (2, expected));
    let english = fs::read_to_string(folder.join("en.toml")).unwrap();
    fs::write(
        folder.join("es.toml"),
        english.replace("locale = \"en\"", "locale = \"es\""),
    )
    .unwrap();
    let hint = "expected a name as in `guide check`, such as guide or cause.…";
    assert_eq!(
        stamp("es", "cause.log"),
        (2, format!("error: no text is called \"cause.log\", {hint}\n"))
    );
    assert_eq!(
        guide(&["stamp", path(&folder), "--locale", "es"]).status.code(),
        Some(2)
    );
}

#[test]
fn help_teaches_by_example() {
    for (args, example) in [
        (vec!["--help"], "guide new guides/my-dishwasher"),
        (vec!["check", "--help"], "guide check guides --json"),
        (vec!["build", "--help"], "guide build guides --out"),
        (vec!["new", "--help"], "guide new guides --id my-dishwasher"),
        (vec!["show", "--help"], "guide show guides/toyota-remote-connect --out"),
        (vec!["diff", "--help"], "guide diff ../before/guides/my-dishwasher"),
        (
            vec!["stamp", "--help"],
            "guide stamp guides/my-dishwasher --locale es --all",
        ),
    ] {
        let helped = guide(&args);
        assert_eq!(said(&helped), (0, String::new()));
        assert!(String::from_utf8_lossy(&helped.stdout).contains(example), "{args:?}");
    }
}

#[test]
fn check_finds_the_guides_within_a_folder_of_guides() {
    let folder = guide_folder("within", |text| text);
    let checked = guide(&["check", path(folder.parent().unwrap())]);
    assert_eq!(said(&checked), (0, String::new()));
}

#[test]
fn check_knows_the_name_of_the_folder_it_stands_in() {
    let folder = guide_folder("dot", |text| text);
    let checked = command(&["check", "."]).current_dir(&folder).output().unwrap();
    assert_eq!(said(&checked), (0, String::new()));
}

#[test]
fn a_file_that_is_not_utf8_is_a_problem_with_a_place() {
    let folder = guide_folder("utf8", |text| text);
    fs::write(folder.join("en.toml"), b"locale = \"en\"\n# \xe4").unwrap();
    let expected = format!(
        "{}:2:3: error[encoding]: not UTF-8, expected UTF-8 text\n1 error\n",
        folder.join("en.toml").display()
    );
    assert_eq!(said(&guide(&["check", path(&folder)])), (1, expected));
}

#[test]
fn build_writes_the_same_bytes_for_the_same_input() {
    let folder = guide_folder("same", |text| text);
    let (first, second) = (scratch("same-1"), scratch("same-2"));
    for out in [&first, &second] {
        assert_eq!(
            said(&guide(&["build", path(&folder), "--out", path(out)])),
            (0, String::new())
        );
    }
    let file = "demo.en.json";
    assert_eq!(
        fs::read(first.join(file)).unwrap(),
        fs::read(second.join(file)).unwrap()
    );
    assert_eq!(files(&first), [first.join(file)]);
}

#[test]
fn build_writes_nothing_while_there_are_problems() {
    let folder = guide_folder("nothing", |text| text.replace("0.6", "0.5"));
    let out = scratch("nothing-out");
    let built = guide(&["build", path(&folder), "--out", path(&out)]);
    assert_eq!(built.status.code(), Some(1));
    assert!(!out.exists());
}

#[test]
fn misuse_ends_with_2() {
    assert_eq!(guide(&[]).status.code(), Some(2));
    assert_eq!(guide(&["check"]).status.code(), Some(2));
    assert_eq!(guide(&["build", "guides"]).status.code(), Some(2));
    assert_eq!(guide(&["new"]).status.code(), Some(2));
    assert_eq!(guide(&["check", "no-such-folder"]).status.code(), Some(2));
    let empty = scratch("empty");
    fs::create_dir_all(&empty).unwrap();
    let expected = "expected a folder with guide.toml or a folder of those";
    assert_eq!(
        said(&guide(&["check", path(&empty)])),
        (2, format!("error: no guide in {}, {expected}\n", empty.display()))
    );
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guide"));
    command.args(args).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn guide(args: &[&str]) -> Output {
    command(args).output().unwrap()
}

/// The exit code, and what was printed as errors.
fn said(output: &Output) -> (i32, String) {
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

/// The JSON that was printed.
fn document(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A folder of its own for each test, not there yet.
fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guides").join(name);
    if path.exists() {
        fs::remove_dir_all(&path).unwrap();
    }
    path
}

/// A folder `demo` that holds the small guide of the unit tests, its `guide.toml` edited.
///
/// It has one cause, which its sign and question tell from the leak only if the leak has numbers of its own.
fn guide_folder(name: &str, edit: impl Fn(String) -> String) -> PathBuf {
    let folder = scratch(name).join("demo");
    fs::create_dir_all(&folder).unwrap();
    let read = |file: &str| fs::read_to_string(in_repository("src/guide/parse/tests").join(file)).unwrap();
    let structure = read("demo.guide.toml")
        .replace(
            "seen.default = 0.1\nseen.login =",
            "\nseen = { default = 0.1, other = 0.1, login =",
        )
        .replace("most owners see it\" }", "most owners see it\" } }")
        .replace(
            "likelihood.default = [0.9, 0.1]\nlikelihood.login = [0.2, 0.8]",
            "\nlikelihood = { default = [0.9, 0.1], other = [0.9, 0.1], login = [0.3, 0.7] }",
        );
    fs::write(folder.join("guide.toml"), edit(structure)).unwrap();
    fs::write(folder.join("en.toml"), read("demo.en.toml")).unwrap();
    folder
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}
