//! One line of JSON in, one line of JSON out: the engine for programs, behind the author's tool `guide advise`.
//!
//! ```text
//! line ─request─▶ Model (of the line, or a guide's) + Evidence ─believe, advise─▶ line
//! ```
//!
//! Pure: where guides come from is the caller's business.
//! The numbers of a model in a request are the caller's too: priors are only scaled to sum to 1,
//! nothing is clamped and no leak is added ([`engine::compile_as_given`]).

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::fmt;
use std::rc::Rc;

use serde::{Serialize, Serializer};

use crate::engine::{self, Model, Step};
use request::Request;

mod model;
mod request;
mod said;
#[cfg(test)]
mod tests;

/// The answer to one line: `{"posterior":…,"next":…,"expected_cost":…}`, or `{"error":…}` that names the field.
///
/// Neither line has a line break. `guides` finds the model of a guide by the name that the request gives it,
/// or says in one sentence why not.
pub fn answer(line: &[u8], guides: &mut dyn FnMut(&str) -> Result<Rc<Model>, String>) -> String {
    answer_to(line, guides).unwrap_or_else(|problem| refusal(&problem))
}

/// The answer to a line that cannot be served.
pub fn refusal(problem: &impl fmt::Display) -> String {
    json(&Refusal {
        error: problem.to_string(),
    })
}

/// What is wrong with a request, and where in it.
#[derive(Debug)]
struct Problem {
    /// Such as `model.questions[2].likelihood.c1`; empty for the line as a whole.
    path: String,
    message: String,
}

impl Problem {
    fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.message),
            path => write!(f, "{path}: {}", self.message),
        }
    }
}

fn answer_to(line: &[u8], guides: &mut dyn FnMut(&str) -> Result<Rc<Model>, String>) -> Result<String, Problem> {
    let request = Request::read(line)?;
    let model = match (request.model, request.guide) {
        (Some(model), None) => Rc::new(model.compile()?),
        (None, Some(guide)) => guides(&guide).map_err(|message| Problem::new("guide", message))?,
        (Some(_), Some(_)) => return Err(Problem::new("guide", "is there beside model, expected one of them")),
        (None, None) => return Err(Problem::new("model", "missing, expected model or guide")),
    };
    let evidence = said::evidence(&request.evidence, &model)?;
    let advice = engine::advise(&model, &evidence);
    Ok(json(&Answer {
        posterior: Posterior {
            model: &model,
            belief: &engine::believe(&model, &evidence),
        },
        next: match advice.next {
            Step::Ask(question) => Next::Ask(model.question_name(question).as_str()),
            Step::Do(action) => Next::Do(model.action_name(action).as_str()),
            Step::CallService => Next::Escalate(true),
        },
        expected_cost: advice.expected.0,
    }))
}

#[derive(Serialize)]
struct Refusal {
    error: String,
}

#[derive(Serialize)]
struct Answer<'m> {
    posterior: Posterior<'m>,
    next: Next<'m>,
    expected_cost: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Next<'m> {
    Ask(&'m str),
    Do(&'m str),
    Escalate(bool),
}

/// P(cause given evidence) by name, in the order of the causes.
struct Posterior<'m> {
    model: &'m Model,
    belief: &'m engine::Belief,
}

impl Serialize for Posterior<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let chance = |cause| (self.model.cause_name(cause).as_str(), self.belief.p(cause));
        serializer.collect_map(self.model.causes().map(chance))
    }
}

fn json(value: &impl Serialize) -> String {
    // Keys are text and numbers finite, so there is nothing that JSON cannot hold.
    serde_json::to_string(value).unwrap_or_default()
}
