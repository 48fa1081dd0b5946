//! Goes the whole way without touching anything but the keyboard.

use e2e::scenarios;
use e2e::support::*;
use thirtyfour::Key;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        the_whole_way_goes_by_keyboard_alone,
        a_key_pressed_while_the_page_still_scrolls_leads_to_what_can_be_seen,
    ]
}

/// Start, signs, questions, a step with sub-steps, a warning, later, fixed, came back, over to support; after each
/// the focus is on the new heading, and what moved was said once.
async fn the_whole_way_goes_by_keyboard_alone(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    let owner = Owner { cause: "scale" };
    page.open().await?;
    ensure!(
        page.focused_name().await? != words::SEE,
        "the page takes the focus when it opens"
    );
    page.tab_to(words::OWN_WORDS).await?;
    let label = page.guide.label("scale-light")?;
    page.press(label).await?;
    page.sees(&list(words::MATCHING)).await?;
    page.tab_to(label).await?;
    // Their own words have ticked it.
    for ticked in [false, true] {
        page.press_key(Key::Space).await?;
        ensure!(
            page.is_ticked(&checkbox(label)).await? == ticked,
            "Space does not tick or untick “{label}”"
        );
    }
    let mut way = Way { page, n_said: 0 };
    let mut now = way.says(&Now::Start, words::FIND, Key::Enter).await?;

    let mut said: Vec<(Now, String)> = Vec::new();
    let mut put_off = false;
    while !matches!(now, Now::Fixed | Now::Support) {
        ensure!(said.len() < 15, "still at {now:?} after {said:?}");
        if let Now::Do(id) = &now {
            if !put_off {
                put_off = true;
                now = way.puts_off_and_takes_up(&now).await?;
                continue;
            }
            way.goes_through_step(id).await?;
        }
        let answer = owner.says(&now, &said, &way.page.guide)?;
        // Both keys press a button.
        let key = if said.len().is_multiple_of(2) {
            Key::Enter
        } else {
            Key::Space
        };
        let next = way.says(&now, &answer, key).await?;
        said.push((now, answer));
        now = next;
    }
    ensure!(put_off && now == Now::Fixed, "{now:?} after {said:?}");

    now = way.says(&Now::Fixed, words::CAME_BACK, Key::Enter).await?;
    let page = way.page.clone();
    let (last, _) = said.last().context("something was done")?;
    page.sees_entry(&page.entry(last, words::FAILING)?).await?;
    while now != Now::Support {
        let answer = match &now {
            Now::Do(id) => {
                way.goes_through_step(id).await?;
                words::FAILING
            }
            _ => words::NOT_SURE,
        };
        now = way.says(&now, answer, Key::Enter).await?;
    }
    page.tab_to(words::COPY).await
}

/// A browser scrolls to what the Tab key reaches, and takes its time; a practised hand presses Enter meanwhile.
async fn a_key_pressed_while_the_page_still_scrolls_leads_to_what_can_be_seen(page: Page) -> Result<()> {
    page.open().await?;
    let sign = page.guide.guide.signs.first().context("the guide has signs")?;
    page.tick(&checkbox(page.guide.label(&sign.id)?), true).await?;
    page.tab_to(words::FIND).await?;
    page.press_key(Key::Enter).await?;
    let next = page.moved_on_from(&Now::Start).await?;
    page.focus_is_on_heading(&next).await?;
    page.comes_to_rest().await?;
    let script = "const { top, bottom } = document.activeElement.getBoundingClientRect();
        return top > -1 && bottom < innerHeight + 1 ? null : `from ${top} to ${bottom} of ${innerHeight} px`";
    let place = page.script(script, Vec::new()).await?;
    ensure!(place.is_null(), "the heading of {next:?} is out of sight: {place}");
    Ok(())
}

struct Way {
    page: Page,
    /// How many times it was said what moved.
    n_said: usize,
}

impl Way {
    /// Answers, and checks where the focus goes and that what moved is said once more.
    async fn says(&mut self, now: &Now, answer: &str, key: Key) -> Result<Now> {
        let page = &self.page;
        if answer == words::LATER && !matches!(now, Now::Do(_)) {
            page.tab_to(words::MORE).await?;
            page.press_key(Key::Enter).await?;
        }
        page.tab_to(answer).await?;
        page.press_key(key).await?;
        let next = page.moved_on_from(now).await?;
        page.focus_is_on_heading(&next).await?;
        let tells = answer != words::LATER && !answer.starts_with(&words::do_now("")) && next != Now::Fixed;
        self.n_said += usize::from(tells);
        let n_said = self.n_said;
        page.until(&format!("what moved was said {n_said} times"), async || {
            Ok((page.heard_moves().await?.len() == n_said).then_some(()))
        })
        .await?;
        Ok(next)
    }

    /// Confirms a warning, ticks the first sub-step.
    async fn goes_through_step(&self, action: &str) -> Result<()> {
        let page = &self.page;
        let step = page.guide.action(action)?;
        let confirm = checkbox(words::CONFIRM_RISK);
        if step.risk && !page.is_ticked(&confirm).await? {
            page.sees_no(&button(words::WORKS)).await?;
            page.tab_to(words::CONFIRM_RISK).await?;
            page.press_key(Key::Space).await?;
            page.sees(&button(words::WORKS)).await?;
        }
        let first = step.steps.first().context("a step has sub-steps")?;
        let first = guide::words(&page.guide.texts.actions[action].steps[first]);
        page.tab_to(&first).await?;
        page.press_key(Key::Space).await?;
        ensure!(
            page.is_ticked(&checkbox(&first)).await?,
            "Space does not tick “{first}”"
        );
        Ok(())
    }

    async fn puts_off_and_takes_up(&mut self, now: &Now) -> Result<Now> {
        let next = self.says(now, words::LATER, Key::Enter).await?;
        self.says(&next, &words::do_now(&self.page.asked(now)?), Key::Space)
            .await
    }
}
