//! A smaller page: its standard library compiled anew with it, without the words and places of panics.
//!
//! Rust's ready-made library brings a message for everything that may go wrong and the means to print it. The page
//! needs none of that: it says the same sentence whatever the fault. Compiled with the page, a panic is one
//! instruction, and the library is optimised for size. That takes the library's source and options that are not
//! stable yet; where either is missing the page is built in the usual way, and works the same.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::project;
use crate::shell::{self, Result};
use crate::target::Toolchain;

/// What cargo is told in its environment, where it compiles with the profile `page`.
const CARGO: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// The flags for the compiler; the first one is that of `.cargo/config.toml`, which these replace.
const FLAGS: &str = "--cfg=erase_components -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none \
                     -Zfmt-debug=none";

/// A folder with a `cargo` that compiles the page so; none, said on the terminal, where that cannot be had.
///
/// Trunk passes neither options nor variables on to cargo alone, and all else it starts must not have them.
pub fn cargo(toolchain: &Toolchain) -> Option<PathBuf> {
    match wrapped(toolchain) {
        Ok(dir) => Some(dir),
        Err(reason) => {
            shell::phase(&format!(
                "the page will be about a tenth larger: no standard library of its own ({reason})"
            ));
            None
        }
    }
}

fn wrapped(toolchain: &Toolchain) -> Result<PathBuf> {
    if cfg!(not(unix)) {
        return Err("only done where there is a shell".into());
    }
    let mut variables: Vec<(&str, String)> = CARGO.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    variables.push(("RUSTFLAGS", FLAGS.to_owned()));
    let cargo = match toolchain {
        Toolchain::Usual => {
            library()?;
            shell::find("cargo").ok_or("cargo is not on PATH")?
        }
        Toolchain::Private(dir) => {
            variables.extend(
                toolchain
                    .library()
                    .map(|library| ("__CARGO_TESTS_ONLY_SRC_ROOT", library)),
            );
            dir.join("bin/cargo")
        }
    };
    let exports: String = variables
        .iter()
        .map(|(name, value)| format!(" {name}='{value}'"))
        .collect();
    let script = format!(
        "#!/bin/sh\n# Written by `cargo xtask`, see xtask/src/small.rs.\n\
         case \" $* \" in *' --profile page '*|*' --profile=page '*) export{exports};; esac\n\
         exec '{}' \"$@\"\n",
        cargo.display()
    );
    let dir = project::target_dir().join("small");
    project::create_dir(&dir)?;
    let file = dir.join("cargo");
    // Another run may be starting it.
    if fs::read_to_string(&file).is_ok_and(|present| present == script) {
        return Ok(dir);
    }
    let draft = dir.join(format!("cargo.{}", std::process::id()));
    fs::write(&draft, script).map_err(|error| format!("cannot write {}: {error}", draft.display()))?;
    shell::run(Command::new("chmod").arg("+x").arg(&draft))?;
    fs::rename(&draft, &file).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    Ok(dir)
}

/// Gets the source of the standard library, which rustup keeps as a component.
fn library() -> Result<()> {
    let there = || {
        shell::output(shell::in_root("rustc").args(["--print", "sysroot"]))
            .is_some_and(|sysroot| PathBuf::from(sysroot).join("lib/rustlib/src/rust/library/std").is_dir())
    };
    if there() {
        return Ok(());
    }
    let rustup = shell::find("rustup").ok_or("its source is not there, and no rustup")?;
    shell::phase("adding the source of the standard library");
    let added = shell::run(
        shell::in_root(rustup)
            .args(["component", "add", "rust-src"])
            .env("RUST_BACKTRACE", "0"),
    );
    if added.is_ok() && there() {
        Ok(())
    } else {
        Err("its source cannot be had: `rustup component add rust-src`".into())
    }
}
