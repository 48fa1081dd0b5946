//! What the page says when the program cannot begin or ends by a panic, and the mark that it works.

use leptos::prelude::*;

/// Makes a panic say in the console where it was, in builds that know it.
///
/// That the program ended is shown by `boot.js`, which sees every trap.
pub fn watch_for_crashes() {
    if cfg!(debug_assertions) {
        std::panic::set_hook(Box::new(|info| leptos::logging::error!("{info}")));
    }
}

/// Shows the page's own box that says it could not start, in place of its line on waiting.
pub fn show_boot_failure() {
    if let Some(line) = document().get_element_by_id("boot-slow") {
        line.remove();
    }
    show("boot-failed");
}

fn show(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        // Nothing more can be done where even this fails.
        let _ = element.remove_attribute("hidden");
    }
}

/// Says that every control works: `<html data-ready>`, and the mark `app-interactive` in the browser's timeline.
pub fn set_ready() {
    if let Some(line) = document().get_element_by_id("boot-slow") {
        line.remove();
    }
    if let Some(performance) = window().performance() {
        // Without a mark nothing but a figure is lost.
        let _ = performance.mark("app-interactive");
    }
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-ready", "");
    }
}
