//! Fetches the words of the interface and the compiled guide.

use std::cell::{Cell, RefCell};

use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::engine;
use crate::guide::bundle::{self, LoadError};
use crate::incident::{self, Incident, Value};
use crate::json;
use crate::sorted::Map;
use crate::ui::desk::Desk;
use crate::ui::format::now;
use crate::ui::source::Source;
use crate::words::{Language, Text};

/// Why there is no guide to show. The first field is the file that was asked for.
#[derive(Clone, Debug)]
pub enum Failure {
    /// What was asked for is no name of a guide.
    Name(String),
    /// No answer came.
    Unreachable(String),
    /// What came is larger than any guide.
    TooLarge(String),
    /// The server answered with this status.
    Status(String, u16),
    /// What came is not a compiled guide of our format.
    Unusable(String, LoadError),
    /// Its numbers or references do not make a model.
    NoModel(String, String),
}

/// A file that was asked for and may still be on its way.
pub struct Sent {
    file: String,
    answer: js_sys::Promise,
}

/// The most characters that a file may have.
pub const LARGEST: usize = 4_000_000;

/// A guide that was asked for before the page was there to wait for it; taken once.
pub type First = SendWrapper<Cell<Option<Result<Sent, Failure>>>>;

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
        let length = response.headers().get("content-length").ok().flatten();
        if length
            .and_then(|length| length.parse().ok())
            .is_some_and(|length: usize| length > 3 * LARGEST)
        {
            return Err(Failure::TooLarge(file));
        }
        let text = JsFuture::from(response.text().map_err(unreachable)?)
            .await
            .map_err(unreachable)?;
        match text.dyn_ref::<js_sys::JsString>() {
            Some(text) if text.length() as usize > LARGEST => Err(Failure::TooLarge(file)),
            text => text.map(String::from).ok_or(Failure::Unreachable(file)),
        }
    }
}

thread_local! {
    /// The words that came; they are kept as long as the page lives, so each language comes once.
    static WORDS: RefCell<Vec<&'static Text>> = const { RefCell::new(Vec::new()) };
}

fn known_words(language: &Language) -> Option<&'static Text> {
    WORDS.with_borrow(|all| all.iter().find(|text| text.locale == language.locale).copied())
}

/// Asks for the words of the interface, unless they are there.
pub fn ask_for_words(source: &Source, language: &Language) -> Option<Sent> {
    let asks = known_words(language).is_none();
    asks.then(|| Sent::new(source.words_file(language)))
}

/// Reads the words of the interface.
///
/// # Errors
/// When they do not arrive.
pub async fn words(language: &'static Language, sent: Option<Sent>) -> Result<&'static Text, Failure> {
    let unreachable = || Failure::Unreachable(language.file());
    let json = match sent {
        Some(sent) => sent.text().await?,
        None => String::new(),
    };
    if let Some(text) = known_words(language) {
        return Ok(text);
    }
    let file: Map<String, String> = json::from_str(&json).map_err(|_| unreachable())?;
    let look = |key: &str| file.get(key).cloned();
    let text = Text::read(language, &look);
    WORDS.with_borrow_mut(|all| all.push(text));
    Ok(text)
}

/// How long the page waits, once the guide is there, for what it can do without, in milliseconds.
pub const PATIENCE: i32 = 1000;

/// How long writes wait for a copy that may be newer, in milliseconds; then it is left as it is.
pub const LONGEST: i32 = 30_000;

/// What `promise` holds if it comes in time, else nothing.
pub fn in_time(promise: &js_sys::Promise, patience: i32) -> js_sys::Promise {
    let late = js_sys::Promise::new(&mut |resolve, _| {
        let _ = leptos::prelude::window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, patience);
    });
    js_sys::Promise::race(&js_sys::Array::of2(promise, &late))
}

/// What the host reports, if it does and the file comes in time; what is wrong with it is said in the console.
pub async fn incident(sent: Option<Sent>, desk: &Desk) -> Option<Incident> {
    let sent = sent?;
    let file = sent.file.clone();
    let answer = in_time(&sent.answer, PATIENCE);
    let read = Sent { answer, ..sent }.text().await;
    let problem = match read.map(|text| js_sys::JSON::parse(&text)) {
        Ok(Ok(json)) => match incident::read(&value(&json), desk.guide(), now()) {
            Ok(incident) => return incident,
            Err(unfit) => unfit.to_string(),
        },
        Ok(Err(_)) => "it is not JSON".to_owned(),
        Err(_) => "it did not come".to_owned(),
    };
    leptos::logging::warn!("The incident in {file} is left out: {problem}.");
    None
}

/// Asks for the report of an incident.
pub fn ask_for_incident(file: &str) -> Sent {
    Sent::new(file.to_owned())
}

fn value(json: &JsValue) -> Value {
    if let Some(text) = json.as_string() {
        return Value::Text(text);
    }
    if let Some(number) = json.as_f64() {
        return Value::Number(number);
    }
    match json.dyn_ref::<js_sys::Object>() {
        Some(table) if !js_sys::Array::is_array(json) => {
            let entries = js_sys::Object::entries(table);
            let entry = |pair: js_sys::Array| Some((pair.get(0).as_string()?, value(&pair.get(1))));
            Value::Table(
                entries
                    .iter()
                    .map(|pair| js_sys::Array::from(&pair))
                    .filter_map(entry)
                    .collect(),
            )
        }
        _ => Value::Other,
    }
}

/// Asks for a guide in a language.
///
/// # Errors
/// When what is wanted is no name of a guide.
pub fn ask_for_guide(source: &Source, locale: &str) -> Result<Sent, Failure> {
    source.guide_file(locale).map(Sent::new)
}

/// Reads and compiles the guide that was asked for in the best language there may be, else in the next best.
///
/// # Errors
/// With what went wrong and where, for the page to say.
pub async fn guide(source: &Source, sent: Result<Sent, Failure>, text: &'static Text) -> Result<Desk, Failure> {
    let mut read = compiled(source, sent, text).await;
    for locale in source.locales().iter().skip(1) {
        if !matches!(read, Err(Failure::Status(_, 404))) {
            break;
        }
        let sent = ask_for_guide(source, locale);
        read = compiled(source, sent, text).await;
    }
    let mut desk = read?;
    // Only its file says which languages a guide elsewhere has.
    if source.is_address()
        && let Some(best) = source.wishes.best(&desk.bundle.locales)
        && best != desk.texts().locale
        && source.guide_file(best)? != source.guide_file(&desk.texts().locale)?
    {
        desk = compiled(source, ask_for_guide(source, best), text).await?;
    }
    let language = Language::of(&desk.texts().locale);
    if language.locale != text.locale {
        desk.text = words(language, ask_for_words(source, language)).await?;
    }
    Ok(desk)
}

/// The guide with the words of the interface in another language.
///
/// # Errors
/// When the one or the other does not arrive or cannot be used.
pub async fn in_language(source: &Source, locale: &str) -> Result<Desk, Failure> {
    let language = Language::of(locale);
    let (guide_sent, words_sent) = (ask_for_guide(source, locale), ask_for_words(source, language));
    let text = words(language, words_sent).await?;
    compiled(source, guide_sent, text).await
}

async fn compiled(source: &Source, sent: Result<Sent, Failure>, text: &'static Text) -> Result<Desk, Failure> {
    let sent = sent?;
    let file = sent.file.clone();
    let json = sent.text().await?;
    next_task().await;
    let unusable = |error| Failure::Unusable(file.clone(), error);
    let tree = bundle::parse(&json).map_err(unusable)?;
    next_task().await;
    let bundle = bundle::read(&json, &tree).map_err(unusable)?;
    // Else they would be there until the desk is.
    drop((json, tree));
    if !source.is_address() && bundle.guide.id.as_str() != source.guide {
        return Err(Failure::NoModel(
            file,
            format!("it holds the guide \"{}\"", bundle.guide.id),
        ));
    }
    next_task().await;
    let model = engine::compile(&bundle.guide).map_err(|error| Failure::NoModel(file, error.to_string()))?;
    next_task().await;
    Ok(Desk::of(bundle, model, text))
}

/// Lets the browser draw and answer the visitor before the work goes on.
pub async fn next_task() {
    let task = js_sys::Promise::new(&mut |resolve, _| {
        // Every browser has timers: setting one is not refused.
        let _ = leptos::prelude::window().set_timeout_with_callback(&resolve);
    });
    // A timer's promise is never refused.
    let _ = JsFuture::from(task).await;
}

/// True for what may be the name of a guide.
pub fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}
