//! Taking over what was reported elsewhere, as one step that can be undone.

use std::mem::swap;

use super::{Change, Entry, Millis, Progress};
use crate::guide::{Guide, Id};
use crate::sorted::{Map, Set};

/// What an owner marks besides reporting it: the fields of [`Progress`] of the same names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Marks {
    pub(super) ticks: Map<Id, Set<Id>>,
    pub(super) prevention: Set<Id>,
    pub(super) platform: Option<Id>,
    pub(super) timers: Map<Id, Millis>,
    pub(super) confirmed: Set<Id>,
}

impl Progress {
    /// Reports entries made elsewhere, each at its time, as one step of undo.
    pub fn hold(&mut self, entries: Vec<Entry>) {
        let at = entries.last().map_or(0.0, |entry| entry.at);
        let (times, set) = said(entries).unzip();
        self.push(Change {
            at,
            set,
            times,
            marks: None,
        });
    }

    /// Replaces all entries and marks by those of `other`, as one step of undo.
    ///
    /// What keeps trouble away stays ticked, and the platform stays where `other` names none.
    pub fn carry_on(&mut self, at: Millis, other: Self) {
        let before = self.session().entries.into_iter();
        let taken_back = before.map(|entry| (at, (entry.subject, None)));
        let (times, set) = taken_back.chain(said(other.session().entries)).unzip();
        let mut marks = Marks {
            ticks: other.ticks,
            prevention: self.prevention.clone().into_iter().chain(other.prevention).collect(),
            platform: other.platform.or_else(|| self.platform.clone()),
            timers: other.timers,
            confirmed: other.confirmed,
        };
        self.swap_marks(&mut marks);
        self.push(Change {
            at,
            set,
            times,
            marks: Some(marks),
        });
    }

    /// Adds a change; what had been undone before can no longer be redone.
    pub(super) fn push(&mut self, change: Change) {
        self.log.truncate(self.cursor);
        self.log.push(change);
        self.cursor = self.log.len();
    }

    /// Changes the marks for those of the change after the cursor, if it has any.
    pub(super) fn trade_marks(&mut self) {
        let change = self.log.get_mut(self.cursor);
        if let Some(mut marks) = change.and_then(|change| change.marks.take()) {
            self.swap_marks(&mut marks);
            if let Some(change) = self.log.get_mut(self.cursor) {
                change.marks = Some(marks);
            }
        }
    }

    /// Changes the marks for others.
    pub(super) fn swap_marks(&mut self, marks: &mut Marks) {
        swap(&mut self.ticks, &mut marks.ticks);
        swap(&mut self.prevention, &mut marks.prevention);
        swap(&mut self.platform, &mut marks.platform);
        swap(&mut self.timers, &mut marks.timers);
        swap(&mut self.confirmed, &mut marks.confirmed);
    }
}

impl Marks {
    /// Forgets what means nothing in `guide`.
    pub(super) fn reconcile(&mut self, guide: &Guide) {
        let action = |id: &Id| guide.actions.iter().find(|action| action.id == *id);
        self.ticks.retain(|id, steps| {
            action(id).is_some_and(|action| {
                steps.retain(|step| action.steps.contains(step));
                !steps.is_empty()
            })
        });
        self.timers
            .retain(|id, _| action(id).is_some_and(|action| action.wait.0 > 0.0));
        self.confirmed.retain(|id| action(id).is_some_and(|action| action.risk));
        self.prevention
            .retain(|id| guide.prevention.iter().any(|item| item.id == *id));
        self.platform = self.platform.take().filter(|id| guide.platforms.contains(id));
    }
}

fn said(entries: Vec<Entry>) -> impl Iterator<Item = (Millis, (super::Subject, Option<super::Said>))> {
    entries
        .into_iter()
        .map(|entry| (entry.at, (entry.subject, Some(entry.said))))
}
