//! What keeps the trouble away, to tick.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::ui::desk::Desk;
use crate::ui::prose;

/// The checklist.
#[component]
pub fn PreventionList(
    desk: Arc<Desk>,
    #[prop(into)] ticks: Signal<BTreeSet<Id>>,
    on_tick: Callback<(Id, bool)>,
) -> impl IntoView {
    let items = desk.guide().prevention.iter().filter_map(|item| {
        let words = desk.texts().prevention.get(&item.id)?;
        let (id, key) = (item.id.clone(), item.id.clone());
        Some(view! {
            <li>
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=move || ticks.read().contains(&id)
                        on:change=move |event| on_tick.run((key.clone(), event_target_checked(&event)))
                    />
                    <span>{prose::inlines(words)}</span>
                </label>
            </li>
        })
    });
    view! {
        <section class="card" aria-labelledby="prevent-heading">
            <h2 id="prevent-heading">{desk.text.prevent_heading}</h2>
            <ul class="steps">{items.collect_view()}</ul>
        </section>
    }
}
