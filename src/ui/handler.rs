//! Event handlers, effects and attributes that change, of one type each.
//!
//! Leptos makes a listener or an effect out of each closure's own type, some hundred bytes of program a time; boxed, all
//! share one.

use leptos::prelude::{Effect, on_cleanup, window_event_listener_untyped};
use web_sys::{Event, MouseEvent};

/// What happens when something is pressed.
pub fn on_press(handler: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(handler)
}

/// What happens when something is ticked, chosen, typed or opened.
pub fn on_change(handler: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(handler)
}

/// Whether something holds, for a class, a property or an attribute without a value.
pub fn holds(holds: impl Fn() -> bool + Send + 'static) -> Box<dyn Fn() -> bool + Send> {
    Box::new(holds)
}

/// The value of an attribute.
pub fn says(says: impl Fn() -> String + Send + 'static) -> Box<dyn Fn() -> String + Send> {
    Box::new(says)
}

/// Does something now and whenever a signal that it reads changes; it is given nothing the first time.
pub fn effect(run: impl FnMut(Option<()>) + 'static) {
    let run: Box<dyn FnMut(Option<()>)> = Box::new(run);
    Effect::new(run);
}

/// Listens to the window until the owner of the present scope is gone.
pub fn listen(event: &str, handler: Box<dyn Fn(Event)>) {
    let handle = window_event_listener_untyped(event, handler);
    on_cleanup(move || handle.remove());
}
