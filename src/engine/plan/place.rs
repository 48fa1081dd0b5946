//! Questions in a chain: one asked now, one at its best place, two each at its best place.

use super::chain::{Chain, Walk};
use super::scene::{Ask, Scene};

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
    /// A question, then for each reply the chain with a second one in it.
    Asked(&'s Ask, Vec<Placed<'s>>),
}

impl Scene {
    /// Expected cost of asking now and then following the chain, times the mass, but infinite as soon as it cannot be
    /// below `most`; so it is once the work limit is reached, so that no plan is built on it, and where the question
    /// would not be asked.
    pub(super) fn ask_now(&self, ask: &Ask, walk: &Walk, most: f64) -> f64 {
        let mut value = ask.cost * walk.total + self.bound(walk.x());
        let replies = ask.replies(walk.used);
        if replies.is_empty() {
            return f64::INFINITY;
        }
        for reply in replies {
            if value >= most || !self.may_look_on() {
                return f64::INFINITY;
            }
            let replied = walk.replied(&reply.row, reply.uses);
            let bound = self.bound(replied.x());
            value += (self.chain(replied).value - bound).max(0.0);
        }
        value
    }

    /// The chain with one of `asks` at its best place in it, or none.
    ///
    /// At each state of the chain the question competes with doing the next action first
    /// (the action-first check of Jensen et al. 2001, carried along the whole chain).
    pub(super) fn placed<'s>(&self, mut walk: Walk, asks: &[&'s Ask]) -> Placed<'s> {
        let mut best = Placed {
            value: self.service * walk.total,
            n_acts: 0,
            ask: None,
        };
        let mut spent = 0.0;
        let mut n_acts: usize = 0;
        loop {
            for ask in asks {
                let value = spent + self.ask_now(ask, &walk, best.value - spent);
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
            let value = spent + self.service * walk.total;
            if value < best.value {
                best = Placed {
                    value,
                    n_acts,
                    ask: None,
                };
            }
            if spent + self.bound(walk.x()) >= best.value {
                return best;
            }
        }
    }

    /// A question asked now, and after each reply the chain with one of `asks` at its best place in it.
    ///
    /// Value times the mass; `None` where it cannot be below `most`.
    pub(super) fn asked<'s>(
        &self,
        ask: &'s Ask,
        walk: &Walk,
        asks: &[&'s Ask],
        most: f64,
    ) -> Option<(f64, Tail<'s>)> {
        let mut value = ask.cost * walk.total + self.bound(walk.x());
        let replies = ask.replies(walk.used);
        let mut placed = Vec::with_capacity(replies.len());
        for reply in replies {
            if value >= most || !self.may_look_on() {
                return None;
            }
            let replied = walk.replied(&reply.row, reply.uses);
            let bound = self.bound(replied.x());
            let next = self.placed(replied, asks);
            value += (next.value - bound).max(0.0);
            placed.push(next);
        }
        (!placed.is_empty() && value < most).then_some((value, Tail::Asked(ask, placed)))
    }

    /// The better of one question at its best place and two; value times the mass.
    pub(super) fn best_tail<'s>(&self, walk: Walk, first: &[&'s Ask], placed: &[&'s Ask]) -> (f64, Tail<'s>) {
        let one = self.placed(walk.clone(), placed);
        let mut best = (one.value, Tail::Placed(one));
        for ask in first {
            if let Some(two) = self.asked(ask, &walk, placed, best.0) {
                best = two;
            }
        }
        best
    }
}
