//! Has the browser translate the page, as owners do whose language the guide lacks.
//!
//! Translators put text nodes of their own in the place of the page's (Google Translate wraps them, too) and put the
//! page's back when they are turned off. Ours says the same in other nodes, so that everything is found by its name.

use e2e::scenarios;
use e2e::support::portal::open_portal;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        what_is_recorded_is_what_a_translated_page_shows,
        what_is_recorded_is_what_a_translated_element_shows,
    ]
}

/// Translates all that is there and all that comes, in the way that `window.translation` names.
const TRANSLATE: &str = "
    const top = root.body ?? root.querySelector('.embed');
    const own = new WeakMap();
    const translate = (text) => {
      const translated = document.createTextNode(text.data);
      own.set(translated, text);
      const mode = window.translation;
      if (mode === 'wrap') {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        text.replaceWith(outer);
        outer.append(inner);
        inner.append(translated);
      } else {
        text.replaceWith(translated);
        if (mode === 'restore') { translated.replaceWith(text); own.set(text, text); }
      }
    };
    const all = () => {
      const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      texts.filter((text) => text.data.trim() && !own.has(text) && !text.parentElement.closest('script, style')).forEach(translate);
    };
    window.translation = 'replace';
    all();
    new MutationObserver(all).observe(top, { childList: true, characterData: true, subtree: true });";

async fn what_is_recorded_is_what_a_translated_page_shows(page: Page) -> Result<()> {
    counts_down(&page).await?;
    page.open().await?;
    goes_all_the_way(&page).await
}

async fn counts_down(page: &Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    let guide = page.guide.with_only_actions(&["let-cool", "fill-tank"])?;
    let page = page.serving(guide.with_wait("let-cool", 0.25)?);
    page.open().await?;
    page.script(&(page.root() + TRANSLATE), Vec::new()).await?;
    page.report_signs(&[]).await?;
    let before = page.reads(&role("timer")).await?;
    page.click(&button(words::START_COUNTDOWN)).await?;
    page.until("the countdown goes on", async || {
        Ok((page.reads(&role("timer")).await? != before).then_some(()))
    })
    .await?;
    page.sees(&text(words::WAIT_OVER_HERE)).await
}

async fn what_is_recorded_is_what_a_translated_element_shows(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    page.visit(&portal.url("article.html")).await?;
    let page = page.within("one");
    page.is_embedded().await?;
    goes_all_the_way(&page).await
}

/// Signs, cards and undo, each way of translating in turn, then another language.
async fn goes_all_the_way(page: &Page) -> Result<()> {
    page.script(&(page.root() + TRANSLATE), Vec::new()).await?;
    page.report_signs(&["authorization-failed"]).await?;
    let mut told = vec![page.guide.label("authorization-failed")?.to_owned()];
    for mode in ["replace", "wrap", "restore"] {
        page.script("window.translation = arguments[0]", vec![mode.into()])
            .await?;
        for (now, answer) in page.goes_through(2).await? {
            told.push(page.entry(&now, &answer)?);
        }
        page.sees_entries(&told).await?;
        let undone = told.pop().context("something was told")?;
        page.click(&button(&words::undo(&undone))).await?;
        page.sees_entries(&told).await?;
    }
    let now = page.now().await?;
    let (spanish, _) = page.in_language("es")?;
    page.click(&button("Español")).await?;
    spanish.stands_at(&now).await
}
