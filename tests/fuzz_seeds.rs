//! The seeds that fuzzing starts from are still taken, and break no promise.
//!
//! `FIXPATH_RECORD=1 cargo test --test fuzz_seeds` makes those that come from guides anew, after a change of format.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

use fixpath::guide::bundle;
use fixpath::guide::parse::{self, SourceFile};
use fixpath::progress::code::{case, link};
use fixpath::progress::{Progress, Said, Subject};

#[path = "../fuzz/src/lib.rs"]
mod targets;

/// True if the input was taken.
type Target = fn(&[u8]) -> bool;

const TARGETS: [(&str, Target); 6] = [
    ("guide", targets::guide),
    ("bundle", targets::bundle),
    ("advise", targets::advise),
    ("progress", targets::progress),
    ("code", targets::code),
    ("incident", targets::incident),
];

#[test]
fn every_seed_is_taken_unless_its_name_says_refused() {
    if std::env::var_os("FIXPATH_RECORD").is_some() {
        record();
    }
    for (name, target) in TARGETS {
        let mut seeds: Vec<PathBuf> = fs::read_dir(seed(name))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        seeds.sort();
        assert!(!seeds.is_empty(), "no seed for {name}");
        for path in seeds {
            let refused = path.file_name().unwrap().to_str().unwrap().starts_with("refused");
            let taken = target(&fs::read(&path).unwrap());
            assert_eq!(taken, !refused, "{}", path.display());
        }
    }
}

#[test]
fn every_target_has_a_program_and_seeds() {
    let manifest = fs::read_to_string(in_repository("fuzz/Cargo.toml")).unwrap();
    let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    let programs: Vec<&str> = manifest
        .split("[[bin]]\nname = \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(programs, names);
}

/// Writes the seeds that are guides, compiled guides, records of progress, links and codes.
fn record() {
    let demo = [
        "src/guide/parse/tests/demo.guide.toml",
        "src/guide/parse/tests/demo.en.toml",
    ];
    let coffee = [
        "e2e/guides/coffee-machine/guide.toml",
        "e2e/guides/coffee-machine/en.toml",
    ];
    for (name, files) in [("demo", demo), ("coffee-machine", coffee)] {
        let texts = files.map(|file| fs::read_to_string(in_repository(file)).unwrap());
        write(&format!("guide/{name}.toml"), &texts.join(targets::NEXT_FILE));
        let files = ["guide.toml", "en.toml"].into_iter().zip(texts);
        let files: Vec<SourceFile> = files
            .map(|(path, text)| SourceFile {
                path: path.to_owned(),
                text,
            })
            .collect();
        let (guide, texts) = parse::parse(&files).unwrap();
        for bundle in bundle::compile(&guide, texts) {
            write(&format!("bundle/{}", bundle.file_name()), &bundle.to_json());
        }
    }
    let progress = progress();
    write("progress/demo.json", &progress.to_json());
    write("code/link.txt", &link::write(&progress));
    let code = case::write(&progress.session(), &targets::demo().guide);
    write("code/case.txt", &code);
    write("code/refused-cut.txt", &link::write(&progress)[..40]);
    write("code/refused-short.txt", &code[..code.len() - 1]);
}

/// A record with something of everything.
fn progress() -> Progress {
    let bundle = targets::demo();
    let (guide, id) = (&bundle.guide, bundle.guide.id.clone());
    let (sign, question, action) = (&guide.signs[0], &guide.questions[0], &guide.actions[0]);
    let mut progress = Progress::new(id, bundle.revision.clone());
    let answer = Said::Answer(question.answers[0].clone());
    progress.record(1.0, vec![(Subject::Start, Some(Said::So))]);
    progress.record(
        2.5,
        vec![
            (Subject::NoSigns, Some(Said::So)),
            (Subject::Sign(sign.id.clone()), Some(Said::Answer("yes".into()))),
        ],
    );
    progress.record(3.0, vec![(Subject::Question(question.id.clone()), Some(answer))]);
    progress.record(4.0, vec![(Subject::Question(question.id.clone()), Some(Said::NotSure))]);
    progress.record(5.0, vec![(Subject::Question(question.id.clone()), None)]);
    for said in [Said::Later, Said::CantDo, Said::NotFixed, Said::Fixed] {
        progress.record(6.0, vec![(Subject::Action(action.id.clone()), Some(said))]);
    }
    progress.record(7.0, vec![(Subject::Service, Some(Said::So))]);
    progress.step(-2);
    progress.platform = guide.platforms.first().cloned();
    progress.timers.insert(action.id.clone(), 1.7e12);
    progress.confirmed.insert(action.id.clone());
    let steps = action.steps.iter().cloned().collect();
    progress.ticks.insert(action.id.clone(), steps);
    progress
        .prevention
        .extend(guide.prevention.iter().map(|item| item.id.clone()));
    progress
}

fn write(name: &str, text: &str) {
    let path = seed(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn seed(name: &str) -> PathBuf {
    in_repository("fuzz/seeds").join(name)
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
