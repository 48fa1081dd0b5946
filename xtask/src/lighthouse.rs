//! Lighthouse on the page that is shipped, and how long it is until every control works.

use crate::npm::Package;
use crate::shell::Result;
use crate::suite;

/// The last major version that Debian's Node.js runs.
const LIGHTHOUSE: Package = Package {
    name: "lighthouse",
    version: "12.8.2",
    file: "cli/index.js",
    wanted_by: "the measurements",
};

/// Prints a table; with `check` a category below 100 is an error.
pub fn run(check: bool) -> Result<()> {
    let program = LIGHTHOUSE.ready()?;
    let arguments: &[_] = if check { &["--check".into()] } else { &[] };
    suite::in_chromium_with("lighthouse", arguments, &[("FIXPATH_LIGHTHOUSE", program.into())])
}
