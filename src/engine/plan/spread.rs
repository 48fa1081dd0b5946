//! How far the time of a plan may lie from its mean: every way it can go, with its time and chance.

use super::chain::{Walk, dot, sum};
use super::place::{Placed, Tail};
use super::scene::{Act, Ask, Reply, Scene, Used};
use crate::guide::Minutes;
use crate::rank;

/// Every way a plan can end.
///
/// Costs are taken as exact, so this is the spread over causes, answers and outcomes only.
pub(super) struct Spread<'s> {
    scene: &'s Scene,
    /// Cost and mass of each way to end.
    ends: Vec<(f64, f64)>,
    /// Mean number of cards before the end, and mean minutes of waiting, times the mass.
    cards: f64,
    waits: f64,
}

/// A plan part of the way: who is still unrepaired, what has been used up, and the minutes gone.
#[derive(Clone)]
pub(super) struct Reached {
    pub(super) x: Vec<f64>,
    pub(super) used: Used,
    spent: f64,
}

impl<'s> Spread<'s> {
    /// Nothing ended yet.
    pub(super) fn new(scene: &'s Scene) -> Self {
        let (cards, waits) = (0.0, 0.0);
        Self {
            scene,
            ends: vec![],
            cards,
            waits,
        }
    }

    /// Calling service at once.
    pub(super) fn of_service(scene: &'s Scene) -> Self {
        let mut spread = Self::new(scene);
        spread.end(&spread.start());
        spread
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
        end.or(ends.last()).map_or(0.0, |(time, _)| *time)
    }

    /// Mean minutes of doing and of waiting, by the clock, of a plan of this mean cost.
    pub(super) fn minutes(&self, mean: f64, card: f64, waiting_weight: f64) -> (Minutes, Minutes) {
        let total = sum(&self.scene.start);
        let waiting = self.waits / total;
        let doing = mean - card * self.cards / total - waiting_weight * waiting;
        (Minutes(doing.max(0.0)), Minutes(waiting))
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
        self.waits += dot(&reached.x, &self.scene.service_waits);
        for (w, service) in reached.x.iter().zip(&self.scene.service) {
            if *w > 0.0 {
                self.ends.push((reached.spent + service, *w));
            }
        }
    }

    /// After one reply.
    pub(super) fn replied(&mut self, reached: &Reached, ask: &Ask, reply: &Reply) -> Reached {
        let replied = Reached {
            x: reached.x.iter().zip(&reply.row).map(|(w, p)| w * p).collect(),
            used: reached.used | reply.uses,
            spent: reached.spent + ask.cost,
        };
        self.cards += sum(&replied.x);
        replied
    }

    /// With the share of those who could not do an action.
    pub(super) fn could_not(&self, reached: &Reached, act: &Act) -> Reached {
        Reached {
            x: reached.x.iter().map(|w| w * act.cant).collect(),
            used: reached.used | act.bit,
            spent: reached.spent + act.cost,
        }
    }

    /// Counts the card of an action and its wait for so many.
    fn take(&mut self, act: &Act, mass: f64) {
        self.cards += mass;
        self.waits += mass * act.waits;
    }

    fn tail(&mut self, tail: &Tail, reached: Reached) {
        match tail {
            Tail::Placed(placed) => self.placed(*placed, reached),
            Tail::Asked(n_acts, ask, tails) => {
                let reached = self.acts(*n_acts, reached);
                for (reply, tail) in ask.replies(reached.used).iter().zip(tails) {
                    let replied = self.replied(&reached, ask, reply);
                    self.tail(tail, replied);
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
            let replied = self.replied(&reached, ask, reply);
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
            self.take(act, before);
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
        self.take(act, sum(&reached.x));
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
        self.take(act, sum(&reached.x));
        self.ends.push((spent, repaired));
        Reached {
            x,
            used: reached.used | act.bit,
            spent,
        }
    }
}
