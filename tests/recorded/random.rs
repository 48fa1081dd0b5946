//! Random guides, the same on every machine: whole numbers from a seed, divided.

use fixpath::guide::{Action, Cause, Condition, Escalation, Given, Guide, Id, Minutes, Origin, Question, Sign, Slip};
use serde::{Deserialize, Serialize};

/// What a random guide is made from; the leak comes on top.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    pub seed: u64,
    pub causes: usize,
    pub signs: usize,
    pub questions: usize,
    pub actions: usize,
}

/// xorshift64* (Vigna 2016).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        // Any number but 0 will do, and neighbours should not look alike.
        Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A whole number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) % n
    }

    /// A whole number of thousandths from 0 up to 1.
    pub fn number(&mut self) -> f64 {
        self.below(1001) as f64 / 1000.0
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, n: u64) -> bool {
        self.below(100) < n
    }

    /// One of the items.
    pub fn one<T: Clone>(&mut self, items: &[T]) -> Option<T> {
        let n = u64::try_from(items.len()).ok().filter(|n| *n > 0)?;
        items.get(usize::try_from(self.below(n)).ok()?).cloned()
    }

    fn minutes(&mut self, most: u64) -> Minutes {
        Minutes((1 + self.below(10 * most)) as f64 / 10.0)
    }

    fn row(&mut self, n: usize) -> Vec<f64> {
        let weights: Vec<u64> = (0..n).map(|_| 1 + self.below(10) * self.below(10)).collect();
        let total: u64 = weights.iter().sum();
        weights.iter().map(|weight| *weight as f64 / total as f64).collect()
    }

    /// A number for some of the causes.
    fn table<T>(&mut self, causes: usize, percent: u64, mut number: impl FnMut(&mut Self) -> T) -> Vec<Given<T>> {
        let listed: Vec<usize> = (0..causes).filter(|_| self.percent(percent)).collect();
        let given = |i| Given {
            cause: id("c", i),
            p: number(self),
            origin: None,
        };
        listed.into_iter().map(given).collect()
    }

    /// Now and then, a small chance.
    fn rarely(&mut self) -> f64 {
        if self.percent(20) { self.number() / 4.0 } else { 0.0 }
    }

    /// Now and then, one of two ties.
    fn tie(&mut self) -> Option<Id> {
        self.percent(15).then(|| id("t", usize::from(self.percent(50))))
    }
}

/// A guide with exactly these things, and of everything a guide can have to do with the engine.
pub fn guide(recipe: Recipe) -> Guide {
    let mut random = Random::new(recipe.seed);
    let n_causes = recipe.causes;
    let signs: Vec<Sign> = (0..recipe.signs).map(|i| sign(&mut random, i, n_causes)).collect();
    let questions: Vec<Question> = (0..recipe.questions)
        .map(|i| question(&mut random, i, n_causes))
        .collect();
    let actions = (0..recipe.actions).map(|i| action(&mut random, i, n_causes, &questions));
    let actions = actions.collect();
    Guide {
        id: "random".into(),
        default_locale: "en".into(),
        platforms: vec![],
        groups: vec![],
        places: vec![],
        away: vec![],
        needs: vec![],
        stages: vec![],
        causes: (0..=n_causes).map(|i| cause(&mut random, i, i == n_causes)).collect(),
        slip: random.percent(50).then(|| Slip {
            p: random.number() / 10.0,
            origin: unsaid(),
        }),
        signs,
        questions,
        actions,
        owners: None,
        escalation: Escalation {
            minutes: random.minutes(120),
            origin: unsaid(),
            ..Escalation::default()
        },
        faq: vec![],
        prevention: vec![],
        sources: vec![],
    }
}

fn cause(random: &mut Random, i: usize, leak: bool) -> Cause {
    Cause {
        id: if leak { "other".into() } else { id("c", i) },
        stage: None,
        prior: (1 + random.below(100)) as f64 / if leak { 1000.0 } else { 100.0 },
        leak,
        origin: unsaid(),
    }
}

fn sign(random: &mut Random, i: usize, n_causes: usize) -> Sign {
    Sign {
        id: id("s", i),
        group: Id::default(),
        minutes: random.minutes(1),
        seen_default: random.number() / 4.0,
        seen: random.table(n_causes, 50, Random::number),
        unsure: random.rarely(),
        tie: random.tie(),
        certain: random.percent(10),
        origin: unsaid(),
    }
}

fn question(random: &mut Random, i: usize, n_causes: usize) -> Question {
    let n_answers = if random.percent(60) { 2 } else { 3 };
    Question {
        id: id("q", i),
        group: Id::default(),
        place: None,
        minutes: random.minutes(5),
        answers: (0..n_answers).map(|i| id("a", i)).collect(),
        likelihood_default: random.row(n_answers),
        likelihood: random.table(n_causes, 60, |random| random.row(n_answers)),
        unsure: random.rarely(),
        tie: random.tie(),
        certain: random.percent(10),
        origin: unsaid(),
    }
}

fn action(random: &mut Random, i: usize, n_causes: usize, questions: &[Question]) -> Action {
    let earlier: Vec<Id> = (0..i).map(|i| id("d", i)).collect();
    let gated = random.percent(10);
    let gate = random.one(questions).filter(|_| gated).map(|question| Condition {
        question: question.id,
        answer: id("a", 0),
    });
    Action {
        id: id("d", i),
        place: Id::default(),
        minutes: random.minutes(20),
        wait: Minutes(if random.percent(20) { 5.0 } else { 0.0 }),
        fixes: random.table(n_causes, 45, Random::number),
        cant: random.rarely(),
        cant_minutes: random.percent(20).then_some(Minutes(0.5)),
        tie: random.tie(),
        after: random.one(&earlier).filter(|_| i % 5 == 4).into_iter().collect(),
        only_if: gate.into_iter().collect(),
        unless: vec![],
        not_while: vec![],
        least_chance: 0.0,
        needs: vec![],
        risk: false,
        costs_money: false,
        cannot_be_undone: false,
        advanced: false,
        steps: vec![],
        certain: random.percent(10),
        origin: unsaid(),
    }
}

fn id(letter: &str, i: usize) -> Id {
    Id(format!("{letter}{i}"))
}

fn unsaid() -> Origin {
    Origin::Judgement(String::new())
}
