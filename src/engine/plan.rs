//! The next step: the one after which the expected time to a repair, or to support, is least.

#[cfg(not(target_arch = "wasm32"))]
pub(super) mod baseline;
mod chain;
mod exact;
mod place;
mod scene;
mod screen;
mod spread;
mod table;

use std::cmp::Ordering;

use super::belief::{Belief, believe};
use super::evidence::Evidence;
use super::model::{ActionId, CauseId, Model, QuestionId};
use crate::guide::Minutes;
use crate::rank;
use chain::{Chain, Walk, dot};
use exact::Exact;
use place::{Placed, Shortlist, Tail};
use scene::{Act, Ask, Scene};
use spread::Spread;

pub use screen::telling_signs;

/// Values this close, as a share, are equal; then the order of [`Candidate::rank`] decides.
const TIE: f64 = 1e-9;
/// With at most this many states ahead the optimum is worked out instead.
const MOST_STATES: usize = 8192;
/// How many questions are looked at along a whole chain of actions (kk).
const N_PLACED: usize = 6;
/// How many questions are followed by a second one at its best place (kq).
const N_ASKED: usize = 3;
/// How many actions, beside the chain's first, are followed by two questions, each at its best place (ka).
const N_FIRST: usize = 2;
/// With at most so many actions and questions open, the best plans so far are looked at further.
const FEW_ACTS: usize = 10;
const FEW_ASKS: usize = 6;
/// How many plans are.
const N_REFINED: usize = 3;

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
    /// [`Model::mean_cost_of_service`]. As the owner feels it: each card counts, and waiting by its weight.
    /// No promise: see `range`.
    pub expected: Minutes,
    /// Mean minutes of doing in that plan, by the clock.
    pub doing: Minutes,
    /// Mean minutes of waiting in that plan, by the clock.
    pub waiting: Minutes,
    /// P(`next` repairs); 0 unless `next` is an action.
    pub chance: f64,
    /// From the 10th to the 90th percentile of that plan's time, widened to hold `expected`.
    pub range: (Minutes, Minutes),
    /// Every step looked at, `next` first, with the expected time if it comes first; then best first.
    pub alternatives: Vec<(Step, Minutes)>,
}

/// True if the step can be taken now: not reported yet, its prerequisites used up, its conditions answered as they
/// must be, and, for a sign, "none of these signs" not said. Calling service is always open.
pub fn is_open(model: &Model, evidence: &Evidence, step: Step) -> bool {
    match step {
        Step::Do(action) => {
            model.has_action(action)
                && evidence.outcome(action).is_none()
                && model.after(action).iter().all(|before| evidence.used_up(*before))
                && model
                    .only_if(action)
                    .iter()
                    .all(|(question, answer)| evidence.has_answer(*question, *answer))
                && !is_ruled_out(model, evidence, action)
        }
        Step::Ask(question) => {
            model.has_question(question)
                && evidence.finding(question).is_none()
                && !(evidence.no_signs() && model.is_sign(question))
        }
        Step::CallService => true,
    }
}

/// True if an answer was given with which the action is not advised.
fn is_ruled_out(model: &Model, evidence: &Evidence, action: ActionId) -> bool {
    let mut against = model.unless(action).iter();
    against.any(|(question, answer)| evidence.has_answer(*question, *answer))
}

/// True if the step is open and, for an action, as likely to repair as the guide demands of it and not put off by what
/// is the likeliest cause now.
pub fn may_advise(model: &Model, evidence: &Evidence, belief: &Belief, step: Step) -> bool {
    let Step::Do(action) = step else {
        return is_open(model, evidence, step);
    };
    let known = |cause: &CauseId| Some(*cause) != model.leak();
    let likeliest = model
        .causes()
        .filter(known)
        .map(|cause| belief.p(cause))
        .fold(0.0, f64::max);
    let puts_off = |cause: &CauseId| belief.p(*cause) >= likeliest && likeliest > 0.0;
    let chance = || {
        model
            .causes()
            .map(|cause| belief.p(cause) * model.fixes(action, cause))
            .sum::<f64>()
    };
    is_open(model, evidence, step)
        && !model.not_while(action).iter().any(puts_off)
        && (model.least_chance(action) == 0.0 || chance() >= model.least_chance(action))
}

/// The step to take next.
///
/// An action may be counted on later in a plan though it may not be advised now: its chance may grow.
///
/// Compares handing over, the open questions and the open actions by expected cost of repair, where what follows is a
/// chain of actions by efficiency with up to two questions in it, each at its best place: the action-first check of
/// Jensen et al. 2001, AI EDAM 15, carried along the whole chain, twice.
/// Where the open steps have at most 8192 states (2^actions · Π (answers + 1)), as in small guides and late in
/// most sessions, the optimum itself is worked out by Bellman's equation.
/// In guides with more than 12 open questions, 16 open actions or 64 causes the most promising are looked at.
/// Ties go to actions, then questions, then support; then to the cheaper; then to file order.
///
/// Defined for all evidence: with nothing left to try it is [`Step::CallService`].
/// The same model and evidence give the same advice everywhere: work is bounded by a count, not a clock.
pub fn advise(model: &Model, evidence: &Evidence) -> Advice {
    advise_within(model, evidence, MOST_STATES)
}

/// [`advise`], with the optimum worked out for at most `most_states`.
pub(super) fn advise_within(model: &Model, evidence: &Evidence, most_states: usize) -> Advice {
    let weary = model.after_cards(evidence.n_cards(model));
    let model = &*weary;
    let belief = believe(model, evidence);
    let scene = Scene::of(model, evidence, &belief);
    let mut exact = Exact::new(&scene, most_states);
    let mut candidates = exact.as_mut().map_or_else(|| candidates(&scene), Exact::candidates);
    candidates.retain(|candidate| may_advise(model, evidence, &belief, candidate.plan.step()));
    candidates = rank::ascending(candidates, |candidate| candidate.value);
    let least = candidates.first().map_or(0.0, |c| c.value);
    let tied = candidates.iter().take_while(|c| c.value <= least * (1.0 + TIE));
    let next = tied
        .min_by(|a, b| a.rank(b))
        .map_or(Step::CallService, |c| c.plan.step());
    candidates = rank::descending(candidates, |c| f64::from(u8::from(c.plan.step() == next)));
    let spread = match (exact.as_mut(), candidates.first()) {
        (Some(exact), _) => exact.spread(next),
        (None, Some(candidate)) => candidate.plan.spread(&scene),
        (None, None) => Spread::of_service(&scene),
    };
    debug_assert!(
        (spread.mean() - least).abs() <= 1e-6 * least,
        "{} but {least} for {next:?}",
        spread.mean()
    );
    let chance = match next {
        Step::Do(action) => {
            let act = scene.acts.iter().find(|act| act.id == action);
            let fixes = act.map_or(&[][..], |act| &act.fixes);
            dot(&scene.start, fixes).min(1.0)
        }
        Step::Ask(_) | Step::CallService => 0.0,
    };
    let (doing, waiting) = spread.minutes(least, model.card(), model.waiting_weight());
    Advice {
        next,
        expected: Minutes(least),
        doing,
        waiting,
        chance,
        range: (
            Minutes(spread.percentile(0.1).min(least)),
            Minutes(spread.percentile(0.9).max(least)),
        ),
        alternatives: candidates
            .into_iter()
            .map(|c| (c.plan.step(), Minutes(c.value)))
            .collect(),
    }
}

/// A plan by its first step.
enum Plan<'s> {
    /// An action, then a chain with questions in it.
    Act(&'s Act, Tail<'s>),
    /// A question, then a chain with another in it.
    Ask(&'s Ask, Tail<'s>),
    /// A step, then the optimum.
    Best(Step),
    Service,
}

impl Plan<'_> {
    fn step(&self) -> Step {
        match self {
            Self::Act(act, _) => Step::Do(act.id),
            Self::Ask(ask, _) => Step::Ask(ask.id),
            Self::Best(step) => *step,
            Self::Service => Step::CallService,
        }
    }

    fn spread<'s>(&self, scene: &'s Scene) -> Spread<'s> {
        match self {
            Self::Act(act, then) => Spread::of_act(scene, act, then),
            Self::Ask(_, tail) => Spread::of_tail(scene, tail),
            Self::Best(_) | Self::Service => Spread::of_service(scene),
        }
    }
}

/// A plan, the cost of its first step, and the expected cost of the whole in minutes.
struct Candidate<'s> {
    plan: Plan<'s>,
    cost: f64,
    value: f64,
}

impl Candidate<'_> {
    /// Which of two equally good plans comes first.
    fn rank(&self, other: &Self) -> Ordering {
        let kind = |c: &Self| match c.plan.step() {
            Step::Do(_) => 0,
            Step::Ask(_) => 1,
            Step::CallService => 2,
        };
        let by_cost = || self.cost.total_cmp(&other.cost);
        kind(self)
            .cmp(&kind(other))
            .then_with(by_cost)
            .then_with(|| self.plan.step().cmp(&other.plan.step()))
    }
}

/// Service, every question and every open action of the scene, each with the best plan looked at.
///
/// Every plan is at least a chain; the most promising are looked at further.
fn candidates(scene: &Scene) -> Vec<Candidate<'_>> {
    let start = Walk::new(scene, &scene.start, 0);
    let total = start.total;
    let service = start.service / total;
    let mut candidates = vec![Candidate {
        plan: Plan::Service,
        cost: service,
        value: service,
    }];
    let asked = scene.asks.iter();
    let asked = asked.map(|ask| (scene.ask_now(ask, &start, f64::INFINITY), ask));
    let asked = asked.filter(|(value, _)| value.is_finite()).collect();
    let asked: Vec<(f64, &Ask)> = rank::ascending(asked, |(value, _)| *value);
    let best_asks = |n| asked.iter().map(|(_, ask)| *ask).take(n).collect::<Vec<&Ask>>();
    let shortlist = Shortlist {
        first: best_asks(N_ASKED),
        placed: best_asks(N_PLACED),
        n_before: 0,
    };

    let mut opened: Vec<(f64, &Act, Walk, Chain)> = vec![];
    for act in scene.open(0) {
        let walk = start.done(act);
        let chain = scene.chain(walk.clone(), f64::INFINITY);
        opened.push((act.cost * total + chain.value, act, walk, chain));
    }
    let opened = rank::ascending(opened, |(value, ..)| *value);
    let chain_first = start.clone().next().map(|act| act.id);
    for (i, (value, act, walk, chain)) in opened.into_iter().enumerate() {
        let followed_up = i < N_FIRST || chain_first == Some(act.id);
        let (value, tail) = if followed_up {
            let (after, tail) = scene.tail(walk, &shortlist, 1, f64::INFINITY);
            (act.cost * total + after, tail)
        } else {
            (value, Tail::Placed(chain.into()))
        };
        candidates.push(Candidate {
            plan: Plan::Act(act, tail),
            cost: act.cost,
            value: value / total,
        });
    }
    for (i, (value, ask)) in asked.iter().enumerate() {
        let now = (
            *value,
            Tail::Placed(Placed {
                value: *value,
                n_acts: 0,
                ask: Some(ask),
            }),
        );
        let looked_at = if i < N_ASKED {
            scene.asked(ask, &start, &shortlist, 1, *value)
        } else {
            None
        };
        let (value, tail) = looked_at.unwrap_or(now);
        candidates.push(Candidate {
            plan: Plan::Ask(ask, tail),
            cost: ask.cost,
            value: value / total,
        });
    }
    if scene.acts.len() <= FEW_ACTS && scene.asks.len() <= FEW_ASKS {
        let further = Shortlist {
            n_before: 1,
            ..shortlist
        };
        candidates = refine(scene, &start, candidates, &further);
    }
    candidates
}

/// Looks further at the most promising plans: one question more, and one action before the first.
fn refine<'s>(
    scene: &'s Scene,
    start: &Walk<'s>,
    candidates: Vec<Candidate<'s>>,
    asks: &Shortlist<'s>,
) -> Vec<Candidate<'s>> {
    const DEPTH: usize = 2;
    let mut candidates = rank::ascending(candidates, |candidate| candidate.value);
    for candidate in candidates.iter_mut().take(N_REFINED) {
        let better = match &candidate.plan {
            Plan::Act(act, _) => {
                let (after, tail) = scene.tail(start.done(act), asks, DEPTH, f64::INFINITY);
                Some((act.cost * start.total + after, Plan::Act(act, tail)))
            }
            Plan::Ask(ask, _) => {
                let most = candidate.value * start.total;
                let asked = scene.asked(ask, start, asks, DEPTH, most);
                asked.map(|(value, tail)| (value, Plan::Ask(ask, tail)))
            }
            Plan::Best(_) | Plan::Service => None,
        };
        if let Some((value, plan)) = better.filter(|(value, _)| value / start.total < candidate.value) {
            *candidate = Candidate {
                plan,
                value: value / start.total,
                ..*candidate
            };
        }
    }
    candidates
}
