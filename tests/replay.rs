//! The recorded sessions go the same way again; `FIXPATH_RECORD=1 cargo test --test replay` records them anew.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

use fixpath::engine::{self, AnswerId, CauseId, Entry, Evidence, Finding, Model, Outcome, QuestionId, Step};
use fixpath::guide::parse::{self, SourceFile};
use recorded::random::{Random, Recipe};
use recorded::{Session, Source};

mod recorded;

/// Guides of one kind, and the sessions with them.
struct Kind {
    n_guides: u64,
    /// With each guide.
    n_sessions: u64,
    /// How much of each session is advised on: as much as a debug build has done in a few seconds.
    n_advice: usize,
    recipe: Recipe,
}

/// Sessions with the shipped guide, and how much of each is advised on.
const TOYOTA: (u64, usize) = (25, 1);
const RANDOM: [Kind; 6] = [
    kind(54, 5, 10, recipe(5, 1, 2, 4)),
    kind(30, 5, 10, recipe(8, 3, 4, 5)),
    kind(12, 4, 1, recipe(12, 6, 10, 12)),
    kind(3, 1, 1, recipe(12, 0, 25, 30)),
    kind(3, 1, 1, recipe(90, 8, 20, 24)),
    kind(1, 1, 1, recipe(400, 8, 40, 24)),
];

const fn kind(n_guides: u64, n_sessions: u64, n_advice: usize, recipe: Recipe) -> Kind {
    Kind {
        n_guides,
        n_sessions,
        n_advice,
        recipe,
    }
}

const fn recipe(causes: usize, signs: usize, questions: usize, actions: usize) -> Recipe {
    Recipe {
        seed: 0,
        causes,
        signs,
        questions,
        actions,
    }
}

#[test]
fn recorded_sessions_give_the_same_advice_and_the_same_bits() {
    if std::env::var_os("FIXPATH_RECORD").is_some() {
        record();
        // The recording is part of this program, which has to be built again to see the new one.
        return;
    }
    recorded::replay();
}

/// Writes the guide and the sessions anew.
fn record() {
    let toyota = ["guide.toml", "en.toml"].map(|file| SourceFile {
        path: file.to_owned(),
        text: fs::read_to_string(in_repository("guides/toyota-remote-connect").join(file)).unwrap(),
    });
    let (guide, _) = parse::parse(&toyota).unwrap();
    write("toyota-remote-connect.json", &serde_json::to_string(&guide).unwrap());
    let model = engine::compile(&guide).unwrap();
    let (n_sessions, n_advice) = TOYOTA;
    let toyota = (0..n_sessions).map(|seed| {
        let said = play(&model, seed);
        recorded::session(Source::ToyotaRemoteConnect, &model, said, n_advice)
    });
    let mut sessions: Vec<Session> = toyota.collect();
    for kind in RANDOM {
        for seed in 0..kind.n_guides {
            let guide = Source::Random(Recipe { seed, ..kind.recipe });
            let model = guide.model();
            for n in 0..kind.n_sessions {
                let said = play(&model, 1000 * seed + n);
                sessions.push(recorded::session(guide.clone(), &model, said, kind.n_advice));
            }
        }
    }
    let lines: Vec<String> = sessions.iter().map(|s| serde_json::to_string(s).unwrap()).collect();
    write("sessions.jsonl", &(lines.join("\n") + "\n"));
}

/// What an owner says who tries this and that and mostly sees what the true cause shows.
///
/// It does not depend on the advice, so that a change of the engine changes what it says and nothing else.
fn play(model: &Model, seed: u64) -> Vec<String> {
    let mut random = Random::new(seed);
    let causes: Vec<CauseId> = model.causes().collect();
    let cause = random.one(&causes).unwrap();
    let mut entries = vec![];
    for sign in model.questions().filter(|q| model.is_sign(*q)) {
        if random.percent(60) && random.number() < model.likelihood(sign, AnswerId::YES, cause) {
            entries.push(Entry::Question(sign, Finding::Answer(AnswerId::YES)));
        }
    }
    if random.percent(20) {
        entries.push(Entry::NoSigns);
    }
    let mut evidence: Evidence = entries.iter().copied().collect();
    for _ in 0..random.below(9) {
        let open = |step: &Step| engine::is_open(model, &evidence, *step);
        let open: Vec<Step> = if random.percent(50) {
            model.questions().map(Step::Ask).filter(open).collect()
        } else {
            model.actions().map(Step::Do).filter(open).collect()
        };
        let entry = match random.one(&open) {
            Some(Step::Ask(question)) => Entry::Question(question, finding(model, question, cause, &mut random)),
            Some(Step::Do(action)) => Entry::Action(action, outcome(&mut random)),
            Some(Step::CallService) | None => continue,
        };
        evidence.set(entry);
        entries.push(entry);
    }
    entries.into_iter().map(|entry| recorded::words(model, entry)).collect()
}

fn finding(model: &Model, question: QuestionId, cause: CauseId, random: &mut Random) -> Finding {
    let answers: Vec<AnswerId> = model.answers(question).collect();
    let mut left = random.number();
    let drawn = answers.iter().copied().find(|answer| {
        left -= model.likelihood(question, *answer, cause);
        left <= 0.0
    });
    match random.below(100) {
        0..10 => Finding::NotSure,
        10..15 => Finding::Skipped,
        15..25 => random.one(&answers).map_or(Finding::NotSure, Finding::Answer),
        _ => drawn.map_or(Finding::NotSure, Finding::Answer),
    }
}

fn outcome(random: &mut Random) -> Outcome {
    match random.below(100) {
        0..10 => Outcome::CantDo,
        10..15 => Outcome::Skipped,
        _ => Outcome::NotFixed,
    }
}

fn write(name: &str, text: &str) {
    fs::write(in_repository("tests/recorded").join(name), text).unwrap();
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
