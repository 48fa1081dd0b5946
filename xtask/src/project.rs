//! Where things are: the repository, and what is kept between runs and clones.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::Result;

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The folder cargo builds into.
pub fn target_dir() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// The per-user folder for what is downloaded or built once, created if missing.
pub fn cache_dir() -> Result<PathBuf> {
    let base = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| Some(env::home_dir()?.join(".cache")))
        .ok_or("neither XDG_CACHE_HOME nor HOME says where to keep downloaded tools")?;
    let dir = base.join("fixpath");
    create_dir(&dir)?;
    Ok(dir)
}

/// Creates `dir` and its parents.
pub fn create_dir(dir: &Path) -> Result<()> {
    fs::create_dir_all(dir).map_err(|error| format!("cannot create {}: {error}", dir.display()))
}

/// Removes `dir` and all in it, if it is there.
pub fn remove_dir(dir: &Path) -> Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", dir.display()))
        }
        _ => Ok(()),
    }
}

/// Holds the lock called `name` in the cache until dropped, so that two runs at once do not
/// get the same thing twice. The file stays, the lock ends with the process.
pub fn exclusive(name: &str) -> Result<fs::File> {
    let path = cache_dir()?.join(format!("{name}.lock"));
    let hold = || {
        let file = fs::File::create(&path)?;
        if file.try_lock().is_err() {
            crate::shell::phase(&format!("waiting for another run that is getting {name}"));
            file.lock()?;
        }
        Ok(file)
    };
    hold().map_err(|error: std::io::Error| format!("cannot lock {}: {error}", path.display()))
}
