//! `Owner`: one trouble, and all that its owner would say and all that each action would do.

use super::Setting;
use super::draw::Draw;
use crate::engine::evidence::{Entry, Finding};
use crate::engine::model::{ActionId, AnswerId, CauseId, Model, QuestionId};

/// One owner with one trouble, or two at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Owner {
    pub(super) faults: Faults,
    /// What is said before the first step: signs ticked, or that none of them is seen.
    pub(super) start: Vec<Entry>,
    /// What comes back to each question, if it is asked.
    pub(super) findings: Vec<Finding>,
    /// What each action would do.
    pub(super) trials: Vec<Trial>,
    /// All actions in the order of one who tries them at random.
    pub(super) order: Vec<ActionId>,
}

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Faults {
    pub(super) first: CauseId,
    pub(super) second: Option<CauseId>,
}

/// What an action would do to each fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trial {
    pub(super) mends_first: bool,
    pub(super) mends_second: bool,
}

impl Owner {
    /// The true cause; of two, the one drawn first.
    pub fn cause(&self) -> CauseId {
        self.faults.first
    }

    /// The other true cause, if there are two.
    pub fn second_cause(&self) -> Option<CauseId> {
        self.faults.second
    }

    /// What is said before the first step: signs ticked, or [`Entry::NoSigns`].
    pub fn start(&self) -> &[Entry] {
        &self.start
    }

    /// What comes back to a question, right or wrong.
    pub fn finding(&self, question: QuestionId) -> Finding {
        self.findings.get(question.index()).copied().unwrap_or(Finding::NotSure)
    }
}

/// Owner number `idx` of a setting.
///
/// The true cause is drawn from the priors, the leak among them. A second one, with the chance
/// [`Setting::second_fault`], is another by prior, never the leak. Then
/// a sign is seen if either cause shows it; a question is answered by one of the two at random;
/// an action mends each with its own chance, and the trouble is gone when nothing is left of either.
/// Every answer, those about signs included, is with the chance [`Setting::noise`] another one, all alike likely;
/// a ticked sign is with that chance another that is not seen.
///
/// Numbers are drawn in a fixed order and whatever the setting, so owner `idx` is the same person
/// with the same trouble under every noise.
pub fn owner(model: &Model, setting: &Setting, idx: u64) -> Owner {
    let mut draw = Draw::new(setting.seed, idx);
    let faults = faults(model, setting, &mut draw);
    let trials = model.actions().map(|action| trial(model, action, faults, &mut draw));
    let trials = trials.collect();
    let mut seen = vec![];
    let mut findings = vec![];
    for question in model.questions() {
        let truth = truth(model, question, faults, &mut draw);
        if model.is_sign(question) && truth == Some(AnswerId::YES) {
            seen.push(question);
        }
        findings.push(finding(model, question, truth, setting, &mut draw));
    }
    let mut unordered: Vec<ActionId> = model.actions().collect();
    let order = std::iter::from_fn(|| draw.take_out(&mut unordered)).collect();
    Owner {
        faults,
        start: start(model, setting, seen, &mut draw),
        findings,
        trials,
        order,
    }
}

fn faults(model: &Model, setting: &Setting, draw: &mut Draw) -> Faults {
    let causes = model.causes().map(|cause| (cause, model.prior(cause)));
    // Priors sum to 1, so there is always one.
    let first = draw.weighted(causes.clone()).unwrap_or(CauseId(0));
    let two = draw.happens(setting.second_fault);
    let others = causes.filter(|(cause, _)| *cause != first && Some(*cause) != model.leak());
    let second = draw.weighted(others).filter(|_| two);
    Faults { first, second }
}

fn trial(model: &Model, action: ActionId, faults: Faults, draw: &mut Draw) -> Trial {
    let second = faults.second.map_or(0.0, |cause| model.fixes(action, cause));
    Trial {
        mends_first: draw.happens(model.fixes(action, faults.first)),
        mends_second: draw.happens(second),
    }
}

/// What one who looks closely would find; `None` only for a question without answers, which no model has.
fn truth(model: &Model, question: QuestionId, faults: Faults, draw: &mut Draw) -> Option<AnswerId> {
    let mut under = |cause| {
        let answers = model
            .answers(question)
            .map(|a| (a, model.likelihood(question, a, cause)));
        draw.weighted(answers)
    };
    let first = under(faults.first);
    let second = under(faults.second.unwrap_or(faults.first));
    let by_second = draw.happens(0.5);
    if faults.second.is_none() {
        return first;
    }
    let seen = model.is_sign(question) && first == Some(AnswerId::YES);
    if !seen && (by_second || model.is_sign(question)) {
        second
    } else {
        first
    }
}

/// What is said: the truth, or by mistake another answer.
fn finding(
    model: &Model,
    question: QuestionId,
    truth: Option<AnswerId>,
    setting: &Setting,
    draw: &mut Draw,
) -> Finding {
    let mistaken = draw.happens(setting.noise);
    let mut others: Vec<AnswerId> = model.answers(question).filter(|a| Some(*a) != truth).collect();
    let other = draw.take_out(&mut others).filter(|_| mistaken);
    other.or(truth).map_or(Finding::NotSure, Finding::Answer)
}

/// Some of the signs seen, or that there is none.
fn start(model: &Model, setting: &Setting, mut seen: Vec<QuestionId>, draw: &mut Draw) -> Vec<Entry> {
    if setting.most_signs == 0 || !model.questions().any(|q| model.is_sign(q)) {
        return vec![];
    }
    if seen.is_empty() {
        return vec![Entry::NoSigns];
    }
    let unseen = model.questions().filter(|q| model.is_sign(*q) && !seen.contains(q));
    let mut unseen: Vec<QuestionId> = unseen.collect();
    let mut ticked = vec![];
    for _ in 0..setting.most_signs {
        let Some(sign) = draw.take_out(&mut seen) else { break };
        let mistaken = draw.happens(setting.noise);
        let instead = if mistaken { draw.take_out(&mut unseen) } else { None };
        ticked.push(Entry::Question(instead.unwrap_or(sign), Finding::Answer(AnswerId::YES)));
    }
    ticked
}
