//! Puts text on the clipboard, and says at the button that was pressed whether that worked.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::ui::handler::{holds, on_press};
use crate::ui::icon::Icon;
use crate::ui::later;
use crate::ui::shown::{Shown, words};
use crate::words::Text;

/// A button that copies, and for some seconds says on itself that it has.
#[component]
pub fn CopyButton(
    text: &'static Text,
    /// What the button says else.
    label: &'static str,
    /// What is copied.
    #[prop(into)]
    what: Signal<String>,
    /// A class for looks of its own.
    #[prop(optional)]
    kind: &'static str,
) -> impl IntoView {
    let told = RwSignal::new("");
    let is_done = move || told.get() == text.copied;
    view! {
        <button type="button" class=kind on:click=on_press(move |_| copy(what.get_untracked(), told, text))>
            <Shown when=is_done><Icon name="check" /><span>{text.copied}</span></Shown>
            <Shown when=move || !is_done()><span>{label}</span></Shown>
        </button>
        <p role="status" class:hidden=holds(move || told.get() != text.copy_failed)>{words(move || told.get())}</p>
    }
}

/// Copies `what` and says in `told` how it went.
fn copy(what: String, told: RwSignal<&'static str>, text: &'static Text) {
    told.set("");
    leptos::task::spawn_local(async move {
        if copied(&what).await {
            told.try_set(text.copied);
            later::at_leisure(Box::new(move || {
                // Nobody reads it where the button is gone.
                let _ = told.try_set("");
            }));
        } else {
            told.try_set(text.copy_failed);
        }
    });
}

async fn copied(what: &str) -> bool {
    // `navigator.clipboard` is missing where the page is not served securely.
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(window().navigator().clipboard().write_text(what))
        .await
        .is_ok()
}
