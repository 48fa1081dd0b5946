//! "What do you see?": the owner's own words above signs to tap.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::engine;
use crate::guide::Id;
use crate::progress::{Said, Subject};
use crate::search::{Heard, Hit, preselected};
use crate::sorted;
use crate::ui::card::Card;
use crate::ui::desk::{Desk, or_id};
use crate::ui::draft::Draft;
use crate::ui::focus;
use crate::ui::format;
use crate::ui::handler::{effect, holds, on_change, on_press};
use crate::ui::hits::{FaqHits, Marked, SignHit, by};
use crate::ui::later;
use crate::ui::making::InTurn;
use crate::ui::shown::{Rows, Shown, words};
use crate::ui::state::Changes;
use crate::words::Text;

/// Most signs and FAQ entries that are shown for what is typed.
const MOST_SIGNS: usize = 6;
const MOST_FAQ: usize = 3;
/// Signs in sight before anything is typed or opened; the others stand behind their groups.
const MOST_TELLING: usize = 12;
/// Letters of the example in the box for own words.
const MOST_EXAMPLE: usize = 22;
/// How long the owner pauses before what was found is said to a screen reader.
const PAUSE: Duration = Duration::from_millis(900);

/// What the owner made of the list of signs.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// These signs, and of the others nothing is known.
    These(sorted::Set<Id>),
    /// None of the listed signs.
    None,
}

/// The sign selector.
#[component]
pub fn Start(
    desk: Arc<Desk>,
    /// What is entered so far.
    draft: Draft,
    /// Called with the signs that would be handed in, and what was heard beside them, after each change.
    on_ticked: Callback<(Vec<Id>, Changes)>,
    /// Called when the owner is done, with what was heard beside the signs.
    on_seen: Callback<(Seen, Changes)>,
    /// Called to leave without changes, where there is somewhere to go back to.
    #[prop(optional_no_strip)]
    on_back: Option<Callback<()>>,
) -> impl IntoView {
    let text = desk.text;
    let heard = Memo::new({
        let desk = desk.clone();
        move |_| desk.hear(&draft.typed.read(), MOST_SIGNS)
    });
    let hits = Memo::new(move |_| heard.read().signs.clone());
    let told = move || {
        let unheard = draft.unheard.read();
        let told = beside(&heard.read()).into_iter();
        let told = told.filter(|(subject, _)| !unheard.contains(subject));
        told.map(|(subject, said)| (subject, Some(said))).collect::<Changes>()
    };
    let picked = Memo::new(move |_| preselected(&hits.read()).cloned().collect::<Vec<_>>());
    let labels = desk.clone();
    let sign = Callback::new(move |id: Id| {
        let label = view! { {labels.sign_label(&id)} };
        view! { <SignBox id draft picked by=None>{label}</SignBox> }.into_any()
    });
    let telling = engine::telling_signs(&desk.model, MOST_TELLING);
    let telling: Vec<Id> = telling
        .into_iter()
        .map(|id| desk.model.question_name(id).clone())
        .collect();
    let example = example(&desk, &telling);
    let groups = desk.guide().groups.iter().map({
        let desk = desk.clone();
        move |group| {
            let ids = desk.guide().signs.iter().filter(|sign| sign.group == *group);
            let ids: Vec<Id> = ids.map(|sign| sign.id.clone()).collect();
            let (first, rest) = ids.into_iter().partition(|id| telling.contains(id));
            let group = SignGroup {
                heading: or_id(desk.texts().groups.get(group), group),
                first,
                rest,
            };
            let text = desk.text;
            view! { <InTurn><Group text group=group.clone() hits draft sign /></InTurn> }.into_any()
        }
    });
    let groups = groups.collect_view();
    let hand_in = move |event: &web_sys::MouseEvent, seen| {
        // Else a browser that minds what was typed lays the new page out before it lets the owner's tap end.
        let card = event_target::<web_sys::Element>(event).closest(".start").ok().flatten();
        let own_words = card.and_then(|card| card.query_selector("input").ok().flatten());
        let _ = own_words.map(|own_words| own_words.set_attribute("disabled", ""));
        on_seen.run((seen, untrack(told)));
    };
    let all = Memo::new(move |_| {
        let picked = picked.read();
        let unticked = draft.unticked.read();
        let picked = picked.iter().filter(|id| !unticked.contains(*id));
        draft.ticked.read().iter().chain(picked).cloned().collect::<Vec<_>>()
    });
    effect(move |earlier| {
        all.track();
        let told = told();
        let think = Box::new(move || {
            if let Some(all) = all.try_get_untracked() {
                on_ticked.run((all, told));
            }
        });
        match earlier {
            None => later::at_leisure(think),
            Some(()) => later::after_paint(think),
        }
    });
    view! {
        <Card heading=text.see_heading kind="start">
            <Matches desk example draft hits picked heard />
            {groups}
            <div class="acts">
                <button type="button" class="go" on:click=on_press(move |event| hand_in(&event, Seen::These(all.get_untracked().into_iter().collect())))>
                    {text.see_go}
                </button>
                <button type="button" on:click=on_press(move |event| hand_in(&event, Seen::None))>{text.see_none}</button>
            </div>
            {on_back.map(|on_back| view! {
                <p class="quiet-acts"><button type="button" class="link" on:click=on_press(move |_| on_back.run(()))>{text.see_back}</button></p>
            }.into_any())}
        </Card>
    }
}

/// What was heard beside signs: that something was tried in vain, and answers.
fn beside(heard: &Heard) -> Vec<(Subject, Said)> {
    let tried = heard.tried.iter().cloned();
    let answers = heard.answers.iter().cloned();
    let tried = tried.map(|id| (Subject::Action(id), Said::NotFixed));
    tried
        .chain(answers.map(|(question, answer)| (Subject::Question(question), Said::Answer(answer))))
        .collect()
}

/// Words that an owner may use for one of these signs: a few, so that they fit into the box.
fn example(desk: &Desk, signs: &[Id]) -> Option<String> {
    let texts = signs.iter().filter_map(|id| desk.texts().signs.get(id));
    let mut phrases = texts.flat_map(|text| &text.phrases);
    let fits = |phrase: &&String| phrase.chars().count() <= MOST_EXAMPLE && phrase.split(' ').count() > 2;
    phrases.find(fits).cloned()
}

/// The box for own words with what fits them: signs, then FAQ entries.
#[component]
fn Matches(
    desk: Arc<Desk>,
    /// Words that an owner may use.
    example: Option<String>,
    draft: Draft,
    hits: Memo<Vec<Hit>>,
    picked: Memo<Vec<Id>>,
    /// All that was heard in them.
    heard: Memo<Heard>,
) -> impl IntoView {
    let text = desk.text;
    let typed = draft.typed;
    let beside = move || beside(&heard.read());
    let faq = Memo::new({
        let desk = desk.clone();
        move |_| desk.find_faq(&typed.read(), MOST_FAQ)
    });
    let found = move || {
        if typed.read().trim().is_empty() {
            return String::new();
        }
        let n_picked = picked
            .read()
            .iter()
            .filter(|id| draft.is_ticked(id, &picked.read()))
            .count();
        let count = |n| format::count(n, text.locale);
        match (hits.read().len(), n_picked) {
            (0, _) if !beside().is_empty() => String::new(),
            (0, _) => text.see_no_match.to_owned(),
            (n, 0) => text.see_count(&count(n)),
            (n, picked) => [text.see_count(&count(n)), text.see_picked(&picked.to_string())].join(" "),
        }
    };
    let [heard, answers] = [(); 2].map(|()| desk.clone());
    let all_found = move || {
        let mut all = found();
        for (subject, said) in &beside() {
            all.extend([" ", text.see_heard, " ", &heard.entry_words(subject, said)]);
        }
        all
    };
    let group = move |(legend, is_tried): (&'static str, bool)| {
        let each = move || {
            let mut those = beside();
            those.retain(|(subject, _)| matches!(subject, Subject::Action(_)) == is_tried);
            those
        };
        let desk = answers.clone();
        let chip = move |(subject, said)| view! { <HeardBox desk=desk.clone() subject said draft /> }.into_any();
        view! {
            <Shown when=move || !each().is_empty()>
                <fieldset class="group">
                    <legend>{legend}</legend>
                    <div class="chips"><Rows each key=heard_key children=chip.clone() /></div>
                </fieldset>
            </Shown>
        }
        .into_any()
    };
    let heard = StoredValue::new(move || [(text.see_tried, true), (text.see_heard, false)].map(&group));
    // Said once the owner pauses, not at each letter.
    let said = RwSignal::new(untrack(&all_found));
    let mut say = leptos::leptos_dom::helpers::debounce(PAUSE, move |()| said.set(all_found()));
    let signs = desk.clone();
    let hit = move |hit: Hit| {
        let pieces = signs.index().pieces(&signs.sign_label(&hit.id), &hit);
        view! {
            <SignHit text hit=hit.clone()>
                <SignBox by=Some(by(&hit.id)) id=hit.id draft picked><Marked pieces /></SignBox>
            </SignHit>
        }
        .into_any()
    };
    view! {
        <label class="field">
            <span>{text.see_box}</span>
            <input
                type="text" autocomplete="off" enterkeyhint="search" placeholder=example.map(|words| text.see_example(&words))
                bind:value=typed on:input=on_change(move |_| say(())) on:focus=focus::field_to_top
            />
        </label>
        <p class="hidden" role="status">{words(move || said.get())}</p>
        <Shown when=move || !typed.read().trim().is_empty()>
            <div class="matches">
                {heard.with_value(|draw| draw())}
                <fieldset class="group">
                    <legend>{text.see_matching}</legend>
                    <div class="chips">
                        <Rows each=move || hits.get() key children=hit.clone() />
                    </div>
                    <p class="quiet">{words(found)}</p>
                </fieldset>
                <FaqHits desk=desk.clone() hits=faq />
            </div>
        </Shown>
    }
}

/// What tells things that were heard apart.
fn heard_key((subject, said): &(Subject, Said)) -> String {
    match (subject, said) {
        (Subject::Question(id), Said::Answer(answer)) => format!("{id} {answer}"),
        (Subject::Action(id), _) => id.to_string(),
        _ => String::new(),
    }
}

/// Something that was heard in the owner's own words, to untick if it is not so.
#[component]
fn HeardBox(desk: Arc<Desk>, subject: Subject, said: Said, draft: Draft) -> impl IntoView {
    let words = match &subject {
        Subject::Action(id) => desk.action_title(id),
        _ => desk.entry_words(&subject, &said),
    };
    let subject = StoredValue::new(subject);
    let is_so = move || subject.with_value(|subject| !draft.unheard.read().contains(subject));
    let toggle = move |event| draft.hear(subject.get_value(), event_target_checked(&event));
    view! {
        <label class="chip">
            <input type="checkbox" prop:checked=holds(is_so) on:change=on_change(toggle) />
            <span>{words}</span>
        </label>
    }
}

/// A hit is drawn anew when other words led to it.
pub fn key(hit: &Hit) -> String {
    [hit.id.as_str(), if hit.clear { "!" } else { "" }, &hit.words.join(" ")].join(" ")
}

/// The signs of one group.
#[derive(Clone)]
struct SignGroup {
    heading: String,
    /// Those in sight.
    first: Vec<Id>,
    /// Those that are there once the group is opened.
    rest: Vec<Id>,
}

/// Signs under one heading; those that match what was typed stand above instead.
#[component]
fn Group(
    text: &'static Text,
    group: SignGroup,
    hits: Memo<Vec<Hit>>,
    draft: Draft,
    sign: Callback<Id, AnyView>,
) -> impl IntoView {
    let SignGroup { heading, first, rest } = group;
    // What the owner has ticked is in sight.
    let is_ticked = |id: &Id| draft.ticked.read_untracked().contains(id);
    let opened = rest.iter().any(is_ticked);
    let all_behind = first.is_empty();
    let [first, rest] = [first, rest].map(|ids| {
        Memo::new(move |_| {
            let hits = hits.read();
            let left = ids.iter().filter(|id| !hits.iter().any(|hit| hit.id == **id));
            left.cloned().collect::<Vec<_>>()
        })
    });
    let title = heading.clone();
    let summary = Signal::derive(move || {
        let n = format::number(rest.read().len(), text.locale);
        if all_behind {
            text.see_all(&title, &n)
        } else {
            text.see_more(&title, &n)
        }
    });
    view! {
        <Shown when=move || !(first.read().is_empty() && rest.read().is_empty())>
            <fieldset class="group" class:behind=all_behind>
                <legend class:hidden=all_behind>{heading.clone()}</legend>
                <Chips ids=first sign />
                <Shown when=move || !rest.read().is_empty()>
                    <details class="more" open=opened>
                        <summary>{words(move || summary.get())}</summary>
                        <Chips ids=rest sign />
                    </details>
                </Shown>
            </fieldset>
        </Shown>
    }
}

/// Signs side by side.
#[component]
fn Chips(ids: Memo<Vec<Id>>, sign: Callback<Id, AnyView>) -> impl IntoView {
    view! {
        <div class="chips">
            <Rows each=move || ids.get() key=Id::to_string children=move |id| sign.run(id) />
        </div>
    }
}

/// One sign to tick.
#[component]
fn SignBox(
    id: Id,
    draft: Draft,
    picked: Memo<Vec<Id>>,
    /// The id of the line that says by which words it was found.
    by: Option<String>,
    children: Children,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let ticked = move || id.with_value(|id| draft.is_ticked(id, &picked.read()));
    let toggle = move |event| draft.set(id.get_value(), event_target_checked(&event));
    view! {
        <label class="chip">
            <input type="checkbox" prop:checked=holds(ticked) on:change=on_change(toggle) aria-describedby=by />
            <span>{children()}</span>
        </label>
    }
}
