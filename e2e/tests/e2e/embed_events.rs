//! Integrates the element: listens to its events, calls its methods, and changes its attributes midway.

use e2e::scenarios;
use e2e::support::portal::open_portal;
use e2e::support::*;
use serde_json::{Value, json};

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        events_come_in_order_with_what_they_promise,
        the_portal_takes_the_report_over,
        attributes_change_midway_without_losing_progress,
        progress_is_kept_once_the_visitor_agrees,
        known_signs_progress_and_restart_are_the_portals_to_set,
        a_wrong_value_is_warned_of_once_and_the_default_holds,
        the_portals_address_history_title_and_focus_stay_its_own,
        a_guide_that_cannot_be_used_is_said_and_the_fallback_shown,
        a_portal_shows_its_own_guide_in_its_own_language,
    ]
}

/// What the portal was told so far: names with details.
async fn told(page: &Page) -> Result<Vec<(String, Value)>> {
    let all = page.script("return told", Vec::new()).await?;
    let all = all.as_array().context("the portal keeps a list")?;
    Ok(all
        .iter()
        .map(|event| {
            (
                event["name"].as_str().unwrap_or_default().to_owned(),
                event["detail"].clone(),
            )
        })
        .collect())
}

fn names(told: &[(String, Value)]) -> Vec<&str> {
    told.iter().map(|(name, _)| name.as_str()).collect()
}

/// Fails unless `detail` has a value of this kind under each key.
fn has_shape(detail: &Value, shape: &[(&str, &str)]) -> Result<()> {
    for (key, kind) in shape {
        let value = &detail[*key];
        let is = match *kind {
            "text" => value.is_string(),
            "number" => value.is_number(),
            "list" => value.is_array(),
            "yes or no" => value.is_boolean(),
            "report" => value["kind"] == "fixpath-report" && value["format"] == 1,
            _ => value.is_object(),
        };
        ensure!(is, "{key} is {value}, expected {kind}, in {detail}");
    }
    Ok(())
}

async fn coffee(page: &Page, portal: &Portal) -> Result<Page> {
    page.visit(&portal.url("pair.html")).await?;
    let coffee = page.with_guide("coffee-machine")?.within("two");
    page.script("document.getElementById('one').remove()", Vec::new())
        .await?;
    coffee.is_embedded().await?;
    Ok(coffee)
}

async fn events_come_in_order_with_what_they_promise(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    let page = coffee(&page, &portal).await?;
    page.report_signs(&["red-light"]).await?;
    Owner { cause: "empty-tank" }.goes_on(&page, 10).await?;
    page.stands_at(&Now::Fixed).await?;
    let all = page
        .until("the ending is told", async || {
            let all = told(&page).await?;
            Ok(all.iter().any(|(name, _)| name == "fixed").then_some(all))
        })
        .await?;
    let names = names(&all);
    ensure!(
        names.starts_with(&["ready", "answer", "advice"]) && names.ends_with(&["step", "fixed"]),
        "events came as {names:?}"
    );
    for (name, detail) in &all {
        let shape: &[(&str, &str)] = match name.as_str() {
            "ready" => &[
                ("guide", "text"),
                ("revision", "text"),
                ("locale", "text"),
                ("title", "text"),
            ],
            "answer" => &[("kind", "text"), ("id", "text"), ("answer", "text"), ("asked", "text")],
            "step" => &[("id", "text"), ("outcome", "text"), ("title", "text")],
            "advice" => &[("next", "object"), ("minutes", "number"), ("causes", "list")],
            "fixed" => &[
                ("step", "text"),
                ("title", "text"),
                ("causes", "list"),
                ("report", "report"),
            ],
            other => bail!("unexpected event {other}"),
        };
        has_shape(detail, shape).with_context(|| name.clone())?;
    }
    let (_, first) = &all[1];
    ensure!(
        first["kind"] == "sign" && first["id"] == "red-light" && first["answer"] == "yes",
        "the first answer is told as {first}"
    );
    Ok(())
}

async fn the_portal_takes_the_report_over(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    page.visit(&portal.url("article.html")).await?;
    let page = page.within("one");
    page.is_embedded().await?;
    page.report_signs(&["app-crashes"]).await?;
    page.click(&button(words::STOP)).await?;
    page.stands_at(&Now::Support).await?;
    page.sees_message("This site takes the report from here.").await?;
    let report = page
        .until("the portal's own form holds the report", async || {
            let form = "const form = document.getElementById('own-form'); return form.hidden ? null : form.elements.report.value";
            Ok(page.script(form, Vec::new()).await?.as_str().map(str::to_owned))
        })
        .await?;
    let report: Value = serde_json::from_str(&report)?;
    ensure!(report["signs"][0]["id"] == "app-crashes", "the report says {report}");
    Ok(())
}

async fn set(page: &Page, name: &str, value: &str) -> Result<()> {
    let set = "document.querySelector('fix-path').setAttribute(arguments[0], arguments[1])";
    page.script(set, vec![json!(name), json!(value)]).await.map(drop)
}

async fn attributes_change_midway_without_losing_progress(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    page.visit(&portal.url("article.html")).await?;
    let page = page.within("one");
    page.is_embedded().await?;
    page.report_signs(&["app-crashes"]).await?;
    let entries = page.entries().await?;
    set(&page, "theme", "dark").await?;
    set(&page, "headings", "3").await?;
    page.until("the headings begin lower", async || {
        let level = page.root() + "return root.querySelector('h1').getAttribute('aria-level')";
        Ok((page.script(&level, Vec::new()).await? == "3").then_some(()))
    })
    .await?;
    set(&page, "lang", "es").await?;
    let (spanish, _) = page.in_language("es")?;
    spanish.sees(&text(&spanish.guide.texts.guide.title)).await?;
    set(&page, "lang", "en").await?;
    page.sees(&text(&page.guide.texts.guide.title)).await?;
    page.sees_entries(&entries).await?;
    set(&page, "incident", "incident.json").await?;
    page.is_embedded().await?;
    page.sees_message(words::INCIDENT).await?;
    page.sees_entry(&entries[0]).await?;
    set(&page, "storage-key", "other").await?;
    page.until("progress moves to its other name", async || {
        let kept = page.kept().await?;
        let has = |key: &str| kept.keys().any(|kept| kept == key);
        Ok(
            (has("other:progress:toyota-remote-connect") && !has("fixpath:progress:toyota-remote-connect"))
                .then_some(()),
        )
    })
    .await?;
    page.sees_entry(&entries[0]).await?;
    // Another guide begins anew, and the first one is found again as it was left.
    set(&page, "guide", "guides/coffee-machine.en.json").await?;
    let coffee = page.with_guide("coffee-machine")?.within("one");
    coffee.stands_at(&Now::Start).await?;
    coffee.is_embedded().await?;
    set(&page, "guide", "toyota-remote-connect").await?;
    page.sees_entry(&entries[0]).await
}

async fn progress_is_kept_once_the_visitor_agrees(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    page.visit(&portal.url("single.html")).await?;
    page.script(
        "const element = document.createElement('fix-path');
         Object.assign(element, { id: 'one', guide: 'toyota-remote-connect', lang: 'en', storage: 'none', eager: true });
         document.getElementById('there').append(element)",
        Vec::new(),
    )
    .await?;
    let page = page.within("one");
    page.is_embedded().await?;
    page.sees_message(words::NOT_SAVED).await?;
    page.report_signs(&["app-crashes"]).await?;
    let entries = page.entries().await?;
    ensure!(
        page.kept().await?.is_empty(),
        "something is kept before: {:?}",
        page.kept().await?
    );
    // The host may move the element about; nothing is lost by that.
    page.script(
        "document.getElementById('here').append(document.getElementById('one'))",
        Vec::new(),
    )
    .await?;
    page.sees_entries(&entries).await?;
    set(&page, "storage", "local").await?;
    page.until("what was done so far is kept", async || {
        let kept = page.kept().await?;
        Ok(kept.get("fixpath:progress:toyota-remote-connect").map(drop))
    })
    .await?;
    page.sees_no(&text(words::NOT_SAVED)).await?;
    page.sees_entries(&entries).await
}

async fn known_signs_progress_and_restart_are_the_portals_to_set(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    let page = coffee(&page, &portal).await?;
    let label = page.guide.label("red-light")?.to_owned();
    page.script("document.querySelector('fix-path').signs = ['red-light']", Vec::new())
        .await?;
    page.sees_entry(&label).await?;
    let held = page.script(
        "const e = document.querySelector('fix-path'); return [JSON.stringify(e.progress), e.caseCode]",
        Vec::new(),
    );
    let held = held.await?;
    let report: Value = serde_json::from_str(held[0].as_str().context("a report")?)?;
    ensure!(report["signs"][0]["id"] == "red-light", "{report}");
    ensure!(report["case_code"] == held[1], "the code is not the report's: {held}");
    page.script("document.querySelector('fix-path').restart()", Vec::new())
        .await?;
    page.stands_at(&Now::Start).await?;
    ensure!(page.entries().await?.is_empty(), "something is left");
    page.script(
        "document.querySelector('fix-path').progress = arguments[0]",
        vec![report],
    )
    .await?;
    page.sees_entry(&label).await?;
    ensure!(
        page.script("return document.activeElement === document.body", Vec::new())
            .await?
            == true,
        "the focus moved though the visitor did nothing"
    );
    Ok(())
}

async fn a_wrong_value_is_warned_of_once_and_the_default_holds(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    page.visit(&portal.url("article.html")).await?;
    let page = page.within("one");
    page.is_embedded().await?;
    page.script(
        "window.warned = []; console.warn = (...parts) => warned.push(parts.join(' '))",
        Vec::new(),
    )
    .await?;
    for (name, value) in [
        ("theme", "blue"),
        ("storage", "cookie"),
        ("headings", "9"),
        ("support-href", "javascript:alert(1)"),
        ("storage-key", "a b"),
        ("signs", "no-such-sign"),
        ("lang", "x"),
    ] {
        set(&page, name, value).await?;
        set(&page, name, value).await?;
    }
    let warned = page.script("return warned", Vec::new()).await?;
    let warned: Vec<String> = serde_json::from_value(warned)?;
    ensure!(warned.len() == 7, "{} warnings, expected 7: {warned:#?}", warned.len());
    ensure!(
        warned[0] == "<fix-path theme>: \"blue\" is not allowed, expected auto, light, dark; going on with auto.",
        "{warned:#?}"
    );
    let defaults = "const { theme, storage, headings, storageKey } = document.querySelector('fix-path');
        return [theme, storage, headings, storageKey]";
    let defaults = page.script(defaults, Vec::new()).await?;
    ensure!(defaults == json!(["auto", "local", 2, "fixpath"]), "{defaults}");
    Ok(())
}

async fn the_portals_address_history_title_and_focus_stay_its_own(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    page.visit(&portal.url("article.html?x=1#part")).await?;
    let page = page.within("one");
    page.is_embedded().await?;
    let host = "return [location.href, history.length, JSON.stringify(history.state), document.title, document.documentElement.lang]";
    let before = page.script(host, Vec::new()).await?;
    ensure!(
        page.script("return document.activeElement === document.body", Vec::new())
            .await?
            == true,
        "the focus moved by loading"
    );
    page.report_signs(&["app-crashes"]).await?;
    page.goes_through(2).await?;
    let first = page.guide.guide.faq.first().context("the guide has an FAQ")?.id.clone();
    page.open_disclosure(&disclosure(&page.guide.texts.faq[&first].question))
        .await?;
    page.click(&button("Español")).await?;
    let (spanish, _) = page.in_language("es")?;
    spanish.sees(&text(&spanish.guide.texts.guide.title)).await?;
    let after = page.script(host, Vec::new()).await?;
    ensure!(before == after, "the host's own things were {before} and are {after}");
    Ok(())
}

async fn a_guide_that_cannot_be_used_is_said_and_the_fallback_shown(page: Page) -> Result<()> {
    page.site.forgive();
    let portal = open_portal(&page)?;
    let large = format!("{{\"format\":1,\"x\":\"{}\"}}", "x".repeat(4_100_000));
    for (guide, body, code) in [
        ("newer.json", "{\"format\": 1000}", "guide-format"),
        ("rubbish.json", "<!doctype html>", "guide-not-json"),
        ("shape.json", "{\"format\": 1}", "guide-malformed"),
        ("large.json", large.as_str(), "guide-too-large"),
        ("missing.json", "", "guide-missing"),
    ] {
        portal.answer_with(guide, Reply::new(if body.is_empty() { 404 } else { 200 }, body));
        fails_with(&page, &portal, guide, code)
            .await
            .with_context(|| code.to_owned())?;
    }
    fails_with(&page, &portal, "http://localhost:1/guide.json", "guide-unreachable").await?;
    fails_with(&page, &portal, "no-such-guide", "guide-missing").await
}

async fn fails_with(page: &Page, portal: &Portal, guide: &str, code: &str) -> Result<()> {
    page.visit(&portal.url("article.html")).await?;
    let page = page.within("one");
    set(&page, "guide", guide).await?;
    page.until(&format!("{code} is told"), async || {
        let told = told(&page).await?;
        let error = told.iter().find(|(name, _)| name == "error");
        Ok(error
            .filter(|(_, detail)| detail["code"] == code && detail["message"].is_string())
            .map(drop))
    })
    .await?;
    page.sees(&heading(words::LOAD_FAILED)).await?;
    let fallback = page.script(
        "return document.querySelector('#one a').getClientRects().length",
        Vec::new(),
    );
    ensure!(fallback.await? == 1, "the fallback is not shown");
    Ok(())
}

async fn a_portal_shows_its_own_guide_in_its_own_language(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    page.visit(&portal.url("es.html")).await?;
    let page = page.within("one");
    page.is_embedded().await?;
    page.sees(&text("¿El hervidor no calienta?")).await?;
    page.tick(&checkbox("La luz está apagada"), true).await?;
    page.click(&button("Buscar la solución")).await?;
    page.sees(&heading("Prueba otro enchufe")).await
}
