//! What can come of a step, and how likely each of it is.

use super::belief::believe;
use super::evidence::{Entry, Evidence, Finding, Outcome, beyond, surest, temper, unsure};
use super::model::{ActionId, Model, QuestionId};
use super::plan::Step;

/// Everything that can come of a step, each with its chance given `evidence`: the entry that reports it, or `None`
/// where the trouble is gone. Chances sum to 1, those of 0 are left out; calling service ends it, so nothing comes.
///
/// `P(outcome | evidence) = Σ P(c | evidence) · P(outcome | c)`, where a question or action tied to one
/// already reported counts as the planner counts it.
/// Order: the answers in file order, then "not sure"; repaired, not repaired, then "can't do".
pub fn foresee(model: &Model, evidence: &Evidence, step: Step) -> Vec<(Option<Entry>, f64)> {
    let mut turns = match step {
        Step::Ask(question) => of_question(model, evidence, question),
        Step::Do(action) => of_action(model, evidence, action),
        Step::CallService => vec![],
    };
    turns.retain(|(_, chance)| *chance > 0.0);
    turns
}

fn of_question(model: &Model, evidence: &Evidence, question: QuestionId) -> Vec<(Option<Entry>, f64)> {
    let belief = believe(model, evidence);
    let is_tempered = evidence.answered_in_tie(model, question).next().is_some();
    let unsure = unsure(model, evidence, question);
    let mut row = vec![0.0; belief.len()];
    let mut turns = vec![];
    for answer in model.answers(question) {
        if is_tempered {
            temper(model, question, answer, &mut row);
        } else if let Some(likelihoods) = model.likelihoods(question, answer) {
            likelihoods.write(&mut row);
        }
        let chance: f64 = belief.as_slice().iter().zip(&row).map(|(p, l)| p * l).sum();
        let entry = Entry::Question(question, Finding::Answer(answer));
        turns.push((Some(entry), (1.0 - unsure) * chance));
    }
    turns.push((Some(Entry::Question(question, Finding::NotSure)), unsure));
    turns
}

fn of_action(model: &Model, evidence: &Evidence, action: ActionId) -> Vec<(Option<Entry>, f64)> {
    let belief = believe(model, evidence);
    let failed = surest(model, evidence.failed_in_tie(model, action));
    let fixes = |cause| {
        let fixes = model.fixes(action, cause);
        let failed = failed.iter().flatten().nth(cause.index()).copied();
        failed.map_or(fixes, |failed| beyond(fixes, failed))
    };
    let chance: f64 = model.causes().map(|cause| belief.p(cause) * fixes(cause)).sum();
    let (chance, cant) = (chance.min(1.0), model.cant(action));
    let entry = |outcome| Some(Entry::Action(action, outcome));
    vec![
        (None, (1.0 - cant) * chance),
        (entry(Outcome::NotFixed), (1.0 - cant) * (1.0 - chance)),
        (entry(Outcome::CantDo), cant),
    ]
}
