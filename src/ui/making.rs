//! The page is made part by part, each in a task of its own, so that the browser can answer the visitor in between.

use leptos::prelude::*;

use crate::ui::{later, takeover};

/// The parts that wait to be made; none once all are, and what comes then is made at once.
#[derive(Clone, Copy)]
pub struct Making(StoredValue<Option<Vec<RwSignal<bool>>>>);

impl Making {
    /// Lets the parts below wait, until [`Self::go_on`].
    pub fn provide() -> Self {
        let making = Self(StoredValue::new(Some(Vec::new())));
        provide_context(making);
        making
    }

    /// Makes what waits, one part a task, in the order it came, and calls `on_made` once nothing waits any more.
    pub fn go_on(self, on_made: Box<dyn FnOnce()>) {
        later::soon(Box::new(move || {
            let next = self.0.try_update_value(|waiting| {
                let next = waiting
                    .as_mut()
                    .filter(|waiting| !waiting.is_empty())
                    .map(|waiting| waiting.remove(0));
                if next.is_none() {
                    *waiting = None;
                }
                next
            });
            match next {
                Some(Some(part)) => {
                    // It may be gone, where the page was drawn anew meanwhile.
                    part.try_set(true);
                    self.go_on(on_made);
                }
                Some(None) => on_made(),
                // All of it has left the page.
                None => {}
            }
        }));
    }

    /// Whether `part` has to wait.
    fn lines_up(self, part: RwSignal<bool>) -> bool {
        let lined_up = self
            .0
            .try_update_value(|waiting| waiting.as_mut().map(|waiting| waiting.push(part)));
        lined_up.flatten().is_some()
    }
}

/// A part that waits its turn while the page is out of sight.
#[component]
pub fn InTurn(
    /// It lies so far down that it waits in sight too.
    #[prop(optional)]
    far: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let made = RwSignal::new(false);
    let waits = (far || takeover::is_waiting()) && use_context::<Making>().is_some_and(|making| making.lines_up(made));
    made.set(!waits);
    move || made.get().then(|| children())
}
