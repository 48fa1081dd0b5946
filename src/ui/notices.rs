//! What the page has to say about what it keeps.

use leptos::prelude::*;

use crate::progress::store::NotKept;
use crate::words::Text;

/// Messages to close, and a standing one while nothing can be kept.
#[component]
pub fn Notices(
    text: &'static Text,
    messages: RwSignal<Vec<String>>,
    not_kept: RwSignal<Option<NotKept>>,
) -> impl IntoView {
    let standing = move || match not_kept.get() {
        Some(NotKept::Refused) => Some(text.not_saved_refused),
        Some(NotKept::Full) => Some(text.not_saved_full),
        None => None,
    };
    let close = move |message: String| messages.update(|messages| messages.retain(|other| *other != message));
    let row = move |message: String| {
        let words = message.clone();
        view! {
            <p class="note">
                {words}
                " "
                <button type="button" class="link" on:click=move |_| close(message.clone())>{text.dismiss}</button>
            </p>
        }
    };
    view! {
        <div class="notices" role="status">
            {move || standing().map(|words| view! { <p class="note">{words}</p> })}
            <For each=move || messages.get() key=Clone::clone children=row />
        </div>
    }
}
