//! Why a cause is held likely or not, what it is, and all its steps.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::{self, CauseId, Entry, Evidence, Finding, Outcome};
use crate::guide::{Action, plain};
use crate::progress::{Said, Subject};
use crate::ui::desk::Desk;
use crate::ui::prose;
use crate::ui::shown::remade;

/// Entries whose weight is smaller than this say nothing worth reading, in bits.
const LEAST_WEIGHT: f64 = 0.15;

/// What stands inside an opened cause.
#[component]
pub fn Explanation(desk: Arc<Desk>, cause: CauseId, turns: RwSignal<usize>, evidence: Memo<Evidence>) -> impl IntoView {
    let text = desk.text;
    let id = desk.model.cause_name(cause).clone();
    let about = desk.texts().causes.get(&id).map(|cause| prose::blocks(&cause.about));
    let signs = desk
        .typical_signs(&id)
        .into_iter()
        .map(|sign| view! { <li>{desk.sign_label(&sign)}</li> }.into_any())
        .collect_view();
    let steps = desk
        .repairs(&id)
        .into_iter()
        .map(|(action, chance)| repair(&desk, action, chance))
        .collect_view();
    let weights = {
        let desk = desk.clone();
        move || {
            turns.track();
            weights(&desk, cause, &evidence.read_untracked())
        }
    };
    view! {
        <div class="explanation">
            {remade(weights)}
            {about}
            <h3>{text.cause_signs}</h3>
            <ul>{signs}</ul>
            <h3>{text.cause_steps}</h3>
            <ul class="repairs">{steps}</ul>
        </div>
    }
}

fn repair(desk: &Desk, action: &Action, chance: f64) -> AnyView {
    let steps = desk.steps(action, desk.guide().platforms.first());
    let steps = steps
        .into_iter()
        .map(|(_, words)| view! { <li>{prose::inlines(&words)}</li> }.into_any())
        .collect_view();
    let risk = desk.texts().actions.get(&action.id).and_then(|text| text.risk.as_ref());
    view! {
        <li>
            <details>
                <summary>{desk.action_title(&action.id)}" "<span class="level">{desk.text.cause_helps(&desk.text.percent(chance))}</span></summary>
                {risk.map(|risk| view! { <p class="note">{plain(risk)}</p> }.into_any())}
                <ol>{steps}</ol>
            </details>
        </li>
    }
    .into_any()
}

fn weights(desk: &Desk, cause: CauseId, evidence: &Evidence) -> AnyView {
    let text = desk.text;
    let told = engine::explain(&desk.model, evidence, cause);
    let told: Vec<(f64, String)> = told
        .into_iter()
        .filter(|weight| weight.log_ratio.abs() >= LEAST_WEIGHT)
        .map(|weight| (weight.log_ratio, entry_words(desk, &weight.entry)))
        .collect();
    let list = |heading: &'static str, sign: f64| {
        let lines: Vec<_> = told.iter().filter(|(ratio, _)| ratio * sign > 0.0).collect();
        (!lines.is_empty()).then(|| {
            let mark = if sign > 0.0 { "▲" } else { "▽" };
            let lines = lines.into_iter().map(|(ratio, words)| {
                view! { <li><span aria-hidden="true">{mark}" "</span>{words.clone()}" "<span class="level">{text.strength(*ratio)}</span></li> }
            });
            view! { <h3>{heading}</h3><ul class="weights">{lines.collect_view()}</ul> }
        })
    };
    match told.is_empty() {
        true => view! { <p class="quiet">{text.causes_no_evidence}</p> }.into_any(),
        false => (list(text.causes_for, 1.0), list(text.causes_against, -1.0)).into_any(),
    }
}

/// An entry of the evidence in words.
pub fn entry_words(desk: &Desk, entry: &Entry) -> String {
    match entry {
        Entry::NoSigns => desk.text.no_signs_entry.to_owned(),
        Entry::Incident(..) => desk.incident_line().unwrap_or_default(),
        Entry::Question(question, finding) => {
            let said = match finding {
                Finding::Answer(answer) => Said::Answer(desk.model.answer_name(*question, *answer).clone()),
                Finding::NotSure => Said::NotSure,
                Finding::Skipped => Said::Later,
            };
            desk.entry_words(&desk.subject(desk.model.question_name(*question)), &said)
        }
        Entry::Action(action, outcome) => {
            let said = match outcome {
                Outcome::NotFixed => Said::NotFixed,
                Outcome::CantDo => Said::CantDo,
                Outcome::Skipped => Said::Later,
            };
            desk.entry_words(&Subject::Action(desk.model.action_name(*action).clone()), &said)
        }
    }
}
