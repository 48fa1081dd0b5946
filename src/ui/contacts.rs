//! Whom to ask: the contacts of the visitor's region first.

use leptos::prelude::*;

use crate::guide::Contact;
use crate::ui::desk::{Desk, or_id};
use crate::ui::{prose, source};

/// All contacts of the guide.
pub fn contacts(desk: &Desk) -> AnyView {
    let region = source::region();
    let contacts = desk.guide().escalation.contacts_from(region.as_deref());
    let rows: Vec<_> = contacts.into_iter().map(|contact| row(desk, contact)).collect();
    view! { <ul class="contacts">{rows}</ul> }.into_any()
}

fn row(desk: &Desk, contact: &Contact) -> AnyView {
    let texts = desk.texts().escalation.contacts.get(&contact.id);
    let name = or_id(texts.map(|text| &text.name), &contact.id);
    let phone = contact.phone.as_ref().map(|phone| {
        let digits: String = phone
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '+')
            .collect();
        view! { " "<a href=format!("tel:{digits}")>{phone.clone()}</a> }
    });
    let url = contact.url.as_ref().filter(|url| prose::is_safe(url)).map(|url| {
        let host = url
            .trim_start_matches("https://")
            .split('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        view! { " "<a href=url.clone() rel="noreferrer">{host}</a> }
    });
    let note = texts
        .and_then(|text| text.note.as_ref())
        .map(|note| view! { <br />{prose::inlines(note)} }.into_any());
    view! { <li><b>{name}</b>{phone}{url}{note}</li> }.into_any()
}
