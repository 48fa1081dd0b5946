//! "What we think": causes ranked, each with its reasons, explanation and steps.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::{Belief, CauseId, Evidence};
use crate::guide::Id;
use crate::ui::IN_BROWSER;
use crate::ui::bar::Bar;
use crate::ui::desk::{Desk, or_id};
use crate::ui::explanation::Explanation;
use crate::ui::focus::STAGE_HEADING;
use crate::ui::format;
use crate::ui::handler::{holds, on_change, on_press};
use crate::ui::making::InTurn;
use crate::ui::prose;
use crate::ui::shown::{Rows, Shown, remade, words};

/// How many causes stand above the fold.
const N_LIKELY: usize = 5;

/// All causes, likeliest first, or those of one stage.
#[component]
pub fn Causes(
    desk: Arc<Desk>,
    /// Changes when it is time to show what has changed of these two.
    turns: RwSignal<usize>,
    belief: Memo<Belief>,
    evidence: Memo<Evidence>,
    /// The stage whose causes are shown alone.
    looked_at: Signal<Option<Id>>,
    /// Called to show all causes again.
    on_all: Callback<()>,
) -> impl IntoView {
    let text = desk.text;
    let order = Memo::new({
        let desk = desk.clone();
        move |_| {
            turns.track();
            let (ranked, stage) = (belief.read_untracked().ranked(), looked_at.get());
            let here = |cause| stage.is_none() || desk.stage_of(cause) == stage.as_ref();
            let causes = ranked.into_iter().map(|(cause, _)| cause);
            causes.filter(|cause| here(*cause)).collect::<Vec<_>>()
        }
    });
    // The causes of one stage are few: none of them is put aside.
    let n_likely = Memo::new(move |_| {
        if looked_at.read().is_some() {
            usize::MAX
        } else {
            N_LIKELY
        }
    });
    let here = {
        let desk = desk.clone();
        remade(move || {
            let stage = looked_at.get();
            stage
                .map(|stage| view! { <StageCauses desk=desk.clone() stage on_all /> })
                .into_any()
        })
    };
    let row = {
        let desk = desk.clone();
        move |cause| view! { <CauseRow desk=desk.clone() cause turns belief evidence /> }.into_any()
    };
    let leak = desk.model.leak();
    let leak_high = move || {
        turns.track();
        let p = leak.map_or(0.0, |leak| belief.read_untracked().p(leak));
        (p > 0.5)
            .then(|| view! { <p class="note">{text.leak_high(&text.percent(p))}</p> })
            .into_any()
    };
    let (judged, all) = desk.judged_numbers();
    let rest = row.clone();
    // The first few, or those after them.
    let part = move |is_first: bool| {
        let (mut first, n) = (order.get(), n_likely.get());
        let rest = first.split_off(n.min(first.len()));
        if is_first { first } else { rest }
    };
    let number = |n| format::number(n, text.locale);
    let basis = text.causes_basis_detail(&number(all), &number(judged), &number(all - judged));
    view! {
        <section class="card" part="causes" aria-labelledby="causes-heading">
            <h2 id="causes-heading">{text.causes_heading}</h2>
            {here}
            {remade(leak_high)}
            <ol class="causes">
                <Rows each=move || part(true) key=cause_key children=row />
            </ol>
            <details class="aside" hidden=holds(move || looked_at.read().is_some())>
                <summary>{text.causes_rest}</summary>
                <ol class="causes" start=N_LIKELY + 1>
                    <InTurn><Rows each=move || part(false) key=cause_key children=rest.clone() /></InTurn>
                </ol>
            </details>
            <details class="aside">
                <summary>{text.causes_basis}</summary>
                <p>{basis}</p>
            </details>
        </section>
    }
}

/// Says whose causes are shown alone, and leads back to all of them.
#[component]
fn StageCauses(desk: Arc<Desk>, stage: Id, on_all: Callback<()>) -> impl IntoView {
    let texts = desk.texts().stages.get(&stage);
    let title = or_id(texts.map(|texts| &texts.title), &stage);
    view! {
        <div class="here">
            <h3 id=STAGE_HEADING tabindex="-1">{desk.text.causes_here(&title)}</h3>
            {texts.map(|texts| view! { <p>{prose::inlines(&texts.about)}</p> }.into_any())}
            <button type="button" class="link" on:click=on_press(move |_| on_all.run(()))>{desk.text.causes_all}</button>
        </div>
    }
}

/// One cause; what is inside is made when it is first opened.
#[component]
fn CauseRow(
    desk: Arc<Desk>,
    cause: CauseId,
    turns: RwSignal<usize>,
    belief: Memo<Belief>,
    evidence: Memo<Evidence>,
) -> impl IntoView {
    let text = desk.text;
    let p = Memo::new(move |_| {
        turns.track();
        belief.read_untracked().p(cause)
    });
    let title = desk.cause_title(desk.model.cause_name(cause));
    let opened = RwSignal::new(!IN_BROWSER);
    view! {
        <li>
            <details class="cause" on:toggle=on_change(move |_| opened.set(true))>
                <summary>
                    <span class="name">{title}</span>
                    " "
                    <span class="level">{words(move || format!("{} · {}", text.likelihood(p.get()), text.percent(p.get())))}</span>
                    <Bar p />
                </summary>
                <Shown when=move || opened.get()>
                    <Explanation desk=desk.clone() cause turns evidence />
                </Shown>
            </details>
        </li>
    }
}

fn cause_key(cause: &CauseId) -> String {
    cause.index().to_string()
}
