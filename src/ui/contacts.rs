//! Whom to ask: the contacts of the visitor's region, and those of all others in something that opens.

use leptos::prelude::*;

use crate::guide::Contact;
use crate::ui::desk::{Desk, or_id};
use crate::ui::icon::Icon;
use crate::ui::{prose, source};

/// The visitor's own contacts, and the others, if there are any.
pub fn contacts(desk: &Desk) -> (AnyView, Option<AnyView>) {
    let region = source::region();
    let (near, far) = desk.guide().escalation.contacts_for(region.as_deref());
    let others = (!far.is_empty()).then(|| {
        view! { <details><summary>{desk.text.over_elsewhere}</summary>{list(desk, far, "contacts")}</details> }
            .into_any()
    });
    (list(desk, near, "contacts near"), others)
}

fn list(desk: &Desk, contacts: Vec<&Contact>, class: &'static str) -> AnyView {
    let rows: Vec<_> = contacts.into_iter().map(|contact| row(desk, contact)).collect();
    view! { <ul class=class>{rows}</ul> }.into_any()
}

fn row(desk: &Desk, contact: &Contact) -> AnyView {
    let texts = desk.texts().escalation.contacts.get(&contact.id);
    let name = or_id(texts.map(|text| &text.name), &contact.id);
    let phone = contact.phone.as_ref().map(|phone| {
        let digits: String = phone
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '+')
            .collect();
        view! { <a class="button call" href=format!("tel:{digits}")><Icon name="phone" />{phone.clone()}</a> }
    });
    let url = contact.url.as_ref().filter(|url| prose::is_safe(url)).map(|url| {
        let link = texts.and_then(|text| text.link.clone());
        let link = link.unwrap_or_else(|| desk.text.over_site(&name));
        view! { <a class="site" href=url.clone() rel="noreferrer">{link}</a> }
    });
    let note = texts
        .and_then(|text| text.note.as_ref())
        .map(|note| view! { <p>{prose::inlines(note)}</p> }.into_any());
    view! { <li><b>{name}</b>{phone}{note}{url}</li> }.into_any()
}
