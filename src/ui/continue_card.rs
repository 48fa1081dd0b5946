//! Saved progress, offered before anything else.

use leptos::prelude::*;

use crate::ui::card::Card;
use crate::words::Text;

/// Says what was last done and when, and offers to go on or to start over.
#[component]
pub fn ContinueCard(
    text: &'static Text,
    /// The last entry and when it was made, in words; none if nothing was told yet.
    last: Option<(String, String)>,
    on_continue: Callback<()>,
    on_start_over: Callback<()>,
) -> impl IntoView {
    view! {
        <Card heading=text.continue_heading>
            {last.map(|(what, when)| view! { <p>{text.continue_last(&what, &when)}</p> }.into_any())}
            <div class="acts">
                <button type="button" class="go" on:click=move |_| on_continue.run(())>{text.continue_go}</button>
                <button type="button" on:click=move |_| on_start_over.run(())>{text.start_over}</button>
            </div>
        </Card>
    }
}
