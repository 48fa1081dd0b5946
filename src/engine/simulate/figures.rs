//! Figures of many runs.

use super::play::Run;
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
        let mean = minutes.clone().sum::<f64>() / n;
        let square = minutes.clone().map(|m| (m - mean) * (m - mean)).sum::<f64>() / (n - 1.0).max(1.0);
        let share = |holds: fn(&Run) -> bool| runs.clone().filter(|run| holds(run)).count() as f64 / n;
        let count = |of: fn(&Run) -> u32| {
            let counts = runs.clone().map(of).map(f64::from);
            percentile(counts.collect(), 0.5) as u32
        };
        Self {
            n_owners,
            mean: Minutes(mean),
            standard_error: Minutes((square / n).sqrt()),
            median: Minutes(percentile(minutes.clone().collect(), 0.5)),
            p90: Minutes(percentile(minutes.collect(), 0.9)),
            fixed: share(|run| run.fixed),
            n_questions: count(|run| run.n_questions),
            n_actions: count(|run| run.n_actions),
            first: share(|run| run.rank == 1),
            three: share(|run| run.rank <= 3),
        }
    }
}

/// The least value that at least this share do not exceed; 0 of none.
fn percentile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let rank = (share * values.len() as f64).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
}
