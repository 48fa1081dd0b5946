//! What tries the packaged element as its users do: a bundler, and a compiler that knows types.

use std::ffi::OsString;

use crate::npm::Package;

const VITE: Package = Package {
    name: "vite",
    version: "8.3.8",
    file: "bin/vite.js",
    wanted_by: "the tests of the package",
};

const TYPESCRIPT: Package = Package {
    name: "typescript",
    version: "5.9.3",
    file: "bin/tsc",
    wanted_by: "the tests of the package",
};

/// Variables that name the two programs; where one cannot be had, `FIXPATH_NO_BUNDLER` says why, and its tests say so.
pub fn variables() -> Vec<(&'static str, OsString)> {
    let found = VITE.ready().and_then(|vite| Ok((vite, TYPESCRIPT.ready()?)));
    match found {
        Ok((vite, tsc)) => vec![("FIXPATH_VITE", vite.into()), ("FIXPATH_TSC", tsc.into())],
        Err(reason) => vec![("FIXPATH_NO_BUNDLER", reason.into())],
    }
}
