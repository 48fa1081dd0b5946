//! Simpler ways to choose the next step, which the planner is measured against.

use super::chain::Walk;
use super::scene::{Ask, Scene};
use super::{Step, TIE};
use crate::engine::belief::believe;
use crate::engine::evidence::Evidence;
use crate::engine::model::Model;

/// The next action by falling chance over cost, or service from the point on where that is cheaper than going on;
/// no question is ever asked.
///
/// Chances follow the belief, so the order is worked out anew after each failure
/// (Kadane & Simon 1977, Ann. Stat. 5; Jensen et al. 2001, AI EDAM 15).
pub fn by_efficiency(model: &Model, evidence: &Evidence) -> Step {
    let scene = Scene::of(model, evidence, &believe(model, evidence));
    start_of_chain(&scene)
}

/// One-step value of information: asks the best question now if that and then only actions is cheaper
/// than only actions, as though no other question could ever follow.
///
/// Now or never: waiting with the question until an action has failed is not looked at
/// (Heckerman, Breese & Rommelse 1995, Commun. ACM 38(3)).
pub fn now_or_never(model: &Model, evidence: &Evidence) -> Step {
    let scene = Scene::of(model, evidence, &believe(model, evidence));
    let start = Walk::new(&scene, &scene.start, 0);
    let mut least = scene.chain(start.clone(), f64::INFINITY).value;
    let mut best: Option<&Ask> = None;
    for ask in &scene.asks {
        let now = scene.ask_now(ask, &start, least);
        if now < least * (1.0 - TIE) {
            (least, best) = (now, Some(ask));
        }
    }
    best.map_or_else(|| start_of_chain(&scene), |ask| Step::Ask(ask.id))
}

fn start_of_chain(scene: &Scene) -> Step {
    let mut walk = Walk::new(scene, &scene.start, 0);
    if scene.chain(walk.clone(), f64::INFINITY).n_acts == 0 {
        return Step::CallService;
    }
    walk.next().map_or(Step::CallService, |act| Step::Do(act.id))
}
