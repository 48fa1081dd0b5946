//! What was put off, when it comes back, and the way back to it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::agenda::{self, Return};
use crate::progress::{Said, Subject};
use crate::ui::card::Card;
use crate::ui::desk::Desk;
use crate::ui::handler::on_press;
use crate::ui::shown::{Shown, remade};
use crate::ui::state::State;

/// The card when nothing but what was put off is better than support.
#[component]
pub fn PutOffCard(desk: Arc<Desk>, state: State) -> impl IntoView {
    let text = desk.text;
    let on_stop = move |_| state.say(Subject::Service, Some(Said::So));
    view! {
        <Card heading=text.put_off_left>
            <p>{text.put_off_lead}</p>
            <PutOffList desk state all_there_is=true />
            <div class="acts"><button type="button" on:click=on_press(on_stop)>{text.put_off_support}</button></div>
        </Card>
    }
}

/// Below another card: what was put off, if anything.
#[component]
pub fn PutOff(desk: Arc<Desk>, state: State) -> impl IntoView {
    let text = desk.text;
    view! {
        <Shown when=move || !state.put_off.read().is_empty()>
            <section class="put-off" aria-labelledby="put-off-heading">
                <h3 id="put-off-heading">{text.put_off_heading}</h3>
                <PutOffList desk=desk.clone() state />
            </section>
        </Shown>
    }
}

#[component]
fn PutOffList(
    desk: Arc<Desk>,
    state: State,
    /// Nothing else is better: what was to come back then is back.
    #[prop(optional)]
    all_there_is: bool,
) -> impl IntoView {
    let rows = move || {
        let put_off = state.put_off.get().into_iter();
        put_off
            .map(|subject| row(&desk, state, subject, all_there_is))
            .collect::<Vec<AnyView>>()
            .into_any()
    };
    view! { <ul class="put-off-list">{remade(rows)}</ul> }
}

fn row(desk: &Arc<Desk>, state: State, subject: Subject, all_there_is: bool) -> AnyView {
    let text = desk.text;
    let name = match &subject {
        Subject::Sign(id) | Subject::Question(id) => desk.ask(id),
        _ => desk.subject_words(&subject),
    };
    let label = text.put_off_now_of(&name);
    let (progress, session) = (&*state.progress.read(), &*state.session.read());
    let when = match agenda::comes_back(desk.guide(), progress, session, &subject, state.present.get()) {
        Return::Next => text.put_off_next.to_owned(),
        Return::WaitOver(_) => text.put_off_wait.to_owned(),
        Return::At(place) => text.put_off_place(&desk.place(&place)),
        Return::Last if all_there_is => String::new(),
        Return::Last => text.put_off_last.to_owned(),
    };
    let desk = desk.clone();
    view! {
        <li>
            <span class="what">{name}{(!when.is_empty()).then(|| view! { <small>{when}</small> }.into_any())}</span>
            <button type="button" class="link" aria-label=label on:click=on_press(move |_| state.go_to(&desk, &subject))>
                {text.put_off_now}
            </button>
        </li>
    }
    .into_any()
}
