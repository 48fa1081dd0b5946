//! Starting other programs, and telling the person what is going on.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::Instant;

/// The error is a sentence for the person at the terminal.
pub type Result<T> = std::result::Result<T, String>;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Says what is being done now, with the seconds since the first such line.
pub fn phase(text: &str) {
    eprintln!("[{:>4} s] {text}", START.elapsed().as_secs());
}

/// The cargo to run: the one PATH finds, so that a toolchain put in front of it counts.
pub fn cargo() -> Command {
    in_root("cargo")
}

/// `program`, started at the root of the repository.
pub fn in_root(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(crate::project::root());
    command
}

/// Runs `command` with its output shown; anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} failed ({status})", shown(command)))
    }
}

/// What `command` prints, if it can be started and succeeds; its messages are dropped.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The sentence for a program that cannot be started.
pub fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("cannot start {}: {error}", shown(command))
}

/// The start of `command` as a person would type it.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program())
        .chain(command.get_args())
        .take(5)
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>();
    format!("`{}`", words.join(" "))
}

/// Where PATH finds `program`.
pub fn find(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(&file))
        .find(|path| path.is_file())
}

/// PATH with `dirs` in front.
pub fn path_with(dirs: &[PathBuf]) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(dirs.iter().cloned().chain(env::split_paths(&path))).unwrap_or(path)
}

/// `program` as a child that is ended when this process ends, however that happens.
///
/// Done by util-linux's `setpriv`; elsewhere Ctrl-C reaches both, which is the usual way to stop.
pub fn tethered(program: &Path) -> Command {
    if cfg!(target_os = "linux")
        && let Some(setpriv) = find("setpriv")
    {
        let mut command = in_root(setpriv);
        command.args(["--pdeathsig", "TERM"]).arg(program);
        return command;
    }
    in_root(program)
}

/// Installs Debian packages, when this is such a machine and we may; else says why not.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    let apt = find("apt-get").ok_or("this machine has no apt-get")?;
    let prefix: &[&str] = if output(Command::new("id").arg("-u")).as_deref() == Some("0") {
        &["env"]
    } else if output(Command::new("sudo").args(["-n", "true"])).is_some() {
        &["sudo", "-n"]
    } else {
        return Err("installing packages needs root".into());
    };
    let _lock = crate::project::exclusive("apt")?;
    let apt = |args: &[&str]| {
        run(Command::new(prefix[0])
            .args(&prefix[1..])
            .arg("DEBIAN_FRONTEND=noninteractive")
            .arg(&apt)
            .args(["-qq", "-o", "DPkg::Lock::Timeout=600"])
            .args(args)
            .stdout(std::io::stderr()))
    };
    phase(&format!("apt-get: {}", packages.join(" ")));
    apt(&["update"])?;
    let install = ["install", "-y", "--no-install-recommends", "--no-remove"];
    apt(&[&install[..], packages].concat())
}
