//! Running one scenario in one browser: setting up, cleaning up whatever happens, and what holds for all.

use std::fmt;
use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use libtest_mimic::{Failed, Trial};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use tokio::runtime::{Builder, Runtime};

use super::browser::{Browser, Session, Theme};
use super::env::Env;
use super::page::Page;
use super::pool;
use super::site::Site;
use super::times;

/// No scenario takes longer unless something hangs.
pub const LIMIT: Duration = Duration::from_secs(240);

/// How often a scenario is begun at most.
const LIVES: usize = 3;

/// The driver says that its browser is gone.
const DIED: &str = "died";

/// What a browser calls a trap.
const TRAP: &str = "RuntimeError";

/// One for all, since a browser outlives the scenario that started it, and its connection with it.
static RUNTIME: LazyLock<std::io::Result<Runtime>> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(1).enable_all().build());

/// What one person does and sees.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// Path of its function, such as `e2e::answer_question::an_answer_moves_on`.
    pub name: &'static str,
    /// The colours the person prefers.
    pub theme: Theme,
    /// Where on its host the page lies; starts and ends with a slash.
    pub prefix: &'static str,
    /// The only browser whose driver can do what the scenario needs; none if all can.
    pub only: Option<Browser>,
    /// Whether its browser is its own.
    pub apart: bool,
    /// How long it may take.
    pub limit: Duration,
    /// What happens.
    pub run: fn(Page) -> Played,
}

/// A scenario under way.
pub type Played = Pin<Box<dyn Future<Output = Result<()>>>>;

impl Scenario {
    /// The same for a person who prefers dark colours.
    pub const fn in_the_dark(self, name: &'static str) -> Self {
        Self {
            name,
            theme: Theme::Dark,
            ..self
        }
    }

    /// The same, of this browser alone.
    pub const fn only(self, browser: Browser) -> Self {
        Self {
            only: Some(browser),
            ..self
        }
    }

    /// The same, in a browser that plays nothing else.
    pub const fn apart(self) -> Self {
        Self { apart: true, ..self }
    }

    /// The same, with time for a great many acts.
    pub const fn at_length(self) -> Self {
        Self {
            limit: Duration::from_secs(1200),
            ..self
        }
    }

    /// The same for a page that lies deeper on its host.
    pub const fn under(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }

    /// The scenario in `browser` as a test; pictures of failures go into `pictures`.
    pub fn trial(self, env: &Arc<Env>, browser: Browser, pictures: &Path) -> Trial {
        let env = Arc::clone(env);
        let name = self.name.split_once("::").map_or(self.name, |(_, name)| name);
        let picture = pictures.join(format!("{}-{}.png", browser.name(), name.replace("::", "-")));
        Trial::test(format!("{}::{name}", browser.name()), move || {
            let runtime = RUNTIME.as_ref().map_err(ToString::to_string)?;
            let begun = Instant::now();
            let outcome = runtime.block_on(self.play(env, browser, &picture));
            times::add(browser, name, begun.elapsed());
            outcome.map_err(|error| Failed::from(told(&error, &picture)))
        })
    }

    /// Again in a new browser after a mishap of the browser's own. What the page does to it happens each time; what it
    /// does to itself, as WebKitGTK now and then, is told and fails nothing.
    async fn play(self, env: Arc<Env>, browser: Browser, picture: &Path) -> Result<()> {
        for _ in 1..LIVES {
            let Err(error) = self.play_once(env.clone(), browser, picture).await else {
                return Ok(());
            };
            let Some(mishap) = mishap(&error) else {
                return Err(error);
            };
            let browser = browser.name();
            eprintln!("{browser} {mishap} in {}, which is begun again: {error:#}", self.name);
        }
        self.play_once(env, browser, picture).await
    }

    async fn play_once(self, env: Arc<Env>, browser: Browser, picture: &Path) -> Result<()> {
        let site = Arc::new(Site::start(&env, self.prefix)?);
        let is_apart = self.apart || !browser.serves_again();
        let (session, n_played) = if is_apart {
            (Session::start(&env, browser, self.theme).await?, 0)
        } else {
            pool::take(&env, browser, self.theme).await?
        };
        let played = self.play_in(env, &site, &session, browser).await;
        if played.is_err() {
            // The picture helps to see why; that it cannot be taken must not hide what went wrong.
            let _ = session.driver.screenshot(picture).await;
        }
        let played = played.map_err(|error| {
            if mishap(&error) == Some(DIED) {
                error.context(format!("its last words: {}", session.last_words()))
            } else if browser == Browser::Webkit && has_trapped(&site) {
                error.context(Trapped)
            } else {
                error
            }
        });
        // Who met trouble, even trouble that was asked for, is not asked again.
        let ended = if played.is_err() || is_apart || site.is_forgiven() || site.is_stopped() {
            session.kill().await
        } else {
            pool::give_back(session, n_played + 1).await
        };
        played.and(ended)
    }

    async fn play_in(self, env: Arc<Env>, site: &Arc<Site>, session: &Session, browser: Browser) -> Result<()> {
        let page = Page::new(env, Arc::clone(site), session, browser, self.theme)?;
        // A local task, so that a panic in the scenario ends it and nothing else.
        let body = (self.run)(page.clone());
        let local = tokio::task::LocalSet::new();
        let task = local.spawn_local(body);
        let played = tokio::time::timeout(self.limit, local.run_until(task)).await;
        match played {
            Ok(Ok(outcome)) => outcome.with_context(|| format!("complaints: {:?}", site.complaints()))?,
            Ok(Err(panic)) => bail!("the scenario panicked: {panic}"),
            Err(_) => bail!("the scenario took longer than {} s", self.limit.as_secs()),
        }
        nothing_went_wrong(&page).await
    }
}

/// Ends the browsers that waited for another scenario.
pub fn end() {
    // Without a runtime none was started.
    if let Ok(runtime) = RUNTIME.as_ref() {
        runtime.block_on(pool::end());
    }
}

/// WebKitGTK ended the program by a trap nobody asked for. It was seen to twice in some 50,000 random acts and once in a
/// scenario of few, at places that never fail in other browsers, as it does to other programs on Linux
/// (tauri-apps/tauri#7154, oven-sh/bun#17146).
#[derive(Debug)]
struct Trapped;

impl fmt::Display for Trapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the program trapped")
    }
}

/// True where the program trapped in a scenario that did not make it to.
fn has_trapped(site: &Site) -> bool {
    !site.is_forgiven() && site.complaints().iter().any(|told| told.contains(TRAP))
}

/// What befell the browser itself, if anything did.
fn mishap(error: &anyhow::Error) -> Option<&'static str> {
    if error.is::<Trapped>() {
        return Some("trapped");
    }
    error.chain().find_map(|cause| {
        let error = cause.downcast_ref::<WebDriverError>()?;
        match error.as_inner() {
            WebDriverErrorInner::InvalidSessionId(_) => Some(DIED),
            // Of WebKitGTK: what its browser answered is no JSON to its driver, whatever the page holds.
            WebDriverErrorInner::UnknownError(_) if error.to_string().contains("Could not parse script result") => {
                Some("garbled an answer")
            }
            _ => None,
        }
    })
}

/// The failure with its causes, without the backtrace, which says nothing about the page.
fn told(error: &anyhow::Error, picture: &Path) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    format!("{}\npicture: {}", causes.join("\nbecause: "), picture.display())
}

/// What holds after every scenario that did not ask for trouble.
async fn nothing_went_wrong(page: &Page) -> Result<()> {
    // Without a network the browser itself complains.
    if page.site.is_forgiven() || page.site.is_stopped() {
        return Ok(());
    }
    let complaints = page.site.complaints();
    ensure!(complaints.is_empty(), "the page complained: {}", complaints.join("\n"));
    let missing = page.site.missing();
    ensure!(missing.is_empty(), "the page asked for what is not there: {missing:?}");
    let names = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
    let names: Vec<String> = serde_json::from_value(page.script(names, Vec::new()).await?)?;
    let foreign: Vec<_> = names.iter().filter(|name| !page.site.is_known(name)).collect();
    ensure!(foreign.is_empty(), "the page asked others for {foreign:?}");
    if page.browser == Browser::Chromium {
        let severe: Vec<_> = page.driver.browser_log().await?.into_iter().filter(is_severe).collect();
        ensure!(severe.is_empty(), "the console says {severe:?}");
    }
    Ok(())
}

fn is_severe(entry: &thirtyfour::BrowserLogEntry) -> bool {
    entry.level == "SEVERE" && !entry.message.contains("favicon.ico")
}

/// Lists the scenarios of a module by the names of their functions.
#[macro_export]
macro_rules! scenarios {
    ($($name:ident),+ $(,)?) => {
        vec![$($crate::scenario!($name)),+]
    };
}

/// One scenario by the name of its function.
#[macro_export]
macro_rules! scenario {
    ($name:ident) => {
        $crate::support::Scenario {
            name: concat!(module_path!(), "::", stringify!($name)),
            theme: $crate::support::Theme::Light,
            prefix: "/",
            only: None,
            apart: false,
            limit: $crate::support::run::LIMIT,
            run: |page| Box::pin($name(page)),
        }
    };
}
