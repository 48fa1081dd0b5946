//! What the program and the script of our own page (`src/boot.js`) tell each other.

use leptos::prelude::*;

use crate::ui::handler::listen;
use crate::ui::{IN_BROWSER, host};

/// True once a newer version of the page waits to be taken. Somebody else's page is its host's affair.
pub fn newer() -> Signal<bool> {
    if host::guest().is_some() || !IN_BROWSER {
        return Signal::stored(false);
    }
    let waits = || {
        document()
            .document_element()
            .is_some_and(|root| root.has_attribute("data-newer"))
    };
    let newer = RwSignal::new(waits());
    listen("fixpath-newer", Box::new(move |_| newer.set(true)));
    newer.into()
}

/// Reloads with the newer version.
pub fn take_newer() {
    tell("fixpath-take-newer");
}

/// Deletes the copy of the page that is kept for visits without a connection.
pub fn delete_copy() {
    tell("fixpath-deleted");
}

fn tell(name: &str) {
    if let Ok(event) = web_sys::Event::new(name) {
        // Nobody calls it off.
        let _ = window().dispatch_event(&event);
    }
}
