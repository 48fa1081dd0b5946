//! Brings the page to life: the words and the guide are fetched side by side, and with the words there is a page.

use std::cell::Cell;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::ui::app::App;
use crate::ui::load::{self, First};
use crate::ui::source::Source;
use crate::ui::takeover::Takeover;
use crate::ui::{crash, document};
use crate::words::Language;

/// Shows the troubleshooter where the document has room for it, `#app`, which keeps what was printed there until then.
///
/// Without words of the interface the page's own box `#boot-failed` says what to do.
#[wasm_bindgen]
pub fn begin() {
    crash::watch_for_crashes();
    let Some(place) = place() else { return };
    let source = Source::of(&place);
    let locale = source.locale();
    let language = Language::of(&locale);
    let words = load::ask_for_words(&source, language);
    let guide = load::ask_for_guide(&source, &locale);
    // Leptos runs tasks of its own only once something is mounted.
    wasm_bindgen_futures::spawn_local(async move {
        match load::words(language, words).await {
            Ok(text) => {
                load::next_task().await;
                let first = First::new(Cell::new(Some(guide)));
                let printed = printed(&place, &source).zip(out_of_sight());
                let page = printed.as_ref().map(|(_, page)| page.clone());
                if page.is_none() {
                    document::set_language(text.locale);
                    place.set_text_content(None);
                }
                mount_to(page.unwrap_or(place), move || {
                    if let Some((printed, page)) = printed {
                        provide_context(Takeover::of(printed, page));
                    }
                    view! { <App source text first /> }
                })
                .forget();
            }
            Err(_) => {
                leptos::logging::error!("no words for the page: {}", language.file());
                crash::show_boot_failure();
            }
        }
    });
}

/// What was printed of the guide that is wanted, in whatever language: it stays until there is better.
fn printed(place: &HtmlElement, source: &Source) -> Option<HtmlElement> {
    let printed = place.get_attribute("data-printed")?;
    let (guide, _) = printed.split_once(':')?;
    let first = place.first_element_child().filter(|_| guide == source.guide)?;
    first.dyn_into().ok()
}

fn out_of_sight() -> Option<HtmlElement> {
    leptos::prelude::document().create_element("div").ok()?.dyn_into().ok()
}

fn place() -> Option<HtmlElement> {
    leptos::prelude::document().get_element_by_id("app")?.dyn_into().ok()
}
