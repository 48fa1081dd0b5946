//! Moves focus to what the owner's own action brought up, and nowhere else.

use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;

use crate::guide::Id;

/// The id of the heading of the one card that is shown at a time.
pub const CARD_HEADING: &str = "next-heading";

/// The id of the heading over the causes of one stage.
pub const STAGE_HEADING: &str = "causes-stage";

/// The id of the button of a stage in the chain.
pub fn station(stage: &Id) -> String {
    format!("stage-{stage}")
}

/// Focuses the heading of the card, once the page has caught up with what the owner did.
pub fn card_heading(root: NodeRef<html::Div>) {
    part(root, CARD_HEADING.to_owned());
}

/// Focuses the part of the page with this id, once the page has caught up with what the owner did.
pub fn part(root: NodeRef<html::Div>, id: String) {
    leave();
    request_animation_frame(move || {
        let Some(root) = root.get_untracked() else { return };
        // Ids are made of letters, digits and hyphens, so this is a selector.
        let part = root.query_selector(&format!("#{id}")).ok().flatten();
        if let Some(part) = part.and_then(|part| part.dyn_into::<web_sys::HtmlElement>().ok()) {
            // What cannot take focus leaves it where it is.
            let _ = part.focus();
        }
    });
}

/// Takes the focus from what may be about to go away: a browser that has to do it while the page changes lays out
/// the half-changed page first, which takes milliseconds.
fn leave() {
    let focused = document().active_element();
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = focused.blur();
    }
}

/// Opens the FAQ entry that the page's address names; follows the address.
pub fn follow_address() {
    let go = || {
        let hash = window().location().hash().unwrap_or_default();
        if hash.starts_with("#faq-") {
            named_part(hash.trim_start_matches('#'));
        }
    };
    go();
    let handle = window_event_listener(ev::hashchange, move |_| go());
    on_cleanup(move || handle.remove());
}

/// Where the reader is on the page: the parts with an address that are open, and how far it is scrolled.
pub struct Reading {
    open: Vec<String>,
    scrolled: Option<f64>,
}

impl Reading {
    /// As it is now.
    pub fn place() -> Self {
        let parts = document().query_selector_all("details[id][open]").ok();
        let parts = parts
            .iter()
            .flat_map(|parts| (0..parts.length()).map(|n| parts.item(n)));
        let elements = parts.filter_map(|part| part?.dyn_into::<web_sys::Element>().ok());
        Self {
            open: elements.map(|part| part.id()).collect(),
            scrolled: window().scroll_y().ok(),
        }
    }

    /// Goes back there once the page is drawn anew, in one jump: nothing is to be seen on the way.
    pub fn go_back(self) {
        request_animation_frame(move || {
            for part in self.open.iter().filter_map(|id| document().get_element_by_id(id)) {
                // A part that is not a `details` is open anyway.
                let _ = part.set_attribute("open", "");
            }
            if let Some(top) = self.scrolled {
                let there = web_sys::ScrollToOptions::new();
                there.set_top(top);
                there.set_behavior(web_sys::ScrollBehavior::Instant);
                window().scroll_to_with_scroll_to_options(&there);
            }
        });
    }
}

/// Opens the part of the page that the address names (`#faq-…`) and scrolls to it once it is there.
fn named_part(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if let Some(part) = document().get_element_by_id(&id) {
            // A part that is not a `details` is open anyway.
            let _ = part.set_attribute("open", "");
            part.scroll_into_view();
        }
    });
}
