//! The part of a model that a decision looks at: causes still possible, the most promising open steps.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::{Step, is_open};
use crate::engine::belief::Belief;
use crate::engine::evidence::{Evidence, Outcome};
use crate::engine::model::{ActionId, Model, QuestionId};

/// Most open questions looked at.
const MOST_ASKS: usize = 12;
/// Open actions looked at, prerequisites not counted.
const MOST_ACTS: usize = 16;
/// Most actions looked at, prerequisites included: one bit each in a [`Used`].
const MOST_BITS: usize = 32;
/// Chains that one decision may take, for up to [`FEW_CAUSES`] causes; fewer in proportion beyond.
const MOST_CHAINS: usize = 20_000;
const FEW_CAUSES: usize = 64;

/// Which actions of a scene a plan has used up, one bit each.
pub(super) type Used = u32;

/// A decision to be made. Weights `x` hold one number per cause that is still possible.
pub(super) struct Scene {
    pub(super) service: f64,
    pub(super) asks: Vec<Ask>,
    pub(super) acts: Vec<Act>,
    start: Vec<f64>,
    chains_left: Cell<usize>,
}

/// An open question.
pub(super) struct Ask {
    pub(super) id: QuestionId,
    pub(super) cost: f64,
    /// P(answer given cause), a row per answer.
    pub(super) rows: Vec<Vec<f64>>,
}

/// An action that is open or can be opened by others of the scene.
pub(super) struct Act {
    pub(super) id: ActionId,
    pub(super) cost: f64,
    /// P(does not repair given cause).
    pub(super) fails: Vec<f64>,
    pub(super) bit: Used,
    /// What must be used up before it, over others too.
    pub(super) before: Used,
}

/// Picks the entries of `row` at causes that are still possible.
struct Lens(Vec<bool>);

impl Lens {
    fn look(&self, row: &[f64]) -> Vec<f64> {
        self.0
            .iter()
            .zip(row)
            .filter(|(possible, _)| **possible)
            .map(|(_, p)| *p)
            .collect()
    }
}

impl Scene {
    pub(super) fn new(model: &Model, evidence: &Evidence, belief: &Belief) -> Self {
        let lens = Lens(belief.as_slice().iter().map(|p| *p > 0.0).collect());
        let start = lens.look(belief.as_slice());
        let chains = MOST_CHAINS * FEW_CAUSES / start.len().max(FEW_CAUSES);
        Self {
            service: model.cost_of_service().0,
            asks: asks(model, evidence, &lens, &start),
            acts: acts(model, evidence, &lens, &start),
            start,
            chains_left: Cell::new(chains),
        }
    }

    /// The belief over the causes that are still possible.
    pub(super) fn start(&self) -> &[f64] {
        &self.start
    }

    /// The actions that can be done now, in file order.
    pub(super) fn open(&self, used: Used) -> impl Iterator<Item = &Act> {
        self.acts
            .iter()
            .filter(move |act| used & act.bit == 0 && act.before & !used == 0)
    }

    /// False once the work limit is reached.
    pub(super) fn may_look_on(&self) -> bool {
        self.chains_left.get() > 0
    }

    pub(super) fn count_chain(&self) {
        self.chains_left.set(self.chains_left.get().saturating_sub(1));
    }
}

/// The open questions of largest gain in squared mass per minute, in file order
/// (the EC2 score with one class per cause: Golovin, Krause & Ray 2010).
fn asks(model: &Model, evidence: &Evidence, lens: &Lens, x: &[f64]) -> Vec<Ask> {
    let before: f64 = x.iter().map(|p| p * p).sum();
    let open = model.questions().filter(|q| is_open(model, evidence, Step::Ask(*q)));
    let scored = open.map(|id| {
        let rows: Vec<Vec<f64>> = model
            .answers(id)
            .filter_map(|a| model.likelihoods(id, a))
            .map(|row| lens.look(row))
            .collect();
        let after = rows.iter().map(|row| {
            let joint = x.iter().zip(row).map(|(p, l)| p * l);
            let total: f64 = joint.clone().sum();
            if total > 0.0 {
                joint.map(|w| w * w).sum::<f64>() / total
            } else {
                0.0
            }
        });
        let cost = model.cost_of_question(id).0;
        ((after.sum::<f64>() - before) / cost, Ask { id, cost, rows })
    });
    let mut scored: Vec<(f64, Ask)> = scored.collect();
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let mut asks: Vec<Ask> = scored.into_iter().take(MOST_ASKS).map(|(_, ask)| ask).collect();
    asks.sort_by_key(|ask| ask.id);
    asks
}

/// The actions of largest efficiency that are open or can be opened, with what opens them, in file order.
fn acts(model: &Model, evidence: &Evidence, lens: &Lens, x: &[f64]) -> Vec<Act> {
    let fails = |id| {
        let fixes = model.fix_chances(id).map(|row| lens.look(row)).unwrap_or_default();
        fixes.iter().map(|f| 1.0 - f).collect::<Vec<f64>>()
    };
    let scored = model.actions().filter_map(|id| {
        let bundle = bundle(model, evidence, id)?;
        let (cost, left) = bundle.iter().fold((0.0, x.to_vec()), |(cost, y), id| {
            let reached: f64 = y.iter().sum();
            (
                cost + model.cost_of_action(*id).0 * reached,
                y.iter().zip(fails(*id)).map(|(w, f)| w * f).collect(),
            )
        });
        let helps = x.iter().zip(fails(id)).any(|(w, f)| w * (1.0 - f) > 0.0);
        let p = x.iter().sum::<f64>() - left.iter().sum::<f64>();
        helps.then_some((p / cost, bundle))
    });
    let mut scored: Vec<(f64, Vec<ActionId>)> = scored.collect();
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let mut ids: Vec<ActionId> = vec![];
    for (_, bundle) in scored.into_iter().take(MOST_ACTS) {
        let missing: Vec<ActionId> = bundle.into_iter().filter(|id| !ids.contains(id)).collect();
        if ids.len() + missing.len() <= MOST_BITS {
            ids.extend(missing);
        }
    }
    ids.sort();
    let bits = |wanted: &[ActionId]| {
        ids.iter()
            .enumerate()
            .filter(|(_, id)| wanted.contains(id))
            .fold(0, |bits, (i, _)| bits | (1 << i))
    };
    let act = |(i, id): (usize, &ActionId)| {
        let mut before = bundle(model, evidence, *id).unwrap_or_default();
        before.pop();
        let cost = model.cost_of_action(*id).0;
        Act {
            id: *id,
            cost,
            fails: fails(*id),
            bit: 1 << i,
            before: bits(&before),
        }
    };
    ids.iter().enumerate().map(act).collect()
}

/// The action and all that must be done before it, each after what it needs, itself last.
///
/// `None` if it has been reported, or something it needs has been skipped, or they are too many to look at.
fn bundle(model: &Model, evidence: &Evidence, action: ActionId) -> Option<Vec<ActionId>> {
    if evidence.outcome(action).is_some() {
        return None;
    }
    let mut wanted = BTreeSet::from([action]);
    let mut unread = vec![action];
    while let Some(id) = unread.pop() {
        for before in model.after(id).iter().filter(|before| !evidence.used_up(**before)) {
            if evidence.outcome(*before) == Some(Outcome::Skipped) {
                return None;
            }
            if wanted.insert(*before) {
                unread.push(*before);
            }
        }
        if wanted.len() > MOST_BITS {
            return None;
        }
    }
    let mut ordered = Vec::with_capacity(wanted.len());
    while let Some(id) = wanted
        .iter()
        .copied()
        .find(|id| !model.after(*id).iter().any(|b| wanted.contains(b)))
    {
        wanted.remove(&id);
        ordered.push(id);
    }
    Some(ordered)
}
