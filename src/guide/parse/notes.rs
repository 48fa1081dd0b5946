//! What is noticed while one file is read: where each value stands, and the problems.

use std::ops::Range;

use super::{Problem, Severity, SourceFile};
use crate::sorted::{Map, Set};

/// What is noticed while one file is read.
///
/// Places have names that follow the content model, such as `cause[2].prior` in `guide.toml`
/// and `cause.subscription.about` in a text file.
#[derive(Clone, Debug)]
pub(in crate::guide) struct Notes<'a> {
    file: &'a SourceFile,
    line_starts: Vec<usize>,
    places: Map<String, Range<usize>>,
    unread: Set<String>,
    /// The rule that is looked at, which gives the problems of [`Notes::say_at`] their name.
    rule: &'static str,
    pub(in crate::guide) problems: Vec<Problem>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(file: &'a SourceFile) -> Self {
        let after_breaks = file.text.match_indices('\n').map(|(at, _)| at.saturating_add(1));
        let line_starts = std::iter::once(0).chain(after_breaks).collect();
        Self {
            file,
            line_starts,
            places: Map::new(),
            unread: Set::new(),
            rule: "shape",
            problems: Vec::new(),
        }
    }

    /// Looks at one rule, by whose name its problems are called.
    pub(in crate::guide) fn rule(&mut self, name: &'static str, check: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.rule, name);
        check(self);
        self.rule = before;
    }

    /// Remembers that the value called `place` stands at these bytes.
    pub(super) fn keep(&mut self, place: String, span: Range<usize>) {
        self.places.insert(place, span);
    }

    /// Remembers that the value called `place` is missing or could not be read, which was reported.
    pub(super) fn keep_unread(&mut self, place: String) {
        self.unread.insert(place);
    }

    /// Reports an error at these bytes.
    pub(super) fn say(&mut self, rule: &'static str, span: Range<usize>, message: impl Into<String>) {
        self.add(Severity::Error, rule, String::new(), span, message.into());
    }

    /// Reports an error at a value by its name, or at the nearest thing around it that has a place.
    pub(in crate::guide) fn say_at(&mut self, place: &str, message: impl Into<String>) {
        self.say(self.rule, self.find(place), message);
    }

    /// Reports a warning at a value by its name; `item` is what an `[[allow]]` calls the thing it is about.
    pub(in crate::guide) fn warn_at(&mut self, place: &str, item: impl Into<String>, message: impl Into<String>) {
        let span = self.find(place);
        self.add(Severity::Warning, self.rule, item.into(), span, message.into());
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
        self.line_and_column(self.find(place).start).0
    }

    /// The bytes of the file at which some bytes of the string value that stands at `span` are written.
    pub(super) fn within(&self, span: Range<usize>, part: Range<usize>) -> Range<usize> {
        let Some(raw) = self.file.text.get(span.clone()) else {
            return span;
        };
        let place = |at| span.start.saturating_add(offset_in_string(raw, at)).min(span.end);
        place(part.start)..place(part.end)
    }

    fn add(&mut self, severity: Severity, rule: &'static str, item: String, span: Range<usize>, message: String) {
        let (line, column) = self.line_and_column(span.start);
        let (end_line, end_column) = self.line_and_column(span.end.max(span.start));
        self.problems.push(Problem {
            path: self.file.path.clone(),
            line,
            column,
            end_line,
            end_column,
            severity,
            rule,
            item,
            message,
        });
    }

    fn find(&self, place: &str) -> Range<usize> {
        let mut place = place;
        loop {
            if let Some(span) = self.places.get(place) {
                return span.clone();
            }
            match place.rfind(['.', '[']) {
                Some(end) => place = place.get(..end).unwrap_or_default(),
                None => return 0..0,
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
        let rest = self.file.text.get(start..).unwrap_or_default();
        let before = rest.char_indices().take_while(|(i, _)| start.saturating_add(*i) < at);
        (line, before.count().saturating_add(1))
    }
}

/// The byte of a TOML string as written (quotes included) at which byte `at` of its value stands.
fn offset_in_string(raw: &str, at: usize) -> usize {
    let multi_line = raw.starts_with("\"\"\"") || raw.starts_with("'''");
    let escapes = raw.starts_with('"');
    let mut pos: usize = if multi_line { 3 } else { 1 };
    if multi_line {
        let rest = raw.get(pos..).unwrap_or_default();
        pos = pos.saturating_add(if rest.starts_with("\r\n") {
            2
        } else {
            usize::from(rest.starts_with('\n'))
        });
    }
    let mut seen: usize = 0;
    while seen < at {
        let rest = raw.get(pos..).unwrap_or_default();
        let mut chars = rest.chars();
        let (written, meant) = match (chars.next(), chars.next()) {
            (None, _) => break,
            (Some('\\'), Some(next)) if escapes => escape(rest, next),
            (Some(c), _) => (c.len_utf8(), c.len_utf8()),
        };
        pos = pos.saturating_add(written);
        seen = seen.saturating_add(meant);
    }
    pos
}

/// How many bytes an escape takes as written and as meant.
fn escape(rest: &str, kind: char) -> (usize, usize) {
    let code = |digits: usize| {
        let end = digits.saturating_add(2);
        let value = rest.get(2..end).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        (end, value.and_then(char::from_u32).map_or(1, char::len_utf8))
    };
    match kind {
        'x' => code(2),
        'u' => code(4),
        'U' => code(8),
        ' ' | '\t' | '\r' | '\n' => {
            let after = rest.get(1..).unwrap_or_default();
            let n_blank = after
                .len()
                .saturating_sub(after.trim_start_matches([' ', '\t', '\r', '\n']).len());
            (n_blank.saturating_add(1), 0)
        }
        c => (c.len_utf8().saturating_add(1), 1),
    }
}
