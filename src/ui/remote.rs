//! What the host asks for: the focus stays where it is.

use leptos::prelude::*;

use crate::guide::Id;
use crate::progress::{Progress, Said, Subject, YES};
use crate::report::{self, Source, Voice};
use crate::ui::desk::Desk;
use crate::ui::format::{day, iso, now};
use crate::ui::state::State;

impl State {
    /// Takes all entries back, as starting over does.
    pub fn restart(&self) {
        self.choosing.set(false);
        self.insisting.set(false);
        self.progress.update(|progress| {
            let nothing = Progress::new(progress.guide.clone(), progress.revision.clone());
            progress.carry_on(now(), nothing);
        });
    }

    /// Replaces everything by what the host holds; undo brings it again.
    pub fn replace(&self, held: Progress) {
        self.choosing.set(false);
        self.insisting.set(false);
        self.record.run(Vec::new());
        self.progress.update(|progress| progress.carry_on(now(), held));
    }

    /// The report as JSON.
    pub fn report(&self, desk: &Desk) -> String {
        let mut told = String::new();
        let mut tell = |source: &Source, voice: &Voice| told = report::json::write(source, voice, now(), &iso);
        untrack(|| self.tell_report(desk, &mut tell));
        told
    }

    /// Hands out what a report is made of.
    pub fn tell_report(&self, desk: &Desk, tell: &mut dyn FnMut(&Source, &Voice)) {
        let (progress, session, belief) = (self.progress.read(), self.session.read(), self.belief.read());
        let voice = Voice {
            text: desk.text,
            said: &|entry| desk.said_words(&entry.subject, &entry.said),
            day: &|at| day(at, desk.text.locale),
            percent: &|p| desk.text.percent(p),
            incident: session.report.as_ref().and_then(|_| desk.incident_line()),
        };
        let source = Source {
            bundle: &desk.bundle,
            model: &desk.model,
            progress: &progress,
            session: &session,
            belief: &belief,
        };
        tell(&source, &voice);
    }

    /// Reports signs that the host knows of, as far as nothing was said of them; gives those that the guide has not.
    pub fn know(&self, desk: &Desk, signs: Vec<Id>) -> Vec<Id> {
        let (known, unknown): (Vec<Id>, Vec<Id>) = signs.into_iter().partition(|sign| desk.is_sign(sign));
        let session = self.session.get_untracked();
        let open = known.into_iter().map(Subject::Sign);
        let seen = open.filter(|subject| session.said(subject).is_none());
        let mut changes: Vec<_> = seen
            .map(|subject| (subject, Some(Said::Answer(Id::from(YES)))))
            .collect();
        if !changes.is_empty() {
            if !session.started() {
                changes.insert(0, (Subject::Start, Some(Said::So)));
            }
            self.record.run(changes);
        }
        unknown
    }
}
