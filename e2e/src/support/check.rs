//! What a person's eyes see.

use anyhow::{Context, Result, ensure};
use thirtyfour::By;

use super::find::{Target, button, heading, region, role, text};
use super::owner::Now;
use super::page::{Page, plain};
use super::words;

impl Page {
    /// Waits until the page works.
    pub async fn is_ready(&self) -> Result<()> {
        self.until("the page is ready", async || {
            Ok(self
                .driver
                .find_all(By::Css("html[data-ready]"))
                .await?
                .first()
                .map(drop))
        })
        .await
    }

    /// Waits until the page has drawn what was done to it.
    pub async fn is_drawn(&self) -> Result<()> {
        let drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.driver.execute_async(drawn, Vec::new()).await?;
        Ok(())
    }

    /// Waits until the custom element works.
    pub async fn is_embedded(&self) -> Result<()> {
        let script = self.root() + "return root.querySelector('[data-ready]') !== null";
        self.until("the element is ready", async || {
            Ok((self.script(&script, Vec::new()).await? == true).then_some(()))
        })
        .await
    }

    /// Nothing in the custom element is wider than the column it stands in.
    pub async fn fits_its_column(&self) -> Result<()> {
        let script = self.root()
            + "const { right, left } = root.host.getBoundingClientRect();
            return [...root.querySelectorAll('*')].filter((e) => e.getClientRects().length && !e.closest('.hidden'))
                .filter((e) => e.getBoundingClientRect().right > right + 1 || e.getBoundingClientRect().left < left - 1)
                .map((e) => `${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`).slice(0, 5)";
        let wide = self.script(&script, Vec::new()).await?;
        ensure!(
            wide.as_array().is_some_and(Vec::is_empty),
            "too wide for its column: {wide}"
        );
        Ok(())
    }

    /// Waits until the browser holds a copy of the page for visits without a network.
    pub async fn has_an_offline_copy(&self) -> Result<()> {
        let script = "const [files, done] = arguments;
            const kept = async () => {
              const worker = await navigator.serviceWorker.getRegistration();
              const copies = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
              const found = copies.flat().map(({ url }) => url.replace(/-[0-9a-f]{16}(?=[.]json$)/, ''));
              return worker?.active?.state === 'activated' && files.every((file) => found.some((url) => url.endsWith(file)));
            };
            kept().then(done, () => done(false))";
        let locale = &self.guide.texts.locale;
        let files = serde_json::json!([self.guide_path(), format!("words/{locale}.json")]);
        self.until("the browser keeps a copy", async || {
            let kept = self.driver.execute_async(script, vec![files.clone()]).await?;
            Ok((*kept.json() == true).then_some(()))
        })
        .await
    }

    /// Waits until a press with a pointer counts again after the last one.
    pub async fn counts_presses_again(&self) -> Result<()> {
        let script = self.root() + "return root.querySelector('[data-just-pressed]') === null";
        self.until("presses count again", async || {
            Ok((self.script(&script, Vec::new()).await? == true).then_some(()))
        })
        .await
    }

    /// Waits until `target` is visible.
    pub async fn sees(&self, target: &Target) -> Result<()> {
        self.find(target).await.map(drop)
    }

    /// Waits until `target` is not visible any more.
    pub async fn sees_no(&self, target: &Target) -> Result<()> {
        self.until(&format!("{target} is gone"), async || {
            Ok(self.all(target).await?.is_empty().then_some(()))
        })
        .await
    }

    /// True if `target` is visible at this moment.
    pub async fn shows(&self, target: &Target) -> Result<bool> {
        Ok(!self.all(target).await?.is_empty())
    }

    /// The text of `target` as it is read.
    pub async fn reads(&self, target: &Target) -> Result<String> {
        let shown = self
            .until(&format!("read {target}"), async || {
                let Some(element) = self.all(target).await?.into_iter().next() else {
                    return Ok(None);
                };
                Ok(Some(element.text().await?))
            })
            .await?;
        Ok(plain(&shown))
    }

    /// True if the box under the label `target` is ticked.
    pub async fn is_ticked(&self, target: &Target) -> Result<bool> {
        self.until(&format!("look at {target}"), async || {
            let Some(label) = self.all(target).await?.into_iter().next() else {
                return Ok(None);
            };
            let ticked = self
                .script("return arguments[0].control.checked", vec![label.to_json()?])
                .await?;
            Ok(ticked.as_bool())
        })
        .await
    }

    /// The visible second-level headings, in order.
    pub async fn headings(&self) -> Result<Vec<String>> {
        let script = self.root()
            + "return [...root.querySelectorAll('h2')].filter((h) => h.getClientRects().length)
            .map((h) => h.textContent.replace(/\\s+/g, ' ').trim())";
        Ok(serde_json::from_value(self.script(&script, Vec::new()).await?)?)
    }

    /// Where the troubleshooter stands, once it stands anywhere.
    pub async fn now(&self) -> Result<Now> {
        self.until("the troubleshooter shows where it stands", async || self.glance().await)
            .await
    }

    /// Where the troubleshooter stands, if it stands anywhere at this moment.
    pub async fn glance(&self) -> Result<Option<Now>> {
        Ok(self
            .headings()
            .await?
            .iter()
            .find_map(|heading| Now::under(heading, &self.guide)))
    }

    /// Waits until the troubleshooter stands elsewhere than at `before`.
    pub async fn moved_on_from(&self, before: &Now) -> Result<Now> {
        self.until(&format!("something other than {before:?} comes next"), async || {
            Ok(self.glance().await?.filter(|now| now != before))
        })
        .await
    }

    /// Waits until the troubleshooter stands at `expected`.
    pub async fn stands_at(&self, expected: &Now) -> Result<()> {
        self.until(&format!("{expected:?} is shown"), async || {
            Ok(self.glance().await?.filter(|now| now == expected).map(drop))
        })
        .await
    }

    /// What is asked at `now`: its heading.
    pub fn asked(&self, now: &Now) -> Result<String> {
        let texts = &self.guide.texts;
        match now {
            Now::Ask(id) => texts.questions.get(id).map(|text| text.ask.clone()),
            Now::AskSign(id) => texts.signs.get(id).map(|text| text.ask.clone()),
            Now::Do(id) => texts.actions.get(id).map(|text| text.title.clone()),
            Now::Start => Some(words::SEE.to_owned()),
            Now::PutOff => Some(words::PUT_OFF_LEFT.to_owned()),
            Now::Fixed => Some(words::FIXED.to_owned()),
            Now::Support => Some(words::support(texts.escalation.name.as_deref())),
        }
        .with_context(|| format!("the guide has no text for {now:?}"))
    }

    /// How the timeline tells that `answer` was given at `now`.
    pub fn entry(&self, now: &Now, answer: &str) -> Result<String> {
        match now {
            Now::AskSign(id) if answer == words::YES => Ok(self.guide.label(id)?.to_owned()),
            Now::AskSign(id) => Ok(words::entry(self.guide.label(id)?, answer)),
            _ => Ok(words::entry(&self.asked(now)?, answer)),
        }
    }

    /// The entries of the timeline, oldest first, by the names of the buttons that take them back.
    pub async fn entries(&self) -> Result<Vec<String>> {
        let prefix = words::take_back("");
        let script = self.root()
            + "return [...root.querySelectorAll('button')].filter((b) => b.getClientRects().length)
            .map((b) => b.getAttribute('aria-label') ?? b.textContent.replace(/\\s+/g, ' ').trim())";
        let names: Vec<String> = serde_json::from_value(self.script(&script, Vec::new()).await?)?;
        Ok(names
            .iter()
            .filter_map(|name| name.strip_prefix(&prefix))
            .map(plain)
            .collect())
    }

    /// Waits until the timeline holds exactly these entries, in this order.
    pub async fn sees_entries(&self, expected: &[String]) -> Result<()> {
        let outcome = self
            .until("the timeline is as expected", async || {
                Ok((self.entries().await? == expected).then_some(()))
            })
            .await;
        match outcome {
            Ok(()) => Ok(()),
            Err(error) => Err(error.context(format!("timeline {:?}, expected {expected:?}", self.entries().await?))),
        }
    }

    /// Waits until the timeline holds these entries first and something after them.
    pub async fn sees_entries_beginning(&self, expected: &[String]) -> Result<()> {
        self.until(&format!("the timeline goes on after {expected:?}"), async || {
            let entries = self.entries().await?;
            Ok((entries.len() > expected.len() && entries.starts_with(expected)).then_some(()))
        })
        .await
    }

    /// Waits until the timeline holds this entry.
    pub async fn sees_entry(&self, entry: &str) -> Result<()> {
        self.sees(&button(&words::take_back(entry)).within(&region(words::SO_FAR)))
            .await
    }

    /// Waits until the timeline does not hold this entry.
    pub async fn sees_no_entry(&self, entry: &str) -> Result<()> {
        self.sees_no(&button(&words::take_back(entry))).await
    }

    /// Waits until a message with these words is visible.
    pub async fn sees_message(&self, words: &str) -> Result<()> {
        self.sees(&text(words)).await
    }

    /// Waits until assistive technology is told `words` without the focus having to move.
    pub async fn announces(&self, words: &str) -> Result<()> {
        self.until(&format!("“{words}” is announced"), async || {
            for element in self.all(&role("status")).await? {
                if plain(&element.text().await?).contains(words) {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await
    }

    /// All that a screen reader was told by regions of the page that were there before, since it was loaded.
    pub async fn heard(&self) -> Result<Vec<String>> {
        let heard: Vec<String> = serde_json::from_value(self.script("return heard", Vec::new()).await?)?;
        Ok(heard.iter().map(|line| plain(line).trim().to_owned()).collect())
    }

    /// What of [`Page::heard`] tells how the belief moved.
    pub async fn heard_moves(&self) -> Result<Vec<String>> {
        let mut heard = self.heard().await?;
        heard.retain(|line| {
            [words::MOVED, words::MOVED_LITTLE, words::FINE]
                .iter()
                .any(|words| line.contains(words))
        });
        Ok(heard)
    }

    /// Waits for the sentence that stands in for the page when the guide cannot be shown, and gives all of it.
    pub async fn sees_load_failure(&self) -> Result<String> {
        self.sees(&heading(words::LOAD_FAILED)).await?;
        let again =
            self.shows(&button(words::TRY_AGAIN)).await? || self.shows(&super::find::link(words::TRY_AGAIN)).await?;
        ensure!(again, "the failure offers no way on");
        self.everything_shown().await
    }

    /// Waits until the focus is on the heading of `now`.
    pub async fn focus_is_on_heading(&self, now: &Now) -> Result<()> {
        self.focus_is_on(&self.asked(now)?).await
    }

    /// Waits until the focus is on something called `name`.
    pub async fn focus_is_on(&self, name: &str) -> Result<()> {
        self.until(&format!("the focus is on “{name}”"), async || {
            Ok((self.focused_name().await? == name).then_some(()))
        })
        .await
    }

    /// What a screen reader would call the thing that has the focus.
    pub async fn focused_name(&self) -> Result<String> {
        let script = self.root()
            + "const e = root.activeElement;
            const label = e?.labels?.[0]?.textContent ?? e?.textContent ?? '';
            return (e?.getAttribute('aria-label') ?? label).replace(/\\s+/g, ' ').trim()";
        let name = self.script(&script, Vec::new()).await?;
        Ok(plain(name.as_str().unwrap_or_default()))
    }

    /// Waits until the page has ended to scroll, by itself or by what the browser remembers of an address.
    pub async fn comes_to_rest(&self) -> Result<()> {
        let script = "const done = arguments[arguments.length - 1];
            let place = scrollY, frames = 0;
            const look = () => {
              frames = scrollY === place ? frames + 1 : 0;
              place = scrollY;
              frames < 10 ? requestAnimationFrame(look) : done();
            };
            look()";
        self.driver.execute_async(script, Vec::new()).await?;
        Ok(())
    }

    /// The page can be read without scrolling sideways.
    pub async fn fits_its_width(&self) -> Result<()> {
        let script = "const root = document.documentElement;
            const wide = [...document.body.querySelectorAll('*')]
                .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1)
                .map((e) => `${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`).slice(0, 5);
            return root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} > ${root.clientWidth}`, ...wide] : []";
        let wide = self.script(script, Vec::new()).await?;
        ensure!(
            wide.as_array().is_some_and(Vec::is_empty),
            "the page scrolls sideways: {wide}"
        );
        Ok(())
    }
}
