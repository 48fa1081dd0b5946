//! Fetches the words of the interface and the compiled guide.

use std::cell::Cell;

use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::guide::Id;
use crate::guide::bundle::{self, LoadError};
use crate::ui::desk::Desk;
use crate::words::{LANGUAGES, Language, Text};

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

/// A file that was asked for and may still be on its way.
pub struct Sent {
    file: String,
    answer: js_sys::Promise,
}

impl Sent {
    fn new(file: String) -> Self {
        let answer = leptos::prelude::window().fetch_with_str(&file);
        Self { file, answer }
    }

    async fn text(self) -> Result<String, Failure> {
        let Self { file, answer } = self;
        let unreachable = |_: JsValue| Failure::Unreachable(file.clone());
        let response = JsFuture::from(answer).await.map_err(unreachable)?;
        let response: Response = response.dyn_into().map_err(unreachable)?;
        if !response.ok() {
            return Err(Failure::Status(file, response.status()));
        }
        let text = JsFuture::from(response.text().map_err(unreachable)?)
            .await
            .map_err(unreachable)?;
        text.as_string().ok_or(Failure::Unreachable(file))
    }
}

/// A guide that was asked for before the page was there to wait for it; taken once.
pub type First = SendWrapper<Cell<Option<Result<Sent, Failure>>>>;

/// The language of the interface for texts in `locale`; English where it does not speak that.
pub fn language(locale: &str) -> &'static Language {
    const ENGLISH: &Language = &LANGUAGES[0];
    let mut all = LANGUAGES.iter();
    all.find(|language| language.locale == locale).unwrap_or(ENGLISH)
}

/// Asks for the words of the interface.
pub fn ask_for_words(language: &Language) -> Sent {
    Sent::new(language.file())
}

/// Reads the words of the interface.
///
/// # Errors
/// With a sentence for the console: there are no words to say it on the page.
pub async fn words(language: &'static Language, sent: Sent) -> Result<&'static Text, String> {
    let text = sent.text().await.map_err(|failure| format!("{failure:?}"))?;
    let file = js_sys::JSON::parse(&text)
        .ok()
        .filter(JsValue::is_object)
        .ok_or_else(|| format!("{} holds no texts", language.file()))?;
    let look = |key: &str| js_sys::Reflect::get(&file, &key.into()).ok()?.as_string();
    Ok(Text::read(language, &look))
}

/// Asks for a guide.
///
/// # Errors
/// When what is wanted is no name of a guide.
pub fn ask_for_guide(source: &Source) -> Result<Sent, Failure> {
    if !is_name(&source.guide) {
        return Err(Failure::Name(source.guide.clone()));
    }
    Ok(Sent::new(format!("guides/{}.{}.json", source.guide, source.locale)))
}

/// Reads and compiles the guide that was asked for.
///
/// # Errors
/// With what went wrong and where, for the page to say.
pub async fn guide(source: &Source, sent: Sent, text: &'static Text) -> Result<Desk, Failure> {
    let file = sent.file.clone();
    let json = sent.text().await?;
    next_task().await;
    let bundle = bundle::load(&json).map_err(|error| Failure::Unusable(file.clone(), error))?;
    if bundle.guide.id != Id(source.guide.clone()) {
        return Err(Failure::NoModel(
            file,
            format!("it holds the guide \"{}\"", bundle.guide.id),
        ));
    }
    let desk = Desk::new(bundle, text).map_err(|error| Failure::NoModel(file, error.to_string()))?;
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

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}
