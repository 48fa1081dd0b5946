//! What keeps the trouble away, to tick.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::sorted;
use crate::ui::desk::Desk;
use crate::ui::handler::{holds, on_change};
use crate::ui::prose;

/// Ticks that all lists of the page share.
#[derive(Clone, Copy)]
pub struct Ticks {
    pub ticked: Signal<sorted::Set<Id>>,
    pub on_tick: Callback<(Id, bool)>,
}

/// The checklist.
#[component]
pub fn PreventionList(desk: Arc<Desk>, ticks: Ticks) -> impl IntoView {
    let all = desk.guide().prevention.iter().map(|item| item.id.clone()).collect();
    view! {
        <section class="card" part="prevention" aria-labelledby="prevent-heading">
            <h2 id="prevent-heading">{desk.text.prevent_heading}</h2>
            <PreventionItems desk ids=all ticks />
        </section>
    }
}

/// Some of its items.
#[component]
pub fn PreventionItems(desk: Arc<Desk>, ids: Vec<Id>, ticks: Ticks) -> impl IntoView {
    let items = ids.into_iter().filter_map(|id| {
        let words = desk.texts().prevention.get(&id)?;
        let key = id.clone();
        Some(view! {
            <li>
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=holds(move || ticks.ticked.read().contains(&id))
                        on:change=on_change(move |event| ticks.on_tick.run((key.clone(), event_target_checked(&event))))
                    />
                    <span>{prose::inlines(words)}</span>
                </label>
            </li>
        })
    });
    view! { <ul class="steps">{items.collect_view()}</ul> }
}
