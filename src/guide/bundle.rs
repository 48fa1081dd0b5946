//! The compiled form that the browser loads: one JSON per guide and locale.
//!
//! [`compile`] makes it from a guide without problems; [`load`] reads it back on any target.

use std::fmt;

use serde::Serialize;

use super::{FORMAT, Guide, Texts};
use crate::{json, readable};

mod fit;
#[cfg(not(target_arch = "wasm32"))]
mod slim;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// One guide in one language, as a file of its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bundle {
    /// The version of this form, [`FORMAT`].
    pub format: u32,
    /// The first 16 hex digits of the SHA-256 of `guide` as it stands in this file.
    ///
    /// It changes when structure or numbers change, and not when only texts do.
    pub revision: String,
    /// The languages of the guide, the default first.
    pub locales: Vec<String>,
    /// Structure and numbers.
    pub guide: Guide,
    /// The prose in this file's language.
    pub texts: Texts,
}

impl Bundle {
    /// The name of its file: `<id>.<locale>.json`.
    pub fn file_name(&self) -> String {
        format!("{}.{}.json", self.guide.id, self.texts.locale)
    }

    /// What stands in its file; the same bundle gives the same bytes.
    pub fn to_json(&self) -> String {
        // Maps have text for keys and numbers are finite, so there is nothing that JSON cannot hold.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// One bundle per language, in the order of `texts`. That a number is the author's judgement is kept, the reason is not.
///
/// Wants what [`super::parse::parse`] returns: a guide without problems, the default language first.
#[cfg(not(target_arch = "wasm32"))]
pub fn compile(guide: &Guide, texts: Vec<Texts>) -> Vec<Bundle> {
    let guide = slim::without_reasons(guide);
    let revision = revision(&guide);
    let locales: Vec<String> = texts.iter().map(|texts| texts.locale.clone()).collect();
    texts
        .into_iter()
        .map(|texts| Bundle {
            format: FORMAT,
            revision: revision.clone(),
            locales: locales.clone(),
            guide: guide.clone(),
            texts,
        })
        .collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn revision(guide: &Guide) -> String {
    use sha2::{Digest, Sha256};

    let json = serde_json::to_vec(guide).unwrap_or_default();
    Sha256::digest(json)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Why a compiled guide cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It is not JSON, or not the whole of it.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// It was made by a newer version.
    NewerFormat {
        /// The format of the file.
        found: u64,
        /// The newest format that is understood here.
        known: u32,
    },
    /// It was made by a version that is no longer understood.
    OlderFormat {
        /// The format of the file.
        found: u64,
        /// The oldest format that is understood here.
        known: u32,
    },
    /// Something is missing from it or of another type.
    Shape {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        reason: String,
    },
    /// Its parts do not fit together.
    Inconsistent {
        /// What does not fit.
        reason: String,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let again = "build it again with `guide build`";
        match self {
            Self::NotJson { line, column, reason } => {
                write!(
                    f,
                    "the guide's file is not JSON at line {line}, column {column} ({reason}); {again}"
                )
            }
            Self::NewerFormat { found, known } => {
                write!(
                    f,
                    "the guide's file has format {found}, this page knows {known}; reload or update the page"
                )
            }
            Self::OlderFormat { found, known } => {
                write!(
                    f,
                    "the guide's file has format {found}, this page knows {known}; {again}"
                )
            }
            Self::Shape { line, column, reason } => {
                write!(
                    f,
                    "the guide's file is incomplete at line {line}, column {column} ({reason}); {again}"
                )
            }
            Self::Inconsistent { reason } => {
                write!(f, "the guide's file does not fit together ({reason}); {again}")
            }
        }
    }
}

impl std::error::Error for LoadError {}

/// Reads a compiled guide.
///
/// Its format is looked at before all else, so that a newer file says so whatever its shape.
/// What is returned fits together: no reference in it leads nowhere, its numbers are probabilities and costs,
/// and all that it names has its text.
pub fn load(text: &str) -> Result<Bundle, LoadError> {
    read(text, &parse(text)?)
}

/// The first half of [`load`], for those who do not want to wait for both at once.
pub fn parse(text: &str) -> Result<json::Value, LoadError> {
    json::parse(text).map_err(failure)
}

/// The second half of [`load`]: `tree` is what [`parse`] made of the same text.
pub fn read(text: &str, tree: &json::Value) -> Result<Bundle, LoadError> {
    let Head { format } = json::take(text, tree).map_err(failure)?;
    let known = FORMAT;
    match format.cmp(&u64::from(known)) {
        std::cmp::Ordering::Greater => return Err(LoadError::NewerFormat { found: format, known }),
        std::cmp::Ordering::Less => return Err(LoadError::OlderFormat { found: format, known }),
        std::cmp::Ordering::Equal => {}
    }
    let bundle = json::take(text, tree).map_err(failure)?;
    fit::check(&bundle).map_err(|reason| LoadError::Inconsistent { reason })?;
    Ok(bundle)
}

/// True for the addresses that a text may lead to; no other link is compiled or loaded.
pub(super) fn is_link_target(href: &str) -> bool {
    let leads_somewhere = ["https://", "tel:", "mailto:", "#"]
        .iter()
        .any(|start| href.strip_prefix(start).is_some_and(|rest| !rest.is_empty()));
    leads_somewhere && !href.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// What every version of the file has.
struct Head {
    format: u64,
}

readable! {
    Head "a compiled guide" { format, }
    Bundle "a compiled guide" { format, revision, locales, guide, texts, }
}

fn failure(error: json::Error) -> LoadError {
    let json::Error {
        line,
        column,
        reason,
        is_shape,
    } = error;
    if is_shape {
        LoadError::Shape { line, column, reason }
    } else {
        LoadError::NotJson { line, column, reason }
    }
}
