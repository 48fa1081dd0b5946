//! `cargo xtask lint`: formatting, and clippy for this machine and for the browser.

use std::process::Command;

use crate::shell::{self, Result};
use crate::target::{Toolchain, WASM};

/// Runs every check, also after one has failed.
pub fn lint() -> Result<()> {
    components()?;
    let mut failed = Vec::new();
    let mut check = |name, command: &mut Command| {
        shell::phase(name);
        if let Err(problem) = shell::run(command) {
            eprintln!("error: {problem}");
            failed.push(name);
        }
    };
    check("formatting", shell::cargo().args(["fmt", "--all", "--check"]));
    check(
        "clippy for this machine",
        shell::cargo()
            .args(["clippy", "--workspace", "--all-targets"])
            .args(["--", "-D", "warnings"]),
    );
    let toolchain = Toolchain::ready()?;
    check(
        "clippy for the browser",
        toolchain
            .clippy()
            .args(["-p", "fixpath", "--target", WASM, "--lib", "--bins", "--tests"])
            .args(["--", "-D", "warnings"]),
    );
    if failed.is_empty() {
        shell::phase("formatting and clippy: nothing to complain about");
        Ok(())
    } else {
        Err(format!("lint failed: {}", failed.join(", ")))
    }
}

/// Gets rustfmt and clippy where rustup left them out.
pub fn components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if shell::output(shell::cargo().args([subcommand, "--version"])).is_some() {
            continue;
        }
        shell::phase(&format!("adding {component}"));
        shell::run(Command::new("rustup").args(["component", "add", component])).map_err(|problem| {
            format!("{component} is missing; install it with `rustup component add {component}` ({problem})")
        })?;
    }
    Ok(())
}
