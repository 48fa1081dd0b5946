//! What spoke for and against a cause, how strongly, and what would change the advice.

use super::belief::{believe, without};
use super::evidence::{Entry, Evidence, Finding};
use super::model::{CauseId, Model};
use super::plan::{Advice, Step, advise};
use crate::rank;

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
    rank::descending(heard.iter().filter_map(weigh).collect(), |weight| {
        weight.log_ratio.abs()
    })
}

fn ratio_in_bits(here: f64, elsewhere: f64) -> f64 {
    match (here > 0.0, elsewhere > 0.0) {
        (true, true) => (here.log2() - elsewhere.log2()).clamp(-MOST_BITS, MOST_BITS),
        (true, false) => MOST_BITS,
        (false, true) => -MOST_BITS,
        (false, false) => 0.0,
    }
}

/// How many of the best open questions are looked at for answers that would change the advice.
const N_AHEAD: usize = 3;

/// An entry that would change what is advised or believed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// What would have to be reported: another answer to something answered, or an answer to an open question.
    pub entry: Entry,
    /// The step that would be advised then.
    pub next: Step,
    /// The cause that would lead then.
    pub leader: CauseId,
}

/// The answers that would alter the advice or the leading cause, most of all the leading cause.
///
/// Looked at are the other answers of every question that was answered, and the answers of the three best open
/// questions, the advised one among them. First those after which another cause leads,
/// then those after which only the step is another; each part in the order of [`Evidence::iter`], then by value.
/// Takes one decision per answer looked at: meant for when somebody asks.
pub fn what_would_change(model: &Model, evidence: &Evidence, advice: &Advice) -> Vec<Change> {
    let leader = |evidence: &Evidence| believe(model, evidence).ranked().first().map(|(cause, _)| *cause);
    let Some(leader_now) = leader(evidence) else {
        return vec![];
    };
    let answers = |question| {
        model
            .answers(question)
            .map(move |a| Entry::Question(question, Finding::Answer(a)))
    };
    let reported = evidence.iter().filter_map(|entry| match entry {
        Entry::Question(question, Finding::Answer(_)) => Some(answers(question).filter(move |other| *other != entry)),
        _ => None,
    });
    let asks = advice.alternatives.iter().filter_map(|(step, _)| match step {
        Step::Ask(question) => Some(*question),
        Step::Do(_) | Step::CallService => None,
    });
    let ahead = asks.take(N_AHEAD).flat_map(answers);
    let mut changes: Vec<Change> = vec![];
    for entry in reported.flatten().chain(ahead) {
        let mut then = evidence.clone();
        then.set(entry);
        let next = advise(model, &then).next;
        let asked = matches!((entry, advice.next), (Entry::Question(q, _), Step::Ask(now)) if q == now);
        let leader = leader(&then).unwrap_or(leader_now);
        if leader != leader_now || (next != advice.next && !asked) {
            changes.push(Change { entry, next, leader });
        }
    }
    rank::ascending(changes, |change| f64::from(u8::from(change.leader == leader_now)))
}
