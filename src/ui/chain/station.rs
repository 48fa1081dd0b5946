//! One station of the chain: its drawing, its words, and the way to its causes.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::{Id, Stage};
use crate::ui::chain::line::Piece;
use crate::ui::chain::ring::Ring;
use crate::ui::desk::{Desk, or_id};
use crate::ui::focus;
use crate::ui::handler::{holds, on_press, says};
use crate::ui::shown::words;

/// A button in the list of stations.
#[component]
pub fn Station(
    desk: Arc<Desk>,
    stage: Stage,
    /// How likely the request is held up here.
    p: Memo<f64>,
    /// How the line runs here.
    piece: Memo<Piece>,
    /// It is mended: nothing is held up anywhere, and there is nothing to look at.
    mended: Signal<bool>,
    /// The stage whose causes are shown alone.
    looked_at: Signal<Option<Id>>,
    /// Called with this stage when it is chosen.
    on_stage: Callback<Id>,
) -> impl IntoView {
    let text = desk.text;
    let title = or_id(desk.texts().stages.get(&stage.id).map(|text| &text.title), &stage.id);
    let Stage { id, icon, beneath } = stage;
    let name = focus::station(&id);
    let own = StoredValue::new(id);
    let chosen = move || own.with_value(|own| looked_at.read().as_ref() == Some(own));
    let level = move || match mended.get() {
        true => text.chain_fine.to_owned(),
        false => format!("{}, {}", text.likelihood(p.get()), text.percent(p.get())),
    };
    let is = move |other| move || piece.get() == other;
    view! {
        <li class:beneath=beneath class:stop=holds(is(Piece::Broken)) class:dead=holds(is(Piece::Dead))>
            <button
                type="button"
                class="station"
                disabled=mended
                id=name
                aria-pressed=says(move || chosen().to_string())
                on:click=on_press(move |_| on_stage.run(own.get_value()))
            >
                <Ring p icon />
                <span class="words">
                    <span class="name">{title}</span>
                    <span class="hidden">": "</span>
                    <span class="level">{words(level)}</span>
                </span>
            </button>
            <svg class="break" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M3 3l10 10M13 3L3 13" /></svg>
        </li>
    }
}
