//! The host of the troubleshooter: a page of our own, or somebody else's, which keeps its address, title and history.

use std::sync::Arc;

use leptos::prelude::*;

use crate::progress::Progress;
use crate::progress::store::Store;
use crate::ui::desk::Desk;
use crate::ui::state::State;

/// What somebody else's page wants of the troubleshooter in it, and is told. Its signals last as long as that stands there.
#[derive(Clone, Copy)]
pub struct Guest {
    /// Where things are kept.
    pub store: RwSignal<Store>,
    /// Where the host wants to be asked for support.
    pub support: RwSignal<Option<String>>,
    /// The host has said that it takes the report.
    pub taken: RwSignal<bool>,
    /// What there is when the guide is drawn anew for the host's sake.
    pub carried: StoredValue<Option<Progress>>,
    /// Called when the troubleshooter stands there.
    pub on_joined: Callback<Joined>,
    /// Called with why it does not.
    pub on_failed: Callback<(String, String)>,
    /// Called when support is asked for; true if the host takes over.
    pub on_support: Callback<(), bool>,
}

/// A troubleshooter that stands.
#[derive(Clone, Copy)]
pub struct Joined {
    pub state: State,
    pub desk: RwSignal<Arc<Desk>>,
    /// Shows the guide in another of its languages.
    pub choose_language: Callback<String>,
}

/// Somebody else's page, if it is one.
pub fn guest() -> Option<Guest> {
    use_context()
}

/// Where things are kept.
pub fn store() -> Signal<Store> {
    match guest() {
        Some(guest) => guest.store.into(),
        None => Signal::stored(Store::default()),
    }
}

/// The main part: of a page of our own it is the page's.
#[component]
pub fn Main(
    /// A class for looks of its own.
    #[prop(optional)]
    kind: &'static str,
    children: Children,
) -> impl IntoView {
    let class = format!("main {kind}");
    match guest() {
        None => view! { <main class=class>{children()}</main> }.into_any(),
        Some(_) => view! { <div class=class>{children()}</div> }.into_any(),
    }
}
