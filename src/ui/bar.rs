//! A probability as a length.

use leptos::prelude::*;

use crate::json::digits;
use crate::ui::chain::BREAKS;
use crate::ui::handler::{holds, says};

/// A probability as a bar; its words and number stand beside it.
#[component]
pub fn Bar(#[prop(into)] p: Signal<f64>) -> impl IntoView {
    let hot = move || p.get() >= BREAKS;
    // Of all elements this one has a length without a `style` attribute, which the page's policy forbids in HTML.
    view! { <progress class="bar" class:hot=holds(hot) value=says(move || digits((p.get() * 1000.0).round() / 1000.0)) aria-hidden="true"></progress> }
}
