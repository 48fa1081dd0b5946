//! The page's build: Trunk with the tools it wants in front of PATH.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project;
use crate::shell::{self, Result};
use crate::small;
use crate::target::Toolchain;
use crate::tools;

/// What compiling for the browser needs.
pub struct Web {
    /// The compiler.
    pub toolchain: Toolchain,
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    /// Where there is a `cargo` for a smaller page.
    small: Option<PathBuf>,
}

impl Web {
    /// Gets what is missing.
    pub fn ready() -> Result<Self> {
        let toolchain = Toolchain::ready()?;
        Ok(Self {
            small: small::cargo(&toolchain),
            toolchain,
            trunk: tools::trunk()?,
            wasm_bindgen: tools::wasm_bindgen()?,
        })
    }

    /// Trunk, ended when this process ends.
    pub fn trunk(&self) -> Command {
        let dirs = [self.wasm_bindgen.parent(), self.trunk.parent()]
            .into_iter()
            .flatten()
            .map(Path::to_owned)
            .collect::<Vec<_>>();
        let mut command = self.toolchain.applied_to(shell::tethered(&self.trunk), &dirs);
        if let Some(small) = &self.small {
            let path = command
                .get_envs()
                .find(|(name, _)| *name == "PATH")
                .and_then(|(_, path)| path);
            let path = path.map(OsStr::to_owned).unwrap_or_default();
            let dirs = std::iter::once(small.clone()).chain(env::split_paths(&path));
            if let Ok(path) = env::join_paths(dirs) {
                command.env("PATH", path);
            }
        }
        // Standard output is for what was asked for: the address, the results of the tests.
        command.stdout(std::io::stderr());
        command.env("RUST_LIB_BACKTRACE", "0"); // of no use below a compiler's message
        if env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true"); // Trunk refuses the customary `1`
        }
        command
    }

    /// The release build, into `dist`.
    pub fn build_into(&self, dist: &Path) -> Result<()> {
        shell::phase("building the page");
        project::create_dir(dist)?;
        shell::run(self.trunk().args(["build", "--release", "--dist"]).arg(dist))
            .map_err(|_| "the page could not be built, see above".into())
    }
}

/// The release build, into `dist/`.
pub fn build() -> Result<()> {
    let web = Web::ready()?;
    web.build_into(&project::root().join("dist"))?;
    shell::phase("built: copy dist/ to any static host");
    Ok(())
}
