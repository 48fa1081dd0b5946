//! The languages of the guide, to switch between.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::desk::Desk;
use crate::ui::handler::{holds, on_press};
use crate::ui::shown::words;
use crate::ui::source::{self, Source};
use crate::ui::{host, load};
use crate::words::Language;

/// Shows the guide in another of its languages.
#[derive(Clone, Copy)]
pub struct Chooser {
    /// Called with the language.
    pub choose: Callback<String>,
    /// What is said of the last choice.
    told: RwSignal<String>,
}

impl Chooser {
    /// Fetches the guide from `source`; `on_desk` is called with it.
    pub fn new(source: Source, desk: RwSignal<Arc<Desk>>, on_desk: Callback<Arc<Desk>>) -> Self {
        let told = RwSignal::new(String::new());
        let asked = StoredValue::new(String::new());
        let (store, is_guest) = (host::store(), host::guest().is_some());
        let keep = move |locale: &str| {
            store.with_untracked(|store| store.keep_language(locale));
            if !is_guest {
                source::ask_in(locale);
            }
        };
        let choose = Callback::new(move |locale: String| {
            told.set(String::new());
            asked.set_value(locale.clone());
            let now = desk.get_untracked();
            if now.texts().locale == locale {
                return keep(&locale);
            }
            let source = source.clone();
            leptos::task::spawn_local(async move {
                let loaded = load::in_language(&source, &locale).await;
                // Another one may have been chosen meanwhile.
                if asked.try_with_value(|asked| *asked == locale) != Some(true) {
                    return;
                }
                match loaded {
                    Ok(mut loaded) => {
                        loaded.incident = now.incident.clone();
                        keep(&locale);
                        told.set(loaded.text.language_now.to_owned());
                        on_desk.run(Arc::new(loaded));
                    }
                    Err(_) => told.set(now.text.language_failed(Language::of(&locale).name)),
                }
            });
        });
        Self { choose, told }
    }
}

/// A button for each language, named as its speakers call it; nothing where there is only one.
///
/// It stays in place while the rest of the page changes, so that the focus does.
#[component]
pub fn LanguageSwitch(
    /// The guide in the language of the page.
    #[prop(into)]
    desk: Signal<Arc<Desk>>,
    chooser: Chooser,
) -> impl IntoView {
    let Chooser { choose, told } = chooser;
    let failed = move || told.with(|told| !told.is_empty() && told != desk.read().text.language_now);
    // A guide has the same languages in each of them.
    let locales = desk.read_untracked().bundle.locales.clone();
    (locales.len() > 1).then(|| {
        let buttons = locales
            .into_iter()
            .map(|locale| view! { <Choice locale desk on_choose=choose /> }.into_any())
            .collect_view();
        view! {
            <nav class="languages" part="languages" aria-label=move || desk.read().text.languages>
                {buttons}
                <p role="status" class:hidden=holds(move || !failed()) class:note=holds(failed)>{words(move || told.get())}</p>
            </nav>
        }
    })
}

/// One language.
#[component]
fn Choice(locale: String, desk: Signal<Arc<Desk>>, on_choose: Callback<String>) -> impl IntoView {
    let name = Language::known(&locale).map_or_else(|| locale.clone(), |language| language.name.to_owned());
    let (is, chosen) = (locale.clone(), locale.clone());
    let current = move || (desk.read().texts().locale == is).then_some("true");
    view! {
        <button type="button" class="link" lang=locale aria-current=current on:click=on_press(move |_| on_choose.run(chosen.clone()))>
            {name}
        </button>
    }
}
