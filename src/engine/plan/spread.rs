//! How far the time of a plan may lie from its mean: every way it can go, with its time and chance.

use super::chain::product;
use super::place::Placed;
use super::scene::{Act, Ask, Scene, Used};

/// Every way a plan can end.
///
/// Costs are taken as exact, so this is the spread over causes, answers and outcomes only.
pub(super) struct Spread<'s> {
    scene: &'s Scene,
    /// Time in minutes and mass of each way to end.
    ends: Vec<(f64, f64)>,
}

/// A plan part of the way: who is still unrepaired, what has been used up, and the minutes gone.
pub(super) struct Reached {
    pub(super) x: Vec<f64>,
    used: Used,
    spent: f64,
}

impl Reached {
    /// After one answer, given its row of likelihoods.
    pub(super) fn answered(&self, ask: &Ask, row: &[f64]) -> Self {
        Self {
            x: product(&self.x, row),
            used: self.used,
            spent: self.spent + ask.cost,
        }
    }
}

impl<'s> Spread<'s> {
    /// Nothing ended yet.
    pub(super) fn new(scene: &'s Scene) -> Self {
        Self { scene, ends: vec![] }
    }

    /// Calling service at once.
    pub(super) fn of_service(scene: &'s Scene) -> Self {
        Self {
            scene,
            ends: vec![(scene.service, 1.0)],
        }
    }

    /// A question, then the chain of each answer.
    pub(super) fn of_ask(scene: &'s Scene, ask: &Ask) -> Self {
        let mut spread = Self::new(scene);
        spread.ask(ask, &spread.start());
        spread
    }

    /// An action, then a chain with a question in it.
    pub(super) fn of_act(scene: &'s Scene, act: &Act, then: Placed) -> Self {
        let mut spread = Self::new(scene);
        let reached = spread.act(act, spread.start());
        let reached = spread.acts(then.n_acts, reached);
        match then.ask {
            Some(ask) => spread.ask(ask, &reached),
            None => spread.end(reached),
        }
        spread
    }

    /// The least time by which this share of the mass has ended.
    pub(super) fn percentile(&self, share: f64) -> f64 {
        let mut ends = self.ends.clone();
        ends.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let total: f64 = ends.iter().map(|(_, mass)| mass).sum();
        let mut ended = 0.0;
        let end = ends.iter().find(|(_, mass)| {
            ended += mass;
            ended >= share * total
        });
        end.or(ends.last()).map_or(self.scene.service, |(time, _)| *time)
    }

    /// Mean time, which is what the plan promised.
    pub(super) fn mean(&self) -> f64 {
        let total: f64 = self.ends.iter().map(|(_, mass)| mass).sum();
        self.ends.iter().map(|(time, mass)| time * mass).sum::<f64>() / total
    }

    pub(super) fn start(&self) -> Reached {
        Reached {
            x: self.scene.start().to_vec(),
            used: 0,
            spent: 0.0,
        }
    }

    /// Calls service for all that is left.
    pub(super) fn end(&mut self, reached: Reached) {
        self.ends
            .push((reached.spent + self.scene.service, reached.x.iter().sum()));
    }

    fn ask(&mut self, ask: &Ask, reached: &Reached) {
        for row in &ask.rows {
            let answered = reached.answered(ask, row);
            let n_acts = self.scene.chain(&answered.x, answered.used).n_acts;
            let stopped = self.acts(n_acts, answered);
            self.end(stopped);
        }
    }

    /// Does the next actions of the chain.
    fn acts(&mut self, n_acts: usize, mut reached: Reached) -> Reached {
        for _ in 0..n_acts {
            let total = reached.x.iter().sum();
            let Some(act) = self.scene.best(&reached.x, total, reached.used) else {
                break;
            };
            reached = self.act(act, reached);
        }
        reached
    }

    /// Does an action: the mass it repairs ends here, the rest goes on.
    pub(super) fn act(&mut self, act: &Act, reached: Reached) -> Reached {
        let x = product(&reached.x, &act.fails);
        let spent = reached.spent + act.cost;
        self.ends
            .push((spent, reached.x.iter().sum::<f64>() - x.iter().sum::<f64>()));
        Reached {
            x,
            used: reached.used | act.bit,
            spent,
        }
    }
}
