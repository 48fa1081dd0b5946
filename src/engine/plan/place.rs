//! One question: asked now, or at its best place along the chain.

use super::chain::product;
use super::scene::{Act, Ask, Scene, Used};

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

impl Scene {
    /// Expected cost of asking now and then following the chain, times the mass of `x`.
    ///
    /// Infinite once the work limit is reached, so that no plan is built on it.
    pub(super) fn ask_now(&self, ask: &Ask, x: &[f64], used: Used) -> f64 {
        self.ask_under(ask, x, used, f64::INFINITY)
    }

    /// The same, but infinite as soon as it cannot be below `most`.
    fn ask_under(&self, ask: &Ask, x: &[f64], used: Used, most: f64) -> f64 {
        let mut cost = ask.cost * x.iter().sum::<f64>();
        for row in &ask.rows {
            if cost >= most || !self.may_look_on() {
                return f64::INFINITY;
            }
            cost += self.chain(&product(x, row), used).value;
        }
        cost
    }

    /// The chain with one of `asks` at its best place in it, or none.
    ///
    /// At each state of the chain the question competes with doing the next action first
    /// (the action-first check of Jensen et al. 2001, carried along the whole chain).
    pub(super) fn placed<'s>(&self, x: &[f64], used: Used, asks: &[&'s Ask]) -> Placed<'s> {
        let total: f64 = x.iter().sum();
        let stop = Placed {
            value: self.service * total,
            n_acts: 0,
            ask: None,
        };
        if total == 0.0 {
            return stop;
        }
        let go_on = self.best(x, total, used).map(|act| {
            let rest = self.after_act(act, x, used, asks);
            Placed {
                value: act.cost * total + rest.value,
                n_acts: rest.n_acts + 1,
                ..rest
            }
        });
        let start = go_on.filter(|go_on| go_on.value < stop.value).unwrap_or(stop);
        asks.iter().fold(start, |best, ask| {
            let value = self.ask_under(ask, x, used, best.value);
            if value < best.value {
                Placed {
                    value,
                    n_acts: 0,
                    ask: Some(ask),
                }
            } else {
                best
            }
        })
    }

    /// What follows an action that did not help: the chain with one question at its best place.
    pub(super) fn after_act<'s>(&self, act: &Act, x: &[f64], used: Used, asks: &[&'s Ask]) -> Placed<'s> {
        self.placed(&product(x, &act.fails), used | act.bit, asks)
    }
}
