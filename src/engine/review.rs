//! What an author should hear about a guide's numbers taken together: what they cannot tell apart,
//! and what can never be worth its minutes.
//!
//! A remark that something is *never* worth it is a proof, not a guess: it holds for every belief.
//! All of it is about the numbers as the engine uses them, clamped and with the leak filled in.
//!
//! The proofs use `W(x)`, the least expected cost of repair from the weights `x` on (engine notes, section 1).
//! It is the least of functions linear in `x`, hence `W(x + y) ≥ W(x) + W(y)` and `W(s·x) = s·W(x)`;
//! it is at most `Σ K[c]·x[c]`, as support can always be called, and at least `Σ x[c]·V[c]`,
//! where `K[c]` is what support takes for a cause and `V[c]` the cost when that cause is known.

mod played;
mod tell;
mod worth;

use super::evidence::Evidence;
use super::model::{ActionId, CauseId, Model, ModelError, QuestionId, compile, compile_unslipped};
use super::plan::{Step, advise};
use crate::guide::Guide;
use crate::guide::lint::Remark;
use tell::Table;

/// Every warning that takes the engine's view of a guide.
///
/// # Errors
///
/// The guide cannot be compiled; see [`compile`].
pub fn review(guide: &Guide) -> Result<Vec<Remark>, ModelError> {
    let model = compile(guide)?;
    let review = Review::new(&model);
    let mut remarks = review.causes_alike();
    remarks.extend(review.tells_nothing());
    remarks.extend(review.identical_tables());
    remarks.extend(review.identical_actions());
    remarks.extend(review.answers_alike());
    remarks.extend(review.sign_does_not_lead());
    remarks.extend(review.never_asked());
    let worthless = review.never_advised();
    if worthless.len() == model.actions().count() || advise(&model, &Evidence::new()).next == Step::CallService {
        remarks.push(review.support_first());
    } else {
        remarks.extend(worthless);
        remarks.extend(review.left_to_support());
        remarks.extend(review.hopeless_tail(&compile_unslipped(guide)?));
    }
    Ok(remarks)
}

struct Review<'a> {
    model: &'a Model,
    /// What support takes at most.
    dearest: f64,
    tables: Vec<Table>,
}

impl<'a> Review<'a> {
    fn new(model: &'a Model) -> Self {
        let column = |id, answer| model.causes().map(|c| model.likelihood(id, answer, c)).collect();
        let table = |id| Table {
            id,
            columns: model.answers(id).map(|answer| (answer, column(id, answer))).collect(),
        };
        Self {
            model,
            dearest: model.causes().map(|c| model.cost_of_service(c).0).fold(0.0, f64::max),
            tables: model.questions().map(table).collect(),
        }
    }

    /// Every cause but the leak.
    fn listed(&self) -> Vec<CauseId> {
        self.model.causes().filter(|c| Some(*c) != self.model.leak()).collect()
    }

    fn about_cause(&self, rule: &'static str, cause: CauseId, message: String) -> Remark {
        let (i, name) = (cause.index(), self.model.cause_name(cause));
        remark(rule, format!("cause[{i}].id"), format!("cause.{name}"), message)
    }

    fn about_action(&self, rule: &'static str, action: ActionId, message: String) -> Remark {
        let (i, name) = (action.index(), self.model.action_name(action));
        remark(rule, format!("action[{i}].id"), format!("action.{name}"), message)
    }

    fn about_question(&self, rule: &'static str, id: QuestionId, message: String) -> Remark {
        let n_signs = self.model.questions().filter(|q| self.model.is_sign(*q)).count();
        let kind = self.kind(id);
        let i = id.index().checked_sub(n_signs).unwrap_or(id.index());
        remark(rule, format!("{kind}[{i}].id"), self.item_of_question(id), message)
    }

    fn kind(&self, id: QuestionId) -> &'static str {
        if self.model.is_sign(id) { "sign" } else { "question" }
    }

    fn label(&self, id: QuestionId) -> String {
        format!("{} \"{}\"", self.kind(id), self.model.question_name(id))
    }

    fn item_of_question(&self, id: QuestionId) -> String {
        format!("{}.{}", self.kind(id), self.model.question_name(id))
    }
}

fn remark(rule: &'static str, place: String, item: String, message: String) -> Remark {
    Remark {
        rule,
        place,
        item,
        message,
    }
}
