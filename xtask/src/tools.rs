//! Trunk, wasm-bindgen, geckodriver and cargo-fuzz in exactly the versions this project is built with.
//!
//! An equal version on PATH is used; else `cargo install` puts it into the per-user cache,
//! in a folder named after tool and version, where the next clone finds it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::lock;
use crate::project;
use crate::shell::{self, Result};

const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";
const CARGO_FUZZ: &str = "0.13.2";

/// Path of `trunk`.
pub fn trunk() -> Result<PathBuf> {
    // Without its default features it neither links TLS nor asks for updates of itself.
    Tool::new("trunk", TRUNK, &["trunk"], &["--no-default-features"]).ready()
}

/// Path of `wasm-bindgen`; `wasm-bindgen-test-runner` lies beside it.
pub fn wasm_bindgen() -> Result<PathBuf> {
    let version = lock::locked_version("wasm-bindgen")?;
    let programs = ["wasm-bindgen", "wasm-bindgen-test-runner"];
    Tool::new("wasm-bindgen-cli", &version, &programs, &[]).ready()
}

/// Path of `geckodriver`, which Debian does not package.
pub fn geckodriver() -> Result<PathBuf> {
    Tool::new("geckodriver", GECKODRIVER, &["geckodriver"], &[]).ready()
}

/// Path of `cargo-fuzz`.
pub fn cargo_fuzz() -> Result<PathBuf> {
    Tool::new("cargo-fuzz", CARGO_FUZZ, &["cargo-fuzz"], &[]).ready()
}

struct Tool<'a> {
    package: &'a str,
    version: &'a str,
    /// What the package installs, the one asked for first.
    programs: &'a [&'a str],
    install_args: &'a [&'a str],
}

impl<'a> Tool<'a> {
    fn new(package: &'a str, version: &'a str, programs: &'a [&'a str], install_args: &'a [&'a str]) -> Self {
        Self {
            package,
            version,
            programs,
            install_args,
        }
    }

    fn ready(&self) -> Result<PathBuf> {
        if let Some(path) = shell::find(self.programs[0])
            && path.parent().is_some_and(|dir| self.complete(dir))
        {
            return Ok(path);
        }
        let name = format!("{}-{}", self.package, self.version);
        let home = project::cache_dir()?.join("tools").join(&name);
        let bin = home.join("bin");
        if !self.complete(&bin) {
            let _lock = project::exclusive(&name)?;
            if !self.complete(&bin) {
                self.install(&home)?;
            }
        }
        Ok(program(&bin, self.programs[0]))
    }

    /// Whether every program is in `dir`, runs, and says that it has the version wanted.
    fn complete(&self, dir: &Path) -> bool {
        self.programs.iter().all(|name| {
            let path = program(dir, name);
            path.is_file()
                && shell::output(Command::new(path).arg("--version"))
                    .is_some_and(|said| says_version(&said, self.version))
        })
    }

    /// Builds in a folder that outlives an interruption, so that the next run goes on from there.
    fn install(&self, home: &Path) -> Result<()> {
        shell::phase(&format!(
            "installing {} {} (once per machine, takes a minute or two)",
            self.package, self.version
        ));
        let build = home.with_file_name(format!("{}-{}.build", self.package, self.version));
        project::create_dir(home)?;
        shell::run(
            Command::new("cargo")
                .current_dir(home)
                // A debug build: compiled in a fraction of the time, and quick enough in use.
                .args(["install", "--locked", "--debug", "--force", self.package])
                .args(["--version", self.version])
                .args(self.install_args)
                .arg("--root")
                .arg(home)
                .arg("--target-dir")
                .arg(&build)
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                // Else cargo asks the person to do this.
                .env("PATH", shell::path_with(&[home.join("bin")])),
        )?;
        if !self.complete(&home.join("bin")) {
            return Err(format!(
                "{} was installed into {} but does not run as version {}",
                self.package,
                home.display(),
                self.version
            ));
        }
        project::remove_dir(&build)
    }
}

fn program(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Whether the answer to `--version` names exactly `version`, as in `trunk 0.21.14 (…)`.
fn says_version(said: &str, version: &str) -> bool {
    said.lines().next().and_then(|line| line.split_whitespace().nth(1)) == Some(version)
}

#[cfg(test)]
mod tests {
    use super::says_version;

    #[test]
    fn only_the_exact_version_counts() {
        assert!(says_version("trunk 0.21.14", "0.21.14"));
        assert!(says_version("geckodriver 0.37.1 (abc 2026)\n\nThe source", "0.37.1"));
        assert!(!says_version("trunk 0.21.140", "0.21.14"));
        assert!(!says_version("trunk", "0.21.14"));
        assert!(!says_version("", "0.21.14"));
    }
}
