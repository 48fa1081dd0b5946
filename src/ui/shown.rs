//! What is there at times, and lists that change: leptos's `Show` and `For`, each made once for all uses.
//!
//! Used as they are, both are copied into the program for each kind of content, some 2 and 5 kB a time.
//!
//! What changes is replaced, element and all, by [`remade`] and [`words`]. Leptos by itself patches the text node that
//! it made, which a browser's translator may have taken out of the page: then the page would show what no longer holds.

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

/// Elements that are made anew whenever a signal that `children` reads changes.
pub fn remade(children: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let children: Box<dyn Fn() -> AnyView + Send> = Box::new(children);
    remade_by(children)
}

// Once for all uses.
fn remade_by(children: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let n = StoredValue::new(0_usize);
    list(Box::new(move || {
        let view = children();
        n.update_value(|n| *n += 1);
        let draw: Draw = Box::new(move || view);
        vec![(n.get_value().to_string(), draw)]
    }))
}

/// Words that change, in an element of their own that is replaced with them; no element while there are none.
pub fn words<W: Into<String>>(words: impl Fn() -> W + Send + 'static) -> AnyView {
    let words: Box<dyn Fn() -> String + Send> = Box::new(move || words().into());
    words_by(words)
}

fn words_by(words: Box<dyn Fn() -> String + Send>) -> AnyView {
    list(Box::new(move || {
        let words = words();
        let key = words.clone();
        let draw: Draw = Box::new(move || view! { <span>{words}</span> }.into_any());
        if key.is_empty() { Vec::new() } else { vec![(key, draw)] }
    }))
}

type Draw = Box<dyn FnOnce() -> AnyView + Send>;

fn list(each: Box<dyn Fn() -> Vec<(String, Draw)> + Send>) -> AnyView {
    view! { <For each key=|(key, _)| key.clone() children=|(_, draw)| draw() /> }.into_any()
}
