//! What the document says of itself: its language, its title and its description.

use leptos::prelude::*;

use crate::ui::desk::Desk;
use crate::words::choice::is_right_to_left;

/// The document is in this language from now on.
pub fn set_language(locale: &str) {
    let Some(root) = document().document_element() else {
        return;
    };
    let direction = if is_right_to_left(locale) { "rtl" } else { "ltr" };
    for (name, value) in [("lang", locale), ("dir", direction)] {
        // Every element takes these attributes.
        let _ = root.set_attribute(name, value);
    }
}

/// The document shows this guide from now on.
pub fn show_guide(desk: &Desk) {
    let texts = &desk.texts().guide;
    set_language(&desk.texts().locale);
    document().set_title(&texts.title);
    let description = document().query_selector("meta[name=description]").ok().flatten();
    if let Some(description) = description {
        let _ = description.set_attribute("content", &texts.lead);
    }
}
