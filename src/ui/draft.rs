//! What the owner has entered at the list of signs and not handed in yet.

use leptos::prelude::*;

use crate::guide::Id;
use crate::progress::Subject;
use crate::sorted;
use crate::ui::state::toggle;

/// The draft of one troubleshooter; it outlives the list, which is drawn anew in another language.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The signs that were ticked when it was begun; none if there is no draft.
    began: StoredValue<Option<sorted::Set<Id>>>,
    /// Signs that the owner ticked.
    pub ticked: RwSignal<sorted::Set<Id>>,
    /// Signs that the owner unticked, which their words do not tick again.
    pub unticked: RwSignal<sorted::Set<Id>>,
    /// What was heard in the owner's own words and is not so.
    pub unheard: RwSignal<Vec<Subject>>,
    /// The owner's own words.
    pub typed: RwSignal<String>,
}

impl Draft {
    /// No draft yet.
    pub fn new() -> Self {
        Self {
            began: StoredValue::new(None),
            ticked: RwSignal::default(),
            unticked: RwSignal::default(),
            unheard: RwSignal::default(),
            typed: RwSignal::default(),
        }
    }

    /// Goes on with the draft where it began with these signs too; else begins one.
    pub fn begin(self, known: &sorted::Set<Id>) {
        if self.began.with_value(|began| began.as_ref() != Some(known)) {
            self.began.set_value(Some(known.clone()));
            self.ticked.set(known.clone());
            self.unticked.set(sorted::Set::new());
            self.unheard.set(Vec::new());
            self.typed.set(String::new());
        }
    }

    /// Ticks a sign, or takes the tick away, by the owner's hand.
    pub fn set(self, id: Id, on: bool) {
        self.unticked.update(|unticked| toggle(unticked, id.clone(), !on));
        self.ticked.update(|ticked| toggle(ticked, id, on));
    }

    /// Takes it that something was heard rightly, or not, by the owner's hand.
    pub fn hear(self, subject: Subject, on: bool) {
        self.unheard.update(|unheard| {
            unheard.retain(|other| *other != subject);
            if !on {
                unheard.push(subject);
            }
        });
    }

    /// True for a sign that the owner ticked, or that their words pick and they did not untick.
    pub fn is_ticked(self, id: &Id, picked: &[Id]) -> bool {
        self.ticked.read().contains(id) || picked.contains(id) && !self.unticked.read().contains(id)
    }

    /// It was handed in, or is not wanted any more.
    pub fn end(self) {
        self.began.set_value(None);
    }
}
