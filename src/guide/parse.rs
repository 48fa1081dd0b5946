//! The author's files to [`Guide`] and [`Texts`]; every problem of every file in one run, each with its place.
//!
//! [`parse`] is pure: it is handed the text of the files of one guide's folder and opens none itself.
//! It reads in three steps: TOML to a tree that knows where each value stands (the `toml` crate),
//! the tree to the content model (`structure`, `texts`: unknown keys, missing keys, wrong types), and
//! the model to its faults ([`super::lint`]).
//! A value that cannot be read is reported once and stands as NaN, as an empty id or as empty text
//! from then on; no rule speaks of it again, and no such value leaves this module.
//! (What hangs on a name that cannot be read may still be reported, such as its text.)

use std::fmt;

use toml::de::DeTable;

use super::lint;
use super::{Guide, Texts};
use notes::Notes;

mod markdown;
mod node;
pub(super) mod notes;
mod structure;
mod texts;

#[cfg(test)]
pub(super) mod tests;

/// One of the author's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is, as it should stand in messages; its folder's name is the guide's id.
    pub path: String,
    /// What it says.
    pub text: String,
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
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path, self.line, self.column, self.message)
    }
}

impl std::error::Error for Problem {}

/// The guide and its texts, from the files of one guide's folder: `guide.toml` and one `<locale>.toml` per language.
///
/// The texts are in the order of their locales, the guide's default first.
/// Fails with every problem of every file, sorted by file and place.
pub fn parse(files: &[SourceFile]) -> Result<(Guide, Vec<Texts>), Vec<Problem>> {
    let mut problems = Vec::new();
    let locales: Vec<&SourceFile> = files.iter().filter(|file| file.name() != STRUCTURE).collect();
    let guide = match files.iter().find(|file| file.name() == STRUCTURE) {
        Some(file) => read_structure(file, &locales, &mut problems),
        None => {
            problems.push(missing_structure(files));
            None
        }
    };
    let mut texts: Vec<Texts> = locales
        .iter()
        .filter_map(|file| read_texts(file, guide.as_ref(), &mut problems))
        .collect();
    problems.sort();
    problems.dedup();
    match guide {
        Some(guide) if problems.is_empty() => {
            texts.sort_by_key(|texts| (texts.locale != guide.default_locale, texts.locale.clone()));
            Ok((guide, texts))
        }
        _ => Err(problems),
    }
}

/// Name of the file that holds structure and numbers.
const STRUCTURE: &str = "guide.toml";

impl SourceFile {
    /// The file's name without its folder.
    fn name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// The file's name without `.toml`.
    fn stem(&self) -> &str {
        self.name().strip_suffix(".toml").unwrap_or(self.name())
    }

    /// The name of the file's folder, if its path names one.
    fn folder(&self) -> Option<&str> {
        self.path
            .rsplit(['/', '\\'])
            .nth(1)
            .filter(|folder| !folder.is_empty() && *folder != "." && *folder != "..")
    }
}

fn missing_structure(files: &[SourceFile]) -> Problem {
    let folder = files
        .first()
        .map_or("", |file| file.path.strip_suffix(file.name()).unwrap_or_default());
    let message = "no such file, expected the guide's structure and numbers".to_owned();
    Problem {
        path: format!("{folder}{STRUCTURE}"),
        line: 1,
        column: 1,
        message,
    }
}

fn read_structure(file: &SourceFile, locales: &[&SourceFile], problems: &mut Vec<Problem>) -> Option<Guide> {
    let mut notes = Notes::new(file);
    let guide = tree(file, &mut notes).and_then(|tree| structure::read(&tree, &mut notes));
    if let Some(guide) = &guide {
        let locales: Vec<&str> = locales.iter().map(|file| file.stem()).collect();
        lint::structure(guide, file.folder(), &locales, &mut notes);
    }
    problems.append(&mut notes.problems);
    guide
}

fn read_texts(file: &SourceFile, guide: Option<&Guide>, problems: &mut Vec<Problem>) -> Option<Texts> {
    let mut notes = Notes::new(file);
    let texts = tree(file, &mut notes).map(|tree| texts::read(&tree, file.stem(), &mut notes));
    if let (Some(guide), Some(texts)) = (guide, &texts) {
        lint::texts(guide, texts, &mut notes);
    }
    problems.append(&mut notes.problems);
    texts
}

/// The file as a tree, or nothing if it is not TOML: half a tree would only raise false alarms.
fn tree<'a>(file: &'a SourceFile, notes: &mut Notes) -> Option<DeTable<'a>> {
    let (tree, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        let at = error.span().map_or(file.text.len(), |span| span.start);
        notes.say(at, error.message().replace('\n', ", "));
    }
    errors.is_empty().then(|| tree.into_inner())
}
