//! The next step: the one after which the expected time to a repair, or to support, is least.

mod chain;
mod place;
mod scene;
mod spread;

use std::cmp::Ordering;

use super::belief::believe;
use super::evidence::Evidence;
use super::model::{ActionId, Model, QuestionId};
use crate::guide::Minutes;
use scene::Scene;

/// Values this close, as a share, are equal; then the order of [`Candidate::rank`] decides.
const TIE: f64 = 1e-9;
/// How many questions are looked at along a whole chain of actions (engine.md's kk).
const N_PLACED: usize = 6;
/// How many actions, beside the chain's first, are followed up with a question at its best place (ka).
const N_FIRST: usize = 2;

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Try an action.
    Do(ActionId),
    /// Ask a question.
    Ask(QuestionId),
    /// Hand over to support.
    CallService,
}

/// The next step and what it promises.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// What to do next.
    pub next: Step,
    /// Expected time from now until it is fixed or support has taken over.
    ///
    /// The mean of a plan that can be carried out, hence never below the optimum, and never above
    /// [`Model::cost_of_service`]. No promise: see `range`.
    pub expected: Minutes,
    /// P(`next` repairs); 0 unless `next` is an action.
    pub chance: f64,
    /// From the 10th to the 90th percentile of that plan's time, widened to hold `expected`.
    pub range: (Minutes, Minutes),
    /// Every step looked at, `next` first, with the expected time if it comes first; then best first.
    pub alternatives: Vec<(Step, Minutes)>,
}

/// True if the step can be taken now: not reported yet, its prerequisites used up, and,
/// for a sign, "none of these signs" not said. Calling service is always open.
pub fn is_open(model: &Model, evidence: &Evidence, step: Step) -> bool {
    match step {
        Step::Do(action) => {
            model.has_action(action)
                && evidence.outcome(action).is_none()
                && model.after(action).iter().all(|before| evidence.used_up(*before))
        }
        Step::Ask(question) => {
            model.has_question(question)
                && evidence.finding(question).is_none()
                && !(evidence.no_signs() && model.is_sign(question))
        }
        Step::CallService => true,
    }
}

/// The step to take next.
///
/// Compares handing over, every open question and every open action by expected cost of repair, where what
/// follows is a chain of actions by efficiency with one question at its best place in it: the action-first
/// check of Jensen et al. 2001, AI EDAM 15, carried along the whole chain.
/// In guides with more than 12 open questions or 16 open actions the most promising are looked at.
/// Ties go to actions, then questions, then support; then to the cheaper; then to file order.
///
/// Defined for all evidence: with nothing left to try it is [`Step::CallService`].
/// The same model and evidence give the same advice everywhere: work is bounded by a count, not a clock.
pub fn advise(model: &Model, evidence: &Evidence) -> Advice {
    let belief = believe(model, evidence);
    let scene = Scene::new(model, evidence, &belief);
    let x = scene.start();
    let total: f64 = x.iter().sum();
    let mut candidates = candidates(&scene, x);
    candidates.sort_by(Candidate::order);
    let least = candidates.iter().map(|c| c.value).fold(scene.service * total, f64::min);
    let next = candidates
        .iter()
        .filter(|c| c.value <= least * (1.0 + TIE))
        .min_by(|a, b| a.rank(b));
    let next = next.map_or(Step::CallService, |c| c.step);
    candidates.sort_by_key(|c| c.step != next);
    let expected = least / total;
    let (low, high) = spread::percentiles(&scene, x, next, &placed(&scene, x));
    Advice {
        next,
        expected: Minutes(expected),
        chance: match next {
            Step::Do(action) => model
                .causes()
                .map(|c| belief.p(c) * model.fixes(action, c))
                .sum::<f64>()
                .min(1.0),
            Step::Ask(_) | Step::CallService => 0.0,
        },
        range: (Minutes(low.min(expected)), Minutes(high.max(expected))),
        alternatives: candidates
            .into_iter()
            .map(|c| (c.step, Minutes(c.value / total)))
            .collect(),
    }
}

/// One first step, its own cost, and the expected cost of a plan that begins with it, times the mass.
struct Candidate {
    step: Step,
    cost: f64,
    value: f64,
}

impl Candidate {
    /// Which of two equally good steps comes first. [`Step`] sorts actions before questions before support.
    fn rank(&self, other: &Self) -> Ordering {
        let kind = |c: &Self| match c.step {
            Step::Do(_) => 0,
            Step::Ask(_) => 1,
            Step::CallService => 2,
        };
        kind(self)
            .cmp(&kind(other))
            .then(self.cost.total_cmp(&other.cost))
            .then(self.step.cmp(&other.step))
    }

    fn order(&self, other: &Self) -> Ordering {
        self.value.total_cmp(&other.value).then_with(|| self.rank(other))
    }
}

/// The questions worth looking at along a whole chain: those that are best asked now.
fn placed<'s>(scene: &'s Scene, x: &[f64]) -> Vec<&'s scene::Ask> {
    let mut asks: Vec<(f64, &scene::Ask)> = scene.asks.iter().map(|ask| (scene.ask_now(ask, x, 0), ask)).collect();
    asks.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    asks.into_iter().take(N_PLACED).map(|(_, ask)| ask).collect()
}

fn candidates(scene: &Scene, x: &[f64]) -> Vec<Candidate> {
    let total: f64 = x.iter().sum();
    let mut candidates = vec![Candidate {
        step: Step::CallService,
        cost: scene.service,
        value: scene.service * total,
    }];
    for ask in &scene.asks {
        let value = scene.ask_now(ask, x, 0);
        if value.is_finite() {
            candidates.push(Candidate {
                step: Step::Ask(ask.id),
                cost: ask.cost,
                value,
            });
        }
    }
    let placed = placed(scene, x);
    let chain = scene.chain(x, 0);
    let first = scene.best(x, total, 0).map(|act| act.id);
    let mut firsts: Vec<_> = scene.open(0).map(|act| (act, scene.then_chain(act, x, 0))).collect();
    firsts.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    for (i, (act, then_chain)) in firsts.into_iter().enumerate() {
        let mut value = then_chain;
        if first == Some(act.id) && chain < scene.service * total {
            value = value.min(chain);
        }
        if first == Some(act.id) || i < N_FIRST {
            value = value.min(scene.then_placed(act, x, 0, &placed));
        }
        candidates.push(Candidate {
            step: Step::Do(act.id),
            cost: act.cost,
            value,
        });
    }
    candidates
}
