//! One owner's session from the first step to the end, under one policy.

use super::memo::Memo;
use super::owner::{Owner, Trial};
use crate::engine::belief::believe;
use crate::engine::evidence::{Evidence, Outcome};
use crate::engine::model::{ActionId, CauseId, Model};
use crate::engine::plan::baseline::{by_efficiency, now_or_never};
use crate::engine::plan::{Step, advise, is_open};
use crate::guide::Minutes;

/// A way to choose the next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Policy {
    /// What the page says: [`advise`].
    Advice,
    /// Every action from the top of the guide to its end, as one reads an article, then support; no questions.
    /// An action whose prerequisites stand below it comes right after them; one that needs an answer is left out.
    DocumentOrder,
    /// Actions by falling chance over cost given the signs ticked and what has failed, support from the point on
    /// where that is cheaper; no questions.
    POverC,
    /// As `POverC`, but asks a question first whenever asking it now is better than never asking it
    /// (Heckerman, Breese & Rommelse 1995, Commun. ACM 38(3)).
    OneStepVoi,
    /// Every action in random order, prerequisites first, then support; no questions.
    Random,
}

impl Policy {
    /// All of them, the advice first.
    pub const ALL: [Self; 5] = [
        Self::Advice,
        Self::DocumentOrder,
        Self::POverC,
        Self::OneStepVoi,
        Self::Random,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::DocumentOrder => "document_order",
            Self::POverC => "p_over_c",
            Self::OneStepVoi => "one_step_voi",
            Self::Random => "random",
        }
    }
}

/// One owner's session, from the first step to the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Time until it was fixed, support had taken over or the owner left, as the owner feels it; the signs ticked at
    /// the start are not counted.
    pub minutes: Minutes,
    /// True if it was fixed before support was called.
    pub fixed: bool,
    /// True if the owner left before that.
    pub left: bool,
    /// Questions asked; signs ticked at the start are not.
    pub n_questions: u32,
    /// Actions tried, those that could not be done included.
    pub n_actions: u32,
    /// The true cause; of two, the one drawn first.
    pub cause: CauseId,
    /// The likeliest cause at the end.
    pub believed: CauseId,
    /// Place of the true cause in the belief at the end, from 1; of two, that of the one ranked higher.
    pub rank: u32,
}

/// Plays owners under one policy; many threads may share it.
pub struct Player<'m> {
    model: &'m Model,
    policy: Policy,
    memo: Memo,
}

impl<'m> Player<'m> {
    /// A player that has not decided anything yet.
    pub fn new(model: &'m Model, policy: Policy) -> Self {
        Self {
            model,
            policy,
            memo: Memo::new(),
        }
    }

    /// One owner's session. It depends on the model, the policy and the owner only.
    ///
    /// It ends when the trouble is gone, which with two faults takes the repair of both, or with support.
    pub fn play(&self, owner: &Owner) -> Run {
        let model = self.model;
        let mut evidence: Evidence = owner.start.iter().copied().collect();
        let mut broken = Broken {
            first: true,
            second: owner.faults.second.is_some(),
        };
        let (mut minutes, mut n_questions, mut n_actions) = (0.0, 0_u32, 0_u32);
        let mut tired = 0.0;
        let (left, fixed_by) = loop {
            let next = self.next(owner, &evidence);
            let n_cards = n_questions.saturating_add(n_actions).saturating_add(1);
            tired += model.takes(next).doing;
            if next != Step::CallService && owner.has_left(n_cards, tired) {
                break (true, None);
            }
            match next {
                Step::Ask(question) => {
                    minutes += model.cost_of_question(question).0;
                    n_questions = n_questions.saturating_add(1);
                    evidence.set_finding(question, owner.finding(question));
                }
                Step::Do(action) => {
                    n_actions = n_actions.saturating_add(1);
                    let trial = owner.trial(action);
                    if !trial.can_be_done {
                        minutes += model.cost_if_cant(action).0;
                        evidence.set_outcome(action, Outcome::CantDo);
                        continue;
                    }
                    minutes += model.cost_of_action(action).0;
                    broken = broken.after(trial);
                    if broken == Broken::NOTHING {
                        break (false, Some(action));
                    }
                    evidence.set_outcome(action, Outcome::NotFixed);
                }
                Step::CallService => {
                    minutes += model.cost_of_service(owner.faults.first).0;
                    break (false, None);
                }
            }
        };
        let ranked = cause_at_end(model, &evidence, fixed_by);
        let is_true = |cause: &CauseId| *cause == owner.faults.first || Some(*cause) == owner.faults.second;
        let before = ranked.iter().take_while(|cause| !is_true(cause)).count();
        Run {
            minutes: Minutes(minutes),
            fixed: fixed_by.is_some(),
            left,
            n_questions,
            n_actions,
            cause: owner.faults.first,
            believed: ranked.first().copied().unwrap_or(owner.faults.first),
            rank: u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1),
        }
    }

    fn next(&self, owner: &Owner, evidence: &Evidence) -> Step {
        let model = self.model;
        let first_open = |mut order: Box<dyn Iterator<Item = ActionId> + '_>| {
            let open = order.find(|action| is_open(model, evidence, Step::Do(*action)));
            open.map_or(Step::CallService, Step::Do)
        };
        match self.policy {
            Policy::Advice => self.memo.step(evidence, || advise(model, evidence).next),
            Policy::POverC => self.memo.step(evidence, || by_efficiency(model, evidence)),
            Policy::OneStepVoi => self.memo.step(evidence, || now_or_never(model, evidence)),
            Policy::DocumentOrder => first_open(Box::new(model.actions())),
            Policy::Random => first_open(Box::new(owner.order.iter().copied())),
        }
    }
}

/// What is still broken.
#[derive(Clone, Copy, PartialEq)]
struct Broken {
    first: bool,
    second: bool,
}

impl Broken {
    const NOTHING: Self = Self {
        first: false,
        second: false,
    };

    fn after(self, trial: Trial) -> Self {
        Self {
            first: self.first && !trial.mends_first,
            second: self.second && !trial.mends_second,
        }
    }
}

/// What it most likely was, likeliest first, as the page says it at the end; ties keep file order.
///
/// The belief, and where an action fixed it, times the chance of that under each cause:
/// `p[c] ∝ P(c | evidence) · f(c)`. If that leaves nothing (a repair that the evidence had ruled out),
/// the repair is taken at its word and the evidence dropped: `p[c] ∝ prior[c] · f(c)`.
pub fn cause_at_end(model: &Model, evidence: &Evidence, fixed_by: Option<ActionId>) -> Vec<CauseId> {
    let belief = believe(model, evidence);
    let weigh = |p: &dyn Fn(CauseId) -> f64| -> Vec<(CauseId, f64)> {
        let fixes = |cause| fixed_by.map_or(1.0, |action| model.fixes(action, cause));
        model.causes().map(|cause| (cause, p(cause) * fixes(cause))).collect()
    };
    let mut weights = weigh(&|cause| belief.p(cause));
    if weights.iter().all(|(_, weight)| *weight == 0.0) {
        weights = weigh(&|cause| model.prior(cause));
    }
    weights.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    weights.into_iter().map(|(cause, _)| cause).collect()
}
