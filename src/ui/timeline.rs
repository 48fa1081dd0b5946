//! "So far": every answer and step, each of which can be changed or taken back.

use std::sync::Arc;

use leptos::prelude::*;

use crate::progress::{Entry, Moot, Said, Session, Subject};
use crate::ui::desk::Desk;
use crate::ui::format::day_and_time;

/// The id of the heading.
pub const SO_FAR: &str = "so-far-heading";

/// Undo or redo.
#[derive(Clone, Copy)]
pub struct Step {
    /// What it would undo or redo; none if there is nothing.
    pub what: Signal<Option<String>>,
    pub on_step: Callback<()>,
}

/// Called with an entry's subject, what is said now (`None` takes it back), and where the focus stays.
type OnChange = Callback<(Subject, Option<Said>, String)>;

/// The entries in the order they were first made.
#[component]
pub fn Timeline(
    desk: Arc<Desk>,
    session: Memo<Session>,
    /// Entries that change nothing any more.
    moot: Memo<Vec<(Subject, Moot)>>,
    undo: Step,
    redo: Step,
    /// What the host reports, as a row.
    incident: Option<AnyView>,
    on_change: OnChange,
    /// Called to go back to the list of signs.
    on_add_signs: Callback<()>,
    /// Called to forget all entries; Back brings them back.
    on_start_over: Callback<()>,
) -> impl IntoView {
    let text = desk.text;
    let subjects = Memo::new(move |_| {
        let session = session.read();
        session.told().map(|entry| entry.subject.clone()).collect::<Vec<_>>()
    });
    let row = move |subject: Subject| view! { <TimelineRow desk=desk.clone() subject session moot on_change /> };
    let has_steps = move || undo.what.read().is_some() || redo.what.read().is_some();
    view! {
        <section class="card" aria-labelledby=SO_FAR>
            <div class="timeline-head">
                <h2 id=SO_FAR tabindex="-1">{text.so_far_heading}</h2>
                <Show when=has_steps>
                    <span class="turns">
                        <StepButton step=undo word=text.undo of=move |what| text.undo_of(what) />
                        <StepButton step=redo word=text.redo of=move |what| text.redo_of(what) />
                    </span>
                </Show>
            </div>
            <Show when=move || subjects.read().is_empty()>
                <p class="quiet">{text.so_far_empty}</p>
            </Show>
            <ol class="timeline">
                {incident}
                <For each=move || subjects.get() key=Subject::clone children=row />
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

/// Undo or redo; with nothing to do it keeps the focus and does nothing.
#[component]
fn StepButton(
    step: Step,
    word: &'static str,
    /// Its name, of what it would do.
    of: impl Fn(&str) -> String + Send + Sync + 'static,
) -> impl IntoView {
    let nothing = move || step.what.read().is_none();
    let name = move || {
        step.what
            .read()
            .as_ref()
            .map_or_else(|| word.to_owned(), |what| of(what))
    };
    view! {
        <button
            type="button"
            class="link"
            aria-label=name
            aria-disabled=move || nothing().then_some("true")
            on:click=move |_| if step.what.read_untracked().is_some() { step.on_step.run(()) }
        >
            {word}
        </button>
    }
}

/// One entry; "Change" opens what could have been said instead.
#[component]
fn TimelineRow(
    desk: Arc<Desk>,
    subject: Subject,
    session: Memo<Session>,
    moot: Memo<Vec<(Subject, Moot)>>,
    on_change: OnChange,
) -> impl IntoView {
    let text = desk.text;
    let id = StoredValue::new(row_id(&subject));
    let choices = desk.choices(&subject);
    let legend = desk.subject_words(&subject);
    let subject = StoredValue::new(subject);
    let entry = Memo::new(move |last: Option<&Option<Entry>>| {
        let session = session.read();
        let found =
            subject.with_value(|subject| session.entries.iter().find(|entry| entry.subject == *subject).cloned());
        // A row that goes away reads as it did until it has gone.
        found.or_else(|| last.cloned().flatten())
    });
    let words = {
        let desk = desk.clone();
        Memo::new(move |_| {
            entry
                .read()
                .as_ref()
                .map(|entry| desk.entry_line(entry))
                .unwrap_or_default()
        })
    };
    let when = move || entry.read().as_ref().map(|entry| day_and_time(entry.at, text.locale));
    let why_moot = Memo::new(move |_| {
        let moot = moot.read();
        let found = subject.with_value(|subject| moot.iter().find(|(other, _)| other == subject));
        found.map(|(_, why)| match why {
            Moot::Condition(asked) => text.moot_condition(&desk.ask(asked)),
            Moot::Repeats => text.moot_repeats.to_owned(),
        })
    });
    let change = (!choices.is_empty()).then(|| {
        view! { <ChangeEntry text words entry choices legend id=id.get_value() on_said=Callback::new(move |said| {
            on_change.run((subject.get_value(), Some(said), id.get_value()));
        }) /> }
    });
    view! {
        <li class:moot=move || why_moot.read().is_some()>
            <span class="what">
                {words}
                <small>{when}</small>
                {move || why_moot.get().map(|why| view! { <small class="why-moot">{why}</small> })}
            </span>
            {change}
            <button
                type="button"
                class="link take-back"
                aria-label=move || text.take_back_of(&words.read())
                on:click=move |_| on_change.run((subject.get_value(), None, SO_FAR.to_owned()))
            >
                {text.take_back}
            </button>
        </li>
    }
}

/// The button "Change" and what it opens.
#[component]
fn ChangeEntry(
    text: &'static crate::words::Text,
    words: Memo<String>,
    entry: Memo<Option<Entry>>,
    choices: Vec<(Said, String)>,
    legend: String,
    /// The button's id, to which the focus comes back.
    id: String,
    on_said: Callback<Said>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (choices, legend) = (StoredValue::new(choices), StoredValue::new(legend));
    let choice = move |(said, words): (Said, String)| {
        let offered = said.clone();
        let is = move || entry.read().as_ref().is_some_and(|entry| entry.said == offered);
        let choose = move |_| {
            open.set(false);
            on_said.run(said.clone());
        };
        view! { <button type="button" aria-pressed=move || is().to_string() on:click=choose>{words}</button> }
    };
    view! {
        <button
            type="button"
            class="link"
            id=id
            aria-label=move || text.change_of(&words.read())
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {text.change}
        </button>
        <Show when=move || open.get()>
            <fieldset class="choices">
                <legend>{legend.get_value()}</legend>
                {choices.get_value().into_iter().map(choice).collect_view()}
            </fieldset>
        </Show>
    }
}

/// The id of a row's button.
fn row_id(subject: &Subject) -> String {
    match subject {
        Subject::Sign(id) | Subject::Question(id) => format!("entry-ask-{id}"),
        Subject::Action(id) => format!("entry-do-{id}"),
        Subject::NoSigns | Subject::Start | Subject::Service => SO_FAR.to_owned(),
    }
}
