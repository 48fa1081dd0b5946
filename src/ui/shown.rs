//! What is there at times, and lists that change: leptos's `Show` and `For`, each made once for all uses.
//!
//! Used as they are, both are copied into the program for each kind of content, some 2 and 5 kB a time.

use leptos::prelude::*;

/// Content that is there while something holds.
#[component]
pub fn Shown(#[prop(into)] when: Signal<bool>, children: ChildrenFn) -> impl IntoView {
    let holds = Memo::new(move |_| when.get());
    move || holds.get().then(|| children())
}

/// Items that keep their elements as long as their keys stay.
#[component]
pub fn Rows<T, E, C>(
    /// The items in order.
    each: E,
    /// What tells items apart; another key is drawn anew.
    key: fn(&T) -> String,
    /// Draws an item.
    children: C,
) -> impl IntoView
where
    T: Send + 'static,
    E: Fn() -> Vec<T> + Send + 'static,
    C: Fn(T) -> AnyView + Clone + Send + 'static,
{
    let row = move |item| {
        let (key, children) = (key(&item), children.clone());
        let draw: Draw = Box::new(move || children(item));
        (key, draw)
    };
    list(Box::new(move || each().into_iter().map(&row).collect()))
}

type Draw = Box<dyn FnOnce() -> AnyView + Send>;

fn list(each: Box<dyn Fn() -> Vec<(String, Draw)> + Send>) -> AnyView {
    view! { <For each key=|(key, _)| key.clone() children=|(_, draw)| draw() /> }.into_any()
}
