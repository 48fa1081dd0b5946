//! All that is worth trying, for those who would rather not be led; and why one step is.

use std::sync::Arc;

use leptos::prelude::*;

use crate::agenda;
use crate::engine::{ActionId, Belief, QuestionId, Step};
use crate::guide::{Action, Condition};
use crate::progress::{Said, Subject};
use crate::ui::action_card;
use crate::ui::desk::Desk;
use crate::ui::format::number;
use crate::ui::handler::{on_change, on_press};
use crate::ui::later;
use crate::ui::next_thing::under_way;
use crate::ui::shown::{Rows, Shown, words};
use crate::ui::speak::LEAST_TOLD;
use crate::ui::state::{Screen, State};

/// The id of the line that opens the list.
const LIST: &str = "worth-trying";
/// A step that takes at most this is quick, in minutes.
const QUICK: f64 = 5.0;

/// Steps with the chance that each helps.
type Steps = Memo<Vec<(ActionId, f64)>>;

/// Below the card: how far it is, and a disclosure with every step worth trying, each of which can be done from there.
#[component]
pub fn Worth(desk: Arc<Desk>, state: State) -> impl IntoView {
    let text = desk.text;
    let turns = later::turns(Box::new(move || state.advice.track()));
    let steps: Steps = Memo::new({
        let desk = desk.clone();
        move |_| {
            turns.track();
            let (open, advice) = (state.open.read_untracked(), state.advice.read_untracked());
            agenda::worth_trying(&desk.model, &open, &advice)
        }
    });
    let expect = move || {
        let advice = state.advice.read();
        let (least, most) = advice.range;
        text.when(advice.doing.0, advice.waiting.0, (least.0, most.0))
    };
    let how_far = move || {
        let session = state.session.read();
        let n_done = session.told().filter(|entry| entry.said != Said::Later).count();
        let count = |n| number(n, text.locale);
        match steps.read().len() {
            0 => String::new(),
            n_left => text.how_far(&count(n_done), &count(n_left)),
        }
    };
    let opened = RwSignal::new(false);
    let row = StoredValue::new(move |action| row(&desk, state, steps, action));
    view! {
        <p class="expect">{words(expect)}" "{words(how_far)}</p>
        <Shown when=move || !steps.read().is_empty()>
            <details class="aside" on:toggle=on_change(move |_| opened.set(true))>
                <summary id=LIST>{text.worth_heading}</summary>
                <Shown when=move || opened.get()>
                    <ul class="repairs">
                        <Rows
                            each=move || steps.read().iter().map(|(action, _)| *action).collect()
                            key=|action: &ActionId| action.index().to_string()
                            children=move |action| row.with_value(|row| row(action))
                        />
                    </ul>
                </Shown>
            </details>
        </Shown>
    }
}

/// One step: opened it shows what the card would. The one of the card leads there, and one that a question has to be
/// answered for, to that question.
fn row(desk: &Arc<Desk>, state: State, steps: Steps, action: ActionId) -> AnyView {
    let text = desk.text;
    let id = desk.model.action_name(action);
    let Some(of_guide) = desk.action(id).cloned() else {
        return ().into_any();
    };
    let title = desk.action_title(id);
    let chance = Memo::new(move |_| {
        let steps = steps.read();
        let step = steps.iter().find(|(other, _)| *other == action);
        step.map_or(0.0, |(_, chance)| *chance)
    });
    let (minutes, wait) = (of_guide.minutes.0, of_guide.wait.0);
    let level = move || text.promise(chance.get(), minutes, wait);
    let asked = {
        let desk = desk.clone();
        Memo::new(move |_| {
            let question = agenda::guard(&desk.model, &state.open.read(), action)?;
            Some(desk.ask(desk.model.question_name(question)))
        })
    };
    let is_card = Memo::new(move |_| *state.screen.read() == Screen::Next(Step::Do(action)));
    let leads = Memo::new(move |_| is_card.get() || asked.read().is_some());
    let go = move |_| match is_card.get_untracked() {
        true => state.focus_card(),
        false => state.take(Step::Do(action)),
    };
    let note = move || {
        asked
            .get()
            .map_or_else(|| text.worth_card.to_owned(), |asked| text.worth_first(&asked))
    };
    let name = title.clone();
    let desk = desk.clone();
    view! {
        <li>
            <Shown when=leads>
                <p class="lead-to">
                    <button type="button" class="link" on:click=on_press(go)>{name.clone()}</button>
                    <span class="level">{words(move || [level(), note()].join(" · "))}</span>
                </p>
            </Shown>
            <Shown when=move || !leads.get()>
                <Step desk=desk.clone() state action=of_guide.clone() chance title=title.clone() level=Signal::derive(level) />
            </Shown>
        </li>
    }
    .into_any()
}

/// A step to open; what is inside is made then.
#[component]
fn Step(
    desk: Arc<Desk>,
    state: State,
    action: Action,
    chance: Memo<f64>,
    title: String,
    level: Signal<String>,
) -> impl IntoView {
    let opened = RwSignal::new(false);
    let body = move || {
        let subject = Subject::Action(action.id.clone());
        let on_said = Callback::new(move |said| state.report_aside(subject.clone(), said, LIST.to_owned()));
        let why_now = {
            let (desk, action) = (desk.clone(), action.clone());
            Signal::derive(move || why_now(&desk, &state.belief.read(), &action, chance.get()))
        };
        let under_way = under_way(&desk, state, &action.id);
        let place = view! { <p class="quiet">{desk.text.place_done(&desk.place(&action.place))}</p> }.into_any();
        let only_if = only_if(&desk, state, &action);
        action_card::body(&desk, action.clone(), why_now, under_way, (only_if, place), on_said)
    };
    view! {
        <details on:toggle=on_change(move |_| opened.set(true))>
            <summary>{title}" "<span class="level">{words(move || level.get())}</span></summary>
            <Shown when=move || opened.get()>{body()}</Shown>
        </details>
    }
}

/// Why a step is worth its time, with the chance where that is one to speak of.
pub fn why_now(desk: &Desk, belief: &Belief, action: &Action, chance: f64) -> String {
    let text = desk.text;
    if chance < LEAST_TOLD {
        let is_quick = !action.risk && action.minutes.0 + action.wait.0 <= QUICK;
        return if is_quick { text.why_quick } else { text.why_long_shot }.to_owned();
    }
    let cause = desk.causes_mended(belief, &action.id).into_iter().next();
    cause
        .map(|(cause, _)| text.why_now(&desk.cause_title(&cause), &text.percent(chance)))
        .unwrap_or_default()
}

/// What has to be so before a step is done, with the way out where it is not.
pub fn only_if(desk: &Desk, state: State, action: &Action) -> AnyView {
    let text = desk.text;
    let condition = |condition: &Condition| {
        let subject = desk.subject(&condition.question);
        let entry = desk.entry_words(&subject, &Said::Answer(condition.answer.clone()));
        let not_so = move |_| state.say(subject.clone(), None);
        view! {
            <p>
                {text.only_if(&entry)}" "
                <button type="button" class="link" on:click=on_press(not_so)>{text.not_so}</button>
            </p>
        }
        .into_any()
    };
    action.only_if.iter().map(condition).collect_view().into_any()
}

/// What a question says of the step that waits for its answer, if one does that may well help.
pub fn waits_for(desk: &Desk, state: State, question: QuestionId) -> Option<String> {
    let model = &desk.model;
    let open = state.open.read_untracked();
    let mut waiting = (model.actions()).filter(|action| agenda::guard(model, &open, *action) == Some(question));
    waiting.next()?;
    let worth = agenda::worth_trying(model, &open, &state.advice.read_untracked());
    let mut worth = worth.iter().filter(|(_, chance)| *chance >= agenda::GOOD_CHANCE);
    let (action, _) = worth.find(|(action, _)| agenda::guard(model, &open, *action) == Some(question))?;
    Some(desk.text.check_first(&desk.action_title(model.action_name(*action))))
}
