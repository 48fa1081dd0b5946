//! The browsers the tests drive, and the drivers to drive them with.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};

use crate::shell::{self, Result};
use crate::tools;

/// A browser the page is tested in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Browser {
    Chromium,
    Firefox,
    Webkit,
}

/// The variables that tell the end-to-end tests where things are.
pub type Variables = Vec<(&'static str, PathBuf)>;

impl Browser {
    /// Every browser, in the order they are tested.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The browser of this name on the command line.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|browser| browser.name() == name)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Gets browser and driver if they are missing; says where they are.
    pub fn ready(self) -> Result<Variables> {
        if let Some(gap) = self.missing() {
            shell::apt_install(self.packages())
                .and_then(|()| match self.missing() {
                    None => Ok(()),
                    Some(gap) => Err(format!("there is still no {gap}")),
                })
                .map_err(|reason| {
                    format!(
                        "the browser {} is missing: no {gap} ({reason}); \
                         install it, on Debian with `apt-get install {}`",
                        self.name(),
                        self.packages().join(" ")
                    )
                })?;
        }
        let mut found = self
            .programs()
            .into_iter()
            .filter_map(|(variable, _, path)| Some((variable, path?)))
            .collect::<Variables>();
        if self == Self::Firefox {
            found.push(("FIXPATH_GECKODRIVER", tools::geckodriver()?));
        }
        Ok(found)
    }

    /// The first program that is not there.
    fn missing(self) -> Option<&'static str> {
        self.programs()
            .into_iter()
            .find_map(|(_, name, path)| path.is_none().then_some(name))
    }

    /// Its programs: the variable that names it to the tests, what it is called, where it is.
    fn programs(self) -> Vec<(&'static str, &'static str, Option<PathBuf>)> {
        let any = |names: &[&str]| names.iter().find_map(|name| shell::find(name));
        match self {
            Self::Chromium => vec![
                (
                    "FIXPATH_CHROMIUM",
                    "chromium",
                    any(&["chromium", "chromium-browser", "google-chrome"]),
                ),
                ("FIXPATH_CHROMEDRIVER", "chromedriver", any(&["chromedriver"])),
            ],
            Self::Firefox => vec![("FIXPATH_FIREFOX", "firefox", any(&["firefox-esr", "firefox"]))],
            Self::Webkit => vec![
                ("FIXPATH_MINIBROWSER", "MiniBrowser", mini_browser()),
                ("FIXPATH_WEBKITDRIVER", "WebKitWebDriver", any(&["WebKitWebDriver"])),
                ("FIXPATH_XVFB", "Xvfb", any(&["Xvfb"])),
            ],
        }
    }

    /// The Debian packages it comes in.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::Webkit => &["webkit2gtk-driver", "xvfb"],
        }
    }
}

/// WebKitGTK's browser for tests, which lies outside PATH in a folder per architecture.
fn mini_browser() -> Option<PathBuf> {
    let parents = std::fs::read_dir("/usr/lib")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .chain(["/usr/lib".into(), "/usr/libexec".into()]);
    let mut found = parents
        .flat_map(|dir| ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map(|api| dir.join(api)))
        .map(|dir| dir.join("MiniBrowser"))
        .filter(|path| path.is_file())
        .collect::<Vec<_>>();
    found.sort();
    found.pop()
}

/// A display without a screen, for WebKit, ended when dropped.
pub struct Display {
    server: Child,
    /// The value for DISPLAY, such as `:7`.
    pub name: String,
}

impl Display {
    /// Starts one on a number that is free.
    pub fn start() -> Result<Self> {
        let program = shell::find("Xvfb").ok_or("Xvfb is missing")?;
        let mut command = shell::tethered(&program);
        command
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .args(["-screen", "0", "1600x1200x24"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut server = command.spawn().map_err(|error| shell::not_started(&command, &error))?;
        let mut number = String::new();
        if let Some(stdout) = server.stdout.take() {
            let _ = BufReader::new(stdout).read_line(&mut number);
        }
        let display = Self {
            server,
            name: format!(":{}", number.trim()),
        };
        match number.trim().parse::<u32>() {
            Ok(_) => Ok(display),
            Err(_) => Err("Xvfb did not start a display".into()),
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
