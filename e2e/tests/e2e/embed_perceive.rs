//! Perceives the element on every page of the portal, whatever the page's own styles are.

use e2e::scenarios;
use e2e::support::portal::open_portal;
use e2e::support::*;

pub fn scenarios() -> Vec<Scenario> {
    scenarios![no_page_of_the_portal_has_barriers, the_hosts_styles_do_not_break_it,]
}

const PAGES: [&str; 8] = ["article", "pair", "strict", "es", "harsh", "rtl", "far", "single"];

async fn no_page_of_the_portal_has_barriers(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    for name in PAGES {
        page.visit(&portal.url(&format!("{name}.html"))).await?;
        if name == "single" {
            page.click(&button("Help")).await?;
        }
        let start = "document.querySelectorAll('fix-path').forEach((element) => { element.eager = true; })";
        page.script(start, Vec::new()).await?;
        let inside = page.within("one");
        inside.is_embedded().await?;
        page.has_no_barriers(name).await?;
        if ["article", "strict", "rtl"].contains(&name) {
            inside.report_signs(&["app-crashes"]).await?;
            page.has_no_barriers(&format!("{name} with a card")).await?;
            inside.click(&button(words::STOP)).await?;
            inside.stands_at(&Now::Support).await?;
            page.has_no_barriers(&format!("{name} at the end")).await?;
            page.script("localStorage.clear()", Vec::new()).await?;
        }
    }
    page.visit(&portal.url("frame.html")).await?;
    let frame = page.driver.find(thirtyfour::By::Tag("iframe")).await?;
    frame.enter_frame().await?;
    page.until("the frame has its element", async || {
        let script = "return Boolean(document.querySelector('fix-path')?.ready)";
        Ok((page.script(script, Vec::new()).await? == true).then_some(()))
    })
    .await?;
    page.has_no_barriers("frame").await
}

async fn the_hosts_styles_do_not_break_it(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    for (name, least) in [("harsh", 14.0), ("rtl", 24.0)] {
        page.visit(&portal.url(&format!("{name}.html"))).await?;
        let inside = page.within("one");
        inside.is_embedded().await?;
        inside.fits_its_column().await?;
        let looks = page.within("one").root()
            + "const { fontSize, textTransform, letterSpacing, textAlign, direction, whiteSpace } = getComputedStyle(root.querySelector('.lead'));
            return [parseFloat(fontSize), textTransform, letterSpacing, textAlign, direction, whiteSpace]";
        let looks = page.script(&looks, Vec::new()).await?;
        ensure!(looks[0].as_f64() >= Some(least), "{name}: text of {looks}");
        ensure!(
            looks.as_array().map(|all| &all[1..])
                == Some(&["none", "normal", "start", "ltr", "normal"].map(Into::into)),
            "{name}: the lead is {looks}"
        );
        let targets = page.within("one").root()
            + "return [...root.querySelectorAll('button')].filter((b) => b.getClientRects().length && b.getBoundingClientRect().height < 43.5)
                .map((b) => b.outerHTML.slice(0, 80))";
        let small = page.script(&targets, Vec::new()).await?;
        ensure!(
            small.as_array().is_some_and(Vec::is_empty),
            "{name}: too small to tap: {small}"
        );
    }
    Ok(())
}
