//! "Carry on elsewhere": a link, a picture of it for a camera, and a code to read out.

use std::sync::Arc;

use leptos::prelude::*;

use crate::progress::code::{case, link};
use crate::qr;
use crate::ui::copy::CopyButton;
use crate::ui::desk::Desk;
use crate::ui::handler::on_change;
use crate::ui::shown::{Shown, remade};
use crate::ui::source;
use crate::ui::state::State;
use crate::words::Text;

/// The link and the code of what was told so far.
#[component]
pub fn CarryOn(desk: Arc<Desk>, state: State) -> impl IntoView {
    let text = desk.text;
    let front = StoredValue::new(format!("{}#", source::address_without_language()));
    let address = Memo::new(move |_| format!("{}{}", front.get_value(), link::write(&state.progress.read())));
    let code = Memo::new(move |_| case::write(&state.session.read(), desk.guide()));
    let picture = move || {
        let plain = front.with_value(String::len).saturating_add(link::PREFIX.len());
        qr::draw(&address.read(), plain)
    };
    view! {
        <div class="carry">
            <p>{text.carry_about}</p>
            <label class="field">
                <span>{text.carry_link}</span>
                <input type="text" readonly prop:value=address />
            </label>
            <CopyButton text label=text.carry_copy_link what=address />
            <Camera text picture=Signal::derive(picture) />
            <Code text code=code.into() />
        </div>
    }
}

/// The same in something that opens; it is made when it is first opened.
#[component]
pub fn CarryOnDoor(desk: Arc<Desk>, state: State) -> impl IntoView {
    let opened = RwSignal::new(false);
    let text = desk.text;
    view! {
        <details class="aside" on:toggle=on_change(move |_| opened.set(true))>
            <summary>{text.carry_heading}</summary>
            <Shown when=move || opened.get()><CarryOn desk=desk.clone() state /></Shown>
        </details>
    }
}

/// The picture of the link.
#[component]
fn Camera(text: &'static Text, picture: Signal<Option<qr::Picture>>) -> impl IntoView {
    move || match picture.get() {
        Some(qr::Picture { size, path }) => {
            let quiet = qr::QUIET;
            let all = size + 2 * quiet;
            view! {
                <figure class="camera">
                    <svg class="qr" role="img" aria-label=text.carry_qr viewBox=format!("-{quiet} -{quiet} {all} {all}")>
                        <path d=path />
                    </svg>
                    <figcaption>{text.carry_qr_about}</figcaption>
                </figure>
            }
            .into_any()
        }
        None => view! { <p class="note">{text.carry_qr_none}</p> }.into_any(),
    }
}

/// The case code, which may break between its groups.
#[component]
fn Code(text: &'static Text, code: Signal<String>) -> impl IntoView {
    let groups = move || {
        let code = code.read();
        let groups = code
            .split_inclusive('-')
            .map(|group| view! { <span>{group.to_owned()}</span><wbr /> }.into_any());
        groups.collect_view().into_any()
    };
    view! {
        <div class="case" role="group" aria-labelledby="case-code-name">
            <p class="name" id="case-code-name">{text.carry_code}</p>
            <p class="case-code" data-case-code="">{remade(groups)}</p>
            <p class="quiet">{text.carry_code_about}</p>
            <CopyButton text label=text.carry_copy_code what=code />
        </div>
    }
}
