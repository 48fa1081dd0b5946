//! Small guides written in a line each, random guides, and names for entries.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::engine::*;
use crate::guide::{self, Escalation, Given, Guide, Id, Minutes, Origin};

fn origin() -> Origin {
    Origin::Judgement("a test".into())
}

fn table<T: Clone>(rows: &[(&str, T)]) -> Vec<Given<T>> {
    rows.iter()
        .map(|(cause, p)| Given {
            cause: Id::from(*cause),
            p: p.clone(),
            origin: None,
        })
        .collect()
}

/// A guide with these causes and priors, the last of them the leak, and nothing else; support takes `service` minutes.
pub fn guide(causes: &[(&str, f64)], service: f64) -> Guide {
    let n = causes.len();
    let cause = |(i, (name, prior)): (usize, &(&str, f64))| guide::Cause {
        id: Id::from(*name),
        stage: None,
        prior: *prior,
        leak: i + 1 == n,
        origin: origin(),
    };
    Guide {
        id: "small".into(),
        default_locale: "en".into(),
        platforms: vec![],
        groups: vec!["all".into()],
        places: vec!["here".into()],
        away: vec![],
        needs: vec![],
        stages: vec![],
        causes: causes.iter().enumerate().map(cause).collect(),
        signs: vec![],
        questions: vec![],
        actions: vec![],
        slip: None,
        owners: None,
        escalation: Escalation {
            minutes: Minutes(service),
            origin: origin(),
            ..Escalation::default()
        },
        faq: vec![],
        prevention: vec![],
        sources: vec![],
    }
}

pub trait Build: Sized {
    /// A sign, with the chance to see it by default and by cause.
    fn sign(self, name: &str, minutes: f64, default: f64, seen: &[(&str, f64)]) -> Self;
    /// A question with the answers a0, a1, …
    fn question(self, name: &str, minutes: f64, default: &[f64], likelihood: &[(&str, &[f64])]) -> Self;
    fn action(self, name: &str, minutes: f64, fixes: &[(&str, f64)]) -> Self;
    /// The last action must come after this one.
    fn after(self, name: &str) -> Self;
    /// The last action waits for this answer.
    fn only_if(self, question: &str, answer: &str) -> Self;
    /// These share a tie.
    fn tie(self, names: &[&str]) -> Self;
    /// No number is clamped.
    fn certain(self) -> Self;
}

impl Build for Guide {
    fn sign(mut self, name: &str, minutes: f64, default: f64, seen: &[(&str, f64)]) -> Self {
        self.signs.push(guide::Sign {
            id: name.into(),
            group: "all".into(),
            minutes: Minutes(minutes),
            seen_default: default,
            seen: table(seen),
            unsure: 0.0,
            tie: None,
            certain: false,
            origin: origin(),
        });
        self
    }

    fn question(mut self, name: &str, minutes: f64, default: &[f64], likelihood: &[(&str, &[f64])]) -> Self {
        let rows: Vec<(&str, Vec<f64>)> = likelihood.iter().map(|(cause, row)| (*cause, row.to_vec())).collect();
        self.questions.push(guide::Question {
            id: name.into(),
            group: "all".into(),
            place: None,
            minutes: Minutes(minutes),
            answers: (0..default.len()).map(|i| Id(format!("a{i}"))).collect(),
            likelihood_default: default.to_vec(),
            likelihood: table(&rows),
            unsure: 0.0,
            tie: None,
            certain: false,
            origin: origin(),
        });
        self
    }

    fn action(mut self, name: &str, minutes: f64, fixes: &[(&str, f64)]) -> Self {
        self.actions.push(guide::Action {
            id: name.into(),
            place: "here".into(),
            minutes: Minutes(minutes),
            wait: Minutes(0.0),
            fixes: table(fixes),
            after: vec![],
            needs: vec![],
            risk: false,
            costs_money: false,
            cannot_be_undone: false,
            advanced: false,
            steps: vec![],
            cant: 0.0,
            cant_minutes: None,
            tie: None,
            only_if: vec![],
            unless: vec![],
            not_while: vec![],
            least_chance: 0.0,
            certain: false,
            origin: origin(),
        });
        self
    }

    fn after(mut self, name: &str) -> Self {
        self.actions.last_mut().unwrap().after.push(name.into());
        self
    }

    fn only_if(mut self, question: &str, answer: &str) -> Self {
        self.actions.last_mut().unwrap().only_if.push(guide::Condition {
            question: question.into(),
            answer: answer.into(),
        });
        self
    }

    fn tie(mut self, names: &[&str]) -> Self {
        let tie = Some(Id::from("tie"));
        let is_in = |id: &Id| names.contains(&id.as_str());
        self.signs
            .iter_mut()
            .filter(|s| is_in(&s.id))
            .for_each(|s| s.tie = tie.clone());
        self.questions
            .iter_mut()
            .filter(|q| is_in(&q.id))
            .for_each(|q| q.tie = tie.clone());
        self.actions
            .iter_mut()
            .filter(|a| is_in(&a.id))
            .for_each(|a| a.tie = tie.clone());
        self
    }

    fn certain(mut self) -> Self {
        self.signs.iter_mut().for_each(|s| s.certain = true);
        self.questions.iter_mut().for_each(|q| q.certain = true);
        self.actions.iter_mut().for_each(|a| a.certain = true);
        self
    }
}

/// "question=answer", "question=?", "question=later", "action=no", "action=cant", "action=later", "none".
#[track_caller]
pub fn entry(model: &Model, text: &str) -> Entry {
    let Some((subject, said)) = text.split_once('=') else {
        assert_eq!(text, "none");
        return Entry::NoSigns;
    };
    if let Some(action) = model.action(subject) {
        let outcome = match said {
            "no" => Outcome::NotFixed,
            "cant" => Outcome::CantDo,
            "later" => Outcome::Skipped,
            _ => panic!("outcome {said:?}"),
        };
        return Entry::Action(action, outcome);
    }
    let question = model.question(subject).expect(subject);
    let finding = match said {
        "?" => Finding::NotSure,
        "later" => Finding::Skipped,
        answer => Finding::Answer(model.answer(question, answer).expect(answer)),
    };
    Entry::Question(question, finding)
}

/// Entries by name, separated by spaces.
#[track_caller]
pub fn evidence(model: &Model, text: &str) -> Evidence {
    text.split_whitespace().map(|text| entry(model, text)).collect()
}

/// A step by name: an action's or question's, or "service".
#[track_caller]
pub fn step(model: &Model, name: &str) -> Step {
    match (model.action(name), model.question(name)) {
        (Some(action), _) => Step::Do(action),
        (_, Some(question)) => Step::Ask(question),
        _ => {
            assert_eq!(name, "service");
            Step::CallService
        }
    }
}

#[track_caller]
pub fn close(got: f64, expected: f64, tolerance: f64) {
    assert!((got - expected).abs() <= tolerance, "got {got}, expected {expected}");
}

/// The same cases in every run, and no files written.
pub fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(cases.into()),
        ..Default::default()
    }
}

/// How a random guide is made.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub causes: usize,
    pub signs: usize,
    pub questions: usize,
    pub actions: usize,
}

/// Small enough for the exact optimum.
pub const SMALL: Size = Size {
    causes: 5,
    signs: 1,
    questions: 2,
    actions: 4,
};

/// Random guides up to a size: priors, likelihoods, overlapping fixes, costs and the cost of support, for some causes of its own, all vary.
pub fn guides(most: Size) -> impl Strategy<Value = Guide> {
    let size = (1..=most.causes, 0..=most.signs, 0..=most.questions, 0..=most.actions);
    (size, any::<u64>()).prop_map(|((causes, signs, questions, actions), seed)| {
        random_guide(
            Size {
                causes,
                signs,
                questions,
                actions,
            },
            seed,
        )
    })
}

/// xorshift64* (Vigna 2016), for numbers that need not shrink.
struct Rng(u64);

impl Rng {
    fn number(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.number()
    }

    fn row(&mut self, n: usize) -> Vec<f64> {
        let weights: Vec<f64> = (0..n).map(|_| self.number().powi(3) + 0.01).collect();
        let total: f64 = weights.iter().sum();
        weights.iter().map(|w| w / total).collect()
    }
}

/// A guide of exactly this many things besides the leak.
pub fn random_guide(size: Size, seed: u64) -> Guide {
    let mut rng = Rng(seed | 1);
    rng.number();
    // Of its own, so that all else is as it was before support had a cost per cause.
    let mut costs = Rng(seed.rotate_left(32) | 1);
    costs.number();
    let names: Vec<String> = (0..size.causes).map(|i| format!("c{i}")).collect();
    let mut causes: Vec<(&str, f64)> = names
        .iter()
        .map(|name| (name.as_str(), rng.between(0.02, 1.0)))
        .collect();
    causes.iter_mut().for_each(|(_, prior)| *prior /= size.causes as f64);
    causes.push(("other", rng.between(0.01, 0.2)));
    let mut guide = guide(&causes, rng.between(5.0, 120.0));
    for name in &names {
        if costs.number() < 0.6 {
            continue;
        }
        guide.escalation.by_cause.push(guide::Support {
            cause: name.as_str().into(),
            minutes: Minutes(costs.between(5.0, 240.0)),
            ..guide::Support::default()
        });
    }
    let share = |rng: &mut Rng, share: f64| -> Vec<&str> {
        names
            .iter()
            .filter(|_| rng.number() < share)
            .map(String::as_str)
            .collect()
    };
    for i in 0..size.signs {
        let seen: Vec<_> = share(&mut rng, 0.5)
            .into_iter()
            .map(|cause| (cause, rng.number()))
            .collect();
        guide = guide.sign(&format!("s{i}"), rng.between(0.2, 1.0), rng.between(0.0, 0.3), &seen);
    }
    for i in 0..size.questions {
        let n = if rng.number() < 0.6 { 2 } else { 3 };
        let rows: Vec<_> = share(&mut rng, 0.6)
            .into_iter()
            .map(|cause| (cause, rng.row(n)))
            .collect();
        let rows: Vec<_> = rows.iter().map(|(cause, row)| (*cause, row.as_slice())).collect();
        guide = guide.question(&format!("q{i}"), rng.between(0.3, 5.0), &rng.row(n), &rows);
        if rng.number() < 0.3 {
            guide.questions[i].unsure = rng.between(0.0, 0.4);
        }
    }
    for i in 0..size.actions {
        let fixes: Vec<_> = share(&mut rng, 0.45)
            .into_iter()
            .map(|cause| (cause, rng.number()))
            .collect();
        guide = guide.action(&format!("d{i}"), rng.between(0.5, 20.0), &fixes);
        if rng.number() < 0.3 {
            guide.actions[i].cant = rng.between(0.0, 0.4);
            guide.actions[i].cant_minutes = (rng.number() < 0.5).then(|| Minutes(rng.between(0.2, 10.0)));
        }
    }
    guide
}

/// Random picks, to be turned into entries by [`picked`].
pub fn picks(most: usize) -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec(any::<(u8, u8)>(), 0..=most)
}

/// Entries about different subjects: at most one per pick.
pub fn picked(model: &Model, picks: &[(u8, u8)]) -> Vec<Entry> {
    let mut open: Vec<Step> = model
        .questions()
        .map(Step::Ask)
        .chain(model.actions().map(Step::Do))
        .collect();
    let mut entries = vec![];
    for (which, what) in picks {
        if open.is_empty() {
            break;
        }
        let what = usize::from(*what);
        entries.push(match open.remove(usize::from(*which) % open.len()) {
            Step::Ask(question) => {
                let mut findings: Vec<Finding> = model.answers(question).map(Finding::Answer).collect();
                findings.extend([Finding::NotSure, Finding::Skipped]);
                Entry::Question(question, findings[what % findings.len()])
            }
            Step::Do(action) => {
                let outcomes = [Outcome::NotFixed, Outcome::NotFixed, Outcome::CantDo, Outcome::Skipped];
                Entry::Action(action, outcomes[what % outcomes.len()])
            }
            Step::CallService => Entry::NoSigns,
        });
    }
    entries
}
