//! "What we think": causes ranked, each with its reasons, explanation and steps.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::{Belief, CauseId, Evidence};
use crate::ui::chain::Bar;
use crate::ui::desk::Desk;
use crate::ui::explanation::Explanation;
use crate::ui::format;

/// How many causes stand above the fold.
const N_LIKELY: usize = 5;

/// All causes, likeliest first.
#[component]
pub fn Causes(desk: Arc<Desk>, belief: Memo<Belief>, evidence: Memo<Evidence>) -> impl IntoView {
    let text = desk.text;
    let order = Memo::new(move |_| {
        belief
            .read()
            .ranked()
            .into_iter()
            .map(|(cause, _)| cause)
            .collect::<Vec<_>>()
    });
    let row = {
        let desk = desk.clone();
        move |cause| view! { <CauseRow desk=desk.clone() cause belief evidence /> }
    };
    let leak = desk.model.leak();
    let leak_high = move || {
        let p = leak.map_or(0.0, |leak| belief.read().p(leak));
        (p > 0.5).then(|| view! { <p class="note">{text.leak_high(&text.percent(p))}</p> })
    };
    let (judged, all) = desk.judged_numbers();
    let rest = row.clone();
    let number = |n| format::number(n, text.locale);
    let basis = text.causes_basis_detail(&number(all), &number(judged), &number(all - judged));
    view! {
        <section class="card" aria-labelledby="causes-heading">
            <h2 id="causes-heading">{text.causes_heading}</h2>
            {leak_high}
            <ol class="causes">
                <For each=move || order.get().into_iter().take(N_LIKELY) key=|cause| *cause children=row />
            </ol>
            <details class="aside">
                <summary>{text.causes_rest}</summary>
                <ol class="causes" start=N_LIKELY + 1>
                    <For each=move || order.get().into_iter().skip(N_LIKELY) key=|cause| *cause children=rest />
                </ol>
            </details>
            <details class="aside">
                <summary>{text.causes_basis}</summary>
                <p>{basis}</p>
            </details>
        </section>
    }
}

/// One cause; what is inside is made when it is first opened.
#[component]
fn CauseRow(desk: Arc<Desk>, cause: CauseId, belief: Memo<Belief>, evidence: Memo<Evidence>) -> impl IntoView {
    let text = desk.text;
    let p = Memo::new(move |_| belief.read().p(cause));
    let title = desk.cause_title(desk.model.cause_name(cause));
    let opened = RwSignal::new(false);
    view! {
        <li>
            <details class="cause" on:toggle=move |_| opened.set(true)>
                <summary>
                    <span class="name">{title}</span>
                    " "
                    <span class="level">{move || format!("{} · {}", text.likelihood(p.get()), text.percent(p.get()))}</span>
                    <Bar p />
                </summary>
                <Show when=move || opened.get()>
                    <Explanation desk=desk.clone() cause evidence />
                </Show>
            </details>
        </li>
    }
}
