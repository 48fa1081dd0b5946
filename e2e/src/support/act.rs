//! What a person's hands do.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Key, WebElement, WindowHandle};

use super::browser::Theme;
use super::find::{Target, button, checkbox, disclosure, region};
use super::page::Page;
use super::{owner::Now, words};

/// Gives whether it can be used, or is held up because something was just pressed. Some frames are enough for what
/// comes to rest at all. In a tab that is out of sight none are drawn.
const CENTRE: &str = "const [element] = arguments;
    const frame = () => new Promise((drawn) => { requestAnimationFrame(drawn); setTimeout(drawn, 100); });
    return (async () => {
      let before = Infinity;
      for (let frames = 0; frames < 12; frames++) {
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        await frame();
        const { top } = element.getBoundingClientRect();
        if (Math.abs(top - before) < 1) break;
        before = top;
      }
      if (element.matches(':disabled')) return 'disabled';
      window.fixpathPress = null;
      addEventListener('click', (event) => { window.fixpathPress = event; }, { capture: true, once: true });
      return element.closest('[data-just-pressed]') ? 'held up' : 'usable';
    })()";

/// Opens what a person has to open to see something.
const UNCOVER: &str = "for (let closed; closed = arguments[0].closest('details:not([open])');) closed.open = true";

/// To open what is not there would make it.
const COPIES: &str = "const result = (asked) => new Promise((done, fail) => {
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
    return (async () => {
      const all = await indexedDB.databases();
      if (!all.some(({ name }) => name === 'fixpath')) return [];
      const database = await result(indexedDB.open('fixpath'));
      try {
        return await result(database.transaction('records').objectStore('records').getAll());
      } finally {
        database.close();
      }
    })()";

/// Whether the press that [`CENTRE`] got ready for came to nothing: the page held it up, or moved the focus or the place
/// under the finger just then. Where another document is there, it did something; a link's own way may be prevented.
const CAME_TO_NOTHING: &str = "const press = window.fixpathPress, [element] = arguments;
    if (press === null) return element.matches('button, input');
    return press?.defaultPrevented === true && !element.matches('a')";

/// What [`CENTRE`] gives.
const USABLE: &str = "usable";
const HELD_UP: &str = "held up";

/// The frame that is turned to may lie in the document that is left.
const MARK: &str = "window.fixpathLeft = true; try { top.fixpathLeft = true; } catch {}";

impl Page {
    /// Opens the page and waits until it works.
    pub async fn open(&self) -> Result<()> {
        self.open_at(self.path()).await
    }

    /// Opens another address of the site and waits until the page works.
    pub async fn open_at(&self, path: &str) -> Result<()> {
        self.visit(&self.site.url(path)).await?;
        self.is_ready().await
    }

    /// Goes to an address, whatever is there.
    pub async fn visit(&self, url: &str) -> Result<()> {
        let here = self.driver.current_url().await?;
        match url.split_once('#') {
            Some((address, _)) if here.as_str().split('#').next() == Some(address) => Ok(self.driver.goto(url).await?),
            _ => self.leave(self.driver.goto(url)).await,
        }
    }

    /// Reloads the page and waits until it works again.
    pub async fn reload(&self) -> Result<()> {
        self.refresh().await?;
        self.is_ready().await
    }

    /// Loads anew whatever is there.
    pub async fn refresh(&self) -> Result<()> {
        self.leave(self.driver.refresh()).await
    }

    /// Waits until another document is there. WebKit's driver may come back before, where the one that is left has just
    /// made a step in its history, and then answers for that one.
    async fn leave(&self, go: impl Future<Output = WebDriverResult<()>>) -> Result<()> {
        // Some that browsers make themselves take no mark.
        let _ = self.script(MARK, Vec::new()).await;
        go.await?;
        self.until("another document is there", async || {
            Ok((self.script("return window.fixpathLeft !== true", Vec::new()).await? == true).then_some(()))
        })
        .await
    }

    /// Presses, taps or clicks `target`.
    pub async fn click(&self, target: &Target) -> Result<()> {
        self.until(&format!("click {target}"), async || {
            let Some(element) = self.all(target).await?.into_iter().next() else {
                return Ok(None);
            };
            let is_button = element.tag_name().await? == "button";
            let usable = self.centre(&element).await?;
            if usable == HELD_UP && is_button {
                // Keys are not held up.
                element.send_keys(Key::Enter + "").await?;
            } else if usable != USABLE {
                return Ok(None);
            } else if self.by_script {
                self.script("arguments[0].click()", vec![element.to_json()?]).await?;
            } else {
                element.click().await?;
            }
            let came_to_nothing = self.script(CAME_TO_NOTHING, vec![element.to_json()?]).await;
            Ok(came_to_nothing.map_or(true, |nothing| nothing != true).then_some(()))
        })
        .await
    }

    /// Scrolls until `element` stands in the middle of the screen, clear of everything at its edges, and stays there:
    /// the page itself may be about to scroll, or to grow above it. Gives whether it can be used.
    async fn centre(&self, element: &WebElement) -> Result<String> {
        let usable = self.script(CENTRE, vec![element.to_json()?]).await?;
        Ok(usable.as_str().context("the script ends")?.to_owned())
    }

    /// Opens whatever hides `target`.
    pub async fn uncover(&self, target: &Target) -> Result<()> {
        if self.all(target).await?.is_empty()
            && let Some(element) = self.all_hidden(target).await?.first()
        {
            self.script(UNCOVER, vec![element.to_json()?]).await?;
        }
        Ok(())
    }

    /// Opens what stands under a summary, unless it is open.
    pub async fn open_disclosure(&self, target: &Target) -> Result<()> {
        let element = self.find(target).await?;
        if element.prop("open").await?.as_deref() != Some("true") {
            self.click(&target.summary()).await?;
        }
        self.until(&format!("{target} is open"), async || {
            let Some(element) = self.all(target).await?.into_iter().next() else {
                return Ok(None);
            };
            Ok((element.prop("open").await?.as_deref() == Some("true")).then_some(()))
        })
        .await
    }

    /// Opens the whole report and reads it.
    pub async fn reads_report(&self) -> Result<String> {
        self.open_disclosure(&super::find::disclosure(super::words::WHOLE_REPORT))
            .await?;
        self.reads(&super::find::marked("data-report")).await
    }

    /// Ticks or unticks a box and waits until it shows.
    pub async fn tick(&self, target: &Target, ticked: bool) -> Result<()> {
        self.uncover(target).await?;
        if self.is_ticked(target).await? != ticked {
            self.click(target).await?;
        }
        self.until(
            &format!("{target} is {}", if ticked { "ticked" } else { "not ticked" }),
            async || Ok((self.is_ticked(target).await? == ticked).then_some(())),
        )
        .await
    }

    /// Replaces what stands in a text box.
    pub async fn write(&self, target: &Target, text: &str) -> Result<()> {
        self.until(&format!("write “{text}” into {target}"), async || {
            let Some(element) = self.all(target).await?.into_iter().next() else {
                return Ok(None);
            };
            self.centre(&element).await?;
            element.clear().await?;
            element.send_keys(text).await?;
            Ok((element.prop("value").await?.as_deref() == Some(text)).then_some(()))
        })
        .await
    }

    /// Chooses a day, such as `2031-03-05`, as the browser's own calendar does.
    pub async fn choose_day(&self, target: &Target, day: &str) -> Result<()> {
        let element = self.find(target).await?;
        let choose = "arguments[0].value = arguments[1];
            arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
        self.script(choose, vec![element.to_json()?, json!(day)])
            .await
            .map(drop)
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: impl AsRef<str>) -> Result<()> {
        Ok(self.driver.action_chain().send_keys(keys.as_ref()).perform().await?)
    }

    /// Presses one key wherever the focus is.
    pub async fn press_key(&self, key: Key) -> Result<()> {
        self.press(key.value().to_string()).await
    }

    /// Holds Control while pressing `letter`.
    pub async fn press_control(&self, letter: char) -> Result<()> {
        let keys = self
            .driver
            .action_chain()
            .key_down(Key::Control)
            .send_keys(letter.to_string());
        Ok(keys.key_up(Key::Control).perform().await?)
    }

    /// Ticks these signs and asks for the fix.
    pub async fn report_signs(&self, signs: &[&str]) -> Result<Now> {
        for sign in signs {
            self.tick(&checkbox(self.guide.label(sign)?).within(&region(words::SEE)), true)
                .await?;
        }
        self.click(&button(words::FIND)).await?;
        self.moved_on_from(&Now::Start).await
    }

    /// Answers the question shown, or gives the outcome of the step shown, and waits for what comes next.
    pub async fn answer(&self, now: &Now, answer: &str) -> Result<Now> {
        if let Now::Do(action) = now
            && answer != words::CANT
            && answer != words::LATER
            && self.guide.action(action)?.risk
        {
            self.tick(&checkbox(words::CONFIRM_RISK), true).await?;
        }
        let card = region(&self.asked(now)?);
        if answer == words::LATER && !matches!(now, Now::Do(_)) {
            self.open_disclosure(&disclosure(words::MORE).within(&card)).await?;
        }
        self.click(&button(answer).within(&card)).await?;
        self.moved_on_from(now).await
    }

    /// Goes on for `n` cards at most without settling anything, and gives what was said at each.
    pub async fn goes_through(&self, n: usize) -> Result<Vec<(Now, String)>> {
        let mut said = Vec::new();
        let mut now = self.now().await?;
        while said.len() < n && !matches!(now, Now::Fixed | Now::Support) {
            let answer = match &now {
                Now::Ask(id) => {
                    let first = self
                        .guide
                        .question(id)?
                        .answers
                        .first()
                        .context("a question has answers")?;
                    self.guide.texts.questions[id].answers[first].clone()
                }
                Now::AskSign(_) => words::NO.to_owned(),
                _ => words::FAILING.to_owned(),
            };
            let next = self.answer(&now, &answer).await?;
            said.push((now, answer));
            now = next;
        }
        Ok(said)
    }

    /// Puts the focus on `target`, as tabbing there from afar would.
    pub async fn focus_on(&self, target: &Target) -> Result<()> {
        let element = self.find(target).await?;
        self.script("arguments[0].focus()", vec![element.to_json()?])
            .await
            .map(drop)
    }

    /// Sets the size of text that the person has chosen in the browser, in per cent.
    pub async fn set_text_size(&self, percent: u32) -> Result<()> {
        let set = "document.documentElement.style.fontSize = `${arguments[0]}%`";
        self.script(set, vec![json!(percent)]).await.map(drop)
    }

    /// Lets the system force its colours on the page, or not any more.
    pub async fn force_colours(&self, on: bool) -> Result<()> {
        let theme = if self.theme == Theme::Dark { "dark" } else { "light" };
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "forced-colors", "value": if on { "active" } else { "none" } },
        ] });
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        Ok(())
    }

    /// Moves the focus with the Tab key until it is on something called `name`.
    pub async fn tab_to(&self, name: &str) -> Result<()> {
        let mut passed = Vec::new();
        // More stops than any page of ours has.
        for _ in 0..250 {
            self.press_key(Key::Tab).await?;
            let focused = self.focused_name().await?;
            if focused == name {
                return Ok(());
            }
            passed.push(focused);
        }
        anyhow::bail!("the Tab key never reaches “{name}”, only {passed:?}")
    }

    /// Changes the answer of an entry of the timeline.
    pub async fn change_entry(&self, entry: &str, answer: &str) -> Result<()> {
        let so_far = region(words::SO_FAR);
        self.click(&button(&words::change(entry)).within(&so_far)).await?;
        self.click(&button(answer).within(&so_far)).await
    }

    /// Carries on where they left off, if the page offers to.
    pub async fn continue_if_asked(&self) -> Result<()> {
        let still_working = button(words::YES).within(&region(words::STILL_WORKING));
        for goes_on in [button(words::CONTINUE), still_working] {
            if self.shows(&goes_on).await? {
                self.click(&goes_on).await?;
            }
        }
        Ok(())
    }

    /// Removes an entry of the timeline.
    pub async fn take_back(&self, entry: &str) -> Result<()> {
        self.click(&button(&words::take_back(entry)).within(&region(words::SO_FAR)))
            .await
    }

    /// The browser's Back button.
    pub async fn go_back(&self) -> Result<()> {
        Ok(self.driver.back().await?)
    }

    /// The browser's Forward button.
    pub async fn go_forward(&self) -> Result<()> {
        Ok(self.driver.forward().await?)
    }

    /// The tab in front.
    pub async fn tab(&self) -> Result<WindowHandle> {
        Ok(self.driver.window().await?)
    }

    /// Opens an empty tab and turns to it.
    pub async fn new_tab(&self) -> Result<WindowHandle> {
        let tab = self.driver.new_tab().await?;
        self.turn_to(&tab).await?;
        Ok(tab)
    }

    /// Turns to another tab.
    pub async fn turn_to(&self, tab: &WindowHandle) -> Result<()> {
        Ok(self.driver.switch_to_window(tab.clone()).await?)
    }

    /// Closes the tab in front, as someone who has had enough, and opens the page in a new one.
    pub async fn close_and_open_again(&self) -> Result<()> {
        let old = self.tab().await?;
        let new = self.driver.new_tab().await?;
        self.turn_to(&old).await?;
        self.driver.close_window().await?;
        self.turn_to(&new).await?;
        self.open().await
    }

    /// Opens the page in a frame of that width and turns to it.
    pub async fn open_in_frame(&self, width: u32, sandbox: Option<&str>) -> Result<()> {
        self.visit(&self.site.framed(self.path(), width, sandbox)).await?;
        let frame = self.driver.find(thirtyfour::By::Id("frame")).await?;
        frame.enter_frame().await?;
        self.is_ready().await
    }

    /// What the browser keeps for the site, by key.
    pub async fn kept(&self) -> Result<serde_json::Map<String, Value>> {
        let kept = self.script("return { ...localStorage }", Vec::new()).await?;
        Ok(kept.as_object().context("storage is readable")?.clone())
    }

    /// The name under which the page keeps what was reported.
    pub fn record_key(&self) -> String {
        format!("fixpath:progress:{}", self.guide.guide.id)
    }

    /// What is kept under that name, once it is something else than `before`.
    pub async fn record_after(&self, before: &str) -> Result<String> {
        self.until("what was reported is kept", async || {
            let kept = self.kept().await?;
            let record = kept.get(&self.record_key()).and_then(Value::as_str);
            Ok(record.filter(|record| *record != before).map(str::to_owned))
        })
        .await
    }

    /// Waits until what another tab kept has come to this one.
    pub async fn finds_kept(&self, key: &str, value: &str) -> Result<()> {
        self.until("what another tab kept is here", async || {
            Ok(self.kept().await?.get(key).filter(|kept| *kept == value).map(drop))
        })
        .await
    }

    /// What the page has copied, with what goes before each record.
    pub async fn copies(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.script(COPIES, Vec::new()).await?)?)
    }

    /// Waits until the record is copied as it is kept.
    pub async fn is_copied(&self) -> Result<()> {
        self.until("the record is copied", async || {
            let record = self.record_after("").await?;
            Ok(self
                .copies()
                .await?
                .iter()
                .any(|copy| copy.ends_with(&record))
                .then_some(()))
        })
        .await
    }

    /// Has nothing kept, as on a first visit.
    pub async fn forget_everything(&self) -> Result<()> {
        let forget = "localStorage.clear(); sessionStorage.clear(); const asked = indexedDB.deleteDatabase('fixpath');
            return new Promise((done) => { asked.onsuccess = asked.onerror = () => done(null); })";
        self.script(forget, Vec::new()).await.map(drop)
    }

    /// Has the page hear that another tab wrote `value` under `key`, or deleted it.
    pub async fn hears(&self, key: &str, value: Option<&str>) -> Result<()> {
        let tell = "const [key, newValue] = arguments;
            dispatchEvent(new StorageEvent('storage', { key, newValue, storageArea: localStorage, url: location.href }))";
        self.script(tell, vec![json!(key), json!(value)]).await.map(drop)
    }

    /// Keeps `value` under `key`, as an older page or another program may have done.
    pub async fn keep(&self, key: &str, value: &str) -> Result<()> {
        self.script(
            "localStorage.setItem(arguments[0], arguments[1])",
            vec![json!(key), json!(value)],
        )
        .await?;
        Ok(())
    }

    /// Fills the site's storage to the last byte.
    pub async fn fill_storage(&self) -> Result<()> {
        let script = "let piece = 'x'.repeat(1 << 20), count = 0;
            while (piece) {
              try { localStorage.setItem(`full:${count++}`, piece); }
              catch { piece = piece.slice(0, piece.length >> 1); }
            }
            return count";
        self.script(script, Vec::new()).await.map(drop)
    }
}
