//! What the page has to say about what it keeps.

use std::sync::Arc;

use leptos::prelude::*;

use crate::progress::Subject;
use crate::progress::store::NotKept;
use crate::ui::desk::Desk;

/// Something to say once.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// What was kept could not be read.
    SetAside,
    /// These entries no longer mean anything.
    Dropped(Vec<Subject>),
    /// What was here was replaced by what a link or a code holds.
    CarriedOn,
    /// Everything that was kept is deleted.
    Deleted,
}

/// Messages to close, and a standing one while nothing can be kept.
#[component]
pub fn Notices(
    desk: Arc<Desk>,
    messages: RwSignal<Vec<Message>>,
    not_kept: RwSignal<Option<NotKept>>,
) -> impl IntoView {
    let text = desk.text;
    let standing = move || match not_kept.get() {
        Some(NotKept::Refused) => Some(text.not_saved_refused),
        Some(NotKept::Full) => Some(text.not_saved_full),
        Some(NotKept::Unwanted) => Some(text.not_saved_unwanted),
        None => None,
    };
    let close = move |message: &Message| messages.update(|messages| messages.retain(|other| other != message));
    let row = move |message: Message| {
        view! {
            <p class="note">
                {words(&desk, &message)}
                " "
                <button type="button" class="link" on:click=move |_| close(&message)>{text.dismiss}</button>
            </p>
        }
    };
    view! {
        <div class="notices" role="status">
            {move || standing().map(|words| view! { <p class="note">{words}</p> })}
            <For each=move || messages.get() key=|message| format!("{message:?}") children=row />
        </div>
    }
}

fn words(desk: &Desk, message: &Message) -> String {
    let text = desk.text;
    match message {
        Message::SetAside => text.set_aside.to_owned(),
        Message::Dropped(subjects) => {
            let names: Vec<String> = subjects.iter().map(|subject| desk.subject_words(subject)).collect();
            text.dropped(&names.join(", "))
        }
        Message::CarriedOn => text.arrived_done.to_owned(),
        Message::Deleted => text.deleted.to_owned(),
    }
}
