//! Loses the connection, and meets a newer version of the page.

use e2e::scenarios;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        a_newer_version_is_offered_and_taken_only_when_wanted,
        an_update_that_fails_keeps_the_version_before,
        two_versions_in_two_tabs_leave_each_other_alone,
        what_is_deleted_is_gone_with_the_copy_of_the_page,
    ]
}

/// The names of the copies that the browser keeps.
async fn copies(page: &Page) -> Result<Vec<String>> {
    let names = page
        .driver
        .execute_async("caches.keys().then(arguments[0])", Vec::new())
        .await?;
    Ok(serde_json::from_value(names.json().clone())?)
}

/// The worker of another version, whose copy is called `fixpath-next`.
fn next_worker(page: &Page) -> Result<String> {
    let text = std::fs::read_to_string(page.env().dist.join("sw.js"))?;
    let (before, rest) = text
        .split_once("const CACHE = 'fixpath-")
        .context("the worker names its copy")?;
    let (_, rest) = rest.split_once('\'').context("the name ends")?;
    Ok(format!("{before}const CACHE = 'fixpath-next'{rest}"))
}

/// Waits until the page is shown from the copy.
async fn opened_from_its_copy(page: &Page) -> Result<()> {
    page.site.let_copies_be_kept();
    page.open().await?;
    page.has_an_offline_copy().await?;
    page.open().await?;
    let controlled = "return navigator.serviceWorker.controller !== null";
    ensure!(
        page.script(controlled, Vec::new()).await? == true,
        "the page is not from its copy"
    );
    Ok(())
}

/// Not by WebDriver's reload, which goes past the copy in Firefox.
async fn open_again(page: &Page) -> Result<()> {
    page.open().await?;
    page.continue_if_asked().await
}

async fn a_newer_version_is_offered_and_taken_only_when_wanted(page: Page) -> Result<()> {
    opened_from_its_copy(&page).await?;
    let before = page.report_signs(&["authorization-failed"]).await?;
    page.site.answer_with("sw.js", Reply::new(200, next_worker(&page)?));
    open_again(&page).await?;
    page.at_leisure().sees_message(words::NEWER).await?;
    page.stands_at(&before).await?;
    ensure!(copies(&page).await?.len() == 2, "the version in use has lost its copy");
    page.click(&button(words::NEWER_GO)).await?;
    page.until("the newer version is shown", async || {
        let settled = "return document.documentElement.hasAttribute('data-ready') \
                       && !document.documentElement.hasAttribute('data-newer')";
        let settled = page.script(settled, Vec::new()).await? == true;
        Ok((settled && copies(&page).await?.contains(&"fixpath-next".to_owned())).then_some(()))
    })
    .await?;
    page.continue_if_asked().await?;
    page.stands_at(&before).await?;
    page.site.stop();
    open_again(&page).await?;
    page.stands_at(&before).await
}

async fn an_update_that_fails_keeps_the_version_before(page: Page) -> Result<()> {
    // The browser says in the console what did not come.
    page.site.forgive();
    opened_from_its_copy(&page).await?;
    let before = copies(&page).await?;
    page.site.answer_with("sw.js", Reply::new(200, next_worker(&page)?));
    page.site.answer_with("app.webmanifest", Reply::new(500, "no"));
    let update = "navigator.serviceWorker.getRegistration().then(async (it) => {
        const worker = await it.update().then(() => it.installing ?? it.waiting, () => null);
        const ended = () => { window.ended = !worker || worker.state === 'redundant'; };
        worker?.addEventListener('statechange', ended);
        ended();
      })";
    page.script(update, Vec::new()).await?;
    let waiting = page.at_leisure();
    waiting
        .until("the update has failed", async || {
            Ok((page.script("return window.ended", Vec::new()).await? == true).then_some(()))
        })
        .await?;
    ensure!(copies(&page).await? == before, "half a copy is left");
    page.site.stop();
    open_again(&page).await?;
    page.stands_at(&Now::Start).await
}

async fn two_versions_in_two_tabs_leave_each_other_alone(page: Page) -> Result<()> {
    opened_from_its_copy(&page).await?;
    let old = page.tab().await?;
    let before = page.report_signs(&["authorization-failed"]).await?;
    page.site.answer_with("sw.js", Reply::new(200, next_worker(&page)?));
    let new = page.new_tab().await?;
    page.turn_to(&new).await?;
    page.open().await?;
    page.continue_if_asked().await?;
    page.at_leisure().sees_message(words::NEWER).await?;
    page.click(&button(words::NEWER_GO)).await?;
    page.until("the newer version is shown", async || {
        Ok(copies(&page).await?.contains(&"fixpath-next".to_owned()).then_some(()))
    })
    .await?;
    page.turn_to(&old).await?;
    page.stands_at(&before).await?;
    let next = page.answer(&before, words::NOT_SURE).await?;
    ensure!(next != before, "the older tab is stuck");
    // It has what it was made of, though another version is in charge.
    page.site.stop();
    page.script("document.querySelector('.languages [lang=en]').click()", Vec::new())
        .await?;
    page.stands_at(&next).await
}

async fn what_is_deleted_is_gone_with_the_copy_of_the_page(page: Page) -> Result<()> {
    opened_from_its_copy(&page).await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.click(&button(words::DELETE)).await?;
    page.click(&button(words::DELETE_YES)).await?;
    page.until("the copy is gone", async || {
        Ok(copies(&page).await?.is_empty().then_some(()))
    })
    .await?;
    ensure!(page.kept().await?.is_empty(), "something is kept");
    Ok(())
}
