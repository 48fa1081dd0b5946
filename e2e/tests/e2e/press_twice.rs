//! Presses twice where once was meant: a second press answers no second question.

use e2e::scenarios;
use e2e::support::*;
use serde_json::json;

pub fn scenarios() -> Vec<Scenario> {
    let mut all = scenarios![a_double_click_answers_once, keys_are_not_held_up];
    all.push(e2e::scenario!(two_presses_count_once_whatever_is_pressed).only(Browser::Chromium));
    all
}

/// Two presses at one place, so many milliseconds apart: with a mouse the second has number 2, with a finger each has 1.
const PRESS_TWICE: &str = "const [element, gap, number] = arguments;
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, width, height } = element.getBoundingClientRect();
    const press = (detail) => document.elementFromPoint(x + width / 2, y + height / 2)
      .dispatchEvent(new PointerEvent('click', { detail, bubbles: true, cancelable: true, composed: true }));
    return (async () => {
      press(1);
      await new Promise((over) => setTimeout(over, gap));
      press(number);
    })()";

async fn a_double_click_answers_once(page: Page) -> Result<()> {
    page.open().await?;
    page.tick(&checkbox(page.guide.label("authorization-failed")?), true)
        .await?;
    for n in 1..4 {
        let target = match page.now().await? {
            Now::Start => button(words::FIND),
            Now::Do(_) => button(words::FAILING),
            _ => button(words::NOT_SURE),
        };
        page.counts_presses_again().await?;
        let element = page.find(&target).await?;
        page.script(
            "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })",
            vec![element.to_json()?],
        )
        .await?;
        page.driver
            .action_chain()
            .double_click_element(&element)
            .perform()
            .await?;
        page.counts_presses_again().await?;
        page.has_changes(n).await?;
    }
    Ok(())
}

async fn two_presses_count_once_whatever_is_pressed(page: Page) -> Result<()> {
    for (gap, number) in [(70, 2), (180, 1), (400, 2), (70, 1), (180, 2), (400, 1)] {
        page.visit(&page.site.blank()).await?;
        page.forget_everything().await?;
        page.open().await?;
        let label = page.guide.label("authorization-failed")?;
        page.tick(&checkbox(label), true).await?;
        page.press_twice(&button(words::FIND), gap, number).await?;
        page.has_changes(1).await?;
        for n in 2..5 {
            let now = page.now().await?;
            let target = if matches!(now, Now::Do(_)) {
                button(words::FAILING)
            } else {
                button(words::NOT_SURE)
            };
            page.press_twice(&target, gap, number).await?;
            page.has_changes(n).await?;
        }
        let undo = "//button[starts-with(@aria-label, 'Undo')]";
        let undo = page.driver.find(thirtyfour::By::XPath(undo)).await?;
        page.press_element_twice(&undo, gap, number).await?;
        page.has_changes(3).await?;
        page.press_twice(&button(&words::change(label)), gap, number).await?;
        page.sees(&button(words::YES).within(&region(words::SO_FAR))).await?;
        page.press_twice(&button(&words::take_back(label)), gap, number).await?;
        page.has_changes(4).await?;
        page.press_twice(&button(words::STOP), gap, number).await?;
        page.stands_at(&Now::Support).await?;
        page.has_changes(5).await?;
        page.press_twice(&button(words::START_OVER), gap, number).await?;
        page.has_changes(6).await?;
        page.stands_at(&Now::Start).await?;
        page.press_twice(&button(words::NONE_OF_THESE), gap, number).await?;
        page.has_changes(7).await?;
    }
    Ok(())
}

async fn keys_are_not_held_up(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    // The keyboard answers as fast as it is typed on: within the time in which a pointer does not.
    let keys =
        "const answer = () => document.querySelector('.next .answer:last-child, .next .outcomes button:last-child');
        const turns = [];
        return (async () => {
          for (let n = 0; n < 3; n++) {
            const pressed = answer();
            pressed.click();
            while (answer() === pressed) await new Promise((drawn) => requestAnimationFrame(drawn));
            turns.push(document.querySelector('[data-just-pressed]') !== null);
          }
          return turns;
        })()";
    let turns = page.script(keys, Vec::new()).await?;
    ensure!(
        turns == json!([true, true, true]),
        "pointers are held up meanwhile: {turns}"
    );
    page.has_changes(4).await
}

trait Presses {
    async fn press_twice(&self, target: &Target, gap: u32, number: u32) -> Result<()>;
    async fn press_element_twice(&self, element: &thirtyfour::WebElement, gap: u32, number: u32) -> Result<()>;
    async fn has_changes(&self, n: usize) -> Result<()>;
}

impl Presses for Page {
    async fn press_twice(&self, target: &Target, gap: u32, number: u32) -> Result<()> {
        self.counts_presses_again().await?;
        self.press_element_twice(&self.find(target).await?, gap, number).await
    }

    async fn press_element_twice(&self, element: &thirtyfour::WebElement, gap: u32, number: u32) -> Result<()> {
        self.counts_presses_again().await?;
        self.script(PRESS_TWICE, vec![element.to_json()?, json!(gap), json!(number)])
            .await?;
        self.counts_presses_again().await
    }

    /// Waits until so many changes are in force, and nothing is on its way any more.
    async fn has_changes(&self, n: usize) -> Result<()> {
        self.until(&format!("{n} changes are recorded"), async || {
            let kept = self.kept().await?;
            let record = kept.get(&self.record_key()).and_then(serde_json::Value::as_str);
            let record: serde_json::Value = serde_json::from_str(record.unwrap_or("null"))?;
            let cursor = record["cursor"].as_u64().unwrap_or_default();
            ensure!(cursor <= n as u64, "{cursor} changes are recorded, not {n}");
            Ok((cursor == n as u64).then_some(()))
        })
        .await
    }
}
