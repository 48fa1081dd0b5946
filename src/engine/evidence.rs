//! What has been reported so far, as a set: one entry per question and per action, in no order.

use std::collections::BTreeMap;

use super::model::{ActionId, AnswerId, Model, QuestionId};

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// It was answered.
    Answer(AnswerId),
    /// The owner looked and cannot tell: says nothing, and the question is not asked again.
    NotSure,
    /// The owner would rather not: says nothing, and the question is not asked until this is taken back.
    Skipped,
}

/// What became of an action. One that fixed the trouble ends the session and is no evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It was done and the trouble is still there, or came back.
    NotFixed,
    /// The owner could not do it: says nothing, and the action counts as used up.
    CantDo,
    /// The owner would rather not: says nothing, and does not count as used up.
    Skipped,
}

/// One thing reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// "None of these signs", about every sign without a finding of its own.
    NoSigns,
    /// About a sign or question.
    Question(QuestionId, Finding),
    /// About an action.
    Action(ActionId, Outcome),
}

/// What an entry is about; evidence holds at most one entry per subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The signs as a whole.
    Signs,
    /// One sign or question.
    Question(QuestionId),
    /// One action.
    Action(ActionId),
}

impl Entry {
    /// What it is about.
    pub fn subject(self) -> Subject {
        match self {
            Self::NoSigns => Subject::Signs,
            Self::Question(question, _) => Subject::Question(question),
            Self::Action(action, _) => Subject::Action(action),
        }
    }
}

/// All that has been reported: a set, so the order in which it came does not matter.
///
/// Any entry can be taken back with [`Evidence::remove`]; nothing else remembers it.
/// Entries about things the model does not have say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    no_signs: bool,
    findings: BTreeMap<QuestionId, Finding>,
    outcomes: BTreeMap<ActionId, Outcome>,
}

impl Evidence {
    /// Nothing reported yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts an entry in, in the place of an earlier one about the same subject.
    pub fn set(&mut self, entry: Entry) {
        match entry {
            Entry::NoSigns => self.set_no_signs(true),
            Entry::Question(question, finding) => self.set_finding(question, finding),
            Entry::Action(action, outcome) => self.set_outcome(action, outcome),
        }
    }

    /// Says, or takes back, "none of these signs".
    pub fn set_no_signs(&mut self, no_signs: bool) {
        self.no_signs = no_signs;
    }

    /// Reports what became of a question.
    pub fn set_finding(&mut self, question: QuestionId, finding: Finding) {
        self.findings.insert(question, finding);
    }

    /// Reports what became of an action.
    pub fn set_outcome(&mut self, action: ActionId, outcome: Outcome) {
        self.outcomes.insert(action, outcome);
    }

    /// Takes the entry about a subject back and returns it.
    pub fn remove(&mut self, subject: Subject) -> Option<Entry> {
        match subject {
            Subject::Signs => std::mem::take(&mut self.no_signs).then_some(Entry::NoSigns),
            Subject::Question(question) => self.findings.remove(&question).map(|f| Entry::Question(question, f)),
            Subject::Action(action) => self.outcomes.remove(&action).map(|o| Entry::Action(action, o)),
        }
    }

    /// The entry about a subject.
    pub fn get(&self, subject: Subject) -> Option<Entry> {
        match subject {
            Subject::Signs => self.no_signs.then_some(Entry::NoSigns),
            Subject::Question(question) => self.finding(question).map(|f| Entry::Question(question, f)),
            Subject::Action(action) => self.outcome(action).map(|o| Entry::Action(action, o)),
        }
    }

    /// What became of a question.
    pub fn finding(&self, question: QuestionId) -> Option<Finding> {
        self.findings.get(&question).copied()
    }

    /// What became of an action.
    pub fn outcome(&self, action: ActionId) -> Option<Outcome> {
        self.outcomes.get(&action).copied()
    }

    /// True if "none of these signs" was said; then no sign is asked about.
    pub fn no_signs(&self) -> bool {
        self.no_signs
    }

    /// All entries: "none of these signs", then by question, then by action, each in file order.
    pub fn iter(&self) -> impl Iterator<Item = Entry> + '_ {
        let signs = self.no_signs.then_some(Entry::NoSigns);
        let findings = self
            .findings
            .iter()
            .map(|(question, finding)| Entry::Question(*question, *finding));
        let outcomes = self
            .outcomes
            .iter()
            .map(|(action, outcome)| Entry::Action(*action, *outcome));
        signs.into_iter().chain(findings).chain(outcomes)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        usize::from(self.no_signs) + self.findings.len() + self.outcomes.len()
    }

    /// True if nothing has been reported.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True if the action was tried in vain or found impossible, so that what comes after it is open.
    pub(super) fn used_up(&self, action: ActionId) -> bool {
        matches!(self.outcome(action), Some(Outcome::NotFixed | Outcome::CantDo))
    }

    /// Every entry that says something, with P(entry given cause) for each cause.
    pub(super) fn heard(&self, model: &Model) -> Vec<Heard> {
        let column = |entry| match entry {
            Entry::NoSigns => no_signs(model, self),
            Entry::Question(question, Finding::Answer(answer)) => {
                model.likelihoods(question, answer).map(<[f64]>::to_vec)
            }
            Entry::Action(action, Outcome::NotFixed) => model
                .fix_chances(action)
                .map(|fixes| fixes.iter().map(|f| 1.0 - f).collect()),
            Entry::Question(_, Finding::NotSure | Finding::Skipped)
            | Entry::Action(_, Outcome::CantDo | Outcome::Skipped) => None,
        };
        self.iter()
            .filter_map(|entry| column(entry).map(|factors| Heard { entry, factors }))
            .collect()
    }
}

impl FromIterator<Entry> for Evidence {
    fn from_iter<T: IntoIterator<Item = Entry>>(entries: T) -> Self {
        let mut evidence = Self::new();
        for entry in entries {
            evidence.set(entry);
        }
        evidence
    }
}

/// An entry that says something, with P(entry given cause) for each cause.
pub(super) struct Heard {
    pub(super) entry: Entry,
    pub(super) factors: Vec<f64>,
}

/// P("none of these signs" given cause): the least P(no given cause) of the signs without an answer of their own.
///
/// The signs are taken as fully nested (who would miss the plainest one would miss them all), so ten absent
/// signs do not count ten times. The leak gets the prior-weighted mean of the other causes: its belief stays.
fn no_signs(model: &Model, evidence: &Evidence) -> Option<Vec<f64>> {
    let own = |q| matches!(evidence.finding(q), Some(Finding::Answer(_) | Finding::NotSure));
    let absent = model.questions().filter(|q| model.is_sign(*q) && !own(*q));
    let rows: Vec<&[f64]> = absent.filter_map(|q| model.likelihoods(q, AnswerId::NO)).collect();
    if rows.is_empty() {
        return None;
    }
    let least = |i| {
        rows.iter()
            .filter_map(|row: &&[f64]| row.get(i).copied())
            .fold(1.0, f64::min)
    };
    let mut factors: Vec<f64> = model.causes().map(|c| least(c.index())).collect();
    let (mut total, mut mean) = (0.0, 0.0);
    for (cause, factor) in model.causes().zip(&factors).filter(|(c, _)| *c != model.leak()) {
        total += model.prior(cause);
        mean += model.prior(cause) * factor;
    }
    if let Some(leak) = factors.get_mut(model.leak().index()).filter(|_| total > 0.0) {
        *leak = (mean / total).min(1.0);
    }
    Some(factors)
}
