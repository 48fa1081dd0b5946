//! A wait, counted down; it goes on while the page is closed, because only its end is kept.

use leptos::prelude::*;

use crate::guide::{Inlines, Minutes};
use crate::progress::Millis;
use crate::ui::focus;
use crate::ui::format::clock;
use crate::ui::handler::{on_press, says};
use crate::ui::live::Live;
use crate::ui::prose;
use crate::ui::shown::{Shown, words};
use crate::words::Text;

/// The countdown of one action: a ring that empties, and words when it starts and when it is over.
#[component]
pub fn Countdown(
    text: &'static Text,
    /// How long the wait is.
    wait: Minutes,
    /// What is being waited for.
    what: Option<Inlines>,
    /// When it is over, once started.
    until: Signal<Option<Millis>>,
    /// The time, each second while it runs.
    present: Signal<Millis>,
    /// Called to start it.
    on_start: Callback<()>,
) -> impl IntoView {
    let whole = wait.0 * 60_000.0;
    let left = Memo::new(move |_| until.get().map(|until| (until - present.get()).clamp(0.0, whole)));
    let running = Memo::new(move |_| left.get().is_some_and(|left| left > 0.0));
    let over = Memo::new(move |_| left.get() == Some(0.0));
    let line = Signal::derive(move || match (running.get(), over.get()) {
        (true, _) => (1, text.wait_running.to_owned()),
        (_, true) => (2, text.wait_over.to_owned()),
        _ => (0, String::new()),
    });
    let start = move |event| {
        on_start.run(());
        focus::instead(&event, ".time");
    };
    let shown = move || left.get().unwrap_or(whole);
    view! {
        <div class="timer" class:over=over>
            <div class="dial">
                <Dial part=Signal::derive(move || shown() / whole) running />
                <p class="time" role="timer" tabindex="-1" aria-label=text.wait_left>{words(move || clock(shown()))}</p>
            </div>
            <div>
                {what.map(|what| view! { <p>{prose::inlines(&what)}</p> }.into_any())}
                <Live line />
                <Shown when=move || !running.get()>
                    <button type="button" on:click=on_press(start)>
                        {words(move || if over.get() { text.wait_again } else { text.wait_start })}
                    </button>
                </Shown>
            </div>
        </div>
    }
}

/// The ring around the time that is left.
#[component]
fn Dial(
    /// The part that is left.
    part: Signal<f64>,
    running: Memo<bool>,
) -> impl IntoView {
    view! {
        <svg viewBox="0 0 80 80" aria-hidden="true" focusable="false" class:running=running>
            <circle class="track" cx="40" cy="40" r="36" />
            <circle
                class="arc"
                cx="40"
                cy="40"
                r="36"
                pathLength="100"
                transform="rotate(-90 40 40)"
                stroke-dasharray="100 100"
                stroke-dashoffset=says(move || (100.0 - part.get() * 100.0).to_string())
            />
        </svg>
    }
}
