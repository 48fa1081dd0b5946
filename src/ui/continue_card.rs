//! Saved progress, offered before anything else.

use leptos::prelude::*;

use crate::ui::card::Card;
use crate::ui::handler::on_press;
use crate::words::Text;

/// Says what was last done and when, and offers to go on or to start over; what was fixed is asked after.
#[component]
pub fn ContinueCard(
    text: &'static Text,
    /// The last entry and when it was made, in words; none if nothing was told yet.
    last: Option<(String, String)>,
    /// Called if what was fixed has come back; none if nothing was.
    on_came_back: Option<Callback<()>>,
    on_continue: Callback<()>,
    on_start_over: Callback<()>,
) -> impl IntoView {
    let (heading, go) = match on_came_back {
        Some(_) => (text.continue_still, text.yes),
        None => (text.continue_heading, text.continue_go),
    };
    let came_back = on_came_back.map(|on_came_back| {
        view! { <button type="button" on:click=on_press(move |_| on_came_back.run(()))>{text.came_back}</button> }
    });
    view! {
        <Card heading>
            {last.map(|(what, when)| view! { <p>{text.continue_last(&what, &when)}</p> }.into_any())}
            <div class="acts">
                <button type="button" class="go" on:click=on_press(move |_| on_continue.run(()))>{go}</button>
                {came_back}
                <button type="button" on:click=on_press(move |_| on_start_over.run(()))>{text.start_over}</button>
            </div>
        </Card>
    }
}
