//! A wait, counted down; it goes on while the page is closed, because only its end is kept.

use std::time::Duration;

use leptos::prelude::*;

use crate::guide::{Inlines, Minutes};
use crate::progress::Millis;
use crate::ui::format::{clock, now};
use crate::ui::prose;
use crate::words::Text;

/// The countdown of one action.
#[component]
pub fn Countdown(
    text: &'static Text,
    /// How long the wait is.
    wait: Minutes,
    /// What is being waited for.
    what: Option<Inlines>,
    /// When it is over, once started.
    #[prop(into)]
    until: Signal<Option<Millis>>,
    /// Called with the time at which it will be over.
    on_start: Callback<Millis>,
) -> impl IntoView {
    let present = RwSignal::new(now());
    let tick = set_interval_with_handle(move || present.set(now()), Duration::from_secs(1));
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    let left = Memo::new(move |_| until.get().map(|until| until - present.get()));
    let running = Memo::new(move |_| left.get().is_some_and(|left| left > 0.0));
    let over = Memo::new(move |_| left.get().is_some_and(|left| left <= 0.0));
    let start = move |_| {
        present.set(now());
        on_start.run(now() + wait.0 * 60_000.0);
    };
    view! {
        <div class="timer">
            <p class="time" role="timer" class:running=running>
                {move || clock(left.get().unwrap_or(wait.0 * 60_000.0))}
            </p>
            <div>
                {what.map(|what| view! { <p>{prose::inlines(&what)}</p> })}
                <p role="status">
                    {move || if over.get() { text.wait_over } else if running.get() { text.wait_running } else { "" }}
                </p>
                <Show when=move || !running.get()>
                    <button type="button" on:click=start>
                        {move || if over.get() { text.wait_again } else { text.wait_start }}
                    </button>
                </Show>
            </div>
        </div>
    }
}
