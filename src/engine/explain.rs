//! What spoke for and against a cause, and how strongly.

use super::belief::without;
use super::evidence::{Entry, Evidence};
use super::model::{CauseId, Model};

/// Strongest weight that is told, in bits: beyond a million to one the number says nothing more.
const MOST_BITS: f64 = 20.0;

/// How strongly one entry speaks for a cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weight {
    /// The entry.
    pub entry: Entry,
    /// log2 of P(entry given this cause) over P(entry given another cause), the others weighted by the belief
    /// without this entry. Above 0 it speaks for the cause, below 0 against it; always within -20 ..= 20.
    pub log_ratio: f64,
}

/// The weight of evidence (I. J. Good) of each entry for one cause, strongest first, equals in the order of
/// [`Evidence::iter`]. Entries that say nothing (not sure, couldn't do, skipped) are left out.
/// For shown text only: it takes logarithms, and no decision rests on it.
pub fn explain(model: &Model, evidence: &Evidence, cause: CauseId) -> Vec<Weight> {
    let heard = evidence.heard(model);
    let weigh = |(entry, factors): (Entry, &[f64])| {
        let belief = without(model, &heard, entry);
        let here = factors.get(cause.index()).copied()?;
        let (mut others, mut elsewhere) = (0.0, 0.0);
        for (c, (p, factor)) in belief.iter().zip(factors).enumerate() {
            if c != cause.index() {
                others += p;
                elsewhere += p * factor;
            }
        }
        let log_ratio = if others > 0.0 {
            ratio_in_bits(here, elsewhere / others)
        } else {
            0.0
        };
        Some(Weight { entry, log_ratio })
    };
    let mut weights: Vec<Weight> = heard.iter().filter_map(weigh).collect();
    weights.sort_by(|a, b| b.log_ratio.abs().total_cmp(&a.log_ratio.abs()));
    weights
}

fn ratio_in_bits(here: f64, elsewhere: f64) -> f64 {
    match (here > 0.0, elsewhere > 0.0) {
        (true, true) => (here.log2() - elsewhere.log2()).clamp(-MOST_BITS, MOST_BITS),
        (true, false) => MOST_BITS,
        (false, true) => -MOST_BITS,
        (false, false) => 0.0,
    }
}
