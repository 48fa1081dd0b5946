//! A probability as a length.

use leptos::prelude::*;

use crate::ui::chain::BREAKS;

/// A probability as a bar; its words and number stand beside it.
#[component]
pub fn Bar(#[prop(into)] p: Signal<f64>) -> impl IntoView {
    let hot = move || p.get() >= BREAKS;
    view! {
        <span class="bar" class:hot=hot aria-hidden="true">
            <span style:width=move || format!("{:.1}%", p.get() * 100.0)></span>
        </span>
    }
}
