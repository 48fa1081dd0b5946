//! The case code: the evidence alone, short enough to be read over the phone.
//!
//! Signs, questions and actions are named by their place in the guide, so a few bits tell whether the reader has the
//! same guide and the same order of things in it. Times, ticks and countdowns are left out.

use super::pack::{Reader, Writer};
use super::{CodeError, check, letters};
use crate::guide::{Guide, Id};
use crate::progress::{NO, Said, Session, Subject, YES};

/// What is written at present; a code can tell [`N_VERSIONS`] apart.
const VERSION: u32 = 0;
const N_VERSIONS: u32 = 4;

/// How many guides, and versions of one guide, are told apart: with the version of the code one group of letters.
const N_GUIDES: u32 = 256;
const N_LAYOUTS: u32 = 1024;

/// No code of more letters is ever written, and none of fewer: one group and the check.
const LONGEST: usize = 1000;
const SHORTEST: usize = letters::GROUP + check::N_CHECKS;

/// How often things are said, as weights: nothing first, then what [`sayings`] lists.
const SIGN: [u32; 5] = [240, 12, 2, 1, 1];
const NO_SIGNS: [u32; 2] = [15, 1];
const ACTION: [u32; 5] = [112, 11, 2, 2, 1];

/// Entries with what was said, in the guide's order.
pub type Evidence = Vec<(Subject, Said)>;

/// Writes what is known of one session in groups of four letters, such as `7K2M-9QXA-3T`.
///
/// What the guide does not know is left out.
pub fn write(session: &Session, guide: &Guide) -> String {
    let mut pack = Writer::default();
    pack.number(N_VERSIONS, VERSION);
    pack.number(N_GUIDES, guide_mark(&guide.id));
    pack.number(N_LAYOUTS, layout_mark(guide));
    for (subject, sayings, weights) in sayings(guide) {
        let said = session.said(&subject);
        let place = said.and_then(|said| sayings.iter().position(|known| known == said));
        pack.choice(&weights, place.map_or(0, |place| place.saturating_add(1)));
    }
    let mut numbers = pack.finish();
    check::add(&mut numbers);
    letters::spell_in_groups(&numbers)
}

/// Reads a code as somebody typed it, with a guide to read it against.
///
/// # Errors
/// With what is wrong and, for a mistyped letter, where.
pub fn read(text: &str, guide: &Guide) -> Result<Evidence, CodeError> {
    let mistyped = |place: Option<usize>| CodeError::Mistyped {
        group: place.map(|place| letters::group_at(text, place)),
    };
    let mut numbers = letters::read_code(text)?;
    if !(SHORTEST..=LONGEST).contains(&numbers.len()) {
        return Err(mistyped(None));
    }
    if !check::holds(&numbers) {
        return Err(mistyped(check::suspect(&numbers)));
    }
    numbers.truncate(numbers.len().saturating_sub(check::N_CHECKS));
    let mut pack = Reader::new(&numbers);
    if pack.number(N_VERSIONS) > VERSION {
        return Err(CodeError::Newer);
    }
    if pack.number(N_GUIDES) != guide_mark(&guide.id) {
        return Err(CodeError::AnotherGuide);
    }
    if pack.number(N_LAYOUTS) != layout_mark(guide) {
        return Err(CodeError::OtherVersion);
    }
    let mut evidence = Vec::new();
    for (subject, sayings, weights) in sayings(guide) {
        let said = pack.choice(&weights).checked_sub(1);
        if let Some(said) = said.and_then(|place| sayings.get(place)) {
            evidence.push((subject, said.clone()));
        }
    }
    // Something is left over only where a mistake went unseen.
    pack.is_at_end().then_some(evidence).ok_or_else(|| mistyped(None))
}

/// Everything that can be said of each subject, likeliest first, with the weights of saying nothing and of each.
fn sayings(guide: &Guide) -> impl Iterator<Item = (Subject, Vec<Said>, Vec<u32>)> {
    let none = (Subject::NoSigns, vec![Said::So], NO_SIGNS.to_vec());
    let signs = guide.signs.iter().map(|sign| {
        let answers = [YES, NO].map(|answer| Said::Answer(answer.into()));
        let said = answers.into_iter().chain([Said::NotSure, Said::Later]).collect();
        (Subject::Sign(sign.id.clone()), said, SIGN.to_vec())
    });
    let questions = guide.questions.iter().map(|question| {
        let answers = question.answers.iter().cloned().map(Said::Answer);
        let said: Vec<Said> = answers.chain([Said::NotSure, Said::Later]).collect();
        let mut weights = vec![4; question.answers.len()];
        weights.extend([2, 1]);
        // One question in three is asked.
        let sum: u32 = weights.iter().sum();
        weights.insert(0, sum.saturating_mul(2));
        (Subject::Question(question.id.clone()), said, weights)
    });
    let actions = guide.actions.iter().map(|action| {
        let said = vec![Said::NotFixed, Said::CantDo, Said::Later, Said::Fixed];
        (Subject::Action(action.id.clone()), said, ACTION.to_vec())
    });
    std::iter::once(none).chain(signs).chain(questions).chain(actions)
}

/// A few bits of the guide's name.
fn guide_mark(guide: &Id) -> u32 {
    letters::hash(guide.as_str().bytes()) % N_GUIDES
}

/// A few bits of what stands where in the guide; its numbers and words may change without changing them.
fn layout_mark(guide: &Guide) -> u32 {
    let signs = guide.signs.iter().map(|sign| &sign.id);
    let questions = guide
        .questions
        .iter()
        .flat_map(|question| std::iter::once(&question.id).chain(&question.answers));
    let actions = guide.actions.iter().map(|action| &action.id);
    let names = signs.chain(questions).chain(actions);
    letters::hash(names.flat_map(|id| id.as_str().bytes().chain([0]))) % N_LAYOUTS
}
