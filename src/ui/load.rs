//! Fetches the compiled guide.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::guide::Id;
use crate::guide::bundle::{self, LoadError};
use crate::ui::desk::Desk;

/// Which guide the page shows, and in which language.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Name of the guide.
    pub guide: String,
    /// Language of its texts.
    pub locale: String,
}

/// Why there is no guide to show. The first field is the file that was asked for.
#[derive(Clone, Debug)]
pub enum Failure {
    /// What was asked for is no name of a guide.
    Name(String),
    /// No answer came.
    Unreachable(String),
    /// The server answered with this status.
    Status(String, u16),
    /// What came is not a compiled guide of our format.
    Unusable(String, LoadError),
    /// Its numbers or references do not make a model.
    NoModel(String, String),
}

/// The guide that the page's address asks for (`?guide=name`), else the page's own.
pub fn requested(own: &str, locale: &str) -> Source {
    let search = leptos::prelude::window().location().search().unwrap_or_default();
    let asked = search
        .trim_start_matches('?')
        .split('&')
        .find_map(|pair| pair.strip_prefix("guide="));
    Source {
        guide: asked.unwrap_or(own).to_owned(),
        locale: locale.to_owned(),
    }
}

/// Fetches and compiles a guide.
///
/// # Errors
/// With what went wrong and where, for the page to say.
pub async fn load(source: &Source) -> Result<Desk, Failure> {
    if !is_name(&source.guide) {
        return Err(Failure::Name(source.guide.clone()));
    }
    let file = format!("guides/{}.{}.json", source.guide, source.locale);
    let text = fetch(&file).await?;
    next_task().await;
    let bundle = bundle::load(&text).map_err(|error| Failure::Unusable(file.clone(), error))?;
    if bundle.guide.id != Id(source.guide.clone()) {
        return Err(Failure::NoModel(
            file,
            format!("it holds the guide \"{}\"", bundle.guide.id),
        ));
    }
    let desk = Desk::new(bundle).map_err(|error| Failure::NoModel(file, error.to_string()))?;
    next_task().await;
    Ok(desk)
}

/// Lets the browser draw and answer the visitor before the work goes on.
async fn next_task() {
    let task = js_sys::Promise::new(&mut |resolve, _| {
        // Every browser has timers: setting one is not refused.
        let _ = leptos::prelude::window().set_timeout_with_callback(&resolve);
    });
    // A timer's promise is never refused.
    let _ = JsFuture::from(task).await;
}

async fn fetch(file: &str) -> Result<String, Failure> {
    let unreachable = |_| Failure::Unreachable(file.to_owned());
    let response = JsFuture::from(leptos::prelude::window().fetch_with_str(file))
        .await
        .map_err(unreachable)?;
    let response: Response = response.dyn_into().map_err(unreachable)?;
    if !response.ok() {
        return Err(Failure::Status(file.to_owned(), response.status()));
    }
    let text = JsFuture::from(response.text().map_err(unreachable)?)
        .await
        .map_err(unreachable)?;
    text.as_string().ok_or_else(|| Failure::Unreachable(file.to_owned()))
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}
