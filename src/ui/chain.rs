//! The stages a request travels, each with how likely it is held up there.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::Belief;
use crate::guide::Id;
use crate::ui::desk::{Desk, or_id};

/// The chain with suspicion per stage in words, number and length of a bar.
#[component]
pub fn Chain(desk: Arc<Desk>, #[prop(into)] belief: Signal<Belief>) -> impl IntoView {
    let text = desk.text;
    let stages = desk.guide().stages.iter().map(|stage| {
        let title = or_id(desk.texts().stages.get(&stage.id).map(|text| &text.title), &stage.id);
        let id = stage.id.clone();
        let desk = desk.clone();
        let p = Memo::new(move |_| of_stage(&desk.suspicion(&belief.read()), &id));
        view! {
            <li class:hot=move || { p.get() >= 0.6 }>
                <span class="name">{title}</span>
                <span class="level">{move || format!("{} · {}", text.level(p.get()), text.percent(p.get()))}</span>
                <Bar p />
            </li>
        }
    });
    view! {
        <section class="card" aria-labelledby="chain-heading">
            <h2 id="chain-heading">{text.chain_heading}</h2>
            <p class="quiet">{text.chain_note}</p>
            <ol class="chain">{stages.collect_view()}</ol>
        </section>
    }
}

/// A probability as a bar; its words and number stand beside it.
#[component]
pub fn Bar(#[prop(into)] p: Signal<f64>) -> impl IntoView {
    view! { <span class="bar" aria-hidden="true"><span style:width=move || format!("{:.1}%", p.get() * 100.0)></span></span> }
}

fn of_stage(suspicion: &[(Id, f64)], stage: &Id) -> f64 {
    suspicion.iter().find(|(id, _)| id == stage).map_or(0.0, |(_, p)| *p)
}
