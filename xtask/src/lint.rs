//! `cargo xtask lint`: formatting, clippy for this machine and for the browser, and cargo-deny.

use std::process::Command;

use crate::deny;
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
            .args(["clippy", "--workspace", "--all-targets", "--features", "fixpath/ssr"])
            .args(["--", "-D", "warnings"]),
    );
    let toolchain = Toolchain::ready()?;
    check(
        "clippy for the browser",
        toolchain
            .clippy()
            .args(["-p", "fixpath", "--target", WASM, "--features", "csr"])
            .args(["--lib", "--bin", "fixpath", "--tests"])
            .args(["--", "-D", "warnings"]),
    );
    if let Some((name, mut command)) = deny::check() {
        check(name, &mut command);
    }
    if failed.is_empty() {
        shell::phase("formatting, clippy and dependencies: nothing to complain about");
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
