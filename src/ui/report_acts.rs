//! What else can be done with the report than to copy it: print, download and send it.

use leptos::prelude::*;

use crate::report::mail;
use crate::ui::handler::on_press;
use crate::words::Text;

/// Print, download as text and as data, and a letter.
#[component]
pub fn ReportActs(
    text: &'static Text,
    /// The report as text.
    report: Signal<String>,
    /// The report as JSON.
    json: Signal<String>,
    /// What a letter with it is about.
    subject: String,
) -> impl IntoView {
    let print = |_| {
        // A browser that cannot print leaves the page as it is.
        let _ = window().print();
    };
    let as_text = move || format!("data:text/plain;charset=utf-8,{}", encode(&report.read()));
    let as_json = move || format!("data:application/json;charset=utf-8,{}", encode(&json.read()));
    let letter = move || mail::address(&subject, &report.read(), text.over_mail_cut, &encode);
    view! {
        <div class="acts">
            <button type="button" on:click=on_press(print)>{text.over_print}</button>
            <a class="button" href=letter>{text.over_mail}</a>
            <a class="button" download=text.over_file href=as_text>{text.over_download}</a>
            <a class="button" download=text.over_file_json href=as_json>{text.over_json}</a>
        </div>
    }
}

fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
