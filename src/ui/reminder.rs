//! A calendar file for a day that the owner knows.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::calendar::{self, Day, Event};
use crate::guide::{Id, plain};
use crate::ui::desk::Desk;
use crate::ui::format;
use crate::ui::handler::on_press;
use crate::ui::shown::words as replaced;

/// Asks for the day and saves the file; the day is kept nowhere else.
#[component]
pub fn Reminder(desk: Arc<Desk>, item: Id, days_before: f64) -> impl IntoView {
    let text = desk.text;
    let words = desk.texts().reminders.get(&item).cloned().unwrap_or_default();
    let field = NodeRef::<html::Input>::new();
    let (told, is_wrong) = (RwSignal::new(""), RwSignal::new(false));
    let note = text.remind_before(&format::count(days_before as usize, text.locale));
    let ask = words.ask.clone();
    let save = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let day = field.value();
        let problem = match Day::read(&day) {
            None => Some(text.remind_missing),
            Some(_) if day < format::today() => Some(text.remind_past),
            Some(day) => {
                save_file(text.remind_file, &file(&desk, &item, &words.title, day, days_before));
                None
            }
        };
        is_wrong.set(problem.is_some());
        told.set(problem.unwrap_or(text.remind_done));
        if problem.is_some() {
            // What cannot take focus leaves it where it is.
            let _ = field.focus();
        }
    };
    view! {
        <div class="reminder">
            <label class="field">
                {ask}
                <input
                    type="date"
                    node_ref=field
                    min=format::today()
                    aria-invalid=move || is_wrong.get().then_some("true")
                    aria-describedby="reminder-note reminder-told"
                />
            </label>
            <p id="reminder-note" class="quiet">{note}</p>
            <button type="button" on:click=on_press(save)>{text.remind_go}</button>
            <p id="reminder-told" role="status" class:wrong=is_wrong>{replaced(move || told.get())}</p>
        </div>
    }
}

fn file(desk: &Desk, item: &Id, title: &str, day: Day, days_before: f64) -> String {
    let note = desk
        .texts()
        .prevention
        .get(item)
        .map(|words| plain(words))
        .unwrap_or_default();
    calendar::file(&Event {
        day,
        title,
        note: &note,
        days_before: days_before as u16,
        uid: &format!("{}-{item}-{}@fixpath", desk.guide().id, day.since_1970()),
        made: &format::iso(format::now()),
    })
}

/// Hands a file to the browser, by a link that is pressed at once: nothing leaves the page.
fn save_file(name: &str, contents: &str) {
    let link = document().create_element("a").ok();
    let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let contents = String::from(js_sys::encode_uri_component(contents));
    for (key, value) in [
        ("download", name),
        ("href", &format!("data:text/calendar;charset=utf-8,{contents}")),
    ] {
        // Every element takes these attributes.
        let _ = link.set_attribute(key, value);
    }
    link.click();
}
