//! `Owner`: one trouble, and all that its owner would say and all that each action would do.

use super::draw::{Draw, weighted};
use super::{Leave, Setting};
use crate::engine::evidence::{Entry, Finding, Outcome};
use crate::engine::model::{ActionId, AnswerId, CauseId, Model, QuestionId};

/// The owners of a setting, by number.
pub struct Owners<'m> {
    model: &'m Model,
    setting: Setting,
    /// Per question, the first in the file that reads the same fact: itself, unless it is tied.
    question_leads: Vec<usize>,
    /// Per action, the first in the file that works in the same way.
    action_leads: Vec<usize>,
}

/// One owner with one trouble, or two at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Owner {
    pub(super) faults: Faults,
    /// What is said before the first step: signs ticked, or that none of them is seen.
    pub(super) start: Vec<Entry>,
    /// What comes back to each question, if it is asked.
    findings: Vec<Finding>,
    /// What each action would do.
    trials: Vec<Trial>,
    /// All actions in the order of one who tries them at random.
    pub(super) order: Vec<ActionId>,
    /// How many owners in one are less patient: leaves once so few would be left.
    patience: f64,
    leave: Leave,
}

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Faults {
    pub(super) first: CauseId,
    pub(super) second: Option<CauseId>,
}

/// What an action would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trial {
    pub(super) can_be_done: bool,
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

    /// True if the owner has left after so many cards and minutes.
    pub(super) fn has_left(&self, n_cards: u32, minutes: f64) -> bool {
        let Leave { per_card, per_minute } = self.leave;
        let staying = (1.0 - per_card).powf(f64::from(n_cards)) * (1.0 - per_minute).powf(minutes);
        staying <= self.patience
    }

    /// What is said before the first step: signs ticked, or [`Entry::NoSigns`].
    pub fn start(&self) -> &[Entry] {
        &self.start
    }

    /// What comes back to a question, right or wrong.
    pub fn finding(&self, question: QuestionId) -> Finding {
        self.findings.get(question.index()).copied().unwrap_or(Finding::NotSure)
    }

    /// What comes of trying an action, for an owner with one trouble: `None` if it repairs that.
    pub fn outcome(&self, action: ActionId) -> Option<Outcome> {
        let trial = self.trial(action);
        match (trial.can_be_done, trial.mends_first) {
            (false, _) => Some(Outcome::CantDo),
            (true, false) => Some(Outcome::NotFixed),
            (true, true) => None,
        }
    }

    /// What an action would do; none of another model can be done.
    pub(super) fn trial(&self, action: ActionId) -> Trial {
        let unknown = Trial {
            can_be_done: false,
            mends_first: false,
            mends_second: false,
        };
        self.trials.get(action.index()).copied().unwrap_or(unknown)
    }
}

/// Numbers drawn for one sign, question or action, one for each fault.
#[derive(Clone, Copy)]
struct Luck {
    first: f64,
    second: f64,
}

impl<'m> Owners<'m> {
    /// The owners of a setting, who have the troubles of this model.
    pub fn new(model: &'m Model, setting: Setting) -> Self {
        let questions = model.questions();
        let actions = model.actions();
        let first_question = |q| questions.clone().find(|p| *p == q || model.questions_are_tied(*p, q));
        let first_action = |a| actions.clone().find(|b| *b == a || model.actions_are_tied(*b, a));
        Self {
            model,
            setting,
            question_leads: questions
                .clone()
                .filter_map(first_question)
                .map(QuestionId::index)
                .collect(),
            action_leads: actions.clone().filter_map(first_action).map(ActionId::index).collect(),
        }
    }

    /// Owner number `idx`.
    ///
    /// The true cause is drawn from the priors, the leak among them. A second one, with the chance
    /// [`Setting::second_fault`], is another by prior, never the leak. Then
    /// a sign is seen if either cause shows it; a question is answered by one of the two at random;
    /// an action mends each with its own chance, and the trouble is gone when nothing is left of either.
    /// Tied questions share their luck, and so do tied actions: where the surer one fails the other does too.
    ///
    /// Every answer, those about signs included, is with the chance [`Setting::noise`] another one, all alike likely;
    /// a ticked sign is with that chance another that is not seen. Who cannot tell does not tick.
    ///
    /// Numbers are drawn in a fixed order and whatever the setting, so owner `idx` has the same trouble
    /// under every noise.
    pub fn owner(&self, idx: u64) -> Owner {
        let (model, setting) = (self.model, &self.setting);
        let mut draw = Draw::new(setting.seed, idx);
        let faults = faults(model, setting, &mut draw);
        let mut lucks = vec![];
        let mut trials = vec![];
        for (action, lead) in model.actions().zip(&self.action_leads) {
            let can_be_done = !draw.happens(model.cant(action));
            let luck = shared(&mut lucks, *lead, &mut draw);
            trials.push(Trial {
                can_be_done,
                ..trial(model, action, faults, luck)
            });
        }
        let mut seen = vec![];
        let mut findings = vec![];
        lucks.clear();
        for (question, lead) in model.questions().zip(&self.question_leads) {
            let can_tell = !draw.happens(setting.unsure.unwrap_or_else(|| model.unsure(question)));
            let luck = shared(&mut lucks, *lead, &mut draw);
            let by_second = draw.happens(0.5);
            let truth = truth(model, question, faults, luck, by_second);
            if can_tell && model.is_sign(question) && truth == Some(AnswerId::YES) {
                seen.push(question);
            }
            let said = said(model, question, truth, setting, &mut draw);
            findings.push(said.filter(|_| can_tell).map_or(Finding::NotSure, Finding::Answer));
        }
        let mut unordered: Vec<ActionId> = model.actions().collect();
        let order = std::iter::from_fn(|| draw.take_out(&mut unordered)).collect();
        Owner {
            faults,
            start: start(model, setting, seen, &mut draw),
            findings,
            trials,
            order,
            // Drawn last, so that the owners are the same whether they leave or not.
            patience: draw.number(),
            leave: setting.leave.unwrap_or_default(),
        }
    }
}

/// The luck of the next item, or of the one that leads its tie. Always takes two numbers.
fn shared(lucks: &mut Vec<Luck>, lead: usize, draw: &mut Draw) -> Luck {
    let own = Luck {
        first: draw.number(),
        second: draw.number(),
    };
    let luck = lucks.get(lead).copied().unwrap_or(own);
    lucks.push(luck);
    luck
}

fn faults(model: &Model, setting: &Setting, draw: &mut Draw) -> Faults {
    let causes = model.causes().map(|cause| (cause, model.prior(cause)));
    // Priors sum to 1, so there is always one.
    let first = weighted(draw.number(), causes.clone()).unwrap_or(CauseId(0));
    let others = causes.filter(|(cause, _)| *cause != first && Some(*cause) != model.leak());
    let two = draw.happens(setting.second_fault);
    let second = weighted(draw.number(), others).filter(|_| two);
    Faults { first, second }
}

fn trial(model: &Model, action: ActionId, faults: Faults, luck: Luck) -> Trial {
    Trial {
        can_be_done: true,
        mends_first: luck.first < model.fixes(action, faults.first),
        mends_second: faults
            .second
            .is_some_and(|cause| luck.second < model.fixes(action, cause)),
    }
}

/// What one who looks closely would find; `None` only for a question without answers, which no model has.
fn truth(model: &Model, question: QuestionId, faults: Faults, luck: Luck, by_second: bool) -> Option<AnswerId> {
    let under = |cause, number| {
        let answers = model
            .answers(question)
            .map(|a| (a, model.likelihood(question, a, cause)));
        weighted(number, answers)
    };
    let first = under(faults.first, luck.first);
    let Some(cause) = faults.second else { return first };
    let second = under(cause, luck.second);
    let by_second = if model.is_sign(question) {
        first != Some(AnswerId::YES)
    } else {
        by_second
    };
    if by_second { second } else { first }
}

/// What is said: the truth, or by mistake another answer. Always takes two numbers.
fn said(
    model: &Model,
    question: QuestionId,
    truth: Option<AnswerId>,
    setting: &Setting,
    draw: &mut Draw,
) -> Option<AnswerId> {
    let mistaken = draw.happens(setting.noise);
    let mut others: Vec<AnswerId> = model.answers(question).filter(|a| Some(*a) != truth).collect();
    let other = draw.take_out(&mut others);
    if mistaken { other.or(truth) } else { truth }
}

/// Some of the signs seen, or that there is none.
fn start(model: &Model, setting: &Setting, mut seen: Vec<QuestionId>, draw: &mut Draw) -> Vec<Entry> {
    let signs = model.questions().filter(|q| model.is_sign(*q));
    if setting.most_signs == 0 || signs.clone().next().is_none() {
        return vec![];
    }
    if seen.is_empty() {
        return vec![Entry::NoSigns];
    }
    let mut unseen: Vec<QuestionId> = signs.filter(|q| !seen.contains(q)).collect();
    let mut ticked = vec![];
    for _ in 0..setting.most_signs {
        let Some(sign) = draw.take_out(&mut seen) else { break };
        let mistaken = draw.happens(setting.noise);
        let instead = if mistaken { draw.take_out(&mut unseen) } else { None };
        ticked.push(Entry::Question(instead.unwrap_or(sign), Finding::Answer(AnswerId::YES)));
    }
    ticked
}
