//! The host's own way to support, where the troubleshooter stands in somebody else's page.

use leptos::prelude::*;

use crate::ui::handler::on_press;
use crate::ui::host::Guest;
use crate::ui::shown::words;
use crate::words::Text;

/// The way that the host has named, or that it has taken over.
#[component]
pub fn HostSupport(text: &'static Text, guest: Guest) -> impl IntoView {
    let ask = move |event: web_sys::MouseEvent| {
        if guest.on_support.run(()) {
            event.prevent_default();
        }
    };
    let way = move || match guest.support.get() {
        Some(href) => {
            view! { <a class="button go" href=href on:click=on_press(ask)>{text.over_contact}</a> }.into_any()
        }
        None if guest.taken.get() => {
            view! { <button type="button" class="go" on:click=on_press(ask)>{text.over_contact}</button> }.into_any()
        }
        None => ().into_any(),
    };
    let taken = move || if guest.taken.get() { text.over_taken } else { "" };
    view! {
        <p role="status">{words(taken)}</p>
        <div class="acts">{way}</div>
    }
}
