//! Brings the page to life: the words and the guide are fetched side by side, and with the words there is a page.

use std::cell::Cell;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::ui::app::App;
use crate::ui::crash;
use crate::ui::load::{self, First, Source};

/// Shows the troubleshooter in `place`, which keeps what it has until then.
///
/// Without words of the interface the page's own box `#boot-failed` says what to do.
pub fn begin(place: HtmlElement, source: Source) {
    let language = load::language(&source.locale);
    let words = load::ask_for_words(language);
    let guide = load::ask_for_guide(&source);
    // Leptos runs tasks of its own only once something is mounted.
    wasm_bindgen_futures::spawn_local(async move {
        match load::words(language, words).await {
            Ok(text) => {
                place.set_text_content(None);
                let first = First::new(Cell::new(Some(guide)));
                mount_to(place, move || view! { <App source text first /> }).forget();
            }
            Err(problem) => {
                leptos::logging::error!("no words for the page: {problem}");
                crash::show_boot_failure();
            }
        }
    });
}

/// The element that the page has room for the troubleshooter in.
pub fn place() -> Option<HtmlElement> {
    document().get_element_by_id("app")?.dyn_into().ok()
}
