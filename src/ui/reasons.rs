//! Why this step comes next: what the best other way would take, and which answers would change the advice.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::{self, Advice, Evidence, Step};
use crate::ui::desk::Desk;
use crate::ui::explanation::entry_words;
use crate::ui::handler::on_change;
use crate::ui::later;
use crate::ui::shown::{Shown, remade};

/// Changes that are told; more would not be read.
const MOST_CHANGES: usize = 6;

/// A disclosure under the card; what is inside is worked out when it is opened, and anew when the evidence changes.
#[component]
pub fn Reasons(desk: Arc<Desk>, advice: Memo<Advice>, evidence: Memo<Evidence>) -> impl IntoView {
    let text = desk.text;
    let opened = RwSignal::new(false);
    let turns = later::turns(Box::new(move || {
        advice.track();
        evidence.track();
    }));
    let inside = move || {
        turns.track();
        let (advice, evidence) = (&*advice.read_untracked(), &*evidence.read_untracked());
        let other = advice.alternatives.get(1).map(|(step, minutes)| {
            let more = minutes.0 - advice.expected.0;
            view! { <p>{text.other_way(&step_words(&desk, *step), more)}</p> }
        });
        let changes = engine::what_would_change(&desk.model, evidence, advice);
        let changes = changes.into_iter().take(MOST_CHANGES).map(|change| {
            let cause = desk.cause_title(desk.model.cause_name(change.leader));
            let then = text.reasons_change(&cause, &step_words(&desk, change.next));
            view! { <li>{entry_words(&desk, &change.entry)}" "<span class="level">{then}</span></li> }
        });
        let changes = changes.collect_view();
        let list = if changes.is_empty() {
            view! { <p>{text.reasons_firm}</p> }.into_any()
        } else {
            view! { <h3>{text.reasons_changes}</h3><ul>{changes}</ul> }.into_any()
        };
        view! { {other}{list} }.into_any()
    };
    view! {
        <details class="aside" on:toggle=on_change(move |_| opened.set(true))>
            <summary>{text.reasons}</summary>
            <Shown when=move || opened.get()>{remade(inside.clone())}</Shown>
        </details>
    }
}

/// A step in a few words.
pub fn step_words(desk: &Desk, step: Step) -> String {
    match step {
        Step::Do(action) => desk.action_title(desk.model.action_name(action)),
        Step::Ask(question) => desk.ask(desk.model.question_name(question)),
        Step::CallService => desk.text.reasons_support.to_owned(),
    }
}
