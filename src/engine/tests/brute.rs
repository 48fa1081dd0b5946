//! Slow and plain: the joint distribution by enumeration, and the exact optimum by Bellman's equation.

use std::collections::HashMap;

use crate::engine::plan::advise_within;
use crate::engine::*;

/// P(cause | evidence) by summing the joint table of the cause, every answer and every outcome.
pub fn posterior(model: &Model, evidence: &Evidence) -> Vec<f64> {
    let weights: Vec<f64> = model
        .causes()
        .map(|cause| model.prior(cause) * agreeing(model, evidence, cause))
        .collect();
    let total: f64 = weights.iter().sum();
    weights.iter().map(|w| w / total).collect()
}

/// Mass, given a cause, of all worlds that agree with the evidence.
fn agreeing(model: &Model, evidence: &Evidence, cause: CauseId) -> f64 {
    fn questions(model: &Model, evidence: &Evidence, cause: CauseId, ids: &[QuestionId], p: f64) -> f64 {
        let Some((id, rest)) = ids.split_first() else {
            let ids: Vec<ActionId> = model.actions().collect();
            return actions(model, evidence, cause, &ids, p);
        };
        // Every world: one answer or, with the same chance under every cause, none.
        let unsure = model.unsure(*id);
        let agrees = |answer| match evidence.finding(*id) {
            Some(Finding::Answer(given)) => given == answer,
            Some(Finding::NotSure) => unsure == 0.0,
            Some(Finding::Skipped) | None => true,
        };
        let answers = model.answers(*id).filter(|answer| agrees(*answer));
        let told: f64 = answers
            .map(|a| {
                let chance = (1.0 - unsure) * model.likelihood(*id, a, cause);
                questions(model, evidence, cause, rest, p * chance)
            })
            .sum();
        if unsure > 0.0 && !matches!(evidence.finding(*id), Some(Finding::Answer(_))) {
            told + questions(model, evidence, cause, rest, p * unsure)
        } else {
            told
        }
    }
    fn actions(model: &Model, evidence: &Evidence, cause: CauseId, ids: &[ActionId], p: f64) -> f64 {
        let Some((id, rest)) = ids.split_first() else { return p };
        let (fixes, cant) = (model.fixes(*id, cause), model.cant(*id));
        let after = |chance: f64| actions(model, evidence, cause, rest, p * chance);
        match evidence.outcome(*id) {
            Some(Outcome::NotFixed) => after((1.0 - cant) * (1.0 - fixes)),
            Some(Outcome::CantDo) if cant > 0.0 => after(cant),
            _ => after((1.0 - cant) * (1.0 - fixes)) + after((1.0 - cant) * fixes) + after(cant),
        }
    }
    let ids: Vec<QuestionId> = model.questions().collect();
    questions(model, evidence, cause, &ids, 1.0)
}

/// Least expected minutes over all policies, from this evidence on.
pub fn optimum(model: &Model, evidence: &Evidence) -> f64 {
    let x: Vec<f64> = posterior(model, evidence);
    best(model, evidence, &x, &mut HashMap::new())
}

/// The optimum by Bellman's recursion, times the mass of `x`.
fn best(model: &Model, evidence: &Evidence, x: &[f64], known: &mut HashMap<Vec<Entry>, f64>) -> f64 {
    let key: Vec<Entry> = evidence.iter().collect();
    if let Some(value) = known.get(&key) {
        return *value;
    }
    let total: f64 = x.iter().sum();
    let mut value = service(model, x);
    for action in model.actions().filter(|a| is_open(model, evidence, Step::Do(*a))) {
        let cant = model.cant(action);
        let fails = weigh(model, x, |c| (1.0 - cant) * (1.0 - model.fixes(action, c)));
        let next = with(evidence, Entry::Action(action, Outcome::NotFixed));
        let mut sum = mean_cost(model, action) * total + best(model, &next, &fails, known);
        if cant > 0.0 {
            let next = with(evidence, Entry::Action(action, Outcome::CantDo));
            sum += best(model, &next, &weigh(model, x, |_| cant), known);
        }
        value = value.min(sum);
    }
    for question in model.questions().filter(|q| is_open(model, evidence, Step::Ask(*q))) {
        let mut sum = model.cost_of_question(question).0 * total;
        let unsure = model.unsure(question);
        if unsure > 0.0 {
            let next = with(evidence, Entry::Question(question, Finding::NotSure));
            sum += best(model, &next, &weigh(model, x, |_| unsure), known);
        }
        for answer in model.answers(question) {
            let answered = weigh(model, x, |c| (1.0 - unsure) * model.likelihood(question, answer, c));
            let next = with(evidence, Entry::Question(question, Finding::Answer(answer)));
            sum += best(model, &next, &answered, known);
        }
        value = value.min(sum);
    }
    known.insert(key, value);
    value
}

/// Expected minutes of doing what the planner says, asked anew after every outcome.
pub fn policy(model: &Model, evidence: &Evidence, states: usize) -> f64 {
    let belief = believe(model, evidence);
    match advise_within(model, evidence, states).next {
        Step::CallService => service(model, &posterior(model, evidence)),
        Step::Do(action) => {
            let cant = model.cant(action);
            let fails: f64 = model
                .causes()
                .map(|c| belief.p(c) * (1.0 - cant) * (1.0 - model.fixes(action, c)))
                .sum();
            let follow = |outcome, p: f64| {
                let next = with(evidence, Entry::Action(action, outcome));
                if p > 1e-12 {
                    p * policy(model, &next, states)
                } else {
                    0.0
                }
            };
            mean_cost(model, action) + follow(Outcome::NotFixed, fails) + follow(Outcome::CantDo, cant)
        }
        Step::Ask(question) => {
            let unsure = model.unsure(question);
            let follow = |finding, p: f64| {
                let next = with(evidence, Entry::Question(question, finding));
                if p > 1e-12 {
                    p * policy(model, &next, states)
                } else {
                    0.0
                }
            };
            let mut cost = model.cost_of_question(question).0 + follow(Finding::NotSure, unsure);
            for answer in model.answers(question) {
                let p: f64 = model
                    .causes()
                    .map(|c| belief.p(c) * model.likelihood(question, answer, c))
                    .sum();
                cost += follow(Finding::Answer(answer), (1.0 - unsure) * p);
            }
            cost
        }
    }
}

/// What support takes, times the mass of `x`.
fn service(model: &Model, x: &[f64]) -> f64 {
    model.causes().zip(x).map(|(c, w)| w * model.cost_of_service(c).0).sum()
}

/// Minutes that an action takes, whether or not it can be done.
fn mean_cost(model: &Model, action: ActionId) -> f64 {
    let cant = model.cant(action);
    (1.0 - cant) * model.cost_of_action(action).0 + cant * model.cost_if_cant(action).0
}

/// Actions by falling p/C, recomputed after each failure, up to the best place to call service.
pub fn chain(model: &Model, evidence: &Evidence) -> f64 {
    fn from(model: &Model, x: &[f64], open: &[ActionId]) -> f64 {
        let total: f64 = x.iter().sum();
        let service = service(model, x);
        let fixes = |a: ActionId, c| (1.0 - model.cant(a)) * model.fixes(a, c);
        let p = |a: ActionId| model.causes().zip(x).map(|(c, w)| w * fixes(a, c)).sum::<f64>();
        let efficiency = |a: &ActionId| p(*a) / mean_cost(model, *a);
        let Some(next) = open
            .iter()
            .copied()
            .max_by(|a, b| efficiency(a).total_cmp(&efficiency(b)))
        else {
            return service;
        };
        let fails = weigh(model, x, |c| 1.0 - fixes(next, c));
        let rest: Vec<ActionId> = open.iter().copied().filter(|a| *a != next).collect();
        service.min(mean_cost(model, next) * total + from(model, &fails, &rest))
    }
    let open: Vec<ActionId> = model
        .actions()
        .filter(|a| is_open(model, evidence, Step::Do(*a)))
        .collect();
    from(model, &posterior(model, evidence), &open)
}

/// Expected minutes for one who knows the cause: no plan can take less.
pub fn omniscient(model: &Model, evidence: &Evidence) -> f64 {
    let known = |cause: CauseId| {
        let service = model.cost_of_service(cause).0;
        let open = model.actions().filter(|a| is_open(model, evidence, Step::Do(*a)));
        let mut worth: Vec<(f64, f64)> = open
            .map(|a| ((1.0 - model.cant(a)) * model.fixes(a, cause), mean_cost(model, a)))
            .collect();
        worth.retain(|(f, cost)| f * service > *cost);
        worth.sort_by(|(f, t), (g, u)| (g / u).total_cmp(&(f / t)));
        worth
            .iter()
            .rev()
            .fold(service, |rest, (f, cost)| cost + (1.0 - f) * rest)
    };
    model
        .causes()
        .zip(posterior(model, evidence))
        .map(|(cause, p)| p * known(cause))
        .sum()
}

pub fn with(evidence: &Evidence, entry: Entry) -> Evidence {
    let mut evidence = evidence.clone();
    evidence.set(entry);
    evidence
}

fn weigh(model: &Model, x: &[f64], factor: impl Fn(CauseId) -> f64) -> Vec<f64> {
    model.causes().zip(x).map(|(c, w)| w * factor(c)).collect()
}
