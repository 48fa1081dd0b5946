//! The chain: actions by falling efficiency, recomputed after each failure, up to the best place to stop.

use std::ops::Deref;

use super::scene::{Act, MOST_ACTS, Scene, Used, WIDTH};

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
    pub(super) used: Used,
    least: f64,
    /// Per action one over its cost, 0 for those that are not open.
    speeds: [f64; MOST_ACTS],
}

/// Chances to repair, four actions at a time, at the causes where one of them repairs.
#[derive(Default)]
pub(super) struct Chances(Vec<Vec<(usize, [f64; 4])>>);

impl Chances {
    pub(super) fn new(acts: &[Act], n_causes: usize) -> Self {
        let of_four = |four: &[Act]| {
            let at = |cause: usize| {
                let mut chances = [0.0; 4];
                for (chance, act) in chances.iter_mut().zip(four) {
                    *chance = act.fixes.get(cause).copied().unwrap_or(0.0);
                }
                (cause, chances)
            };
            let causes = (0..n_causes).map(at);
            causes.filter(|(_, chances)| *chances != [0.0; 4]).collect()
        };
        Self(acts.chunks(4).map(of_four).collect())
    }

    /// Efficiency times mass of four actions after the other.
    fn rates(&self, x: &[f64], speeds: &[f64; MOST_ACTS]) -> impl Iterator<Item = [f64; 4]> {
        let (speeds, _) = speeds.as_chunks::<4>();
        self.0.iter().zip(speeds).map(move |(four, [s, t, u, v])| {
            let [a, b, c, d] = four.iter().fold([0.0; 4], |[a, b, c, d], (cause, [p, q, r, s])| {
                let w = x.get(*cause).copied().unwrap_or(0.0);
                [a + w * p, b + w * q, c + w * r, d + w * s]
            });
            [a * s, b * t, c * u, d * v]
        })
    }
}

impl Scene {
    /// The chain: falling chance over cost, re-ranked after each failure, stopped where stopping is best.
    ///
    /// p/C recomputed is a 4-approximation (Feige, Lovász & Tetali 2004), and handing over wherever that is
    /// cheaper than going on never costs more than handing over at once.
    pub(super) fn chain(&self, mut walk: Walk) -> Chain {
        self.count_chain();
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
            }
            if spent + self.bound(&walk.x) >= best.value {
                return best;
            }
        }
    }
}

impl<'s> Walk<'s> {
    pub(super) fn new(scene: &'s Scene, x: &[f64], used: Used) -> Self {
        let total = sum(x);
        let mut walk = Self {
            scene,
            x: Weights::copy(x),
            total,
            used,
            least: total * NOTHING_LEFT,
            speeds: [0.0; MOST_ACTS],
        };
        walk.open();
        walk
    }

    /// The walk of those who give one reply.
    pub(super) fn replied(&self, row: &[f64], uses: Used) -> Self {
        let mut walk = self.clone();
        walk.x.times(row);
        walk.total = sum(&walk.x);
        walk.least = walk.total * NOTHING_LEFT;
        walk.used |= uses;
        if self.scene.in_order {
            walk.open();
        }
        walk
    }

    /// The weights that are left.
    pub(super) fn x(&self) -> &[f64] {
        &self.x
    }

    /// The walk after an action of choice.
    pub(super) fn done(&self, act: &Act) -> Self {
        let mut walk = self.clone();
        let place = self.scene.acts.iter().position(|other| other.bit == act.bit);
        walk.take(act, place);
        walk.least = walk.total * NOTHING_LEFT;
        walk
    }

    /// Does the next action and returns it: largest p/C, unless even that is hopeless against calling service.
    pub(super) fn next(&mut self) -> Option<&'s Act> {
        if self.total <= self.least {
            return None;
        }
        let (place, act) = self.best()?;
        self.take(act, Some(place));
        Some(act)
    }

    fn take(&mut self, act: &Act, place: Option<usize>) {
        match self.scene.fixes_of_tied(act, self.used) {
            None => self.x.leave(&act.fixes),
            Some(fixes) => self.x.leave(&fixes),
        }
        self.total = sum(&self.x);
        self.used |= act.bit;
        if self.scene.in_order {
            self.open();
        } else if let Some(speed) = place.and_then(|place| self.speeds.get_mut(place)) {
            *speed = 0.0;
        }
    }

    /// The action of largest efficiency, of equals the first in file order. One that others must come before is rated
    /// together with them, and the first of them is returned.
    fn best(&self) -> Option<(usize, &'s Act)> {
        let scene = self.scene;
        let (mut place, mut most) = (0, 0.0);
        for (four, rates) in scene.chances.rates(&self.x, &self.speeds).enumerate() {
            for (i, rate) in rates.into_iter().enumerate() {
                if rate > most {
                    (place, most) = (four.saturating_mul(4).saturating_add(i), rate);
                }
            }
        }
        if scene.in_order || scene.tied {
            (place, most) = self.best_of_bound(place, most);
        }
        (most * scene.service >= HOPELESS * self.total && most > 0.0)
            .then(|| scene.acts.get(place))
            .flatten()
            .map(|act| (place, act))
    }

    /// The same where actions are bound to others, by order or by tie, given the best that would be if they were not.
    fn best_of_bound(&self, place: usize, most: f64) -> (usize, f64) {
        let scene = self.scene;
        let mut best = (place, most);
        if scene.tied {
            let rates = scene.chances.rates(&self.x, &self.speeds).flatten();
            let rates = scene.acts.iter().zip(rates).zip(self.speeds);
            let rates = rates.map(|((act, rate), speed)| match scene.fixes_of_tied(act, self.used) {
                Some(fixes) => dot(&self.x, &fixes) * speed,
                None => rate,
            });
            best = (0, 0.0);
            for (i, rate) in rates.enumerate().filter(|(_, rate)| *rate > 0.0) {
                if rate > best.1 {
                    best = (i, rate);
                }
            }
        }
        for act in scene.acts.iter().filter(|act| act.waits(self.used)) {
            if let Some((rate, first)) = self.rate_bundle(act).filter(|(rate, _)| *rate > best.1 * (1.0 + TIE)) {
                let place = scene.acts.iter().position(|other| other.bit == first.bit);
                best = (place.unwrap_or(best.0), rate);
            }
        }
        best
    }

    /// Marks which actions are open.
    fn open(&mut self) {
        for (act, speed) in self.scene.acts.iter().zip(&mut self.speeds) {
            *speed = if act.is_open(self.used) { 1.0 / act.cost } else { 0.0 };
        }
    }

    /// Efficiency times mass of an action with all that must come before it, and the first of them, which is to be
    /// done next.
    fn rate_bundle(&self, act: &Act) -> Option<(f64, &'s Act)> {
        let scene = self.scene;
        let wanted = (act.before | act.bit) & !self.used;
        let (mut done, mut left, mut cost) = (self.used, self.x.to_vec(), 0.0);
        let mut first = None;
        while wanted & !done != 0 {
            let step = scene.open(done).find(|step| wanted & step.bit != 0)?;
            first = first.or(Some(step));
            cost += step.cost * sum(&left);
            leave(&mut left, &scene.fixes(step, done));
            done |= step.bit;
        }
        first.map(|first| ((self.total - sum(&left)) * self.total / cost, first))
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

    fn times(&mut self, row: &[f64]) {
        for (number, p) in self.numbers.iter_mut().zip(row) {
            *number *= p;
        }
    }

    fn leave(&mut self, fixes: &[f64]) {
        leave(&mut self.numbers, fixes);
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
