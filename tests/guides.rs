//! Every shipped guide passes the author's tool, and the tool keeps its promises about files and exit codes.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use fixpath::guide::bundle;

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
fn check_prints_every_problem_and_ends_with_1() {
    let folder = guide_folder("problems", |text| {
        text.replace("0.6", "1.4").replace("minutes = 60", "minutes = 0")
    });
    let place = folder.join("guide.toml");
    let expected = format!(
        "{0}:15:9: cause \"login\": prior is 1.4, expected 0 to 1\n\
         {0}:64:11: escalation: minutes is 0, expected more than 0\n\
         2 problems\n",
        place.display()
    );
    assert_eq!(said(&guide(&["check", path(&folder)])), (1, expected));
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
        "{}:2:3: not UTF-8, expected UTF-8 text\n1 problem\n",
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
    command.args(args);
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
fn guide_folder(name: &str, edit: impl Fn(String) -> String) -> PathBuf {
    let folder = scratch(name).join("demo");
    fs::create_dir_all(&folder).unwrap();
    let read = |file: &str| fs::read_to_string(in_repository("src/guide/parse/tests").join(file)).unwrap();
    fs::write(folder.join("guide.toml"), edit(read("demo.guide.toml"))).unwrap();
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
