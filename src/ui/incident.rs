//! What the host reports of trouble right now: a notice on top, and a line of the evidence.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::sorted;
use crate::ui::desk::Desk;
use crate::ui::handler::{holds, on_press, says};
use crate::ui::prose;
use crate::ui::shown::words as replaced;

/// The notice, until it is closed.
#[component]
pub fn IncidentNotice(desk: Arc<Desk>, closed: RwSignal<bool>) -> impl IntoView {
    let text = desk.text;
    let notice = move || {
        let incident = desk.incident.as_ref().filter(|_| !closed.get())?;
        let cause = desk.cause_title(&incident.cause);
        let counts = if incident.odds.factor() >= 1.0 {
            text.incident_raises(&cause)
        } else {
            text.incident_lowers(&cause)
        };
        let link = incident.url.clone().filter(|url| prose::is_safe(url));
        Some(view! {
            <section class="note incident" aria-labelledby="incident-heading">
                <h2 id="incident-heading">{text.incident_heading}</h2>
                <p>{incident.text(&desk.texts().locale, desk.guide()).to_owned()}</p>
                <p>{counts}</p>
                <p class="quiet-acts">
                    {link.map(|url| view! { <a href=url rel="noreferrer">{text.incident_more}</a> }.into_any())}
                    <button type="button" class="link" on:click=on_press(move |_| closed.set(true))>{text.dismiss}</button>
                </p>
            </section>
        })
    };
    view! { {notice} }
}

/// The line of the evidence, to take back and put back.
#[component]
pub fn IncidentRow(
    desk: Arc<Desk>,
    /// The incidents that were taken back.
    ignored: Signal<sorted::Set<Id>>,
    /// Called with the name of the incident, and true if it is not to count.
    on_ignore: Callback<(Id, bool)>,
) -> impl IntoView {
    let text = desk.text;
    let words = desk.incident_line().unwrap_or_default();
    desk.incident.as_ref().map(|incident| {
        let cause = desk.cause_title(&incident.cause);
        let effect = if incident.odds.factor() >= 1.0 {
            text.incident_likelier(&cause)
        } else {
            text.incident_unlikelier(&cause)
        };
        let name = StoredValue::new(incident.name.clone());
        let is_out = move || ignored.read().contains(&name.get_value());
        let shown = words.clone();
        let label = move || if is_out() { text.put_back_of(&words) } else { text.take_back_of(&words) };
        view! {
            <li class:moot=holds(is_out)>
                <span class="what">
                    {shown}
                    <small>{replaced(move || if is_out() { text.incident_ignored.to_owned() } else { effect.clone() })}</small>
                </span>
                <span class="do">
                    <button type="button" class="link" aria-label=says(label) on:click=on_press(move |_| on_ignore.run((name.get_value(), !is_out())))>
                        {replaced(move || if is_out() { text.put_back } else { text.take_back })}
                    </button>
                </span>
            </li>
        }
    })
}
