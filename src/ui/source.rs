//! Which guide the page shows, and in which language.

use std::sync::Arc;

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::progress::store::Store;
use crate::sorted::Map;
use crate::ui::load::{Failure, is_name};
use crate::words::choice::Wishes;
use crate::words::{LANGUAGES, Language};

/// A guide by name or address, with what is known of its languages and of the visitor's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Name of the guide, or the address of its file.
    pub guide: String,
    /// Where the files of this build are that do not have the name one asks for, by that name.
    pub files: Arc<Map<String, String>>,
    /// The address that other files are below, with a slash at its end; empty beside the page.
    pub root: String,
    /// The guide may be asked for by the address of its file.
    pub takes_addresses: bool,
    /// The file with what the host reports of an incident, where the place names one in `data-incident`.
    pub incident: Option<String>,
    /// Its languages, the default first; empty where the page was not told.
    pub listed: Vec<String>,
    pub wishes: Wishes,
}

impl Source {
    /// The guide that the page's address asks for (`?guide=name`), else the one of the place in `data-guide`;
    /// the build lists the languages of the guides it knows in `data-guides`.
    pub fn of(place: &HtmlElement) -> Self {
        let own = || place.get_attribute("data-guide").unwrap_or_default();
        let guide = asked("guide").unwrap_or_else(own);
        let lists = place.get_attribute("data-guides").unwrap_or_default();
        let mut files = Map::new();
        let mut listed = Vec::new();
        for (id, locales) in lists.split(' ').filter_map(|list| list.split_once(':')) {
            for (locale, hash) in locales.split(',').filter_map(|locale| locale.split_once('=')) {
                let name = |end: &str| format!("guides/{id}.{locale}{end}.json");
                files.insert(name(""), name(&format!("-{hash}")));
                if id == guide {
                    listed.push(locale.to_owned());
                }
            }
        }
        // Of this origin only: a file beside the page or below it.
        let is_own = |file: &String| !file.is_empty() && !file.contains(':') && !file.starts_with("//");
        Self {
            files: Arc::new(files),
            root: root(),
            takes_addresses: false,
            incident: place.get_attribute("data-incident").filter(is_own),
            listed,
            wishes: Wishes {
                address: asked("lang").or(own_language()),
                saved: Store::default().language(),
                browser: spoken(),
            },
            guide,
        }
    }

    /// The file with the guide in a language.
    ///
    /// # Errors
    /// When what is wanted is no name of a guide.
    pub fn guide_file(&self, locale: &str) -> Result<String, Failure> {
        if self.is_address() {
            return Ok(match in_one_language(&self.guide) {
                Some((before, _)) if !locale.is_empty() => format!("{before}.{locale}.json"),
                _ => self.guide.clone(),
            });
        }
        if !is_name(&self.guide) {
            return Err(Failure::Name(self.guide.clone()));
        }
        Ok(self.file(format!("guides/{}.{locale}.json", self.guide)))
    }

    /// The file with the words of the interface.
    pub fn words_file(&self, language: &Language) -> String {
        self.file(language.file())
    }

    /// True if the guide is asked for by the address of its file.
    pub fn is_address(&self) -> bool {
        self.takes_addresses && (self.guide.contains('/') || self.guide.ends_with(".json"))
    }

    fn file(&self, name: String) -> String {
        let file = self.files.get(&name).unwrap_or(&name);
        // A host of ours gives whole addresses.
        format!("{}{file}", self.root)
    }

    /// The language that is wished for most.
    pub fn wished(&self) -> Option<&str> {
        self.wishes.first()
    }

    /// The first language to ask for the guide in.
    pub fn locale(&self) -> String {
        self.locales().into_iter().next().unwrap_or_default()
    }

    /// Languages to ask for the guide in, one after the other as long as it is not there.
    pub fn locales(&self) -> Vec<String> {
        if self.is_address() {
            let named = in_one_language(&self.guide).map(|(_, locale)| locale.to_owned());
            return vec![named.unwrap_or_default()];
        }
        match self.wishes.best(&self.listed) {
            Some(locale) => vec![locale.to_owned()],
            None => {
                let spoken: Vec<String> = LANGUAGES.iter().map(|language| language.locale.to_owned()).collect();
                self.wishes.to_try(&spoken, LANGUAGES[0].locale)
            }
        }
    }
}

/// The address of a guide's file without its end, and the language that the end names: `x.en.json` is `x` in `en`.
fn in_one_language(address: &str) -> Option<(&str, &str)> {
    let (before, locale) = address.strip_suffix(".json")?.rsplit_once('.')?;
    let is_tag = (2..=8).contains(&locale.len())
        && locale
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    is_tag.then_some((before, locale))
}

/// The languages that the browser prefers, best first.
pub fn spoken() -> Vec<String> {
    let tags = window().navigator().languages();
    tags.iter().filter_map(|tag| tag.as_string()).collect()
}

/// An address of the page that asks for a language asks for this one now; that of one language's own page is left.
pub fn ask_in(locale: &str) {
    let own = own_language();
    if asked("lang").is_none() && own.is_none() {
        return;
    }
    let search = window().location().search().unwrap_or_default();
    let pairs = search.trim_start_matches('?').split('&');
    let pairs = pairs.filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let asks = format!("lang={locale}");
    let pairs: Vec<&str> = pairs.chain([asks.as_str()]).collect();
    let page = own.map(|_| root()).unwrap_or_default();
    let hash = window().location().hash().unwrap_or_default();
    let address = format!("{page}?{}{hash}", pairs.join("&"));
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        // Where the browser refuses, the address goes on asking for the language before.
        let _ = history.replace_state_with_url(&state, "", Some(&address));
    }
}

/// The page's address without its fragment and the language it asks for: whoever opens it has their own.
pub fn address_without_language() -> String {
    let address = window().location().href().unwrap_or_default();
    let address = address.split('#').next().unwrap_or_default();
    let (page, search) = address.split_once('?').unwrap_or((address, ""));
    let first = own_language().map(|_| root());
    let page = first.as_deref().unwrap_or(page);
    let kept: Vec<&str> = search
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
        .collect();
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("{page}{mark}{}", kept.join("&"))
}

/// The fragment of the page's address, if it begins with `#` and `prefix`.
pub fn fragment(prefix: &str) -> Option<String> {
    let fragment = window().location().hash().ok()?;
    fragment.strip_prefix('#')?.starts_with(prefix).then_some(fragment)
}

/// Takes the fragment out of the page's address, if it begins with `#` and `prefix`.
pub fn drop_fragment(prefix: &str) {
    if fragment(prefix).is_none() {
        return;
    }
    let location = window().location();
    if let (Ok(history), Ok(page), Ok(search)) = (window().history(), location.pathname(), location.search()) {
        let state = history.state().unwrap_or(JsValue::NULL);
        // Where the browser refuses, the fragment stays and is offered once more at the next visit.
        let _ = history.replace_state_with_url(&state, "", Some(&format!("{page}{search}")));
    }
}

/// The visitor's region, such as `US`, where the browser's languages name one.
pub fn region() -> Option<String> {
    let region = |tag: String| {
        let mut parts = tag.split('-').skip(1);
        let region = parts.find(|part| part.len() == 2)?;
        Some(region.to_ascii_uppercase())
    };
    spoken().into_iter().find_map(region)
}

/// The language of a page that is printed in one language only.
fn own_language() -> Option<String> {
    of_place("data-own").filter(|locale| !locale.is_empty())
}

/// The address of the folder with the first page, whatever the page's own becomes.
fn root() -> String {
    thread_local! {
        static ROOT: String = {
            let base = document().base_uri().ok().flatten().unwrap_or_default();
            let url = web_sys::Url::new_with_base(&of_place("data-root").unwrap_or_default(), &base);
            // Without an address, as in a frame whose text is given, files are beside the page.
            url.map(|url| url.origin() + &url.pathname()).unwrap_or_default()
        };
    }
    ROOT.with(Clone::clone)
}

fn of_place(name: &str) -> Option<String> {
    document().get_element_by_id("app")?.get_attribute(name)
}

/// What the page's address gives for a name.
fn asked(name: &str) -> Option<String> {
    let search = window().location().search().unwrap_or_default();
    let mut pairs = search.trim_start_matches('?').split('&');
    let value = pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    Some(value.to_owned())
}
