//! The picture of the chain a request travels: stations along a line, each with how likely it is held up there.
//!
//! Words, number and drawing say the same; the drawings are hidden from assistive technology,
//! which reads a list of buttons such as "Account: likely, 43 %".

mod line;
mod ring;
mod station;

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::Belief;
use crate::guide::Id;
use crate::ui::chain::line::Line;
use crate::ui::chain::station::Station;
use crate::ui::desk::Desk;
use crate::ui::shown::Shown;

/// From here on the request most likely stops at the likeliest stage, and the line is drawn broken there.
pub const BREAKS: f64 = 0.4;

/// The chain; each station leads to the causes of its stage.
#[component]
pub fn Chain(
    desk: Arc<Desk>,
    #[prop(into)] belief: Signal<Belief>,
    /// It is mended: the request gets through.
    mended: Signal<bool>,
    /// The stage whose causes are shown alone.
    looked_at: Signal<Option<Id>>,
    /// Called with the stage whose causes the owner wants to see.
    on_stage: Callback<Id>,
) -> impl IntoView {
    let text = desk.text;
    let suspicion = Memo::new({
        let desk = desk.clone();
        move |_| {
            let all = desk.suspicion(&belief.read()).into_iter();
            all.map(|(_, p)| if mended.get() { 0.0 } else { p }).collect::<Vec<_>>()
        }
    });
    let line = Memo::new({
        let beneath: Vec<bool> = desk.guide().stages.iter().map(|stage| stage.beneath).collect();
        move |_| Line::drawn(&suspicion.read(), &beneath, BREAKS)
    });
    let station = |(idx, stage): (usize, &crate::guide::Stage)| {
        let p = Memo::new(move |_| suspicion.read().get(idx).copied().unwrap_or_default());
        let piece = Memo::new(move |_| line.read().piece(idx));
        view! { <Station desk=desk.clone() stage=stage.clone() p piece mended looked_at on_stage /> }
    };
    let (beneath, along): (Vec<_>, Vec<_>) = desk
        .guide()
        .stages
        .iter()
        .enumerate()
        .partition(|(_, stage)| stage.beneath);
    let along = along.into_iter().map(station).collect_view();
    let beneath = beneath.into_iter().map(station).collect_view();
    view! {
        <section class="card chain-card" part="place" aria-labelledby="chain-heading">
            <Shown when=move || mended.get()><h2 id="chain-heading">{text.chain_whole}</h2></Shown>
            <Shown when=move || !mended.get()>
                <h2 id="chain-heading">{text.chain_heading}</h2>
                <p class="quiet" id="chain-note">{text.chain_note}</p>
            </Shown>
            <ol class="chain" aria-labelledby="chain-heading" aria-describedby="chain-note">
                {along}
                {beneath}
            </ol>
        </section>
    }
}
