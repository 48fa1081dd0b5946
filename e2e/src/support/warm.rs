//! What Firefox makes of its own scripts at the first start of a profile, which takes it longer than all else then: made
//! once, and copied into each fresh profile.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Result, anyhow};
use tempfile::TempDir;

use super::browser::{Browser, Session, Theme};
use super::env::Env;

/// Of these files, and of the version they are for.
const CACHE: &str = "startupCache";
const VERSION: &str = "compatibility.ini";

static WARM: OnceLock<Result<TempDir, String>> = OnceLock::new();

/// A fresh profile in `folder`.
pub fn profile_in(env: &Env, folder: &Path) -> Result<PathBuf> {
    let warm = WARM.get_or_init(|| make(env).map_err(|error| format!("{error:#}")));
    let warm = warm
        .as_ref()
        .map_err(|error| anyhow!("Firefox does not warm up: {error}"))?;
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join(CACHE))?;
    fs::copy(warm.path().join(VERSION), profile.join(VERSION))?;
    for entry in fs::read_dir(warm.path().join(CACHE))? {
        let entry = entry?;
        fs::copy(entry.path(), profile.join(CACHE).join(entry.file_name()))?;
    }
    Ok(profile)
}

/// A profile that was started once and ended in good order. In a thread of its own, for the caller runs in a runtime.
fn make(env: &Env) -> Result<TempDir> {
    let start = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let profile = tempfile::tempdir()?;
        runtime.block_on(async {
            let session = Session::start_in(env, Browser::Firefox, Theme::Light, Some(profile.path())).await?;
            session.quit().await
        })?;
        Ok(profile)
    };
    std::thread::scope(|scope| scope.spawn(start).join()).map_err(|_| anyhow!("the thread panicked"))?
}
