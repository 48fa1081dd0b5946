//! Takes what was told to another browser: by link, by a picture of it, by a code.

use e2e::scenarios;
use e2e::support::browser::Session;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        a_link_opened_in_another_browser_carries_on_there,
        a_link_replaces_what_is_here_only_when_asked_to_and_back_brings_it_again,
        the_picture_decodes_to_the_link,
        a_code_with_one_wrong_letter_is_refused_at_its_field,
        a_damaged_link_and_one_for_another_guide_say_so_and_change_nothing,
        carrying_on_has_no_barriers,
    ]
}

const CARRY_ON: &str = "Carry on elsewhere";
const HELD: &str = "Carry on from this link?";
const HELD_BY_CODE: &str = "Carry on with this case code?";
const REFUSED: &str = "This link cannot be used";
const ACCEPT: &str = "Carry on from there";
const DECLINE: &str = "Keep what is here";
const CODE_DOOR: &str = "Carry on with a case code";
const CODE: &str = "Case code";
const SHOW: &str = "Show what it holds";

/// The link of what was told so far, from the middle of it.
async fn link_from(page: &Page) -> Result<String> {
    page.open_disclosure(&disclosure(CARRY_ON)).await?;
    let link = page.find(&textbox("Share link")).await?.prop("value").await?;
    let link = link.context("the field holds a link")?;
    ensure!(
        link.starts_with(&page.site.url("")) && link.contains("#carry="),
        "{link}"
    );
    Ok(link)
}

/// The case code of what was told so far.
async fn code_from(page: &Page) -> Result<String> {
    page.open_disclosure(&disclosure(CARRY_ON)).await?;
    let code = page.reads(&find::marked("data-case-code")).await?;
    Ok(code.split_whitespace().collect())
}

async fn address_has_no_fragment(page: &Page) -> Result<()> {
    let address = page.script("return location.href", Vec::new()).await?;
    ensure!(
        !address.to_string().contains('#'),
        "the address still holds it: {address}"
    );
    Ok(())
}

async fn a_link_opened_in_another_browser_carries_on_there(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed", "logged-out-often"]).await?;
    page.goes_through(3).await?;
    let (now, entries, link) = (page.now().await?, page.entries().await?, link_from(&page).await?);

    let session = Session::start(page.env(), page.browser, page.theme).await?;
    let there = page.in_session(&session);
    let carried = async {
        there.visit(&link).await?;
        there.is_ready().await?;
        there.open_disclosure(&disclosure(words::ARRIVED_HOLDS)).await?;
        let held = there.reads(&region(HELD)).await?;
        for entry in &entries {
            ensure!(held.contains(entry.as_str()), "“{entry}” is not shown:\n{held}");
        }
        there.sees_entries(&[]).await?;
        // Nothing is lost before it is decided.
        there.reload().await?;
        there.sees(&heading(HELD)).await?;
        there.click(&button(ACCEPT)).await?;
        there.stands_at(&now).await?;
        there.focus_is_on_heading(&now).await?;
        address_has_no_fragment(&there).await?;
        there.sees_entries(&entries).await?;
        there.reload().await?;
        there.stands_at(&now).await
    };
    let carried = carried.await;
    session.kill().await?;
    carried
}

async fn a_link_replaces_what_is_here_only_when_asked_to_and_back_brings_it_again(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(2).await?;
    let (link, theirs) = (link_from(&page).await?, page.entries().await?);
    page.click(&button(words::START_OVER)).await?;
    page.stands_at(&Now::Start).await?;
    let now = page.report_signs(&["app-crashes"]).await?;
    let ours = page.entries().await?;

    page.visit(&link).await?;
    page.sees(&heading(HELD)).await?;
    page.click(&button(DECLINE)).await?;
    page.stands_at(&now).await?;
    page.sees_entries(&ours).await?;
    address_has_no_fragment(&page).await?;

    page.visit(&link).await?;
    page.sees(&heading(HELD)).await?;
    page.click(&button(ACCEPT)).await?;
    page.sees_entries(&theirs).await?;
    page.go_back().await?;
    page.sees_entries(&ours).await
}

async fn the_picture_decodes_to_the_link(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed", "stuck-loading"]).await?;
    page.goes_through(4).await?;
    let link = link_from(&page).await?;
    let script = "const svg = document.querySelector('svg[role=img].qr'); const size = svg.viewBox.baseVal.width;
        const quiet = -svg.viewBox.baseVal.x; const path = svg.querySelector('path');
        const rows = []; const point = svg.createSVGPoint();
        for (let y = 0; y < size - 2 * quiet; y++) for (let x = 0; x < size - 2 * quiet; x++) {
          point.x = x + .5; point.y = y + .5; rows.push(path.isPointInFill(point)); }
        return { size: size - 2 * quiet, rows, name: svg.getAttribute('aria-label') }";
    let drawn = page.script(script, Vec::new()).await?;
    ensure!(drawn["name"] == "QR code of the share link", "{}", drawn["name"]);
    let rows: Vec<bool> = serde_json::from_value(drawn["rows"].clone())?;
    let size = usize::try_from(drawn["size"].as_u64().context("a size")?)?;
    let grid = rqrr::SimpleGrid::from_func(size, |x, y| rows[y * size + x]);
    let (_, read) = rqrr::Grid::new(grid).decode()?;
    ensure!(read == link, "the picture says {read}, the link is {link}");
    Ok(())
}

async fn a_code_with_one_wrong_letter_is_refused_at_its_field(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["authorization-failed"]).await?;
    page.goes_through(3).await?;
    let (code, entries) = (code_from(&page).await?, page.entries().await?);
    page.click(&button(words::START_OVER)).await?;
    page.stands_at(&Now::Start).await?;

    let other = if &code[5..6] == "7" { "8" } else { "7" };
    let wrong = format!("{}{other}{}", &code[..5], &code[6..]);
    page.open_disclosure(&disclosure(CODE_DOOR)).await?;
    page.write(&textbox(CODE), &wrong).await?;
    page.click(&button(SHOW)).await?;
    page.sees_message("This code is mistyped, most likely in group 2")
        .await?;
    let field = page.find(&textbox(CODE)).await?;
    ensure!(
        field.attr("aria-invalid").await?.as_deref() == Some("true"),
        "the field is not marked"
    );
    let described = field.attr("aria-describedby").await?.unwrap_or_default();
    ensure!(described.split(' ').any(|id| id == "code-problem"), "{described}");
    page.sees_entries(&[]).await?;

    page.write(&textbox(CODE), &code.to_lowercase().replace('-', " "))
        .await?;
    page.click(&button(SHOW)).await?;
    page.sees(&heading(HELD_BY_CODE)).await?;
    page.click(&button(ACCEPT)).await?;
    page.sees_entry(entries.first().context("a sign")?).await?;
    let (mut here, mut there) = (page.entries().await?, entries);
    here.sort();
    there.sort();
    ensure!(here == there, "{here:?} instead of {there:?}");
    Ok(())
}

async fn a_damaged_link_and_one_for_another_guide_say_so_and_change_nothing(page: Page) -> Result<()> {
    page.open().await?;
    page.report_signs(&["app-crashes"]).await?;
    let (link, entries) = (link_from(&page).await?, page.entries().await?);
    page.visit(&link[..link.len() - 3]).await?;
    page.sees(&heading(REFUSED)).await?;
    page.sees_message("The link is damaged or not complete").await?;
    page.sees_entries(&entries).await?;

    let (_, fragment) = link.split_once('#').context("a fragment")?;
    let coffee = page.with_guide("coffee-machine")?;
    coffee.open_at(&format!("{}#{fragment}", coffee.path())).await?;
    coffee.sees_message("It was made for another guide").await?;
    coffee.click(&find::link("Open that guide")).await?;
    page.is_ready().await?;
    page.sees(&heading(HELD)).await
}

async fn carrying_on_has_no_barriers(page: Page) -> Result<()> {
    for (width, height) in [(1280, 900), (500, 900)] {
        page.driver.set_window_rect(0, 0, width, height).await?;
        page.open().await?;
        look(&page, "start").await?;
        page.open_disclosure(&disclosure(CODE_DOOR)).await?;
        page.write(&textbox(CODE), "7K2M-9QXA").await?;
        page.click(&button(SHOW)).await?;
        page.sees(&find::role("alert")).await?;
        look(&page, "wrong code").await?;
        page.report_signs(&["authorization-failed"]).await?;
        page.goes_through(2).await?;
        let link = link_from(&page).await?;
        look(&page, "on the way").await?;
        page.visit(&link).await?;
        page.open_disclosure(&disclosure(words::ARRIVED_HOLDS)).await?;
        look(&page, "arrived").await?;
        page.click(&button(DECLINE)).await?;
        page.visit(&link[..link.len() - 3]).await?;
        page.sees(&heading(REFUSED)).await?;
        look(&page, "refused").await?;
        page.click(&button("Go on without it")).await?;
        page.click(&button(words::STOP)).await?;
        page.reads_report().await?;
        look(&page, "report").await?;
        page.click(&button(words::START_OVER)).await?;
        page.stands_at(&Now::Start).await?;
    }
    Ok(())
}

async fn look(page: &Page, state: &str) -> Result<()> {
    page.fits_its_width().await?;
    page.has_no_barriers(state).await
}
