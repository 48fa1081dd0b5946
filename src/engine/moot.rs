//! Entries that change nothing any more.

use super::belief::{Belief, believe};
use super::evidence::{Entry, Evidence, Finding, beyond, surest};
use super::model::{ActionId, Model};
use super::plan::{Step, is_open};

/// Probabilities this close are the same: products of the same factors in another order.
const SAME: f64 = 1e-12;

/// The entries that, all taken together, change neither belief nor advice, latest in the order of
/// [`Evidence::iter`] first; of two that say the same the later in the file is one, the earlier is not.
///
/// Such are: a step where one that works in the same way and more surely has failed too; "none of these signs" where
/// every sign has an answer of its own; a sign put off where none of them is seen.
/// Never among them: an answer, a report, and a step that another one waits for.
pub fn moot(model: &Model, evidence: &Evidence) -> Vec<Entry> {
    let belief = believe(model, evidence);
    let entries: Vec<Entry> = evidence.iter().collect();
    let (mut rest, mut moot) = (evidence.clone(), vec![]);
    for entry in entries.into_iter().rev() {
        let mut without = rest.clone();
        without.remove(entry.subject());
        if opens_nothing(model, entry, &without) && is_same(model, &belief, &believe(model, &without)) {
            rest = without;
            moot.push(entry);
        }
    }
    moot
}

/// True if nothing is opened by taking the entry back, but what could not mend anything.
fn opens_nothing(model: &Model, entry: Entry, without: &Evidence) -> bool {
    match entry {
        Entry::Question(_, Finding::Answer(_)) | Entry::Incident(..) => false,
        Entry::Question(question, _) => !is_open(model, without, Step::Ask(question)),
        Entry::NoSigns => {
            let mut signs = model.questions().filter(|question| model.is_sign(*question));
            signs.all(|sign| matches!(without.finding(sign), Some(Finding::Answer(_) | Finding::NotSure)))
        }
        Entry::Action(action, _) => {
            let is_waited_for = model.actions().any(|other| model.after(other).contains(&action));
            !is_waited_for && !can_mend(model, without, action)
        }
    }
}

/// True if the action can mend something that those tied to it have left.
fn can_mend(model: &Model, evidence: &Evidence, action: ActionId) -> bool {
    let failed = surest(model, evidence.failed_in_tie(model, action));
    model.causes().any(|cause| {
        let failed = failed.iter().flatten().nth(cause.index()).copied().unwrap_or(0.0);
        beyond(model.fixes(action, cause), failed) > 0.0
    })
}

fn is_same(model: &Model, one: &Belief, other: &Belief) -> bool {
    let same = |cause| (one.p(cause) - other.p(cause)).abs() <= SAME;
    one.doubted() == other.doubted() && model.causes().all(same)
}
