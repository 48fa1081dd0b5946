//! Why a guide cannot be compiled, and where in it.

use std::fmt;

use crate::guide::Id;
use crate::json::digits;

/// The item of a guide that a [`ModelError`] is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A cause.
    Cause(Id),
    /// A sign.
    Sign(Id),
    /// A question.
    Question(Id),
    /// An action.
    Action(Id),
    /// How often owners answer wrongly.
    Slip,
    /// What owners are like.
    Owners,
    /// The last resort.
    Escalation,
}

/// What the engine relies on and a guide does not keep; the first such place in file order.
///
/// The author's tool reports the same and more with line and column;
/// this is the check for a compiled guide that it has not seen.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelError {
    /// More of one kind than an id can number.
    TooMany {
        /// Plural name of the kind.
        what: &'static str,
        /// How many there are.
        n: usize,
        /// How many there may be.
        most: usize,
    },
    /// The probability tables would not fit in memory.
    TooLarge {
        /// How many probabilities there are.
        cells: usize,
        /// How many there may be.
        most: usize,
    },
    /// Not exactly one cause is the leak.
    Leaks {
        /// How many are.
        n: usize,
    },
    /// No cause has a prior above 0.
    NoPrior,
    /// A name is used twice.
    NameTwice {
        /// The second item with this name.
        place: Place,
    },
    /// A number is out of its range or not a number.
    Outside {
        /// The item it stands in.
        place: Place,
        /// Its key there.
        key: String,
        /// The number.
        value: f64,
        /// Its range in words.
        expected: &'static str,
    },
    /// A question has fewer than two answers.
    FewAnswers {
        /// The question.
        place: Place,
        /// How many it has.
        n: usize,
    },
    /// A question names an answer twice.
    AnswerTwice {
        /// The question.
        place: Place,
        /// The answer.
        answer: Id,
    },
    /// A row of likelihoods does not have one number per answer.
    RowLength {
        /// The question.
        place: Place,
        /// Key of the row.
        key: String,
        /// How many numbers it has.
        n: usize,
        /// How many answers there are.
        expected: usize,
    },
    /// A row of likelihoods does not sum to 1.
    RowSum {
        /// The question.
        place: Place,
        /// Key of the row.
        key: String,
        /// What it sums to.
        sum: f64,
    },
    /// A table or list names something that the guide does not hold.
    Unknown {
        /// The item it stands in.
        place: Place,
        /// Key of the table or list.
        key: &'static str,
        /// "cause", "question", "answer" or "action".
        kind: &'static str,
        /// The name.
        id: Id,
    },
    /// A table or list names something twice.
    GivenTwice {
        /// The item it stands in.
        place: Place,
        /// Key of the table or list.
        key: &'static str,
        /// "cause", "question", "answer" or "action".
        kind: &'static str,
        /// The name.
        id: Id,
    },
    /// An action must come before itself.
    Circle {
        /// The action.
        place: Place,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cause(id) => write!(f, "cause \"{id}\""),
            Self::Sign(id) => write!(f, "sign \"{id}\""),
            Self::Question(id) => write!(f, "question \"{id}\""),
            Self::Action(id) => write!(f, "action \"{id}\""),
            Self::Slip => f.write_str("slip"),
            Self::Owners => f.write_str("owners"),
            Self::Escalation => f.write_str("escalation"),
        }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany { what, n, most } => write!(f, "{what}: there are {n}, expected at most {most}"),
            Self::TooLarge { cells, most } => {
                write!(f, "tables: there are {cells} probabilities, expected at most {most}")
            }
            Self::Leaks { n } => write!(f, "causes: {n} are the leak, expected exactly 1"),
            Self::NoPrior => f.write_str("causes: all priors are 0, expected one above 0"),
            Self::NameTwice { place } => write!(f, "{place}: the name is used twice"),
            Self::Outside {
                place,
                key,
                value,
                expected,
            } => {
                write!(f, "{place}: {key} is {}, expected {expected}", digits(*value))
            }
            Self::FewAnswers { place, n } => write!(f, "{place}: the number of answers is {n}, expected at least 2"),
            Self::AnswerTwice { place, answer } => write!(f, "{place}: answers names \"{answer}\" twice"),
            Self::RowLength {
                place,
                key,
                n,
                expected,
            } => {
                write!(
                    f,
                    "{place}: the length of {key} is {n}, expected {expected}, one per answer"
                )
            }
            Self::RowSum { place, key, sum } => write!(f, "{place}: {key} sums to {}, expected 1", digits(*sum)),
            Self::Unknown { place, key, kind, id } => {
                write!(f, "{place}: {key} names {kind} \"{id}\", which does not exist")
            }
            Self::GivenTwice { place, key, kind, id } => write!(f, "{place}: {key} names {kind} \"{id}\" twice"),
            Self::Circle { place } => write!(f, "{place}: after leads back to itself"),
        }
    }
}

impl std::error::Error for ModelError {}
