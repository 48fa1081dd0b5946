//! The part of a model that a decision looks at: the likeliest causes, the most promising open steps.

use std::borrow::Cow;
use std::cell::Cell;

use super::chain::{dot, leave};
use super::table::{Bundle, Repairs};
use crate::engine::evidence::beyond;
use crate::engine::model::{ActionId, QuestionId};
use crate::rank;

/// Most causes looked at one by one; one more stands for the rest together.
pub(super) const MOST_CAUSES: usize = 64;
/// Most entries of weights; their number is always a multiple of four.
pub(super) const WIDTH: usize = MOST_CAUSES + 4;
/// Most actions looked at, prerequisites included: one bit each in a [`Used`].
pub(super) const MOST_ACTS: usize = 32;
/// Chains that one decision may take.
const MOST_CHAINS: usize = 20_000;

/// What a plan has used up: a bit for each action and question of a scene, and for each answer that opens an action.
pub(super) type Used = u64;

/// A decision to be made. Weights `x` hold one number per cause of the scene, and zeros up to a multiple of four.
pub(super) struct Scene {
    /// Cost of calling service, by cause, and the most of it.
    pub(super) service: Vec<f64>,
    pub(super) dearest: f64,
    /// The minutes of waiting in it, by the clock.
    pub(super) service_waits: Vec<f64>,
    pub(super) asks: Vec<Ask>,
    pub(super) acts: Vec<Act>,
    /// The belief over the causes of the scene.
    pub(super) start: Vec<f64>,
    pub(super) repairs: Repairs,
    /// The actions that wait for others.
    pub(super) bundles: Vec<Bundle>,
    /// Expected cost for one who knows the cause, by cause: no plan takes less.
    pub(super) omniscient: Vec<f64>,
    chains_left: Cell<usize>,
    /// Memory of weights no longer needed.
    spare: Cell<Vec<Vec<f64>>>,
}

/// An open question.
pub(super) struct Ask {
    pub(super) id: QuestionId,
    pub(super) cost: f64,
    /// Set once it was asked.
    pub(super) bit: Used,
    /// What can come of it; the last is "not sure", if that is reckoned with.
    pub(super) replies: Vec<Reply>,
    /// The same once a question tied to it, earlier in the file, has been answered.
    pub(super) tempered: Option<Vec<Reply>>,
    /// Set once an earlier or a later question of its tie was answered. After a later one it is not asked any more:
    /// which of two tied answers counts in full goes by file order, so that the order of reporting does not matter.
    pub(super) earlier: Used,
    pub(super) later: Used,
}

/// What can come of a question.
pub(super) struct Reply {
    /// P(reply given cause).
    pub(super) row: Vec<f64>,
    /// What it adds to [`Used`]: the question's bits and those of the answer's gates.
    pub(super) uses: Used,
}

/// An action that is open or can be opened by others of the scene.
///
/// Where it may turn out impossible, a chain takes it and a failure as one: it is done at mean cost and repairs as
/// often as it is done and works. That is a plan that can be carried out; [`super::exact`] tells the two apart.
pub(super) struct Act {
    pub(super) id: ActionId,
    pub(super) cost: f64,
    /// The minutes of waiting in it, by the clock.
    pub(super) waits: f64,
    /// P(is done and repairs given cause).
    pub(super) fixes: Vec<f64>,
    /// P(cannot be done).
    pub(super) cant: f64,
    /// Its place among the scene's actions, and the bit of that.
    pub(super) place: usize,
    pub(super) bit: Used,
    /// What must be used up before it, over others too.
    pub(super) before: Used,
    /// The actions tied to it.
    pub(super) tied: Used,
}

impl Scene {
    /// `service` and `service_waits`: the cost of calling service and the minutes of waiting in it, by cause.
    pub(super) fn new(
        (service, service_waits): (Vec<f64>, Vec<f64>),
        start: Vec<f64>,
        asks: Vec<Ask>,
        acts: Vec<Act>,
    ) -> Self {
        let known = |(i, service): (usize, &f64)| {
            let chance = |act: &Act| act.fixes.get(i).copied().unwrap_or(0.0);
            let mut worth: Vec<(f64, f64)> = acts.iter().map(|act| (chance(act), act.cost)).collect();
            worth.retain(|(fixes, cost)| fixes * *service > *cost);
            rank::ascending(worth, |(fixes, cost)| fixes / cost)
                .iter()
                .fold(*service, |rest, (fixes, cost)| cost + (1.0 - fixes) * rest)
        };
        Self {
            repairs: Repairs::new(&acts, start.len()),
            bundles: Bundle::all(&acts),
            omniscient: service.iter().enumerate().map(known).collect(),
            dearest: service.iter().copied().fold(0.0, f64::max),
            service,
            service_waits,
            asks,
            acts,
            start,
            chains_left: Cell::new(MOST_CHAINS),
            spare: Cell::default(),
        }
    }

    /// A copy in memory used before.
    pub(super) fn copy(&self, x: &[f64]) -> Vec<f64> {
        let mut copy = self.memory();
        copy.extend_from_slice(x);
        copy
    }

    /// Product by component, in memory used before.
    pub(super) fn product(&self, x: &[f64], row: &[f64]) -> Vec<f64> {
        let mut product = self.memory();
        product.extend(x.iter().zip(row).map(|(w, p)| w * p));
        product
    }

    /// What an action leaves, in memory used before.
    pub(super) fn left(&self, act: &Act, x: &[f64], failed: Used) -> Vec<f64> {
        let mut left = self.copy(x);
        leave(&mut left, &self.fixes(act, failed));
        left
    }

    /// Makes the memory of weights free for others.
    pub(super) fn give_back(&self, x: Vec<f64>) {
        let mut spare = self.spare.take();
        spare.push(x);
        self.spare.set(spare);
    }

    fn memory(&self) -> Vec<f64> {
        let mut spare = self.spare.take();
        let memory = spare.pop();
        self.spare.set(spare);
        let mut memory = memory.unwrap_or_else(|| Vec::with_capacity(self.start.len()));
        memory.clear();
        memory
    }

    /// The actions that can be done now, in file order.
    pub(super) fn open(&self, used: Used) -> impl Iterator<Item = &Act> {
        self.acts.iter().filter(move |act| act.is_open(used))
    }

    /// Chance to repair, by cause, after what has failed.
    pub(super) fn fixes<'s>(&'s self, act: &'s Act, failed: Used) -> Cow<'s, [f64]> {
        if act.tied & failed == 0 {
            return Cow::Borrowed(&act.fixes);
        }
        let chances = act.fixes.iter().enumerate();
        Cow::Owned(
            chances
                .map(|(cause, p)| self.fix_of_tied(act, cause, *p, failed))
                .collect(),
        )
    }

    /// Chance to repair one cause, `p` before anything tied to it failed, after what has failed.
    pub(super) fn fix_of_tied(&self, act: &Act, cause: usize, p: f64, failed: Used) -> f64 {
        let mates = self.acts.iter().filter(|mate| act.tied & failed & mate.bit != 0);
        let chance = |mate: &Act| mate.fixes.get(cause).copied().unwrap_or(0.0) / (1.0 - mate.cant);
        let surest = mates.map(chance).fold(0.0, f64::max);
        (1.0 - act.cant) * beyond(p / (1.0 - act.cant), surest)
    }

    /// Least expected cost of any plan from `x`, times its mass: the cost if the cause were known.
    pub(super) fn bound(&self, x: &[f64]) -> f64 {
        dot(x, &self.omniscient)
    }

    /// False once the work limit is reached.
    pub(super) fn may_look_on(&self) -> bool {
        self.chains_left.get() > 0
    }

    pub(super) fn count_chain(&self) {
        self.chains_left.set(self.chains_left.get().saturating_sub(1));
    }
}

impl Ask {
    /// What can come of it after what has been used up; nothing if it would not be asked.
    pub(super) fn replies(&self, used: Used) -> &[Reply] {
        if used & (self.bit | self.later) != 0 {
            return &[];
        }
        match &self.tempered {
            Some(tempered) if used & self.earlier != 0 => tempered,
            _ => &self.replies,
        }
    }
}

impl Act {
    pub(super) fn is_open(&self, used: Used) -> bool {
        used & self.bit == 0 && self.before & !used == 0
    }
}
