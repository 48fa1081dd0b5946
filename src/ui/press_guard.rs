//! Keeps a press that was meant for something else from counting: the second one of a double click or double tap, and
//! one that lands on what has only just appeared under the finger.
//!
//! Keys, switches and scripts press without a pointer and are never held up.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::handler::effect;
use crate::ui::later;

/// How long presses do not count after one that did, and after the page has shown what came of it, in milliseconds.
const PAUSE: f64 = 450.0;

/// How long the paint of a change is waited for, in milliseconds.
const PAINT: f64 = 3000.0;

/// What a press can do something to.
const PRESSED: &str = "button, .button, summary, label, a, input";

/// The guard of one troubleshooter.
#[derive(Clone, Copy)]
pub struct PressGuard {
    /// When presses count again, on the browser's steady clock, in milliseconds.
    until: StoredValue<f64>,
    /// True while presses do not count.
    pub is_closed: RwSignal<bool>,
}

impl PressGuard {
    /// Closes whenever what `track` looks at changes, until a moment after the page has shown it.
    pub fn new(track: impl Fn() + 'static) -> Self {
        let guard = Self {
            until: StoredValue::new(0.0),
            is_closed: RwSignal::new(false),
        };
        effect(move |earlier| {
            track();
            if earlier.is_some() {
                guard.close(PAINT);
                later::after_paint(Box::new(move || guard.close(PAUSE)));
            }
        });
        guard
    }

    /// Called for each press before anything else sees it: lets it through or ends it here.
    pub fn on_press(self, event: &web_sys::MouseEvent) {
        // A press without a pointer is no click of any number.
        if event.detail() == 0 {
            return;
        }
        let target = event.composed_path().get(0).dyn_into::<web_sys::Element>().ok();
        let Some(pressed) = target.and_then(|target| target.closest(PRESSED).ok().flatten()) else {
            return;
        };
        let is_button = pressed.matches("button, .button").unwrap_or_default();
        if self.is_closed.get_untracked() || (is_button && event.detail() > 1) {
            event.prevent_default();
            event.stop_propagation();
        } else if is_button {
            self.close(PAUSE);
        }
    }

    /// Closes for so many milliseconds from now.
    fn close(self, wait: f64) {
        let until = steady_now() + wait;
        // It may have left the page meanwhile.
        if self.until.try_set_value(until).is_none() && !self.is_closed.get_untracked() {
            self.is_closed.set(true);
            self.open_in(PAUSE);
        }
    }

    /// Opens in so many milliseconds, or later where it was closed anew meanwhile.
    fn open_in(self, wait: f64) {
        let look = move || {
            let left = self.until.try_get_value().map(|until| until - steady_now());
            match left {
                Some(left) if left > 0.0 => self.open_in(left.min(PAUSE)),
                Some(_) => self.is_closed.set(false),
                None => {}
            }
        };
        later::after(Duration::from_millis(wait.ceil() as u64), Box::new(look));
    }
}

/// Milliseconds on a clock that nobody sets.
fn steady_now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
