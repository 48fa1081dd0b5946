//! A quiet notice when a wait is over while the owner is at something else.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::progress::Subject;
use crate::ui::desk::Desk;
use crate::ui::state::State;

/// A notice for each wait that is over, which leads back to its step.
#[component]
pub fn WaitsOver(desk: Arc<Desk>, state: State) -> impl IntoView {
    let over = {
        let desk = desk.clone();
        Memo::new(move |_| state.waits_over(&desk))
    };
    // What was over before this was drawn is shown and not said again.
    let before = StoredValue::new(over.get_untracked());
    let those = move |known: bool| {
        let mut over = over.get();
        over.retain(|id| before.with_value(|before| before.contains(id)) == known);
        over
    };
    let row = {
        let desk = desk.clone();
        move |action: Id| view! { <Notice desk=desk.clone() state action /> }
    };
    view! {
        <For each=move || those(true) key=Id::clone children=row.clone() />
        <div role="status"><For each=move || those(false) key=Id::clone children=row /></div>
    }
}

#[component]
fn Notice(desk: Arc<Desk>, state: State, action: Id) -> impl IntoView {
    let text = desk.text;
    let label = text.wait_try(&desk.action_title(&action));
    let subject = Subject::Action(action.clone());
    view! {
        <p class="note calm">
            {text.wait_done}
            " "
            <button type="button" class="link" on:click=move |_| state.go_to(&desk, &subject)>{label}</button>
            " "
            <button type="button" class="link" on:click=move |_| state.forget_wait(&action)>{text.dismiss}</button>
        </p>
    }
}
