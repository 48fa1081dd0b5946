//! What can never be worth its minutes; the proofs are written with each.

use super::{Review, remark};
use crate::engine::belief::believe;
use crate::engine::evidence::Evidence;
use crate::engine::model::{ActionId, CauseId};
use crate::guide::lint::Remark;

impl Review<'_> {
    /// Questions that cost more than any answer can save, whatever has been reported before.
    ///
    /// With `m[j]` the least likelihood of answer `j` and `M = Σ m[j]`:
    /// `Σ_j W(x∘L_j) ≥ Σ_j W(m[j]·x) + Σ_j W(x∘(L_j - m[j])) ≥ M·W(x) + (1 - M)·Σ_c x[c]·V[c]`,
    /// so an answer saves at most `(1 - M)·(W(x) - Σ x[c]·V[c]) ≤ (1 - M)·max (K[c] - V[c])`,
    /// and one who cannot tell saves nothing; how many cannot may be learned, and then it is not reckoned with.
    /// Signs are tapped without being asked; an answer that opens an action may be worth it for the action's sake;
    /// and a tie changes likelihoods. All three are left out.
    pub(super) fn never_asked(&self) -> Vec<Remark> {
        let model = self.model;
        let saved = |c| model.cost_of_service(c).0 - self.cost_when_known(c);
        let most_saved = model.causes().map(saved).fold(0.0, f64::max);
        let unsure = |id| {
            if model.unsure_strength() > 0.0 {
                0.0
            } else {
                model.unsure(id)
            }
        };
        let opens_action = |id| model.actions().any(|a| model.only_if(a).iter().any(|(q, _)| *q == id));
        let is_tied = |id| model.questions().any(|other| model.questions_are_tied(id, other));
        let mut remarks = Vec::new();
        for table in self.tables.iter().filter(|table| !table.is_constant()) {
            let id = table.id;
            let saved = (1.0 - unsure(id)) * (1.0 - table.in_common()) * most_saved;
            let cost = model.cost_of_question(id).0;
            if cost >= saved && !model.is_sign(id) && !opens_action(id) && !is_tied(id) {
                let message = format!(
                    "{}: it takes {} and no answer can save more than {}, \
                     expected fewer minutes or likelihoods that differ more",
                    self.label(id),
                    minutes(cost),
                    shown(saved)
                );
                remarks.push(self.about_question("never-asked", id, message));
            }
        }
        remarks
    }

    /// Actions that take longer than what they can save, whatever has been reported before.
    ///
    /// With `f` the greatest chance and `y` what is left of `x` after trying in vain,
    /// `y ≥ (1 - f)·x`, so `W(y) ≥ (1 - f)·W(x)`, and trying costs at least
    /// `t·|x| + (1 - f)·W(x) ≥ W(x)` if `t ≥ f·K`, as `K·|x| ≥ W(x)`, with the largest `K` of all causes.
    /// That some cannot do it lowers `f` and changes `t`; a tie only lowers chances.
    /// An action that opens the way to others may be worth it for their sake.
    pub(super) fn never_advised(&self) -> Vec<Remark> {
        let model = self.model;
        let opens_others = |a: ActionId| model.actions().any(|later| model.after(later).contains(&a));
        let best_chance = |a| model.causes().map(|c| self.chance(a, c)).fold(0.0, f64::max);
        let worthless = |a: &ActionId| !opens_others(*a) && best_chance(*a) * self.dearest <= self.cost(*a);
        let remark = |action: ActionId| {
            let chance = best_chance(action);
            let message = format!(
                "action \"{}\": it takes {} and saves {} at best, \
                 as it repairs with {:.0} in 100 at most and support takes {}",
                model.action_name(action),
                minutes(self.cost(action)),
                shown(chance * self.dearest),
                100.0 * chance,
                minutes(self.dearest)
            );
            self.about_action("never-advised", action, message)
        };
        model.actions().filter(worthless).map(remark).collect()
    }

    /// Causes that owners are better off leaving to support even when they are sure of them.
    pub(super) fn left_to_support(&self) -> Vec<Remark> {
        let model = self.model;
        let hopeless = |c: &CauseId| !model.actions().any(|a| self.is_worth_it(a, *c));
        let remark = |cause: CauseId| {
            let name = model.cause_name(cause);
            let message = format!(
                "cause \"{name}\": support, which takes {}, is quicker than every action that fixes it, \
                 expected one that is worth its minutes",
                minutes(model.cost_of_service(cause).0)
            );
            self.about_cause("left-to-support", cause, message)
        };
        self.listed().into_iter().filter(hopeless).map(remark).collect()
    }

    /// What an owner is told first is to call support.
    pub(super) fn support_first(&self) -> Remark {
        let costs = self.model.actions().map(|a| self.cost(a));
        let quickest = match costs.reduce(f64::min) {
            Some(cost) => format!("the quickest action takes {}", minutes(cost)),
            None => "there is no action".to_owned(),
        };
        let message = format!(
            "escalation: it takes {} and is advised before anything else ({quickest}), \
             expected the minutes of an owner, the wait included",
            minutes(
                self.model
                    .mean_cost_of_service(&believe(self.model, &Evidence::new()))
                    .0
            )
        );
        remark(
            "support-first",
            "escalation.minutes".into(),
            "escalation".into(),
            message,
        )
    }

    /// True if it pays to try the action when the cause is certain.
    fn is_worth_it(&self, action: ActionId, cause: CauseId) -> bool {
        self.chance(action, cause) * self.model.cost_of_service(cause).0 > self.cost(action)
    }

    /// P(it can be done and repairs).
    fn chance(&self, action: ActionId, cause: CauseId) -> f64 {
        (1.0 - self.model.cant(action)) * self.model.fixes(action, cause)
    }

    /// What trying takes, be it that it cannot be done.
    fn cost(&self, action: ActionId) -> f64 {
        let cant = self.model.cant(action);
        (1.0 - cant) * self.model.cost_of_action(action).0 + cant * self.model.cost_if_cant(action).0
    }

    /// `V[c]`: the actions worth it in falling order of chance by cost, then support.
    fn cost_when_known(&self, cause: CauseId) -> f64 {
        let worth_it = self.model.actions().filter(|a| self.is_worth_it(*a, cause));
        let mut steps: Vec<(f64, f64)> = worth_it.map(|a| (self.chance(a, cause), self.cost(a))).collect();
        steps.sort_by(|(p, t), (q, u)| (q / u).total_cmp(&(p / t)));
        steps
            .iter()
            .rev()
            .fold(self.model.cost_of_service(cause).0, |rest, (p, t)| t + (1.0 - p) * rest)
    }
}

/// A length of time for messages.
fn minutes(value: f64) -> String {
    match shown(value).as_str() {
        "1" => "1 minute".to_owned(),
        shown => format!("{shown} minutes"),
    }
}

fn shown(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}
