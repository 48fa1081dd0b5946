//! Numbers and times in the owner's language and time zone, by the browser's own rules (`Intl`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

use crate::json::digits;
use crate::progress::Millis;
use crate::ui::handler::listen;
use crate::ui::{IN_BROWSER, later};
use crate::words::Count;

/// The present, by the browser's clock.
pub fn now() -> Millis {
    if IN_BROWSER { js_sys::Date::now() } else { 0.0 }
}

/// Day and time, such as "23 Nov 2026, 15:04".
pub fn day_and_time(at: Millis, locale: &str) -> String {
    format(Kind::Moment, locale, at).unwrap_or_else(|| iso(at))
}

/// A day, such as "23 November 2026".
pub fn day(at: Millis, locale: &str) -> String {
    format(Kind::Day, locale, at).unwrap_or_else(|| iso(at))
}

/// This day where the owner is, such as "2026-11-24".
pub fn today() -> String {
    let date = js_sys::Date::new_0();
    let here = date.get_time() - date.get_timezone_offset() * 60_000.0;
    iso(here).chars().take_while(|letter| *letter != 'T').collect()
}

/// A moment as ISO 8601 has it, in UTC, such as "2026-11-24T20:15:00.000Z"; nothing for one that no calendar has, which
/// a record from elsewhere may hold.
pub fn iso(at: Millis) -> String {
    // What a date of JavaScript can hold; beyond it throws.
    if at.abs() <= 8.64e15 {
        String::from(js_sys::Date::new(&at.into()).to_iso_string())
    } else {
        String::new()
    }
}

/// A moment written as ISO 8601 has it.
pub fn time(iso: &str) -> Option<Millis> {
    Some(js_sys::Date::parse(iso)).filter(|at| at.is_finite())
}

/// A part of one, such as "56%".
pub fn percent(p: f64, locale: &str) -> String {
    format(Kind::Percent, locale, p).unwrap_or_else(|| digits((p * 100.0).round()) + " %")
}

/// A length of time in minutes, from 90 on in hours: "1 minute", "2.5 hours".
pub fn span(minutes: f64, locale: &str) -> String {
    let (kind, value) = if minutes < 90.0 {
        (Kind::Minutes, minutes.max(1.0))
    } else {
        (Kind::Hours, minutes / 60.0)
    };
    format(kind, locale, value).unwrap_or_else(|| digits(minutes.round()) + " min")
}

/// A number with its plural category.
pub fn count(n: usize, locale: &str) -> Count {
    Count {
        category: format(Kind::Plural, locale, n as f64).unwrap_or_default(),
        digits: number(n, locale),
    }
}

/// A whole number, such as "1,234".
pub fn number(n: usize, locale: &str) -> String {
    if n < 1000 {
        // Every language of the interface writes these so.
        return digits(n as f64);
    }
    format(Kind::Number, locale, n as f64).unwrap_or_else(|| n.to_string())
}

/// What is left of a wait, such as "2:59".
pub fn clock(left: Millis) -> String {
    let seconds = (left / 1000.0).ceil().max(0.0) as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Keys of an options object with their values.
type Options = &'static [(&'static str, &'static str)];

/// All but those for what the first view has.
const LATER: [Kind; 4] = [Kind::Plural, Kind::Minutes, Kind::Hours, Kind::Moment];

/// Makes the formatters of a language, one a task, so that no answer waits for one; not before the visitor stirs, for
/// the first of a page takes longer to make than anything else at its start.
pub fn prepare(locale: &'static str) {
    fn make(at: usize, locale: &'static str) {
        let Some(kind) = LATER.get(at) else { return };
        // A browser that cannot is asked again when it matters.
        let _ = format(*kind, locale, 1.0);
        later::soon(Box::new(move || make(at + 1, locale)));
    }
    if !IN_BROWSER {
        return;
    }
    let stirred = Rc::new(Cell::new(false));
    let stir = move || {
        if !stirred.replace(true) {
            later::after_paint(Box::new(move || make(0, locale)));
        }
    };
    let first = stir.clone();
    listen("pointerover", Box::new(move |_| first()));
    listen("keydown", Box::new(move |_| stir()));
}

/// What `Intl` is asked for.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Percent,
    Minutes,
    Hours,
    Moment,
    Day,
    Plural,
}

impl Kind {
    /// Name of the constructor, of its method, and options.
    fn formatter(self) -> (&'static str, &'static str, Options) {
        const NUMBER: &str = "NumberFormat";
        match self {
            Self::Number => (NUMBER, "format", &[]),
            Self::Percent => (NUMBER, "format", &[("style", "percent")]),
            Self::Minutes => (NUMBER, "format", &MINUTES),
            Self::Hours => (NUMBER, "format", &HOURS),
            Self::Moment => ("DateTimeFormat", "format", &MOMENT),
            Self::Day => ("DateTimeFormat", "format", &[("dateStyle", "long")]),
            Self::Plural => ("PluralRules", "select", &[]),
        }
    }
}

const MINUTES: [(&str, &str); 4] = [
    ("style", "unit"),
    ("unit", "minute"),
    ("unitDisplay", "long"),
    ("maximumFractionDigits", "0"),
];
const HOURS: [(&str, &str); 4] = [
    ("style", "unit"),
    ("unit", "hour"),
    ("unitDisplay", "long"),
    ("maximumFractionDigits", "1"),
];
const MOMENT: [(&str, &str); 2] = [("dateStyle", "medium"), ("timeStyle", "short")];

/// Formatters are dear to make, so each is kept.
struct Kept {
    kind: Kind,
    locale: String,
    /// A formatter and its method; none where we know what it would make.
    asked: Option<(JsValue, Function)>,
}

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

/// A value put into words; none where the browser cannot.
fn format(kind: Kind, locale: &str, value: f64) -> Option<String> {
    if !IN_BROWSER {
        return printed(kind, locale, value);
    }
    KEPT.with_borrow_mut(|all| {
        let known = all.iter().position(|kept| kept.kind == kind && kept.locale == locale);
        let at = match known {
            Some(at) => at,
            None => {
                let own = region(locale);
                let asked = if kind == Kind::Percent && is_plain(&own) {
                    None
                } else {
                    Some(make(kind, &own).or_else(|| make(kind, locale))?)
                };
                let locale = locale.to_owned();
                all.push(Kept { kind, locale, asked });
                all.len() - 1
            }
        };
        match &all.get(at)?.asked {
            Some((object, method)) => method.call1(object, &value.into()).ok()?.as_string(),
            None => printed(kind, locale, value),
        }
    })
}

/// True for kinds of a language in which [`printed`] has parts as browsers write them.
fn is_plain(tag: &str) -> bool {
    let tags = ["en", "en-US", "en-GB", "en-CA", "en-AU", "es", "es-ES", "fr", "fr-FR"];
    tags.contains(&tag)
}

/// What browsers make of the values in the first view, where there is none to ask, or no need.
fn printed(kind: Kind, locale: &str, value: f64) -> Option<String> {
    let sign = match (kind, locale) {
        (Kind::Percent, "es" | "fr") => "\u{a0}%",
        (Kind::Percent, _) => "%",
        _ => return None,
    };
    Some(digits((value * 100.0).round()) + sign)
}

fn make(kind: Kind, locale: &str) -> Option<(JsValue, Function)> {
    let (class, method, choices) = kind.formatter();
    let options = Object::new();
    for (key, value) in choices {
        Reflect::set(&options, &(*key).into(), &(*value).into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let object = Reflect::construct(&class, &Array::of2(&locale.into(), &options)).ok()?;
    let method = Reflect::get(&object, &method.into()).ok()?.dyn_into().ok()?;
    Some((object, method))
}

/// The visitor's own kind of a language, such as "en-GB" for "en": it decides how dates and numbers are written.
fn region(locale: &str) -> String {
    let own = window().navigator().languages();
    let own = own.iter().filter_map(|tag| tag.as_string());
    let mut same = own.filter(|tag| tag.split('-').next() == Some(locale));
    same.next().unwrap_or_else(|| locale.to_owned())
}
