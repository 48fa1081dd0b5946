//! What can wait until the answer is given, or painted. Boxed, for a copy of all this for each caller is not worth it.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::IN_BROWSER;
use crate::ui::handler::effect;

/// Does something in a task of its own, once the present one is over.
///
/// Where there is no browser, nothing comes later.
pub fn soon(work: Box<dyn FnOnce()>) {
    after(Duration::ZERO, work);
}

/// Does something before the next paint.
pub fn next_frame(work: Box<dyn FnOnce()>) {
    if IN_BROWSER {
        request_animation_frame(work);
    }
}

/// Does something in a task of its own after this time.
pub fn after(time: Duration, work: Box<dyn FnOnce()>) {
    if IN_BROWSER {
        set_timeout(work, time);
    }
}

/// Does something in a task of its own after the next paint.
pub fn after_paint(work: Box<dyn FnOnce()>) {
    if IN_BROWSER {
        next_frame(Box::new(move || soon(work)));
    }
}

/// How long a visitor is left to look around.
const LEISURE: Duration = Duration::from_secs(3);

/// Does something that is of use only to what the visitor does next, and made then if it is not there: some seconds
/// later, for in the first ones a slow device has enough to do with scrolling and the first taps.
pub fn at_leisure(work: Box<dyn FnOnce()>) {
    after(LEISURE, work);
}

/// Changes after the paint of each change that `track` looks at: for parts of the page that are not what the owner
/// waits for. They track this, and read the rest untracked.
pub fn turns(track: Box<dyn Fn()>) -> RwSignal<usize> {
    let turns = RwSignal::new(0);
    effect(move |earlier| {
        track();
        if earlier.is_some() {
            // Nothing happens where the page was drawn anew in the meantime.
            after_paint(Box::new(move || {
                let _ = turns.try_update(|turns| *turns += 1);
            }));
        }
    });
    turns
}
