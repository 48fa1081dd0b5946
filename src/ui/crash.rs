//! What the page says when the program ends by a panic, and the mark that it works.

use leptos::prelude::*;

/// Makes a panic show the element `#crashed` of the page; what was entered is kept.
pub fn watch_for_crashes() {
    std::panic::set_hook(Box::new(|info| {
        leptos::logging::error!("{info}");
        if let Some(element) = document().get_element_by_id("crashed") {
            // Nothing more can be done where even this fails.
            let _ = element.remove_attribute("hidden");
        }
    }));
}

/// Says that every control works: `<html data-ready>`.
pub fn set_ready() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-ready", "");
    }
}
