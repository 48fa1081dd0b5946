//! Programs from npm, each in a folder of its own, got once per machine.

use std::fs;
use std::path::PathBuf;

use crate::project;
use crate::shell::{self, Result};

/// A package with the file of it that is wanted.
pub struct Package {
    pub name: &'static str,
    pub version: &'static str,
    /// Path within the package.
    pub file: &'static str,
    /// Who needs it, for the message where it cannot be had.
    pub wanted_by: &'static str,
}

impl Package {
    /// Path of the file.
    pub fn ready(&self) -> Result<PathBuf> {
        let Self {
            name, version, file, ..
        } = self;
        let folder = format!("{name}-{version}");
        let home = project::cache_dir()?.join("tools").join(&folder);
        let file = home.join("node_modules").join(name).join(file);
        if file.is_file() {
            return Ok(file);
        }
        let _lock = project::exclusive(&folder)?;
        if file.is_file() {
            return Ok(file);
        }
        let npm = self.npm()?;
        shell::phase(&format!("getting {name} {version}"));
        let draft = home.with_file_name(format!("{folder}.draft"));
        project::remove_dir(&draft)?;
        project::create_dir(&draft)?;
        shell::run(
            shell::in_root(npm)
                .args(["install", "--ignore-scripts", "--no-audit", "--no-fund"])
                .arg("--prefix")
                .arg(&draft)
                .arg(format!("{name}@{version}"))
                .stdout(std::io::stderr()),
        )?;
        project::remove_dir(&home)?;
        fs::rename(&draft, &home).map_err(|error| format!("cannot create {}: {error}", home.display()))?;
        if file.is_file() {
            Ok(file)
        } else {
            Err(format!("{name} {version} has no {}", self.file))
        }
    }

    fn npm(&self) -> Result<PathBuf> {
        if let Some(npm) = shell::find("npm") {
            return Ok(npm);
        }
        shell::apt_install(&["npm"])
            .and_then(|()| shell::find("npm").ok_or_else(|| "it is still not on PATH".into()))
            .map_err(|reason| {
                format!(
                    "npm is missing, and {} need it ({reason}); install Node.js with npm",
                    self.wanted_by
                )
            })
    }
}
