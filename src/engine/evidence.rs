//! What has been reported so far, as a set: one entry per question and per action, in no order.

use super::model::{ActionId, AnswerId, CauseId, Model, QuestionId};
use crate::sorted::Map;

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

/// What the odds of a cause are multiplied by: above 0 and finite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Odds(u64);

impl Odds {
    /// The most that a report can weigh; the least is one over this.
    pub const MOST: f64 = 1000.0;

    /// A factor from 1/1000 to 1000.
    pub fn new(factor: f64) -> Option<Self> {
        (1.0 / Self::MOST..=Self::MOST)
            .contains(&factor)
            .then(|| Self(factor.to_bits()))
    }

    /// The factor.
    pub fn factor(self) -> f64 {
        f64::from_bits(self.0)
    }
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
    /// What somebody who sees all owners reports of a cause: its odds are so many times what they were.
    Incident(CauseId, Odds),
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
    /// What is reported of one cause.
    Incident(CauseId),
}

impl Entry {
    /// What it is about.
    pub fn subject(self) -> Subject {
        match self {
            Self::NoSigns => Subject::Signs,
            Self::Question(question, _) => Subject::Question(question),
            Self::Action(action, _) => Subject::Action(action),
            Self::Incident(cause, _) => Subject::Incident(cause),
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
    findings: Map<QuestionId, Finding>,
    outcomes: Map<ActionId, Outcome>,
    incidents: Map<CauseId, Odds>,
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
            Entry::Incident(cause, odds) => {
                self.incidents.insert(cause, odds);
            }
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
            Subject::Incident(cause) => self.incidents.remove(&cause).map(|o| Entry::Incident(cause, o)),
        }
    }

    /// The entry about a subject.
    pub fn get(&self, subject: Subject) -> Option<Entry> {
        match subject {
            Subject::Signs => self.no_signs.then_some(Entry::NoSigns),
            Subject::Question(question) => self.finding(question).map(|f| Entry::Question(question, f)),
            Subject::Action(action) => self.outcome(action).map(|o| Entry::Action(action, o)),
            Subject::Incident(cause) => self.incidents.get(&cause).map(|o| Entry::Incident(cause, *o)),
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

    /// All entries: "none of these signs", then by question, by action, and incidents by cause, each in file order.
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
        let incidents = self
            .incidents
            .iter()
            .map(|(cause, odds)| Entry::Incident(*cause, *odds));
        signs.into_iter().chain(findings).chain(outcomes).chain(incidents)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.findings
            .len()
            .saturating_add(self.outcomes.len())
            .saturating_add(self.incidents.len())
            .saturating_add(usize::from(self.no_signs))
    }

    /// How many cards it took, as far as that shows: a sign that is seen may have been ticked at the start, and counts for
    /// none.
    pub(super) fn n_cards(&self, model: &Model) -> usize {
        let asked = |(question, finding): &(&QuestionId, &Finding)| {
            !(model.is_sign(**question) && **finding == Finding::Answer(AnswerId::YES))
        };
        self.findings
            .iter()
            .filter(asked)
            .count()
            .saturating_add(self.outcomes.len())
    }

    /// True if nothing has been reported.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// True if the action was tried in vain or found impossible, so that what comes after it is open.
    pub(super) fn used_up(&self, action: ActionId) -> bool {
        matches!(self.outcome(action), Some(Outcome::NotFixed | Outcome::CantDo))
    }

    /// True if this is the answer that was given.
    pub(super) fn has_answer(&self, question: QuestionId, answer: AnswerId) -> bool {
        self.finding(question) == Some(Finding::Answer(answer))
    }

    /// Every entry that says something, with P(entry given cause) for each cause.
    pub(super) fn heard(&self, model: &Model) -> Heard {
        let mut heard = Heard {
            n_causes: model.n_causes(),
            entries: Vec::with_capacity(self.len()),
            factors: Vec::with_capacity(self.len().saturating_mul(model.n_causes())),
        };
        if let Some(factors) = self.no_signs.then(|| no_signs(model, self)).flatten() {
            heard.push(Entry::NoSigns, |row| row.copy_from_slice(&factors));
        }
        for (&question, &finding) in &self.findings {
            let Finding::Answer(answer) = finding else { continue };
            if let Some(likelihoods) = model.likelihoods(question, answer) {
                let tempered = self.counts_less(model, question);
                heard.push(Entry::Question(question, finding), |row| {
                    if tempered {
                        temper(model, question, answer, row);
                    } else {
                        likelihoods.write(row);
                    }
                });
            }
        }
        for (&action, &outcome) in &self.outcomes {
            if outcome != Outcome::NotFixed {
                continue;
            }
            if let Some(fixes) = model.fix_chances(action) {
                let before = self.failed_in_tie(model, action).filter(|mate| *mate < action);
                let failed = surest(model, before);
                heard.push(Entry::Action(action, outcome), |row| {
                    fixes.write(row);
                    match &failed {
                        Some(failed) => row.iter_mut().zip(failed).for_each(|(p, f)| *p = 1.0 - beyond(*p, *f)),
                        None => row.iter_mut().for_each(|p| *p = 1.0 - *p),
                    }
                });
            }
        }
        for (&cause, &odds) in &self.incidents {
            if model.causes().any(|known| known == cause) {
                let (here, elsewhere) = report(odds);
                heard.push(Entry::Incident(cause, odds), |row| {
                    row.fill(elsewhere);
                    row.iter_mut().skip(cause.index()).take(1).for_each(|p| *p = here);
                });
            }
        }
        heard
    }

    /// True if a finding counts less because one earlier in the file, tied to it, has been answered.
    fn counts_less(&self, model: &Model, question: QuestionId) -> bool {
        self.answered_in_tie(model, question).any(|mate| mate < question)
    }

    /// The questions tied to this one that have been answered.
    pub(super) fn answered_in_tie(&self, model: &Model, question: QuestionId) -> impl Iterator<Item = QuestionId> {
        let answered = self.findings.iter().filter(|(_, f)| matches!(f, Finding::Answer(_)));
        answered
            .map(|(mate, _)| *mate)
            .filter(move |mate| model.questions_are_tied(question, *mate))
    }

    /// The actions tied to this one that failed.
    pub(super) fn failed_in_tie(&self, model: &Model, action: ActionId) -> impl Iterator<Item = ActionId> {
        let failed = self.outcomes.iter().filter(|(_, o)| **o == Outcome::NotFixed);
        failed
            .map(|(mate, _)| *mate)
            .filter(move |mate| model.actions_are_tied(action, *mate))
    }
}

/// P(report given its cause) and P(report given another cause): in the ratio of the odds, the larger one 1.
///
/// Only the ratio counts: what both are multiplied by cancels in the belief and in the surprise.
fn report(odds: Odds) -> (f64, f64) {
    let factor = odds.factor();
    if factor >= 1.0 {
        (1.0, 1.0 / factor)
    } else {
        (factor, 1.0)
    }
}

/// P(answer given cause) of a question that reads the same fact as another that has been answered: the square root
/// of its likelihood, scaled so that the answers sum to 1 again.
pub(super) fn temper(model: &Model, question: QuestionId, answer: AnswerId, numbers: &mut [f64]) {
    for (cause, number) in model.causes().zip(numbers) {
        let root = |answer| model.likelihood(question, answer, cause).sqrt();
        let total: f64 = model.answers(question).map(root).sum();
        *number = if total > 0.0 { root(answer) / total } else { 0.0 };
    }
}

/// How many times as much a finding counts for a question near it: of the same place or heading.
const NEAR: f64 = 3.0;

/// P(one who is asked this question cannot tell), the same under every cause, after what the session has taught.
///
/// The mean of a Beta distribution: the guide's chance, counted as so many answers as it says, and each question that
/// was answered or not in this session, which counts more for questions of the same place or heading: who could not
/// look there once cannot look there for another.
/// A sign that is seen may have been ticked unasked and does not count.
/// Only the plan reckons with it; the belief does not. It does not depend on the order of the findings.
pub(super) fn unsure(model: &Model, evidence: &Evidence, question: QuestionId) -> f64 {
    let (mean, strength) = (model.unsure(question), model.unsure_strength());
    if strength == 0.0 {
        return mean;
    }
    let (mut all, mut unsure) = (strength, strength * mean);
    for (other, finding) in &evidence.findings {
        let counts = match finding {
            Finding::Answer(answer) => *answer != AnswerId::YES || !model.is_sign(*other),
            Finding::NotSure => true,
            Finding::Skipped => false,
        };
        if counts {
            let weight = if model.questions_are_near(question, *other) {
                NEAR
            } else {
                1.0
            };
            all += weight;
            if *finding == Finding::NotSure {
                unsure += weight;
            }
        }
    }
    unsure / all
}

/// By cause, the largest fix chance of these actions; `None` without actions.
pub(super) fn surest(model: &Model, actions: impl Iterator<Item = ActionId>) -> Option<Vec<f64>> {
    let mut surest: Option<Vec<f64>> = None;
    for action in actions {
        let surest = surest.get_or_insert_with(|| vec![0.0; model.n_causes()]);
        for (cause, most) in model.causes().zip(surest) {
            *most = model.fixes(action, cause).max(*most);
        }
    }
    surest
}

/// P(one action repairs given that another failed) for actions that work in the same way, from the chances of each:
/// whatever the surer one could not mend, the less sure one cannot mend either.
pub(super) fn beyond(p: f64, failed: f64) -> f64 {
    if p > failed { (p - failed) / (1.0 - failed) } else { 0.0 }
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

/// The entries that say something, each with P(entry given cause) for each cause.
pub(super) struct Heard {
    n_causes: usize,
    entries: Vec<Entry>,
    /// A row per entry.
    factors: Vec<f64>,
}

impl Heard {
    pub(super) fn iter(&self) -> impl Iterator<Item = (Entry, &[f64])> + Clone {
        // Chunks must not be empty; a model has at least one cause.
        let rows = self.factors.chunks_exact(self.n_causes.max(1));
        self.entries.iter().copied().zip(rows)
    }

    fn push(&mut self, entry: Entry, write: impl FnOnce(&mut [f64])) {
        let start = self.factors.len();
        self.factors.resize(start.saturating_add(self.n_causes), 0.0);
        self.entries.push(entry);
        if let Some(row) = self.factors.get_mut(start..) {
            write(row);
        }
    }
}

/// P("none of these signs" given cause): the least P(no given cause) of the signs without an answer of their own.
///
/// The signs are taken as fully nested (who would miss the plainest one would miss them all), so ten absent
/// signs do not count ten times. The leak gets the prior-weighted mean of the other causes: its belief stays.
fn no_signs(model: &Model, evidence: &Evidence) -> Option<Vec<f64>> {
    let own = |q| matches!(evidence.finding(q), Some(Finding::Answer(_) | Finding::NotSure));
    let absent = model.questions().filter(|q| model.is_sign(*q) && !own(*q));
    let rows: Vec<_> = absent.filter_map(|q| model.likelihoods(q, AnswerId::NO)).collect();
    if rows.is_empty() {
        return None;
    }
    let mut factors: Vec<f64> = model
        .causes()
        .map(|c| rows.iter().map(|row| row.at(c)).fold(1.0, f64::min))
        .collect();
    let Some(leak) = model.leak() else {
        return Some(factors);
    };
    let (mut total, mut mean) = (0.0, 0.0);
    for (cause, factor) in model.causes().zip(&factors).filter(|(c, _)| *c != leak) {
        total += model.prior(cause);
        mean += model.prior(cause) * factor;
    }
    if let Some(leak) = factors.get_mut(leak.index()).filter(|_| total > 0.0) {
        *leak = (mean / total).min(1.0);
    }
    Some(factors)
}
