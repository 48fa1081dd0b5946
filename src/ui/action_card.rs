//! One fix step: why now, what to do, and how it ended.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::{Action, Id, Inlines};
use crate::progress::{Millis, Said};
use crate::sorted;
use crate::ui::card::Card;
use crate::ui::countdown::Countdown;
use crate::ui::desk::Desk;
use crate::ui::handler::{holds, on_change, on_press};
use crate::ui::icon::Icon;
use crate::ui::platform::PlatformSwitch;
use crate::ui::prose;
use crate::ui::shown::{Shown, remade, words};

/// What is kept of an action while it is under way.
#[derive(Clone, Copy)]
pub struct UnderWay {
    /// Sub-steps that are ticked.
    pub ticks: Signal<sorted::Set<Id>>,
    /// Called with a sub-step and whether it is ticked now.
    pub on_tick: Callback<(Id, bool)>,
    /// The platform the owner uses.
    pub platform: Signal<Option<Id>>,
    /// Called with the platform chosen.
    pub on_platform: Callback<Id>,
    /// When the wait is over, once started.
    pub until: Signal<Option<Millis>>,
    /// The time, while something is waited for.
    pub present: Signal<Millis>,
    /// Called to start the wait.
    pub on_wait: Callback<()>,
    /// True once the warning of a risky action was read.
    pub confirmed: Signal<bool>,
    /// Called when the warning was read, or not after all.
    pub on_confirm: Callback<bool>,
}

/// A fix step.
#[component]
pub fn ActionCard(
    desk: Arc<Desk>,
    action: Action,
    /// Why this one now, in a sentence.
    why_now: Signal<String>,
    under_way: UnderWay,
    /// What has to be so before it is done, if anything.
    only_if: AnyView,
    /// Where it is done, where that matters.
    whereabouts: AnyView,
    /// Called once with the outcome.
    on_said: Callback<Said>,
) -> impl IntoView {
    let text = desk.text;
    let eyebrow = view! {
        <b>{text.card_action}</b>
        <span>{text.minutes(action.minutes.0)}</span>
        {(action.wait.0 > 0.0).then(|| view! { <span>{text.wait(action.wait.0)}</span> }.into_any())}
        <span>{desk.place(&action.place)}</span>
        {action.advanced.then(|| view! { <span class="tag">{text.card_advanced}</span> }.into_any())}
    };
    let heading = desk.action_title(&action.id);
    view! {
        <Card heading eyebrow=eyebrow.into_any()>{body(&desk, action, why_now, under_way, (only_if, whereabouts), on_said)}</Card>
    }
}

/// All of a fix step but its title: why now, what to do, and how it ended.
pub fn body(
    desk: &Arc<Desk>,
    action: Action,
    why_now: Signal<String>,
    under_way: UnderWay,
    (only_if, whereabouts): (AnyView, AnyView),
    on_said: Callback<Said>,
) -> AnyView {
    let text = desk.text;
    let texts = desk.texts().actions.get(&action.id);
    // Where one has to go somewhere for it, that is said first.
    let (above, below) = if desk.guide().away.contains(&action.place) {
        (Some(whereabouts), None)
    } else {
        (None, Some(whereabouts))
    };
    let why = texts.map(|texts| prose::inlines(&texts.why));
    let money = action.costs_money.then(|| text.card_money.to_owned());
    let last = action.cannot_be_undone.then(|| text.card_final.to_owned());
    let needs = desk.needs(&action).map(|needs| text.card_needs(&needs));
    let terms: Vec<String> = [money, last, needs].into_iter().flatten().collect();
    let needs = (!terms.is_empty()).then(|| view! { <p class="needs">{terms.join(" ")}</p> }.into_any());
    let risk = texts.and_then(|texts| texts.risk.clone()).filter(|_| action.risk);
    let risky = risk.is_some();
    let allowed = Signal::derive(move || !risky || under_way.confirmed.get());
    let wait = (action.wait.0 > 0.0).then(|| texts.and_then(|texts| texts.wait.clone()));
    let minutes = action.wait;
    let countdown = wait.map(|what| -> Arc<dyn Fn() -> AnyView + Send + Sync> {
        Arc::new(move || {
            let UnderWay {
                until,
                present,
                on_wait,
                ..
            } = under_way;
            view! { <Countdown text wait=minutes what=what.clone() until present on_start=on_wait /> }.into_any()
        })
    });
    let switch = desk.differs_by_platform(&action);
    let names = StoredValue::new(action.id.clone());
    let steps = {
        let desk = desk.clone();
        Memo::new(move |_| desk.steps(&action, under_way.platform.get().as_ref()))
    };
    let desk = desk.clone();
    view! {
            <p class="why">{why}" "{words(move || why_now.get())}</p>
            {only_if}
        {above}
            {needs}
            {risk.map(|risk| view! { <Warning text risk names confirmed=under_way.confirmed on_confirm=under_way.on_confirm /> }.into_any())}
            <Shown when=move || allowed.get()>
                {switch.then(|| view! {
                    <PlatformSwitch desk=desk.clone() chosen=under_way.platform on_platform=under_way.on_platform />
                }.into_any())}
                <SubSteps label=text.steps_label steps ticks=under_way.ticks on_tick=under_way.on_tick countdown=countdown.clone() />
                <div class="acts outcomes">
                    <button type="button" class="go" on:click=on_press(move |_| on_said.run(Said::Fixed))>{text.works}</button>
                    <button type="button" on:click=on_press(move |_| on_said.run(Said::NotFixed))>{text.failing}</button>
                </div>
            </Shown>
            <p class="quiet-acts">
                <button type="button" class="link" on:click=on_press(move |_| on_said.run(Said::CantDo))>{text.cant}</button>
                <button type="button" class="link" on:click=on_press(move |_| on_said.run(Said::Later))>{text.later}</button>
            </p>
            {below}
    }
    .into_any()
}

/// What can be lost, and the owner's word that it was read.
#[component]
fn Warning(
    text: &'static crate::words::Text,
    risk: Inlines,
    /// The action, which tells its warning from another's on the page.
    names: StoredValue<Id>,
    confirmed: Signal<bool>,
    on_confirm: Callback<bool>,
) -> impl IntoView {
    let [heading, loss] = ["risk", "loss"].map(|part| format!("{part}-{}", names.get_value()));
    let heading_id = heading.clone();
    view! {
        <div class="warning" role="group" aria-labelledby=heading>
            <h3 id=heading_id><Icon name="warning" />{text.risk_heading}</h3>
            <p id=loss.clone()>{prose::inlines(&risk)}</p>
            <label class="tick">
                <input type="checkbox" aria-describedby=loss prop:checked=confirmed on:change=on_change(move |event| on_confirm.run(event_target_checked(&event))) />
                <span>{text.risk_confirm}</span>
            </label>
        </div>
    }
}

/// Sub-steps to tick, in order.
#[component]
fn SubSteps(
    label: &'static str,
    steps: Memo<Vec<(Id, Inlines)>>,
    ticks: Signal<sorted::Set<Id>>,
    on_tick: Callback<(Id, bool)>,
    /// The wait, which comes before the last sub-step: that tries whether it helped.
    countdown: Option<Arc<dyn Fn() -> AnyView + Send + Sync>>,
) -> impl IntoView {
    let step = move |(id, words): (Id, Inlines)| {
        let id = StoredValue::new(id);
        let ticked = move || id.with_value(|id| ticks.read().contains(id));
        view! {
            <li class:done=holds(ticked)>
                <label class="tick">
                    <input type="checkbox" prop:checked=holds(ticked) on:change=on_change(move |event| on_tick.run((id.get_value(), event_target_checked(&event)))) />
                    <span>{prose::inlines(&words)}</span>
                </label>
            </li>
        }
        .into_any()
    };
    let all = move || {
        let mut all: Vec<AnyView> = steps.get().into_iter().map(step).collect();
        if let Some(countdown) = &countdown {
            let last = all.len().saturating_sub(1);
            all.insert(last, view! { <li>{countdown()}</li> }.into_any());
        }
        all.into_any()
    };
    view! {
        <ol class="steps" aria-label=label>
            {remade(all)}
        </ol>
    }
}
