//! One question, with its answers as large buttons.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::{Id, Minutes};
use crate::progress::Said;
use crate::ui::card::Card;
use crate::ui::desk::Desk;
use crate::ui::handler::on_press;
use crate::ui::prose;

/// A question or a sign asked as one.
#[component]
pub fn QuestionCard(
    desk: Arc<Desk>,
    /// The question or sign.
    id: Id,
    /// What it takes to find out.
    minutes: Minutes,
    /// What is to be said of the step that waits for the answer, if one does.
    before: Option<String>,
    /// Where it is found out, where that matters.
    whereabouts: AnyView,
    /// Called once with what the owner says.
    on_said: Callback<Said>,
) -> impl IntoView {
    let text = desk.text;
    let texts = desk.texts().questions.get(&id);
    let place = desk
        .guide()
        .questions
        .iter()
        .find(|question| question.id == id)
        .and_then(|it| it.place.as_ref());
    let is_away = place.is_some_and(|place| desk.guide().away.contains(place));
    let place = place.map(|place| view! { <span>{desk.place(place)}</span> }.into_any());
    // Where one has to go somewhere for the answer, that is said first.
    let (above, within) = if is_away {
        (Some(whereabouts), None)
    } else {
        (None, Some(whereabouts))
    };
    let eyebrow = view! { <b>{text.card_question}</b><span>{text.minutes(minutes.0)}</span>{place} };
    let answers = desk.answers(&id).into_iter().map(move |(answer, words)| {
        view! {
            <button type="button" class="answer" on:click=on_press(move |_| on_said.run(Said::Answer(answer.clone())))>{words}</button>
        }
    });
    let how = texts
        .and_then(|texts| texts.how.as_ref())
        .map(|how| view! { <h3>{text.how_to_tell}</h3>{prose::blocks(how)} }.into_any());
    let why = match texts {
        Some(texts) => prose::inlines(&texts.why),
        None => text.why_sign.into_any(),
    };
    view! {
        <Card heading=desk.ask(&id) eyebrow=eyebrow.into_any()>
            {before.map(|before| view! { <p class="why">{before}</p> }.into_any())}
            {above}
            <div class="answers">
                {answers.collect_view()}
                <button type="button" class="answer" on:click=on_press(move |_| on_said.run(Said::NotSure))>{text.not_sure}</button>
            </div>
            <details class="aside more">
                <summary>{text.card_more}</summary>
                {how}
                <h3>{text.why_ask}</h3>
                <p>{why}</p>
                {within}
                <p class="quiet-acts">
                    <button type="button" class="link" on:click=on_press(move |_| on_said.run(Said::Later))>{text.later}</button>
                </p>
            </details>
        </Card>
    }
}
