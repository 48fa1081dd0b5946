//! The chain: actions by falling efficiency, recomputed after each failure, up to the best place to stop.

use super::scene::{Act, MOST_ACTS, Scene, Used, WIDTH};

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

/// The actions in the order of the chain, and what is left after each.
pub(super) struct Walk<'s> {
    scene: &'s Scene,
    weights: [f64; WIDTH],
    width: usize,
    /// Mass of the weights.
    pub(super) total: f64,
    pub(super) used: Used,
    least: f64,
    /// Per action: chance to repair at the last look, which can only have fallen since.
    chances: [f64; MOST_ACTS],
    /// The actions whose chance is that of the present weights.
    fresh: Used,
}

impl Scene {
    /// The chain from `x`: falling chance over cost, re-ranked after each failure, stopped where stopping is best.
    ///
    /// p/C recomputed is a 4-approximation (Feige, Lovász & Tetali 2004), and handing over wherever that is
    /// cheaper than going on never costs more than handing over at once.
    pub(super) fn chain(&self, x: &[f64], used: Used) -> Chain {
        self.count_chain();
        let mut walk = Walk::new(self, x, used);
        let mut best = Chain {
            value: self.service * walk.total,
            n_acts: 0,
        };
        let mut spent = 0.0;
        let mut n_acts: usize = 0;
        loop {
            let before = walk.total;
            let Some(act) = walk.next() else { return best };
            spent += act.cost * before;
            n_acts = n_acts.saturating_add(1);
            let value = spent + self.service * walk.total;
            if value < best.value {
                best = Chain { value, n_acts };
            } else if spent >= best.value {
                return best;
            }
        }
    }
}

impl<'s> Walk<'s> {
    pub(super) fn new(scene: &'s Scene, x: &[f64], used: Used) -> Self {
        let mut weights = [0.0; WIDTH];
        for (weight, x) in weights.iter_mut().zip(x) {
            *weight = *x;
        }
        let total = sum(x.iter().copied());
        Self {
            scene,
            weights,
            width: x.len(),
            total,
            used,
            least: total * NOTHING_LEFT,
            chances: [f64::INFINITY; MOST_ACTS],
            fresh: 0,
        }
    }

    /// The weights that are left.
    pub(super) fn x(&self) -> &[f64] {
        self.weights.get(..self.width).unwrap_or(&[])
    }

    /// Does the next action and returns it: largest p/C, unless even that is hopeless against calling service.
    pub(super) fn next(&mut self) -> Option<&'s Act> {
        if self.total <= self.least {
            return None;
        }
        let act = self.best()?;
        let fixes = self.scene.fixes(act, self.used);
        for (weight, fixes) in self.weights.iter_mut().zip(fixes.iter()) {
            *weight *= 1.0 - fixes;
        }
        self.total = sum(self.x().iter().copied());
        self.used |= act.bit;
        self.fresh = 0;
        Some(act)
    }

    /// An action that others must come before is rated together with them, and the first of them is returned.
    ///
    /// A chance can only fall while weights fall, so an action is looked at again only when its last chance leads.
    fn best(&mut self) -> Option<&'s Act> {
        let scene = self.scene;
        loop {
            let mut best: Option<(f64, f64, &Act, &Act)> = None;
            for (act, chance) in scene.acts.iter().zip(self.chances) {
                let (p, cost, first) = if act.is_open(self.used) {
                    (chance, act.cost * self.total, act)
                } else if self.used & act.bit != 0 {
                    continue;
                } else if let Some(bundle) = self.rate_bundle(act) {
                    bundle
                } else {
                    continue;
                };
                if p > 0.0 && best.is_none_or(|(best_p, best_cost, ..)| p * best_cost > best_p * cost * (1.0 + TIE)) {
                    best = Some((p, cost, act, first));
                }
            }
            let (p, cost, act, first) = best?;
            if self.fresh & act.bit == 0 && act.is_open(self.used) {
                let fixes = scene.fixes(act, self.used);
                let p = sum(self.x().iter().zip(fixes.iter()).map(|(w, fixes)| w * fixes));
                let place = scene.acts.iter().zip(&mut self.chances).find(|(a, _)| a.bit == act.bit);
                if let Some((_, chance)) = place {
                    *chance = p;
                }
                self.fresh |= act.bit;
                continue;
            }
            return (p * scene.service >= HOPELESS * cost).then_some(first);
        }
    }

    /// Mass repaired by an action and all that must come before it, their cost times the mass, and the first.
    fn rate_bundle(&self, act: &Act) -> Option<(f64, f64, &'s Act)> {
        let scene = self.scene;
        let wanted = (act.before | act.bit) & !self.used;
        let (mut done, mut left, mut cost) = (self.used, self.x().to_vec(), 0.0);
        let mut first = None;
        while wanted & !done != 0 {
            let step = scene.open(done).find(|step| wanted & step.bit != 0)?;
            first = first.or(Some(step));
            cost += step.cost * sum(left.iter().copied());
            left = without(&left, &scene.fixes(step, done));
            done |= step.bit;
        }
        first.map(|first| (self.total - sum(left.iter().copied()), cost, first))
    }
}

/// Product by component.
pub(super) fn product(x: &[f64], row: &[f64]) -> Vec<f64> {
    x.iter().zip(row).map(|(w, p)| w * p).collect()
}

/// What an action leaves unrepaired.
pub(super) fn without(x: &[f64], fixes: &[f64]) -> Vec<f64> {
    x.iter().zip(fixes).map(|(w, p)| w * (1.0 - p)).collect()
}

/// The sum in order, as everywhere: native and wasm agree bit for bit.
pub(super) fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, |total, number| total + number)
}
