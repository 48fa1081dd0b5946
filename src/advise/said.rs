//! A request's evidence to the engine's.

use std::collections::BTreeMap;

use super::Problem;
use super::request::Said;
use crate::engine::{ActionId, Entry, Evidence, Finding, Model, Outcome, QuestionId};

/// The answer of one who cannot tell.
pub(super) const NOT_SURE: &str = "not_sure";
/// The answer or outcome of one who would rather not.
pub(super) const SKIPPED: &str = "skipped";
const NOT_FIXED: &str = "not_fixed";
const CANT: &str = "cant";

/// The entries as a set; each subject once.
pub(super) fn evidence(said: &[Said], model: &Model) -> Result<Evidence, Problem> {
    let mut evidence = Evidence::new();
    let mut places = BTreeMap::new();
    for (i, said) in said.iter().enumerate() {
        let path = format!("evidence[{i}]");
        let entry = said.entry(model, &path)?;
        if let Some(first) = places.insert(entry.subject(), i) {
            return Err(Problem::new(path, format!("is about the same as evidence[{first}]")));
        }
        evidence.set(entry);
    }
    Ok(evidence)
}

impl Said {
    fn entry(&self, model: &Model, path: &str) -> Result<Entry, Problem> {
        match (&self.question, &self.answer, &self.action, &self.outcome) {
            (Some(name), Some(answer), None, None) => {
                let question = model.question(name).ok_or_else(|| {
                    Problem::new(format!("{path}.question"), format!("there is no question \"{name}\""))
                })?;
                let finding = finding(model, question, answer);
                let finding = finding.ok_or_else(|| no_answer(model, question, answer, path))?;
                Ok(Entry::Question(question, finding))
            }
            (None, None, Some(name), Some(outcome)) => {
                let action: ActionId = model
                    .action(name)
                    .ok_or_else(|| Problem::new(format!("{path}.action"), format!("there is no action \"{name}\"")))?;
                Ok(Entry::Action(action, self::outcome(outcome, path)?))
            }
            _ => {
                let message = "expected either \"question\" and \"answer\" or \"action\" and \"outcome\"";
                Err(Problem::new(path, message))
            }
        }
    }
}

/// The model's own answers come first.
fn finding(model: &Model, question: QuestionId, answer: &str) -> Option<Finding> {
    let own = model.answer(question, answer).map(Finding::Answer);
    own.or(match answer {
        NOT_SURE => Some(Finding::NotSure),
        SKIPPED => Some(Finding::Skipped),
        _ => None,
    })
}

fn no_answer(model: &Model, question: QuestionId, answer: &str, path: &str) -> Problem {
    let own: String = model
        .answers(question)
        .map(|own| format!("\"{}\", ", model.answer_name(question, own)))
        .collect();
    let message = format!("is \"{answer}\", expected {own}\"{NOT_SURE}\" or \"{SKIPPED}\"");
    Problem::new(format!("{path}.answer"), message)
}

fn outcome(outcome: &str, path: &str) -> Result<Outcome, Problem> {
    match outcome {
        NOT_FIXED => Ok(Outcome::NotFixed),
        CANT => Ok(Outcome::CantDo),
        SKIPPED => Ok(Outcome::Skipped),
        _ => {
            let message = format!("is \"{outcome}\", expected \"{NOT_FIXED}\", \"{CANT}\" or \"{SKIPPED}\"");
            Err(Problem::new(format!("{path}.outcome"), message))
        }
    }
}
