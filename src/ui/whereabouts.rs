//! Where the step of a card is to be done, where the owner is, and what else is worth doing there.

use std::sync::Arc;

use leptos::prelude::*;

use crate::agenda;
use crate::engine::Step;
use crate::guide::Id;
use crate::ui::desk::Desk;
use crate::ui::icon::Icon;
use crate::ui::state::State;

/// Shown in a card where a place that one has to go to matters: to its step, to others, or because the owner is there.
#[component]
pub fn Whereabouts(
    desk: Arc<Desk>,
    state: State,
    /// The step of the card.
    step: Step,
) -> impl IntoView {
    let text = desk.text;
    let guide = desk.clone();
    let needed = agenda::place_of(desk.guide(), &desk.model, step).filter(|place| desk.guide().away.contains(place));
    let needed = StoredValue::new(needed.cloned());
    let here = Memo::new(move |_| state.here());
    let at = Memo::new(move |_| needed.get_value().or_else(|| here.get()));
    let others = Memo::new(move |_| {
        let (advice, place) = (state.advice.read(), at.get());
        let others = place.map(|place| agenda::together(guide.guide(), &guide.model, &advice, &place));
        others.unwrap_or_default()
    });
    let going = desk.clone();
    let places = Memo::new(move |_| {
        let near: Vec<Id> = needed.get_value().into_iter().chain(here.get()).collect();
        match near.as_slice() {
            [] => agenda::worth_going(going.guide(), &going.model, &state.advice.read()),
            [one, other] if one == other => vec![one.clone()],
            _ => near,
        }
    });
    let lines = {
        let desk = desk.clone();
        move || {
            at.get()
                .map(|place| place_lines(&desk, needed.get_value().is_some(), here.get(), &place, &others.read()))
        }
    };
    let list = {
        let desk = desk.clone();
        move || {
            let any = at.read().is_some() && !others.read().is_empty();
            any.then(|| view! { <Others desk=desk.clone() state others /> })
        }
    };
    let buttons = {
        let desk = desk.clone();
        move |place: Id| view! { <Toggle desk=desk.clone() state here place /> }
    };
    view! {
        <Show when=move || !places.read().is_empty()>
            <div class="place" role="group" aria-label=text.place_label class:quiet=move || at.read().is_none()>
                {lines.clone()}
                {list.clone()}
                <p class="quiet-acts">
                    <For each=move || places.get() key=Id::clone children=buttons.clone() />
                </p>
            </div>
        </Show>
    }
}

/// Where it is done or where the owner is, and what follows.
fn place_lines(desk: &Desk, is_needed: bool, here: Option<Id>, place: &Id, others: &[Step]) -> AnyView {
    let text = desk.text;
    let words = desk.place(place);
    let line = if here.as_ref() == Some(place) {
        text.place_here(&words)
    } else {
        text.place_done(&words)
    };
    let more = match others {
        [] if is_needed => None,
        [] => Some(text.place_nothing(&words)),
        _ => Some(text.place_while(&words)),
    };
    view! { <p><Icon name="pin" /><b>{line}</b>{more.map(|more| view! { " "{more} })}</p> }.into_any()
}

/// The other steps at the place, each to be taken first.
#[component]
fn Others(desk: Arc<Desk>, state: State, others: Memo<Vec<Step>>) -> impl IntoView {
    let row = move |step: Step| {
        let (title, minutes) = match step {
            Step::Do(action) => (
                desk.action_title(desk.model.action_name(action)),
                desk.model.cost_of_action(action),
            ),
            Step::Ask(question) => (
                desk.ask(desk.model.question_name(question)),
                desk.model.cost_of_question(question),
            ),
            Step::CallService => return ().into_any(),
        };
        let minutes = desk.text.minutes(minutes.0);
        view! {
            <li>
                <button type="button" class="link" on:click=move |_| state.take(step)>{title}</button>
                <small>{minutes}</small>
            </li>
        }
        .into_any()
    };
    view! { <ul><For each=move || others.get() key=|step| *step children=row /></ul> }
}

/// "I'm at the car", or not any more.
#[component]
fn Toggle(desk: Arc<Desk>, state: State, here: Memo<Option<Id>>, place: Id) -> impl IntoView {
    let text = desk.text;
    let words = desk.place(&place);
    let (arrive, leave) = (text.place_arrive(&words), text.place_leave(&words));
    let is_here = {
        let place = place.clone();
        Memo::new(move |_| here.read().as_ref() == Some(&place))
    };
    let say = move |_| state.be_at((!is_here.get_untracked()).then(|| place.clone()));
    view! {
        <button type="button" class:link=is_here on:click=say>
            {move || if is_here.get() { leave.clone() } else { arrive.clone() }}
        </button>
    }
}
