//! `cargo xtask size`: what a first visit in English loads, in bytes, against the budgets in `size-budget.toml`.

mod crates;

use std::fs;
use std::path::{Path, PathBuf};

use crate::assemble::attribute;
use crate::project;
use crate::shell::{self, Result};
use crate::squeeze;
use crate::trunk::Web;

const BUDGET: &str = "size-budget.toml";

/// What is loaded, in the order it is asked for. Sums stand last.
const PARTS: [&str; 6] = ["page", "css", "js", "wasm", "guide", "words"];
/// Parts that make up the program.
const PROGRAM: [&str; 3] = ["css", "js", "wasm"];
/// The stylesheet, which stands in the page.
const SHEET: &str = "the stylesheet, in index.html";

/// One file that is loaded.
struct File {
    name: String,
    part: &'static str,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the figures of a build (`dist/` if none is named), and those of its crates if asked to.
pub fn size(dist: Option<PathBuf>, by_crate: bool) -> Result<()> {
    let dist = dist.unwrap_or_else(|| project::root().join("dist"));
    let mut files = Vec::new();
    for (part, name) in first_visit(&dist)? {
        let bytes = fs::read(dist.join(&name)).map_err(|error| format!("cannot read {name}: {error}"))?;
        if part == "page" {
            let page = String::from_utf8_lossy(&bytes).into_owned();
            let sheet = page
                .split_once("<style>")
                .and_then(|(_, rest)| rest.split_once("</style>"));
            let (sheet, _) = sheet.ok_or("index.html: no <style>, expected the stylesheet")?;
            files.push(measured("css", SHEET.to_owned(), sheet.as_bytes())?);
        }
        files.push(measured(part, name, &bytes)?);
    }
    println!(
        "{:<52} {:>9} {:>9} {:>9}",
        "A first visit in English", "raw", "gzip", "brotli 11"
    );
    for file in &files {
        println!("{:<52} {:>9} {:>9} {:>9}", file.name, file.raw, file.gzip, file.brotli);
    }
    if by_crate {
        crates_of_a_named_build()?;
    }
    let budgets =
        fs::read_to_string(project::root().join(BUDGET)).map_err(|error| format!("cannot read {BUDGET}: {error}"))?;
    let budgets: toml::Table = budgets.parse().map_err(|error| format!("{BUDGET}: {error}"))?;
    compare(&sums(&files), &budgets)
}

/// The files by part: what lies at the top of a build, and guide and words of one language.
fn first_visit(dist: &Path) -> Result<Vec<(&'static str, String)>> {
    let page = fs::read_to_string(dist.join("index.html"))
        .map_err(|error| format!("no page in {} ({error}): run `cargo xtask build`", dist.display()))?;
    let place = page
        .find("<div id=\"app\"")
        .and_then(|at| page.get(at..))
        .unwrap_or_default();
    let guide = attribute(place, "data-guide").ok_or("index.html: no data-guide")?;
    let mut files = Vec::new();
    for name in names_in(dist)? {
        let part = match name.rsplit('.').next() {
            _ if name == "index.html" => "page",
            Some("js") => "js",
            Some("wasm") => "wasm",
            _ => continue,
        };
        files.push((part, name));
    }
    files.push(("guide", format!("guides/{guide}.en.json")));
    let words = names_in(&dist.join("words"))?;
    let words = words
        .into_iter()
        .find(|name| name.starts_with("en-") && name.ends_with(".json"));
    files.push(("words", format!("words/{}", words.ok_or("no words in English")?)));
    files.sort_by_key(|(part, _)| PARTS.iter().position(|known| known == part));
    Ok(files)
}

fn names_in(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn measured(part: &'static str, name: String, bytes: &[u8]) -> Result<File> {
    let failed = |error| format!("cannot compress {name}: {error}");
    Ok(File {
        raw: bytes.len(),
        gzip: squeeze::gzip(bytes).map_err(failed)?.len(),
        brotli: squeeze::brotli(bytes).map_err(failed)?.len(),
        part,
        name,
    })
}

/// Brotli bytes by part, and the two sums.
fn sums(files: &[File]) -> Vec<(&'static str, usize)> {
    let sum = |wanted: &dyn Fn(&str) -> bool| {
        files
            .iter()
            .filter(|file| wanted(file.part))
            .map(|file| file.brotli)
            .sum()
    };
    let mut sums: Vec<(&'static str, usize)> = PARTS.map(|part| (part, sum(&|of| of == part))).into();
    sums.push(("program", sum(&|of| PROGRAM.contains(&of))));
    // The stylesheet counts with the page that it stands in.
    sums.push(("everything", sum(&|of| of != "css")));
    sums
}

/// Fails if a part is larger than its budget, or has none.
fn compare(sums: &[(&str, usize)], budgets: &toml::Table) -> Result<()> {
    println!("\n{:<20} {:>9} {:>9}", "Brotli 11", "bytes", "budget");
    let mut over = Vec::new();
    for (part, bytes) in sums {
        let budget = budgets.get(*part).and_then(toml::Value::as_integer);
        let budget = budget.and_then(|bytes| usize::try_from(bytes).ok());
        let budget = budget.ok_or_else(|| format!("{BUDGET}: no number for \"{part}\""))?;
        println!("{part:<20} {bytes:>9} {budget:>9}");
        if *bytes > budget {
            over.push(format!("{part} by {}", bytes - budget));
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(format!("larger than {BUDGET} allows: {}", over.join(", ")))
    }
}

/// Builds the page once more with the names of its functions, and prints what each crate takes.
fn crates_of_a_named_build() -> Result<()> {
    let dist = project::target_dir().join("size/dist");
    project::create_dir(&dist)?;
    let web = Web::ready()?;
    shell::phase("building the page with the names of its functions");
    shell::run(
        web.trunk()
            .args(["build", "--release", "--dist"])
            .arg(&dist)
            .env("CARGO_PROFILE_PAGE_STRIP", "none"),
    )?;
    let wasm = names_in(&dist)?.into_iter().find(|name| name.ends_with(".wasm"));
    let wasm = fs::read(dist.join(wasm.ok_or("the build has no wasm")?)).map_err(|error| error.to_string())?;
    crates::print(&wasm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_over_its_budget_fails_and_is_named() {
        let budgets = "css = 10\nwasm = 20".parse().unwrap();
        assert_eq!(compare(&[("css", 10), ("wasm", 20)], &budgets), Ok(()));
        assert_eq!(
            compare(&[("css", 10), ("wasm", 23)], &budgets),
            Err("larger than size-budget.toml allows: wasm by 3".into())
        );
        assert_eq!(
            compare(&[("js", 1)], &budgets),
            Err("size-budget.toml: no number for \"js\"".into())
        );
    }

    #[test]
    fn the_program_is_css_script_and_wasm() {
        let file = |part, brotli| File {
            name: String::new(),
            part,
            raw: 0,
            gzip: 0,
            brotli,
        };
        let files = [
            file("page", 1),
            file("css", 2),
            file("js", 4),
            file("js", 8),
            file("wasm", 16),
            file("guide", 32),
        ];
        let sums = sums(&files);
        let of = |name: &str| sums.iter().find(|(part, _)| *part == name).unwrap().1;
        assert_eq!((of("js"), of("program"), of("everything")), (12, 30, 61));
    }
}
