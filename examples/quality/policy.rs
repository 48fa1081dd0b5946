//! Exact expected cost of following a policy to every end it can have.

use std::collections::HashMap;

use fixpath::engine::{
    Entry, Evidence, Finding, Model, Outcome, Step, advise, believe, by_efficiency, is_open, now_or_never,
};

/// What a policy does next.
pub type Next = fn(&Model, &Evidence) -> Step;

/// The policies of the table, the advice last.
pub const ALL: [(&str, Next); 4] = [
    ("every action in file order, then support", |model, evidence| {
        let mut open = model
            .actions()
            .map(Step::Do)
            .filter(|step| is_open(model, evidence, *step));
        open.next().unwrap_or(Step::CallService)
    }),
    ("chance over cost, best stop, no questions", by_efficiency),
    ("the same with one-step value of information", now_or_never),
    ("advice", |model, evidence| advise(model, evidence).next),
];

/// Expected minutes of a policy, asked anew after every outcome.
pub fn cost(model: &Model, next: Next) -> f64 {
    from(model, next, &Evidence::new(), &mut HashMap::new())
}

fn from(model: &Model, next: Next, evidence: &Evidence, known: &mut HashMap<Vec<Entry>, f64>) -> f64 {
    let key: Vec<Entry> = evidence.iter().collect();
    if let Some(cost) = known.get(&key) {
        return *cost;
    }
    let belief = believe(model, evidence);
    let with = |entry| {
        let mut evidence = evidence.clone();
        evidence.set(entry);
        evidence
    };
    let cost = match next(model, evidence) {
        Step::CallService => model.mean_cost_of_service(&belief).0,
        Step::Do(action) => {
            let fails: f64 = model
                .causes()
                .map(|c| belief.p(c) * (1.0 - model.fixes(action, c)))
                .sum();
            let rest = if fails > 0.0 {
                fails * from(model, next, &with(Entry::Action(action, Outcome::NotFixed)), known)
            } else {
                0.0
            };
            model.cost_of_action(action).0 + rest
        }
        Step::Ask(question) => {
            let mut cost = model.cost_of_question(question).0;
            for answer in model.answers(question) {
                let p: f64 = model
                    .causes()
                    .map(|c| belief.p(c) * model.likelihood(question, answer, c))
                    .sum();
                if p > 0.0 {
                    let entry = Entry::Question(question, Finding::Answer(answer));
                    cost += p * from(model, next, &with(entry), known);
                }
            }
            cost
        }
    };
    known.insert(key, cost);
    cost
}
