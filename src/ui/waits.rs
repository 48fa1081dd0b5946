//! A quiet notice when a wait is over while the owner is at something else.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::progress::Subject;
use crate::ui::desk::Desk;
use crate::ui::handler::on_press;
use crate::ui::shown::remade;
use crate::ui::state::State;

/// A notice for each wait that is over, which leads back to its step.
#[component]
pub fn WaitsOver(desk: Arc<Desk>, state: State) -> impl IntoView {
    // What was over before this was drawn is shown and not said again.
    let before = untrack(|| state.waits_over(&desk));
    let draw = move |known: bool| {
        let over = state.waits_over(&desk).into_iter();
        let those = over.filter(|id| before.contains(id) == known);
        those
            .map(|action| notice(&desk, state, action))
            .collect::<Vec<AnyView>>()
            .into_any()
    };
    let first = draw.clone();
    view! {
        {remade(move || first(true))}
        <div role="status">{remade(move || draw(false))}</div>
    }
}

fn notice(desk: &Arc<Desk>, state: State, action: Id) -> AnyView {
    let text = desk.text;
    let label = text.wait_try(&desk.action_title(&action));
    let (desk, subject) = (desk.clone(), Subject::Action(action.clone()));
    view! {
        <p class="note calm">
            {text.wait_done}
            " "
            <button type="button" class="link" on:click=on_press(move |_| state.go_to(&desk, &subject))>{label}</button>
            " "
            <button type="button" class="link" on:click=on_press(move |_| state.forget_wait(&action))>{text.dismiss}</button>
        </p>
    }
    .into_any()
}
