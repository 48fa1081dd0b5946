//! The posterior over causes, and which entry to doubt when the evidence does not hold together.

use super::evidence::{Entry, Evidence, Heard};
use super::model::{CauseId, Model};
use super::scaled::Scaled;

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
        let mut ranked: Vec<_> = CauseId::first(self.p.len()).zip(self.p.iter().copied()).collect();
        ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        ranked
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
    let all: Vec<&Heard> = heard.iter().collect();
    let surprise = surprise(model, &all);
    let (kept, doubted) = if surprise == 0.0 {
        consistent(model, &all)
    } else if surprise < CONTRADICTION {
        let doubted = least_fitting(model, &all);
        (all, doubted)
    } else {
        (all, vec![])
    };
    Belief {
        p: posterior(model, &kept),
        doubted,
        surprise,
    }
}

/// The belief that the other entries would give.
pub(super) fn without(model: &Model, heard: &[Heard], entry: Entry) -> Vec<f64> {
    let rest: Vec<&Heard> = heard.iter().filter(|h| h.entry != entry).collect();
    let (kept, _) = consistent(model, &rest);
    posterior(model, &kept)
}

/// Normalised weights; the priors if the entries are impossible together.
fn posterior(model: &Model, heard: &[&Heard]) -> Vec<f64> {
    let (weights, _) = Scaled::aligned(&weigh(model, heard));
    let total: f64 = weights.iter().sum();
    if total > 0.0 {
        weights.iter().map(|w| w / total).collect()
    } else {
        model.causes().map(|c| model.prior(c)).collect()
    }
}

/// prior[c] · Π P(entry | c) for each cause.
fn weigh(model: &Model, heard: &[&Heard]) -> Vec<Scaled> {
    let mut weights: Vec<Scaled> = model.causes().map(|c| Scaled::new(model.prior(c))).collect();
    for entry in heard {
        for (weight, factor) in weights.iter_mut().zip(&entry.factors) {
            *weight = weight.times(Scaled::new(*factor));
        }
    }
    weights
}

/// P(entries) / Π P(entry); above 0 whenever the entries are possible together.
fn surprise(model: &Model, heard: &[&Heard]) -> f64 {
    let mut ratio = Scaled::sum(&weigh(model, heard));
    if ratio.is_zero() {
        return 0.0;
    }
    for entry in heard {
        let alone: f64 = model
            .causes()
            .zip(&entry.factors)
            .map(|(c, factor)| model.prior(c) * factor)
            .sum();
        ratio = ratio.over(Scaled::new(alone));
    }
    ratio.value().max(f64::MIN_POSITIVE)
}

/// The entry whose removal raises the surprise most; the first of equals.
fn least_fitting(model: &Model, heard: &[&Heard]) -> Vec<Entry> {
    let mut best: Option<(f64, Entry)> = None;
    for (i, left_out) in heard.iter().enumerate() {
        let rest: Vec<&Heard> = heard
            .iter()
            .enumerate()
            .filter(|(j, _)| *j != i)
            .map(|(_, h)| *h)
            .collect();
        let surprise = surprise(model, &rest);
        if best.is_none_or(|(most, _)| surprise > most * (1.0 + 1e-9)) {
            best = Some((surprise, left_out.entry));
        }
    }
    best.into_iter().map(|(_, entry)| entry).collect()
}

/// The largest subset of entries that is possible under some cause, and what it leaves out.
///
/// A subset is possible if one cause allows all of it, so the largest is what the cause with the fewest
/// forbidden entries allows; among equals the one that fits together best, then the first in file order.
fn consistent<'h>(model: &Model, heard: &[&'h Heard]) -> (Vec<&'h Heard>, Vec<Entry>) {
    let allows = |cause: CauseId, h: &Heard| h.factors.get(cause.index()).is_none_or(|factor| *factor > 0.0);
    let possible = || model.causes().filter(|c| model.prior(*c) > 0.0);
    let n_forbidden = |cause: CauseId| heard.iter().filter(|h| !allows(cause, h)).count();
    let fewest = possible().map(n_forbidden).min().unwrap_or(0);
    if fewest == 0 {
        return (heard.to_vec(), vec![]);
    }
    let mut best: Option<(f64, Vec<&Heard>, Vec<Entry>)> = None;
    for cause in possible().filter(|c| n_forbidden(*c) == fewest) {
        let (kept, left_out): (Vec<&Heard>, Vec<&Heard>) = heard.iter().copied().partition(|h| allows(cause, h));
        let surprise = surprise(model, &kept);
        if best.as_ref().is_none_or(|(most, ..)| surprise > most * (1.0 + 1e-9)) {
            best = Some((surprise, kept, left_out.iter().map(|h| h.entry).collect()));
        }
    }
    best.map_or_else(|| (heard.to_vec(), vec![]), |(_, kept, left_out)| (kept, left_out))
}
