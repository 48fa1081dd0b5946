//! What a link or a case code brings: shown first, and taken over only when the owner says so.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::progress::code::{CodeError, case, link};
use crate::progress::store::Store;
use crate::progress::{Entry, Progress, Said, Subject};
use crate::ui::card::Card;
use crate::ui::desk::Desk;
use crate::ui::focus;
use crate::ui::format::{count, day_and_time, now};
use crate::ui::handler::{listen, on_press};
use crate::ui::load::is_name;
use crate::ui::{host, source};

/// What somebody opened or entered.
#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "there is one at most")]
pub enum Arrival {
    /// It can be carried on from.
    Held {
        progress: Progress,
        /// What the guide does not know any more; left out of `progress`.
        unknown: Vec<Subject>,
        from: From,
    },
    /// A link that cannot be used: why, and its fragment.
    Refused(CodeError, String),
}

/// Where it comes from.
#[derive(Clone)]
pub enum From {
    Link,
    /// Whose times are not known.
    Code,
    /// This device, where it was set aside; where it is until the owner has decided.
    Aside(Store, String),
}

/// Shows what was set aside on this device.
pub fn look_aside(
    desk: RwSignal<Arc<Desk>>,
    store: Signal<Store>,
    arrival: RwSignal<Option<Arrival>>,
    root: NodeRef<html::Div>,
) {
    let (desk, store) = (desk.read_untracked(), store.get_untracked());
    if let Some((key, progress)) = store.aside(&desk.guide().id) {
        arrival.set(Some(held(&desk, progress, From::Aside(store, key))));
        focus::card_heading(root);
    }
}

/// Shows the share link of the page's address, now and whenever the address changes.
///
/// The address keeps it until the owner has decided: a reload offers it again.
pub fn follow_address(desk: RwSignal<Arc<Desk>>, arrival: RwSignal<Option<Arrival>>, root: NodeRef<html::Div>) {
    let is_guest = host::guest().is_some();
    let look = move || {
        let fragment = source::fragment(link::PREFIX);
        let found = fragment.map(|fragment| from_link(&desk.read_untracked(), fragment));
        // It may be for another guide on the host's page.
        let found = found.filter(|found| !is_guest || matches!(found, Arrival::Held { .. }));
        let any = found.is_some();
        if any {
            arrival.set(found);
        }
        any
    };
    look();
    let on_change = move |_| {
        if look() && !is_guest {
            focus::card_heading(root);
        }
    };
    listen("hashchange", Box::new(on_change));
}

/// The owner has decided: what arrived is shown no more. A guest leaves the address to its host, as it is.
pub fn settle(arrival: RwSignal<Option<Arrival>>, is_guest: bool) {
    match arrival.get_untracked() {
        Some(Arrival::Held {
            from: From::Aside(store, key),
            ..
        }) => store.drop_aside(&key),
        _ if is_guest => {}
        _ => source::drop_fragment(link::PREFIX),
    }
    arrival.set(None);
}

fn held(desk: &Desk, mut progress: Progress, from: From) -> Arrival {
    Arrival::Held {
        unknown: progress.reconcile(desk.guide(), &desk.bundle.revision),
        progress,
        from,
    }
}

fn from_link(desk: &Desk, fragment: String) -> Arrival {
    match link::read(&fragment, &desk.guide().id) {
        Ok(progress) => held(desk, progress, From::Link),
        Err(error) => Arrival::Refused(error, fragment),
    }
}

/// Reads a case code.
///
/// # Errors
/// With what is wrong with it.
pub fn from_code(desk: &Desk, code: &str) -> Result<Arrival, CodeError> {
    let said = case::read(code, desk.guide())?;
    let mut progress = Progress::new(desk.guide().id.clone(), desk.bundle.revision.clone());
    let at = now();
    let start = (Subject::Start, Said::So);
    let entries = std::iter::once(start).chain(said);
    progress.hold(entries.map(|(subject, said)| Entry { subject, said, at }).collect());
    Ok(Arrival::Held {
        progress,
        unknown: Vec::new(),
        from: From::Code,
    })
}

/// Says what arrived, and asks before it replaces what is here.
#[component]
pub fn ArrivalCard(
    desk: Arc<Desk>,
    arrival: Arrival,
    /// How many entries are here.
    n_here: usize,
    /// Called to take it over.
    on_accept: Callback<Progress>,
    /// Called to leave all as it is.
    on_decline: Callback<()>,
) -> impl IntoView {
    match arrival {
        Arrival::Held {
            progress,
            unknown,
            from,
        } => view! { <Held desk progress unknown from n_here on_accept on_decline /> }.into_any(),
        Arrival::Refused(error, fragment) => view! { <Refused desk error fragment on_decline /> }.into_any(),
    }
}

#[component]
fn Held(
    desk: Arc<Desk>,
    progress: Progress,
    unknown: Vec<Subject>,
    from: From,
    n_here: usize,
    on_accept: Callback<Progress>,
    on_decline: Callback<()>,
) -> impl IntoView {
    let text = desk.text;
    let has_times = !matches!(from, From::Code);
    let told: Vec<Entry> = progress.session().told().cloned().collect();
    let when = |entry: &Entry| day_and_time(entry.at, text.locale);
    let last = told.iter().max_by(|a, b| a.at.total_cmp(&b.at));
    let last = last.filter(|_| has_times).map(|entry| text.arrived_last(&when(entry)));
    let holds = text.arrived_holds(&count(told.len(), text.locale));
    let rows: Vec<_> = told
        .iter()
        .map(|entry| {
            let at = has_times.then(|| view! { <small>{when(entry)}</small> }.into_any());
            view! { <li>{desk.entry_line(entry)}" "{at}</li> }
        })
        .collect();
    let unknown: Vec<String> = unknown.iter().map(|subject| desk.subject_words(subject)).collect();
    let unknown = (!unknown.is_empty()).then(|| text.arrived_unknown(&unknown.join(", ")));
    let here = (n_here > 0).then(|| text.arrived_here(&count(n_here, text.locale)));
    let decline = if n_here > 0 {
        text.arrived_keep
    } else {
        text.arrived_not_now
    };
    let heading = match from {
        From::Link => text.arrived_link,
        From::Code => text.arrived_code,
        From::Aside(..) => text.arrived_aside,
    };
    view! {
        <Card heading kind="arrival">
            {last.map(|last| view! { <p class="quiet">{last}</p> }.into_any())}
            {unknown.map(|unknown| view! { <p class="note">{unknown}</p> }.into_any())}
            {here.map(|here| view! { <p class="why">{here}</p> }.into_any())}
            <div class="acts">
                <button type="button" class="go" on:click=on_press(move |_| on_accept.run(progress.clone()))>{text.arrived_go}</button>
                <button type="button" on:click=on_press(move |_| on_decline.run(()))>{decline}</button>
            </div>
            <details>
                <summary>{holds}</summary>
                <ol class="held">{rows}</ol>
            </details>
        </Card>
    }
}

#[component]
fn Refused(desk: Arc<Desk>, error: CodeError, fragment: String, on_decline: Callback<()>) -> impl IntoView {
    let text = desk.text;
    let other = match &error {
        CodeError::OtherGuide(guide) if is_name(guide.as_str()) => Some(format!("?guide={guide}{fragment}")),
        _ => None,
    };
    view! {
        <Card heading=text.refused_heading kind="arrival">
            <p>{text.problem(&error)}" "{text.refused_kept}</p>
            <div class="acts">
                {other.map(|href| view! { <a class="button go" href=href>{text.code_open_guide}</a> }.into_any())}
                <button type="button" on:click=on_press(move |_| on_decline.run(()))>{text.refused_go_on}</button>
            </div>
        </Card>
    }
}
