//! Which kind of phone the owner has.

use std::sync::Arc;

use leptos::prelude::*;

use crate::guide::Id;
use crate::ui::desk::{Desk, or_id};
use crate::ui::handler::{holds, on_change};

/// A switch between the guide's platforms.
#[component]
pub fn PlatformSwitch(desk: Arc<Desk>, chosen: Signal<Option<Id>>, on_platform: Callback<Id>) -> impl IntoView {
    let options = desk.guide().platforms.iter().map(|platform| {
        let (is, pick) = (platform.clone(), platform.clone());
        view! {
            <label>
                <input
                    type="radio"
                    name="platform"
                    prop:checked=holds(move || chosen.read().as_ref() == Some(&is))
                    on:change=on_change(move |_| on_platform.run(pick.clone()))
                />
                <span>{or_id(desk.texts().platforms.get(platform), platform)}</span>
            </label>
        }
    });
    view! {
        <fieldset class="switch">
            <legend>{desk.text.platform_legend}</legend>
            {options.collect_view()}
        </fieldset>
    }
}

/// The platform to start with: the visitor's own where its name tells, else the guide's first.
pub fn guess(platforms: &[Id]) -> Option<Id> {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let ours = if agent.contains("iPhone") || agent.contains("iPad") {
        "ios"
    } else {
        "android"
    };
    let known = |name: &str| platforms.iter().find(|platform| platform.as_str() == name);
    known(ours)
        .filter(|_| agent.contains("Mobile"))
        .or(platforms.first())
        .cloned()
}
