//! Times in the owner's language and time zone.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::progress::Millis;

/// The present, by the browser's clock.
pub fn now() -> Millis {
    Date::now()
}

/// Day and time, such as "23 Nov 2026, 15:04".
pub fn day_and_time(at: Millis, locale: &str) -> String {
    let options = Object::new();
    for (key, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Setting a key of a fresh object cannot fail.
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    let date = Date::new(&JsValue::from_f64(at));
    String::from(date.to_locale_string(locale, &options))
}

/// What is left of a wait, such as "2:59".
pub fn clock(left: Millis) -> String {
    let seconds = (left / 1000.0).ceil().max(0.0) as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
