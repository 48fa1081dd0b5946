//! axe-core, the accessibility checker the end-to-end tests inject into the page.

use std::fs;
use std::path::PathBuf;

use crate::project;
use crate::shell::{self, Result};

const VERSION: &str = "4.14.1";
const FILE: &str = "node_modules/axe-core/axe.min.js";

/// Path of `axe.min.js`, got by npm once per machine.
pub fn ready() -> Result<PathBuf> {
    let name = format!("axe-core-{VERSION}");
    let home = project::cache_dir()?.join("tools").join(&name);
    let file = home.join(FILE);
    if file.is_file() {
        return Ok(file);
    }
    let _lock = project::exclusive(&name)?;
    if file.is_file() {
        return Ok(file);
    }
    let npm = npm()?;
    shell::phase(&format!("getting axe-core {VERSION}"));
    let draft = home.with_file_name(format!("{name}.draft"));
    project::remove_dir(&draft)?;
    project::create_dir(&draft)?;
    shell::run(
        shell::in_root(npm)
            .args(["install", "--ignore-scripts", "--no-audit", "--no-fund"])
            .arg("--prefix")
            .arg(&draft)
            .arg(format!("axe-core@{VERSION}"))
            .stdout(std::io::stderr()),
    )?;
    project::remove_dir(&home)?;
    fs::rename(&draft, &home).map_err(|error| format!("cannot create {}: {error}", home.display()))?;
    if file.is_file() {
        Ok(file)
    } else {
        Err(format!("axe-core {VERSION} has no {FILE}"))
    }
}

fn npm() -> Result<PathBuf> {
    if let Some(npm) = shell::find("npm") {
        return Ok(npm);
    }
    shell::apt_install(&["npm"])
        .and_then(|()| shell::find("npm").ok_or_else(|| "it is still not on PATH".into()))
        .map_err(|reason| {
            format!("npm is missing, and the accessibility tests need it ({reason}); install Node.js with npm")
        })
}
