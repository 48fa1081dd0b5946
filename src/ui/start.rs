//! "What do you see?": the owner's own words above signs to tap.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::ui::card::Card;
use crate::ui::desk::{Desk, or_id};
use crate::ui::draft::Draft;

/// What the owner made of the list of signs.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// These signs, and of the others nothing is known.
    These(BTreeSet<Id>),
    /// None of the listed signs.
    None,
}

/// The sign selector.
#[component]
pub fn Start(
    desk: Arc<Desk>,
    /// What is entered so far.
    draft: Draft,
    /// Called when the owner is done.
    on_seen: Callback<Seen>,
    /// Called to leave without changes, where there is somewhere to go back to.
    #[prop(optional_no_strip)]
    on_back: Option<Callback<()>>,
) -> impl IntoView {
    let text = desk.text;
    let (typed, chosen) = (draft.typed, draft.ticked);
    let matches = Memo::new({
        let desk = desk.clone();
        move |_| {
            desk.index
                .signs(&typed.read())
                .into_iter()
                .take(6)
                .map(|hit| hit.id)
                .collect::<Vec<_>>()
        }
    });
    let labels = desk.clone();
    let sign = move |id: Id| view! { <SignBox label=labels.sign_label(&id) id chosen /> };
    let groups = desk.guide().groups.iter().map({
        let sign = sign.clone();
        let desk = desk.clone();
        move |group| {
            let ids = desk.guide().signs.iter().filter(|sign| sign.group == *group).map(|sign| sign.id.clone());
            view! { <Group heading=or_id(desk.texts().groups.get(group), group) ids=ids.collect() matches sign=sign.clone() /> }
        }
    });
    let groups = groups.collect_view();
    view! {
        <Card heading=text.see_heading kind="start">
            <label class="field">
                <span>{text.see_box}</span>
                <input type="text" autocomplete="off" enterkeyhint="search" bind:value=typed />
            </label>
            <div class="matches" aria-live="polite">
                <Show when=move || !typed.read().trim().is_empty()>
                    <fieldset class="group">
                        <legend>{text.see_matching}</legend>
                        <Show when=move || matches.read().is_empty()>
                            <p class="quiet">{text.see_no_match}</p>
                        </Show>
                        <div class="chips">
                            <For each=move || matches.get() key=Clone::clone children=sign.clone() />
                        </div>
                    </fieldset>
                </Show>
            </div>
            {groups}
            <div class="acts">
                <button type="button" class="go" on:click=move |_| on_seen.run(Seen::These(chosen.get_untracked()))>
                    {text.see_go}
                </button>
                <button type="button" on:click=move |_| on_seen.run(Seen::None)>{text.see_none}</button>
            </div>
            {on_back.map(|on_back| view! {
                <p class="quiet-acts"><button type="button" class="link" on:click=move |_| on_back.run(())>{text.see_back}</button></p>
            })}
        </Card>
    }
}

/// Signs under one heading; those that match what was typed stand above instead.
#[component]
fn Group<F, V>(heading: String, ids: Vec<Id>, matches: Memo<Vec<Id>>, sign: F) -> impl IntoView
where
    F: Fn(Id) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let all = StoredValue::new(ids);
    let left = Memo::new(move |_| {
        let matches = matches.read();
        all.with_value(|ids| {
            ids.iter()
                .filter(|id| !matches.contains(id))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !left.read().is_empty()>
            <fieldset class="group">
                <legend>{heading.clone()}</legend>
                <div class="chips">
                    <For each=move || left.get() key=Clone::clone children=sign.clone() />
                </div>
            </fieldset>
        </Show>
    }
}

/// One sign to tick.
#[component]
fn SignBox(label: String, id: Id, chosen: RwSignal<BTreeSet<Id>>) -> impl IntoView {
    let id = StoredValue::new(id);
    let ticked = move || id.with_value(|id| chosen.read().contains(id));
    let toggle = move |event| {
        let on = event_target_checked(&event);
        chosen.update(|chosen| {
            if on {
                chosen.insert(id.get_value())
            } else {
                id.with_value(|id| chosen.remove(id))
            };
        });
    };
    view! {
        <label class="chip">
            <input type="checkbox" prop:checked=ticked on:change=toggle />
            <span>{label}</span>
        </label>
    }
}
