//! "So far": every answer and step, each of which can be changed or taken back.

use std::sync::Arc;

use leptos::prelude::*;

use crate::progress::{Entry, Said, Session, Subject};
use crate::ui::desk::Desk;
use crate::ui::format::day_and_time;

/// The entries in the order they were first made.
#[component]
pub fn Timeline(
    desk: Arc<Desk>,
    session: Memo<Session>,
    /// Called with an entry's subject and what is said now; `None` takes it back.
    on_change: Callback<(Subject, Option<Said>)>,
    /// Called to go back to the list of signs.
    on_add_signs: Callback<()>,
    /// Called to forget all entries; Back brings them back.
    on_start_over: Callback<()>,
) -> impl IntoView {
    let text = desk.text;
    let entries = Memo::new(move |_| session.read().told().cloned().collect::<Vec<_>>());
    let row = move |entry: Entry| view! { <TimelineRow desk=desk.clone() entry on_change /> };
    view! {
        <section class="card" aria-labelledby="so-far-heading">
            <h2 id="so-far-heading">{text.so_far_heading}</h2>
            <Show when=move || entries.read().is_empty()>
                <p class="quiet">{text.so_far_empty}</p>
            </Show>
            <ol class="timeline">
                <For
                    each=move || entries.get()
                    key=|entry| (entry.subject.clone(), format!("{:?}", entry.said))
                    children=row
                />
            </ol>
            <Show when=move || session.read().started()>
                <p class="quiet-acts">
                    <button type="button" class="link" on:click=move |_| on_add_signs.run(())>{text.add_signs}</button>
                    <button type="button" class="link" on:click=move |_| on_start_over.run(())>{text.start_over}</button>
                </p>
            </Show>
        </section>
    }
}

/// One entry; "Change" opens what could have been said instead.
#[component]
fn TimelineRow(desk: Arc<Desk>, entry: Entry, on_change: Callback<(Subject, Option<Said>)>) -> impl IntoView {
    let text = desk.text;
    let open = RwSignal::new(false);
    let words = desk.entry_line(&entry);
    let when = day_and_time(entry.at, text.locale);
    let subject = StoredValue::new(entry.subject.clone());
    let current = entry.said;
    let choices: Vec<_> = desk
        .choices(&entry.subject)
        .into_iter()
        .map(|(said, words)| (said == current, said, words))
        .collect();
    let choices = StoredValue::new(choices);
    let legend = StoredValue::new(desk.subject_words(&entry.subject));
    let choice = move |(is, said, words): (bool, Said, String)| {
        view! {
            <button type="button" aria-pressed=is.to_string() on:click=move |_| on_change.run((subject.get_value(), Some(said.clone())))>
                {words}
            </button>
        }
    };
    view! {
        <li>
            <span class="what">{words.clone()}<small>{when}</small></span>
            <span class="do">
                {(!choices.with_value(Vec::is_empty)).then(|| view! {
                    <button
                        type="button"
                        class="link"
                        aria-label=text.change_of(&words)
                        aria-expanded=move || open.get().to_string()
                        on:click=move |_| open.update(|open| *open = !*open)
                    >
                        {text.change}
                    </button>
                })}
                <button
                    type="button"
                    class="link"
                    aria-label=text.take_back_of(&words)
                    on:click=move |_| on_change.run((subject.get_value(), None))
                >
                    {text.take_back}
                </button>
            </span>
            <Show when=move || open.get()>
                <fieldset class="choices">
                    <legend>{legend.get_value()}</legend>
                    {choices.get_value().into_iter().map(choice).collect_view()}
                </fieldset>
            </Show>
        </li>
    }
}
