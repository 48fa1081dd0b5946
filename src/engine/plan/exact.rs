//! The optimum itself, where few enough steps are open: Bellman's equation over every state.

use super::chain::{dot, sum};
use super::scene::{Act, Ask, Scene, Used};
use super::spread::{Reached, Spread};
use super::{Candidate, Plan, Step};

/// Values of the states met so far.
///
/// A state is what became of each action and each question, and the weights follow from it.
/// There are 2^actions · Π (replies + 1) of them, with a 3 for each action that may turn out impossible.
pub(super) struct Exact<'s> {
    scene: &'s Scene,
    /// What one step of each digit adds to [`State::place`]: first the actions', then the questions'.
    strides: Vec<usize>,
    /// By [`State::place`]; negative where not worked out yet.
    known: Vec<f64>,
}

#[derive(Clone, Copy)]
struct State {
    used: Used,
    /// The actions that were done and failed.
    failed: Used,
    /// One digit per action and per question: 0 if open, else 1 + what came of it.
    place: usize,
}

/// The step to take in a state.
enum Choice<'s> {
    Act(&'s Act, usize),
    Ask(&'s Ask, usize),
    Service,
}

/// Nothing done yet.
const START: State = State {
    used: 0,
    failed: 0,
    place: 0,
};

impl<'s> Exact<'s> {
    /// Ready to solve, if there are at most `most_states`.
    pub(super) fn new(scene: &'s Scene, most_states: usize) -> Option<Self> {
        let of_acts = scene.acts.iter().map(|act| if act.cant > 0.0 { 3 } else { 2 });
        let of_asks = scene.asks.iter().map(|ask| ask.replies.len().saturating_add(1));
        let mut strides = Vec::with_capacity(scene.acts.len().saturating_add(scene.asks.len()));
        let mut n_states: usize = 1;
        for digits in of_acts.chain(of_asks) {
            strides.push(n_states);
            n_states = n_states.checked_mul(digits).filter(|n| *n <= most_states)?;
        }
        Some(Self {
            scene,
            strides,
            known: vec![-1.0; n_states],
        })
    }

    /// Service, every question and every open action, each followed by the optimum.
    pub(super) fn candidates(&mut self) -> Vec<Candidate<'s>> {
        let scene = self.scene;
        let total = sum(&scene.start);
        let service = dot(&scene.start, &scene.service) / total;
        let mut candidates = vec![Candidate {
            plan: Plan::Service,
            cost: service,
            value: service,
        }];
        for choice in self.choices() {
            let (step, cost, value) = match choice {
                Choice::Act(act, stride) => (
                    Step::Do(act.id),
                    act.cost,
                    self.act_value(act, stride, &scene.start, START),
                ),
                Choice::Ask(ask, stride) => (
                    Step::Ask(ask.id),
                    ask.cost,
                    self.ask_value(ask, stride, &scene.start, START),
                ),
                Choice::Service => continue,
            };
            if value.is_finite() {
                candidates.push(Candidate {
                    plan: Plan::Best(step),
                    cost,
                    value: value / total,
                });
            }
        }
        candidates
    }

    /// Every way the plan that begins with `first` and goes on as the optimum can end.
    pub(super) fn spread(&mut self, first: Step) -> Spread<'s> {
        let mut spread = Spread::new(self.scene);
        let choice = self.choices().find(|choice| match choice {
            Choice::Act(act, _) => Step::Do(act.id) == first,
            Choice::Ask(ask, _) => Step::Ask(ask.id) == first,
            Choice::Service => false,
        });
        let reached = spread.start();
        self.follow(choice.unwrap_or(Choice::Service), reached, START, &mut spread);
        spread
    }

    /// Every open action and every question, with its stride.
    fn choices(&self) -> impl Iterator<Item = Choice<'s>> + use<'s> {
        let strides = self.strides.clone();
        let acts = self.scene.acts.iter().zip(strides.clone());
        let asks = self
            .scene
            .asks
            .iter()
            .zip(strides.into_iter().skip(self.scene.acts.len()));
        acts.filter(|(act, _)| act.is_open(0))
            .map(|(act, stride)| Choice::Act(act, stride))
            .chain(asks.map(|(ask, stride)| Choice::Ask(ask, stride)))
    }

    fn follow(&mut self, choice: Choice<'s>, reached: Reached, state: State, spread: &mut Spread) {
        match choice {
            Choice::Service => spread.end(&reached),
            Choice::Act(act, stride) => {
                if act.cant > 0.0 {
                    self.go_on(spread.could_not(&reached, act), could_not(act, stride, state), spread);
                }
                let reached = spread.done(act, &reached, state.failed);
                self.go_on(reached, failed(act, stride, state), spread);
            }
            Choice::Ask(ask, stride) => {
                for (reply, place) in ask.replies(state.used).iter().zip(places(state, stride)) {
                    let used = state.used | reply.uses;
                    let replied = spread.replied(&reached, ask, reply);
                    self.go_on(replied, State { used, place, ..state }, spread);
                }
            }
        }
    }

    fn go_on(&mut self, reached: Reached, state: State, spread: &mut Spread) {
        let (_, choice) = self.best(&reached.x, state);
        self.follow(choice, reached, state, spread);
    }

    /// The optimum by Bellman's recursion, times the mass of `x`:
    /// min { Σ K[c]·x[c]; min over actions of t·|x| + W(x·(1-f)); min over questions of t·|x| + Σ W(x·L) }.
    fn value(&mut self, x: &[f64], state: State) -> f64 {
        if let Some(known) = self.known.get(state.place).filter(|known| **known >= 0.0) {
            return *known;
        }
        let (value, _) = self.best(x, state);
        if let Some(known) = self.known.get_mut(state.place) {
            *known = value;
        }
        value
    }

    /// The least value and the step it takes; of equals an action, then a question, then service.
    ///
    /// A step whose lower bound is no better than the best so far is passed over: branch and bound.
    fn best(&mut self, x: &[f64], state: State) -> (f64, Choice<'s>) {
        let scene = self.scene;
        let total = sum(x);
        let mut best = (dot(x, &scene.service), Choice::Service);
        if total == 0.0 {
            return best;
        }
        for (i, act) in scene.acts.iter().enumerate() {
            let Some(stride) = self.strides.get(i).copied().filter(|_| act.is_open(state.used)) else {
                continue;
            };
            if self.act_bound(act, x, state) < best.0 {
                let value = self.act_value(act, stride, x, state);
                if value < best.0 {
                    best = (value, Choice::Act(act, stride));
                }
            }
        }
        let bound = scene.bound(x);
        for (i, ask) in scene.asks.iter().enumerate() {
            let Some(stride) = self.strides.get(i.saturating_add(scene.acts.len())).copied() else {
                continue;
            };
            if ask.cost * total + bound < best.0 {
                let value = self.ask_value(ask, stride, x, state);
                if value < best.0 {
                    best = (value, Choice::Ask(ask, stride));
                }
            }
        }
        best
    }

    /// No less than the mean cost of the action, and then of knowing the cause.
    fn act_bound(&self, act: &Act, x: &[f64], state: State) -> f64 {
        let scene = self.scene;
        let left = scene.left(act, x, state.failed);
        let bound = act.cost * sum(x) + scene.bound(&left);
        scene.give_back(left);
        bound
    }

    fn act_value(&mut self, act: &Act, stride: usize, x: &[f64], state: State) -> f64 {
        let mut left = self.scene.left(act, x, state.failed);
        let mut value = act.cost * sum(x);
        if act.cant > 0.0 {
            let impossible: Vec<f64> = x.iter().map(|w| w * act.cant).collect();
            for (left, impossible) in left.iter_mut().zip(&impossible) {
                *left = (*left - impossible).max(0.0);
            }
            value += self.value(&impossible, could_not(act, stride, state));
        }
        value += self.value(&left, failed(act, stride, state));
        self.scene.give_back(left);
        value
    }

    /// Infinite where it would not be asked.
    fn ask_value(&mut self, ask: &Ask, stride: usize, x: &[f64], state: State) -> f64 {
        let replies = ask.replies(state.used);
        if replies.is_empty() {
            return f64::INFINITY;
        }
        let mut value = ask.cost * sum(x);
        for (reply, place) in replies.iter().zip(places(state, stride)) {
            let used = state.used | reply.uses;
            let y = self.scene.product(x, &reply.row);
            value += self.value(&y, State { used, place, ..state });
            self.scene.give_back(y);
        }
        value
    }
}

fn failed(act: &Act, stride: usize, state: State) -> State {
    State {
        used: state.used | act.bit,
        failed: state.failed | act.bit,
        place: state.place.saturating_add(stride),
    }
}

fn could_not(act: &Act, stride: usize, state: State) -> State {
    State {
        used: state.used | act.bit,
        place: state.place.saturating_add(stride.saturating_mul(2)),
        ..state
    }
}

/// The places after each reply to a question.
fn places(state: State, stride: usize) -> impl Iterator<Item = usize> {
    (1_usize..).map(move |digit| state.place.saturating_add(stride.saturating_mul(digit)))
}
