//! What to offer now: the engine's advice, fitted to where the owner is and to what they put off.
//!
//! The engine weighs minutes and knows nothing of walks and moods; this stands above it and only chooses among
//! what it looked at. In this order comes
//!
//! 1. the step the owner asked for, or the question that has to be answered before it;
//! 2. a put-off action whose wait is over: all that is left of it is to try;
//! 3. where the best step is to be done elsewhere and the owner is at a place one has to go to: the best step there,
//!    if it costs at most a [`WALK`] more than the best of all, for that is what coming back would cost;
//! 4. the engine's advice; but what was told or declined is not asked again in other words, and of one who could not tell
//!    three times in a row nothing is asked before they have tried something.
//!
//! What is put off comes back when its wait is over, when the owner is at the place it needs, and at the latest when
//! nothing else is better than support ([`support_can_wait`]).
//! Everything here is pure: the present is handed in.

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)
)]

use crate::engine::{self, Advice, Evidence, Model, Step};
use crate::guide::{Guide, Id, Minutes};
use crate::progress::{Entry, Millis, Progress, Said, Session, Subject};
use crate::rank;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod worth;

pub use worth::{GOOD_CHANCE, MOST_UNSURE, TOO_UNSURE, guard, unsure_in_a_row, worth_trying};

/// What going to a place once more costs, there and back: about what an owner takes to the car and home again.
/// Kept small, so that no one is held at a place by steps that help little.
pub const WALK: Minutes = Minutes(5.0);

/// When a put-off step comes back.
#[derive(Clone, Debug, PartialEq)]
pub enum Return {
    /// Its wait is over: it comes next.
    Next,
    /// When its wait is over, at this time.
    WaitOver(Millis),
    /// When the owner is at this place.
    At(Id),
    /// When nothing else is better than support.
    Last,
}

/// Where a step has to be done, if anywhere.
pub fn place_of<'g>(guide: &'g Guide, model: &Model, step: Step) -> Option<&'g Id> {
    match step {
        Step::Do(action) => place_of_action(guide, model.action_name(action)),
        Step::Ask(question) => place_of_question(guide, model.question_name(question)),
        Step::CallService => None,
    }
}

/// The step that an entry is about.
pub fn step_of(model: &Model, subject: &Subject) -> Option<Step> {
    match subject {
        Subject::Action(id) => model.action(id.as_str()).map(Step::Do),
        Subject::Question(id) | Subject::Sign(id) => model.question(id.as_str()).map(Step::Ask),
        Subject::Start | Subject::NoSigns | Subject::Service => None,
    }
}

/// What was put off and has not come back by `now`, in the order it was put off first.
pub fn put_off(guide: &Guide, progress: &Progress, session: &Session, now: Millis) -> Vec<Subject> {
    let away = session.entries.iter().filter(|entry| entry.said == Said::Later);
    let away = away.filter(|entry| !is_back(guide, progress, entry, now));
    away.map(|entry| entry.subject.clone()).collect()
}

/// When a put-off step comes back.
pub fn comes_back(guide: &Guide, progress: &Progress, session: &Session, subject: &Subject, now: Millis) -> Return {
    if action(subject).is_some_and(|id| waited_out(progress, session, now).contains(id)) {
        return Return::Next;
    }
    let until = action(subject).and_then(|id| progress.timers.get(id)).copied();
    if let Some(until) = until.filter(|until| *until > now) {
        return Return::WaitOver(until);
    }
    let place = subject_place(guide, subject).filter(|place| guide.away.contains(place));
    // Who puts something off where it is done does not get it back for staying.
    let place = place.filter(|place| progress.here(now) != Some(*place));
    place.map_or(Return::Last, |place| Return::At(place.clone()))
}

/// What the engine reads: as [`Session::evidence`], but what was put off is open again unless it is in `put_off`.
pub fn evidence(model: &Model, session: &Session, put_off: &[Subject]) -> Evidence {
    let counts = |entry: &&Entry| entry.said != Said::Later || put_off.contains(&entry.subject);
    let open = Session {
        entries: session.entries.iter().filter(counts).cloned().collect(),
        report: session.report.clone(),
    };
    open.evidence(model)
}

/// True if support is not the best yet, could the owner be won for what they put off.
pub fn support_can_wait(model: &Model, session: &Session) -> bool {
    session.put_off().next().is_some()
        && engine::advise(model, &evidence(model, session, &[])).next != Step::CallService
}

/// Actions whose wait is over and that were not tried since, in the order in which the waits ended.
pub fn waited_out(progress: &Progress, session: &Session, now: Millis) -> Vec<Id> {
    if session.fixed_by().is_some() {
        return Vec::new();
    }
    let waiting = |id: &Id, until: Millis| {
        let subject = Subject::Action(id.clone());
        let entry = session.entries.iter().find(|entry| entry.subject == subject);
        entry.is_none_or(|entry| entry.said == Said::Later && entry.at < until)
    };
    let over = progress.timers.iter().filter(|(_, until)| **until <= now);
    let over = over.filter(|(id, until)| waiting(id, **until)).collect();
    let over = rank::ascending(over, |(_, until)| **until);
    over.into_iter().map(|(id, _)| id.clone()).collect()
}

/// The present as far as it bears on what comes next.
#[derive(Clone, Copy, Debug, Default)]
pub struct Present<'a> {
    /// What the owner asked for.
    pub wanted: Option<Step>,
    /// Actions whose wait is over, the first to come first.
    pub waited_out: &'a [Id],
    /// Where the owner is, as far as that is away.
    pub here: Option<&'a Id>,
    /// How many things in a row they could not tell.
    pub n_unsure: usize,
}

/// The advice with the step that comes next by the rules above; `evidence` is what it was made from.
pub fn choose(guide: &Guide, model: &Model, evidence: &Evidence, advice: Advice, present: Present) -> Advice {
    let open = |step: &Step| engine::is_open(model, evidence, *step);
    let waited_out = || {
        let put_off = present.waited_out.iter().filter_map(|id| model.action(id.as_str()));
        put_off.map(Step::Do).find(open)
    };
    let wanted = present.wanted.map(|step| worth::guarded(model, evidence, step));
    let step = wanted.filter(open).or_else(waited_out).unwrap_or_else(|| {
        let near = present.here.and_then(|here| nearer(guide, model, &advice, here));
        let best = near.unwrap_or(advice.next);
        worth::instead(guide, model, evidence, &advice, best, (present.n_unsure, present.here))
    });
    put_first(model, evidence, advice, step)
}

/// Steps beside the next one that are worth doing at `place` while one is there, best first.
pub fn together(guide: &Guide, model: &Model, advice: &Advice, place: &Id) -> Vec<Step> {
    let others = worth_a_walk(advice).filter(|step| *step != advice.next);
    others
        .filter(|step| place_of(guide, model, *step) == Some(place))
        .collect()
}

/// Places one has to go to where something is worth doing, in the guide's order.
pub fn worth_going(guide: &Guide, model: &Model, advice: &Advice) -> Vec<Id> {
    let is_worth = |place: &&Id| worth_a_walk(advice).any(|step| place_of(guide, model, step) == Some(*place));
    guide.away.iter().filter(is_worth).cloned().collect()
}

/// A put-off step is back if its wait ended, or the owner came to its place, after it was put off.
fn is_back(guide: &Guide, progress: &Progress, entry: &Entry, now: Millis) -> bool {
    let until = action(&entry.subject).and_then(|id| progress.timers.get(id));
    let waited = until.is_some_and(|until| entry.at < *until && *until <= now);
    let came = progress.visit.as_ref().is_some_and(|visit| visit.since >= entry.at);
    let here = progress.here(now);
    waited || (came && here.is_some() && subject_place(guide, &entry.subject) == here)
}

/// The best step at `here` if the best of all is at another place and no more than a walk better.
fn nearer(guide: &Guide, model: &Model, advice: &Advice, here: &Id) -> Option<Step> {
    let elsewhere = place_of(guide, model, advice.next).is_some_and(|place| place != here);
    let mut near = worth_a_walk(advice).filter(|step| place_of(guide, model, *step) == Some(here));
    near.next().filter(|_| elsewhere)
}

/// Steps looked at that cost at most a walk more than the best if they come first, best first; never support.
fn worth_a_walk(advice: &Advice) -> impl Iterator<Item = Step> {
    let minutes = advice.alternatives.iter().map(|(_, minutes)| minutes.0);
    let most = minutes.fold(f64::INFINITY, f64::min) + WALK.0;
    let worth = advice
        .alternatives
        .iter()
        .filter(move |(step, minutes)| *step != Step::CallService && minutes.0 <= most);
    worth.map(|(step, _)| *step)
}

/// The same advice with another of its steps in front.
fn put_first(model: &Model, evidence: &Evidence, mut advice: Advice, step: Step) -> Advice {
    if step == advice.next {
        return advice;
    }
    let place = advice.alternatives.iter().position(|(other, _)| *other == step);
    let (_, expected) = match place {
        Some(place) => advice.alternatives.remove(place),
        // Not among those looked at: at worst it is done in vain, and then comes the advice.
        None => (step, Minutes(advice.expected.0 + cost(model, step).0)),
    };
    advice.alternatives.insert(0, (step, expected));
    let longer = expected.0 / advice.expected.0;
    Advice {
        next: step,
        expected,
        doing: Minutes(advice.doing.0 * longer),
        waiting: Minutes(advice.waiting.0 * longer),
        chance: worth::repairs(model, evidence, step),
        range: (expected, expected),
        alternatives: advice.alternatives,
    }
}

fn cost(model: &Model, step: Step) -> Minutes {
    match step {
        Step::Do(action) => model.cost_of_action(action),
        Step::Ask(question) => model.cost_of_question(question),
        Step::CallService => Minutes(0.0),
    }
}

fn action(subject: &Subject) -> Option<&Id> {
    match subject {
        Subject::Action(id) => Some(id),
        _ => None,
    }
}

fn subject_place<'g>(guide: &'g Guide, subject: &Subject) -> Option<&'g Id> {
    match subject {
        Subject::Action(id) => place_of_action(guide, id),
        Subject::Question(id) => place_of_question(guide, id),
        Subject::Start | Subject::Sign(_) | Subject::NoSigns | Subject::Service => None,
    }
}

fn place_of_action<'g>(guide: &'g Guide, id: &Id) -> Option<&'g Id> {
    let action = guide.actions.iter().find(|action| action.id == *id);
    action.map(|action| &action.place)
}

fn place_of_question<'g>(guide: &'g Guide, id: &Id) -> Option<&'g Id> {
    let question = guide.questions.iter().find(|question| question.id == *id);
    question?.place.as_ref()
}
