//! A compiler for the browser's target: `wasm32-unknown-unknown` with its standard library.
//!
//! Tried in this order: the target is installed already; `rustup target add`; and, where rustup
//! cannot download it, a private sysroot made from Debian's compiler and library source.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use crate::project;
use crate::shell::{self, Result};

/// The target the page is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Which compiler builds for the browser.
pub enum Toolchain {
    /// The one that PATH finds.
    Usual,
    /// A private one in this folder. It shares no build folder with the usual one.
    Private(PathBuf),
}

impl Toolchain {
    /// The toolchain to use, after getting what is missing.
    pub fn ready() -> Result<Self> {
        if has_std(&mut Command::new("rustc")) {
            return Ok(Self::Usual);
        }
        if let Some(private) = Debian::installed().and_then(|debian| debian.finished().ok()?) {
            return Ok(Self::Private(private));
        }
        if let Some(rustup) = shell::find("rustup") {
            shell::phase(&format!("adding the target {WASM}"));
            let mut add = Command::new(rustup);
            add.args(["target", "add", WASM]).env("RUST_BACKTRACE", "0");
            let added = shell::run(&mut add);
            if added.is_ok() && has_std(&mut Command::new("rustc")) {
                return Ok(Self::Usual);
            }
        }
        match private_sysroot() {
            Ok(dir) => Ok(Self::Private(dir)),
            Err(reason) => Err(format!(
                "the Rust target {WASM} is missing and cannot be set up here ({reason}); \
                 install it with `rustup target add {WASM}`"
            )),
        }
    }

    /// The source of the standard library, where cargo does not know it.
    pub fn library(&self) -> Option<String> {
        match self {
            Self::Usual => None,
            Self::Private(_) => Some(Debian::installed()?.library().display().to_string()),
        }
    }

    /// `cargo` of this toolchain, started at the root of the repository.
    pub fn cargo(&self) -> Command {
        self.applied_to(
            match self {
                Self::Usual => shell::cargo(),
                Self::Private(dir) => shell::in_root(dir.join("bin/cargo")),
            },
            &[],
        )
    }

    /// `cargo clippy` of this toolchain.
    pub fn clippy(&self) -> Command {
        match self {
            Self::Usual => {
                let mut command = self.cargo();
                command.arg("clippy");
                command
            }
            // Called directly: cargo might prefer the one of rustup in its own home.
            Self::Private(dir) => {
                let mut command = shell::in_root(dir.join("bin/cargo-clippy"));
                command.arg("clippy");
                self.applied_to(command, &[])
            }
        }
    }

    /// `command` made to use this toolchain for all it starts, with `dirs` in front of PATH.
    pub fn applied_to(&self, mut command: Command, dirs: &[PathBuf]) -> Command {
        let Self::Private(dir) = self else {
            command.env("PATH", shell::path_with(dirs));
            return command;
        };
        let bin = dir.join("bin");
        let built = fs::metadata(bin.join("rustc"))
            .and_then(|file| file.modified())
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
            .map_or(0, |age| age.as_secs());
        // Cargo does not notice another standard library of the same version: hence the time.
        let target = project::target_dir().join(format!("private-{built}"));
        let dirs = [std::slice::from_ref(&bin), dirs].concat();
        command
            .env("PATH", shell::path_with(&dirs))
            .env("CARGO", bin.join("cargo"))
            .env("SYSROOT", dir) // read by clippy-driver
            .env("CARGO_TARGET_DIR", target)
            .env_remove("LD_LIBRARY_PATH")
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("RUSTC");
        command
    }
}

/// Whether the compiler that `rustc` starts has a standard library for [`WASM`].
fn has_std(rustc: &mut Command) -> bool {
    shell::output(rustc.args(["--print", "target-libdir", "--target", WASM]))
        .and_then(|dir| fs::read_dir(dir).ok())
        .is_some_and(|entries| {
            entries.flatten().any(|entry| {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                name.starts_with("libstd-") && name.ends_with(".rlib")
            })
        })
}

/// Debian's compiler, which comes with the source of its standard library.
struct Debian {
    release: String,
    host: String,
    llvm: String,
}

impl Debian {
    const RUSTC: &str = "/usr/bin/rustc";

    fn installed() -> Option<Self> {
        Self::from_version(&shell::output(Command::new(Self::RUSTC).arg("-vV"))?)
    }

    /// Reads what `rustc -vV` prints.
    fn from_version(text: &str) -> Option<Self> {
        let field = |key: &str| {
            text.lines()
                .find_map(|line| Some(line.strip_prefix(key)?.strip_prefix(": ")?.trim()))
        };
        Some(Self {
            release: field("release")?.to_owned(),
            host: field("host")?.to_owned(),
            llvm: field("LLVM version")?.split('.').next()?.to_owned(),
        })
    }

    fn library(&self) -> PathBuf {
        PathBuf::from(format!("/usr/src/rustc-{}/library", self.release))
    }

    /// Where its private sysroot belongs: the next clone finds it, another version does not.
    fn home(&self) -> Result<PathBuf> {
        let name = format!("toolchain-{}-{}", self.release, self.host);
        Ok(project::cache_dir()?.join(name))
    }

    /// Its private sysroot, if that is there and works.
    fn finished(&self) -> Result<Option<PathBuf>> {
        let home = self.home()?;
        Ok(has_std(&mut Command::new(home.join("bin/rustc"))).then_some(home))
    }

    /// A linker for WebAssembly: best the one of the compiler's own LLVM.
    fn linker(&self) -> Result<PathBuf> {
        let versioned = format!("wasm-ld-{}", self.llvm);
        if shell::find(&versioned).is_none() {
            // Where this package does not exist another linker may do.
            let _ = shell::apt_install(&[&format!("lld-{}", self.llvm)]);
        }
        let rustups = || {
            let sysroot = shell::output(Command::new("rustc").args(["--print", "sysroot"]))?;
            let path = Path::new(&sysroot)
                .join("lib/rustlib")
                .join(&self.host)
                .join("bin/rust-lld");
            path.is_file().then_some(path)
        };
        shell::find(&versioned)
            .or_else(|| shell::find("wasm-ld"))
            .or_else(rustups)
            .ok_or_else(|| format!("no linker for {WASM}"))
    }
}

/// Makes a sysroot that holds Debian's own standard library and one for [`WASM`], built from
/// Debian's source. Returns its folder, in which `bin/cargo` and `bin/rustc` use it.
///
/// It rests on `RUSTC_BOOTSTRAP` and on a variable cargo keeps for its own tests, since Debian's
/// source is not where `-Zbuild-std` looks; so the result is checked before it is used.
fn private_sysroot() -> Result<PathBuf> {
    let _lock = project::exclusive("toolchain")?;
    let packages = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];
    let has_source = |debian: &Debian| debian.library().is_dir();
    if !Debian::installed().as_ref().is_some_and(has_source) || !Path::new("/usr/bin/cargo-clippy").exists() {
        shell::apt_install(&packages)?;
    }
    let debian = Debian::installed()
        .filter(has_source)
        .ok_or("Debian's compiler or the source of its library is not there")?;
    if let Some(home) = debian.finished()? {
        return Ok(home);
    }
    let linker = debian.linker()?;
    shell::phase(&format!(
        "building the standard library for {WASM} with Debian's rustc {} (once, about a minute)",
        debian.release
    ));

    let home = debian.home()?;
    let draft = home.with_file_name("toolchain.draft");
    project::remove_dir(&home)?;
    project::remove_dir(&draft)?;
    let rlibs = build_std(&debian, &draft.join("build"))?;
    let wasm_lib = draft.join("lib/rustlib").join(WASM).join("lib");
    let host = draft.join("lib/rustlib").join(&debian.host);
    for dir in [&wasm_lib, &host.join("bin"), &draft.join("bin")] {
        project::create_dir(dir)?;
    }
    for rlib in rlibs {
        let name = rlib.file_name().unwrap_or_default();
        fs::copy(&rlib, wasm_lib.join(name)).map_err(|error| format!("cannot copy {}: {error}", rlib.display()))?;
    }
    let host_lib = PathBuf::from(format!("/usr/lib/rustlib/{}/lib", debian.host));
    link(&host_lib, &host.join("lib"))?;
    link(&linker, &host.join("bin/rust-lld"))?; // the name rustc asks for
    for program in ["cargo", "cargo-clippy"] {
        let installed = Path::new("/usr/bin").join(program);
        link(&installed, &draft.join("bin").join(program))?;
    }
    // A script: behind a mere link rustc would find its library beside its real file.
    let script = "#!/bin/sh\nhere=$(cd \"$(dirname \"$0\")/..\" && pwd -P)\n\
                  exec /usr/bin/rustc --sysroot \"$here\" \"$@\"\n";
    let rustc = draft.join("bin/rustc");
    fs::write(&rustc, script).map_err(|error| format!("cannot write {}: {error}", rustc.display()))?;
    shell::run(Command::new("chmod").arg("+x").arg(&rustc))?;
    project::remove_dir(&draft.join("build"))?;
    fs::rename(&draft, &home).map_err(|error| format!("cannot create {}: {error}", home.display()))?;
    debian
        .finished()?
        .ok_or_else(|| format!("the toolchain in {} does not work", home.display()))
}

/// Builds Debian's standard library for [`WASM`] in `work` and returns its files.
fn build_std(debian: &Debian, work: &Path) -> Result<Vec<PathBuf>> {
    let target = work.join("target");
    let source = debian.library();
    project::create_dir(&work.join("src"))?;
    let manifest = "[package]\nname = \"stdseed\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                    [workspace]\n";
    for (file, text) in [("Cargo.toml", manifest), ("src/lib.rs", "#![no_std]\n")] {
        fs::write(work.join(file), text).map_err(|error| format!("cannot write {file}: {error}"))?;
    }
    // Bitcode in the library, or `lto = true` stops for the lack of it.
    let flags = format!(
        "-Cembed-bitcode=yes --remap-path-prefix=/usr/src/rustc-{0}=/rustc/{0}",
        debian.release
    );
    shell::run(
        Command::new("/usr/bin/cargo")
            .current_dir(work)
            .args(["build", "--release", "--target", WASM])
            .arg("-Zbuild-std=std,panic_abort,proc_macro,test")
            .env("RUSTC", Debian::RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("__CARGO_TESTS_ONLY_SRC_ROOT", &source)
            .env("CARGO_TARGET_DIR", &target)
            .env("RUSTFLAGS", flags)
            .env_remove("LD_LIBRARY_PATH"),
    )?;
    let deps = target.join(WASM).join("release/deps");
    let entries = fs::read_dir(&deps).map_err(|error| format!("cannot read {}: {error}", deps.display()))?;
    Ok(entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".rlib") && !name.starts_with("libstdseed-")
        })
        .collect())
}

fn link(original: &Path, name: &Path) -> Result<()> {
    shell::run(Command::new("ln").arg("-sfn").arg(original).arg(name))
}

#[cfg(test)]
mod tests {
    use super::Debian;

    #[test]
    fn release_host_and_llvm_are_read_from_what_rustc_prints() {
        let text = "rustc 1.96.0 (built from a source tarball)\nbinary: rustc\n\
                    host: x86_64-unknown-linux-gnu\nrelease: 1.96.0\nLLVM version: 22.1.8\n";
        let debian = Debian::from_version(text).unwrap();
        assert_eq!(debian.release, "1.96.0");
        assert_eq!(debian.host, "x86_64-unknown-linux-gnu");
        assert_eq!(debian.llvm, "22");
        assert!(Debian::from_version("rustc 1.96.0").is_none());
    }
}
