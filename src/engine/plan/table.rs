//! What each action repairs, by action and by cause, and which actions must come before which.

use super::scene::{Act, MOST_ACTS, Used};

/// Chances to repair, at the causes where they are not 0.
#[derive(Default)]
pub(super) struct Repairs {
    /// By place of the action: causes and P(is done and repairs given cause).
    by_act: Vec<Vec<(usize, f64)>>,
    /// By cause: places of actions and their chances over their costs.
    by_cause: Vec<Vec<(usize, f64)>>,
}

/// An action that waits for others, with those others.
pub(super) struct Bundle {
    /// The action's own place.
    pub(super) place: usize,
    /// What must be used up before it.
    pub(super) waits_for: Used,
    /// The part of that which is no action.
    pub(super) gates: Used,
    /// Places of the actions, each after what it needs, the action itself last.
    pub(super) members: Vec<usize>,
}

impl Repairs {
    pub(super) fn new(acts: &[Act], n_causes: usize) -> Self {
        let listed = |act: &Act| -> Vec<(usize, f64)> {
            let chances = act.fixes.iter().copied().enumerate();
            chances.filter(|(_, p)| *p != 0.0).collect()
        };
        let by_act: Vec<_> = acts.iter().map(listed).collect();
        let mut by_cause = vec![vec![]; n_causes];
        for (place, (act, chances)) in acts.iter().zip(&by_act).enumerate() {
            for (cause, p) in chances {
                if let Some(row) = by_cause.get_mut(*cause) {
                    row.push((place, p / act.cost));
                }
            }
        }
        Self { by_act, by_cause }
    }

    /// The causes an action may repair, with its chances.
    pub(super) fn of(&self, act: &Act) -> &[(usize, f64)] {
        self.by_act.get(act.place).map_or(&[], Vec::as_slice)
    }

    /// Per action its efficiency times the mass of `x`.
    pub(super) fn rates(&self, x: &[f64]) -> [f64; MOST_ACTS] {
        let mut rates = [0.0; MOST_ACTS];
        for (row, w) in self.by_cause.iter().zip(x) {
            for (place, speed) in row {
                if let Some(rate) = rates.get_mut(*place % MOST_ACTS) {
                    *rate += w * speed;
                }
            }
        }
        rates
    }

    /// Takes from each rate what a cause gives it by this much of its mass.
    pub(super) fn lessen(&self, cause: usize, gone: f64, rates: &mut [f64; MOST_ACTS]) {
        for (place, speed) in self.by_cause.get(cause).into_iter().flatten() {
            if let Some(rate) = rates.get_mut(*place % MOST_ACTS) {
                *rate -= gone * speed;
            }
        }
    }
}

impl Bundle {
    /// One for each action that something must come before.
    pub(super) fn all(acts: &[Act]) -> Vec<Self> {
        let of_all = acts.iter().fold(0, |bits, act| bits | act.bit);
        let bundle = |(place, act): (usize, &Act)| {
            let wanted = act.before & of_all | act.bit;
            let mut members = vec![];
            let mut done: Used = act.before & !of_all;
            // The first in file order that can be done, over and over.
            while wanted & !done != 0 {
                let open = |(_, act): &(usize, &Act)| act.bit & wanted != 0 && act.is_open(done);
                let (place, next) = acts.iter().enumerate().find(open)?;
                members.push(place);
                done |= next.bit;
            }
            Some(Self {
                place,
                waits_for: act.before,
                gates: act.before & !of_all,
                members,
            })
        };
        let waiting = acts.iter().enumerate().filter(|(_, act)| act.before != 0);
        waiting.filter_map(bundle).collect()
    }
}
