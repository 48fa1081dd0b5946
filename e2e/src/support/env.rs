//! What `cargo xtask test e2e` tells the tests: where the built page, the drivers and the display are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::browser::Browser;

/// Everything the tests need to know about the machine.
#[derive(Clone, Debug)]
pub struct Env {
    /// The built page, as any static host would serve it.
    pub dist: PathBuf,
    /// Compiled guides that are not part of the page.
    pub guides: PathBuf,
    /// The browsers to try, in order.
    pub browsers: Vec<Browser>,
    /// The axe-core script.
    pub axe: PathBuf,
    /// The gremlins.js script.
    pub gremlins: PathBuf,
    /// Where an X server runs, for the browser that needs one, such as `:99`.
    pub display: Option<String>,
}

impl Env {
    /// Reads the environment; an error names the first variable that is missing.
    pub fn read() -> Result<Self> {
        let browsers = variable("FIXPATH_BROWSERS")?
            .split(',')
            .map(|name| Browser::named(name.trim()))
            .collect::<Result<Vec<_>>>()?;
        for browser in &browsers {
            driver(*browser)?;
            program(*browser)?;
        }
        let display = if browsers.contains(&Browser::Webkit) {
            Some(variable("FIXPATH_DISPLAY")?)
        } else {
            None
        };
        Ok(Self {
            dist: path("FIXPATH_DIST")?,
            guides: path("FIXPATH_GUIDES")?,
            axe: path("FIXPATH_AXE")?,
            gremlins: path("FIXPATH_GREMLINS")?,
            browsers,
            display,
        })
    }

    /// The source of gremlins.js.
    pub fn gremlins(&self) -> Result<String> {
        Ok(std::fs::read_to_string(&self.gremlins)?)
    }
}

/// The program that drives `browser`.
pub fn driver(browser: Browser) -> Result<PathBuf> {
    path(match browser {
        Browser::Chromium => "FIXPATH_CHROMEDRIVER",
        Browser::Firefox => "FIXPATH_GECKODRIVER",
        Browser::Webkit => "FIXPATH_WEBKITDRIVER",
    })
}

/// The browser's own program.
pub fn program(browser: Browser) -> Result<PathBuf> {
    path(match browser {
        Browser::Chromium => "FIXPATH_CHROMIUM",
        Browser::Firefox => "FIXPATH_FIREFOX",
        Browser::Webkit => "FIXPATH_MINIBROWSER",
    })
}

/// A program from npm that tries the package, by its variable.
///
/// # Errors
/// With one sentence, where it could not be had.
pub fn node_program(name: &str) -> Result<PathBuf> {
    if let Ok(reason) = std::env::var("FIXPATH_NO_BUNDLER") {
        bail!("the package is not tried, for what tries it could not be got from npm: {reason}");
    }
    path(name)
}

fn variable(name: &str) -> Result<String> {
    std::env::var(name).with_context(|| format!("{name} is not set; run `cargo xtask test e2e`, which sets it"))
}

fn path(name: &str) -> Result<PathBuf> {
    let path = Path::new(&variable(name)?).to_path_buf();
    if !path.exists() {
        bail!(
            "{name} is {}, which does not exist; run `cargo xtask test e2e`",
            path.display()
        );
    }
    Ok(path)
}
