//! What the page says when the program cannot begin or ends by a panic, and the mark that it works.

use leptos::prelude::*;

/// Makes a panic show the element `#crashed` of the page; what was entered is kept.
pub fn watch_for_crashes() {
    std::panic::set_hook(Box::new(|info| {
        leptos::logging::error!("{info}");
        show("crashed");
    }));
}

/// Shows the page's own box that says it could not start, in place of its lines on waiting.
pub fn show_boot_failure() {
    for waiting in ["boot-loading", "boot-slow"] {
        if let Some(line) = document().get_element_by_id(waiting) {
            line.remove();
        }
    }
    show("boot-failed");
}

fn show(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        // Nothing more can be done where even this fails.
        let _ = element.remove_attribute("hidden");
    }
}

/// Says that every control works: `<html data-ready>`.
pub fn set_ready() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-ready", "");
    }
}
