//! The frame of the one thing that is shown at a time.

use leptos::prelude::*;

use crate::ui::focus::CARD_HEADING;

/// A card with its heading, to which [`crate::ui::focus`] moves when the owner's action brought it up.
#[component]
pub fn Card(
    /// The heading.
    #[prop(into)]
    heading: String,
    /// A line above the heading.
    #[prop(optional)]
    eyebrow: Option<AnyView>,
    /// A class for looks of its own.
    #[prop(optional)]
    kind: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("card next {kind}") part="card" aria-labelledby=CARD_HEADING>
            {eyebrow.map(|eyebrow| view! { <p class="eyebrow">{eyebrow}</p> }.into_any())}
            <h2 id=CARD_HEADING tabindex="-1">{heading}</h2>
            {children()}
        </section>
    }
}
