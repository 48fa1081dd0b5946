//! Advice made before it is asked for: the engine thinks while the owner does.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::{self, Advice, Evidence, Model, Step};
use crate::guide::Id;
use crate::progress::{Said, Subject, YES};
use crate::ui::IN_BROWSER;
use crate::ui::desk::Desk;
use crate::ui::handler::effect;
use crate::ui::later;
use crate::ui::state::{Changes, Screen};
use crate::ui::takeover;

/// Advice that is kept at most: what can come of several cards.
const MOST_KNOWN: usize = 32;

/// Advice that may be asked for next, by the evidence it is made from.
#[derive(Clone, Copy)]
pub struct Ahead(StoredValue<Thoughts>);

#[derive(Default)]
struct Thoughts {
    known: Vec<(Evidence, Advice)>,
    due: Vec<Evidence>,
}

impl Ahead {
    /// Nothing known yet.
    pub fn new() -> Self {
        Self(StoredValue::new(Thoughts::default()))
    }

    /// The engine's advice, made now if it is not known.
    pub fn advise(self, model: &Model, evidence: &Evidence) -> Advice {
        let known = self.0.with_value(|thoughts| {
            let found = thoughts.known.iter().find(|(of, _)| of == evidence);
            found.map(|(_, advice)| advice.clone())
        });
        known.unwrap_or_else(|| measured("advice", || engine::advise(model, evidence)))
    }

    /// Thinks of whatever can come of `step`.
    pub fn think_of_step(self, desk: &Arc<Desk>, evidence: &Evidence, step: Step) {
        let turns = engine::foresee(&desk.model, evidence, step).into_iter();
        let with = |entry| {
            let mut evidence = evidence.clone();
            evidence.set(entry);
            evidence
        };
        self.think(desk, turns.filter_map(|(entry, _)| entry.map(with)).collect());
    }

    /// Thinks of these signs being handed in, or none, with what was heard in the owner's own words.
    pub fn think_of_signs(self, desk: &Arc<Desk>, evidence: &Evidence, signs: &[Id], heard: &Changes) {
        let model = &desk.model;
        let mut evidence = evidence.clone();
        let entry = |(subject, said): &(Subject, Option<Said>)| match (subject, said) {
            (Subject::Action(id), Some(_)) => {
                let action = model.action(id.as_str())?;
                Some(engine::Entry::Action(action, engine::Outcome::NotFixed))
            }
            (Subject::Question(id), Some(Said::Answer(answer))) => {
                let question = model.question(id.as_str())?;
                let answer = model.answer(question, answer.as_str())?;
                Some(engine::Entry::Question(question, engine::Finding::Answer(answer)))
            }
            _ => None,
        };
        heard.iter().filter_map(entry).for_each(|entry| evidence.set(entry));
        let [mut seen, mut none] = [evidence.clone(), evidence];
        for question in signs.iter().filter_map(|sign| model.question(sign.as_str())) {
            if let Some(yes) = model.answer(question, YES) {
                seen.set(engine::Entry::Question(question, engine::Finding::Answer(yes)));
            }
        }
        none.set(engine::Entry::NoSigns);
        self.think(desk, vec![seen, none]);
    }

    /// One a task, in this order, instead of what was due before.
    fn think(self, desk: &Arc<Desk>, mut coming: Vec<Evidence>) {
        coming.reverse();
        self.0.update_value(|thoughts| thoughts.due = coming);
        let desk = desk.clone();
        later::soon(Box::new(move || self.go_on(desk)));
    }

    fn go_on(self, desk: Arc<Desk>) {
        // The page may be another by now.
        let Some(evidence) = self.0.try_update_value(|thoughts| thoughts.due.pop()).flatten() else {
            return;
        };
        let advice = self.advise(&desk.model, &evidence);
        self.0.update_value(|Thoughts { known, .. }| {
            known.retain(|(of, _)| *of != evidence);
            if known.len() == MOST_KNOWN {
                known.remove(0);
            }
            known.push((evidence, advice));
        });
        later::soon(Box::new(move || self.go_on(desk)));
    }

    /// Thinks of what can come of each step that is advised, once it is shown. At the list of signs none is.
    pub fn follow(self, desk: &Arc<Desk>, open: Memo<Evidence>, advice: Memo<Advice>, screen: Memo<Screen>) {
        let desk = desk.clone();
        effect(move |_| {
            if *screen.read() == Screen::Start {
                return;
            }
            advice.track();
            let desk = desk.clone();
            takeover::after_paint(Box::new(move || {
                if let (Some(open), Some(advice)) = (open.try_get_untracked(), advice.try_get_untracked()) {
                    self.think_of_step(&desk, &open, advice.next);
                }
            }));
        });
    }
}

/// Does something and leaves its time in the browser's performance timeline, where `cargo xtask bench` reads it.
fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    if !IN_BROWSER {
        return work();
    }
    let performance = window().performance();
    let mark = |performance: &web_sys::Performance| performance.mark(name).is_ok();
    let marked = performance.filter(mark);
    let done = work();
    if let Some(performance) = marked {
        // Without an entry nothing but the figure is lost.
        let _ = performance.measure_with_start_mark(name, name);
    }
    done
}
