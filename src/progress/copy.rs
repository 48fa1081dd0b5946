//! Which of two records of one guide is to stay, told by who wrote them and never by a clock.

use super::{Change, Millis, Progress};
use crate::guide::Id;
use crate::json::{Read, Value, Write, Wrong};
use crate::sorted::{Map, Set};

/// How many tabs a record knows the last write of. Of those before it is told by what the records hold.
const N_TABS: usize = 32;

/// The writes that a record comes from: the number of the last one of each tab.
///
/// Each write gets the number after the highest there is, so a record with a higher number is the newer one, and one
/// whose last write another record knows is what that came from. Progress is equal whatever it comes from.
#[derive(Clone, Debug, Default)]
pub struct Writes(Map<Id, Millis>);

/// None is another's equal or not.
impl PartialEq for Writes {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Write for Writes {
    fn write(&self, out: &mut String) {
        self.0.write(out);
    }

    fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

impl Read for Writes {
    fn read(value: &Value) -> Result<Self, Wrong> {
        Read::read(value).map(Self)
    }
}

impl Writes {
    /// Number and tab of the last write; of two tabs that wrote at once, the tab's name decides.
    fn last(&self) -> (f64, Option<&Id>) {
        let mut last = (0.0, None);
        for (tab, n) in self.0.iter() {
            if *n >= last.0 {
                last = (*n, Some(tab));
            }
        }
        last
    }

    /// True if the last write of `other` is one of these.
    pub fn know(&self, other: &Self) -> bool {
        let (n, tab) = other.last();
        tab.is_some_and(|tab| self.0.get(tab).is_some_and(|known| *known >= n))
    }

    /// True if all writes are the same.
    pub fn are(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// Adds a write of `tab`.
    pub fn add(&mut self, tab: &Id) {
        let n = self.last().0 + 1.0;
        self.0.insert(tab.clone(), n);
        if self.0.len() > N_TABS {
            let oldest = self.0.values().copied().fold(n, f64::min);
            self.0.retain(|_, n| *n > oldest);
        }
    }

    fn join(&mut self, other: &Self) {
        for (tab, n) in other.0.iter() {
            let known = self.0.get(tab).copied().unwrap_or_default();
            self.0.insert(tab.clone(), known.max(*n));
        }
    }
}

/// What becomes of two records that met.
#[derive(Debug, PartialEq)]
pub struct Met {
    /// What goes on.
    pub stays: Progress,
    /// What does not, if it holds something that the other lacks.
    pub aside: Option<Progress>,
}

/// Brings what is here together with what is kept elsewhere.
///
/// What came from the other stays; of two that do not come from each other, the one with the higher number does.
/// What was told here since `base`, which the other comes from too, is told again on top of it.
pub fn meet(ours: &Progress, theirs: Progress, base: &Progress) -> Met {
    let (of_ours, of_theirs) = (&ours.writes, &theirs.writes);
    let is_known = of_ours.know(of_theirs);
    let is_told_again = !is_known && ours != base && (base.writes.0.is_empty() || of_theirs.know(&base.writes));
    let comes_from_ours = is_told_again || of_theirs.know(of_ours);
    let mut is_apart = !is_known && !comes_from_ours;
    let mut is_theirs = !is_known && (comes_from_ours || of_theirs.last() > of_ours.last());
    if is_apart {
        let (stays, goes) = if is_theirs { (&theirs, ours) } else { (ours, &theirs) };
        is_apart = !stays.holds(goes);
        // Numbers tell nothing of a page from before there were any, which may have gone on.
        if is_apart && goes.writes.0.is_empty() && goes.holds(stays) {
            is_apart = false;
            is_theirs = !is_theirs;
        }
    }
    let (mut stays, goes) = if is_theirs {
        (theirs, ours.clone())
    } else {
        (ours.clone(), theirs)
    };
    if is_told_again {
        stays.tell_again(&goes, base);
    }
    stays.writes.join(&goes.writes);
    Met {
        stays,
        aside: is_apart.then_some(goes),
    }
}

impl Progress {
    /// True if writing over `other` loses nothing that nobody has looked at.
    pub fn has_seen(&self, other: &Self) -> bool {
        other.writes.0.is_empty() || self.writes.know(&other.writes)
    }

    /// True if `other` says nothing that is not said here, whenever that was.
    fn holds(&self, other: &Self) -> bool {
        let mut both = self.log.iter().zip(&other.log);
        let within = |set: &Set<Id>, all: &Set<Id>| set.difference(all).next().is_none();
        let none = Set::new();
        other.log.len() <= self.log.len()
            && both.all(|(ours, theirs)| ours.set == theirs.set)
            && within(&other.prevention, &self.prevention)
            && other
                .ticks
                .iter()
                .all(|(action, steps)| within(steps, self.ticks.get(action).unwrap_or(&none)))
    }

    /// Tells and marks here what was told and marked in `other` since `base`.
    fn tell_again(&mut self, other: &Self, base: &Self) {
        let before = base.log.iter().zip(&other.log).take_while(|(a, b)| a == b).count();
        let told: Vec<Change> = other.log.iter().take(other.cursor).skip(before).cloned().collect();
        for change in told {
            self.push(Change { marks: None, ..change });
        }
        self.prevention.extend(other.prevention.clone());
        for (action, steps) in other.ticks.iter() {
            self.ticks.entry(action.clone()).extend(steps.clone());
        }
        self.timers.extend(other.timers.clone());
        self.confirmed.extend(other.confirmed.clone());
        if other.platform.is_some() {
            self.platform.clone_from(&other.platform);
        }
    }
}

/// A record as it is copied: after a line in which pages before kept what they knew of it.
pub fn copied(record: &str) -> String {
    ["\n", record].concat()
}

/// The record of a copy; none where it is something else.
pub fn record(copy: &str) -> Option<&str> {
    copy.split_once('\n').map(|(_, record)| record)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
