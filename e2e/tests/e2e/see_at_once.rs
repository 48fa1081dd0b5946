//! Has a telephone in hand: what matters is in sight without scrolling.

use e2e::scenario;
use e2e::support::*;
use serde_json::json;

pub fn scenarios() -> Vec<Scenario> {
    // The screen is set by Chromium's own protocol.
    vec![
        scenario!(the_start_is_short).only(Browser::Chromium),
        scenario!(how_it_ended_is_in_sight_at_every_step).only(Browser::Chromium),
    ]
}

/// Telephones: CSS pixels.
const SCREENS: [[u32; 2]; 2] = [[390, 844], [320, 640]];
/// A telephone with its keyboard up.
const KEYBOARD_UP: [u32; 2] = [390, 500];

async fn the_start_is_short(page: Page) -> Result<()> {
    page.open().await?;
    let [phone, _] = SCREENS;
    on_screen(&page, phone).await?;
    let lengths = "const at = (css) => document.querySelector(css).getBoundingClientRect();
        return [at('.start').bottom + scrollY, at('.start .chip').bottom, at('.start > .acts').top]";
    let lengths: [f64; 3] = serde_json::from_value(page.script(lengths, Vec::new()).await?)?;
    let [end, first_sign, acts] = lengths;
    ensure!(end <= 2.5 * f64::from(phone[1]), "the start is {end} px high");
    ensure!(
        first_sign <= acts,
        "the first sign ends at {first_sign} px, under the buttons at {acts} px"
    );

    // Every sign is there, in sight or behind its group.
    let all = "return document.querySelectorAll('.start .chip').length";
    ensure!(page.script(all, Vec::new()).await? == page.guide.guide.signs.len());
    let mut behind = None;
    for sign in &page.guide.guide.signs {
        if !page.shows(&checkbox(page.guide.label(&sign.id)?)).await? {
            behind = Some(sign);
            break;
        }
    }
    let behind = behind.context("some signs stand behind their group")?;
    let group = page.guide.texts.groups[&behind.group].clone();
    let behind = page.guide.label(&behind.id)?;
    page.open_disclosure(&disclosure(&group)).await?;
    page.sees(&checkbox(behind)).await?;
    page.tick(&checkbox(behind), true).await?;

    on_screen(&page, KEYBOARD_UP).await?;
    let field = page.find(&textbox(words::OWN_WORDS)).await?;
    field.click().await?;
    for letter in "app just spins".chars() {
        page.press(letter.to_string()).await?;
    }
    page.until("a match is in sight", async || {
        let top = "const { top, bottom } = document.querySelector('.matches .chip')?.getBoundingClientRect() ?? {};
            return top >= 0 && bottom <= innerHeight";
        Ok((page.script(top, Vec::new()).await? == true).then_some(()))
    })
    .await
}

async fn how_it_ended_is_in_sight_at_every_step(page: Page) -> Result<()> {
    page.open().await?;
    on_screen(&page, SCREENS[0]).await?;
    page.report_signs(&["authorization-failed"]).await?;
    let (mut n_steps, mut now) = (0, page.now().await?);
    while now != Now::Support && n_steps < 12 {
        if let Now::Do(action) = &now {
            if page.guide.action(action)?.risk {
                page.tick(&checkbox(words::CONFIRM_RISK), true).await?;
            }
            for screen in SCREENS {
                on_screen(&page, screen).await?;
                // As it is when the card has just come up.
                page.script("scrollTo({ top: 0, behavior: 'instant' })", Vec::new())
                    .await?;
                page.until(&format!("how “{action}” ended is in sight at {screen:?}"), async || {
                    let inside = "return [...document.querySelectorAll('.outcomes button')].map((b) => b.getBoundingClientRect())
                        .every(({ top, bottom }) => top >= 0 && bottom <= innerHeight)";
                    Ok((page.script(inside, Vec::new()).await? == true).then_some(()))
                })
                .await?;
            }
            n_steps += 1;
        }
        // What else is worth doing at the same place comes on top.
        let pressed = "return [...document.querySelectorAll('.next :is(button, summary, a):not(.place li *)')]
            .filter((e) => e.checkVisibility()).length";
        let n_pressed = page.script(pressed, Vec::new()).await?.as_u64().unwrap_or_default();
        // A question with many answers has one thing more than those: what else there is to it.
        let most = match &now {
            Now::Ask(id) => 6.max(page.guide.question(id)?.answers.len() as u64 + 2),
            _ => 6,
        };
        ensure!(n_pressed <= most, "{n_pressed} things to press at {now:?}");
        page.goes_through(1).await?;
        now = page.now().await?;
    }
    Ok(())
}

async fn on_screen(page: &Page, [width, height]: [u32; 2]) -> Result<()> {
    let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
    page.driver
        .cdp()
        .send_raw("Emulation.setDeviceMetricsOverride", screen)
        .await?;
    page.is_drawn().await
}
