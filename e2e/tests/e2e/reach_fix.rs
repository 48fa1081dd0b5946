//! Says what they see, answers truthfully, tries what is advised, and it works.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        an_owner_whose_plan_has_ended_is_led_to_the_fix,
        an_owner_with_an_account_fault_is_led_to_the_fix,
        an_owner_whose_car_is_not_linked_is_led_to_the_fix,
        an_owner_with_a_broken_app_is_led_to_the_fix,
        an_owner_whose_car_has_no_signal_is_led_to_the_fix,
        an_owner_whose_phone_is_offline_is_led_to_the_fix,
        an_owner_during_an_outage_is_led_to_the_fix,
        what_came_back_goes_on_where_it_was,
    ]
}

async fn an_owner_whose_plan_has_ended_is_led_to_the_fix(page: Page) -> Result<()> {
    is_led_to_the_fix(page, "subscription", &["began-at-trial-end", "authorization-failed"]).await
}

async fn an_owner_with_an_account_fault_is_led_to_the_fix(page: Page) -> Result<()> {
    is_led_to_the_fix(page, "account-login", &["logged-out-often", "authorization-failed"]).await
}

async fn an_owner_whose_car_is_not_linked_is_led_to_the_fix(page: Page) -> Result<()> {
    is_led_to_the_fix(page, "vehicle-link", &["car-missing", "authorization-failed"]).await
}

async fn an_owner_with_a_broken_app_is_led_to_the_fix(page: Page) -> Result<()> {
    is_led_to_the_fix(page, "app-software", &["app-crashes", "after-app-update"]).await
}

async fn an_owner_whose_car_has_no_signal_is_led_to_the_fix(page: Page) -> Result<()> {
    is_led_to_the_fix(page, "vehicle-signal", &["vehicle-not-responding", "underground"]).await
}

async fn an_owner_whose_phone_is_offline_is_led_to_the_fix(page: Page) -> Result<()> {
    is_led_to_the_fix(page, "phone-internet", &["no-connection", "vpn-or-saver"]).await
}

async fn an_owner_during_an_outage_is_led_to_the_fix(page: Page) -> Result<()> {
    is_led_to_the_fix(page, "server-outage", &["others-too", "try-again-later"]).await
}

/// More cards than this nobody would go through.
const PATIENCE: usize = 15;

async fn is_led_to_the_fix(page: Page, cause: &str, signs: &[&str]) -> Result<()> {
    page.open().await?;
    page.report_signs(signs).await?;
    page.sees_message(words::EXPECTATION).await?;
    let said = Owner { cause }.goes_on(&page, PATIENCE).await?;
    page.stands_at(&Now::Fixed)
        .await
        .with_context(|| format!("after {said:?}"))?;

    let ending = page.reads(&region(words::FIXED)).await?;
    let title = &page.guide.texts.causes[cause].title;
    ensure!(
        ending.contains(title.as_str()),
        "it was “{title}”, but after {said:?} the page says:\n{ending}"
    );
    for item in page
        .guide
        .guide
        .prevention
        .iter()
        .filter(|item| item.prevents.iter().any(|id| id == cause))
    {
        let words = guide::words(&page.guide.texts.prevention[&item.id]);
        ensure!(
            ending.contains(&words),
            "the ending does not say how to prevent it: {words}"
        );
    }
    let mut expected = Vec::new();
    for sign in signs {
        expected.push(page.guide.label(sign)?.to_owned());
    }
    let mut entries = page.entries().await?;
    // Signs ticked together stand in the guide's order.
    entries.get_mut(..signs.len()).context("the signs are listed")?.sort();
    expected.sort();
    for (now, answer) in &said {
        expected.push(page.entry(now, answer)?);
    }
    ensure!(
        entries == expected,
        "the timeline holds {entries:?}, expected {expected:?}"
    );
    Ok(())
}

async fn what_came_back_goes_on_where_it_was(page: Page) -> Result<()> {
    let page = page.with_guide("coffee-machine")?;
    page.open().await?;
    page.report_signs(&["red-light"]).await?;
    let said = Owner { cause: "empty-tank" }.goes_on(&page, PATIENCE).await?;
    let (last, _) = said.last().context("something was done")?;
    page.stands_at(&Now::Fixed).await?;
    page.click(&button(words::CAME_BACK)).await?;
    page.moved_on_from(&Now::Fixed).await?;
    page.sees_entry(&page.entry(last, words::FAILING)?).await
}
