//! After the fix: keeps it fixed, or it comes back.

use e2e::scenarios;
use e2e::support::*;
use icalendar::parser::{read_calendar, unfold};

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        the_day_the_plan_ends_goes_into_a_calendar,
        what_keeps_it_away_is_ticked_in_both_lists,
        what_came_back_counts_as_not_fixed,
        fixed_shows_the_request_get_through_without_numbers,
        another_day_asks_whether_it_still_works,
    ]
}

/// More cards than this nobody would go through.
const PATIENCE: usize = 15;

async fn fixes(page: &Page) -> Result<Vec<(Now, String)>> {
    page.open().await?;
    page.report_signs(&["began-at-trial-end", "authorization-failed"])
        .await?;
    let said = Owner { cause: "subscription" }.goes_on(page, PATIENCE).await?;
    page.stands_at(&Now::Fixed).await?;
    Ok(said)
}

async fn the_day_the_plan_ends_goes_into_a_calendar(page: Page) -> Result<()> {
    fixes(&page).await?;
    let day = find::date_field("On which day does your plan or trial end?");
    page.click(&button(words::SAVE_DAY)).await?;
    page.announces(words::NO_DAY).await?;
    page.choose_day(&day, "2020-01-01").await?;
    page.click(&button(words::SAVE_DAY)).await?;
    page.announces(words::PAST_DAY).await?;
    page.choose_day(&day, "2031-03-05").await?;
    page.click(&button(words::SAVE_DAY)).await?;
    page.announces(words::DAY_SAVED).await?;

    let file = page.downloads.join(words::DAY_FILE);
    let saved = page
        .until("the file is saved", async || {
            Ok(std::fs::read_to_string(&file)
                .ok()
                .filter(|text| text.ends_with("END:VCALENDAR\r\n")))
        })
        .await?;
    let unfolded = unfold(&saved);
    let calendar = read_calendar(&unfolded).map_err(|error| anyhow::anyhow!("{error}\n{saved}"))?;
    let event = calendar.components.first().context("there is an event")?;
    let value = |name: &str| {
        let found = event.properties.iter().find(|property| property.name == name);
        found.map(|property| property.val.to_string()).unwrap_or_default()
    };
    ensure!(value("DTSTART") == "20310305", "not that day:\n{saved}");
    ensure!(
        value("SUMMARY").contains("Remote Connect"),
        "not what it is about:\n{saved}"
    );
    ensure!(
        event.components.iter().any(|inner| inner.name == "VALARM"),
        "no alarm:\n{saved}"
    );
    Ok(())
}

async fn what_keeps_it_away_is_ticked_in_both_lists(page: Page) -> Result<()> {
    fixes(&page).await?;
    let item = guide::words(&page.guide.texts.prevention["watch-renewal"]);
    page.tick(&checkbox(&item).within(&region(words::FIXED)), true).await?;
    ensure!(
        page.is_ticked(&checkbox(&item).within(&region(words::PREVENT))).await?,
        "“{item}” is not ticked in the list below"
    );
    let other = guide::words(&page.guide.texts.prevention["park-in-reach"]);
    page.open_disclosure(&disclosure(words::PREVENT_REST)).await?;
    page.sees(&checkbox(&other).within(&region(words::FIXED))).await
}

async fn what_came_back_counts_as_not_fixed(page: Page) -> Result<()> {
    let said = fixes(&page).await?;
    let (last, _) = said.last().context("something was done")?;
    page.click(&button(words::CAME_BACK)).await?;
    page.moved_on_from(&Now::Fixed).await?;
    page.announces(words::CAME_BACK_TOLD).await?;
    let entry = page.entry(last, words::FAILING)?;
    page.sees_entry(&entry).await?;
    let thought = page.reads(&region(words::CAUSES)).await?;
    page.take_back(&entry).await?;
    page.until("the causes are as likely as before that step", async || {
        Ok((page.reads(&region(words::CAUSES)).await? != thought).then_some(()))
    })
    .await?;
    // Who was wrong about that goes back.
    page.go_back().await?;
    page.sees_entry(&entry).await?;
    page.go_back().await?;
    page.stands_at(&Now::Fixed).await
}

async fn fixed_shows_the_request_get_through_without_numbers(page: Page) -> Result<()> {
    fixes(&page).await?;
    page.sees_no(&region(words::CAUSES)).await?;
    for place in [words::FIXED, words::CHAIN_WHOLE] {
        let shown = page.reads(&region(place)).await?;
        ensure!(!shown.contains('%'), "a number:\n{shown}");
    }
    ensure!(
        page.script(
            "return document.querySelectorAll('.chain :is(.stop, .dead)').length",
            Vec::new()
        )
        .await?
            == 0,
        "the chain is broken"
    );
    page.has_no_barriers("fixed").await
}

async fn another_day_asks_whether_it_still_works(page: Page) -> Result<()> {
    let said = fixes(&page).await?;
    let (last, _) = said.last().context("something was done")?;
    page.close_and_open_again().await?;
    page.sees(&heading(words::STILL_WORKING)).await?;
    page.click(&button(words::YES)).await?;
    page.stands_at(&Now::Fixed).await?;
    page.close_and_open_again().await?;
    page.click(&button(words::CAME_BACK).within(&region(words::STILL_WORKING)))
        .await?;
    page.sees_entry(&page.entry(last, words::FAILING)?).await?;
    page.announces(words::CAME_BACK_TOLD).await
}
