//! One question: asked now, or at its best place along the chain.

use super::chain::product;
use super::scene::{Act, Ask, Scene, Used};

impl Scene {
    /// Expected cost of asking now and then following the chain, times the mass of `x`: engine.md's E.
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
            cost += self.chain(&product(x, row), used);
        }
        cost
    }

    /// Expected cost of the chain with one of `asks` at its best place in it, or none: engine.md's V1.
    ///
    /// At each state of the chain the question competes with doing the next action first
    /// (the action-first check of Jensen et al. 2001, carried along the whole chain).
    pub(super) fn placed(&self, x: &[f64], used: Used, asks: &[&Ask]) -> f64 {
        let total: f64 = x.iter().sum();
        let mut value = self.service * total;
        if total == 0.0 {
            return value;
        }
        if let Some(act) = self.best(x, total, used) {
            value = value.min(self.then_placed(act, x, used, asks));
        }
        asks.iter()
            .fold(value, |value, ask| value.min(self.ask_under(ask, x, used, value)))
    }

    /// An action, then the chain with one question at its best place.
    pub(super) fn then_placed(&self, act: &Act, x: &[f64], used: Used, asks: &[&Ask]) -> f64 {
        act.cost * x.iter().sum::<f64>() + self.placed(&product(x, &act.fails), used | act.bit, asks)
    }
}
