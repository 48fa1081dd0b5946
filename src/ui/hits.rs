//! What fits the owner's words, and by which of them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::search::{Hit, Piece};
use crate::ui::desk::{Desk, or_id};
use crate::ui::shown::{Rows, Shown};
use crate::ui::start::key;
use crate::words::Text;

/// A text with the words marked that were matched.
#[component]
pub fn Marked(pieces: Vec<Piece>) -> impl IntoView {
    let piece = |piece: Piece| match piece.matched {
        true => view! { <mark>{piece.text}</mark> }.into_any(),
        false => piece.text.into_any(),
    };
    pieces.into_iter().map(piece).collect_view()
}

/// The id of the line that says by which words a sign was found.
pub fn by(sign: &Id) -> String {
    format!("by-{sign}")
}

/// A sign that fits, with the words that led to it.
#[component]
pub fn SignHit(text: &'static Text, hit: Hit, children: Children) -> impl IntoView {
    let words = hit.words.join(" · ");
    let words = if hit.clear {
        text.see_picked_by(&words)
    } else {
        text.see_by(&words)
    };
    view! {
        <div class="hit">
            {children()}
            <p id=by(&hit.id) class="quiet">{words}</p>
        </div>
    }
}

/// FAQ entries that fit, as links to them.
#[component]
pub fn FaqHits(desk: Arc<Desk>, hits: Memo<Vec<Hit>>) -> impl IntoView {
    let heading = desk.text.see_faq;
    let hit = move |hit: Hit| {
        let question = or_id(desk.texts().faq.get(&hit.id).map(|text| &text.question), &hit.id);
        let pieces = desk.index().pieces(&question, &hit);
        view! { <li><a href=format!("#faq-{}", hit.id)><Marked pieces /></a></li> }.into_any()
    };
    view! {
        <Shown when=move || !hits.read().is_empty()>
            <section class="group" aria-labelledby="faq-hits">
                <h3 id="faq-hits">{heading}</h3>
                <ul><Rows each=move || hits.get() key children=hit.clone() /></ul>
            </section>
        </Shown>
    }
}
