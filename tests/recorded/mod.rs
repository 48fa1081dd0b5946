//! 500 recorded sessions and what the engine said in each, to the last bit.
//!
//! Replayed natively (`tests/replay.rs`) and in the browser (`tests/wasm.rs`). The recording stands for itself: it
//! holds its own copy of a guide, and random guides are made from a seed, so that no edit of a guide touches it.
//! When the engine's answers change on purpose, [`RECORD`] makes it anew.

use fixpath::engine::{self, Entry, Evidence, Finding, Model, Outcome, Step};
use fixpath::guide::Guide;
use serde::{Deserialize, Serialize};

pub mod random;

/// The command that makes the recording anew.
pub const RECORD: &str = "FIXPATH_RECORD=1 cargo test --test replay";

/// The structure of the guide about Toyota Remote Connect as it was when this was recorded.
const TOYOTA: &str = include_str!("toyota-remote-connect.json");
/// One [`Session`] per line.
const SESSIONS: &str = include_str!("sessions.jsonl");

/// One session: what was reported, entry by entry, and what the engine said to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub guide: Source,
    /// Each as `ask <question>=<answer>`, `do <action>=<outcome>` or `none`.
    pub said: Vec<String>,
    /// The next step with everything reported; before that, with one entry less, and so on as far back as it goes.
    pub advice: Vec<String>,
    /// The likeliest cause at the end.
    pub likeliest: String,
    /// Digest of the bits of every number of each belief and advice, in hexadecimal.
    pub bits: String,
}

/// Where a session's guide comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    ToyotaRemoteConnect,
    Random(random::Recipe),
}

/// Replays every session; panics at the first that differs.
pub fn replay() {
    let mut known: Option<(Source, Model)> = None;
    let mut n_sessions = 0;
    for (i, line) in SESSIONS.lines().enumerate() {
        let recorded: Session =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("the recording: {error}; for another: {RECORD}"));
        let (_, model) = known
            .take_if(|(source, _)| *source == recorded.guide)
            .unwrap_or_else(|| (recorded.guide.clone(), recorded.guide.model()));
        let n_advice = recorded.advice.len();
        let replayed = session(recorded.guide.clone(), &model, recorded.said.clone(), n_advice);
        assert_eq!(
            replayed,
            recorded,
            "session {} went another way; if that is on purpose: {RECORD}",
            i + 1
        );
        known = Some((recorded.guide, model));
        n_sessions += 1;
    }
    assert_eq!(n_sessions, 500);
}

/// The session in which this is said, with at most so many advices at its end.
pub fn session(guide: Source, model: &Model, said: Vec<String>, n_advice: usize) -> Session {
    let mut evidence = Evidence::new();
    let mut digest = Digest::new();
    let mut advice = vec![];
    for (n_left, text) in (0..=said.len())
        .rev()
        .zip([None].into_iter().chain(said.iter().map(Some)))
    {
        if let Some(text) = text {
            evidence.set(entry(model, text).unwrap_or_else(|| panic!("{text} means nothing in {guide:?}")));
        }
        digest.belief(model, &evidence);
        if n_left < n_advice {
            advice.insert(0, digest.advice(model, &evidence));
        }
    }
    let ranked = engine::believe(model, &evidence).ranked();
    let likeliest = ranked.first().map(|(cause, _)| model.cause_name(*cause).to_string());
    Session {
        guide,
        said,
        advice,
        likeliest: likeliest.unwrap_or_default(),
        bits: format!("{:016x}", digest.0),
    }
}

impl Source {
    pub fn model(&self) -> Model {
        let guide: Guide = match self {
            Self::ToyotaRemoteConnect => fixpath::json::from_str(TOYOTA)
                .unwrap_or_else(|error| panic!("the recorded guide: {error}; for another: {RECORD}")),
            Self::Random(recipe) => random::guide(*recipe),
        };
        engine::compile(&guide).unwrap_or_else(|error| panic!("{self:?}: {error}"))
    }
}

/// An entry in words.
pub fn words(model: &Model, entry: Entry) -> String {
    match entry {
        Entry::NoSigns => "none".into(),
        Entry::Question(question, finding) => {
            let answer = match finding {
                Finding::Answer(answer) => model.answer_name(question, answer).as_str(),
                Finding::NotSure => "?",
                Finding::Skipped => "-",
            };
            format!("ask {}={answer}", model.question_name(question))
        }
        Entry::Action(action, outcome) => {
            let outcome = match outcome {
                Outcome::NotFixed => "no",
                Outcome::CantDo => "?",
                Outcome::Skipped => "-",
            };
            format!("do {}={outcome}", model.action_name(action))
        }
        // Sessions are recorded without a host.
        Entry::Incident(..) => unreachable!("no session holds a report"),
    }
}

fn entry(model: &Model, words: &str) -> Option<Entry> {
    if words == "none" {
        return Some(Entry::NoSigns);
    }
    let (subject, said) = words.split_once('=')?;
    if let Some(question) = subject.strip_prefix("ask ") {
        let question = model.question(question)?;
        let finding = match said {
            "?" => Finding::NotSure,
            "-" => Finding::Skipped,
            answer => Finding::Answer(model.answer(question, answer)?),
        };
        return Some(Entry::Question(question, finding));
    }
    let action = model.action(subject.strip_prefix("do ")?)?;
    let outcome = match said {
        "no" => Outcome::NotFixed,
        "?" => Outcome::CantDo,
        "-" => Outcome::Skipped,
        _ => return None,
    };
    Some(Entry::Action(action, outcome))
}

/// FNV-1a of 64 bits.
struct Digest(u64);

impl Digest {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn belief(&mut self, model: &Model, evidence: &Evidence) {
        let belief = engine::believe(model, evidence);
        model.causes().for_each(|cause| self.number(belief.p(cause)));
        self.number(belief.surprise());
        for entry in belief.doubted() {
            self.bytes(words(model, *entry).as_bytes());
        }
    }

    /// Takes in all of an advice, and returns its step.
    fn advice(&mut self, model: &Model, evidence: &Evidence) -> String {
        let advice = engine::advise(model, evidence);
        for number in [advice.expected.0, advice.chance, advice.range.0.0, advice.range.1.0] {
            self.number(number);
        }
        for (step, minutes) in &advice.alternatives {
            self.bytes(name(model, *step).as_bytes());
            self.number(minutes.0);
        }
        name(model, advice.next)
    }

    fn number(&mut self, number: f64) {
        self.bytes(&number.to_bits().to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

fn name(model: &Model, step: Step) -> String {
    match step {
        Step::Ask(question) => format!("ask {}", model.question_name(question)),
        Step::Do(action) => format!("do {}", model.action_name(action)),
        Step::CallService => "service".into(),
    }
}
