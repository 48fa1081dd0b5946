//! How far the time of a plan may lie from its mean: every way it can go, with its time and chance.

use super::chain::product;
use super::scene::{Act, Ask, Scene, Used};
use super::{Step, TIE};

/// 10th and 90th percentile, in minutes, of the time until repair or support when the plan that begins with
/// `step` is followed: a chain, with one of `asks` at its best place in it.
///
/// Costs are taken as exact, so this is the spread over causes, answers and outcomes only.
pub(super) fn percentiles(scene: &Scene, x: &[f64], step: Step, asks: &[&Ask]) -> (f64, f64) {
    let mut walk = Walk { scene, ends: vec![] };
    match step {
        Step::CallService => walk.end(scene.service, x.iter().sum()),
        Step::Ask(id) => match scene.asks.iter().find(|ask| ask.id == id) {
            Some(ask) => walk.ask(ask, x, 0, 0.0),
            None => walk.end(scene.service, x.iter().sum()),
        },
        Step::Do(id) => match scene.acts.iter().find(|act| act.id == id) {
            Some(act) => {
                let (y, used, spent) = walk.act(act, x, 0, 0.0);
                walk.follow(&y, used, spent, asks);
            }
            None => walk.end(scene.service, x.iter().sum()),
        },
    }
    let mut ends = walk.ends;
    ends.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    (percentile(&ends, 0.1), percentile(&ends, 0.9))
}

/// The least time by which this share of the mass has ended.
fn percentile(ends: &[(f64, f64)], share: f64) -> f64 {
    let total: f64 = ends.iter().map(|(_, mass)| mass).sum();
    let mut mass = 0.0;
    let end = ends.iter().find(|(_, m)| {
        mass += m;
        mass >= share * total
    });
    end.or(ends.last()).map_or(0.0, |(time, _)| *time)
}

/// Follows a plan through every outcome.
struct Walk<'s> {
    scene: &'s Scene,
    /// Time and mass of each way to end.
    ends: Vec<(f64, f64)>,
}

impl Walk<'_> {
    fn end(&mut self, time: f64, mass: f64) {
        self.ends.push((time, mass));
    }

    /// Does an action: the mass it repairs ends here, the rest goes on.
    fn act(&mut self, act: &Act, x: &[f64], used: Used, spent: f64) -> (Vec<f64>, Used, f64) {
        let y = product(x, &act.fails);
        let time = spent + act.cost;
        self.end(time, x.iter().sum::<f64>() - y.iter().sum::<f64>());
        (y, used | act.bit, time)
    }

    fn ask(&mut self, ask: &Ask, x: &[f64], used: Used, spent: f64) {
        for row in &ask.rows {
            self.follow(&product(x, row), used, spent + ask.cost, &[]);
        }
    }

    /// Goes on as the plan does: service, an action or one of `asks`, whichever it expects to cost least.
    fn follow(&mut self, x: &[f64], used: Used, spent: f64, asks: &[&Ask]) {
        let scene = self.scene;
        let total: f64 = x.iter().sum();
        if total == 0.0 {
            return;
        }
        let act = scene.best(x, total, used);
        let go_on = |act: &Act| {
            if asks.is_empty() {
                scene.then_chain(act, x, used)
            } else {
                scene.then_placed(act, x, used, asks)
            }
        };
        let acting = act.map_or(f64::INFINITY, go_on);
        let asking = asks
            .iter()
            .map(|ask| (scene.ask_now(ask, x, used), *ask))
            .min_by(|(a, _), (b, _)| a.total_cmp(b));
        let least = scene.service * total * (1.0 + TIE);
        match (act, asking) {
            (_, Some((value, ask))) if value < acting && value <= least => self.ask(ask, x, used, spent),
            (Some(act), _) if acting <= least => {
                let (y, used, spent) = self.act(act, x, used, spent);
                self.follow(&y, used, spent, asks);
            }
            _ => self.end(spent + scene.service, total),
        }
    }
}
