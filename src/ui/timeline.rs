//! "So far": every answer and step, each of which can be changed or taken back.

use std::sync::Arc;

use leptos::prelude::*;

use crate::progress::{Entry, Moot, Said, Session, Subject};
use crate::ui::desk::Desk;
use crate::ui::format::day_and_time;
use crate::ui::handler::{on_press, says};
use crate::ui::shown::{Rows, Shown, words as replaced};

/// The id of the heading.
pub const SO_FAR: &str = "so-far-heading";

/// Undo or redo.
#[derive(Clone, Copy)]
pub struct Step {
    /// What it would undo or redo; none if there is nothing.
    pub what: Memo<Option<String>>,
    pub on_step: Callback<()>,
}

/// Called with an entry's subject, what is said now (`None` takes it back), and where the focus stays.
type OnChange = Callback<(Subject, Option<Said>, String)>;

/// The entries in the order they were first made.
#[component]
pub fn Timeline(
    desk: Arc<Desk>,
    session: Memo<Session>,
    /// What the last change made likeliest, with the number of the change.
    moved: Signal<(usize, String)>,
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
    let rows = Memo::new(move |_| rows(&session.read(), &moot.read()));
    // What was changed here last, and by which change: it is said there until something else is told.
    let changed = RwSignal::new(None::<(Subject, usize)>);
    let on_change = Callback::new(move |change: (Subject, Option<Said>, String)| {
        let subject = change.0.clone();
        on_change.run(change);
        changed.set(Some((subject, moved.get_untracked().0)));
    });
    let row = move |row: Row| view! { <TimelineRow desk=desk.clone() row moved changed on_change /> }.into_any();
    let has_steps = move || undo.what.read().is_some() || redo.what.read().is_some();
    view! {
        <section class="card" part="so-far" aria-labelledby=SO_FAR>
            <div class="timeline-head">
                <h2 id=SO_FAR tabindex="-1">{text.so_far_heading}</h2>
                <Shown when=has_steps>
                    <span class="turns">
                        <StepButton step=undo word=text.undo of=move |what| text.undo_of(what) />
                        <StepButton step=redo word=text.redo of=move |what| text.redo_of(what) />
                    </span>
                </Shown>
            </div>
            <Shown when=move || rows.read().is_empty()>
                <p class="quiet">{text.so_far_empty}</p>
            </Shown>
            <ol class="timeline">
                {incident}
                <Rows each=move || rows.get() key=Row::key children=row />
            </ol>
            <Shown when=move || session.read().started()>
                <p class="quiet-acts">
                    <button type="button" class="link" on:click=on_press(move |_| on_add_signs.run(()))>{text.add_signs}</button>
                    <button type="button" class="link" on:click=on_press(move |_| on_start_over.run(()))>{text.start_over}</button>
                </p>
            </Shown>
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
            aria-label=says(name)
            aria-disabled=move || nothing().then_some("true")
            on:click=on_press(move |_| if step.what.read_untracked().is_some() { step.on_step.run(()) })
        >
            {word}
        </button>
    }
}

/// What a row shows. When that changes the row is made anew: most never do, so they wait for nothing.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    entry: Entry,
    /// Why it changes nothing any more.
    moot: Option<Moot>,
}

impl Row {
    /// What is said of one subject at one time is one thing.
    fn key(&self) -> String {
        let moot = match &self.moot {
            None => "",
            Some(Moot::Repeats) => "again",
            Some(Moot::Condition(asked)) => asked.as_str(),
        };
        let at = self.entry.at.to_bits().to_string();
        [&row_id(&self.entry.subject), at.as_str(), moot].join(" ")
    }
}

fn rows(session: &Session, moot: &[(Subject, Moot)]) -> Vec<Row> {
    let row = |entry: &Entry| Row {
        entry: entry.clone(),
        moot: moot
            .iter()
            .find(|(subject, _)| *subject == entry.subject)
            .map(|(_, why)| why.clone()),
    };
    session.told().map(row).collect()
}

/// One entry; "Change" opens what could have been said instead.
#[component]
fn TimelineRow(
    desk: Arc<Desk>,
    row: Row,
    moved: Signal<(usize, String)>,
    changed: RwSignal<Option<(Subject, usize)>>,
    on_change: OnChange,
) -> impl IntoView {
    let text = desk.text;
    let Row { entry, moot } = row;
    let words = desk.entry_line(&entry);
    let Entry { subject, said, at } = entry;
    let why_moot = moot.as_ref().map(|why| match why {
        Moot::Condition(asked) => text.moot_condition(&desk.ask(asked)),
        Moot::Repeats => text.moot_repeats.to_owned(),
    });
    let is_moot = moot.is_some();
    let now = {
        let subject = subject.clone();
        move || {
            let (n, line) = moved.get();
            let is_here = changed
                .read()
                .as_ref()
                .is_some_and(|(changed, by)| *changed == subject && *by == n);
            if is_here {
                text.changed_now(&line)
            } else {
                String::new()
            }
        }
    };
    let when = day_and_time(at, text.locale);
    let label = text.take_back_of(&words);
    let id = row_id(&subject);
    let choices = desk.choices(&subject);
    let change = (!choices.is_empty()).then(|| {
        let (label, legend) = (text.change_of(&words), desk.subject_words(&subject));
        let (subject, part) = (subject.clone(), id.clone());
        let on_said = Callback::new(move |said| on_change.run((subject.clone(), Some(said), part.clone())));
        view! { <ChangeEntry text label said choices legend id on_said /> }
    });
    view! {
        <li class:moot=is_moot>
            <span class="what">
                {words}
                <small>{when}</small>
                {why_moot.map(|why| view! { <small class="why-moot">{why}</small> }.into_any())}
                <small class="changed">{replaced(now)}</small>
            </span>
            {change}
            <button
                type="button"
                class="link take-back"
                aria-label=label
                on:click=on_press(move |_| on_change.run((subject.clone(), None, SO_FAR.to_owned())))
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
    /// The button's name.
    label: String,
    /// What is said now.
    said: Said,
    choices: Vec<(Said, String)>,
    legend: String,
    /// The button's id, to which the focus comes back.
    id: String,
    on_said: Callback<Said>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let all = Arc::new((said, choices, legend));
    let inside = move || {
        let (now, choices, legend) = (*all).clone();
        let choice = |(said, words): (Said, String)| {
            let pressed = (said == now).to_string();
            let choose = move |_| {
                open.set(false);
                on_said.run(said.clone());
            };
            view! { <button type="button" aria-pressed=pressed on:click=on_press(choose)>{words}</button> }
        };
        let choices = choices.into_iter().map(choice).collect_view();
        view! { <fieldset class="choices"><legend>{legend}</legend>{choices}</fieldset> }
    };
    view! {
        <button
            type="button"
            class="link"
            id=id
            aria-label=label
            aria-expanded=says(move || open.get().to_string())
            on:click=on_press(move |_| open.update(|open| *open = !*open))
        >
            {text.change}
        </button>
        <Shown when=move || open.get()>{inside.clone()}</Shown>
    }
}

/// The id of a row's button.
pub fn row_id(subject: &Subject) -> String {
    match subject {
        Subject::Sign(id) | Subject::Question(id) => format!("entry-ask-{id}"),
        Subject::Action(id) => format!("entry-do-{id}"),
        Subject::NoSigns | Subject::Start | Subject::Service => SO_FAR.to_owned(),
    }
}
