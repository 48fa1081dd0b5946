//! The author's files to [`Guide`] and [`Texts`]; every problem of every file in one run, each with its place.
//!
//! [`read`] is pure: it is handed the text of the files of one guide's folder and opens none itself.
//! It reads in three steps: TOML to a tree that knows where each value stands (the `toml` crate),
//! the tree to the content model (`structure`, `texts`: unknown keys, missing keys, wrong types), and
//! the model to its faults ([`super::lint`]).
//! A value that cannot be read is reported once and stands as NaN, as an empty id or as empty text
//! from then on; no rule speaks of it again, and no such value leaves this module.
//! (What hangs on a name that cannot be read may still be reported, such as its text.)

use toml::de::DeTable;

use super::lint::{self, Allow, Remark, Stamps};
use super::{Guide, Texts};
use crate::sorted::Map;
use notes::Notes;

pub use problem::{Problem, Severity};

mod markdown;
mod node;
pub(super) mod notes;
mod problem;
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

/// The guide and its texts, from the files of one guide's folder: `guide.toml` and one `<locale>.toml` per language.
///
/// The texts are in the order of their locales, the guide's default first.
/// Fails with every error of every file, sorted by file and place; for warnings see [`read`].
pub fn parse(files: &[SourceFile]) -> Result<(Guide, Vec<Texts>), Vec<Problem>> {
    read(files).into_sound()
}

/// What the files of one guide's folder say, and everything an author should mend in them.
pub fn read(files: &[SourceFile]) -> Reading<'_> {
    let locales: Vec<&SourceFile> = files.iter().filter(|file| file.name() != STRUCTURE).collect();
    let mut reading = Reading::default();
    match files.iter().find(|file| file.name() == STRUCTURE) {
        Some(file) => reading.read_structure(file, &locales),
        None => reading.missing.push(missing_structure(files)),
    }
    reading.read_texts(&locales);
    reading
}

/// What was read of one guide.
#[derive(Clone, Debug, Default)]
pub struct Reading<'a> {
    /// Structure and numbers as far as they could be read; what could not stands as NaN or empty.
    guide: Option<Guide>,
    /// The texts as far as they could be read, the default language first.
    texts: Vec<Texts>,
    /// From what each language was translated.
    stamps: Map<String, Stamps>,
    /// Warnings that the author accepts.
    allows: Vec<Allow>,
    /// What was noticed in `guide.toml`.
    structure: Option<Notes<'a>>,
    /// What was noticed in each text file.
    wording: Vec<Notes<'a>>,
    /// Files that are not there.
    missing: Vec<Problem>,
}

impl<'a> Reading<'a> {
    /// The guide and its texts, if no file has an error.
    pub fn sound(&self) -> Option<(&Guide, &[Texts])> {
        let guide = self.guide.as_ref()?;
        self.is_sound().then_some((guide, &self.texts))
    }

    /// The guide and its texts, or every error.
    pub fn into_sound(self) -> Result<(Guide, Vec<Texts>), Vec<Problem>> {
        let mut errors: Vec<Problem> = self.all().filter(|problem| is_error(problem)).cloned().collect();
        errors.sort();
        errors.dedup();
        match self.guide {
            Some(guide) if errors.is_empty() => Ok((guide, self.texts)),
            _ => Err(errors),
        }
    }

    /// The guide, if `guide.toml` has no error, whatever the texts have.
    pub fn sound_guide(&self) -> Option<&Guide> {
        let has_error = |notes: &Notes| notes.problems.iter().any(is_error);
        self.guide
            .as_ref()
            .filter(|_| !self.structure.as_ref().is_some_and(has_error))
    }

    /// From what the texts of a language were translated, as its file says.
    pub fn stamps(&self, locale: &str) -> Option<&Stamps> {
        self.stamps.get(locale)
    }

    /// Adds what a look at the numbers as a whole has found.
    pub fn remark(&mut self, remarks: impl IntoIterator<Item = Remark>) {
        if let Some(notes) = &mut self.structure {
            for Remark {
                rule,
                place,
                item,
                message,
            } in remarks
            {
                notes.rule(rule, |notes| notes.warn_at(&place, item, message));
            }
        }
    }

    /// Adds why the engine cannot use the guide.
    pub fn reject(&mut self, reason: &str) {
        if let Some(notes) = &mut self.structure {
            notes.rule("engine", |notes| notes.say_at("id", reason));
        }
    }

    /// Every error and every warning that is not accepted, sorted by file and place.
    ///
    /// An `[[allow]]` without a warning to accept is a warning too, once there is no error left
    /// (an error may keep a rule from being looked at).
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.all().cloned().collect();
        problems.retain(|problem| is_error(problem) || !self.allows.iter().any(|allow| allow.accepts(problem)));
        if let Some(notes) = self.structure.as_ref().filter(|_| self.is_sound()) {
            let mut notes = notes.clone();
            notes.problems.clear();
            let warnings: Vec<&Problem> = self.all().collect();
            lint::unused_allows(&self.allows, &warnings, &mut notes);
            problems.append(&mut notes.problems);
        }
        problems.sort();
        problems.dedup();
        problems
    }

    /// How many warnings an `[[allow]]` accepts.
    pub fn n_allowed(&self) -> usize {
        let accepted = |problem: &&Problem| self.allows.iter().any(|allow| allow.accepts(problem));
        self.all().filter(accepted).count()
    }

    /// The warnings that an `[[allow]]` accepts, each with the author's reason, sorted by file and place.
    pub fn accepted(&self) -> Vec<(&Problem, &str)> {
        let reason = |problem: &'_ Problem| self.allows.iter().find(|allow| allow.accepts(problem));
        let accepted = self
            .all()
            .filter_map(|problem| Some((problem, reason(problem)?.reason.as_str())));
        let mut accepted: Vec<_> = accepted.collect();
        accepted.sort();
        accepted
    }

    fn is_sound(&self) -> bool {
        self.guide.is_some() && !self.all().any(is_error)
    }

    fn all(&self) -> impl Iterator<Item = &Problem> {
        let notes = self.structure.iter().chain(&self.wording);
        self.missing.iter().chain(notes.flat_map(|notes| &notes.problems))
    }

    fn read_structure(&mut self, file: &'a SourceFile, locales: &[&SourceFile]) {
        let mut notes = Notes::new(file);
        if let Some((guide, allows)) = tree(file, &mut notes).and_then(|tree| structure::read(&tree, &mut notes)) {
            let locales: Vec<&str> = locales.iter().map(|file| file.stem()).collect();
            lint::structure(&guide, &allows, file.folder(), &locales, &mut notes);
            self.guide = Some(guide);
            self.allows = allows;
        }
        self.structure = Some(notes);
    }

    fn read_texts(&mut self, files: &[&'a SourceFile]) {
        let mut read: Vec<(Texts, Stamps, Notes)> = Vec::new();
        for file in files {
            let mut notes = Notes::new(file);
            match tree(file, &mut notes).map(|tree| texts::read(&tree, file.stem(), &mut notes)) {
                Some((texts, stamps)) => read.push((texts, stamps, notes)),
                None => self.wording.push(notes),
            }
        }
        let default = self.guide.as_ref().map_or("", |guide| guide.default_locale.as_str());
        read.sort_by_key(|(texts, ..)| (texts.locale != default, texts.locale.clone()));
        let made_from = read.first().map(|(texts, ..)| texts.clone());
        for (texts, stamps, mut notes) in read {
            if let Some(guide) = &self.guide {
                lint::texts(guide, &texts, &mut notes);
            }
            if let Some(made_from) = made_from.as_ref().filter(|from| from.locale == default) {
                if let Some(guide) = &self.guide {
                    lint::translated(guide, made_from, &texts, &mut notes);
                }
                lint::stamps(made_from, &texts, &stamps, &mut notes);
            }
            self.stamps.insert(texts.locale.clone(), stamps);
            self.texts.push(texts);
            self.wording.push(notes);
        }
    }
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
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
    let message = "no such file, expected the guide's structure and numbers";
    Problem::error_at(format!("{folder}{STRUCTURE}"), "missing-file", (1, 1), message)
}

/// The file as a tree, or nothing if it is not TOML: half a tree would only raise false alarms.
fn tree<'a>(file: &'a SourceFile, notes: &mut Notes) -> Option<DeTable<'a>> {
    let (tree, errors) = DeTable::parse_recoverable(&file.text);
    for error in &errors {
        let span = error.span().unwrap_or(file.text.len()..file.text.len());
        notes.say("toml", span, error.message().replace('\n', ", "));
    }
    errors.is_empty().then(|| tree.into_inner())
}
