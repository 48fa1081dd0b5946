//! The guide's questions and answers, searchable, each with its own address.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::search::{Hit, Piece};
use crate::ui::desk::{Desk, or_id};
use crate::ui::handler::on_press;
use crate::ui::hits::Marked;
use crate::ui::shown::{Rows, remade, words};
use crate::ui::{focus, format, host, prose};

/// All entries; those that match the search first and alone.
#[component]
pub fn FaqList(
    desk: Arc<Desk>,
    /// Called with the sign of an entry that the owner says is happening.
    on_happening: Callback<Id>,
) -> impl IntoView {
    let text = desk.text;
    let typed = RwSignal::new(String::new());
    let all = desk
        .guide()
        .faq
        .iter()
        .map(|entry| entry.id.clone())
        .collect::<Vec<_>>();
    let n_all = all.len();
    // None where nothing is searched for.
    let hits = Memo::new({
        let desk = desk.clone();
        move |_| match typed.read().trim() {
            "" => None,
            typed => Some(desk.index().questions(desk.guide(), desk.texts(), typed)),
        }
    });
    let shown = Memo::new(move |_| match &*hits.read() {
        None => all.clone(),
        Some(hits) => hits.iter().map(|hit| hit.id.clone()).collect(),
    });
    let found = move || match shown.read().len() {
        0 => text.faq_none.to_owned(),
        n if n == n_all => String::new(),
        n => text.faq_count(&format::count(n, text.locale)),
    };
    let entry = move |id| view! { <FaqEntry desk=desk.clone() id hits on_happening /> }.into_any();
    view! {
        <section class="card" part="faq" aria-labelledby="faq-heading">
            <h2 id="faq-heading">{text.faq_heading}</h2>
            <label class="field">
                <span>{text.faq_search}</span>
                <input type="search" autocomplete="off" bind:value=typed on:focus=focus::field_to_top />
            </label>
            <p role="status" class="quiet">{words(found)}</p>
            <div class="faq">
                <Rows each=move || shown.get() key=Id::to_string children=entry />
            </div>
        </section>
    }
}

#[component]
fn FaqEntry(desk: Arc<Desk>, id: Id, hits: Memo<Option<Vec<Hit>>>, on_happening: Callback<Id>) -> impl IntoView {
    let text = desk.text;
    let words = desk.texts().faq.get(&id);
    let question = or_id(words.map(|words| &words.question), &id);
    let answer = words.map(|words| prose::blocks(&words.answer));
    let sign = desk
        .guide()
        .faq
        .iter()
        .find(|entry| entry.id == id)
        .and_then(|entry| entry.sign.clone());
    // An address of its own it has on a page of our own only.
    let guest = host::guest().is_some();
    let link = format!("#faq-{id}");
    let name = format!("faq-{id}");
    // The question, with the words marked that were searched for.
    let pieces = Memo::new({
        let question = question.clone();
        move |_| match hits.read().iter().flatten().find(|hit| hit.id == id) {
            Some(hit) => desk.index().pieces(&question, hit),
            None => vec![Piece {
                text: question.clone(),
                matched: false,
            }],
        }
    });
    view! {
        <details id=name>
            <summary>{remade(move || view! { <span><Marked pieces=pieces.get() /></span> }.into_any())}</summary>
            {answer}
            <p class="quiet-acts">
                {sign.map(|sign| view! {
                    <button type="button" on:click=on_press(move |_| on_happening.run(sign.clone()))>{text.faq_happening}</button>
                }.into_any())}
                {(!guest).then(|| view! { <a href=link>{text.faq_link}<span class="hidden">": "{question.clone()}</span></a> }.into_any())}
            </p>
        </details>
    }
}
