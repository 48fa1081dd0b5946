//! A line that is spoken when it changes, and only then.

use leptos::prelude::*;

use crate::ui::shown::words;

/// A line whose changes are said once. What it says when it is drawn (after a reload, in another language)
/// was said before, or is read in passing: it is shown and not announced.
#[component]
pub fn Live(
    /// The number of the change and the line; the same line under another number is said again.
    line: Signal<(usize, String)>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let (n_before, before) = line.get_untracked();
    let changed = Memo::new(move |was: Option<&bool>| was == Some(&true) || line.read().0 != n_before);
    let spoken = move || {
        let (n, line) = line.get();
        // A text that stays the same is no change to a screen reader.
        let mark = if n % 2 == 1 && !line.is_empty() { "\u{a0}" } else { "" };
        if changed.get() { line + mark } else { String::new() }
    };
    view! {
        <div class=format!("live {class}")>
            <p>{words(move || if changed.get() { String::new() } else { before.clone() })}</p>
            <p role="status">{words(spoken)}</p>
        </div>
    }
}
