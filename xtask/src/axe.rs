//! axe-core, the accessibility checker the end-to-end tests inject into the page.

use std::path::PathBuf;

use crate::npm::Package;
use crate::shell::Result;

/// Path of `axe.min.js`, got by npm once per machine.
pub fn ready() -> Result<PathBuf> {
    let axe = Package {
        name: "axe-core",
        version: "4.14.1",
        file: "axe.min.js",
        wanted_by: "the accessibility tests",
    };
    axe.ready()
}
