//! Puts text on the clipboard, and says whether that worked.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::words::Text;

/// Copies `what` and says in `told` how it went.
pub fn copy(what: String, told: RwSignal<&'static str>, text: &'static Text) {
    told.set("");
    leptos::task::spawn_local(async move {
        let said = if copied(&what).await {
            text.copied
        } else {
            text.copy_failed
        };
        told.set(said);
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
