//! gremlins.js, whose random acts the end-to-end tests let loose on the page.

use std::path::PathBuf;

use crate::npm::Package;
use crate::shell::Result;

/// Path of `gremlins.min.js`, got by npm once per machine.
pub fn ready() -> Result<PathBuf> {
    let gremlins = Package {
        name: "gremlins.js",
        version: "2.2.0",
        file: "dist/gremlins.min.js",
        wanted_by: "the random tests",
    };
    gremlins.ready()
}
