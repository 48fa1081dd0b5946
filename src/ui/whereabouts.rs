//! Where the step of a card is to be done, where the owner is, and what else is worth doing there.

use std::sync::Arc;

use leptos::prelude::*;

use crate::agenda;
use crate::engine::Step;
use crate::guide::Id;
use crate::ui::desk::Desk;
use crate::ui::handler::on_press;
use crate::ui::icon::Icon;
use crate::ui::shown::remade;
use crate::ui::state::State;

/// Shown in a card where a place that one has to go to matters: to its step, to others, or because the owner is there.
#[component]
pub fn Whereabouts(
    desk: Arc<Desk>,
    state: State,
    /// The step of the card.
    step: Step,
) -> impl IntoView {
    let needed = agenda::place_of(desk.guide(), &desk.model, step).filter(|place| desk.guide().away.contains(place));
    let needed = needed.cloned();
    remade(move || {
        let here = state.here();
        let advice = state.advice.read();
        let at = needed.as_ref().or(here.as_ref());
        let mut places = match needed {
            Some(_) => Vec::new(),
            None => agenda::worth_going(desk.guide(), &desk.model, &advice),
        };
        places.extend(needed.iter().chain(&here).cloned());
        let mut toggles = Vec::new();
        for place in desk.guide().away.iter().filter(|place| places.contains(place)) {
            toggles.push(toggle(&desk, state, here.as_ref() == Some(place), place));
        }
        if toggles.is_empty() {
            return ().into_any();
        }
        let inside = at.map(|place| {
            let others = agenda::together(desk.guide(), &desk.model, &advice, place);
            let line = line(
                &desk,
                needed.is_some(),
                here.as_ref() == Some(place),
                place,
                others.is_empty(),
            );
            let others: Vec<AnyView> = others.into_iter().map(|step| other(&desk, state, step)).collect();
            let others = (!others.is_empty()).then(|| view! { <ul>{others}</ul> }.into_any());
            view! { {line}{others} }
        });
        let class = if at.is_some() { "place" } else { "place quiet" };
        view! {
            <div class=class role="group" aria-label=desk.text.place_label>
                {inside}
                <p class="quiet-acts">{toggles}</p>
            </div>
        }
        .into_any()
    })
}

/// The id of the button that says whether the owner is at a place.
pub fn place_id(place: &Id) -> String {
    format!("place-{place}")
}

/// Where it is done or where the owner is, and what follows.
fn line(desk: &Desk, is_needed: bool, is_here: bool, place: &Id, is_all: bool) -> AnyView {
    let text = desk.text;
    let words = desk.place(place);
    let line = if is_here {
        text.place_here(&words)
    } else {
        text.place_done(&words)
    };
    let more = match (is_all, is_needed) {
        (true, true) => String::new(),
        (true, false) => text.place_nothing(&words),
        (false, _) => text.place_while(&words),
    };
    view! { <p><Icon name="pin" /><b>{line}</b>" "{more}</p> }.into_any()
}

/// Another step at the place, to be taken first.
fn other(desk: &Desk, state: State, step: Step) -> AnyView {
    let title = match step {
        Step::Do(action) => desk.action_title(desk.model.action_name(action)),
        Step::Ask(question) => desk.ask(desk.model.question_name(question)),
        Step::CallService => return ().into_any(),
    };
    let takes = desk.model.takes(step);
    view! {
        <li>
            <button type="button" class="link" on:click=on_press(move |_| state.take(step))>{title}</button>
            <small>{desk.text.minutes(takes.doing + takes.waiting)}</small>
        </li>
    }
    .into_any()
}

/// "I'm at the car", or not any more.
fn toggle(desk: &Desk, state: State, is_here: bool, place: &Id) -> AnyView {
    let words = desk.place(place);
    let (class, label) = if is_here {
        ("link", desk.text.place_leave(&words))
    } else {
        ("", desk.text.place_arrive(&words))
    };
    let (id, place) = (place_id(place), place.clone());
    view! { <button type="button" id=id class=class on:click=on_press(move |_| state.be_at(&place, !is_here))>{label}</button> }
        .into_any()
}
