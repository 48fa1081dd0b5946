//! Guides on disk: which folders hold one, and what their files say.

use std::fs;
use std::path::{Path, PathBuf};

use fixpath::engine;
use fixpath::guide::parse::{self, Problem, Reading, SourceFile};
use fixpath::guide::{Guide, Texts};

use super::{Failure, findings};

/// Files of real owners' cases: those to learn from, and those kept apart to check what was learnt.
pub const CASES: [&str; 2] = ["cases.jsonl", "cases-check.jsonl"];

/// A guide without errors.
pub struct Checked {
    pub guide: Guide,
    pub texts: Vec<Texts>,
}

/// The files of one guide's folder.
pub struct Source {
    /// Those that are UTF-8.
    pub files: Vec<SourceFile>,
    /// Real owners' cases, which the page does not get.
    pub cases: Vec<SourceFile>,
    /// One error for each that is not; then the others need not be looked at.
    pub garbled: Vec<Problem>,
}

/// Every guide of the given folders, or a failure after printing all errors of all of them.
pub fn read_all(dirs: &[PathBuf]) -> Result<Vec<Checked>, Failure> {
    read_or(dirs, findings::print)
}

/// Every guide of the given folders, or a failure after handing over all errors of all of them.
pub fn read_or(dirs: &[PathBuf], report: impl FnOnce(&[Problem], &[SourceFile])) -> Result<Vec<Checked>, Failure> {
    let (mut guides, mut errors, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for source in sources(dirs)? {
        match source.parse() {
            Ok(checked) => guides.push(checked),
            Err(found) => errors.extend(found),
        }
        files.extend(source.files);
    }
    if errors.is_empty() {
        return Ok(guides);
    }
    report(&errors, &files);
    Err(Failure::Problems)
}

/// The guide of a folder that holds just one, or a failure after printing its errors.
pub fn only(dir: &Path) -> Result<Checked, Failure> {
    let mut guides = read_all(&[dir.to_path_buf()])?;
    match (guides.pop(), guides.is_empty()) {
        (Some(checked), true) => Ok(checked),
        _ => Err(several(dir)),
    }
}

impl Source {
    /// What its readable files say, with what the engine has to say about it.
    pub fn reviewed(&self) -> Reading<'_> {
        let mut reading = parse::read(&self.files);
        match reading.sound_guide().map(engine::review) {
            Some(Ok(remarks)) => reading.remark(remarks),
            Some(Err(error)) => reading.reject(&error.to_string()),
            None => {}
        }
        reading
    }

    fn parse(&self) -> Result<Checked, Vec<Problem>> {
        if !self.garbled.is_empty() {
            return Err(self.garbled.clone());
        }
        let mut reading = parse::read(&self.files);
        if let Some(Err(error)) = reading.sound_guide().map(engine::compile) {
            reading.reject(&error.to_string());
        }
        let (guide, texts) = reading.into_sound()?;
        Ok(Checked { guide, texts })
    }
}

/// The files of the one guide of a folder.
pub fn single(dir: &Path) -> Result<Source, Failure> {
    let mut sources = sources(&[dir.to_path_buf()])?;
    match (sources.pop(), sources.is_empty()) {
        (Some(source), true) => Ok(source),
        _ => Err(several(dir)),
    }
}

fn several(dir: &Path) -> Failure {
    let dir = dir.display();
    Failure::Misuse(format!("{dir} holds several guides, expected the folder of one"))
}

/// The files of every guide of the given folders.
pub fn sources(dirs: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for dir in dirs {
        for folder in guide_folders(dir)? {
            sources.push(source(&folder)?);
        }
    }
    Ok(sources)
}

/// The folder itself if it is a guide's, else the guides' folders within it, by name.
fn guide_folders(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let within = entries(dir)?;
    if within.iter().any(|path| is_toml(path)) {
        return Ok(vec![named(dir)?]);
    }
    let mut folders = Vec::new();
    for path in within.into_iter().filter(|path| path.is_dir()) {
        if entries(&path)?.iter().any(|path| is_toml(path)) {
            folders.push(path);
        }
    }
    if folders.is_empty() {
        let dir = dir.display();
        return Err(Failure::Misuse(format!(
            "no guide in {dir}, expected a folder with guide.toml or a folder of those"
        )));
    }
    Ok(folders)
}

/// The same folder by a path that ends in its name, which `.` and `..` do not.
pub fn named(dir: &Path) -> Result<PathBuf, Failure> {
    let ends_in_name = matches!(dir.components().next_back(), Some(std::path::Component::Normal(_)));
    if ends_in_name {
        Ok(dir.to_path_buf())
    } else {
        dir.canonicalize().map_err(|error| unreadable(dir, &error))
    }
}

fn source(folder: &Path) -> Result<Source, Failure> {
    let (mut files, mut cases, mut garbled) = (Vec::new(), Vec::new(), Vec::new());
    for path in entries(folder)? {
        let among = match () {
            () if is_toml(&path) => &mut files,
            () if is_cases(&path) => &mut cases,
            () => continue,
        };
        match file(&path)? {
            Ok(file) => among.push(file),
            Err(problem) => garbled.push(problem),
        }
    }
    Ok(Source { files, cases, garbled })
}

/// A file's text, or where it is not UTF-8.
pub fn file(path: &Path) -> Result<Result<SourceFile, Problem>, Failure> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    let path = path.display().to_string();
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile { path, text }),
        Err(error) => Err(not_utf8(path, &error)),
    })
}

fn not_utf8(path: String, error: &std::string::FromUtf8Error) -> Problem {
    let readable = error
        .as_bytes()
        .get(..error.utf8_error().valid_up_to())
        .unwrap_or_default();
    let line_start = readable.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let line = readable.iter().filter(|byte| **byte == b'\n').count() + 1;
    let before = String::from_utf8_lossy(readable.get(line_start..).unwrap_or_default())
        .chars()
        .count();
    let place = (line, before + 1);
    Problem::error_at(path, "encoding", place, "not UTF-8, expected UTF-8 text")
}

pub fn entries(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let read = || {
        fs::read_dir(dir)?
            .map(|entry| Ok(entry?.path()))
            .collect::<std::io::Result<Vec<PathBuf>>>()
    };
    let mut paths = read().map_err(|error| unreadable(dir, &error))?;
    paths.sort();
    Ok(paths)
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml") && path.is_file()
}

/// Those of [`CASES`].
fn is_cases(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| CASES.contains(&name)) && path.is_file()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Misuse(format!("cannot read {}: {error}", path.display()))
}

pub fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Misuse(format!("cannot write {}: {error}", path.display()))
}
