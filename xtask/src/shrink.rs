//! The page's wasm once more through Binaryen's `wasm-opt`, where that can be had, and its script without comments.

mod order;

use std::env;
use std::fs;
use std::path::Path;

use crate::assemble::{read, write};
use crate::npm::Package;
use crate::shell::{self, Result};

const BINARYEN: Package = Package {
    name: "binaryen",
    version: "132.0.0",
    file: "bin/wasm-opt",
    wanted_by: "builds a little smaller",
};

/// What compilers for WebAssembly use by default, and so every browser that the page runs in has.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

const OPTIONS: [&str; 4] = [
    "-Os",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=0",
    "--always-inline-max-function-size=4",
];

/// Shrinks what Trunk built, unless the build is a quick one or one that keeps names.
pub fn page(staging: &Path) -> Result<()> {
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let is_special = ["TRUNK_BUILD_CARGO_PROFILE", "CARGO_PROFILE_PAGE_STRIP"];
    if !is_release || is_special.iter().any(|name| env::var_os(name).is_some()) {
        return Ok(());
    }
    wasm(staging)?;
    glue(staging)
}

/// Shrinks every wasm file at the top of a build, or says on the terminal why not.
///
/// For the size after brotli, which is larger with `-Oz`, and where functions with one caller are put into it: alike
/// they stand side by side. Rust keeps nothing in the first 1024 bytes.
fn wasm(staging: &Path) -> Result<()> {
    let tool = match BINARYEN.ready() {
        Ok(tool) => tool,
        Err(reason) => {
            eprintln!("wasm-opt is not there: the wasm stays a little larger ({reason})");
            return Ok(());
        }
    };
    let entries = fs::read_dir(staging).map_err(|error| format!("cannot list {}: {error}", staging.display()))?;
    let files = entries.flatten().map(|entry| entry.path());
    for file in files.filter(|path| path.extension().is_some_and(|end| end == "wasm")) {
        if let Err(reason) = shrink(&tool, &file) {
            eprintln!("the wasm stays a little larger ({reason})");
        }
    }
    Ok(())
}

/// What goes wrong on the way leaves the file as it is.
fn shrink(tool: &Path, file: &Path) -> Result<()> {
    let draft = file.with_extension("wasm.small");
    let run = |from: &Path, options: &[&str]| {
        let mut command = shell::in_root("node");
        command.arg(tool).args(options).args(FEATURES);
        shell::run(command.arg(from).arg("-o").arg(&draft))
    };
    let io = |error: std::io::Error| format!("cannot write {}: {error}", draft.display());
    run(file, &OPTIONS)?;
    let named = order::named(&fs::read(&draft).map_err(io)?)?;
    fs::write(&draft, named).map_err(io)?;
    run(&draft, &["--reorder-functions-by-name", "--strip-debug"])?;
    fs::rename(&draft, file).map_err(io)
}

/// Leaves the comments and indents out of the script that wasm-bindgen writes.
fn glue(staging: &Path) -> Result<()> {
    let entries = fs::read_dir(staging).map_err(|error| format!("cannot list {}: {error}", staging.display()))?;
    let files = entries.flatten().map(|entry| entry.path());
    for file in files.filter(|path| path.extension().is_some_and(|end| end == "js")) {
        let script = read(&file)?;
        write(&file, &bare(&script))?;
    }
    Ok(())
}

/// A script of whole lines without those of comments.
fn bare(script: &str) -> String {
    let is_comment = |line: &str| ["//", "/*", "* ", "*/"].iter().any(|start| line.starts_with(start)) || line == "*";
    let lines = script.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !is_comment(line))
        .fold(String::new(), |all, line| all + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_script_is_left_with_what_runs() {
        let script = "/**\n * Does it.\n * @returns {string}\n *\n */\nexport function a() {\n    // Now.\n    return b * 2;\n}\n";
        assert_eq!(bare(script), "export function a() {\nreturn b * 2;\n}\n");
    }
}
