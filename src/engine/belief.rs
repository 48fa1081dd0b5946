//! The posterior over causes, and which entry to doubt when the evidence does not hold together.

use super::evidence::{Entry, Evidence, Heard};
use super::model::{CauseId, Model};
use super::scaled::Scaled;
use crate::rank;

/// Evidence less likely than this, compared with its entries one by one, does not hold together.
const CONTRADICTION: f64 = 1e-3;

/// Posterior over causes: one probability per cause, summing to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Belief {
    p: Vec<f64>,
    doubted: Vec<Entry>,
    surprise: f64,
}

impl Belief {
    /// P(cause given evidence).
    pub fn p(&self, cause: CauseId) -> f64 {
        self.p.get(cause.index()).copied().unwrap_or(0.0)
    }

    /// All causes, likeliest first; ties keep file order.
    pub fn ranked(&self) -> Vec<(CauseId, f64)> {
        let causes = CauseId::first(self.p.len()).zip(self.p.iter().copied());
        rank::descending(causes.collect(), |(_, p)| *p)
    }

    /// How many causes there are.
    pub fn len(&self) -> usize {
        self.p.len()
    }

    /// True if there is no cause; never so for a belief made by [`believe`].
    pub fn is_empty(&self) -> bool {
        self.p.is_empty()
    }

    /// Entries worth asking about again; empty while the evidence holds together.
    ///
    /// If the entries are impossible together: the fewest whose removal makes them possible; they were left out.
    /// If they are only hard to believe together: the one whose removal helps most; it still counts.
    pub fn doubted(&self) -> &[Entry] {
        &self.doubted
    }

    /// P(evidence) / Π P(entry): 1 when the entries are unrelated, more when they support each other,
    /// less when they speak against each other, 0 when they are impossible together.
    pub fn surprise(&self) -> f64 {
        self.surprise
    }

    /// One probability per cause, in model order.
    pub(super) fn as_slice(&self) -> &[f64] {
        &self.p
    }
}

/// Posterior over causes: `p[c] ∝ prior[c] · Π P(entry | c)` over the entries of `evidence`.
///
/// Assumes a single fault and entries independent given the cause
/// (Heckerman, Breese & Rommelse 1995, Commun. ACM 38(3)).
/// One probability per cause, in model order, summing to 1 within 1e-12; the order of the entries does not matter.
/// Entries impossible together yield the belief of the largest subset that is possible,
/// and [`Belief::doubted`] names the rest.
pub fn believe(model: &Model, evidence: &Evidence) -> Belief {
    let heard = evidence.heard(model);
    let weights = weigh(model, rows(&heard));
    let surprise = surprise(model, &weights, rows(&heard));
    if surprise == 0.0 {
        let (kept, left_out) = consistent(model, &heard);
        let weights = weigh(model, kept.iter().copied());
        return Belief::new(model, &weights, left_out, surprise);
    }
    let doubted = if surprise < CONTRADICTION {
        least_fitting(model, &heard)
    } else {
        vec![]
    };
    Belief::new(model, &weights, doubted, surprise)
}

/// The belief that the other entries would give.
pub(super) fn without(model: &Model, heard: &Heard, entry: Entry) -> Vec<f64> {
    let rest = || heard.iter().filter(|(other, _)| *other != entry).map(|(_, row)| row);
    let weights = weigh(model, rest());
    if weights.iter().all(|w| w.is_zero()) {
        let rest: Vec<_> = heard.iter().filter(|(other, _)| *other != entry).collect();
        let (kept, _) = largest_consistent(model, &rest);
        return posterior(model, &weigh(model, kept.into_iter()));
    }
    posterior(model, &weights)
}

impl Belief {
    fn new(model: &Model, weights: &[Scaled], doubted: Vec<Entry>, surprise: f64) -> Self {
        Self {
            p: posterior(model, weights),
            doubted,
            surprise,
        }
    }
}

fn rows(heard: &Heard) -> impl Iterator<Item = &[f64]> + Clone {
    heard.iter().map(|(_, row)| row)
}

/// Normalised weights; the priors if all of them are 0.
fn posterior(model: &Model, weights: &[Scaled]) -> Vec<f64> {
    let (mut weights, _) = Scaled::aligned(weights);
    let total: f64 = weights.iter().sum();
    if total > 0.0 {
        weights.iter_mut().for_each(|w| *w /= total);
        weights
    } else {
        model.causes().map(|c| model.prior(c)).collect()
    }
}

/// prior[c] · Π P(entry | c) for each cause.
fn weigh<'h>(model: &Model, rows: impl Iterator<Item = &'h [f64]>) -> Vec<Scaled> {
    let mut weights: Vec<Scaled> = model.causes().map(|c| Scaled::new(model.prior(c))).collect();
    for row in rows {
        for (weight, factor) in weights.iter_mut().zip(row) {
            *weight = weight.times_number(*factor);
        }
    }
    weights
}

/// P(entry) with nothing else known.
fn alone(model: &Model, row: &[f64]) -> f64 {
    model.causes().zip(row).map(|(c, factor)| model.prior(c) * factor).sum()
}

/// P(entries) / Π P(entry), given the weights after all of them; above 0 whenever they are possible together.
fn surprise<'h>(model: &Model, weights: &[Scaled], rows: impl Iterator<Item = &'h [f64]>) -> f64 {
    let together = Scaled::sum(weights);
    if together.is_zero() {
        return 0.0;
    }
    let apart = rows.fold(Scaled::ONE, |product, row| product.times_number(alone(model, row)));
    together.over(apart).value().max(f64::MIN_POSITIVE)
}

/// The entry whose removal raises the surprise most; the first of equals.
///
/// Leave-one-out in one pass each way: what comes before an entry times what comes after it.
fn least_fitting(model: &Model, heard: &Heard) -> Vec<Entry> {
    let mut after = vec![(vec![Scaled::ONE; model.n_causes()], Scaled::ONE)];
    for row in rows(heard).collect::<Vec<_>>().into_iter().rev() {
        if let Some((weights, apart)) = after.last() {
            let weights = weights.iter().zip(row).map(|(w, factor)| w.times_number(*factor));
            let apart = apart.times_number(alone(model, row));
            after.push((weights.collect(), apart));
        }
    }
    after.pop();
    let mut before: Vec<Scaled> = model.causes().map(|c| Scaled::new(model.prior(c))).collect();
    let mut apart_before = Scaled::ONE;
    let mut best: Option<(f64, Entry)> = None;
    for ((entry, row), (after, apart_after)) in heard.iter().zip(after.into_iter().rev()) {
        let products: Vec<Scaled> = before.iter().zip(&after).map(|(b, a)| b.times(*a)).collect();
        let together = Scaled::sum(&products);
        let surprise = together.over(apart_before.times(apart_after)).value();
        if best.is_none_or(|(most, _)| surprise > most * (1.0 + 1e-9)) {
            best = Some((surprise, entry));
        }
        for (weight, factor) in before.iter_mut().zip(row) {
            *weight = weight.times_number(*factor);
        }
        apart_before = apart_before.times_number(alone(model, row));
    }
    best.into_iter().map(|(_, entry)| entry).collect()
}

/// The rows of the largest subset of entries that is possible under some cause, and the entries it leaves out.
fn consistent<'h>(model: &Model, heard: &'h Heard) -> (Vec<&'h [f64]>, Vec<Entry>) {
    largest_consistent(model, &heard.iter().collect::<Vec<_>>())
}

/// A subset is possible if one cause allows all of it, so the largest is what the cause with the fewest
/// forbidden entries allows; among equals the one that fits together best, then the first in file order.
fn largest_consistent<'h>(model: &Model, heard: &[(Entry, &'h [f64])]) -> (Vec<&'h [f64]>, Vec<Entry>) {
    let allows = |cause: CauseId, row: &[f64]| row.get(cause.index()).is_none_or(|factor| *factor > 0.0);
    let possible = || model.causes().filter(|c| model.prior(*c) > 0.0);
    let n_forbidden = |cause: CauseId| heard.iter().filter(|(_, row)| !allows(cause, row)).count();
    let fewest = possible().map(n_forbidden).min().unwrap_or(0);
    let mut best: Option<(f64, CauseId)> = None;
    for cause in possible().filter(|c| n_forbidden(*c) == fewest) {
        let kept = || heard.iter().map(|(_, row)| *row).filter(|row| allows(cause, row));
        let surprise = surprise(model, &weigh(model, kept()), kept());
        if best.is_none_or(|(most, _)| surprise > most * (1.0 + 1e-9)) {
            best = Some((surprise, cause));
        }
    }
    let (kept, left_out): (Vec<_>, Vec<_>) = heard
        .iter()
        .partition(|(_, row)| best.is_none_or(|(_, cause)| allows(cause, row)));
    (
        kept.into_iter().map(|(_, row)| row).collect(),
        left_out.into_iter().map(|(entry, _)| entry).collect(),
    )
}
