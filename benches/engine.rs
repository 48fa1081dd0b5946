//! How long the engine takes: one decision, one posterior, and how both grow with the guide.
//!
//! `cargo bench` runs all, `cargo bench -- decision` some. On a busy machine compare rows of one run only.

mod models;

use divan::{Bencher, black_box};
use fixpath::engine::{AnswerId, Evidence, Finding, Model, Outcome, Step, advise, believe, compile, compile_as_given};
use fixpath::guide::parse::{SourceFile, parse};

fn main() {
    divan::main();
}

/// A decision at 12 causes, 25 questions and 30 actions, by seed of the model.
#[divan::bench(args = [1, 2, 3, 4, 5, 6])]
fn decision_12_25_30(bencher: Bencher, seed: u64) {
    decide(
        bencher,
        &compile_as_given(&models::dense(12, 25, 30, seed)).expect("sound"),
    );
}

/// The slowest decision of the shipped guide on a walk through it.
#[divan::bench]
fn decision_toyota(bencher: Bencher) {
    let model = shipped();
    let slowest = walk(&model)
        .into_iter()
        .max_by_key(|evidence| {
            let started = std::time::Instant::now();
            advise(&model, evidence);
            started.elapsed()
        })
        .unwrap_or_default();
    bencher.bench_local(|| advise(black_box(&model), black_box(&slowest)));
}

/// A decision at this many causes, twice as many questions, as many actions; 20 causes listed per question.
#[divan::bench(args = [10, 30, 100, 300, 1000])]
fn decision_by_causes(bencher: Bencher, causes: usize) {
    let guide = models::sparse(causes, 2 * causes, causes, 20, 1);
    decide(bencher, &compile_as_given(&guide).expect("sound"));
}

/// A posterior of 10 causes after 30 entries.
#[divan::bench]
fn posterior_10_30(bencher: Bencher) {
    let model = compile_as_given(&models::dense(10, 15, 15, 1)).expect("sound");
    let evidence = all_reported(&model);
    assert_eq!(evidence.len(), 30);
    bencher.bench_local(|| believe(black_box(&model), black_box(&evidence)));
}

/// A posterior after 30 entries, by causes.
#[divan::bench(args = [10, 30, 100, 300, 1000])]
fn posterior_by_causes(bencher: Bencher, causes: usize) {
    let model = compile_as_given(&models::sparse(causes, 15, 15, 20, 1)).expect("sound");
    let evidence = all_reported(&model);
    bencher.bench_local(|| believe(black_box(&model), black_box(&evidence)));
}

/// Making the model ready, by causes.
#[divan::bench(args = [10, 30, 100, 300, 1000])]
fn compile_by_causes(bencher: Bencher, causes: usize) {
    let guide = models::sparse(causes, 2 * causes, causes, 20, 1);
    bencher.bench_local(|| compile_as_given(black_box(&guide)));
}

fn decide(bencher: Bencher, model: &Model) {
    bencher.bench_local(|| advise(black_box(model), black_box(&Evidence::new())));
}

/// Every question answered by its first answer, every action failed.
fn all_reported(model: &Model) -> Evidence {
    let mut evidence = Evidence::new();
    for question in model.questions() {
        evidence.set_finding(question, Finding::Answer(AnswerId::YES));
    }
    for action in model.actions() {
        evidence.set_outcome(action, Outcome::NotFixed);
    }
    evidence
}

/// What has been reported before each step, for one who answers everything by the second answer.
fn walk(model: &Model) -> Vec<Evidence> {
    let mut evidence = Evidence::new();
    let mut states = vec![];
    loop {
        states.push(evidence.clone());
        match advise(model, &evidence).next {
            Step::Do(action) => evidence.set_outcome(action, Outcome::NotFixed),
            Step::Ask(question) => evidence.set_finding(question, Finding::Answer(AnswerId::NO)),
            Step::CallService => return states,
        }
    }
}

fn shipped() -> Model {
    let file = |name: &str| SourceFile {
        path: format!("toyota-remote-connect/{name}"),
        text: std::fs::read_to_string(format!(
            "{}/guides/toyota-remote-connect/{name}",
            env!("CARGO_MANIFEST_DIR")
        ))
        .expect("the shipped guide"),
    };
    let (guide, _) = parse(&[file("guide.toml"), file("en.toml")]).expect("the shipped guide has no problems");
    compile(&guide).expect("the shipped guide is sound")
}
