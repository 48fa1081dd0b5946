//! Browsers and the driver programs that steer them, each with a fresh profile.

use std::fs::{self, File};
use std::io::{Read, Seek};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::process::{Child, Command};

use super::env::{self, Env};
use super::warm;

/// A browser the page must work in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, for Chrome, Edge and most Android browsers.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKitGTK, for Safari and everything on an iPhone.
    Webkit,
}

/// The colour scheme the person prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

impl Browser {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The name by which the environment and the test names call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// The browser of that name.
    pub fn named(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|browser| browser.name() == name)
            .with_context(|| format!("FIXPATH_BROWSERS names `{name}`, expected chromium, firefox or webkit"))
    }

    /// True where a profile can be kept from one session to the next; WebKit's driver always takes a fresh one.
    pub fn keeps_profiles(self) -> bool {
        self != Self::Webkit
    }

    /// True where a browser plays several scenarios, one after the other; WebKitGTK starts quickly, and now and then dies.
    pub fn serves_again(self) -> bool {
        self != Self::Webkit
    }

    fn capabilities(self, theme: Theme, downloads: &Path, profile: Option<&Path>) -> Result<Capabilities> {
        let dark = theme == Theme::Dark;
        let own: Vec<String> = match (self, profile) {
            (_, None) => Vec::new(),
            (Self::Chromium, Some(profile)) => vec![format!("--user-data-dir={}", profile.display())],
            (_, Some(profile)) => vec!["-profile".to_owned(), profile.display().to_string()],
        };
        let options: Value = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": {
                    "binary": env::program(self)?,
                    "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900", MOUSE],
                    "prefs": { "download.default_directory": downloads },
                },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": {
                    "binary": env::program(self)?,
                    "args": ["-headless", "--width=1280", "--height=900"],
                    "prefs": {
                        "layout.css.prefers-color-scheme.content-override": if dark { 0 } else { 1 },
                        "ui.systemUsesDarkTheme": i32::from(dark),
                        "browser.download.dir": downloads,
                        "browser.download.folderList": 2,
                    },
                },
            }),
            Self::Webkit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": env::program(self)?, "args": ["--automation"] },
            }),
        };
        let Value::Object(mut options) = options else {
            bail!("capabilities are an object")
        };
        for name in ["goog:chromeOptions", "moz:firefoxOptions"] {
            if let Some(args) = options.get_mut(name).and_then(|options| options["args"].as_array_mut()) {
                args.extend(own.iter().map(|arg| json!(arg)));
            }
        }
        Ok(Capabilities::from(options))
    }

    fn command(self, env: &Env, theme: Theme, port: u16, folder: &Path, downloads: &Path) -> Result<Command> {
        let mut command = Command::new(env::driver(self)?);
        match self {
            Self::Chromium => command.arg(format!("--port={port}")),
            Self::Firefox => command.args(["--websocket-port", "0", "--port", &port.to_string()]),
            Self::Webkit => command.arg(format!("--port={port}")),
        };
        if self == Self::Webkit {
            command
                .env("DISPLAY", env.display.as_deref().unwrap_or_default())
                .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
                .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
                .env(
                    "GTK_THEME",
                    if theme == Theme::Dark {
                        "Adwaita:dark"
                    } else {
                        "Adwaita"
                    },
                )
                .env("XDG_CONFIG_HOME", folder);
            let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
            fs::write(folder.join("user-dirs.dirs"), downloads)?;
        }
        command
            // Its profile goes with the folder.
            .env("TMPDIR", folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .kill_on_drop(true);
        Ok(command)
    }
}

/// Without a screen Chromium knows of no pointer that can rest on things.
const MOUSE: &str =
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4";

/// Most lines of what they said that are of interest.
const LAST_WORDS: usize = 20;

/// A browser that has been started, with the driver that started it; both end with it.
pub struct Session {
    /// The connection to the browser.
    pub driver: WebDriver,
    browser: Browser,
    theme: Theme,
    /// Holds all that is its own; deleted at the end.
    folder: TempDir,
    process: Child,
    said: File,
}

impl Session {
    /// Starts a driver on a free port and a browser with a fresh profile.
    pub async fn start(env: &Env, browser: Browser, theme: Theme) -> Result<Self> {
        Self::start_in(env, browser, theme, None).await
    }

    /// The same with the profile in this folder, which outlives the session.
    pub async fn start_in(env: &Env, browser: Browser, theme: Theme, profile: Option<&Path>) -> Result<Self> {
        // Another program may take the port between our look and the driver's start: then the driver ends at once.
        let mut failure = None;
        for _ in 0..3 {
            match Self::attempt(env, browser, theme, profile).await {
                Ok(session) => return Ok(session),
                Err(error) => failure = Some(error),
            }
        }
        Err(failure
            .context("no attempt was made")?
            .context(format!("{} could not be started", browser.name())))
    }

    async fn attempt(env: &Env, browser: Browser, theme: Theme, profile: Option<&Path>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let downloads = downloads_in(&folder);
        fs::create_dir(&downloads)?;
        let profile = match profile {
            None if browser == Browser::Firefox => Some(warm::profile_in(env, folder.path())?),
            profile => profile.map(Path::to_path_buf),
        };
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let said = tempfile::tempfile()?;
        let mut command = browser.command(env, theme, port, folder.path(), &downloads)?;
        let mut process = command.stderr(said.try_clone()?).spawn()?;
        let limit = Instant::now() + Duration::from_secs(20);
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if let Some(status) = process.try_wait()? {
                bail!("the driver ended with {status} before it listened");
            }
            if Instant::now() > limit {
                bail!("the driver did not listen within 20 s");
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let driver = WebDriver::builder(
            format!("http://127.0.0.1:{port}"),
            browser.capabilities(theme, &downloads, profile.as_deref())?,
        )
        .request_timeout(Duration::from_secs(60))
        .await?;
        let session = Self {
            driver,
            browser,
            theme,
            folder,
            process,
            said,
        };
        match session.settle().await {
            Ok(()) => Ok(session),
            Err(error) => {
                session.quit().await?;
                Err(error)
            }
        }
    }

    /// True where this browser prefers that theme.
    pub fn is(&self, browser: Browser, theme: Theme) -> bool {
        (self.browser, self.theme) == (browser, theme)
    }

    /// Where downloads land.
    pub fn downloads(&self) -> PathBuf {
        downloads_in(&self.folder)
    }

    async fn settle(&self) -> Result<()> {
        self.driver.set_window_rect(0, 0, 1280, 900).await?;
        if self.browser == Browser::Chromium {
            let value = if self.theme == Theme::Dark { "dark" } else { "light" };
            let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
            self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        }
        Ok(())
    }

    /// Leaves one empty tab, as after the start. What sites keep stays.
    pub async fn clear(&self) -> Result<()> {
        let old = self.driver.windows().await?;
        let first = old.first().context("a tab is open")?;
        // The scenario may have closed the one it was in.
        self.driver.switch_to_window(first.clone()).await?;
        let new = self.driver.new_tab().await?;
        for tab in old {
            self.driver.switch_to_window(tab).await?;
            self.driver.close_window().await?;
        }
        self.driver.switch_to_window(new).await?;
        if self.browser == Browser::Chromium {
            // What it told of the tabs before is taken, and done with.
            self.driver.browser_log().await?;
        }
        fs::remove_dir_all(self.downloads())?;
        fs::create_dir(self.downloads())?;
        self.settle().await
    }

    /// The end of what driver and browser said on the way, for those who ask why one died.
    pub fn last_words(&self) -> String {
        let mut said = Vec::new();
        let mut file = &self.said;
        // Without it one knows less, and nothing fails.
        let _ = file.rewind().and_then(|()| file.read_to_end(&mut said));
        let said = String::from_utf8_lossy(&said);
        let skipped = said.lines().count().saturating_sub(LAST_WORDS);
        said.lines().skip(skipped).collect::<Vec<_>>().join("\n")
    }

    /// Ends the browser and all its processes at once, with no chance to tidy up, as a power cut would: Firefox would
    /// take seconds to put a profile in order that nobody needs any more.
    pub async fn kill(mut self) -> Result<()> {
        let driver = self.process.id().context("the driver runs")?;
        let mut family = children_of(driver)?;
        let mut n_asked = 0;
        while let Some(parent) = family.get(n_asked).copied() {
            family.extend(children_of(parent)?);
            n_asked += 1;
        }
        ensure!(!family.is_empty(), "the driver has started no browser");
        let pids = family.iter().map(u32::to_string);
        // Some end by themselves as soon as the first is gone.
        let _ = Command::new("kill")
            .arg("-KILL")
            .args(pids)
            .stderr(Stdio::null())
            .status()
            .await?;
        self.process.kill().await?;
        // There is nothing to quit any more.
        self.driver.leak()?;
        Ok(())
    }

    /// Closes the browser, then ends its driver.
    pub async fn quit(mut self) -> Result<()> {
        let closed = tokio::time::timeout(Duration::from_secs(20), self.driver.quit()).await;
        self.process.kill().await?;
        closed
            .context("the browser did not close within 20 s")?
            .context("the browser did not close")
    }
}

fn downloads_in(folder: &TempDir) -> PathBuf {
    folder.path().join("downloads")
}

/// The processes that this one has started, by `/proc`.
fn children_of(parent: u32) -> Result<Vec<u32>> {
    let mut children = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let Some(pid) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        // It may have ended meanwhile. What follows the name, which may hold anything, begins with state and parent.
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let parent_of = stat
            .rsplit_once(") ")
            .and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok());
        if parent_of == Some(parent) {
            children.push(pid);
        }
    }
    Ok(children)
}
