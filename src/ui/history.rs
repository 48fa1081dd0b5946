//! Browser Back and Forward as undo and redo.
//!
//! Each recorded change pushes one history entry whose state is its number; going through history moves the
//! progress by the difference. Entries without a number (links to a part of the page) count as the present one.

use std::cell::Cell;
use std::rc::Rc;

use leptos::ev;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;

/// This tab's place in the browser's history.
#[derive(Clone)]
pub struct History {
    here: SendWrapper<Rc<Cell<i32>>>,
}

impl History {
    /// Joins the history; `on_step` is called with how many changes to undo (negative) or redo (positive).
    ///
    /// The second value is true if the tab was here before (a reload, not a first visit).
    pub fn join(on_step: Callback<i32>) -> (Self, bool) {
        let known = number();
        let history = Self {
            here: SendWrapper::new(Rc::new(Cell::new(known.unwrap_or_default()))),
        };
        if known.is_none() {
            history.mark();
        }
        let listener = history.clone();
        let handle = window_event_listener(ev::popstate, move |_| match number() {
            Some(there) => {
                let by = there - listener.here.replace(there);
                if by != 0 {
                    on_step.run(by);
                }
            }
            None => listener.mark(),
        });
        on_cleanup(move || handle.remove());
        (history, known.is_some())
    }

    /// Adds an entry for a change that was just recorded.
    pub fn push(&self) {
        self.here.set(self.here.get() + 1);
        let state = JsValue::from_f64(self.here.get().into());
        if let Ok(history) = window().history() {
            // Where the browser refuses (too many entries, a sandboxed frame), Back just does less.
            let _ = history.push_state(&state, "");
        }
    }

    fn mark(&self) {
        let state = JsValue::from_f64(self.here.get().into());
        if let Ok(history) = window().history() {
            let _ = history.replace_state(&state, "");
        }
    }
}

fn number() -> Option<i32> {
    let state = window().history().ok()?.state().ok()?;
    state.as_f64().map(|number| number as i32)
}
