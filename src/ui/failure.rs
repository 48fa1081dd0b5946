//! The guide could not be loaded: what happened, what is safe, what to do.

use leptos::prelude::*;

use crate::guide::bundle::LoadError;
use crate::ui::format;
use crate::ui::handler::on_press;
use crate::ui::load::{Failure, LARGEST};
use crate::words::Text;

/// A failed load, in a sentence and with a way on.
#[component]
pub fn FailureCard(text: &'static Text, failure: Failure, on_again: Callback<()>) -> impl IntoView {
    view! {
        <section class="card failure" role="alert" aria-labelledby="failure-heading">
            <h2 id="failure-heading">{text.fail_heading}</h2>
            <p>{words(text, &failure)}</p>
            <p>{text.fail_kept}</p>
            <div class="acts">
                <button type="button" class="go" on:click=on_press(move |_| on_again.run(()))>{text.fail_again}</button>
            </div>
        </section>
    }
}

/// A failed load for the host: its name, which stays, and a sentence.
pub fn told(text: &Text, failure: &Failure) -> (String, String) {
    let code = match failure {
        Failure::Name(_) => "guide-name",
        Failure::Unreachable(_) => "guide-unreachable",
        Failure::TooLarge(_) => "guide-too-large",
        Failure::Status(..) => "guide-missing",
        Failure::Unusable(_, LoadError::NotJson { .. }) => "guide-not-json",
        Failure::Unusable(_, LoadError::NewerFormat { .. } | LoadError::OlderFormat { .. }) => "guide-format",
        Failure::Unusable(..) | Failure::NoModel(..) => "guide-malformed",
    };
    (code.to_owned(), words(text, failure))
}

fn words(text: &Text, failure: &Failure) -> String {
    match failure {
        Failure::Name(name) => text.fail_name(name),
        Failure::Unreachable(file) => text.fail_unreachable(file),
        Failure::Status(file, status) => text.fail_missing(file, &status.to_string()),
        Failure::TooLarge(file) => text.fail_large(file, &format::number(LARGEST, text.locale)),
        Failure::Unusable(file, error @ LoadError::NewerFormat { .. }) => text.fail_newer(file, &error.to_string()),
        Failure::Unusable(file, error) => text.fail_malformed(file, &error.to_string()),
        Failure::NoModel(file, why) => text.fail_malformed(file, why),
    }
}
