//! A small guide without problems, and the check that an edit of it is reported as expected.

use crate::guide::parse::{Problem, SourceFile, parse};
use crate::guide::{Guide, Texts};

const GUIDE: &str = include_str!("demo.guide.toml");
const EN: &str = include_str!("demo.en.toml");

/// What is replaced by what; the former stands in the file once.
pub type Edits<'a> = &'a [(&'a str, &'a str)];

/// The small guide and its texts.
pub fn demo() -> (Guide, Vec<Texts>) {
    parse_edited(&[], &[]).unwrap_or_else(|problems| panic!("the demo guide has problems: {problems:#?}"))
}

/// The small guide's files after some edits.
#[track_caller]
pub fn edited(guide: Edits, en: Edits) -> Vec<SourceFile> {
    vec![
        file("demo/guide.toml", edit(GUIDE, guide)),
        file("demo/en.toml", edit(EN, en)),
    ]
}

pub fn file(path: &str, text: impl Into<String>) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        text: text.into(),
    }
}

#[track_caller]
pub fn parse_edited(guide: Edits, en: Edits) -> Result<(Guide, Vec<Texts>), Vec<Problem>> {
    parse(&edited(guide, en))
}

/// The problems of the small guide after some edits are the expected lines, and no others.
#[track_caller]
pub fn check(guide: Edits, en: Edits, expected: &[&str]) {
    check_files(&edited(guide, en), expected);
}

#[track_caller]
pub fn check_files(files: &[SourceFile], expected: &[&str]) {
    let found = parse(files).err().unwrap_or_default();
    let found: Vec<String> = found.iter().map(Problem::to_string).collect();
    assert_eq!(found, expected, "\nfound:\n{}\n", found.join("\n"));
}

#[track_caller]
fn edit(text: &str, edits: Edits) -> String {
    let mut text = text.to_owned();
    for (old, new) in edits {
        assert_eq!(text.matches(old).count(), 1, "{old:?} does not stand in the file once");
        text = text.replace(old, new);
    }
    text
}
