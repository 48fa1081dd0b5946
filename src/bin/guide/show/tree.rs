//! The first levels of the decision tree: what is advised, what can come of it, and what is advised then.

use fixpath::engine::{Advice, Entry, Evidence, Model, advise, foresee};
use rayon::prelude::*;

/// Steps on the way from the root to a leaf, at most.
pub const DEPTH: usize = 4;
/// What fewer than this share of owners get to is cut off; so no level is wider than its inverse.
pub const RARE: f64 = 0.01;

/// A state, and what follows.
pub struct Node {
    pub advice: Advice,
    /// What can come of the step; nothing for support.
    pub turns: Vec<Turn>,
}

/// One thing that can come of a step.
pub struct Turn {
    /// What is reported; `None` where the trouble is gone.
    pub entry: Option<Entry>,
    /// How likely it is once the step is taken.
    pub chance: f64,
    pub then: Then,
}

/// What follows an outcome.
pub enum Then {
    Fixed,
    Node(Node),
    /// Further than is shown.
    Deeper,
    /// Too few owners get there.
    Rare,
}

/// The tree from nothing said, as far as it is shown.
pub fn grow(model: &Model) -> Node {
    node(model, Evidence::new(), 1.0, 1)
}

fn node(model: &Model, evidence: Evidence, reached: f64, depth: usize) -> Node {
    let advice = advise(model, &evidence);
    let turns = foresee(model, &evidence, advice.next).into_par_iter();
    let turns = turns.map(|(entry, chance)| {
        let then = match entry {
            None => Then::Fixed,
            Some(_) if reached * chance < RARE => Then::Rare,
            Some(_) if depth == DEPTH => Then::Deeper,
            Some(entry) => {
                let mut evidence = evidence.clone();
                evidence.set(entry);
                Then::Node(node(model, evidence, reached * chance, depth + 1))
            }
        };
        Turn { entry, chance, then }
    });
    Node {
        turns: turns.collect(),
        advice,
    }
}

impl Node {
    /// How many outcomes were cut off as too deep and as too rare.
    pub fn n_cut(&self) -> (usize, usize) {
        self.turns.iter().fold((0, 0), |(deep, rare), turn| match &turn.then {
            Then::Fixed => (deep, rare),
            Then::Deeper => (deep + 1, rare),
            Then::Rare => (deep, rare + 1),
            Then::Node(node) => {
                let (d, r) = node.n_cut();
                (deep + d, rare + r)
            }
        })
    }
}
