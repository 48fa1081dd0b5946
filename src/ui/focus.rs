//! Moves focus to what the owner's own action brought up, and nowhere else.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::guide::Id;
use crate::ui::handler::listen;
use crate::ui::later;

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
    leave(root);
    later::next_frame(Box::new(move || {
        if let Some(part) = find(root, &id) {
            take(part);
        }
    }));
}

/// Focuses the part with this id of the page that was pressed in, once it has caught up: what was pressed goes away.
pub fn instead(event: &web_sys::MouseEvent, id: &'static str) {
    let pressed = event.composed_path().get(0).dyn_into::<web_sys::Element>().ok();
    let root = pressed.and_then(|pressed| pressed.closest(".fixpath").ok().flatten());
    later::next_frame(Box::new(move || {
        if let Some(Ok(Some(part))) = root.map(|root| root.query_selector(id)) {
            take(part);
        }
    }));
}

/// Focuses a part and shows it at once, with some of what stands around it; the host may want scrolling to take time.
fn take(part: web_sys::Element) {
    if let Ok(here) = window().scroll_y() {
        // A browser still scrolls to what the Tab key reached, and would go on past what is now to be read.
        jump(here);
    }
    let there = web_sys::ScrollIntoViewOptions::new();
    there.set_behavior(web_sys::ScrollBehavior::Instant);
    there.set_block(web_sys::ScrollLogicalPosition::Nearest);
    part.scroll_into_view_with_scroll_into_view_options(&there);
    if let Ok(part) = part.dyn_into::<web_sys::HtmlElement>() {
        let still = web_sys::FocusOptions::new();
        still.set_prevent_scroll(true);
        // What cannot take focus leaves it where it is.
        let _ = part.focus_with_options(&still);
    }
}

/// Scrolls to `top` pixels at once, and ends the scrolling that is under way.
fn jump(top: f64) {
    let there = web_sys::ScrollToOptions::new();
    there.set_top(top);
    there.set_behavior(web_sys::ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&there);
}

/// Takes the focus from what may be about to go away: a browser that has to do it while the page changes lays out
/// the half-changed page first, which takes milliseconds.
fn leave(root: NodeRef<html::Div>) {
    let Some(root) = root.try_get_untracked().flatten() else {
        return;
    };
    // Of somebody else's page only what is in the element, never what has the focus beside it.
    let focused = js_sys::Reflect::get(&root.get_root_node(), &"activeElement".into());
    if let Some(focused) = focused
        .ok()
        .and_then(|focused| focused.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = focused.blur();
    }
}

/// The part within the root with this id: in somebody else's page the document does not hold it.
fn find(root: NodeRef<html::Div>, id: &str) -> Option<web_sys::Element> {
    // Ids are made of letters, digits and hyphens, so this is a selector.
    root.try_get_untracked()??.query_selector(&format!("#{id}")).ok()?
}

/// Where a screen is narrower, the keyboard of a phone takes half of it, in pixels.
const NARROW_SCREEN: f64 = 700.0;

/// Scrolls the field that has just taken the focus to the top, so that what is found below it is in sight above the
/// keyboard. On a wide screen it stays where it is.
pub fn field_to_top(event: web_sys::FocusEvent) {
    let field = event
        .target()
        .and_then(|field| field.dyn_into::<web_sys::Element>().ok());
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    if let (Some(field), true) = (field, width.is_some_and(|width| width < NARROW_SCREEN)) {
        // Once the browser has done its own scrolling for the focus.
        later::next_frame(Box::new(move || {
            let label = field.closest("label").ok().flatten().unwrap_or(field);
            label.scroll_into_view();
        }));
    }
}

/// True for fields that are written in.
pub fn takes_words(input: &web_sys::HtmlInputElement) -> bool {
    !matches!(input.type_().as_str(), "checkbox" | "radio")
}

/// Opens the part that a link within a guest leads to, whose address is the host's and stays as it is.
pub fn follow_link(event: &web_sys::MouseEvent, root: NodeRef<html::Div>) {
    let target = event.composed_path().get(0).dyn_into::<web_sys::Element>().ok();
    let link = target.and_then(|target| target.closest("a[href^='#']").ok().flatten());
    let Some(href) = link.and_then(|link| link.get_attribute("href")) else {
        return;
    };
    event.prevent_default();
    let id = href.trim_start_matches('#');
    let is_id = id.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    if let Some(part) = find(root, id).filter(|_| is_id) {
        show(&part);
    }
}

/// Follows the address of the page, which may name a FAQ entry.
pub fn follow_address() {
    listen("hashchange", Box::new(|_| go_to_address()));
}

/// Opens the FAQ entry that the page's address names.
pub fn go_to_address() {
    let hash = window().location().hash().unwrap_or_default();
    if hash.starts_with("#faq-") {
        named_part(hash.trim_start_matches('#'));
    }
}

/// Where the reader is on the page: the parts with an address that are open, and how far it is scrolled.
pub struct Reading {
    open: Vec<String>,
    scrolled: Option<f64>,
}

impl Reading {
    /// As it is now.
    pub fn place(root: NodeRef<html::Div>) -> Self {
        let root = root.try_get_untracked().flatten();
        let parts = root.and_then(|root| root.query_selector_all("details[id][open]").ok());
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
    pub fn go_back(self, root: NodeRef<html::Div>) {
        later::next_frame(Box::new(move || {
            for part in self.open.iter().filter_map(|id| find(root, id)) {
                // A part that is not a `details` is open anyway.
                let _ = part.set_attribute("open", "");
            }
            if let Some(top) = self.scrolled {
                jump(top);
            }
        }));
    }
}

/// Opens the part of the page that the address names (`#faq-…`) and scrolls to it once it is there.
fn named_part(id: &str) {
    let id = id.to_owned();
    later::next_frame(Box::new(move || {
        if let Some(part) = document().get_element_by_id(&id) {
            show(&part);
        }
    }));
}

/// Opens a part and scrolls to it. All that may stand before it is laid out from now on: else it would lie elsewhere
/// once that comes near.
fn show(part: &web_sys::Element) {
    // A part that is not a `details` is open anyway.
    let _ = part.set_attribute("open", "");
    if let Ok(Some(root)) = part.closest(".fixpath") {
        // Every element takes this attribute.
        let _ = root.set_attribute("data-whole", "");
    }
    part.scroll_into_view();
}
