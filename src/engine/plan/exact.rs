//! The optimum itself, where few enough steps are open: Bellman's equation over every state.

use super::chain::product;
use super::scene::{Act, Ask, Scene, Used};
use super::spread::{Reached, Spread};
use super::{Candidate, Plan, Step};

/// Values of the states met so far.
///
/// A state is which actions failed and which answer each question got, and the weights follow from it.
/// There are 2^actions · Π (answers + 1) of them.
pub(super) struct Exact<'s> {
    scene: &'s Scene,
    /// Per question of the scene: what one step of its answer adds to [`State::asked`].
    strides: Vec<usize>,
    /// By [`Exact::place`]; negative where not worked out yet.
    known: Vec<f64>,
}

#[derive(Clone, Copy)]
struct State {
    used: Used,
    /// One digit per question, base answers + 1: 0 if open, else 1 + the answer.
    asked: usize,
}

/// The step to take in a state.
enum Choice<'s> {
    Act(&'s Act),
    Ask(&'s Ask, usize),
    Service,
}

impl<'s> Exact<'s> {
    /// Ready to solve, if there are at most `most_states`.
    pub(super) fn new(scene: &'s Scene, most_states: usize) -> Option<Self> {
        let mut strides = Vec::with_capacity(scene.asks.len());
        let mut n_states: usize = 1;
        for ask in &scene.asks {
            strides.push(n_states);
            n_states = n_states.checked_mul(ask.rows.len() + 1).filter(|n| *n <= most_states)?;
        }
        let n_acts = u32::try_from(scene.acts.len()).ok()?;
        let n_states = n_states
            .checked_mul(1_usize.checked_shl(n_acts)?)
            .filter(|n| *n <= most_states)?;
        Some(Self {
            scene,
            strides,
            known: vec![-1.0; n_states],
        })
    }

    /// Service, every question and every open action, each followed by the optimum.
    pub(super) fn candidates(&mut self) -> Vec<Candidate<'s>> {
        let (scene, start) = (self.scene, State { used: 0, asked: 0 });
        let x = scene.start();
        let total: f64 = x.iter().sum();
        let mut candidates = vec![Candidate {
            plan: Plan::Service,
            cost: scene.service,
            value: scene.service,
        }];
        for act in scene.open(0) {
            let value = self.act_value(act, x, start) / total;
            candidates.push(Candidate {
                plan: Plan::Best(Step::Do(act.id)),
                cost: act.cost,
                value,
            });
        }
        for (ask, stride) in scene.asks.iter().zip(self.strides.clone()) {
            let value = self.ask_value(ask, stride, x, start) / total;
            candidates.push(Candidate {
                plan: Plan::Best(Step::Ask(ask.id)),
                cost: ask.cost,
                value,
            });
        }
        candidates
    }

    /// Every way the plan that begins with `first` and goes on as the optimum can end.
    pub(super) fn spread(&mut self, first: Step) -> Spread<'s> {
        let (scene, start) = (self.scene, State { used: 0, asked: 0 });
        let mut spread = Spread::new(scene);
        let act = scene.acts.iter().find(|act| Step::Do(act.id) == first).map(Choice::Act);
        let ask = scene
            .asks
            .iter()
            .zip(&self.strides)
            .find(|(ask, _)| Step::Ask(ask.id) == first);
        let choice = act
            .or(ask.map(|(ask, stride)| Choice::Ask(ask, *stride)))
            .unwrap_or(Choice::Service);
        let reached = spread.start();
        self.follow(choice, reached, start, &mut spread);
        spread
    }

    fn follow(&mut self, choice: Choice<'s>, reached: Reached, state: State, spread: &mut Spread) {
        match choice {
            Choice::Service => spread.end(reached),
            Choice::Act(act) => {
                let reached = spread.act(act, reached);
                let state = State {
                    used: state.used | act.bit,
                    ..state
                };
                self.go_on(reached, state, spread);
            }
            Choice::Ask(ask, stride) => {
                for (row, state) in ask.rows.iter().zip(answered(state, stride)) {
                    let reached = reached.answered(ask, row);
                    self.go_on(reached, state, spread);
                }
            }
        }
    }

    fn go_on(&mut self, reached: Reached, state: State, spread: &mut Spread) {
        let (_, choice) = self.best(&reached.x, state);
        self.follow(choice, reached, state, spread);
    }

    /// The optimum by Bellman's recursion, times the mass of `x`:
    /// min { K·|x|; min over actions of t·|x| + W(x·(1-f)); min over questions of t·|x| + Σ W(x·L) }.
    fn value(&mut self, x: &[f64], state: State) -> f64 {
        let place = self.place(state);
        if let Some(known) = self.known.get(place).filter(|known| **known >= 0.0) {
            return *known;
        }
        let (value, _) = self.best(x, state);
        if let Some(known) = self.known.get_mut(place) {
            *known = value;
        }
        value
    }

    /// The least value and the step it takes; of equals an action, then a question, then service.
    fn best(&mut self, x: &[f64], state: State) -> (f64, Choice<'s>) {
        let scene = self.scene;
        let service = scene.service * x.iter().sum::<f64>();
        let mut best = (service, Choice::Service);
        if service == 0.0 {
            return best;
        }
        for act in scene.open(state.used) {
            let value = self.act_value(act, x, state);
            if value < best.0 {
                best = (value, Choice::Act(act));
            }
        }
        for (i, ask) in scene.asks.iter().enumerate() {
            let Some(stride) = self
                .strides
                .get(i)
                .copied()
                .filter(|s| (state.asked / s).is_multiple_of(ask.rows.len() + 1))
            else {
                continue;
            };
            let value = self.ask_value(ask, stride, x, state);
            if value < best.0 {
                best = (value, Choice::Ask(ask, stride));
            }
        }
        best
    }

    fn act_value(&mut self, act: &Act, x: &[f64], state: State) -> f64 {
        let next = State {
            used: state.used | act.bit,
            ..state
        };
        act.cost * x.iter().sum::<f64>() + self.value(&product(x, &act.fails), next)
    }

    fn ask_value(&mut self, ask: &Ask, stride: usize, x: &[f64], state: State) -> f64 {
        let mut value = ask.cost * x.iter().sum::<f64>();
        for (row, next) in ask.rows.iter().zip(answered(state, stride)) {
            value += self.value(&product(x, row), next);
        }
        value
    }

    fn place(&self, state: State) -> usize {
        (state.asked << self.scene.acts.len()) | state.used as usize
    }
}

/// The states after each answer of a question.
fn answered(state: State, stride: usize) -> impl Iterator<Item = State> {
    (1..).map(move |digit| State {
        asked: state.asked + digit * stride,
        ..state
    })
}
