//! The share link: all of a progress but what was undone, by the ids the guide uses.
//!
//! It is the part of an address after `#`. Times are kept to the second.

use super::pack::{Reader, Writer};
use super::{CodeError, letters};
use crate::guide::Id;
use crate::progress::{Entry, Millis, NO, Progress, Said, Subject, YES};
use crate::sorted::Set;

/// What the fragment begins with.
pub const PREFIX: &str = "carry=";

/// What is written at present; the first letter tells 32 versions apart.
const VERSION: u32 = 0;
const N_VERSIONS: u32 = 32;

/// How many letters at the end tell whether the link is whole.
const N_CHECKS: usize = 5;

/// A longer link is none of ours: the whole guide answered, ticked and read takes half of it.
const LONGEST: usize = 8000;

/// Letters of ids with their weights in the shipped guide; the end of an id first, what is not listed last.
const ID_LETTERS: &[u8] = b"\0erta-nisoldcpygwfhkuvmbqzxj0123456789";
const ID_WEIGHTS: [u32; 39] = [
    25, 26, 21, 19, 18, 17, 16, 14, 14, 13, 9, 8, 8, 8, 5, 5, 4, 4, 4, 4, 4, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1,
];
const N_LETTERS: u32 = 0x11_0000;

/// What an item is about; the end of the items first.
const ITEM: [u32; 8] = [2, 6, 1, 1, 8, 8, 1, 1];
const END: usize = 0;
const SIGN_YES: usize = 1;
const SIGN_NO: usize = 2;
const SIGN: usize = 3;
const QUESTION: usize = 4;
const ACTION: usize = 5;
const START: usize = 6;
/// No signs, or over to support.
const OTHER: usize = 7;

/// What was said: nothing, an answer, not sure, later, not fixed, can't do, fixed, so.
const SAID_OF_QUESTION: [u32; 8] = [1, 24, 4, 2, 1, 1, 1, 1];
const SAID_OF_ACTION: [u32; 8] = [4, 1, 1, 3, 20, 4, 2, 1];

/// Whether there is one: seldom.
const SELDOM: [u32; 2] = [7, 1];
const EVEN: [u32; 2] = [1, 1];

/// Writes the fragment of a link, without the `#`.
pub fn write(progress: &Progress) -> String {
    let mut pack = Pen::default();
    pack.out.number(N_VERSIONS, VERSION);
    pack.id(&progress.guide);
    let entries = progress.session().entries;
    let said: Set<&Id> = entries.iter().filter_map(|entry| action_of(&entry.subject)).collect();
    for entry in &entries {
        pack.entry(entry, progress);
    }
    let marked = progress.ticks.keys().chain(progress.timers.keys());
    let marked: Set<&Id> = marked.chain(&progress.confirmed).collect();
    for action in marked.difference(&said) {
        pack.out.choice(&ITEM, ACTION);
        pack.id(action);
        pack.said(&SAID_OF_ACTION, None);
        pack.marks(action, progress);
    }
    pack.out.choice(&ITEM, END);
    pack.flag(&EVEN, progress.platform.is_some());
    if let Some(platform) = &progress.platform {
        pack.id(platform);
    }
    pack.ids(&progress.prevention);
    seal(pack.out.finish())
}

/// Reads the fragment of a link, with or without the `#`, for one guide.
///
/// What comes back belongs to no revision, so that [`Progress::reconcile`] looks at all of it.
///
/// # Errors
/// When it is damaged, made by a newer program or for another guide.
pub fn read(fragment: &str, guide: &Id) -> Result<Progress, CodeError> {
    let text = fragment.strip_prefix('#').unwrap_or(fragment);
    let text = text.strip_prefix(PREFIX).unwrap_or(text);
    // What a mail program or a sentence put after the address.
    let text = text.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric());
    if text.len() > LONGEST {
        return Err(CodeError::Damaged);
    }
    let numbers: Option<Vec<u8>> = text.chars().map(letters::number).collect();
    let numbers = numbers.ok_or(CodeError::Damaged)?;
    let (numbers, check) = numbers
        .split_at_checked(numbers.len().saturating_sub(N_CHECKS))
        .ok_or(CodeError::Damaged)?;
    if check != checks(numbers) {
        return Err(CodeError::Damaged);
    }
    // The version is what the first letter stands for.
    if Reader::new(numbers).number(N_VERSIONS) > VERSION {
        return Err(CodeError::Newer);
    }
    let progress = unpack(numbers).ok_or(CodeError::Damaged)?;
    if progress.guide != *guide {
        return Err(CodeError::OtherGuide(progress.guide));
    }
    Ok(progress)
}

/// The fragment for what was packed.
pub(super) fn seal(mut numbers: Vec<u8>) -> String {
    numbers.extend(checks(&numbers));
    format!("{PREFIX}{}", letters::spell(&numbers))
}

/// What was packed; none where nothing of ours is.
pub(super) fn unpack(numbers: &[u8]) -> Option<Progress> {
    let mut eye = Eye {
        pack: Reader::new(numbers),
        progress: Progress::new(Id::default(), String::new()),
        second: 0,
    };
    eye.pack.number(N_VERSIONS);
    eye.progress()?;
    Some(eye.progress)
}

fn checks(numbers: &[u8]) -> [u8; N_CHECKS] {
    let hash = letters::hash(numbers.iter().copied());
    // Five bits are left of each.
    [0, 5, 10, 15, 20].map(|shift: u32| (hash.wrapping_shr(shift) & 31) as u8)
}

fn action_of(subject: &Subject) -> Option<&Id> {
    match subject {
        Subject::Action(id) => Some(id),
        _ => None,
    }
}

/// Writes; knows the time of the entry before.
#[derive(Default)]
struct Pen {
    out: Writer,
    second: i64,
}

impl Pen {
    fn entry(&mut self, entry: &Entry, progress: &Progress) {
        let says = |word| matches!(&entry.said, Said::Answer(answer) if answer.as_str() == word);
        match &entry.subject {
            Subject::Start => self.out.choice(&ITEM, START),
            Subject::NoSigns | Subject::Service => {
                self.out.choice(&ITEM, OTHER);
                self.flag(&EVEN, entry.subject == Subject::Service);
            }
            Subject::Sign(id) if says(YES) => self.named(SIGN_YES, id),
            Subject::Sign(id) if says(NO) => self.named(SIGN_NO, id),
            Subject::Sign(id) => {
                self.named(SIGN, id);
                self.said(&SAID_OF_QUESTION, Some(&entry.said));
            }
            Subject::Question(id) => {
                self.named(QUESTION, id);
                self.said(&SAID_OF_QUESTION, Some(&entry.said));
            }
            Subject::Action(id) => {
                self.named(ACTION, id);
                self.said(&SAID_OF_ACTION, Some(&entry.said));
            }
        }
        self.time(entry.at);
        if let Subject::Action(id) = &entry.subject {
            self.marks(id, progress);
        }
    }

    fn named(&mut self, item: usize, id: &Id) {
        self.out.choice(&ITEM, item);
        self.id(id);
    }

    fn said(&mut self, weights: &[u32], said: Option<&Said>) {
        let place = match said {
            None => 0,
            Some(Said::Answer(_)) => 1,
            Some(Said::NotSure) => 2,
            Some(Said::Later) => 3,
            Some(Said::NotFixed) => 4,
            Some(Said::CantDo) => 5,
            Some(Said::Fixed) => 6,
            Some(Said::So) => 7,
        };
        self.out.choice(weights, place);
        if let Some(Said::Answer(id)) = said {
            self.id(id);
        }
    }

    /// What the owner did at an action besides reporting it.
    fn marks(&mut self, action: &Id, progress: &Progress) {
        let confirmed = progress.confirmed.contains(action);
        let (until, ticks) = (progress.timers.get(action), progress.ticks.get(action));
        self.flag(&SELDOM, confirmed);
        self.flag(&SELDOM, until.is_some());
        if let Some(until) = until {
            self.time(*until);
        }
        match ticks {
            Some(ticks) => self.ids(ticks),
            None => self.ids(&Set::new()),
        }
    }

    /// Seconds since the time before, back or forth.
    fn time(&mut self, at: Millis) {
        // A time that no clock gives becomes the nearest that one could.
        let second = (at / 1000.0).floor() as i64;
        let second = second.clamp(0, LAST_SECOND);
        let by = second.saturating_sub(self.second);
        self.out
            .whole((by.wrapping_shl(1) ^ by.wrapping_shr(63)).cast_unsigned());
        self.second = second;
    }

    fn ids(&mut self, ids: &Set<Id>) {
        let named = || ids.iter().filter(|id| !id.as_str().is_empty());
        self.out.whole(named().count() as u64);
        for id in named() {
            self.id(id);
        }
    }

    fn id(&mut self, id: &Id) {
        let unlisted = ID_LETTERS.len();
        for letter in id.as_str().chars().filter(|letter| *letter != '\0') {
            let listed = ID_LETTERS.iter().position(|known| char::from(*known) == letter);
            self.out.choice(&ID_WEIGHTS, listed.unwrap_or(unlisted));
            if listed.is_none() {
                self.out.number(N_LETTERS, u32::from(letter));
            }
        }
        self.out.choice(&ID_WEIGHTS, 0);
    }

    fn flag(&mut self, weights: &[u32; 2], on: bool) {
        self.out.choice(weights, usize::from(on));
    }
}

/// The year 9999 ends with it.
const LAST_SECOND: i64 = 253_402_300_799;

/// Reads; each part is none where nothing of ours is written.
struct Eye {
    pack: Reader,
    progress: Progress,
    second: i64,
}

impl Eye {
    fn progress(&mut self) -> Option<()> {
        self.progress.guide = self.id()?;
        let mut entries = Vec::new();
        loop {
            let item = self.pack.choice(&ITEM);
            if item == END {
                break;
            }
            if let Some(entry) = self.item(item)? {
                entries.push(entry);
            }
        }
        if self.flag(&EVEN) {
            self.progress.platform = Some(self.id()?);
        }
        self.progress.prevention = self.ids()?;
        self.progress.hold(entries);
        self.pack.is_at_end().then_some(())
    }

    /// An entry, or the marks of an action of which nothing was said.
    fn item(&mut self, item: usize) -> Option<Option<Entry>> {
        let (subject, said) = match item {
            START => (Subject::Start, Some(Said::So)),
            OTHER if self.flag(&EVEN) => (Subject::Service, Some(Said::So)),
            OTHER => (Subject::NoSigns, Some(Said::So)),
            SIGN_YES => (Subject::Sign(self.id()?), Some(Said::Answer(YES.into()))),
            SIGN_NO => (Subject::Sign(self.id()?), Some(Said::Answer(NO.into()))),
            SIGN => (Subject::Sign(self.id()?), self.said(&SAID_OF_QUESTION)?),
            QUESTION => (Subject::Question(self.id()?), self.said(&SAID_OF_QUESTION)?),
            _ => (Subject::Action(self.id()?), self.said(&SAID_OF_ACTION)?),
        };
        let mut entry = None;
        if let Some(said) = said {
            let (subject, at) = (subject.clone(), self.time()?);
            entry = Some(Entry { subject, said, at });
        }
        if let Subject::Action(id) = subject {
            self.marks(id)?;
        }
        Some(entry)
    }

    fn said(&mut self, weights: &[u32]) -> Option<Option<Said>> {
        Some(Some(match self.pack.choice(weights) {
            0 => return Some(None),
            1 => Said::Answer(self.id()?),
            2 => Said::NotSure,
            3 => Said::Later,
            4 => Said::NotFixed,
            5 => Said::CantDo,
            6 => Said::Fixed,
            _ => Said::So,
        }))
    }

    fn marks(&mut self, action: Id) -> Option<()> {
        if self.flag(&SELDOM) {
            self.progress.confirmed.insert(action.clone());
        }
        if self.flag(&SELDOM) {
            let until = self.time()?;
            self.progress.timers.insert(action.clone(), until);
        }
        let ticks = self.ids()?;
        if !ticks.is_empty() {
            self.progress.ticks.insert(action, ticks);
        }
        Some(())
    }

    fn time(&mut self) -> Option<Millis> {
        let coded = self.pack.whole()?;
        let by = (coded >> 1).cast_signed() ^ (coded & 1).cast_signed().wrapping_neg();
        self.second = self.second.checked_add(by)?;
        (0..=LAST_SECOND)
            .contains(&self.second)
            // Such a number of seconds is exact.
            .then_some(self.second as f64 * 1000.0)
    }

    fn ids(&mut self) -> Option<Set<Id>> {
        let n_ids = self.pack.whole()?;
        let mut ids = Set::new();
        for _ in 0..n_ids {
            let id = self.id()?;
            // No id is empty; without this a list could go on for ever once nothing is left to read.
            ids.insert(Some(id).filter(|id| !id.as_str().is_empty())?);
        }
        Some(ids)
    }

    fn id(&mut self) -> Option<Id> {
        let mut id = String::new();
        loop {
            let letter = match self.pack.choice(&ID_WEIGHTS) {
                0 => return Some(Id(id)),
                place => match ID_LETTERS.get(place) {
                    Some(letter) => char::from(*letter),
                    // No id holds what ends one.
                    None => char::from_u32(self.pack.number(N_LETTERS)).filter(|letter| *letter != '\0')?,
                },
            };
            id.push(letter);
        }
    }

    fn flag(&mut self, weights: &[u32; 2]) -> bool {
        self.pack.choice(weights) == 1
    }
}
