//! The one card that is shown at a time, by the screen the state asks for.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::{ActionId, QuestionId, Step};
use crate::guide::{Id, Minutes};
use crate::progress::{Entry, Said, Session, Subject, YES};
use crate::report::{self, Voice};
use crate::sorted;
use crate::ui::action_card::{ActionCard, UnderWay};
use crate::ui::carry::CarryOn;
use crate::ui::continue_card::ContinueCard;
use crate::ui::desk::Desk;
use crate::ui::fixed::Fixed;
use crate::ui::format::{day_and_time, iso, now};
use crate::ui::handover::Handover;
use crate::ui::platform;
use crate::ui::put_off::PutOffCard;
use crate::ui::question_card::QuestionCard;
use crate::ui::shown::remade;
use crate::ui::start::{Seen, Start};
use crate::ui::state::{Changes, Screen, State, toggle};
use crate::ui::whereabouts::Whereabouts;
use crate::ui::worth;

/// The card for the present screen; it is made anew when the screen changes, and not before.
#[component]
pub fn NextThing(desk: Arc<Desk>, state: State) -> impl IntoView {
    remade(move || {
        let screen = state.screen.get();
        untrack(|| card(&desk, state, screen))
    })
}

fn card(desk: &Arc<Desk>, state: State, screen: Screen) -> AnyView {
    match screen {
        Screen::Start => start(desk, state),
        Screen::Continue => offer_to_continue(desk, state),
        Screen::Next(Step::Ask(question)) => ask(desk, state, question),
        Screen::Next(Step::Do(action)) => act(desk, state, action),
        Screen::PutOff => view! { <PutOffCard desk=desk.clone() state /> }.into_any(),
        Screen::Fixed(action) => fixed(desk, state, action),
        Screen::Over { advised } => over(desk, state, advised),
        // The state turns this into `Over`.
        Screen::Next(Step::CallService) => ().into_any(),
    }
}

fn start(desk: &Arc<Desk>, state: State) -> AnyView {
    let session = state.session.get_untracked();
    let known: sorted::Set<Id> = session.entries.iter().filter_map(seen_sign).collect();
    let on_back = session
        .started()
        .then(|| Callback::new(move |()| state.choose_signs(false)));
    let before = known.clone();
    let on_seen = Callback::new(move |(seen, heard): (Seen, Changes)| {
        state.draft.end();
        state.record(changes_for(&session, &before, &seen, heard));
    });
    state.draft.begin(&known);
    let on_ticked = {
        let desk = desk.clone();
        Callback::new(move |(signs, heard): (Vec<Id>, Changes)| {
            let told = state.evidence.read_untracked();
            state.ahead.think_of_signs(&desk, &told, &signs, &heard);
        })
    };
    view! { <Start desk=desk.clone() draft=state.draft on_ticked on_seen on_back /> }.into_any()
}

fn offer_to_continue(desk: &Arc<Desk>, state: State) -> AnyView {
    let text = desk.text;
    let last = state.session.read_untracked().told().last().cloned();
    let last = last.map(|entry| (desk.entry_line(&entry), day_and_time(entry.at, text.locale)));
    let fixed_by = state.session.read_untracked().fixed_by().cloned();
    let on_came_back = fixed_by.map(|action| {
        let subject = Subject::Action(action);
        Callback::new(move |()| state.say(subject.clone(), Some(Said::NotFixed)))
    });
    let on_continue = Callback::new(move |()| state.record(Vec::new()));
    let on_start_over = Callback::new(move |()| state.start_over());
    view! { <ContinueCard text last on_came_back on_continue on_start_over /> }.into_any()
}

fn ask(desk: &Arc<Desk>, state: State, question: QuestionId) -> AnyView {
    let id = desk.model.question_name(question).clone();
    let subject = desk.subject(&id);
    let on_said = Callback::new(move |said| state.say(subject.clone(), Some(said)));
    let minutes = Minutes(desk.model.takes(Step::Ask(question)).doing);
    let whereabouts = view! { <Whereabouts desk=desk.clone() state step=Step::Ask(question) /> }.into_any();
    let before = worth::waits_for(desk, state, question);
    view! { <QuestionCard desk=desk.clone() id minutes before whereabouts on_said /> }.into_any()
}

fn act(desk: &Arc<Desk>, state: State, action: ActionId) -> AnyView {
    let whereabouts = view! { <Whereabouts desk=desk.clone() state step=Step::Do(action) /> }.into_any();
    let Some(action) = desk.action(desk.model.action_name(action)).cloned() else {
        return ().into_any();
    };
    let subject = Subject::Action(action.id.clone());
    let on_said = Callback::new(move |said| state.say(subject.clone(), Some(said)));
    let why_now = {
        let (desk, action) = (desk.clone(), action.clone());
        Signal::derive(move || worth::why_now(&desk, &state.belief.read(), &action, state.advice.read().chance))
    };
    let under_way = under_way(desk, state, &action.id);
    let only_if = worth::only_if(desk, state, &action);
    view! { <ActionCard desk=desk.clone() action why_now under_way only_if whereabouts on_said /> }.into_any()
}

fn fixed(desk: &Arc<Desk>, state: State, action: Id) -> AnyView {
    let causes = desk.causes_mended(&state.belief.read(), &action);
    let subject = Subject::Action(action.clone());
    let on_came_back = Callback::new(move |()| state.say(subject.clone(), Some(Said::NotFixed)));
    view! { <Fixed desk=desk.clone() action causes ticks=state.prevention_ticks() on_came_back /> }.into_any()
}

fn over(desk: &Arc<Desk>, state: State, advised: bool) -> AnyView {
    let go_on = move |()| {
        if advised {
            state.keep_trying()
        } else {
            state.say(Subject::Service, None)
        }
    };
    let on_keep_trying = (!advised || state.has_more_to_try()).then(|| Callback::new(go_on));
    let tell = |tell: fn(&report::Source, &Voice) -> String| {
        let desk = desk.clone();
        Signal::derive(move || {
            let mut told = String::new();
            state.tell_report(&desk, &mut |source, voice| told = tell(source, voice));
            told
        })
    };
    let report = tell(report::write);
    let json = tell(|source, voice| report::json::write(source, voice, now(), &iso));
    let summary = {
        let desk = desk.clone();
        move || {
            let mut rows = Vec::new();
            state.tell_report(&desk, &mut |source, voice| rows = report::summary(source, voice));
            let row = |(what, told)| view! { <div><dt>{what}</dt><dd>{told}</dd></div> }.into_any();
            rows.into_iter().map(row).collect_view()
        }
    };
    let summary = summary.into_any();
    let elsewhere = desk.clone();
    view! {
        <Handover desk=desk.clone() report json summary advised on_keep_trying>
            <CarryOn desk=elsewhere state />
        </Handover>
    }
    .into_any()
}

fn seen_sign(entry: &Entry) -> Option<Id> {
    match &entry.subject {
        Subject::Sign(id) if entry.says_yes() => Some(id.clone()),
        _ => None,
    }
}

/// What changes when the owner is done with the list of signs; nothing is known of signs that are not ticked.
///
/// What was `heard` in the owner's own words is told too, unless something was said of it already.
fn changes_for(session: &Session, before: &sorted::Set<Id>, seen: &Seen, heard: Changes) -> Changes {
    let yes = |id: &Id| (Subject::Sign(id.clone()), Some(Said::Answer(Id::from(YES))));
    let no_more = |id: &Id| (Subject::Sign(id.clone()), None);
    let none_said = session.said(&Subject::NoSigns).is_some();
    let mut changes = Vec::new();
    if session.said(&Subject::Start).is_none() {
        changes.push((Subject::Start, Some(Said::So)));
    }
    let is_new = |(subject, _): &(Subject, Option<Said>)| matches!(session.said(subject), None | Some(Said::Later));
    changes.extend(heard.into_iter().filter(is_new));
    match seen {
        Seen::These(chosen) => {
            changes.extend(chosen.difference(before).map(yes));
            changes.extend(before.difference(chosen).map(no_more));
            if none_said && !chosen.is_empty() {
                changes.push((Subject::NoSigns, None));
            }
        }
        Seen::None => {
            changes.extend(before.iter().map(no_more));
            if !none_said {
                changes.push((Subject::NoSigns, Some(Said::So)));
            }
        }
    }
    changes
}

/// What is kept of an action while it is under way.
pub fn under_way(desk: &Desk, state: State, action: &Id) -> UnderWay {
    let (id, progress) = (StoredValue::new(action.clone()), state.progress);
    let wait = desk.action(action).map(|action| action.wait).unwrap_or_default();
    let guess = platform::guess(&desk.guide().platforms);
    UnderWay {
        ticks: Signal::derive(move || progress.read().ticks.get(&id.get_value()).cloned().unwrap_or_default()),
        on_tick: Callback::new(move |(step, on)| {
            progress.update(|progress| toggle(progress.ticks.entry(id.get_value()), step, on));
        }),
        platform: Signal::derive(move || progress.read().platform.clone().or_else(|| guess.clone())),
        on_platform: Callback::new(move |platform| progress.update(|progress| progress.platform = Some(platform))),
        until: Signal::derive(move || progress.read().timers.get(&id.get_value()).copied()),
        present: state.present.into(),
        on_wait: Callback::new(move |()| state.start_wait(id.get_value(), wait)),
        confirmed: Signal::derive(move || progress.read().confirmed.contains(&id.get_value())),
        on_confirm: Callback::new(move |on| {
            progress.update(|progress| toggle(&mut progress.confirmed, id.get_value(), on))
        }),
    }
}
