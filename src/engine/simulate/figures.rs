//! Figures of many runs: under one policy, by true cause, and against another policy.

use std::collections::BTreeMap;

use super::play::Run;
use crate::engine::model::CauseId;
use crate::guide::Minutes;

/// What many owners met with; 0 everywhere if there were none.
///
/// Medians and percentiles are those of the nearest rank: the least that at least this share of the owners
/// did not exceed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// How many owners.
    pub n_owners: usize,
    /// Mean time until it was fixed or support had taken over.
    pub mean: Minutes,
    /// Standard error of that mean: two owners in three lots have a mean within it.
    pub standard_error: Minutes,
    /// Half of the owners took no longer.
    pub median: Minutes,
    /// Nine in ten owners took no longer.
    pub p90: Minutes,
    /// Share of owners with the trouble fixed before support was called.
    pub fixed: f64,
    /// Share of owners who left before it was fixed or support was called.
    pub left: f64,
    /// Median of the cards before support, of those who got to it; 0 if nobody did.
    pub cards_to_support: u32,
    /// The most of them.
    pub most_to_support: u32,
    /// Median of the questions asked.
    pub n_questions: u32,
    /// Median of the actions done.
    pub n_actions: u32,
    /// Share of owners whose true cause is the likeliest at the end.
    pub first: f64,
    /// Share of owners whose true cause is among the three likeliest at the end.
    pub three: f64,
}

impl Figures {
    /// The figures of these runs; the same for the same runs in the same order.
    pub fn of<'r>(runs: impl Iterator<Item = &'r Run> + Clone) -> Self {
        let n_owners = runs.clone().count();
        let n = n_owners.max(1) as f64;
        let minutes = runs.clone().map(|run| run.minutes.0);
        let Mean { mean, standard_error } = Mean::of(minutes.clone());
        let share = |holds: fn(&Run) -> bool| runs.clone().filter(|run| holds(run)).count() as f64 / n;
        let count = |of: fn(&Run) -> u32| {
            let counts = runs.clone().map(of).map(f64::from);
            percentile(counts.collect(), 0.5) as u32
        };
        let supported = runs.clone().filter(|run| !run.fixed && !run.left);
        let to_support = supported.map(|run| f64::from(run.n_questions.saturating_add(run.n_actions)));
        Self {
            n_owners,
            mean,
            standard_error,
            median: Minutes(percentile(minutes.clone().collect(), 0.5)),
            p90: Minutes(percentile(minutes.collect(), 0.9)),
            fixed: share(|run| run.fixed),
            left: share(|run| run.left),
            cards_to_support: percentile(to_support.clone().collect(), 0.5) as u32,
            most_to_support: percentile(to_support.collect(), 1.0) as u32,
            n_questions: count(|run| run.n_questions),
            n_actions: count(|run| run.n_actions),
            first: share(|run| run.rank == 1),
            three: share(|run| run.rank <= 3),
        }
    }
}

/// A mean and how far off it may be by the luck of the draw.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mean {
    /// The mean; 0 of nothing.
    pub mean: Minutes,
    /// Its standard error, 0 of fewer than two.
    pub standard_error: Minutes,
}

impl Mean {
    /// How much longer the same owners took in `runs` than in `base`, owner by owner.
    ///
    /// Both must hold the same owners in the same order. What all policies owe to the luck of an owner cancels out,
    /// so this is far surer than the difference of two means.
    pub fn over(runs: &[Run], base: &[Run]) -> Self {
        Self::of(runs.iter().zip(base).map(|(run, base)| run.minutes.0 - base.minutes.0))
    }

    fn of(minutes: impl Iterator<Item = f64> + Clone) -> Self {
        let n = minutes.clone().count().max(1) as f64;
        let mean = minutes.clone().sum::<f64>() / n;
        let square = minutes.map(|m| (m - mean) * (m - mean)).sum::<f64>() / (n - 1.0).max(1.0);
        Self {
            mean: Minutes(mean),
            standard_error: Minutes((square / n).sqrt()),
        }
    }
}

/// The figures of the owners of each true cause, in file order; causes that nobody had are left out.
///
/// Of two faults the one drawn first counts.
pub fn by_cause(runs: &[Run]) -> Vec<(CauseId, Figures)> {
    let mut of: BTreeMap<CauseId, Vec<&Run>> = BTreeMap::new();
    for run in runs {
        of.entry(run.cause).or_default().push(run);
    }
    of.into_iter()
        .map(|(cause, runs)| (cause, Figures::of(runs.into_iter())))
        .collect()
}

/// How many owners with a true cause were believed to have another, or the same, at the end: (true, believed, owners),
/// in file order; what never happened is left out.
///
/// Of two faults the one drawn first counts as the true cause, and finding the other as finding it,
/// so a cause's share of owners whose true cause is likeliest is [`Figures::first`] of [`by_cause`].
pub fn confusion(runs: &[Run]) -> Vec<(CauseId, CauseId, usize)> {
    let mut counts: BTreeMap<(CauseId, CauseId), usize> = BTreeMap::new();
    for run in runs {
        let believed = if run.rank == 1 { run.cause } else { run.believed };
        let count = counts.entry((run.cause, believed)).or_default();
        *count = count.saturating_add(1);
    }
    counts
        .into_iter()
        .map(|((cause, believed), n)| (cause, believed, n))
        .collect()
}

/// The least value that at least this share do not exceed; 0 of none.
fn percentile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let rank = (share * values.len() as f64).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
}
