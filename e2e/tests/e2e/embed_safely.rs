//! Tries to run script by way of the element, and keeps it under a strict policy.

use e2e::scenarios;
use e2e::support::portal::open_portal;
use e2e::support::*;
use serde_json::{Value, json};

pub fn scenarios() -> Vec<Scenario> {
    scenarios![
        under_a_strict_policy_nothing_is_reported,
        what_the_page_blocks_is_said_in_sentences,
        hostile_attributes_run_nothing,
        a_hostile_guide_runs_nothing,
        hostile_messages_fragments_and_records_run_nothing,
    ]
}

/// Text that runs in a page which takes it for markup, script, an address, a selector or a key.
const HOSTILE: [&str; 54] = [
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg onload=window.pwned=1>",
    "<svg><script>window.pwned=1</script></svg>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<iframe src='javascript:parent.pwned=1'></iframe>",
    "<a href='javascript:window.pwned=1'>x</a>",
    "<details open ontoggle=window.pwned=1>",
    "<input autofocus onfocus=window.pwned=1>",
    "<body onload=window.pwned=1>",
    "<video><source onerror=window.pwned=1></video>",
    "<math><mtext></mtext><script>window.pwned=1</script></math>",
    "<template><script>window.pwned=1</script></template>",
    "<style>@import 'javascript:window.pwned=1';</style>",
    "<link rel=stylesheet href='data:text/css,*{color:red}'>",
    "<meta http-equiv=refresh content='0;url=javascript:window.pwned=1'>",
    "<object data='javascript:window.pwned=1'></object>",
    "<embed src='javascript:window.pwned=1'>",
    "<form action='javascript:window.pwned=1'><button>x</button></form>",
    "<base href='https://evil.example/'>",
    "\"><script>window.pwned=1</script>",
    "'><script>window.pwned=1</script>",
    "\" onmouseover=\"window.pwned=1",
    "' onfocus='window.pwned=1' autofocus='",
    "` onclick=`window.pwned=1`",
    "</textarea><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "</style><script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "--><script>window.pwned=1</script><!--",
    "]]><script>window.pwned=1</script>",
    "javascript:window.pwned=1",
    "JaVaScRiPt:window.pwned=1",
    "java\tscript:window.pwned=1",
    "\u{1}javascript:window.pwned=1",
    " javascript:window.pwned=1",
    "data:text/html,<script>parent.pwned=1</script>",
    "data:text/javascript,window.pwned=1",
    "vbscript:window.pwned=1",
    "blob:null/window.pwned=1",
    "//evil.example/x.json",
    "https://evil.example\\@localhost/",
    "../../../../etc/passwd",
    "..%2f..%2fx",
    "{{constructor.constructor('window.pwned=1')()}}",
    "${window.pwned=1}",
    "';window.pwned=1;//",
    "\";window.pwned=1;//",
    "__proto__",
    "constructor",
    "#\"],*{}[x=\"",
    "x] , [y=*",
    "\u{202e}window.pwned=1",
    "\0<script>window.pwned=1</script>",
];

/// Fails if anything ran, or if anything was made of the text but text.
async fn nothing_ran(page: &Page, tried: &str) -> Result<()> {
    let look = "const roots = [document, ...[...document.querySelectorAll('fix-path')].map((e) => e.shadowRoot)];
        const bad = roots.flatMap((root) => [...root.querySelectorAll('*')]).filter((e) =>
            e.getRootNode() !== document
              ? ['SCRIPT', 'IFRAME', 'IMG', 'OBJECT', 'EMBED', 'BASE', 'META', 'LINK', 'STYLE', 'VIDEO', 'MATH', 'FORM2'].includes(e.tagName.toUpperCase())
                || [...e.attributes].some(({ name }) => name.startsWith('on'))
                || /^\\s*(javascript|vbscript|data:text\\/(html|javascript))/i.test(e.getAttribute('href') ?? '')
              : false);
        return [typeof window.pwned, bad.map((e) => e.outerHTML.slice(0, 120)), String({}.pwned)]";
    let found = page.script(look, Vec::new()).await?;
    ensure!(found == json!(["undefined", [], "undefined"]), "{tried:?} did {found}");
    Ok(())
}

async fn under_a_strict_policy_nothing_is_reported(page: Page) -> Result<()> {
    let portal = open_portal(&page)?;
    page.visit(&portal.url("strict.html")).await?;
    let page = page.within("one");
    page.is_embedded().await?;
    page.report_signs(&["began-at-trial-end", "authorization-failed"])
        .await?;
    Owner { cause: "subscription" }.goes_on(&page, 15).await?;
    page.stands_at(&Now::Fixed).await?;
    let check = self_check(&page).await?;
    ensure!(check["ok"] == true, "{check:#}");
    // Browsers ask for an icon of their own accord.
    let mut violations = [portal.violations(), page.site.complaints()].concat();
    violations.retain(|violation| !violation.contains("/favicon.ico"));
    page.site.forgive();
    ensure!(violations.is_empty(), "reported: {violations:#?}");
    Ok(())
}

async fn self_check(page: &Page) -> Result<Value> {
    let check = "const done = arguments[arguments.length - 1];
        setTimeout(() => done('no answer within 20 s'), 20000);
        document.querySelector('fix-path').selfCheck().then(done, (error) => done(`${error}`))";
    Ok(page.driver.execute_async(check, Vec::new()).await?.json().clone())
}

async fn what_the_page_blocks_is_said_in_sentences(page: Page) -> Result<()> {
    page.site.forgive();
    let portal = open_portal(&page)?;
    let policy =
        "<meta http-equiv='Content-Security-Policy' content=\"script-src 'unsafe-inline' http:; connect-src 'none'\">";
    let html = format!(
        "<!doctype html><html lang='en'><head>{policy}<title>x</title></head><body>
         <script type='module' src='{{{{embed}}}}fix-path.js'></script>
         <fix-path id='one' guide='toyota-remote-connect' eager><p id='rest'>Ask us</p></fix-path></body></html>"
    );
    portal.answer_with("blocked.html", Reply::new(200, html));
    page.visit(&portal.url("blocked.html")).await?;
    page.until("the element is known", async || {
        let known = "return customElements.get('fix-path') !== undefined";
        Ok((page.script(known, Vec::new()).await? == true).then_some(()))
    })
    .await?;
    let check = self_check(&page).await?;
    let sentences = check["findings"].to_string();
    ensure!(check["ok"] == false, "{check:#}");
    for part in ["'wasm-unsafe-eval'", "connect-src"] {
        ensure!(sentences.contains(part), "nothing is said of {part}: {check:#}");
    }
    let shown = page.script(
        "return document.getElementById('rest').getClientRects().length",
        Vec::new(),
    );
    ensure!(shown.await? == 1, "the fallback is not shown");
    Ok(())
}

async fn hostile_attributes_run_nothing(page: Page) -> Result<()> {
    page.site.forgive();
    let portal = open_portal(&page)?;
    page.visit(&portal.url("article.html")).await?;
    page.within("one").is_embedded().await?;
    let names = [
        "lang",
        "theme",
        "signs",
        "incident",
        "storage",
        "storage-key",
        "support-href",
        "headings",
        "guide",
    ];
    for hostile in HOSTILE {
        let set = "const [names, value] = arguments, e = document.querySelector('fix-path');
            for (const name of names) if (!value.includes('\\0') || name) e.setAttribute(name, value)";
        page.script(set, vec![json!(names), json!(hostile)]).await?;
        nothing_ran(&page, hostile).await?;
    }
    // What goes on beside all that comes last.
    page.script(
        "const e = document.querySelector('fix-path'); for (const { name } of [...e.attributes]) if (name !== 'id') e.removeAttribute(name);
         e.guide = 'toyota-remote-connect'; e.lang = 'en'",
        Vec::new(),
    )
    .await?;
    page.within("one").is_embedded().await?;
    page.within("one").report_signs(&["app-crashes"]).await?;
    nothing_ran(&page, "all of them").await
}

/// Puts the hostile texts into all texts of a guide, one after the other.
fn spoil(value: &mut Value, next: &mut impl Iterator<Item = &'static str>) {
    match value {
        Value::String(text) if !text.is_empty() => next.next().unwrap_or_default().clone_into(text),
        Value::Array(all) => all.iter_mut().for_each(|value| spoil(value, next)),
        Value::Object(all) => all
            .iter_mut()
            .filter(|(key, _)| !["locale", "href"].contains(&key.as_str()))
            .for_each(|(_, value)| spoil(value, next)),
        _ => {}
    }
}

async fn a_hostile_guide_runs_nothing(page: Page) -> Result<()> {
    page.site.forgive();
    let portal = open_portal(&page)?;
    let raw = page.with_guide("coffee-machine")?.guide.raw.clone();
    page.visit(&portal.url("article.html")).await?;
    let page = page.within("one");
    // As prose it is text.
    let mut prose = raw.clone();
    spoil(&mut prose["texts"], &mut HOSTILE.into_iter().cycle());
    let kept = prose["texts"].to_string();
    ensure!(
        HOSTILE
            .iter()
            .all(|hostile| kept.contains(json!(hostile).to_string().as_str())),
        "the guide is too small"
    );
    shows(&page, &portal, "prose.json", &prose).await?;
    page.sees(&text("<script>window.pwned=1</script>")).await?;
    nothing_ran(&page, "prose").await?;
    // As an id or an address it is refused, or is no more than that.
    for (n, hostile) in HOSTILE.iter().enumerate() {
        for (kind, place) in [
            ("id", "/id"),
            ("sign", "/signs/0/id"),
            ("link", "/escalation/contacts/0/url"),
        ] {
            let mut guide = raw.clone();
            let place = guide["guide"]
                .pointer_mut(place)
                .context("the guide has such a place")?;
            *place = json!(hostile);
            shows(&page, &portal, &format!("{kind}-{n}.json"), &guide).await?;
            nothing_ran(&page, hostile).await.with_context(|| kind)?;
        }
    }
    Ok(())
}

/// Lets the element show a guide, or say why not.
async fn shows(page: &Page, portal: &Portal, name: &str, guide: &Value) -> Result<()> {
    portal.answer_with(name, Reply::new(200, guide.to_string()));
    let set = "document.querySelector('fix-path').setAttribute('guide', arguments[0])";
    page.script(set, vec![json!(name)]).await?;
    let settled = page.root() + "return root.querySelector('[data-ready], .failure') !== null";
    page.until(&format!("{name} is shown or refused"), async || {
        Ok((page.script(&settled, Vec::new()).await? == true).then_some(()))
    })
    .await
}

async fn hostile_messages_fragments_and_records_run_nothing(page: Page) -> Result<()> {
    page.site.forgive();
    let portal = open_portal(&page)?;
    page.visit(&portal.url("article.html")).await?;
    let element = page.within("one");
    element.is_embedded().await?;
    for hostile in HOSTILE {
        // What other windows send, what a link brings, and what a host sets: the report and what is in it.
        let send = "const [value] = arguments, e = document.querySelector('fix-path');
            for (const type of ['fixpath-set', 'fixpath-restart', 'fixpath-progress', value]) {
              postMessage({ type, name: value, value, detail: { height: value } }, '*');
              postMessage(value, '*');
            }
            for (const prefix of ['fix-', 'fixpath-', 'p=', 'faq-', '']) location.hash = prefix + value;
            e.progress = value;
            e.progress = { format: 1, kind: 'fixpath-report', guide: { id: 'toyota-remote-connect' },
              signs: [{ id: value, text: value, at: value }], answers: [{ id: value, answer: value }], steps: [{ id: value, outcome: value }] };
            for (const key of ['progress:toyota-remote-connect', 'language']) localStorage.setItem(`fixpath:${key}`, value);
            dispatchEvent(new StorageEvent('storage', { key: 'fixpath:progress:toyota-remote-connect', newValue: value }))";
        page.script(send, vec![json!(hostile)]).await?;
        nothing_ran(&page, hostile).await?;
    }
    // Ids as hostile inside a record of the right shape.
    let record = |hostile: &str| {
        json!({ "version": 1, "guide": "toyota-remote-connect", "revision": "x", "cursor": 1,
            "log": [{ "at": 1.0, "set": [["start", "so"], [{ "sign": hostile }, { "answer": hostile }]] }],
            "platform": hostile, "prevention": [hostile] })
    };
    for hostile in HOSTILE.iter().step_by(6) {
        let keep = "localStorage.clear(); localStorage.setItem('fixpath:progress:toyota-remote-connect', arguments[0])";
        page.visit(&portal.url("article.html")).await?;
        page.script(keep, vec![json!(record(hostile).to_string())]).await?;
        page.visit(&portal.url("article.html?again")).await?;
        element.is_embedded().await?;
        nothing_ran(&page, hostile).await?;
    }
    let frame = portal.url("frame.html");
    page.visit(&frame).await?;
    for hostile in HOSTILE {
        let query: String = hostile.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let open = "document.querySelector('iframe').contentWindow.postMessage({ type: 'fixpath-set', name: 'guide', value: arguments[0] }, '*')";
        page.script(open, vec![json!(hostile)]).await?;
        if hostile.len() % 7 == 0 {
            let url = page.site.url(&format!(
                "embed/embed.html?guide={query}&lang={query}&origin={query}&support-href={query}&incident={query}"
            ));
            page.visit(&url).await?;
            nothing_ran(&page, hostile).await?;
            page.visit(&frame).await?;
        }
    }
    nothing_ran(&page, "all of them").await
}
