//! The chain: actions by falling efficiency, recomputed after each failure, up to the best place to stop.

use std::ops::Deref;

use super::scene::{Act, MOST_ACTS, Scene, Used, WIDTH};
use super::table::Bundle;

/// Mass, as a share of the start, under which a chain is not followed further.
const NOTHING_LEFT: f64 = 1e-7;
/// An action that saves less than this share of its cost ends the chain (a cut for speed only).
const HOPELESS: f64 = 0.7;
/// An action with others before it goes first if its efficiency is larger by more than this share.
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
#[derive(Clone)]
pub(super) struct Walk<'s> {
    scene: &'s Scene,
    x: Weights,
    /// Mass of the weights.
    pub(super) total: f64,
    /// Expected cost of calling service, times the mass.
    pub(super) service: f64,
    /// [`Scene::bound`] of the weights.
    pub(super) bound: f64,
    pub(super) used: Used,
    least: f64,
    /// Per action its efficiency times the mass, open or not yet; of those used up minus infinity.
    rates: [f64; MOST_ACTS],
}

impl Scene {
    /// The chain: falling chance over cost, re-ranked after each failure, stopped where stopping is best.
    ///
    /// p/C recomputed is a 4-approximation (Feige, Lovász & Tetali 2004), and handing over wherever that is
    /// cheaper than going on never costs more than handing over at once.
    /// Followed only as long as it can be below `most`: a value that is not is no more than a bound.
    pub(super) fn chain(&self, mut walk: Walk, most: f64) -> Chain {
        self.count_chain();
        let mut best = Chain {
            value: walk.service,
            n_acts: 0,
        };
        let mut spent = 0.0;
        let mut n_acts: usize = 0;
        loop {
            let before = walk.total;
            let Some(act) = walk.next() else { return best };
            spent += act.cost * before;
            n_acts = n_acts.saturating_add(1);
            let value = spent + walk.service;
            if value < best.value {
                best = Chain { value, n_acts };
            }
            if spent + walk.bound >= best.value.min(most) {
                return best;
            }
        }
    }
}

impl<'s> Walk<'s> {
    pub(super) fn new(scene: &'s Scene, x: &[f64], used: Used) -> Self {
        Self::rated(scene, Weights::copy(x), used)
    }

    /// The walk of those who give one reply.
    pub(super) fn replied(&self, row: &[f64], uses: Used) -> Self {
        Self::rated(self.scene, self.x.times(row), self.used | uses)
    }

    fn rated(scene: &'s Scene, x: Weights, used: Used) -> Self {
        let total = sum(&x);
        let mut rates = scene.repairs.rates(&x);
        for act in scene.acts.iter().filter(|act| act.bit & used != 0) {
            if let Some(rate) = rates.get_mut(act.place) {
                *rate = f64::NEG_INFINITY;
            }
        }
        Self {
            scene,
            total,
            service: dot(&x, &scene.service),
            bound: scene.bound(&x),
            used,
            least: total * NOTHING_LEFT,
            rates,
            x,
        }
    }

    /// The weights that are left.
    pub(super) fn x(&self) -> &[f64] {
        &self.x
    }

    /// The walk after an action of choice.
    pub(super) fn done(&self, act: &Act) -> Self {
        let mut walk = self.clone();
        walk.take(act);
        walk.least = walk.total * NOTHING_LEFT;
        walk
    }

    /// Does the next action and returns it: largest p/C, unless even that is hopeless against calling service.
    pub(super) fn next(&mut self) -> Option<&'s Act> {
        if self.total <= self.least {
            return None;
        }
        let act = self.best()?;
        self.take(act);
        Some(act)
    }

    /// Takes away what an action repairs. The mass, the bound and the rates follow by what has changed, which is little.
    fn take(&mut self, act: &Act) {
        let scene = self.scene;
        let bound = act.tied & self.used != 0;
        let mut repaired = |cause: usize, p: f64| {
            let Some(w) = self.x.numbers.get_mut(cause) else { return };
            let gone = *w * p;
            *w -= gone;
            self.total -= gone;
            self.service -= gone * scene.service.get(cause).copied().unwrap_or(0.0);
            self.bound -= gone * scene.omniscient.get(cause).copied().unwrap_or(0.0);
            scene.repairs.lessen(cause, gone, &mut self.rates);
        };
        for (cause, p) in scene.repairs.of(act) {
            let p = if bound {
                scene.fix_of_tied(act, *cause, *p, self.used)
            } else {
                *p
            };
            repaired(*cause, p);
        }
        self.used |= act.bit;
        if let Some(rate) = self.rates.get_mut(act.place) {
            *rate = f64::NEG_INFINITY;
        }
    }

    /// The action of largest efficiency, of equals the first in file order. One that others must come before and that
    /// is more efficient than any that is open is rated together with them, and the first of them is returned.
    fn best(&self) -> Option<&'s Act> {
        let scene = self.scene;
        let (mut place, mut best, mut least) = (0, 0.0, 0.0);
        for (i, rate) in self.rates.iter().enumerate().take(scene.acts.len()) {
            if *rate > least {
                (place, best, least) = (i, *rate, rate * (1.0 + TIE));
            }
        }
        let mut act = scene.acts.get(place)?;
        if act.before & !self.used != 0 || act.tied & self.used != 0 {
            (act, best) = self.best_of_bound()?;
        } else if !self.is_worth_it(act) {
            (act, best) = self.best_worth_it()?;
        }
        (best * scene.dearest >= HOPELESS * self.total && best > 0.0).then_some(act)
    }

    /// False if even support for all that the action repairs costs too little to do it.
    fn is_worth_it(&self, act: &Act) -> bool {
        let scene = self.scene;
        let saved = |(cause, p): &(usize, f64)| {
            let (w, service) = (self.x.get(*cause), scene.service.get(*cause));
            w.zip(service).map_or(0.0, |(w, service)| w * p * service)
        };
        let saved: f64 = scene.repairs.of(act).iter().map(saved).sum();
        saved >= HOPELESS * act.cost * self.total
    }

    /// The best of those that are worth it, where support costs more for some causes than for others, and its
    /// efficiency.
    #[cold]
    fn best_worth_it(&self) -> Option<(&'s Act, f64)> {
        let (mut best, mut least) = (None, HOPELESS * self.total / self.scene.dearest);
        for (act, rate) in self.scene.acts.iter().zip(self.rates) {
            let bound = !act.is_open(self.used) || act.tied & self.used != 0;
            if rate > least && !bound && self.is_worth_it(act) {
                best = Some((act, rate));
                least = rate * (1.0 + TIE);
            }
        }
        best
    }

    /// The same where the best by rate alone is bound to others, by order or by tie, and its efficiency.
    #[cold]
    fn best_of_bound(&self) -> Option<(&'s Act, f64)> {
        let scene = self.scene;
        let (mut best, mut least) = (None, 0.0);
        for (act, rate) in scene.acts.iter().zip(self.rates) {
            if rate > least && act.is_open(self.used) {
                let rate = self.rate(act, rate);
                if rate > least {
                    best = Some((act, rate));
                    least = rate * (1.0 + TIE);
                }
            }
        }
        for bundle in &scene.bundles {
            // The rate of the action alone is the most that the bundle can have.
            if self.rates.get(bundle.place).is_some_and(|rate| *rate > least)
                && let Some((first, rate)) = self.rate_bundle(bundle).filter(|(_, rate)| *rate > least)
            {
                best = Some((first, rate));
                least = rate * (1.0 + TIE);
            }
        }
        best
    }

    /// What is left of an action's rate after what has failed in its tie.
    fn rate(&self, act: &Act, rate: f64) -> f64 {
        if act.tied & self.used == 0 {
            return rate;
        }
        let chances = self.scene.repairs.of(act).iter();
        let repaired = chances.map(|(cause, p)| {
            let w = self.x.get(*cause).copied().unwrap_or(0.0);
            w * self.scene.fix_of_tied(act, *cause, *p, self.used)
        });
        repaired.sum::<f64>() / act.cost
    }

    /// Efficiency times mass of an action with all that must come before it, and the first of them, which is to be
    /// done next.
    fn rate_bundle(&self, bundle: &Bundle) -> Option<(&'s Act, f64)> {
        if bundle.waits_for & !self.used == 0 || bundle.gates & !self.used != 0 {
            return None;
        }
        let scene = self.scene;
        let (mut walk, mut cost, mut first) = (self.clone(), 0.0, None);
        for place in &bundle.members {
            let act = scene.acts.get(*place).filter(|act| act.bit & walk.used == 0);
            let Some(act) = act else { continue };
            first = first.or(Some(act));
            cost += act.cost * walk.total;
            walk.take(act);
        }
        first.map(|first| (first, (self.total - walk.total) * self.total / cost))
    }
}

/// Weights without memory of their own to get and give back.
#[derive(Clone)]
struct Weights {
    numbers: [f64; WIDTH],
    width: usize,
}

impl Weights {
    fn copy(x: &[f64]) -> Self {
        let mut numbers = [0.0; WIDTH];
        for (number, x) in numbers.iter_mut().zip(x) {
            *number = *x;
        }
        Self {
            numbers,
            width: x.len().min(WIDTH),
        }
    }

    fn times(&self, row: &[f64]) -> Self {
        let mut numbers = [0.0; WIDTH];
        for (number, (x, p)) in numbers.iter_mut().zip(self.iter().zip(row)) {
            *number = x * p;
        }
        Self { numbers, ..*self }
    }
}

impl Deref for Weights {
    type Target = [f64];

    fn deref(&self) -> &[f64] {
        self.numbers.get(..self.width).unwrap_or_default()
    }
}

/// Takes away what an action repairs.
pub(super) fn leave(x: &mut [f64], fixes: &[f64]) {
    for (w, p) in x.iter_mut().zip(fixes) {
        *w *= 1.0 - p;
    }
}

/// The sum, always in the same order, so that native and wasm agree bit for bit: four sums side by side,
/// which is what processors are quick at. The length of weights is a multiple of four.
pub(super) fn sum(x: &[f64]) -> f64 {
    let (fours, _) = x.as_chunks::<4>();
    let [a, b, c, d] = fours
        .iter()
        .fold([0.0; 4], |[a, b, c, d], [e, f, g, h]| [a + e, b + f, c + g, d + h]);
    (a + b) + (c + d)
}

/// The sum of the products by component, in the same order.
pub(super) fn dot(x: &[f64], row: &[f64]) -> f64 {
    let ((x, _), (row, _)) = (x.as_chunks::<4>(), row.as_chunks::<4>());
    let [a, b, c, d] = x
        .iter()
        .zip(row)
        .fold([0.0; 4], |[a, b, c, d], ([e, f, g, h], [p, q, r, s])| {
            [a + e * p, b + f * q, c + g * r, d + h * s]
        });
    (a + b) + (c + d)
}
