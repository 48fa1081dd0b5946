//! The trouble is gone: what it most likely was, and how to keep it that way.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::ui::card::Card;
use crate::ui::desk::Desk;
use crate::ui::prose;

/// The good ending.
#[component]
pub fn Fixed(
    desk: Arc<Desk>,
    /// The action that did it.
    action: Id,
    /// What it most likely was, likeliest first.
    causes: Vec<(Id, f64)>,
    on_came_back: Callback<()>,
) -> impl IntoView {
    let text = desk.text;
    let cause = causes
        .first()
        .map(|(cause, p)| text.fixed_cause(&desk.cause_title(cause), &text.percent(*p)));
    let prevents = |id: &Id| causes.first().is_some_and(|(cause, _)| id == cause);
    let items = desk
        .guide()
        .prevention
        .iter()
        .filter(|item| item.prevents.iter().any(prevents));
    let items: Vec<_> = items
        .filter_map(|item| desk.texts().prevention.get(&item.id))
        .map(|words| view! { <li>{prose::inlines(words)}</li> })
        .collect();
    let prevention = (!items.is_empty()).then(|| view! { <h3>{text.fixed_prevent}</h3><ul>{items}</ul> });
    view! {
        <Card heading=text.fixed_heading>
            <p>{text.fixed_by(&desk.action_title(&action))}</p>
            {cause.map(|cause| view! { <p class="why">{cause}</p> })}
            {prevention}
            <div class="acts">
                <button type="button" on:click=move |_| on_came_back.run(())>{text.came_back}</button>
            </div>
        </Card>
    }
}
