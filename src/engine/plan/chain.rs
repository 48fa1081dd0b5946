//! The chain: actions by falling efficiency, recomputed after each failure, up to the best place to stop.

use super::scene::{Act, Scene, Used};

/// Mass, as a share of the start, under which a chain is not followed further.
const NOTHING_LEFT: f64 = 1e-7;
/// An action that saves less than this share of its cost ends the chain (a cut for speed only).
const HOPELESS: f64 = 0.7;
/// Efficiencies this close, as a share, are equal; the first in file order goes first.
const TIE: f64 = 1e-12;

/// What a chain is worth and where it stops.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    /// Expected cost, times the mass at its start.
    pub(super) value: f64,
    /// How many actions are done before calling service.
    pub(super) n_acts: usize,
}

impl Scene {
    /// The chain from `x`: falling chance over cost, re-ranked after each failure, stopped where stopping is best.
    ///
    /// p/C recomputed is a 4-approximation (Feige, Lovász & Tetali 2004), and handing over wherever that is
    /// cheaper than going on never costs more than handing over at once.
    pub(super) fn chain(&self, x: &[f64], used: Used) -> Chain {
        self.count_chain();
        let total: f64 = x.iter().sum();
        self.chain_on(&mut x.to_vec(), total, used, total * NOTHING_LEFT)
    }

    /// Expected cost of an action and then the chain, times the mass: t|x| + H(x ∘ (1 - f)).
    pub(super) fn then_chain(&self, act: &Act, x: &[f64], used: Used) -> f64 {
        act.cost * x.iter().sum::<f64>() + self.chain(&product(x, &act.fails), used | act.bit).value
    }

    fn chain_on(&self, x: &mut [f64], total: f64, used: Used, least: f64) -> Chain {
        let stop = Chain {
            value: self.service * total,
            n_acts: 0,
        };
        if total <= least {
            return stop;
        }
        let Some(act) = self.best(x, total, used) else {
            return stop;
        };
        multiply(x, &act.fails);
        let rest = self.chain_on(x, x.iter().sum(), used | act.bit, least);
        let value = act.cost * total + rest.value;
        if value < stop.value {
            Chain {
                value,
                n_acts: rest.n_acts + 1,
            }
        } else {
            stop
        }
    }

    /// The next action of the chain: largest p/C, unless even that is hopeless against calling service.
    ///
    /// An action that others must come before is rated together with them, and the first of them is returned.
    pub(super) fn best(&self, x: &[f64], total: f64, used: Used) -> Option<&Act> {
        let mut best: Option<(f64, f64, &Act)> = None;
        for act in self.acts.iter().filter(|act| used & act.bit == 0) {
            let (p, cost, first) = if act.before & !used == 0 {
                let left: f64 = x.iter().zip(&act.fails).map(|(w, fails)| w * fails).sum();
                (total - left, act.cost * total, act)
            } else if let Some(bundle) = self.rate_bundle(act, x, total, used) {
                bundle
            } else {
                continue;
            };
            if p > 0.0 && best.is_none_or(|(best_p, best_cost, _)| p * best_cost > best_p * cost * (1.0 + TIE)) {
                best = Some((p, cost, first));
            }
        }
        best.filter(|(p, cost, _)| p * self.service >= HOPELESS * cost)
            .map(|(.., act)| act)
    }

    /// Mass repaired by an action and all that must come before it, their cost times the mass, and the first.
    fn rate_bundle(&self, act: &Act, x: &[f64], total: f64, used: Used) -> Option<(f64, f64, &Act)> {
        let wanted = (act.before | act.bit) & !used;
        let (mut done, mut left, mut cost) = (used, x.to_vec(), 0.0);
        let mut first = None;
        while wanted & !done != 0 {
            let step = self.open(done).find(|step| wanted & step.bit != 0)?;
            first = first.or(Some(step));
            cost += step.cost * left.iter().sum::<f64>();
            multiply(&mut left, &step.fails);
            done |= step.bit;
        }
        first.map(|first| (total - left.iter().sum::<f64>(), cost, first))
    }
}

/// Product by component.
pub(super) fn product(x: &[f64], row: &[f64]) -> Vec<f64> {
    x.iter().zip(row).map(|(w, p)| w * p).collect()
}

fn multiply(x: &mut [f64], row: &[f64]) {
    for (w, p) in x.iter_mut().zip(row) {
        *w *= p;
    }
}
