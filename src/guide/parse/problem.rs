//! Something to mend in the author's files, and where.

use std::fmt;

/// How much a [`Problem`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The guide cannot be compiled.
    Error,
    /// The guide works, but not as well as it could; an `[[allow]]` accepts it.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Something an author has to mend, and where.
///
/// Ordered by file, then by place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as it was handed in.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The character within the line, from 1.
    pub column: usize,
    /// What is there, and what was expected.
    pub message: String,
    /// The line on which it ends.
    pub end_line: usize,
    /// The character of that line behind its last one.
    pub end_column: usize,
    /// How much it matters.
    pub severity: Severity,
    /// The rule that it breaks, such as `row-sum`.
    pub rule: &'static str,
    /// What an `[[allow]]` calls the thing a warning is about, such as `cause.login`; empty for errors.
    pub item: String,
}

impl Problem {
    /// An error at one point of a file.
    pub fn error_at(
        path: impl Into<String>,
        rule: &'static str,
        (line, column): (usize, usize),
        message: &str,
    ) -> Self {
        Self {
            path: path.into(),
            line,
            column,
            message: message.to_owned(),
            end_line: line,
            end_column: column,
            severity: Severity::Error,
            rule,
            item: String::new(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path, self.line, self.column, self.message)
    }
}

impl std::error::Error for Problem {}
