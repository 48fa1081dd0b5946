//! The guide's questions and answers, searchable, each with its own address.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::ui::desk::{Desk, or_id};
use crate::ui::{format, prose};

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
    let shown = Memo::new({
        let desk = desk.clone();
        move |_| match typed.read().trim() {
            "" => all.clone(),
            typed => desk.index.faq(typed).into_iter().map(|hit| hit.id).collect(),
        }
    });
    let found = move || match shown.read().len() {
        0 => text.faq_none.to_owned(),
        n if n == n_all => String::new(),
        n => text.faq_count(&format::count(n, text.locale)),
    };
    view! {
        <section class="card" aria-labelledby="faq-heading">
            <h2 id="faq-heading">{text.faq_heading}</h2>
            <label class="field">
                <span>{text.faq_search}</span>
                <input type="search" autocomplete="off" bind:value=typed />
            </label>
            <p role="status" class="quiet">{found}</p>
            <div class="faq">
                <For each=move || shown.get() key=Clone::clone children=move |id| view! { <FaqEntry desk=desk.clone() id on_happening /> } />
            </div>
        </section>
    }
}

#[component]
fn FaqEntry(desk: Arc<Desk>, id: Id, on_happening: Callback<Id>) -> impl IntoView {
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
    let link = format!("#faq-{id}");
    view! {
        <details id=format!("faq-{id}")>
            <summary>{question.clone()}</summary>
            {answer}
            <p class="quiet-acts">
                {sign.map(|sign| view! {
                    <button type="button" on:click=move |_| on_happening.run(sign.clone())>{text.faq_happening}</button>
                })}
                <a href=link>{text.faq_link}<span class="hidden">": "{question.clone()}</span></a>
            </p>
        </details>
    }
}
