//! What is worth trying, whoever chooses the order, and what not to ask again.

use super::cost;
use crate::engine::{self, ActionId, Advice, Entry, Evidence, Finding, Model, QuestionId, Step};
use crate::guide::{Guide, Id};
use crate::progress::{Said, Session, Subject, YES};
use crate::rank;

/// A step that helps fewer than this share of the owners who get to it is not worth showing by itself.
const LEAST_CHANCE: f64 = 0.02;
/// A step from this chance on is offered to one who cannot tell, though it is not easy.
pub const GOOD_CHANCE: f64 = 0.1;
/// An easy step takes at most this, in minutes.
const EASY: f64 = 10.0;
/// After so many answers in a row that tell nothing, no more is asked before something was tried.
pub const MOST_UNSURE: usize = 3;
/// After so many that tell nothing, with no answer between them, only what may well help comes before support.
pub const TOO_UNSURE: usize = 6;

/// The actions that are worth trying before support, each with the chance that it repairs: those with the most chance for
/// their cost first. They are open, or would be if a question were answered so; see [`guard`].
///
/// Worth trying is what costs less than the help of support that it may spare: `cost < chance · support`; and nothing
/// is that helps fewer than 2 in 100. `advice` is that for `evidence`.
pub fn worth_trying(model: &Model, evidence: &Evidence, advice: &Advice) -> Vec<(ActionId, f64)> {
    let mut others = advice.alternatives.iter();
    let support = others.find(|(step, _)| *step == Step::CallService);
    let support = support.map_or(advice.expected, |(_, minutes)| *minutes).0;
    let belief = engine::believe(model, evidence);
    let open = model.actions().filter_map(|action| {
        let step = Step::Do(action);
        let is_open = engine::may_advise(model, evidence, &belief, step) || guard(model, evidence, action).is_some();
        let chance = is_open.then(|| repairs(model, evidence, step))?;
        let efficiency = chance / cost(model, step).0;
        (chance >= LEAST_CHANCE && efficiency * support > 1.0).then_some((action, chance, efficiency))
    });
    let worth = rank::descending(open.collect(), |(.., efficiency)| *efficiency);
    worth.into_iter().map(|(action, chance, _)| (action, chance)).collect()
}

/// P(the step repairs).
pub(super) fn repairs(model: &Model, evidence: &Evidence, step: Step) -> f64 {
    let turns = engine::foresee(model, evidence, step);
    let repaired = turns.iter().find(|(entry, _)| entry.is_none());
    repaired.map_or(0.0, |(_, chance)| *chance)
}

/// How many things in a row told nothing, the last ones first: "not sure" and "can't do this" count.
///
/// An answer ends the row; a step that was tried lets one more question be asked, unless so many told nothing already that
/// no more is asked ([`TOO_UNSURE`]); what was put off is passed over.
pub fn unsure_in_a_row(session: &Session) -> usize {
    let entries = rank::ascending(session.told().collect(), |entry| entry.at);
    let (mut row, mut all) = (0, 0);
    for entry in entries {
        (row, all) = match &entry.said {
            Said::NotSure | Said::CantDo => (row + 1, all + 1),
            Said::Later => (row, all),
            Said::NotFixed if matches!(entry.subject, Subject::Action(_)) => (row.min(MOST_UNSURE - 1), all),
            _ => (0, 0),
        };
    }
    if all < TOO_UNSURE { row } else { all }
}

/// What to take instead of the `best` step, where that asks what was told or declined already, or asks one who cannot
/// tell once more: for such an owner an easy step, or one that may well help, or support.
pub(super) fn instead(
    guide: &Guide,
    model: &Model,
    evidence: &Evidence,
    advice: &Advice,
    best: Step,
    (n_unsure, here): (usize, Option<&Id>),
) -> Step {
    let asked = match best {
        Step::Ask(question) => Some(question),
        _ => None,
    };
    if n_unsure >= TOO_UNSURE || (n_unsure >= MOST_UNSURE && asked.is_some()) {
        let mut worth = worth_trying(model, evidence, advice);
        worth.retain(|(action, _)| engine::is_open(model, evidence, Step::Do(*action)));
        let action_of = |action: ActionId| guide.actions.iter().find(|it| it.id == *model.action_name(action));
        let easy = worth.iter().find(|(action, _)| {
            action_of(*action).is_some_and(|it| {
                let near = !guide.away.contains(&it.place) || here == Some(&it.place);
                !it.risk && near && it.minutes.0 + it.wait.0 <= EASY
            })
        });
        let good = || worth.iter().find(|(_, chance)| *chance >= GOOD_CHANCE);
        let step = easy
            .filter(|_| n_unsure < TOO_UNSURE)
            .or_else(good)
            .map(|(action, _)| Step::Do(*action));
        return step.unwrap_or(Step::CallService);
    }
    if !asked.is_some_and(|question| is_told(model, evidence, question)) {
        return best;
    }
    let mut others = advice.alternatives.iter().map(|(step, _)| *step);
    let other = others.find(|step| !matches!(step, Step::Ask(question) if is_told(model, evidence, *question)));
    other.unwrap_or(best)
}

/// True if another way to ask the same was declined, or a sign that is seen answers the question already.
///
/// Never of a question that a step waits for.
fn is_told(model: &Model, evidence: &Evidence, question: QuestionId) -> bool {
    let is_waited_for = || {
        let mut conditions = model.actions().flat_map(|action| model.only_if(action));
        conditions.any(|(condition, _)| *condition == question)
    };
    let mut tied = model
        .questions()
        .filter(|other| model.questions_are_tied(question, *other));
    tied.any(|other| match evidence.finding(other) {
        Some(Finding::Answer(answer)) => {
            let is_seen = model.is_sign(other) && model.answer_name(other, answer).as_str() == YES;
            is_seen && !model.is_sign(question)
        }
        Some(Finding::NotSure | Finding::Skipped) => true,
        None => false,
    }) && !is_waited_for()
}

/// The question that has to be answered before an action may be taken, where nothing else keeps it closed.
pub fn guard(model: &Model, evidence: &Evidence, action: ActionId) -> Option<QuestionId> {
    let mut answered = evidence.clone();
    let mut first = None;
    for (question, answer) in model.only_if(action) {
        if engine::is_open(model, evidence, Step::Ask(*question)) {
            answered.set(Entry::Question(*question, Finding::Answer(*answer)));
            first = first.or(Some(*question));
        }
    }
    first.filter(|_| engine::is_open(model, &answered, Step::Do(action)))
}

/// The step itself, or the question that has to be answered before it may be taken.
pub(super) fn guarded(model: &Model, evidence: &Evidence, step: Step) -> Step {
    let Step::Do(action) = step else { return step };
    guard(model, evidence, action).map_or(step, Step::Ask)
}
