//! What one person has reported so far, kept so that nothing is ever lost.
//!
//! [`Progress`] is a log of changes by the ids the guide uses.
//! Undo and redo move a cursor over the log; [`Progress::session`] plays it back into entries in the order
//! they were first made, and [`Session::evidence`] turns those into what the engine reads.
//! Belief and advice are never stored.

use std::fmt;

use crate::engine::{self, Evidence, Finding, Model, Odds, Outcome};
use crate::guide::{Guide, Id};
use crate::json;
use crate::sorted::{Map, Set};
use carry::Marks;
use copy::Writes;

mod carry;
pub mod code;
pub mod copy;
mod shapes;
#[cfg(feature = "page")]
pub mod store;
#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) mod tests;

/// The version of the stored record.
pub const VERSION: u32 = 1;

/// The answer that a tapped sign stands for.
pub const YES: &str = "yes";
/// The answer of a sign that the owner does not see.
pub const NO: &str = "no";

/// Milliseconds since 1970-01-01 UTC, as the browser's clock gives them.
pub type Millis = f64;

/// All that is kept of one person's way through one guide.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    version: u32,
    /// The guide it belongs to.
    pub guide: Id,
    /// The revision of the guide that the entries were last checked against.
    pub revision: String,
    log: Vec<Change>,
    cursor: usize,
    /// Sub-steps that were ticked, by action.
    pub ticks: Map<Id, Set<Id>>,
    /// Prevention items that were ticked.
    pub prevention: Set<Id>,
    /// The platform the owner uses, once chosen.
    pub platform: Option<Id>,
    /// When the wait of an action is over, for those that were started.
    pub timers: Map<Id, Millis>,
    /// Risky actions whose warning was read.
    pub confirmed: Set<Id>,
    /// Incidents that the owner took back, by their names.
    pub ignored: Set<Id>,
    /// The place the owner went to, by their own word; read it with [`Progress::here`].
    pub visit: Option<Visit>,
    /// Who kept it how often; progress is equal whatever stands here.
    pub writes: Writes,
}

/// That the owner is at a place one has to go to.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// One of the guide's places that are away.
    pub place: Id,
    /// When they said so.
    pub since: Millis,
}

/// How long the owner is taken to stay where they said they are.
pub const STAY: Millis = 3.0 * 3_600_000.0;

/// Entries that were set or taken back together: one step of undo.
#[derive(Clone, Debug, PartialEq)]
struct Change {
    at: Millis,
    set: Vec<(Subject, Option<Said>)>,
    /// When each of `set` was said, for what was carried here from elsewhere; `at` where it is missing.
    times: Vec<Millis>,
    /// Marks that change places with the present ones when the change is undone or redone.
    marks: Option<Marks>,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The diagnosis was started.
    Start,
    /// A sign of the guide.
    Sign(Id),
    /// All signs at once: none of them is seen.
    NoSigns,
    /// A question of the guide.
    Question(Id),
    /// An action of the guide.
    Action(Id),
    /// The owner stopped and took the report to support.
    Service,
}

/// What was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// That it is so (a start, no signs, a stop).
    So,
    /// An answer, by its id; of a sign, `yes` or `no`.
    Answer(Id),
    /// The owner could not tell.
    NotSure,
    /// The owner put it off.
    Later,
    /// The action was done and the trouble is gone.
    Fixed,
    /// The action was done and the trouble is still there.
    NotFixed,
    /// The action could not be done.
    CantDo,
}

/// One entry in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is about.
    pub subject: Subject,
    /// What was said of it last.
    pub said: Said,
    /// When that was said.
    pub at: Millis,
}

/// The entries in force, in the order in which their subjects were first reported.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// All entries, marks of start and stop included.
    pub entries: Vec<Entry>,
    /// What the host of the page reports: a cause, and what its odds are multiplied by.
    pub report: Option<(Id, Odds)>,
}

/// Why an entry changes nothing any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moot {
    /// The action is to be tried only after another answer to this sign or question.
    Condition(Id),
    /// What else was said says as much.
    Repeats,
}

/// Why a stored record cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// It is not a record at all; holds the reader's words.
    NotARecord(String),
    /// It was written by a newer program.
    NewerVersion(u32),
    /// It belongs to another guide.
    OtherGuide(Id),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotARecord(why) => write!(f, "not a progress record: {why}"),
            Self::NewerVersion(found) => write!(f, "written by a newer version ({found}, this page knows {VERSION})"),
            Self::OtherGuide(found) => write!(f, "belongs to the guide \"{found}\""),
        }
    }
}

impl Progress {
    /// Nothing reported yet.
    pub fn new(guide: Id, revision: String) -> Self {
        Self {
            version: VERSION,
            guide,
            revision,
            log: Vec::new(),
            cursor: 0,
            ticks: Map::new(),
            prevention: Set::new(),
            platform: None,
            timers: Map::new(),
            confirmed: Set::new(),
            ignored: Set::new(),
            visit: None,
            writes: Writes::default(),
        }
    }

    /// Reads a stored record.
    ///
    /// # Errors
    /// When the text is no record, is of a newer version, or belongs to another guide.
    pub fn read(text: &str, guide: &Id) -> Result<Self, ReadError> {
        let broken = |error: json::Error| ReadError::NotARecord(error.to_string());
        let tree = json::parse(text).map_err(broken)?;
        let head: shapes::Head = json::take(text, &tree).map_err(broken)?;
        if head.version > VERSION {
            return Err(ReadError::NewerVersion(head.version));
        }
        let mut progress: Self = json::take(text, &tree).map_err(broken)?;
        if progress.guide != *guide {
            return Err(ReadError::OtherGuide(progress.guide));
        }
        progress.cursor = progress.cursor.min(progress.log.len());
        Ok(progress)
    }

    /// The record as it is stored.
    pub fn to_json(&self) -> String {
        json::to_string(self)
    }

    /// True while there is nothing worth keeping.
    pub fn is_pristine(&self) -> bool {
        *self == Self::new(self.guide.clone(), self.revision.clone())
    }

    /// Sets (or, with `None`, takes back) entries together, as one step of undo.
    ///
    /// What had been undone before can no longer be redone.
    pub fn record(&mut self, at: Millis, set: Vec<(Subject, Option<Said>)>) {
        self.push(Change {
            at,
            set,
            times: Vec::new(),
            marks: None,
        });
    }

    /// Where the owner is, as far as that is away; forgotten after [`STAY`].
    pub fn here(&self, now: Millis) -> Option<&Id> {
        let visit = self.visit.as_ref()?;
        (0.0..STAY).contains(&(now - visit.since)).then_some(&visit.place)
    }

    /// How many changes are in force: the depth to which one can undo.
    pub fn depth(&self) -> usize {
        self.cursor
    }

    /// The change that would be undone next, if there is one: what was said, or taken back.
    pub fn last_change(&self) -> Option<&[(Subject, Option<Said>)]> {
        let last = self.log.get(self.cursor.checked_sub(1)?)?;
        Some(&last.set)
    }

    /// The change that would be redone next, if there is one.
    pub fn next_change(&self) -> Option<&[(Subject, Option<Said>)]> {
        self.log.get(self.cursor).map(|change| change.set.as_slice())
    }

    /// The action that was said to have mended it, if the last thing said is that it did not.
    pub fn came_back(&self) -> Option<&Id> {
        let Some([(subject @ Subject::Action(id), Some(Said::NotFixed))]) = self.last_change() else {
            return None;
        };
        let before = self.played(self.cursor.saturating_sub(1));
        (before.said(subject) == Some(&Said::Fixed)).then_some(id)
    }

    /// The actions that were said to have mended it and then not to have, as far as both are on record.
    pub fn worked_for_a_while(&self) -> Set<Id> {
        let (mut fixed, mut lapsed) = (Set::new(), Set::new());
        let changes = self.log.iter().take(self.cursor);
        for (subject, said) in changes.flat_map(|change| &change.set) {
            let Subject::Action(id) = subject else { continue };
            let was_fixed = fixed.remove(id);
            match said {
                Some(Said::Fixed) => {
                    lapsed.remove(id);
                    fixed.insert(id.clone());
                }
                Some(Said::NotFixed) if was_fixed => {
                    lapsed.insert(id.clone());
                }
                Some(Said::NotFixed) => {}
                _ => {
                    lapsed.remove(id);
                }
            }
        }
        lapsed
    }

    /// Undoes (negative) or redoes (positive) this many changes, as far as there are any.
    pub fn step(&mut self, by: i32) {
        let to = self
            .cursor
            .saturating_add_signed(isize::try_from(by).unwrap_or_default());
        let to = to.min(self.log.len());
        while self.cursor > to {
            self.cursor -= 1;
            self.trade_marks();
        }
        while self.cursor < to {
            self.trade_marks();
            self.cursor += 1;
        }
    }

    /// Plays the changes in force back.
    pub fn session(&self) -> Session {
        self.played(self.cursor)
    }

    fn played(&self, n_changes: usize) -> Session {
        let mut session = Session::default();
        for change in self.log.iter().take(n_changes) {
            for (place, (subject, said)) in change.set.iter().enumerate() {
                let at = change.times.get(place).copied().unwrap_or(change.at);
                session.set(subject, said.as_ref(), at);
            }
        }
        session
    }

    /// Forgets entries that mean nothing in `guide` any more and returns what they were about.
    ///
    /// All others stay, in their order and with their history.
    pub fn reconcile(&mut self, guide: &Guide, revision: &str) -> Vec<Subject> {
        let mut dropped = Set::new();
        if self.revision == revision {
            return Vec::new();
        }
        revision.clone_into(&mut self.revision);
        for change in &mut self.log {
            let mut times = std::mem::take(&mut change.times).into_iter();
            change.set.retain(|(subject, said)| {
                let (keep, time) = (has_meaning(guide, subject, said.as_ref()), times.next());
                if keep {
                    change.times.extend(time);
                } else {
                    dropped.insert(subject.clone());
                }
                keep
            });
            if let Some(marks) = &mut change.marks {
                marks.reconcile(guide);
            }
        }
        let in_force = self
            .log
            .iter()
            .take(self.cursor)
            .filter(|change| !change.set.is_empty())
            .count();
        self.log.retain(|change| !change.set.is_empty());
        self.cursor = in_force;
        let mut marks = Marks::default();
        self.swap_marks(&mut marks);
        marks.reconcile(guide);
        self.swap_marks(&mut marks);
        if self
            .visit
            .as_ref()
            .is_some_and(|visit| !guide.away.contains(&visit.place))
        {
            self.visit = None;
        }
        dropped.into_iter().collect()
    }
}

impl Entry {
    /// True of a sign that is seen.
    pub fn says_yes(&self) -> bool {
        matches!(&self.said, Said::Answer(answer) if answer.as_str() == YES)
    }
}

impl Session {
    /// True once the diagnosis was started or anything was reported.
    pub fn started(&self) -> bool {
        !self.entries.is_empty()
    }

    /// What was said of a subject, if anything.
    pub fn said(&self, subject: &Subject) -> Option<&Said> {
        self.entries
            .iter()
            .find(|entry| entry.subject == *subject)
            .map(|entry| &entry.said)
    }

    /// The entries that tell something: those of a timeline.
    pub fn told(&self) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(|entry| !matches!(entry.subject, Subject::Start | Subject::Service))
    }

    /// The action that mended it, if one did.
    pub fn fixed_by(&self) -> Option<&Id> {
        self.entries
            .iter()
            .find_map(|entry| match (&entry.subject, &entry.said) {
                (Subject::Action(id), Said::Fixed) => Some(id),
                _ => None,
            })
    }

    /// True if the owner stopped to call support.
    pub fn handed_over(&self) -> bool {
        self.said(&Subject::Service).is_some()
    }

    /// What was put off.
    pub fn put_off(&self) -> impl Iterator<Item = &Subject> {
        self.entries
            .iter()
            .filter(|entry| entry.said == Said::Later)
            .map(|entry| &entry.subject)
    }

    /// Entries that change nothing any more, with the reason.
    pub fn moot(&self, model: &Model) -> Vec<(Subject, Moot)> {
        let evidence = self.evidence(model);
        let unmet = self.entries.iter().filter_map(|entry| match &entry.subject {
            Subject::Action(id) if entry.said != Said::Fixed => {
                let question = unmet(model, &evidence, model.action(id.as_str())?)?;
                Some((entry.subject.clone(), Moot::Condition(question.clone())))
            }
            _ => None,
        });
        let repeats = engine::moot(model, &evidence);
        let repeats = repeats.into_iter().filter_map(|entry| {
            let subject = match entry.subject() {
                engine::Subject::Signs => Subject::NoSigns,
                engine::Subject::Question(question) if model.is_sign(question) => {
                    Subject::Sign(model.question_name(question).clone())
                }
                engine::Subject::Question(question) => Subject::Question(model.question_name(question).clone()),
                engine::Subject::Action(action) => Subject::Action(model.action_name(action).clone()),
                engine::Subject::Incident(_) => return None,
            };
            Some((subject, Moot::Repeats))
        });
        unmet.chain(repeats).collect()
    }

    /// What the engine reads; what the model does not know is left out.
    ///
    /// What came of an action does not count while an answer that the action depends on is another one:
    /// it was not tried under the conditions that its numbers are for.
    pub fn evidence(&self, model: &Model) -> Evidence {
        let mut evidence = self.all_evidence(model);
        let unmet: Vec<_> = model
            .actions()
            .filter(|action| unmet(model, &evidence, *action).is_some())
            .collect();
        for action in unmet {
            evidence.remove(engine::Subject::Action(action));
        }
        evidence
    }

    fn all_evidence(&self, model: &Model) -> Evidence {
        let mut evidence = Evidence::default();
        if let Some((cause, odds)) = &self.report
            && let Some(cause) = model.cause(cause.as_str())
        {
            evidence.set(engine::Entry::Incident(cause, *odds));
        }
        for entry in &self.entries {
            match &entry.subject {
                Subject::Start | Subject::Service => {}
                Subject::NoSigns => evidence.set(engine::Entry::NoSigns),
                Subject::Sign(id) | Subject::Question(id) => {
                    let Some(question) = model.question(id.as_str()) else {
                        continue;
                    };
                    let finding = match &entry.said {
                        Said::Answer(answer) => model.answer(question, answer.as_str()).map(Finding::Answer),
                        Said::NotSure => Some(Finding::NotSure),
                        Said::Later => Some(Finding::Skipped),
                        _ => None,
                    };
                    if let Some(finding) = finding {
                        evidence.set(engine::Entry::Question(question, finding));
                    }
                }
                Subject::Action(id) => {
                    let Some(action) = model.action(id.as_str()) else {
                        continue;
                    };
                    let outcome = match &entry.said {
                        Said::NotFixed => Some(Outcome::NotFixed),
                        Said::CantDo => Some(Outcome::CantDo),
                        Said::Later => Some(Outcome::Skipped),
                        _ => None,
                    };
                    if let Some(outcome) = outcome {
                        evidence.set(engine::Entry::Action(action, outcome));
                    }
                }
            }
        }
        evidence
    }

    fn set(&mut self, subject: &Subject, said: Option<&Said>, at: Millis) {
        let found = self.entries.iter().position(|entry| entry.subject == *subject);
        match (found.and_then(|place| self.entries.get_mut(place)), said) {
            (Some(entry), Some(said)) => {
                entry.said = said.clone();
                entry.at = at;
            }
            (None, Some(said)) => self.entries.push(Entry {
                subject: subject.clone(),
                said: said.clone(),
                at,
            }),
            (_, None) => self.entries.retain(|entry| entry.subject != *subject),
        }
    }
}

/// The first condition of an action that is not as it has to be.
fn unmet<'m>(model: &'m Model, evidence: &Evidence, action: engine::ActionId) -> Option<&'m Id> {
    let conditions = model.only_if(action).iter();
    let mut unmet =
        conditions.filter(|(question, answer)| evidence.finding(*question) != Some(Finding::Answer(*answer)));
    unmet.next().map(|(question, _)| model.question_name(*question))
}

fn has_meaning(guide: &Guide, subject: &Subject, said: Option<&Said>) -> bool {
    match subject {
        Subject::Start | Subject::Service | Subject::NoSigns => true,
        Subject::Sign(id) => guide.signs.iter().any(|sign| sign.id == *id),
        Subject::Action(id) => guide.actions.iter().any(|action| action.id == *id),
        Subject::Question(id) => guide.questions.iter().any(|question| {
            question.id == *id
                && match said {
                    Some(Said::Answer(answer)) => question.answers.contains(answer),
                    _ => true,
                }
        }),
    }
}
