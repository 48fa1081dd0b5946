//! Whose turn it is: the owner asks for a step, says where they are, and a wait ends.

use std::time::Duration;

use leptos::prelude::*;

use crate::agenda;
use crate::engine::Step;
use crate::guide::{Id, Minutes};
use crate::progress::{Millis, Progress, Said, Session, Subject, Visit};
use crate::ui::IN_BROWSER;
use crate::ui::desk::Desk;
use crate::ui::focus;
use crate::ui::format::now;
use crate::ui::state::{Screen, State};
use crate::ui::whereabouts::place_id;

impl State {
    /// Shows a step because the owner asks for it, and takes it up again if it was put off.
    pub fn go_to(&self, desk: &Desk, subject: &Subject) {
        let session = self.session.get_untracked();
        let put_off = (session.said(subject) == Some(&Said::Later)).then_some(subject);
        let stopped = session.handed_over().then_some(&Subject::Service);
        let taken_back = put_off.into_iter().chain(stopped);
        self.record(taken_back.map(|subject| (subject.clone(), None)).collect());
        self.wanted.set(agenda::step_of(&desk.model, subject));
    }

    /// Shows an open step because the owner would rather take it first.
    pub fn take(&self, step: Step) {
        self.record(Vec::new());
        self.wanted.set(Some(step));
    }

    /// Records what came of a step that is not the one of the card: the focus stays with the part of the page with the id
    /// `part`, unless the end is reached.
    pub fn report_aside(&self, subject: Subject, said: Said, part: String) {
        self.record.run(vec![(subject, Some(said))]);
        match self.screen.get_untracked() {
            Screen::Next(_) => focus::part(self.root, part),
            _ => focus::card_heading(self.root),
        }
    }

    /// Notes that the owner is at a place, or not any more; the focus stays unless that changes what is shown.
    pub fn be_at(&self, place: &Id, is_here: bool) {
        let button = place_id(place);
        let place = is_here.then(|| place.clone());
        let before = self.screen.get_untracked();
        let since = now();
        self.wanted.set(None);
        self.progress
            .update(|progress| progress.visit = place.map(|place| Visit { place, since }));
        self.acted.set(since);
        if self.screen.get_untracked() == before {
            focus::part(self.root, button);
        } else {
            focus::card_heading(self.root);
        }
    }

    /// The place that the owner is at, as far as that is away.
    pub fn here(&self) -> Option<Id> {
        self.progress.read().here(self.acted.get()).cloned()
    }

    /// Starts the countdown of an action.
    pub fn start_wait(&self, action: Id, wait: Minutes) {
        self.present.set(now());
        self.progress.update(|progress| {
            progress.timers.insert(action, now() + wait.0 * 60_000.0);
        });
    }

    /// Actions whose wait is over while something else is shown.
    pub fn waits_over(&self, desk: &Desk) -> Vec<Id> {
        let mut over = agenda::waited_out(&self.progress.read(), &self.session.read(), self.present.get());
        let screen = self.screen.read();
        let is_shown = |id: &Id| {
            desk.model
                .action(id.as_str())
                .is_some_and(|it| *screen == Screen::Next(Step::Do(it)))
        };
        over.retain(|id| !is_shown(id));
        over
    }

    /// Forgets the wait of an action.
    pub fn forget_wait(&self, action: &Id) {
        self.progress.update(|progress| {
            progress.timers.remove(action);
        });
    }
}

/// Keeps `present` going each second while something is waited for; calls `on_over` when a wait ends.
pub fn keep_time(
    progress: RwSignal<Progress>,
    session: Memo<Session>,
    present: RwSignal<Millis>,
    on_over: impl Fn() + 'static,
) {
    if !IN_BROWSER {
        return;
    }
    let n_over = move |at| agenda::waited_out(&progress.read_untracked(), &session.read_untracked(), at).len();
    let tick = move || {
        let (before, at) = (present.get_untracked(), now());
        let waits = progress.read_untracked().timers.values().any(|until| *until > before);
        if waits {
            present.set(at);
            if n_over(at) > n_over(before) {
                on_over();
            }
        }
    };
    let handle = set_interval_with_handle(tick, Duration::from_secs(1));
    on_cleanup(move || {
        if let Ok(handle) = handle {
            handle.clear();
        }
    });
}
