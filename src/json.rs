//! JSON without a copy of the program for each shape: text is read into a tree of [`Value`]s by one function, and
//! shapes are taken from the tree by [`readable`](crate::readable), and written by [`writable`](crate::writable).
//!
//! What serde derives for the same shapes is a tenth of the page's download.

#![forbid(unsafe_code)]
// What an author or a host hands in must never stop the page or the tool.
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

mod number;
mod parse;
mod read;
mod write;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use number::{digits, tenths, write_number};
pub use read::{Read, Wrong};
pub use write::{Table, Write};

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// How many bytes of the text come before its end.
    end: usize,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object, in the order of the text; of equal keys the last counts.
    Table(Vec<(String, Value)>),
}

/// Why a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The line, from 1.
    pub line: usize,
    /// The column in bytes, from 1.
    pub column: usize,
    /// What is wrong there.
    pub reason: String,
    /// True if it is JSON, and not of the shape that was asked for.
    pub is_shape: bool,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at line {} column {}", self.reason, self.line, self.column)
    }
}

impl std::error::Error for Error {}

impl Error {
    /// A mistake found when this many bytes of the text had been read.
    fn new(text: &str, wrong: Wrong, is_shape: bool) -> Self {
        let before = text.as_bytes().get(..wrong.end).unwrap_or_default();
        let mut lines = before.split(|byte| *byte == b'\n');
        Self {
            line: lines.clone().count(),
            column: lines.next_back().map_or(0, <[u8]>::len),
            reason: wrong.reason,
            is_shape,
        }
    }
}

/// Reads a text into a tree.
///
/// # Errors
/// Where it is not JSON.
pub fn parse(text: &str) -> Result<Value, Error> {
    parse::parse(text).map_err(|wrong| Error::new(text, wrong, false))
}

/// Takes a shape from the tree of a text.
///
/// # Errors
/// Where the tree has another shape.
pub fn take<T: Read>(text: &str, tree: &Value) -> Result<T, Error> {
    T::read(tree).map_err(|wrong| Error::new(text, wrong, true))
}

/// Reads a shape from a text.
///
/// # Errors
/// Where it is not JSON, or of another shape.
pub fn from_str<T: Read>(text: &str) -> Result<T, Error> {
    take(text, &parse(text)?)
}

/// Writes a value as JSON, without line breaks.
pub fn to_string<T: Write>(value: &T) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}
