//! A request's model to the engine's.

use std::collections::BTreeSet;

use super::Problem;
use super::request::{Action, Cause, Model, Question, Table};
use super::said::{NOT_SURE, SKIPPED};
use crate::engine::{self, ModelError, Place};
use crate::guide::{self, Escalation, Given, Guide, Id, Minutes, Origin};

impl Model {
    /// Takes every number as it stands.
    pub(super) fn compile(self) -> Result<engine::Model, Problem> {
        self.check()?;
        let guide = self.into_guide();
        engine::compile_as_given(&guide).map_err(|error| problem(&guide, &error))
    }

    /// What a guide has no need of, or the engine no words for.
    fn check(&self) -> Result<(), Problem> {
        if self.causes.is_empty() {
            return Err(Problem::new("model.causes", "is empty, expected at least one cause"));
        }
        let ids = [
            ("causes", self.causes.iter().map(|c| &c.id).collect::<Vec<_>>()),
            ("questions", self.questions.iter().map(|q| &q.id).collect()),
            ("actions", self.actions.iter().map(|a| &a.id).collect()),
        ];
        for (kind, ids) in ids {
            if let Some(i) = ids.iter().position(|id| id.is_empty()) {
                return Err(Problem::new(
                    format!("model.{kind}[{i}].id"),
                    "is empty, expected a name",
                ));
            }
        }
        if let Some((i, cause)) = self.causes.iter().enumerate().find(|(_, cause)| cause.prior < 0.0) {
            let message = format!("is {}, expected 0 or more", cause.prior);
            return Err(Problem::new(format!("model.causes[{i}].prior"), message));
        }
        for (i, question) in self.questions.iter().enumerate() {
            let path = format!("model.questions[{i}]");
            question.check_answers(&path)?;
            question.check_rows(&path, &self.causes)?;
        }
        Ok(())
    }

    fn into_guide(self) -> Guide {
        let largest = self.causes.iter().map(|cause| cause.prior).fold(1.0, f64::max);
        Guide {
            id: Id::default(),
            default_locale: String::new(),
            platforms: vec![],
            groups: vec![],
            places: vec![],
            away: vec![],
            needs: vec![],
            stages: vec![],
            causes: self.causes.into_iter().map(|cause| cause.into_guide(largest)).collect(),
            signs: vec![],
            questions: self.questions.into_iter().map(Question::into_guide).collect(),
            actions: self.actions.into_iter().map(Action::into_guide).collect(),
            slip: None,
            owners: None,
            escalation: Escalation {
                minutes: Minutes(self.escalate.cost),
                origin: unsaid(),
                ..Escalation::default()
            },
            faq: vec![],
            prevention: vec![],
            sources: vec![],
        }
    }
}

impl Cause {
    /// Priors may be on any scale, those of a guide are at most 1.
    fn into_guide(self, largest: f64) -> guide::Cause {
        guide::Cause {
            id: Id(self.id),
            stage: None,
            prior: self.prior / largest,
            leak: false,
            origin: unsaid(),
        }
    }
}

impl Question {
    fn check_answers(&self, path: &str) -> Result<(), Problem> {
        for (i, answer) in self.answers.iter().enumerate() {
            let reserved = [NOT_SURE, SKIPPED].contains(&answer.as_str());
            if reserved || answer.is_empty() {
                let message =
                    format!("is \"{answer}\", expected a name other than \"\", \"{NOT_SURE}\" and \"{SKIPPED}\"");
                return Err(Problem::new(format!("{path}.answers[{i}]"), message));
            }
        }
        Ok(())
    }

    /// There is no default: a row left out is a row forgotten.
    fn check_rows(&self, path: &str, causes: &[Cause]) -> Result<(), Problem> {
        let given: BTreeSet<&str> = self.likelihood.0.iter().map(|(cause, _)| cause.as_str()).collect();
        let Some(missing) = causes.iter().find(|cause| !given.contains(cause.id.as_str())) else {
            return Ok(());
        };
        let path = format!("{path}.likelihood.{}", missing.id);
        Err(Problem::new(path, "missing, expected a row for each cause"))
    }

    fn into_guide(self) -> guide::Question {
        let n_answers = self.answers.len();
        guide::Question {
            id: Id(self.id),
            group: Id::default(),
            place: None,
            minutes: Minutes(self.cost),
            answers: self.answers.into_iter().map(Id).collect(),
            // Never used: each cause has a row.
            likelihood_default: vec![1.0 / n_answers as f64; n_answers],
            likelihood: self.likelihood.into_guide(),
            unsure: self.unsure.unwrap_or(0.0),
            tie: None,
            certain: true,
            origin: unsaid(),
        }
    }
}

impl Action {
    fn into_guide(self) -> guide::Action {
        guide::Action {
            id: Id(self.id),
            place: Id::default(),
            minutes: Minutes(self.cost),
            wait: Minutes(0.0),
            fixes: self.fix.into_guide(),
            cant: self.cant.unwrap_or(0.0),
            cant_minutes: self.cant_cost.map(Minutes),
            tie: None,
            after: vec![],
            only_if: vec![],
            unless: vec![],
            not_while: vec![],
            least_chance: 0.0,
            needs: vec![],
            risk: false,
            costs_money: false,
            cannot_be_undone: false,
            advanced: false,
            steps: vec![],
            certain: true,
            origin: unsaid(),
        }
    }
}

impl<T> Table<T> {
    fn into_guide(self) -> Vec<Given<T>> {
        let given = |(cause, p)| Given {
            cause: Id(cause),
            p,
            origin: None,
        };
        self.0.into_iter().map(given).collect()
    }
}

fn unsaid() -> Origin {
    Origin::Judgement(String::new())
}

/// The same in the request's words and with the path in the request.
fn problem(guide: &Guide, error: &ModelError) -> Problem {
    let at = |place: &Place, key: &str, message: String| {
        let path = path(guide, place, 0);
        Problem::new(format!("{path}.{}", field(key)), message)
    };
    match error {
        ModelError::NoPrior => Problem::new("model.causes", "all priors are 0, expected one above 0"),
        ModelError::NameTwice { place } => {
            let path = path(guide, place, 1);
            Problem::new(
                format!("{path}.id"),
                "is the id of another one too, expected one of its own",
            )
        }
        ModelError::Outside {
            place,
            key,
            value,
            expected,
        } => match key.split_once(" in ") {
            Some((answer, key)) => at(place, key, format!("{answer} is {value}, expected {expected}")),
            None => at(place, key, format!("is {value}, expected {expected}")),
        },
        ModelError::FewAnswers { place, n } => at(place, "answers", format!("there are {n}, expected at least 2")),
        ModelError::AnswerTwice { place, answer } => at(place, "answers", format!("\"{answer}\" is there twice")),
        ModelError::RowLength {
            place,
            key,
            n,
            expected,
        } => at(
            place,
            key,
            format!("has length {n}, expected {expected}, one number per answer"),
        ),
        ModelError::RowSum { place, key, sum } => at(place, key, format!("sums to {sum}, expected 1")),
        ModelError::Unknown { place, key, id, .. } => {
            at(place, &format!("{key}.{id}"), "there is no such cause".into())
        }
        ModelError::GivenTwice { place, key, id, .. } => at(place, &format!("{key}.{id}"), "is given twice".into()),
        ModelError::TooMany { .. }
        | ModelError::TooLarge { .. }
        | ModelError::Leaks { .. }
        | ModelError::Circle { .. } => Problem::new("model", error.to_string()),
    }
}

/// Path of the first item (`before` = 0) or a later one of this name.
fn path(guide: &Guide, place: &Place, before: usize) -> String {
    fn nth<'i>(mut ids: impl Iterator<Item = &'i Id>, id: &Id, before: usize) -> usize {
        let named = |(i, other): (usize, &Id)| (other == id).then_some(i);
        ids.by_ref().enumerate().filter_map(named).nth(before).unwrap_or(0)
    }
    match place {
        Place::Cause(id) => {
            let i = nth(guide.causes.iter().map(|c| &c.id), id, before);
            format!("model.causes[{i}]")
        }
        Place::Sign(id) | Place::Question(id) => {
            let i = nth(guide.questions.iter().map(|q| &q.id), id, before);
            format!("model.questions[{i}]")
        }
        Place::Action(id) => {
            let i = nth(guide.actions.iter().map(|a| &a.id), id, before);
            format!("model.actions[{i}]")
        }
        Place::Escalation | Place::Owners | Place::Slip => "model.escalate".into(),
    }
}

/// What a request calls a key of the guide.
fn field(key: &str) -> String {
    match key.split_once('.') {
        None if key == "minutes" => "cost".into(),
        None if key == "cant_minutes" => "cant_cost".into(),
        Some(("fixes", cause)) => format!("fix.{cause}"),
        _ => key.into(),
    }
}
