//! `Model`: a guide's causes, questions and actions by number, with every probability laid out for the engine.

mod compile;
mod error;
mod row;

#[cfg(not(target_arch = "wasm32"))]
pub use compile::compile_unslipped;
pub use compile::{compile, compile_as_given};
pub use error::{ModelError, Place};

pub(super) use row::Row;

use std::borrow::Cow;

use super::belief::Belief;
use super::plan::Step;
use crate::guide::{Id, Minutes};

/// The name of things this model does not have.
static NAMELESS: Id = Id(String::new());

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(in crate::engine) u16);

        impl $name {
            /// Its place in file order, from 0.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }

            /// The ids of `n` things in file order; [`compile`] keeps `n` within 16 bits.
            pub(in crate::engine) fn first(n: usize) -> impl DoubleEndedIterator<Item = Self> + Clone {
                (0..=u16::MAX).take(n).map(Self)
            }
        }
    };
}

id_type! {
    /// One cause of a model.
    CauseId
}
id_type! {
    /// One sign or question of a model: the signs come first.
    QuestionId
}
id_type! {
    /// One answer of a question, meaningful only together with its [`QuestionId`].
    AnswerId
}
id_type! {
    /// One action of a model.
    ActionId
}

impl AnswerId {
    /// The answer "yes" of a question made from a sign.
    pub const YES: Self = Self(0);
    /// The answer "no" of a question made from a sign.
    pub const NO: Self = Self(1);
}

/// A guide ready to reason with; made by [`compile`] or [`compile_as_given`], which prove it sound.
///
/// Tables are kept as a number for most causes and the causes that differ.
/// Priors sum to 1, each question's likelihoods sum to 1 per cause, all costs are positive and finite.
/// Ids taken from another model are answered with 0 or an empty name, never with a panic.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    causes: Vec<Cause>,
    leak: Option<CauseId>,
    questions: Vec<Question>,
    actions: Vec<Action>,
    /// By cause, what handing over takes.
    service: Vec<Takes>,
    /// What a minute of waiting counts against one of doing.
    waiting_weight: f64,
    /// What each card takes by itself.
    card: f64,
    /// How many answers a question's `unsure` counts as; 0 if a session teaches nothing of it.
    unsure_strength: f64,
    /// After how many cards one more takes twice what the first did; 0 if never.
    patience: f64,
}

/// Minutes of an owner's day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Takes {
    /// Minutes of doing something.
    pub doing: f64,
    /// Minutes of waiting for what comes of it.
    pub waiting: f64,
}

#[derive(Clone, Debug, PartialEq)]
struct Cause {
    name: Id,
    prior: f64,
}

#[derive(Clone, Debug, PartialEq)]
struct Question {
    name: Id,
    minutes: f64,
    sign: bool,
    unsure: f64,
    /// The heading it is under and the place it is answered at, by number.
    group: Option<u16>,
    place: Option<u16>,
    /// The tie it is in, by number.
    tie: Option<u16>,
    answers: Vec<Answer>,
}

#[derive(Clone, Debug, PartialEq)]
struct Answer {
    name: Id,
    likelihood: Row,
}

#[derive(Clone, Debug, PartialEq)]
struct Action {
    name: Id,
    takes: Takes,
    cant: f64,
    takes_if_cant: Takes,
    /// The tie it is in, by number.
    tie: Option<u16>,
    fixes: Row,
    after: Vec<ActionId>,
    only_if: Vec<(QuestionId, AnswerId)>,
    unless: Vec<(QuestionId, AnswerId)>,
    not_while: Vec<CauseId>,
    least_chance: f64,
}

impl Model {
    /// All causes in file order, the leak among them.
    pub fn causes(&self) -> impl DoubleEndedIterator<Item = CauseId> + Clone + use<> {
        CauseId::first(self.causes.len())
    }

    /// All questions: the signs in file order, then the questions in file order.
    pub fn questions(&self) -> impl DoubleEndedIterator<Item = QuestionId> + Clone + use<> {
        QuestionId::first(self.questions.len())
    }

    /// The answers of one question in file order; "yes" and "no" for a sign.
    pub fn answers(&self, question: QuestionId) -> impl DoubleEndedIterator<Item = AnswerId> + Clone + use<> {
        AnswerId::first(self.question_at(question).map_or(0, |q| q.answers.len()))
    }

    /// All actions in file order.
    pub fn actions(&self) -> impl DoubleEndedIterator<Item = ActionId> + Clone + use<> {
        ActionId::first(self.actions.len())
    }

    /// The cause with this name in the guide.
    pub fn cause(&self, name: &str) -> Option<CauseId> {
        self.causes()
            .zip(&self.causes)
            .find(|(_, c)| c.name.as_str() == name)
            .map(|(id, _)| id)
    }

    /// The sign or question with this name in the guide.
    pub fn question(&self, name: &str) -> Option<QuestionId> {
        self.questions()
            .zip(&self.questions)
            .find(|(_, q)| q.name.as_str() == name)
            .map(|(id, _)| id)
    }

    /// The answer with this name; "yes" and "no" for a sign.
    pub fn answer(&self, question: QuestionId, name: &str) -> Option<AnswerId> {
        let answers = &self.question_at(question)?.answers;
        self.answers(question)
            .zip(answers)
            .find(|(_, a)| a.name.as_str() == name)
            .map(|(id, _)| id)
    }

    /// The action with this name in the guide.
    pub fn action(&self, name: &str) -> Option<ActionId> {
        self.actions()
            .zip(&self.actions)
            .find(|(_, a)| a.name.as_str() == name)
            .map(|(id, _)| id)
    }

    /// The guide's name of a cause.
    pub fn cause_name(&self, cause: CauseId) -> &Id {
        self.causes.get(cause.index()).map_or(&NAMELESS, |c| &c.name)
    }

    /// The guide's name of a sign or question.
    pub fn question_name(&self, question: QuestionId) -> &Id {
        self.question_at(question).map_or(&NAMELESS, |q| &q.name)
    }

    /// The guide's name of an answer.
    pub fn answer_name(&self, question: QuestionId, answer: AnswerId) -> &Id {
        let found = self.question_at(question).and_then(|q| q.answers.get(answer.index()));
        found.map_or(&NAMELESS, |a| &a.name)
    }

    /// The guide's name of an action.
    pub fn action_name(&self, action: ActionId) -> &Id {
        self.action_at(action).map_or(&NAMELESS, |a| &a.name)
    }

    /// True for a question made from a sign, with the answers "yes" and "no".
    pub fn is_sign(&self, question: QuestionId) -> bool {
        self.question_at(question).is_some_and(|q| q.sign)
    }

    /// Actions that must be used up (not fixed, or couldn't do) before this one is open.
    pub fn after(&self, action: ActionId) -> &[ActionId] {
        self.action_at(action).map_or(&[], |a| &a.after)
    }

    /// Answers that must have been given before this action is open.
    pub fn only_if(&self, action: ActionId) -> &[(QuestionId, AnswerId)] {
        self.action_at(action).map_or(&[], |a| &a.only_if)
    }

    /// Answers with which this action is not open.
    pub(super) fn unless(&self, action: ActionId) -> &[(QuestionId, AnswerId)] {
        self.action_at(action).map_or(&[], |a| &a.unless)
    }

    /// Causes of which none may be the likeliest where this action is advised.
    pub(super) fn not_while(&self, action: ActionId) -> &[CauseId] {
        self.action_at(action).map_or(&[], |a| &a.not_while)
    }

    /// The least P(action repairs) with which it is advised.
    pub(super) fn least_chance(&self, action: ActionId) -> f64 {
        self.action_at(action).map_or(0.0, |a| a.least_chance)
    }

    /// The cause that stands for everything not listed; a model made as given may have none.
    pub fn leak(&self) -> Option<CauseId> {
        self.leak
    }

    /// P(cause) before any finding; the priors of a model sum to 1.
    pub fn prior(&self, cause: CauseId) -> f64 {
        self.causes.get(cause.index()).map_or(0.0, |c| c.prior)
    }

    /// P(answer given cause), for one who can tell; over the answers of a question it sums to 1.
    pub fn likelihood(&self, question: QuestionId, answer: AnswerId, cause: CauseId) -> f64 {
        self.likelihoods(question, answer)
            .map_or(0.0, |row| self.at(row, cause))
    }

    /// P(action repairs given cause), if it can be done.
    pub fn fixes(&self, action: ActionId, cause: CauseId) -> f64 {
        self.fix_chances(action).map_or(0.0, |row| self.at(row, cause))
    }

    /// P(one who is asked cannot tell), the same under every cause.
    pub fn unsure(&self, question: QuestionId) -> f64 {
        self.question_at(question).map_or(0.0, |q| q.unsure)
    }

    /// P(action cannot be done), the same under every cause.
    pub fn cant(&self, action: ActionId) -> f64 {
        self.action_at(action).map_or(0.0, |a| a.cant)
    }

    /// How many answers [`Model::unsure`] counts as; 0 if a session teaches nothing of it.
    pub(super) fn unsure_strength(&self) -> f64 {
        self.unsure_strength
    }

    /// True for questions that one who cannot answer one of them is unlikely to be able to answer the other:
    /// those of one place, or without a place, of one heading.
    pub(super) fn questions_are_near(&self, a: QuestionId, b: QuestionId) -> bool {
        let near = |a: &Question, b: &Question| match (a.place, b.place) {
            (None, None) => a.group.is_some() && a.group == b.group,
            (a, b) => a == b,
        };
        let pair = self.question_at(a).zip(self.question_at(b));
        pair.is_some_and(|(a, b)| near(a, b))
    }

    /// What it takes to find out that an action cannot be done, as the owner feels it; see [`Model::cost_of_action`].
    pub fn cost_if_cant(&self, action: ActionId) -> Minutes {
        self.action_at(action)
            .map_or(Minutes(0.0), |a| self.card_and(a.takes_if_cant))
    }

    /// True for two different signs or questions that read the same fact.
    pub fn questions_are_tied(&self, a: QuestionId, b: QuestionId) -> bool {
        let tie = |q| self.question_at(q).and_then(|q| q.tie);
        a != b && tie(a).is_some() && tie(a) == tie(b)
    }

    /// True for two different actions that work in the same way.
    pub fn actions_are_tied(&self, a: ActionId, b: ActionId) -> bool {
        let tie = |a| self.action_at(a).and_then(|a| a.tie);
        a != b && tie(a).is_some() && tie(a) == tie(b)
    }

    /// What it takes to answer a question, as the owner feels it: a card and the minutes.
    pub fn cost_of_question(&self, question: QuestionId) -> Minutes {
        self.question_at(question).map_or(Minutes(0.0), |q| {
            let (doing, waiting) = (q.minutes, 0.0);
            self.card_and(Takes { doing, waiting })
        })
    }

    /// What it takes to try an action, as the owner feels it: a card, the minutes of doing it, and those of waiting by
    /// what they count.
    pub fn cost_of_action(&self, action: ActionId) -> Minutes {
        self.action_at(action).map_or(Minutes(0.0), |a| self.card_and(a.takes))
    }

    /// What it takes to hand over to support if this is the cause, as the owner feels it.
    pub fn cost_of_service(&self, cause: CauseId) -> Minutes {
        let takes = self.service.get(cause.index()).copied().unwrap_or_default();
        Minutes(self.felt(takes))
    }

    /// The mean of [`Model::cost_of_service`] over the causes as they are believed.
    pub fn mean_cost_of_service(&self, belief: &Belief) -> Minutes {
        let costs = self
            .causes()
            .map(|cause| belief.p(cause) * self.cost_of_service(cause).0);
        Minutes(costs.sum())
    }

    /// The minutes of a step by the clock, those of waiting apart; none of handing over, which depends on the cause.
    pub fn takes(&self, step: Step) -> Takes {
        match step {
            Step::Do(action) => self.action_at(action).map(|a| a.takes),
            Step::Ask(question) => self.question_at(question).map(|q| Takes {
                doing: q.minutes,
                waiting: 0.0,
            }),
            Step::CallService => None,
        }
        .unwrap_or_default()
    }

    /// The same of an action that cannot be done.
    pub(super) fn takes_if_cant(&self, action: ActionId) -> Takes {
        self.action_at(action).map(|a| a.takes_if_cant).unwrap_or_default()
    }

    /// By cause, the minutes of handing over by the clock.
    pub(super) fn service(&self) -> &[Takes] {
        &self.service
    }

    /// What a minute of waiting counts against one of doing.
    pub(super) fn waiting_weight(&self) -> f64 {
        self.waiting_weight
    }

    /// The model as one feels it who has seen so many cards: the next takes `1 + (n / patience)^4` times what the first
    /// did. So the first few are taken for what they are, and nobody is led on and on.
    pub(super) fn after_cards(&self, n: usize) -> Cow<'_, Self> {
        if n == 0 || self.patience == 0.0 || self.card == 0.0 {
            return Cow::Borrowed(self);
        }
        // Beyond a million times, nothing is worth another card.
        let weary = (n as f64 / self.patience).powi(4).min(1e6);
        let card = self.card * (1.0 + weary);
        Cow::Owned(Self { card, ..self.clone() })
    }

    /// What each card takes by itself, in minutes.
    pub(super) fn card(&self) -> f64 {
        self.card
    }

    /// What minutes are to the owner.
    pub(super) fn felt(&self, takes: Takes) -> f64 {
        takes.doing + self.waiting_weight * takes.waiting
    }

    fn card_and(&self, takes: Takes) -> Minutes {
        Minutes(self.card + self.felt(takes))
    }

    /// P(answer given cause), for one who can tell.
    pub(super) fn likelihoods(&self, question: QuestionId, answer: AnswerId) -> Option<&Row> {
        self.question_at(question)?
            .answers
            .get(answer.index())
            .map(|a| &a.likelihood)
    }

    /// P(action repairs given cause), if it can be done.
    pub(super) fn fix_chances(&self, action: ActionId) -> Option<&Row> {
        self.action_at(action).map(|a| &a.fixes)
    }

    pub(super) fn n_causes(&self) -> usize {
        self.causes.len()
    }

    fn at(&self, row: &Row, cause: CauseId) -> f64 {
        if cause.index() < self.causes.len() {
            row.at(cause)
        } else {
            0.0
        }
    }

    pub(super) fn has_question(&self, question: QuestionId) -> bool {
        self.question_at(question).is_some()
    }

    pub(super) fn has_action(&self, action: ActionId) -> bool {
        self.action_at(action).is_some()
    }

    fn question_at(&self, question: QuestionId) -> Option<&Question> {
        self.questions.get(question.index())
    }

    fn action_at(&self, action: ActionId) -> Option<&Action> {
        self.actions.get(action.index())
    }
}
