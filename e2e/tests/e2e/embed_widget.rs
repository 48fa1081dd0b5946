//! Meets the troubleshooter as an element of somebody else's page.

use e2e::scenarios;
use e2e::support::portal::open_portal;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        an_owner_is_led_to_the_fix_in_a_narrow_column,
        two_elements_leave_each_other_alone,
    ]
}

async fn an_owner_is_led_to_the_fix_in_a_narrow_column(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    page.visit(&portal.url("article.html")).await?;
    let page = page.within("one");
    page.is_embedded().await?;
    page.report_signs(&["began-at-trial-end", "authorization-failed"])
        .await?;
    page.sees_message(words::EXPECTATION).await?;
    let said = Owner { cause: "subscription" }.goes_on(&page, 15).await?;
    page.stands_at(&Now::Fixed)
        .await
        .with_context(|| format!("after {said:?}"))?;
    page.fits_its_column().await
}

async fn two_elements_leave_each_other_alone(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    page.visit(&portal.url("pair.html")).await?;
    let coffee = page.with_guide("coffee-machine")?.within("two");
    coffee.is_embedded().await?;
    page.within("one").is_embedded().await?;
    // A second copy of the script, as another part of the portal may bring it, changes nothing.
    let again = "const [url, done] = arguments; import(url).then(() => done(''), (error) => done(`${error}`))";
    let url = page.site.url("embed/fix-path.js?again").into();
    let again = page.driver.execute_async(again, vec![url]).await?.json().clone();
    ensure!(again == "", "a second copy: {again}");
    coffee.report_signs(&["red-light"]).await?;
    let said = Owner { cause: "empty-tank" }.goes_on(&coffee, 10).await?;
    coffee
        .stands_at(&Now::Fixed)
        .await
        .with_context(|| format!("after {said:?}"))?;
    ensure!(
        page.within("one").entries().await?.is_empty(),
        "what was said of the one is told of the other"
    );
    Ok(())
}
