//! What the page has to say about what it keeps.

use std::sync::Arc;

use leptos::prelude::*;

use crate::progress::Subject;
use crate::progress::store::NotKept;
use crate::ui::desk::Desk;
use crate::ui::handler::on_press;
use crate::ui::page;
use crate::ui::shown::{Rows, Shown, remade};
use crate::ui::timeline::row_id;

/// Something to say once.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// What was kept could not be read.
    SetAside,
    /// What another tab or an earlier visit kept lacks something that goes on here, and is set aside.
    Aside,
    /// These entries no longer mean anything.
    Dropped(Vec<Subject>),
    /// What was here was replaced by what a link or a code holds.
    CarriedOn,
    /// Everything that was kept is deleted.
    Deleted,
}

/// Shows what was set aside.
#[derive(Clone, Copy)]
pub struct Look(pub Callback<()>);

/// Says, once, that something was set aside.
pub fn say_aside(messages: &mut Vec<Message>) {
    messages.retain(|message| *message != Message::Aside);
    messages.push(Message::Aside);
}

/// Messages to close, and a standing one while nothing can be kept.
#[component]
pub fn Notices(
    desk: Arc<Desk>,
    messages: RwSignal<Vec<Message>>,
    not_kept: RwSignal<Option<NotKept>>,
    /// There is a newer version of the page to take.
    newer: Signal<bool>,
) -> impl IntoView {
    let text = desk.text;
    let offer = move || {
        view! {
            <p class="note calm">
                {text.newer}
                " "
                <button type="button" class="link" on:click=on_press(move |_| page::take_newer())>{text.newer_go}</button>
            </p>
        }
    };
    let standing = move || match not_kept.get() {
        Some(NotKept::Refused) => Some(text.not_saved_refused),
        Some(NotKept::Full) => Some(text.not_saved_full),
        Some(NotKept::Unwanted) => Some(text.not_saved_unwanted),
        None => None,
    };
    let close = move |message: &Message| messages.update(|messages| messages.retain(|other| other != message));
    let look = use_context::<Look>();
    let row = move |message: Message| {
        let look = look.filter(|_| message == Message::Aside).map(|look| {
            let on_look = move |_| {
                close(&Message::Aside);
                look.0.run(());
            };
            view! { <button type="button" class="link" on:click=on_press(on_look)>{text.aside_look}</button>" " }
                .into_any()
        });
        view! {
            <p class="note">
                {words(&desk, &message)}
                " "
                {look}
                <button type="button" class="link" on:click=on_press(move |_| close(&message))>{text.dismiss}</button>
            </p>
        }
        .into_any()
    };
    view! {
        <div class="notices" role="status" tabindex="-1">
            <Shown when=move || newer.get()>{offer()}</Shown>
            {remade(move || standing().map(|words| view! { <p class="note">{words}</p> }).into_any())}
            <Rows each=move || messages.get() key children=row />
        </div>
    }
}

fn key(message: &Message) -> String {
    match message {
        Message::SetAside => "set-aside".to_owned(),
        Message::Aside => "aside".to_owned(),
        Message::Dropped(subjects) => subjects.iter().map(row_id).collect(),
        Message::CarriedOn => "carried-on".to_owned(),
        Message::Deleted => "deleted".to_owned(),
    }
}

fn words(desk: &Desk, message: &Message) -> String {
    let text = desk.text;
    match message {
        Message::SetAside => text.set_aside.to_owned(),
        Message::Aside => text.aside.to_owned(),
        Message::Dropped(subjects) => {
            let names: Vec<String> = subjects.iter().map(|subject| desk.subject_words(subject)).collect();
            text.dropped(&names.join(", "))
        }
        Message::CarriedOn => text.arrived_done.to_owned(),
        Message::Deleted => text.deleted.to_owned(),
    }
}
