//! "Carry on with a case code": a field for a code that somebody read out.

use leptos::prelude::*;

use crate::progress::code::CodeError;
use crate::ui::handler::{holds, on_change, says};
use crate::ui::shown::words;
use crate::words::Text;

/// A field in something that opens, high enough for a long code; what is wrong with a code is said at the field.
#[component]
pub fn CodeForm(
    text: &'static Text,
    /// Called with what was entered; gives what is wrong with it.
    on_code: Callback<String, Result<(), CodeError>>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let send = move || {
        // Emptied first, so that the same problem is said again.
        problem.set(String::new());
        if let Err(error) = on_code.run(typed.get_untracked()) {
            problem.set(text.problem(&error));
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let edit = move |event| {
        let value = event_target_value(&event);
        // A code is one line, however many it takes here: the Enter key after it sends it.
        let is_sent = value.ends_with('\n');
        typed.set(value);
        problem.set(String::new());
        if is_sent {
            send();
        }
    };
    let wrong = move || !problem.read().is_empty();
    view! {
        <details class="aside">
            <summary>{text.code_open}</summary>
            <form class="code-form" novalidate on:submit=submit>
                <label class="field" class:wrong=holds(wrong)>
                    <span>{text.carry_code}</span>
                    <textarea
                        rows="2" autocomplete="off" autocapitalize="characters" spellcheck="false"
                        aria-describedby="code-problem code-hint" aria-invalid=says(move || wrong().to_string())
                        prop:value=typed on:input=on_change(edit)
                    />
                </label>
                <p id="code-problem" class="problem" role="alert">{words(move || problem.get())}</p>
                <p id="code-hint" class="quiet">{text.code_hint}</p>
                <button type="submit">{text.code_go}</button>
            </form>
        </details>
    }
}

impl Text {
    /// What is wrong with a link or a code, and what to do.
    pub fn problem(&self, error: &CodeError) -> String {
        match error {
            CodeError::Empty => self.code_empty.to_owned(),
            CodeError::Letter { letter, group } => {
                self.code_letter(&letter.to_string(), &group.place.to_string(), &group.letters)
            }
            CodeError::Mistyped { group: Some(group) } => {
                self.code_mistyped_at(&group.place.to_string(), &group.letters)
            }
            CodeError::Mistyped { group: None } => self.code_mistyped.to_owned(),
            CodeError::Damaged => self.code_damaged.to_owned(),
            CodeError::Newer => self.code_newer.to_owned(),
            CodeError::OtherGuide(guide) => self.code_other_guide(guide.as_str()),
            CodeError::AnotherGuide => self.code_another_guide.to_owned(),
            CodeError::OtherVersion => self.code_other_version.to_owned(),
        }
    }
}
