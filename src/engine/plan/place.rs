//! Questions in a chain: one asked now, one at its best place, two each at its best place.

use super::chain::{Chain, Walk};
use super::scene::{Ask, Scene};

/// How many actions of a chain may come before a question: what is left after more of them weighs little.
const N_PLACES: usize = 3;

/// A chain that one question may interrupt.
#[derive(Clone, Copy)]
pub(super) struct Placed<'s> {
    /// Expected cost, times the mass at its start.
    pub(super) value: f64,
    /// How many actions are done before the question, or before calling service.
    pub(super) n_acts: usize,
    /// The question; after it the chain of each answer is followed. Without one, service is called.
    pub(super) ask: Option<&'s Ask>,
}

impl From<Chain> for Placed<'_> {
    fn from(chain: Chain) -> Self {
        Self {
            value: chain.value,
            n_acts: chain.n_acts,
            ask: None,
        }
    }
}

/// What follows a first step.
#[derive(Clone)]
pub(super) enum Tail<'s> {
    /// The chain with one question in it.
    Placed(Placed<'s>),
    /// So many actions of the chain, then a question, then what follows each reply.
    Asked(usize, &'s Ask, Vec<Tail<'s>>),
}

/// What plans are made with.
#[derive(Clone)]
pub(super) struct Shortlist<'s> {
    /// Followed by another one (kq).
    pub(super) first: Vec<&'s Ask>,
    /// Looked at along a whole chain (kk).
    pub(super) placed: Vec<&'s Ask>,
    /// How many actions may come before the first of several questions.
    pub(super) n_before: usize,
}

impl Scene {
    /// Expected cost of asking now and then following the chain, times the mass, but infinite as soon as it cannot be
    /// below `most`; so it is once the work limit is reached, so that no plan is built on it, and where the question
    /// would not be asked.
    pub(super) fn ask_now(&self, ask: &Ask, walk: &Walk, most: f64) -> f64 {
        let mut value = ask.cost * walk.total + walk.bound;
        let replies = ask.replies(walk.used);
        if replies.is_empty() {
            return f64::INFINITY;
        }
        for reply in replies {
            if value >= most || !self.may_look_on() {
                return f64::INFINITY;
            }
            let replied = walk.replied(&reply.row, reply.uses);
            let bound = replied.bound;
            let most = most - value + bound;
            value += (self.chain(replied, most).value - bound).max(0.0);
        }
        value
    }

    /// The chain with one of `asks` at its best place in it, or none.
    ///
    /// At each state of the chain the question competes with doing the next action first
    /// (the action-first check of Jensen et al. 2001, carried along the whole chain).
    /// Looked at only as far as it can be below `most`.
    pub(super) fn placed<'s>(&self, mut walk: Walk, asks: &[&'s Ask], most: f64) -> Placed<'s> {
        let mut best = Placed {
            value: walk.service,
            n_acts: 0,
            ask: None,
        };
        let mut spent = 0.0;
        let mut n_acts: usize = 0;
        loop {
            for ask in asks.iter().filter(|_| n_acts <= N_PLACES) {
                let value = spent + self.ask_now(ask, &walk, best.value.min(most) - spent);
                if value < best.value {
                    best = Placed {
                        value,
                        n_acts,
                        ask: Some(ask),
                    };
                }
            }
            let before = walk.total;
            let Some(act) = walk.next() else { return best };
            spent += act.cost * before;
            n_acts = n_acts.saturating_add(1);
            let value = spent + walk.service;
            if value < best.value {
                best = Placed {
                    value,
                    n_acts,
                    ask: None,
                };
            }
            if spent + walk.bound >= best.value.min(most) {
                return best;
            }
        }
    }

    /// A question asked now, and after each reply the best tail of one question less.
    ///
    /// Value times the mass; `None` where it cannot be below `most`.
    pub(super) fn asked<'s>(
        &self,
        ask: &'s Ask,
        walk: &Walk,
        asks: &Shortlist<'s>,
        depth: usize,
        most: f64,
    ) -> Option<(f64, Tail<'s>)> {
        let mut value = ask.cost * walk.total + walk.bound;
        let replies = ask.replies(walk.used);
        let mut tails = Vec::with_capacity(replies.len());
        for reply in replies {
            if value >= most || !self.may_look_on() {
                return None;
            }
            let replied = walk.replied(&reply.row, reply.uses);
            let bound = replied.bound;
            let (next, tail) = self.tail(replied, asks, depth.saturating_sub(1), most - value + bound);
            value += (next - bound).max(0.0);
            tails.push(tail);
        }
        (!tails.is_empty() && value < most).then_some((value, Tail::Asked(0, ask, tails)))
    }

    /// The best of the chain with one question at its best place, and of plans that ask up to `depth` questions before
    /// that. Value times the mass. Looked at only as far as it can be below `most`.
    pub(super) fn tail<'s>(&self, walk: Walk, asks: &Shortlist<'s>, depth: usize, most: f64) -> (f64, Tail<'s>) {
        let one = self.placed(walk.clone(), &asks.placed, most);
        let mut best = (one.value, Tail::Placed(one));
        if depth == 0 {
            return best;
        }
        let mut walk = walk;
        let (mut spent, mut n_acts): (f64, usize) = (0.0, 0);
        loop {
            for ask in &asks.first {
                if let Some((value, Tail::Asked(_, ask, tails))) =
                    self.asked(ask, &walk, asks, depth, best.0.min(most) - spent)
                {
                    best = (spent + value, Tail::Asked(n_acts, ask, tails));
                }
            }
            let before = walk.total;
            let Some(act) = walk.next().filter(|_| n_acts < asks.n_before) else {
                return best;
            };
            spent += act.cost * before;
            n_acts = n_acts.saturating_add(1);
        }
    }
}
