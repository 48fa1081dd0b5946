//! How far the time of a plan may lie from its mean: every way it can go, with its time and chance.

use super::chain::{Walk, dot, sum};
use super::place::{Placed, Tail};
use super::scene::{Act, Ask, Reply, Scene, Used};
use crate::rank;

/// Every way a plan can end.
///
/// Costs are taken as exact, so this is the spread over causes, answers and outcomes only.
pub(super) struct Spread<'s> {
    scene: &'s Scene,
    /// Time in minutes and mass of each way to end.
    ends: Vec<(f64, f64)>,
}

/// A plan part of the way: who is still unrepaired, what has been used up, and the minutes gone.
#[derive(Clone)]
pub(super) struct Reached {
    pub(super) x: Vec<f64>,
    pub(super) used: Used,
    spent: f64,
}

impl Reached {
    /// After one reply.
    pub(super) fn replied(&self, ask: &Ask, reply: &Reply) -> Self {
        Self {
            x: self.x.iter().zip(&reply.row).map(|(w, p)| w * p).collect(),
            used: self.used | reply.uses,
            spent: self.spent + ask.cost,
        }
    }

    /// With the share of those who could not do an action.
    pub(super) fn could_not(&self, act: &Act) -> Self {
        Self {
            x: self.x.iter().map(|w| w * act.cant).collect(),
            used: self.used | act.bit,
            spent: self.spent + act.cost,
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

    /// An action, then what follows.
    pub(super) fn of_act(scene: &'s Scene, act: &Act, then: &Tail) -> Self {
        let mut spread = Self::new(scene);
        let reached = spread.act(act, &spread.start());
        spread.tail(then, reached);
        spread
    }

    /// What a plan that begins with a question leads to.
    pub(super) fn of_tail(scene: &'s Scene, tail: &Tail) -> Self {
        let mut spread = Self::new(scene);
        spread.tail(tail, spread.start());
        spread
    }

    /// The least time by which this share of the mass has ended.
    pub(super) fn percentile(&self, share: f64) -> f64 {
        let ends = rank::ascending(self.ends.clone(), |(time, _)| *time);
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
            x: self.scene.start.clone(),
            used: 0,
            spent: 0.0,
        }
    }

    /// Calls service for all that is left.
    pub(super) fn end(&mut self, reached: &Reached) {
        self.ends.push((reached.spent + self.scene.service, sum(&reached.x)));
    }

    fn tail(&mut self, tail: &Tail, reached: Reached) {
        match tail {
            Tail::Placed(placed) => self.placed(*placed, reached),
            Tail::Asked(n_acts, ask, tails) => {
                let reached = self.acts(*n_acts, reached);
                for (reply, tail) in ask.replies(reached.used).iter().zip(tails) {
                    self.tail(tail, reached.replied(ask, reply));
                }
            }
        }
    }

    fn placed(&mut self, placed: Placed, reached: Reached) {
        let reached = self.acts(placed.n_acts, reached);
        let Some(ask) = placed.ask else {
            return self.end(&reached);
        };
        for reply in ask.replies(reached.used) {
            let replied = reached.replied(ask, reply);
            let n_acts = self
                .scene
                .chain(Walk::new(self.scene, &replied.x, replied.used), f64::INFINITY)
                .n_acts;
            let stopped = self.acts(n_acts, replied);
            self.end(&stopped);
        }
    }

    /// Does the next actions of the chain.
    fn acts(&mut self, n_acts: usize, reached: Reached) -> Reached {
        let mut walk = Walk::new(self.scene, &reached.x, reached.used);
        let mut spent = reached.spent;
        for _ in 0..n_acts {
            let before = walk.total;
            let Some(act) = walk.next() else { break };
            spent += act.cost;
            self.ends.push((spent, before - walk.total));
        }
        Reached {
            x: walk.x().to_vec(),
            used: walk.used,
            spent,
        }
    }

    /// Does an action: the mass it repairs ends here, the rest goes on.
    fn act(&mut self, act: &Act, reached: &Reached) -> Reached {
        let x = self.scene.left(act, &reached.x, reached.used);
        let spent = reached.spent + act.cost;
        let repaired = sum(&reached.x) - sum(&x);
        self.ends.push((spent, repaired));
        Reached {
            x,
            used: reached.used | act.bit,
            spent,
        }
    }

    /// The same, where those who could not do it go another way.
    pub(super) fn done(&mut self, act: &Act, reached: &Reached, failed: Used) -> Reached {
        let fixes = self.scene.fixes(act, failed);
        let spent = reached.spent + act.cost;
        let x = reached.x.iter().zip(fixes.iter());
        let x: Vec<f64> = x.map(|(w, fixes)| w * (1.0 - act.cant - fixes).max(0.0)).collect();
        let repaired = dot(&reached.x, &fixes);
        self.ends.push((spent, repaired));
        Reached {
            x,
            used: reached.used | act.bit,
            spent,
        }
    }
}
