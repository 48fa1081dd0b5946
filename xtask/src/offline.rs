//! What makes the page an app on the visitor's device: the worker that keeps a copy of it, and the manifest.

use std::fs;
use std::path::Path;

use crate::assemble::{files_in, hash, json_array, read, write};
use crate::policy::is_hashed;
use crate::project;
use crate::shell::Result;

/// Writes `sw.js` with the files to keep: those that every visit needs, and those of one language, kept on request.
pub fn worker(staging: &Path, script: &str) -> Result<()> {
    let files: Vec<String> = files_in(staging)?.into_iter().filter(|name| is_kept(name)).collect();
    let mut pieces = Vec::new();
    for name in &files {
        pieces.push(name.clone().into_bytes());
        pieces.push(fs::read(staging.join(name)).map_err(|error| format!("cannot read {name}: {error}"))?);
    }
    let version = hash(pieces.iter().map(Vec::as_slice));
    // Pages are asked for by their folders.
    let names = files.iter().map(|name| name.trim_end_matches("index.html").to_owned());
    let (spoken, files): (Vec<_>, Vec<_>) = names.partition(|name| is_of_a_language(name));
    let text = read(&project::root().join("src/sw.js"))?
        .replace("__VERSION__", &format!("{version:016x}"))
        .replace("__FILES__", &json_array(&files))
        .replace("__SPOKEN__", &json_array(&spoken))
        .replace("__SCRIPT__", script);
    write(&staging.join("sw.js"), &crate::element::plain(&text))
}

/// Writes a `sw.js` that ends the one before.
pub fn off(staging: &Path) -> Result<()> {
    write(&staging.join("sw.js"), &read(&project::root().join("src/off.js"))?)
}

/// The element is for other pages, and a guide under its plain name for those who ask by it.
fn is_kept(name: &str) -> bool {
    !name.starts_with("embed/") && (is_hashed(name) || name.ends_with("index.html") || name == "app.webmanifest")
}

/// True for files of which a visitor wants those in one language.
fn is_of_a_language(name: &str) -> bool {
    ["guides/", "words/"].iter().any(|folder| name.starts_with(folder)) || name.ends_with('/')
}

/// Writes what browsers want to know to install the page.
pub fn manifest(staging: &Path) -> Result<()> {
    for name in ["app.webmanifest", "icon.svg"] {
        fs::copy(project::root().join("src").join(name), staging.join(name))
            .map_err(|error| format!("cannot copy {name}: {error}"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_visit_needs_is_told_from_what_one_language_needs() {
        let all = [
            "boot-0123456789abcdef.js",
            "",
            "es/",
            "guides/x.en-0123456789abcdef.json",
            "words/en-0123456789abcdef.json",
        ];
        let of_one: Vec<_> = all.into_iter().filter(|name| is_of_a_language(name)).collect();
        assert_eq!(
            of_one,
            [
                "es/",
                "guides/x.en-0123456789abcdef.json",
                "words/en-0123456789abcdef.json"
            ]
        );
    }

    #[test]
    fn nothing_is_kept_that_the_page_does_not_use() {
        assert!(is_kept("index.html") && is_kept("es/index.html") && is_kept("words/en-0123456789abcdef.json"));
        assert!(
            !is_kept("embed/fixpath-0123456789abcdef_bg.wasm") && !is_kept("guides/x.en.json") && !is_kept("_headers")
        );
    }
}
