//! What each fuzz target does with its input; `tests/fuzz_seeds.rs` does the same with the seeds.
//!
//! Each returns true if the input was taken, false if it was refused, and panics if a promise was broken.

use std::rc::Rc;

use fixpath::advise;
use fixpath::engine::{self, Evidence, Model};
use fixpath::guide::bundle::{self, Bundle};
use fixpath::guide::parse::{self, SourceFile};
use fixpath::incident;
use fixpath::progress::code::{case, link};
use fixpath::progress::{Progress, Session};
use serde_json::Value;

/// Stands between `guide.toml` and the texts in the input of [`guide`].
pub const NEXT_FILE: &str = "\n#### en.toml ####\n";

/// What parses is compiled, loads again as it was, and can be reasoned with.
pub fn guide(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    let files = ["guide", "en"].into_iter().zip(text.split(NEXT_FILE));
    let files: Vec<SourceFile> = files
        .map(|(name, text)| SourceFile {
            path: format!("{name}.toml"),
            text: text.to_owned(),
        })
        .collect();
    match parse::parse(&files) {
        Ok((guide, texts)) => {
            for bundle in bundle::compile(&guide, texts) {
                let loaded = bundle::load(&bundle.to_json());
                assert_eq!(loaded.as_ref(), Ok(&bundle));
                reason(&bundle);
            }
            true
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            false
        }
    }
}

/// What loads can be reasoned with.
pub fn bundle(data: &[u8]) -> bool {
    match bundle::load(&String::from_utf8_lossy(data)) {
        Ok(bundle) => {
            reason(&bundle);
            true
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            false
        }
    }
}

/// Every line gets one line of JSON, with an error or with numbers that hold together.
pub fn advise(data: &[u8]) -> bool {
    let demo = Rc::new(compiled(&demo()));
    let mut guides = |name: &str| match name {
        "demo" => Ok(demo.clone()),
        _ => Err("no such guide".to_owned()),
    };
    let mut taken = true;
    for line in data.split(|byte| *byte == b'\n') {
        let answer = advise::answer(line, &mut guides);
        assert!(!answer.contains('\n'));
        let answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
        if let Some(error) = answer.get("error") {
            assert!(error.as_str().is_some_and(|error| !error.is_empty()));
            taken = false;
            continue;
        }
        let posterior = answer["posterior"].as_object().expect("there is a posterior");
        let total: f64 = posterior.values().filter_map(Value::as_f64).sum();
        assert!((total - 1.0).abs() < 1e-9, "{answer}");
        assert!(
            answer["expected_cost"].as_f64().is_some_and(|cost| cost > 0.0),
            "{answer}"
        );
        assert_eq!(answer["next"].as_object().map(|next| next.len()), Some(1), "{answer}");
    }
    taken
}

/// A record that can be read is written as it was, and serves another revision of the guide.
pub fn progress(data: &[u8]) -> bool {
    let bundle = demo();
    let read = |text: &str| Progress::read(text, &bundle.guide.id);
    let mut progress = match read(&String::from_utf8_lossy(data)) {
        Ok(progress) => progress,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return false;
        }
    };
    // All but the last digits of times that no clock gives.
    let said = |progress: &Progress| {
        let entries = progress.session().entries.into_iter();
        entries.map(|entry| (entry.subject, entry.said)).collect::<Vec<_>>()
    };
    let again = read(&progress.to_json()).expect("a record is JSON");
    assert_eq!(said(&again), said(&progress));
    assert_eq!(again.depth(), progress.depth());
    let model = compiled(&bundle);
    for by in [0, i32::MIN, 1, i32::MAX] {
        progress.step(by);
        believable(&model, &progress.session().evidence(&model));
    }
    progress.reconcile(&bundle.guide, "another revision");
    believable(&model, &progress.session().evidence(&model));
    true
}

/// What a link or a case code brings is brought again by the one that is made of it.
pub fn code(data: &[u8]) -> bool {
    let bundle = demo();
    let (text, id) = (String::from_utf8_lossy(data), &bundle.guide.id);
    let refused = |error: &dyn std::fmt::Display| assert!(!error.to_string().is_empty());
    let from_link = link::read(&text, id).map(|mut progress| {
        let written = link::write(&progress);
        let again = link::read(&written, id).expect("what was written is readable");
        assert_eq!(again.session(), progress.session());
        assert_eq!(link::write(&again), written);
        progress.reconcile(&bundle.guide, &bundle.revision);
        believable(&compiled(&bundle), &progress.session().evidence(&compiled(&bundle)));
    });
    let from_code = case::read(&text, &bundle.guide).map(|evidence| {
        let mut progress = Progress::new(id.clone(), bundle.revision.clone());
        for (subject, said) in evidence.clone() {
            progress.record(1.0, vec![(subject, Some(said))]);
        }
        let code = case::write(&progress.session(), &bundle.guide);
        assert_eq!(case::read(&code, &bundle.guide), Ok(evidence));
    });
    from_link.as_ref().err().into_iter().for_each(|error| refused(error));
    from_code.as_ref().err().into_iter().for_each(|error| refused(error));
    from_link.is_ok() || from_code.is_ok()
}

/// What a host reports has a text in every language, is over at its end, and enters the evidence.
pub fn incident(data: &[u8]) -> bool {
    let bundle = demo();
    let Ok(json) = serde_json::from_slice::<Value>(data) else {
        return false;
    };
    let (file, guide) = (reported(&json), &bundle.guide);
    let read = |now| match incident::read(&file, guide, now) {
        Ok(incident) => Some(incident),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    };
    // Long before any end: what is refused then is refused at any time.
    let Some(before) = read(f64::MIN) else {
        assert_eq!(read(f64::MAX), None);
        return false;
    };
    let before = before.expect("nothing is over at the beginning of time");
    for locale in ["en", "fr", "xx-YY", ""] {
        before.text(locale, guide);
    }
    let model = compiled(&bundle);
    let session = Session {
        report: Some((before.cause, before.odds)),
        ..Session::default()
    };
    believable(&model, &session.evidence(&model));
    true
}

/// The file as the page hands it over.
fn reported(json: &Value) -> incident::Value {
    match json {
        Value::String(text) => incident::Value::Text(text.clone()),
        Value::Number(number) => incident::Value::Number(number.as_f64().unwrap_or(f64::NAN)),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (name.clone(), reported(value)));
            incident::Value::Table(fields.collect())
        }
        _ => incident::Value::Other,
    }
}

/// A small guide to read the other inputs against.
pub fn demo() -> Bundle {
    bundle::load(include_str!("../../src/guide/bundle/tests/demo.en.json")).expect("the demo guide loads")
}

fn compiled(bundle: &Bundle) -> Model {
    engine::compile(&bundle.guide).expect("the demo guide compiles")
}

/// Not every guide that fits together can be reasoned with, but then there is a sentence that says so.
fn reason(bundle: &Bundle) {
    let model = match engine::compile(&bundle.guide) {
        Ok(model) => model,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    believable(&model, &Evidence::new());
    let start = Evidence::new();
    let advice = engine::advise(&model, &start);
    let support = model.mean_cost_of_service(&engine::believe(&model, &start)).0;
    assert!(advice.expected.0 > 0.0 && advice.expected.0 <= support * (1.0 + 1e-12));
}

fn believable(model: &Model, evidence: &Evidence) {
    let belief = engine::believe(model, evidence);
    let total: f64 = model.causes().map(|cause| belief.p(cause)).sum();
    assert!((total - 1.0).abs() < 1e-9, "{total}");
}
