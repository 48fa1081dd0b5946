//! The page as one person has it open, and the waiting that everything else is built on.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner};
use thirtyfour::{WebDriver, WebElement};

use super::browser::{Browser, Session, Theme};
use super::env::Env;
use super::find::Target;
use super::guide::Bundle;
use super::site::{Reply, Site};

/// How long anything may take to appear; generous, since the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(40);

/// How long a browser may put off what it thinks can wait. Chromium looks for another version of a worker, even if the
/// page asks, only while no page is busy, or after a minute.
const LEISURE: Duration = Duration::from_secs(100);
const BREATH: Duration = Duration::from_millis(25);

/// How many letters of the page a failure quotes; a picture is taken as well.
const READABLE: usize = 3000;

/// The guide that the page shows unless told otherwise.
const DEFAULT_GUIDE: &str = "toyota-remote-connect";

/// The page in one browser, on one site.
#[derive(Clone)]
pub struct Page {
    /// The browser it is open in.
    pub browser: Browser,
    /// The colours the person prefers.
    pub theme: Theme,
    /// The connection to the browser.
    pub driver: WebDriver,
    /// The host it comes from.
    pub site: Arc<Site>,
    /// What it should show.
    pub guide: Arc<Bundle>,
    /// Where downloads land.
    pub downloads: PathBuf,
    env: Arc<Env>,
    query: String,
    /// The custom element that the person looks into, by its id; none for a page of our own.
    element: Option<String>,
    /// Taps by script, where the driver misses what it aims at.
    pub(super) by_script: bool,
    patience: Duration,
}

/// Finds what fits an XPath, hidden or not as asked, by one command in place of three for each element.
const FOUND: &str = "const [path, hidden] = arguments;
    const found = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    return Array.from({ length: found.snapshotLength }, (_, n) => found.snapshotItem(n)).filter((element) =>
      hidden !== (element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && element.getClientRects().length > 0))";

/// Finds what fits an XPath within a shadow root, which no browser does: in a copy, whose elements are counted.
const WITHIN: &str = "const [id, path, hidden] = arguments;
    const root = document.getElementById(id)?.shadowRoot?.querySelector('.embed');
    if (!root) return [];
    const copy = document.implementation.createHTMLDocument('');
    copy.body.replaceChildren(copy.importNode(root, true));
    const [ours, theirs] = [root, copy.body.firstChild].map((all) => [all, ...all.querySelectorAll('*')]);
    const found = copy.evaluate(path, copy, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    return Array.from({ length: found.snapshotLength }, (_, n) => ours[theirs.indexOf(found.snapshotItem(n))])
      .filter((element) => element && hidden !== (element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && element.getClientRects().length > 0))";

impl Page {
    /// The page with the default guide, not opened yet.
    pub fn new(env: Arc<Env>, site: Arc<Site>, session: &Session, browser: Browser, theme: Theme) -> Result<Self> {
        let guide = Bundle::read(&env.dist.join("guides").join(format!("{DEFAULT_GUIDE}.en.json")))?;
        Ok(Self {
            browser,
            theme,
            driver: session.driver.clone(),
            site,
            guide: Arc::new(guide),
            downloads: session.downloads(),
            env,
            query: String::new(),
            element: None,
            by_script: false,
            patience: PATIENCE,
        })
    }

    /// The same, for someone who looks into the custom element with this id.
    pub fn within(&self, id: &str) -> Self {
        Self {
            element: Some(id.to_owned()),
            ..self.clone()
        }
    }

    /// The same, for a frame as high as its content: WebKit's driver does not scroll the page around it, and taps beside.
    pub fn in_high_frame(&self) -> Self {
        Self {
            by_script: self.browser == Browser::Webkit,
            ..self.clone()
        }
    }

    /// The same, for someone who waits for what the browser does at its leisure.
    pub fn at_leisure(&self) -> Self {
        Self {
            patience: LEISURE,
            ..self.clone()
        }
    }

    /// What scripts call `root`: all that the troubleshooter consists of.
    pub fn root(&self) -> String {
        match &self.element {
            None => "const root = document;".to_owned(),
            Some(id) => format!("const root = document.getElementById('{id}').shadowRoot;"),
        }
    }

    /// What the tests know of the machine.
    pub fn env(&self) -> &Env {
        &self.env
    }

    /// The same page in another browser.
    pub fn in_session(&self, session: &Session) -> Self {
        Self {
            driver: session.driver.clone(),
            downloads: session.downloads(),
            ..self.clone()
        }
    }

    /// The same page with its guide in another language, and the words of the interface by their keys.
    pub fn in_language(&self, locale: &str) -> Result<(Self, BTreeMap<String, String>)> {
        let id = &self.guide.guide.id;
        let file = self.env.dist.join("guides").join(format!("{id}.{locale}.json"));
        let words = std::fs::read_to_string(self.env.dist.join(self.site.words(locale)?))?;
        let guide = Arc::new(Bundle::read(&file).with_context(|| format!("the guide is not there in `{locale}`"))?);
        Ok((Self { guide, ..self.clone() }, serde_json::from_str(&words)?))
    }

    /// The same page with one of the tests' own guides, asked for by name.
    pub fn with_guide(&self, id: &str) -> Result<Self> {
        let guide = Bundle::read(&self.env.guides.join(format!("{id}.en.json")))?;
        Ok(Self {
            guide: Arc::new(guide),
            query: format!("?guide={id}"),
            ..self.clone()
        })
    }

    /// The same page in another language, which its address asks for.
    pub fn asked_in(&self, locale: &str) -> Result<Self> {
        let (page, _) = self.in_language(locale)?;
        Ok(Self {
            query: format!("?lang={locale}"),
            ..page
        })
    }

    /// The same page, whose guide the site answers with `guide` from now on.
    pub fn serving(&self, guide: Bundle) -> Self {
        self.site
            .answer_with(&self.guide_path(), Reply::new(200, guide.raw.to_string()));
        Self {
            guide: Arc::new(guide),
            ..self.clone()
        }
    }

    /// Where the site keeps the guide.
    pub fn guide_path(&self) -> String {
        format!("guides/{}.{}.json", self.guide.guide.id, self.guide.texts.locale)
    }

    /// Path and query of the page below the site's root.
    pub fn path(&self) -> &str {
        &self.query
    }

    /// Waits until `poll` gives something; what is replaced meanwhile is looked up again.
    pub async fn until<T>(&self, what: &str, mut poll: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
        let limit = Instant::now() + self.patience;
        loop {
            let mut obstacle = String::new();
            match poll().await {
                Ok(Some(value)) => return Ok(value),
                Ok(None) => {}
                Err(error) if passing(&error) => obstacle = format!(" ({error})"),
                Err(error) => return Err(error.context(what.to_owned())),
            }
            if Instant::now() > limit {
                let shown = self
                    .everything_shown()
                    .await
                    .unwrap_or_else(|error| format!("({error})"));
                let shown: String = shown.chars().take(READABLE).collect();
                bail!(
                    "{what}: not within {} s{obstacle}; the page shows:\n{shown}",
                    self.patience.as_secs()
                );
            }
            tokio::time::sleep(BREATH).await;
        }
    }

    /// All that `target` fits and is visible now.
    pub async fn all(&self, target: &Target) -> Result<Vec<WebElement>> {
        self.found(target, false).await
    }

    /// All that `target` fits and is hidden now.
    pub(super) async fn all_hidden(&self, target: &Target) -> Result<Vec<WebElement>> {
        self.found(target, true).await
    }

    async fn found(&self, target: &Target, hidden: bool) -> Result<Vec<WebElement>> {
        let (script, arguments) = match &self.element {
            None => (FOUND, vec![target.xpath().into(), hidden.into()]),
            Some(id) => (WITHIN, vec![id.as_str().into(), target.xpath().into(), hidden.into()]),
        };
        Ok(self.driver.execute(script, arguments).await?.elements()?)
    }

    /// Waits for `target` and gives it.
    pub async fn find(&self, target: &Target) -> Result<WebElement> {
        self.until(&format!("find {target}"), async || {
            Ok(self.all(target).await?.into_iter().next())
        })
        .await
    }

    /// Runs a script for what WebDriver has no command for.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.driver.execute(script, arguments).await?.json().clone())
    }

    /// The source of axe-core.
    pub(super) fn axe(&self) -> Result<String> {
        Ok(std::fs::read_to_string(&self.env.axe)?)
    }

    /// All text a person could read now.
    pub async fn everything_shown(&self) -> Result<String> {
        let script = self.root() + "return (root.body ?? root.querySelector('.embed') ?? root.host).innerText";
        let text = self.script(&script, Vec::new()).await?;
        Ok(plain(text.as_str().context("the page has text")?))
    }
}

/// The same text with plain spaces.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// True for what happens while a page redraws, and is over a moment later.
fn passing(error: &anyhow::Error) -> bool {
    error.downcast_ref::<WebDriverError>().is_some_and(|error| {
        matches!(
            error.as_inner(),
            WebDriverErrorInner::StaleElementReference(_)
                | WebDriverErrorInner::NoSuchElement(_)
                | WebDriverErrorInner::ElementClickIntercepted(_)
                | WebDriverErrorInner::ElementNotInteractable(_)
                | WebDriverErrorInner::JavascriptError(_)
                | WebDriverErrorInner::ScriptTimeout(_)
                // What WebKit's driver says when it is asked for elements of a page that is just being left.
                | WebDriverErrorInner::UnknownError(_)
        )
    })
}
