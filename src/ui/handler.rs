//! Event handlers of one type each.
//!
//! Leptos makes a listener out of each closure's own type, about half a kilobyte of program a time; boxed, all share one.

use web_sys::{Event, MouseEvent};

/// What happens when something is pressed.
pub fn on_press(handler: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(handler)
}

/// What happens when something is ticked, chosen, typed or opened.
pub fn on_change(handler: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(handler)
}
