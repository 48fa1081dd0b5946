//! Every state of the page in every language, width and theme, as assistive technology and narrow screens meet it.
//!
//! The states of the main path in each combination of the three; those off it in each language and each theme, at two
//! of the widths in each language and at all three in each theme.
//! In Chromium, whose driver changes width and theme of a page under way; `perceive_page` walks the others.

use std::cell::RefCell;

use e2e::scenario;
use e2e::states::{self, Eye, Hand, View};
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    let all = vec![
        scenario!(no_state_has_barriers_in_english),
        scenario!(no_state_has_barriers_in_spanish),
        scenario!(no_state_has_barriers_in_french),
        scenario!(no_state_has_barriers_in_english)
            .in_the_dark("e2e::perceive_every_state::no_state_has_barriers_in_english_in_the_dark"),
        scenario!(no_state_has_barriers_in_spanish)
            .in_the_dark("e2e::perceive_every_state::no_state_has_barriers_in_spanish_in_the_dark"),
        scenario!(no_state_has_barriers_in_french)
            .in_the_dark("e2e::perceive_every_state::no_state_has_barriers_in_french_in_the_dark"),
    ];
    all.into_iter()
        .map(|scenario| scenario.only(Browser::Chromium))
        .collect()
}

async fn no_state_has_barriers_in_english(page: Page) -> Result<()> {
    perceive(page.asked_in("en")?, 0).await
}

async fn no_state_has_barriers_in_spanish(page: Page) -> Result<()> {
    perceive(page.asked_in("es")?, 1).await
}

async fn no_state_has_barriers_in_french(page: Page) -> Result<()> {
    perceive(page.asked_in("fr")?, 2).await
}

async fn perceive(page: Page, language: usize) -> Result<()> {
    let (theme, turn) = match page.theme {
        Theme::Light => ("light", language),
        Theme::Dark => ("dark", language + 1),
    };
    // Some states are those of failures.
    page.site.forgive();
    let found = Found::default();
    states::walk(&Hand::new(page, &[theme], &found).glancing(turn)).await?;
    let found = found.0.into_inner();
    ensure!(found.is_empty(), "{}", found.join("\n\n"));
    Ok(())
}

/// What is wrong, in all states together.
#[derive(Default)]
struct Found(RefCell<Vec<String>>);

impl Eye for Found {
    async fn look(&self, page: &Page, view: View<'_>) -> Result<()> {
        let mut found = Vec::new();
        found.extend(page.fits_its_width().await.err());
        page.set_text_size(200).await?;
        let large = page.fits_its_width().await;
        page.set_text_size(100).await?;
        found.extend(large.err().map(|error| error.context("text of twice the size")));
        found.extend(page.has_no_barriers(view.state).await.err());
        let told = found
            .into_iter()
            .map(|error| format!("{}, {} px, {}: {error:#}", view.state, view.width, view.theme));
        self.0.borrow_mut().extend(told);
        Ok(())
    }
}
