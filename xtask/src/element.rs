//! `dist/embed/`: the custom element, ready to be put on a host or into a package.
//!
//! Every file but those that hosts name has a hash in its name, so that it may be kept for ever.

use std::fs;
use std::path::Path;

use crate::assemble::{files_in, hash, read, write};
use crate::project;
use crate::shell::Result;

/// The files of the page that the element needs too, by their names in the build.
pub struct Page<'a> {
    /// The script that wasm-bindgen writes.
    pub glue: &'a str,
    /// The program.
    pub wasm: &'a str,
    /// The joined sheet, its text.
    pub sheet: &'a str,
}

/// Writes `embed/` in the folder of a build.
pub fn assemble(staging: &Path, page: &Page) -> Result<()> {
    let to = staging.join("embed");
    let from = project::root().join("src/embed");
    for folder in ["words", "guides"] {
        project::create_dir(&to.join(folder))?;
    }
    write(&to.join(page.glue), &plain(&read(&staging.join(page.glue))?))?;
    copy(&staging.join(page.wasm), &to.join(page.wasm))?;
    let looks = page.sheet.to_owned() + &read(&project::root().join("style/embed.css"))?;
    let sheet = put(&to, "fix-path", "css", &in_element(&looks))?;
    let files = put(&to, "files", "js", &list(staging, &to)?)?;
    let check = put(&to, "self-check", "js", &read(&from.join("self-check.js"))?)?;
    let element = read(&from.join("fix-path.js"))?
        .replace("__GLUE__", page.glue)
        .replace("__WASM__", &format!("./{}", page.wasm))
        .replace("__SHEET__", &format!("./{sheet}"))
        .replace("__FILES__", &files)
        .replace("__CHECK__", &check);
    write(&to.join("fix-path.js"), &plain(&element))?;
    copy(&from.join("fix-path.d.ts"), &to.join("fix-path.d.ts"))?;

    let frame_sheet = put(&to, "frame", "css", &read(&from.join("frame.css"))?)?;
    let frame = put(&to, "frame", "js", &plain(&read(&from.join("frame.js"))?))?;
    let html = read(&from.join("embed.html"))?
        .replace("__FRAME_SHEET__", &frame_sheet)
        .replace("__FRAME__", &frame);
    write(&to.join("embed.html"), &html)?;

    let manifest = read(&from.join("package.json"))?.replace("__VERSION__", &version()?);
    write(&to.join("package.json"), &manifest)?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&project::root().join(licence), &to.join(licence))?;
    }
    Ok(())
}

/// A module that names every guide and all words, one by one, as bundlers want it.
fn list(staging: &Path, to: &Path) -> Result<String> {
    let mut lines = String::new();
    for folder in ["words", "guides"] {
        for name in files_in(&staging.join(folder))? {
            let text = read(&staging.join(folder).join(&name))?;
            let stem = name.trim_end_matches(".json");
            // Words have a hash in their names already.
            let there = match folder {
                "words" => name.clone(),
                _ => format!("{stem}-{:016x}.json", hash([text.as_bytes()])),
            };
            write(&to.join(folder).join(&there), &text)?;
            lines += &format!("  '{folder}/{name}': new URL('./{folder}/{there}', import.meta.url),\n");
        }
    }
    Ok(format!(
        "// Where the files of this build are, by the names they have beside a page.\nexport const files = {{\n{lines}}};\n"
    ))
}

/// Writes a file under a name with its hash, and gives the name.
fn put(to: &Path, stem: &str, end: &str, text: &str) -> Result<String> {
    let name = format!("{stem}-{:016x}.{end}", hash([text.as_bytes()]));
    write(&to.join(&name), text)?;
    Ok(name)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| format!("cannot copy {}: {error}", from.display()))
}

/// The version of the crate.
fn version() -> Result<String> {
    let manifest = read(&project::root().join("Cargo.toml"))?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \""));
    line.and_then(|rest| rest.split('"').next())
        .map(str::to_owned)
        .ok_or_else(|| "Cargo.toml: no version".into())
}

/// A script without the lines that are comments alone, and without indents.
pub fn plain(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let is_comment = |line: &str| ["//", "/**", "* ", "*/"].iter().any(|start| line.starts_with(start)) || line == "*";
    lines
        .filter(|line| !line.is_empty() && !is_comment(line))
        .fold(String::new(), |all, line| all + line + "\n")
}

/// The page's sheet for an element: lengths by the reader's text size, whatever root size the host has.
///
/// In a condition a custom property counts for nothing; there `em` is that of the container.
fn in_element(css: &str) -> String {
    let mut text = String::new();
    for line in css.lines() {
        let is_condition = line.trim_start().starts_with("@container");
        text += &rem(line, is_condition);
        text.push('\n');
    }
    text
}

fn rem(line: &str, is_condition: bool) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("rem") {
        let (before, after) = rest.split_at(at);
        let after = &after[3..];
        let number = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let (before, number) = before.split_at(before.len() - number);
        let ends = !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let is_rule_of_its_own = before.trim_end().ends_with("--rem:") || before.ends_with("max(");
        out += before;
        if number.is_empty() || !ends || is_rule_of_its_own {
            out += &format!("{number}rem");
        } else if is_condition {
            out += &format!("{number}em");
        } else {
            let minus = if out.ends_with('-') {
                out.pop().map(String::from).unwrap_or_default()
            } else {
                String::new()
            };
            out += &format!("calc({minus}{number} * var(--rem))");
        }
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_go_by_the_readers_text_size() {
        let of = |css: &str| in_element(css).trim_end().to_owned();
        assert_eq!(
            of("a { width: 1.5rem; margin: -.5rem auto; }"),
            "a { width: calc(1.5 * var(--rem)); margin: calc(-.5 * var(--rem)) auto; }"
        );
        assert_eq!(
            of("@container x (min-width: 40rem) {"),
            "@container x (min-width: 40em) {"
        );
        assert_eq!(
            of("a { --rem: max(1rem, 16px); width: var(--rem); }"),
            "a { --rem: max(1rem, 16px); width: var(--rem); }"
        );
        assert_eq!(
            of("a { font-size: clamp(var(--f4), 1.1rem + 2.4cqi, var(--f5)); }"),
            "a { font-size: clamp(var(--f4), calc(1.1 * var(--rem)) + 2.4cqi, var(--f5)); }"
        );
    }

    #[test]
    fn a_script_loses_its_comments_and_indents() {
        assert_eq!(plain("// One\n  a();\n\n  // two\n  b('//');\n"), "a();\nb('//');\n");
        assert_eq!(plain("/**\n * What it does.\n */\nf();\n"), "f();\n");
    }
}
