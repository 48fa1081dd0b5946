//! The exact optimum by Bellman's equation over all states, in arrays.

use fixpath::engine::{ActionId, Model, QuestionId};

/// Least expected minutes over all policies. For models without prerequisites, ties and chances of no answer.
pub fn optimum(model: &Model) -> f64 {
    let solver = Solver {
        service: model.causes().map(|c| model.cost_of_service(c).0).collect(),
        acts: model.actions().map(|a| act(model, a)).collect(),
        asks: model.questions().map(|q| ask(model, q)).collect(),
    };
    let n_asked: usize = solver.asks.iter().map(|ask| ask.rows.len() + 1).product();
    let mut known = vec![f64::NAN; n_asked << solver.acts.len()];
    let x: Vec<f64> = model.causes().map(|c| model.prior(c)).collect();
    solver.value(&x, 0, 0, &mut known)
}

struct Solver {
    /// By cause.
    service: Vec<f64>,
    acts: Vec<Act>,
    asks: Vec<Ask>,
}

struct Act {
    cost: f64,
    fails: Vec<f64>,
}

struct Ask {
    cost: f64,
    rows: Vec<Vec<f64>>,
}

fn act(model: &Model, id: ActionId) -> Act {
    Act {
        cost: model.cost_of_action(id).0,
        fails: model.causes().map(|c| 1.0 - model.fixes(id, c)).collect(),
    }
}

fn ask(model: &Model, id: QuestionId) -> Ask {
    let row = |a| model.causes().map(|c| model.likelihood(id, a, c)).collect();
    Ask {
        cost: model.cost_of_question(id).0,
        rows: model.answers(id).map(row).collect(),
    }
}

impl Solver {
    /// Times the mass of `x`. `asked` has a digit per question: 0 if open, else 1 + the answer.
    fn value(&self, x: &[f64], used: usize, asked: usize, known: &mut [f64]) -> f64 {
        let place = (asked << self.acts.len()) | used;
        if !known[place].is_nan() {
            return known[place];
        }
        let total: f64 = x.iter().sum();
        let mut best: f64 = times(x, &self.service).iter().sum();
        for (i, act) in self.acts.iter().enumerate().filter(|(i, _)| used & (1 << i) == 0) {
            let left = times(x, &act.fails);
            best = best.min(act.cost * total + self.value(&left, used | (1 << i), asked, known));
        }
        let mut stride = 1;
        for ask in &self.asks {
            let base = ask.rows.len() + 1;
            if (asked / stride).is_multiple_of(base) {
                let mut value = ask.cost * total;
                for (j, row) in ask.rows.iter().enumerate() {
                    value += self.value(&times(x, row), used, asked + (j + 1) * stride, known);
                }
                best = best.min(value);
            }
            stride *= base;
        }
        known[place] = best;
        best
    }
}

fn times(x: &[f64], row: &[f64]) -> Vec<f64> {
    x.iter().zip(row).map(|(w, p)| w * p).collect()
}
