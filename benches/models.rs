//! Random models of several families, for the benchmarks and for the table of quality, neither of which uses all.

#![allow(dead_code)]

use fixpath::guide::{self, Escalation, Given, Guide, Id, Minutes, Origin};

/// What a random model is like.
#[derive(Clone, Copy, PartialEq)]
pub enum Family {
    /// Each action repairs one cause.
    Independent,
    /// Actions repair several causes, causes have several actions.
    Overlapping,
    /// Answers say little.
    Noisy,
    /// Support is cheap beside the actions.
    CheapSupport,
    /// Support is dear beside the actions.
    DearSupport,
    /// What support takes differs from cause to cause.
    SupportByCause,
}

impl Family {
    pub const ALL: [Self; 6] = [
        Self::Independent,
        Self::Overlapping,
        Self::Noisy,
        Self::CheapSupport,
        Self::DearSupport,
        Self::SupportByCause,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Independent => "independent actions",
            Self::Overlapping => "overlapping actions",
            Self::Noisy => "noisy questions",
            Self::CheapSupport => "cheap support",
            Self::DearSupport => "dear support",
            Self::SupportByCause => "support by cause",
        }
    }
}

/// 3 to 6 causes, 3 to 7 actions, 1 to 4 questions.
pub fn small(family: Family, seed: u64) -> Guide {
    let mut rng = Rng::new(family, seed);
    let (causes, actions, questions) = (rng.count(3, 6), rng.count(3, 7), rng.count(1, 4));
    model(family, rng, causes, actions, questions)
}

/// 8 causes, 9 actions, 5 questions.
pub fn large(family: Family, seed: u64) -> Guide {
    model(family, Rng::new(family, seed ^ 0xABCD), 8, 9, 5)
}

/// A guide of this many causes, yes-or-no questions and actions, in which each question tells of about `listed` causes
/// and each action repairs about a tenth as many.
pub fn sparse(causes: usize, questions: usize, actions: usize, listed: usize, seed: u64) -> Guide {
    let mut guide = model(Family::Overlapping, Rng::new(Family::Overlapping, seed), causes, 0, 0);
    let mut rng = Rng::new(Family::Noisy, seed);
    let template = model(
        Family::Independent,
        Rng::new(Family::Independent, seed),
        causes.min(4),
        actions,
        questions,
    );
    let names: Vec<Id> = guide.causes.iter().map(|cause| cause.id.clone()).collect();
    let pick = |rng: &mut Rng, n: usize| {
        let mut picked: Vec<usize> = (0..n).map(|_| rng.count(0, names.len() - 1)).collect();
        picked.sort_unstable();
        picked.dedup();
        picked
    };
    for mut question in template.questions {
        question.answers.truncate(2);
        let p = rng.between(0.02, 0.2);
        question.likelihood_default = vec![p, 1.0 - p];
        let picked = pick(&mut rng, listed);
        let row = |rng: &mut Rng| {
            let p = rng.between(0.3, 0.95);
            vec![p, 1.0 - p]
        };
        question.likelihood = picked.iter().map(|i| given_row(&names[*i], row(&mut rng))).collect();
        guide.questions.push(question);
    }
    for (i, mut action) in template.actions.into_iter().enumerate() {
        let mut picked = pick(&mut rng, listed.div_ceil(10));
        picked.push(i % names.len());
        picked.sort_unstable();
        picked.dedup();
        action.fixes = picked
            .iter()
            .map(|i| Given {
                cause: names[*i].clone(),
                p: rng.between(0.2, 0.95),
                origin: None,
            })
            .collect();
        guide.actions.push(action);
    }
    guide.escalation.minutes = Minutes(180.0);
    guide
}

/// A dense guide: every question tells of every cause, actions repair about a third of the causes.
pub fn dense(causes: usize, questions: usize, actions: usize, seed: u64) -> Guide {
    model(
        Family::Overlapping,
        Rng::new(Family::Overlapping, seed),
        causes,
        actions,
        questions,
    )
}

fn model(family: Family, mut rng: Rng, causes: usize, actions: usize, questions: usize) -> Guide {
    let names: Vec<Id> = (0..causes).map(|i| Id(format!("c{i}"))).collect();
    let origin = || Origin::Judgement("random".into());
    let given = |cause: &Id, p| Given {
        cause: cause.clone(),
        p,
        origin: None,
    };
    let priors = rng.row(causes, 1.0);
    let service = match family {
        Family::CheapSupport => rng.between(5.0, 25.0),
        Family::DearSupport => rng.between(120.0, 400.0),
        _ => rng.between(20.0, 120.0),
    };
    let sharpness = if family == Family::Noisy { 0.7 } else { 3.0 };
    let action = |i: usize, rng: &mut Rng| {
        let fixes = match family {
            Family::Independent => vec![given(&names[i % causes], rng.between(0.3, 1.0))],
            _ => {
                let own = i % causes;
                let mut picked = names.iter().enumerate().collect::<Vec<_>>();
                picked.retain(|(j, _)| *j == own || rng.number() < 0.35);
                picked
                    .into_iter()
                    .map(|(_, name)| given(name, rng.between(0.1, 1.0)))
                    .collect()
            }
        };
        guide::Action {
            id: Id(format!("a{i}")),
            place: "here".into(),
            minutes: Minutes(rng.between(1.0, 20.0)),
            wait: Minutes(0.0),
            fixes,
            cant: 0.0,
            cant_minutes: None,
            tie: None,
            after: vec![],
            only_if: vec![],
            unless: vec![],
            not_while: vec![],
            least_chance: 0.0,
            needs: vec![],
            risk: false,
            costs_money: false,
            cannot_be_undone: false,
            advanced: false,
            steps: vec![],
            certain: true,
            origin: origin(),
        }
    };
    let question = |i: usize, rng: &mut Rng| {
        let n = if rng.number() < 0.6 { 2 } else { 3 };
        guide::Question {
            id: Id(format!("q{i}")),
            group: "all".into(),
            place: None,
            minutes: Minutes(rng.between(0.3, 4.0)),
            answers: (0..n).map(|j| Id(format!("r{j}"))).collect(),
            likelihood_default: rng.row(n, sharpness),
            likelihood: names
                .iter()
                .map(|name| given_row(name, rng.row(n, sharpness)))
                .collect(),
            unsure: 0.0,
            tie: None,
            certain: true,
            origin: origin(),
        }
    };
    let actions = (0..actions).map(|i| action(i, &mut rng)).collect();
    let questions = (0..questions).map(|i| question(i, &mut rng)).collect();
    let mut support = |cause: &Id| guide::Support {
        cause: cause.clone(),
        minutes: Minutes(rng.between(5.0, 250.0)),
        ..guide::Support::default()
    };
    let by_cause = match family {
        Family::SupportByCause => names.iter().map(&mut support).collect(),
        _ => vec![],
    };
    Guide {
        id: "random".into(),
        default_locale: "en".into(),
        platforms: vec![],
        groups: vec![],
        places: vec![],
        away: vec![],
        needs: vec![],
        stages: vec![],
        causes: names
            .iter()
            .zip(priors)
            .map(|(id, prior)| guide::Cause {
                id: id.clone(),
                stage: None,
                prior,
                leak: false,
                origin: origin(),
            })
            .collect(),
        signs: vec![],
        questions,
        actions,
        slip: None,
        owners: None,
        escalation: Escalation {
            minutes: Minutes(service),
            by_cause,
            origin: origin(),
            ..Escalation::default()
        },
        faq: vec![],
        prevention: vec![],
        sources: vec![],
    }
}

fn given_row(cause: &Id, p: Vec<f64>) -> Given<Vec<f64>> {
    Given {
        cause: cause.clone(),
        p,
        origin: None,
    }
}

/// xorshift64* (Vigna 2016): the same numbers on every machine.
struct Rng(u64);

impl Rng {
    fn new(family: Family, seed: u64) -> Self {
        let mut rng = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (((family as u64 + 1) << 32) | 1));
        (0..8).for_each(|_| {
            rng.number();
        });
        rng
    }

    fn number(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.number()
    }

    fn count(&mut self, low: usize, high: usize) -> usize {
        low + (self.number() * (high - low + 1) as f64) as usize
    }

    /// Probabilities that sum to 1; the larger the exponent, the further apart.
    fn row(&mut self, n: usize, exponent: f64) -> Vec<f64> {
        let weights: Vec<f64> = (0..n).map(|_| self.number().powf(exponent) + 0.01).collect();
        let total: f64 = weights.iter().sum();
        weights.iter().map(|w| w / total).collect()
    }
}
