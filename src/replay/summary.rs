//! The figures of all cases.

use serde::Serialize;

use super::{Case, Played};
use crate::guide::Guide;

/// How well a guide serves its cases. In JSON, keys are in this order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// All cases.
    pub cases: usize,
    /// Those whose cause the guide has.
    pub cause_known: usize,
    /// Of these: the right cause first after the ticked signs.
    pub first: usize,
    /// Of these: the right cause among the first three.
    pub three: usize,
    /// Signs ticked from the words.
    pub ticked: usize,
    /// Of these: not said by the owner.
    pub ticked_not_said: usize,
    /// Signs that the owners named.
    pub said: usize,
    /// Of these: not ticked.
    pub said_not_ticked: usize,
    /// Cases that an action of the guide mends.
    pub fixable: usize,
    /// Of these: that action was reached.
    pub fixed: usize,
    /// Cards until it, at the median.
    pub median_cards_to_fix: Option<f64>,
    /// Cards until support where no action mends it, at the median.
    pub median_cards_to_support_when_unfixable: Option<f64>,
    /// Most cards of any case.
    pub most_cards: usize,
}

impl Summary {
    /// Of cases and what was met in each, in the same order.
    pub fn of(guide: &Guide, cases: &[Case], played: &[Played]) -> Self {
        let has_cause = |row: &&Played| guide.causes.iter().any(|cause| cause.id.as_str() == row.cause);
        let known: Vec<&Played> = played.iter().filter(has_cause).collect();
        let within = |place: usize| count(&known, |row| row.rank_typed.is_some_and(|rank| rank <= place));
        let is_action = |fix: &String| guide.actions.iter().any(|action| action.id.as_str() == fix.as_str());
        let can_be_fixed = |case: &Case| case.fixes.iter().any(is_action);
        let rows = || cases.iter().zip(played);
        let reached: Vec<usize> = rows()
            .filter(|(case, row)| can_be_fixed(case) && case.fixes.contains(&row.end))
            .map(|(_, row)| row.cards())
            .collect();
        let supported = rows().filter(|(case, row)| !can_be_fixed(case) && row.end == "support");
        let extra = |of: &[String], than: &[String]| of.iter().filter(|sign| !than.contains(sign)).count();
        Self {
            cases: played.len(),
            cause_known: known.len(),
            first: within(1),
            three: within(3),
            ticked: played.iter().map(|row| row.ticked.len()).sum(),
            ticked_not_said: rows().map(|(case, row)| extra(&row.ticked, &case.named)).sum(),
            said: played.iter().map(|row| row.named.len()).sum(),
            said_not_ticked: played.iter().map(|row| extra(&row.named, &row.ticked)).sum(),
            fixable: cases.iter().filter(|case| can_be_fixed(case)).count(),
            fixed: reached.len(),
            median_cards_to_fix: median(reached),
            median_cards_to_support_when_unfixable: median(supported.map(|(_, row)| row.cards()).collect()),
            most_cards: played.iter().map(Played::cards).max().unwrap_or_default(),
        }
    }
}

fn count(rows: &[&Played], is_counted: impl Fn(&Played) -> bool) -> usize {
    rows.iter().filter(|row| is_counted(row)).count()
}

/// The middle one, or the mean of the two in the middle.
fn median(mut numbers: Vec<usize>) -> Option<f64> {
    numbers.sort_unstable();
    let upper = numbers.get(numbers.len() / 2)?;
    let lower = numbers.get(numbers.len().checked_sub(1)? / 2)?;
    Some(upper.saturating_add(*lower) as f64 / 2.0)
}
