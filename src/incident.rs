//! What the host of a page reports of trouble that many owners have at once: `incident.json`.

use std::fmt;

use crate::calendar::Day;
use crate::engine::Odds;
use crate::guide::{Guide, Id};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// Trouble that makes one cause more or less likely.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Names it among others: its cause, and the end of it where there is one.
    pub name: Id,
    /// The cause it is about.
    pub cause: Id,
    /// What the odds of the cause are multiplied by.
    pub odds: Odds,
    /// A page on it.
    pub url: Option<String>,
    /// What it is, by language; under no language where it is one text for all.
    texts: Vec<(String, String)>,
}

/// A value of the file, as far as it matters here.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A table of values by name.
    Table(Vec<(String, Value)>),
    /// Anything else.
    Other,
}

/// Why an incident is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Unfit {
    /// A field is missing, or is not what it should be.
    Field(&'static str, &'static str),
    /// The guide has no such cause.
    Cause(String),
    /// No text is there for the guide's own language.
    Language(String),
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field, expected) => write!(f, "{field} is not as it should be, expected {expected}"),
            Self::Cause(id) => write!(f, "the guide has no cause \"{id}\""),
            Self::Language(locale) => write!(f, "text has nothing in \"{locale}\", the guide's own language"),
        }
    }
}

const TEXT: Unfit = Unfit::Field("text", "a text, or a table of texts by language");

/// Reads an incident for a guide; `None` if it is over at `now`, in milliseconds since 1970 UTC.
///
/// Fields that are not known are passed over.
///
/// # Errors
/// With the first field that cannot be used.
pub fn read(file: &Value, guide: &Guide, now: f64) -> Result<Option<Incident>, Unfit> {
    let Value::Table(fields) = file else {
        return Err(Unfit::Field("the file", "a table with text, cause and odds"));
    };
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let texts = match field("text") {
        Some(Value::Text(text)) => vec![(String::new(), text.clone())],
        Some(Value::Table(texts)) => texts.iter().map(text_in_a_language).collect::<Result<_, _>>()?,
        _ => return Err(TEXT),
    };
    if texts.iter().any(|(_, text)| text.trim().is_empty()) {
        return Err(TEXT);
    }
    let Some(Value::Text(cause)) = field("cause") else {
        return Err(Unfit::Field("cause", "the id of a cause"));
    };
    let cause = guide.causes.iter().find(|known| known.id.as_str() == cause);
    let cause = cause.ok_or_else(|| Unfit::Cause(said(field("cause"))))?.id.clone();
    let odds = match field("odds") {
        Some(Value::Number(factor)) => Odds::new(*factor),
        _ => None,
    };
    let odds = odds.ok_or(Unfit::Field("odds", "a factor from 0.001 to 1000"))?;
    let until = match field("until") {
        None => None,
        Some(until) => {
            Some(time(&said(Some(until))).ok_or(Unfit::Field("until", "a time such as \"2026-11-25T18:00:00Z\""))?)
        }
    };
    let url = match field("url") {
        None => None,
        Some(Value::Text(url)) if url.starts_with("https://") || url.starts_with("http://") => Some(url.clone()),
        Some(_) => return Err(Unfit::Field("url", "a web address")),
    };
    let incident = Incident {
        name: Id(until.map_or_else(|| cause.0.clone(), |until| format!("{cause}-{}", until as u64))),
        cause,
        odds,
        url,
        texts,
    };
    let locale = &guide.default_locale;
    incident
        .text_in(locale)
        .ok_or_else(|| Unfit::Language(locale.clone()))?;
    Ok(Some(incident).filter(|_| until.is_none_or(|until| now < until)))
}

impl Incident {
    /// What it is, in a language, else in that of the guide.
    pub fn text(&self, locale: &str, guide: &Guide) -> &str {
        let found = self.text_in(locale).or_else(|| self.text_in(&guide.default_locale));
        found.unwrap_or_default()
    }

    fn text_in(&self, locale: &str) -> Option<&str> {
        let base = locale.split('-').next().unwrap_or(locale);
        let find = |wanted: &str| self.texts.iter().find(|(locale, _)| locale == wanted);
        let found = find(locale).or_else(|| find(base)).or_else(|| find(""));
        found.map(|(_, text)| text.as_str())
    }
}

fn text_in_a_language((locale, text): &(String, Value)) -> Result<(String, String), Unfit> {
    match text {
        Value::Text(text) if !locale.is_empty() => Ok((locale.clone(), text.clone())),
        _ => Err(TEXT),
    }
}

fn said(value: Option<&Value>) -> String {
    match value {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// `2026-11-25T18:00Z`, `2026-11-25T18:00:00+01:00` (RFC 3339, seconds may be left out), as milliseconds since 1970 UTC.
fn time(text: &str) -> Option<f64> {
    let (day, clock) = text.split_once(['T', 't', ' '])?;
    let zone = clock.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = (clock.get(..zone)?, clock.get(zone..)?);
    let offset = match zone {
        "Z" | "z" => 0.0,
        _ if zone.len() == 6 => minutes(zone.get(1..)?)?,
        _ => return None,
    };
    let offset = if zone.starts_with('-') { -offset } else { offset };
    let seconds = match clock.get(5..)? {
        "" => 0.0,
        rest => digits(rest.strip_prefix(':')?.split('.').next()?, 60)?,
    };
    let minutes = minutes(clock.get(..5)?)? - offset;
    Some((Day::read(day)?.since_1970() as f64 * 1440.0 + minutes) * 60_000.0 + seconds * 1000.0)
}

/// `18:30` in minutes.
fn minutes(clock: &str) -> Option<f64> {
    let (hours, minutes) = clock.split_once(':')?;
    Some(digits(hours, 23)? * 60.0 + digits(minutes, 59)?)
}

/// Two digits, up to a number.
fn digits(text: &str, most: u8) -> Option<f64> {
    let is_number = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: u8 = text.parse().ok().filter(|_| is_number)?;
    (number <= most).then(|| f64::from(number))
}
