//! What one person reported, as text that fits into a link or is read over the phone.
//!
//! A share link ([`link`]) holds all that matters by the ids the guide uses, so that it can be opened with any
//! revision of the guide. A case code ([`case`]) holds the evidence alone, by position in the guide: short, and of
//! use only with the same guide. Both are written with the same 32 letters ([`letters`]) and packed into one large
//! number ([`pack`]). Whatever is read, there is an answer and no panic.

// What comes in is what somebody typed or found.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::arithmetic_side_effects
    )
)]

use std::fmt;

use crate::guide::Id;

pub mod case;
mod check;
mod letters;
pub mod link;
mod pack;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// Why a link or a case code cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// Nothing was entered.
    Empty,
    /// It holds a letter that no code has.
    Letter {
        /// The letter.
        letter: char,
        /// Where it stands.
        group: Group,
    },
    /// A case code that is mistyped or not complete.
    Mistyped {
        /// Where the mistake most likely is, if that can be told.
        group: Option<Group>,
    },
    /// A link that is damaged or not complete.
    Damaged,
    /// It was made by a newer program.
    Newer,
    /// A link made for this other guide.
    OtherGuide(Id),
    /// A case code made for another guide; which one cannot be told.
    AnotherGuide,
    /// A case code made for another version of this guide.
    OtherVersion,
}

/// Four letters of a case code as they were typed, fewer at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its place, from 1.
    pub place: usize,
    /// Its letters.
    pub letters: String,
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("no code was entered; enter the letters and digits of the case code"),
            Self::Letter { letter, group } => {
                let Group { place, letters } = group;
                write!(
                    f,
                    "\"{letter}\" in group {place} (\"{letters}\") is in no case code; look at that group again"
                )
            }
            Self::Mistyped {
                group: Some(Group { place, letters }),
            } => write!(
                f,
                "the code is mistyped, most likely in group {place} (\"{letters}\"); compare it with the original"
            ),
            Self::Mistyped { group: None } => {
                f.write_str("the code is mistyped or not complete; compare it with the original")
            }
            Self::Damaged => f.write_str("the link is damaged or not complete; copy all of it and open it again"),
            Self::Newer => f.write_str("made by a newer version of this page; reload the page and try again"),
            Self::OtherGuide(found) => write!(f, "made for the guide \"{found}\"; open that guide"),
            Self::AnotherGuide => {
                f.write_str("the code was made for another guide; open that guide and enter it there")
            }
            Self::OtherVersion => {
                f.write_str("the code was made for another version of this guide; ask for the share link or the report")
            }
        }
    }
}
