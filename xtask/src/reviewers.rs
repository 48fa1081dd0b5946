//! Programs from npm that look at what is built as a security team and a validator would.

use std::ffi::OsString;

use crate::npm::Package;
use crate::shell::Result;

const CSP_EVALUATOR: Package = Package {
    name: "csp_evaluator",
    version: "1.1.8",
    file: "dist/evaluator.js",
    wanted_by: "the tests of the policies",
};

const HTML_VALIDATE: Package = Package {
    name: "html-validate",
    version: "10.9.0",
    file: "dist/cjs/index.js",
    wanted_by: "the tests of the pages",
};

/// Variables that name them to the tests.
pub fn variables() -> Result<Vec<(&'static str, OsString)>> {
    Ok(vec![
        ("FIXPATH_CSP_EVALUATOR", CSP_EVALUATOR.ready()?.into()),
        ("FIXPATH_HTML_VALIDATE", HTML_VALIDATE.ready()?.into()),
    ])
}
