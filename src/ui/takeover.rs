//! The program's page takes the place of the printed one ([`crate::ui::printed`]) in one stroke, and what the visitor
//! has done there meanwhile is done here too: entries opened, signs ticked, words typed, the focus, and a button
//! pressed too early.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::ui::focus::takes_words;
use crate::ui::later;

/// Marks the button that was pressed before the program was there. The page's script sets it.
const EARLY: &str = "data-early";

/// A page made out of sight, and the place where it is to stand.
#[derive(Clone)]
pub struct Takeover(SendWrapper<Rc<RefCell<Option<Pages>>>>);

struct Pages {
    old: HtmlElement,
    new: HtmlElement,
    /// What waits until the new one is seen.
    then: Vec<Box<dyn FnOnce()>>,
}

impl Takeover {
    /// `new` is going to stand in the place of `old`.
    pub fn of(old: HtmlElement, new: HtmlElement) -> Self {
        let then = Vec::new();
        Self(SendWrapper::new(Rc::new(RefCell::new(Some(Pages { old, new, then })))))
    }

    /// Shows the page above the printed one, which stays, if it is out of sight.
    pub fn show_above(&self) {
        if let Some(Pages { old, new, .. }) = &*self.0.borrow() {
            // It is in the document, so this is not refused.
            let _ = old.before_with_node_1(new);
        }
    }
}

/// True while the page is out of sight and what was printed is there to read.
pub fn is_waiting() -> bool {
    use_context::<Takeover>().is_some_and(|takeover| takeover.0.borrow().is_some())
}

/// Shows the page, if it was made out of sight, and calls `shown`; at once if it stands there already.
pub fn show(shown: Box<dyn FnOnce()>) {
    let waiting = use_context::<Takeover>().and_then(|takeover| takeover.0.borrow_mut().take());
    let Some(Pages { old, new, then }) = waiting else {
        return shown();
    };
    // The last parts are made when this task ends, and what an entry holds when it opens, in a task of the browser's.
    later::soon(Box::new(move || {
        for entry in all(&old, "details[open]") {
            if let Some(same) = same(&entry, &new) {
                // Every element takes this attribute.
                let _ = same.set_attribute("open", "");
            }
        }
        later::soon(Box::new(move || {
            swap(&old, &new, shown);
            then.into_iter().for_each(later::after_paint);
        }));
    }));
}

/// Does something after the next paint, for which a page out of sight first waits to be shown: nothing that can wait
/// holds that up.
pub fn after_paint(work: Box<dyn FnOnce()>) {
    let takeover = use_context::<Takeover>();
    let mut pages = takeover.as_ref().map(|takeover| takeover.0.borrow_mut());
    match pages.as_mut().and_then(|pages| pages.as_mut()) {
        Some(pages) => pages.then.push(work),
        None => later::after_paint(work),
    }
}

/// Puts the new page in the place of the old one.
fn swap(old: &HtmlElement, new: &HtmlElement, shown: Box<dyn FnOnce()>) {
    enter(old, new);
    let focused = document()
        .active_element()
        .filter(|focused| old.contains(Some(focused)));
    let early = all(old, &format!("[{EARLY}]")).into_iter().next();
    let [focused, early] = [focused, early].map(|element| {
        let element = element?;
        let same = same(&element, new)?.dyn_into::<HtmlElement>().ok()?;
        Some((element, same))
    });
    // It is in the document, so this is not refused.
    let _ = old.replace_with_with_node_1(new);
    if let Some((before, now)) = focused {
        focus(&before, &now);
    }
    shown();
    if let Some((_, button)) = early {
        button.click();
    }
}

/// Ticks and words of the old page.
fn enter(old: &HtmlElement, new: &HtmlElement) {
    for before in all(old, "input").iter().filter_map(input) {
        let is_written = takes_words(&before) && !before.value().is_empty();
        if !before.checked() && !is_written {
            continue;
        }
        let Some(now) = same(&before, new).as_ref().and_then(input) else {
            continue;
        };
        // Out of sight, browsers tell of no change by themselves.
        if before.checked() && !now.checked() {
            now.set_checked(true);
            tell(&now, "change");
        }
        if is_written {
            now.set_value(&before.value());
            tell(&now, "input");
        }
    }
}

fn tell(field: &HtmlInputElement, name: &str) {
    if let Ok(event) = web_sys::Event::new(name) {
        // Nobody calls it off.
        let _ = field.dispatch_event(&event);
    }
}

/// Focuses without scrolling, with the same piece of text chosen.
fn focus(before: &Element, now: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // What cannot take focus leaves it where it is.
    let _ = now.focus_with_options(&options);
    if let (Some(before), Some(now)) = (input(before), input(now))
        && let (Ok(Some(start)), Ok(Some(end))) = (before.selection_start(), before.selection_end())
    {
        let _ = now.set_selection_range(start, end);
    }
}

fn input(element: &Element) -> Option<HtmlInputElement> {
    element.clone().dyn_into().ok()
}

/// The element of the new page that is called as this one of the old.
fn same(element: &Element, new: &HtmlElement) -> Option<Element> {
    let name = name(element);
    let like = all(new, &element.local_name());
    like.into_iter().find(|other| self::name(other) == name)
}

/// Of a field its label, of an entry its summary, else all its text; after its id.
fn name(element: &Element) -> String {
    let words = match element.local_name().as_str() {
        "input" => element.closest("label").ok().flatten(),
        "details" => element.query_selector("summary").ok().flatten(),
        _ => Some(element.clone()),
    };
    let words = words.and_then(|words| words.text_content()).unwrap_or_default();
    format!("{} {words}", element.id())
}

fn all(within: &HtmlElement, selector: &str) -> Vec<Element> {
    let found = within.query_selector_all(selector).ok();
    let n = found.as_ref().map_or(0, web_sys::NodeList::length);
    let item = |at| found.as_ref()?.item(at)?.dyn_into().ok();
    (0..n).filter_map(item).collect()
}
