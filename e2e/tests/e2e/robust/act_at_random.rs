//! Clicks, types, scrolls, goes back and reloads without any sense, as a child or a cat would.

use std::time::Instant;

use e2e::scenario;
use e2e::support::*;
use serde_json::{Value, json};

pub fn scenarios() -> Vec<Scenario> {
    vec![scenario!(thousands_of_random_acts_break_nothing).at_length().apart()]
}

/// At least so many acts, in turns of `A_TURN` between which the browser's own buttons are used; `cargo xtask robust`
/// asks for 5,000.
const ACTS: usize = 1000;
/// In WebKit, which paints without a graphics card and takes ten times as long.
const ACTS_IN_WEBKIT: usize = 500;
const A_TURN: usize = 100;
/// Taken unless `FIXPATH_SEED` says another.
const SEED: u64 = 20_261_125;

/// A turn of gremlins.js, with a gremlin of our own that aims at controls; gives how many acts there were.
const TURN: &str = "
    const [seed, acts, done] = arguments;
    if (!document.fixpathKept) {
        document.fixpathKept = true;
        addEventListener('click', (event) => {
            const to = event.target.closest?.('a[href]');
            const stays = to && to.getAttribute('href').startsWith('#') && !to.hasAttribute('download');
            if (to && !stays) event.preventDefault();
        });
    }
    let n = 0;
    const quiet = { showAction: null };
    const chance = new gremlins.Chance(seed);
    const presser = () => () => {
        const controls = [...document.querySelectorAll('button, a[href], summary, input, textarea, select, label')]
            .filter((control) => control.getClientRects().length && !control.disabled);
        if (!controls.length) return;
        const control = chance.pickone(controls);
        control.focus();
        control.click();
        if (control.matches('textarea, [type=search], [type=text]')) {
            control.value = chance.sentence({ words: chance.natural({ min: 0, max: 12 }) });
            control.dispatchEvent(new Event('input', { bubbles: true }));
        }
    };
    const counted = (species) => (tools) => { const act = species(tools); return () => { n += 1; act(); }; };
    const { clicker, formFiller, scroller, toucher, typer } = gremlins.species;
    const species = [presser, formFiller(quiet), clicker(quiet), typer(quiet), scroller(quiet), toucher(quiet)];
    const distribution = [0.45, 0.15, 0.2, 0.08, 0.08, 0.04];
    const horde = gremlins.createHorde({
        species: species.map(counted), mogwais: [], randomizer: chance, window,
        strategies: [gremlins.strategies.distribution({ nb: acts, delay: 1, distribution })],
    });
    horde.unleash().then(() => done(n), (error) => done(`${error} ${error.stack}`));";

/// What the browser's own buttons do between two turns.
const BUTTONS: [Button; 4] = [Button::Back, Button::Back, Button::Forward, Button::Reload];

#[derive(Clone, Copy)]
enum Button {
    Back,
    Forward,
    Reload,
}

async fn thousands_of_random_acts_break_nothing(page: Page) -> Result<()> {
    let seed = match std::env::var("FIXPATH_SEED") {
        Ok(seed) => seed.parse().context("FIXPATH_SEED is a number")?,
        Err(_) => SEED,
    };
    let most = match std::env::var("FIXPATH_ACTS") {
        Ok(acts) => acts.parse().context("FIXPATH_ACTS is a number")?,
        Err(_) if page.browser == Browser::Webkit => ACTS_IN_WEBKIT,
        Err(_) => ACTS,
    };
    let gremlins = page.env().gremlins()?;
    let turn =
        format!("const module = {{ exports: {{}} }}, {{ exports }} = module, gremlins = exports;\n{gremlins}\n;{TURN}");
    let begun = Instant::now();
    let mut random = Random(seed);
    let mut acts = 0;
    let mut presses = 0;
    page.visit(&page.site.blank()).await?;
    page.open().await?;
    while acts < most {
        let arguments = vec![json!(random.next() >> 32), json!(A_TURN.min(most - acts))];
        let done = page.driver.execute_async(&turn, arguments).await?;
        let done = done
            .json()
            .as_u64()
            .with_context(|| format!("after {acts} acts: {:?}", done.json()))?;
        acts += usize::try_from(done)?;
        still_works(&page)
            .await
            .with_context(|| format!("seed {seed}, after {acts} acts"))?;
        for _ in 0..=random.next() % 4 {
            let place = usize::try_from(random.next() % 4)?;
            match BUTTONS[place] {
                Button::Back => page.go_back().await?,
                Button::Forward => page.go_forward().await?,
                Button::Reload => page.refresh().await?,
            }
            presses += 1;
            // Back may have left for where they came from.
            if !page
                .driver
                .current_url()
                .await?
                .as_str()
                .starts_with(&page.site.url(""))
                || is_blank(&page).await?
            {
                page.open().await?;
            }
            // WebKit fails what is still on its way when a page is left, and the page says so.
            page.is_ready().await?;
        }
        still_works(&page)
            .await
            .with_context(|| format!("seed {seed}, after {acts} acts and the browser's buttons"))?;
    }
    println!(
        "{}: {acts} random acts and {presses} presses of Back, Forward and Reload in {:.0} s, seed {seed}",
        page.browser.name(),
        begun.elapsed().as_secs_f64()
    );
    progress_is_readable(&page).await
}

async fn is_blank(page: &Page) -> Result<bool> {
    Ok(page.driver.current_url().await?.as_str() == page.site.blank())
}

async fn still_works(page: &Page) -> Result<()> {
    page.is_ready().await?;
    let crashed = "return document.getElementById('crashed')?.getClientRects().length > 0";
    ensure!(page.script(crashed, Vec::new()).await? != true, "the page stopped");
    Ok(())
}

/// A reload stands somewhere, and nothing had to be set aside.
async fn progress_is_readable(page: &Page) -> Result<()> {
    // They may have ended up in another language.
    page.keep("fixpath:language", "en").await?;
    page.open().await?;
    page.until("the page says where they are", async || {
        let offers = page.shows(&region(words::CARRY_ON)).await? || page.shows(&region(words::STILL_WORKING)).await?;
        Ok((offers || page.glance().await?.is_some()).then_some(()))
    })
    .await?;
    for (key, kept) in page.kept().await? {
        ensure!(
            !key.contains(":set-aside:"),
            "a record could not be read: {key} holds {kept}"
        );
        if key.contains(":progress:") {
            let record: Value = serde_json::from_str(kept.as_str().unwrap_or_default())?;
            ensure!(record["version"] == 1, "{key} holds {record}");
        }
    }
    Ok(())
}

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
