//! What is noticed while one file is read: where each value stands, and the problems.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Problem, SourceFile};

/// What is noticed while one file is read.
///
/// Places have names that follow the content model, such as `cause[2].prior` in `guide.toml`
/// and `cause.subscription.about` in a text file.
pub(in crate::guide) struct Notes<'a> {
    file: &'a SourceFile,
    line_starts: Vec<usize>,
    places: BTreeMap<String, usize>,
    unread: BTreeSet<String>,
    pub(in crate::guide) problems: Vec<Problem>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(file: &'a SourceFile) -> Self {
        let after_breaks = file.text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(after_breaks).collect();
        Self {
            file,
            line_starts,
            places: BTreeMap::new(),
            unread: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    /// Remembers that the value called `place` stands at byte `at`.
    pub(super) fn keep(&mut self, place: String, at: usize) {
        self.places.insert(place, at);
    }

    /// Remembers that the value called `place` is missing or could not be read, which was reported.
    pub(super) fn keep_unread(&mut self, place: String) {
        self.unread.insert(place);
    }

    /// Reports a problem at byte `at`.
    pub(super) fn say(&mut self, at: usize, message: impl Into<String>) {
        let (line, column) = self.line_and_column(at);
        self.problems.push(Problem {
            path: self.file.path.clone(),
            line,
            column,
            message: message.into(),
        });
    }

    /// Reports a problem at a value by its name, or at the nearest thing around it that has a place.
    pub(in crate::guide) fn say_at(&mut self, place: &str, message: impl Into<String>) {
        self.say(self.find(place), message);
    }

    /// True if a value of that name stands in the file, whether it could be read or not.
    pub(in crate::guide) fn has(&self, place: &str) -> bool {
        self.places.contains_key(place)
    }

    /// True if the value of that name was reported as missing or not readable.
    pub(in crate::guide) fn is_unread(&self, place: &str) -> bool {
        self.unread.contains(place)
    }

    /// The line of a value by its name, from 1.
    pub(in crate::guide) fn line(&self, place: &str) -> usize {
        self.line_and_column(self.find(place)).0
    }

    /// The byte of the file at which byte `at` of the string value that stands at `span` is written.
    pub(super) fn within(&self, span: Range<usize>, at: usize) -> usize {
        self.file
            .text
            .get(span.clone())
            .map_or(span.start, |raw| span.start + offset_in_string(raw, at))
    }

    fn find(&self, place: &str) -> usize {
        let mut place = place;
        loop {
            if let Some(at) = self.places.get(place) {
                return *at;
            }
            match place.rfind(['.', '[']) {
                Some(end) => place = place.get(..end).unwrap_or_default(),
                None => return 0,
            }
        }
    }

    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= at);
        let start = self
            .line_starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let before = self
            .file
            .text
            .char_indices()
            .map(|(i, _)| i)
            .skip_while(|i| *i < start)
            .take_while(|i| *i < at);
        (line, before.count() + 1)
    }
}

/// The byte of a TOML string as written (quotes included) at which byte `at` of its value stands.
fn offset_in_string(raw: &str, at: usize) -> usize {
    let multi_line = raw.starts_with("\"\"\"") || raw.starts_with("'''");
    let escapes = raw.starts_with('"');
    let mut pos = if multi_line { 3 } else { 1 };
    if multi_line {
        let rest = raw.get(pos..).unwrap_or_default();
        pos += if rest.starts_with("\r\n") {
            2
        } else {
            usize::from(rest.starts_with('\n'))
        };
    }
    let mut seen = 0;
    while seen < at {
        let rest = raw.get(pos..).unwrap_or_default();
        let mut chars = rest.chars();
        let (written, meant) = match (chars.next(), chars.next()) {
            (None, _) => break,
            (Some('\\'), Some(next)) if escapes => escape(rest, next),
            (Some(c), _) => (c.len_utf8(), c.len_utf8()),
        };
        pos += written;
        seen += meant;
    }
    pos
}

/// How many bytes an escape takes as written and as meant.
fn escape(rest: &str, kind: char) -> (usize, usize) {
    let code = |digits: usize| {
        let value = rest
            .get(2..2 + digits)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        (2 + digits, value.and_then(char::from_u32).map_or(1, char::len_utf8))
    };
    match kind {
        'x' => code(2),
        'u' => code(4),
        'U' => code(8),
        ' ' | '\t' | '\r' | '\n' => {
            let after = rest.get(1..).unwrap_or_default();
            (
                1 + after.len() - after.trim_start_matches([' ', '\t', '\r', '\n']).len(),
                0,
            )
        }
        c => (1 + c.len_utf8(), 1),
    }
}
