//! Not fixed: the report for support, and whom to give it to.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::guide::Contact;
use crate::ui::card::Card;
use crate::ui::desk::{Desk, or_id};
use crate::ui::prose;

/// The other ending.
#[component]
pub fn Handover(
    desk: Arc<Desk>,
    /// The report as text.
    #[prop(into)]
    report: Signal<String>,
    /// True if this is the engine's advice, false if the owner stopped.
    advised: bool,
    /// Called to go on with what is left, where something is.
    #[prop(optional_no_strip)]
    on_keep_trying: Option<Callback<()>>,
) -> impl IntoView {
    let text = desk.text;
    let back = if advised { text.over_keep_trying } else { text.over_back };
    let checks = desk
        .guide()
        .escalation
        .checks
        .iter()
        .filter_map(|check| desk.texts().escalation.checks.get(check));
    let checks = checks
        .map(|words| view! { <li>{prose::inlines(words)}</li> })
        .collect_view();
    let contacts = desk
        .guide()
        .escalation
        .contacts
        .iter()
        .map(|contact| contact_row(&desk, contact))
        .collect_view();
    view! {
        <Card heading=text.over_heading>
            <p>{if advised { text.over_advised } else { text.over_stopped }}</p>
            {on_keep_trying.map(|go| view! {
                <div class="acts"><button type="button" on:click=move |_| go.run(())>{back}</button></div>
            })}
            <section class="report" aria-labelledby="report-heading">
                <h3 id="report-heading">{text.over_report}</h3>
                <pre data-report="" tabindex="0" aria-labelledby="report-heading">{report}</pre>
                <ReportActs desk=desk.clone() report />
            </section>
            <h3>{text.over_contacts}</h3>
            {prose::blocks(&desk.texts().escalation.about)}
            <ul class="contacts">{contacts}</ul>
            <h3>{text.over_checks}</h3>
            <ul>{checks}</ul>
        </Card>
    }
}

/// Copy, print, download.
#[component]
fn ReportActs(desk: Arc<Desk>, report: Signal<String>) -> impl IntoView {
    let text = desk.text;
    let told = RwSignal::new("");
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            told.set(if copied(&report.get_untracked()).await {
                text.over_copied
            } else {
                text.over_copy_failed
            });
        });
    };
    let print = |_| {
        // A browser that cannot print leaves the page as it is.
        let _ = window().print();
    };
    let href = move || {
        format!(
            "data:text/plain;charset=utf-8,{}",
            js_sys::encode_uri_component(&report.read())
        )
    };
    view! {
        <div class="acts">
            <button type="button" class="go" on:click=copy>{text.over_copy}</button>
            <button type="button" on:click=print>{text.over_print}</button>
            <a class="button" download=text.over_file href=href>{text.over_download}</a>
        </div>
        <p role="status">{told}</p>
    }
}

async fn copied(report: &str) -> bool {
    // `navigator.clipboard` is missing where the page is not served securely.
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(window().navigator().clipboard().write_text(report))
        .await
        .is_ok()
}

fn contact_row(desk: &Desk, contact: &Contact) -> AnyView {
    let texts = desk.texts().escalation.contacts.get(&contact.id);
    let name = or_id(texts.map(|text| &text.name), &contact.id);
    let phone = contact.phone.as_ref().map(|phone| {
        let digits: String = phone
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '+')
            .collect();
        view! { " "<a href=format!("tel:{digits}")>{phone.clone()}</a> }
    });
    let url = contact.url.as_ref().filter(|url| prose::is_safe(url)).map(|url| {
        let host = url
            .trim_start_matches("https://")
            .split('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        view! { " "<a href=url.clone() rel="noreferrer">{host}</a> }
    });
    let note = texts
        .and_then(|text| text.note.as_ref())
        .map(|note| view! { <br />{prose::inlines(note)} });
    view! { <li><b>{name}</b>{phone}{url}{note}</li> }.into_any()
}
