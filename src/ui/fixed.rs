//! The trouble is gone: what it most likely was, and how to keep it that way.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::progress::Progress;
use crate::ui::card::Card;
use crate::ui::desk::Desk;
use crate::ui::handler::on_press;
use crate::ui::icon::Icon;
use crate::ui::prevention::{PreventionItems, Ticks};
use crate::ui::reminder::Reminder;
use crate::ui::shown::remade;

/// The good ending.
#[component]
pub fn Fixed(
    desk: Arc<Desk>,
    /// The action that did it.
    action: Id,
    /// What it most likely was, likeliest first.
    causes: Vec<(Id, f64)>,
    ticks: Ticks,
    on_came_back: Callback<()>,
) -> impl IntoView {
    let text = desk.text;
    let cause = causes
        .first()
        .map(|(cause, _)| text.fixed_cause(&desk.cause_title(cause)));
    let prevents = |id: &Id| causes.first().is_some_and(|(cause, _)| id == cause);
    let (first, rest): (Vec<_>, Vec<_>) = desk
        .guide()
        .prevention
        .iter()
        .partition(|item| item.prevents.iter().any(prevents));
    let reminder = first.iter().find_map(|item| {
        let days_before = item.remind?;
        Some(view! { <Reminder desk=desk.clone() item=item.id.clone() days_before /> })
    });
    let ids = |items: Vec<&crate::guide::Prevention>| items.into_iter().map(|item| item.id.clone()).collect::<Vec<_>>();
    let (first, rest) = (ids(first), ids(rest));
    let first = (!first.is_empty()).then(|| {
        view! { <h3>{text.fixed_prevent}</h3><PreventionItems desk=desk.clone() ids=first ticks /> }
    });
    let rest = (!rest.is_empty()).then(|| {
        view! { <details><summary>{text.fixed_rest}</summary><PreventionItems desk=desk.clone() ids=rest ticks /></details> }
    });
    view! {
        <Card heading=text.fixed_heading kind="fixed" eyebrow=view! { <Icon name="check" /> }.into_any()>
            <p>{text.fixed_by(&desk.action_title(&action))}</p>
            {cause.map(|cause| view! { <p class="why">{cause}</p> }.into_any())}
            {first}
            {reminder}
            {rest}
            <div class="acts">
                <button type="button" on:click=on_press(move |_| on_came_back.run(()))>{text.came_back}</button>
            </div>
        </Card>
    }
}

/// What the page makes of it that the trouble came back.
#[component]
pub fn CameBack(desk: Arc<Desk>, progress: Signal<Progress>) -> impl IntoView {
    let action = Memo::new(move |_| progress.read().came_back().cloned());
    let told = move || {
        let words = action
            .get()
            .map(|action| desk.text.came_back_told(&desk.action_title(&action)));
        words.map(|words| view! { <p class="note">{words}</p> }).into_any()
    };
    view! { <div role="status">{remade(told)}</div> }
}
