//! The page as it first is, made as text when the page is built: what search engines, browsers without WebAssembly and
//! visitors who do not wait have of it. The program puts its own page in its place, see [`crate::ui::takeover`].

use std::sync::Arc;

use leptos::prelude::*;

use crate::progress::Progress;
use crate::ui::app::Parts;
use crate::ui::desk::Desk;
use crate::ui::state::State;
use crate::words::Language;

/// A guide as HTML, without anything told.
///
/// `pages` are the languages of the guide with the addresses of their pages.
pub fn html(desk: Arc<Desk>, pages: Vec<(String, String)>) -> String {
    let html = Owner::new().with(|| view! { <Printed desk pages /> }.to_html());
    // Leptos leaves marks for programs that take over its text piece by piece, and a space for none; ours replaces it.
    let html = html.replace("<!>", "");
    ["p", "div", "span"].iter().fold(html, |html, name| {
        html.replace(&format!("> </{name}>"), &format!("></{name}>"))
    })
}

#[component]
fn Printed(desk: Arc<Desk>, pages: Vec<(String, String)>) -> impl IntoView {
    let progress = Progress::new(desk.guide().id.clone(), desk.bundle.revision.clone());
    let state = State::new(RwSignal::new(desk.clone()), RwSignal::new(progress), NodeRef::new());
    let languages = (pages.len() > 1).then(|| languages(&desk, pages));
    let (arrival, messages, not_kept) = (RwSignal::new(None), RwSignal::new(Vec::new()), RwSignal::new(None));
    view! {
        <div class="fixpath">
            {languages}
            <Parts desk state arrival messages not_kept />
        </div>
    }
}

/// Links that look as the buttons of [`crate::ui::languages`] do.
fn languages(desk: &Desk, pages: Vec<(String, String)>) -> AnyView {
    let own = desk.texts().locale.clone();
    let links = pages.into_iter().map(|(locale, href)| {
        let name = Language::known(&locale).map_or_else(|| locale.clone(), |language| language.name.to_owned());
        let current = (locale == own).then_some("true");
        let hreflang = locale.clone();
        view! { <a class="button link" href=href hreflang=hreflang lang=locale aria-current=current>{name}</a> }
    });
    view! {
        <nav class="languages" part="languages" aria-label=desk.text.languages>
            {links.collect_view()}
            <p role="status" class="hidden"></p>
        </nav>
    }
    .into_any()
}
