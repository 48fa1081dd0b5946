//! One table of the author's file, read key by key; what is missing, mistyped or unknown is reported.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::notes::Notes;
use crate::guide::lint::near;
use crate::guide::{Id, Minutes, Origin};

pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// What stands for an id, a number and so on in messages.
pub(super) const TEXT: &str = "text";
pub(super) const ID: &str = "an id";
const NUMBER: &str = "a number";
const FLAG: &str = "true or false";
const LIST: &str = "a list of ids";
const ORIGIN: &str = "the id of a [[source]] or \"judgement: \" and the reason";

/// A table that is being read.
pub(super) struct Node<'n, 'i> {
    table: &'n DeTable<'i>,
    span: Range<usize>,
    /// Its name among the places, empty for the whole file.
    pub place: String,
    /// How messages call it, such as `cause "subscription"`; empty for the whole file.
    pub label: String,
    /// The keys that were asked for, which are the keys that may stand here.
    known: Vec<String>,
}

impl<'n, 'i> Node<'n, 'i> {
    pub fn root(table: &'n DeTable<'i>) -> Self {
        Self {
            table,
            span: 0..0,
            place: String::new(),
            label: String::new(),
            known: Vec::new(),
        }
    }

    pub fn within(table: &'n DeTable<'i>, span: Range<usize>, place: String, label: String) -> Self {
        Self {
            table,
            span,
            place,
            label,
            known: Vec::new(),
        }
    }

    /// Reports an error of this table at these bytes.
    pub fn say(&self, notes: &mut Notes, rule: &'static str, span: Range<usize>, message: impl AsRef<str>) {
        let colon = if self.label.is_empty() { "" } else { ": " };
        notes.say(rule, span, format!("{}{colon}{}", self.label, message.as_ref()));
    }

    /// The name among the places of the value of `key`.
    pub fn place_of(&self, key: &str) -> String {
        if self.place.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.place)
        }
    }

    /// The value of a key that may be left out.
    pub fn get(&mut self, notes: &mut Notes, key: &str) -> Option<&'n Value<'i>> {
        self.known.push(key.to_owned());
        let value = self.table.get(key)?;
        notes.keep(self.place_of(key), value.span());
        Some(value)
    }

    /// The value of a key that must stand here.
    pub fn need(&mut self, notes: &mut Notes, key: &str, expected: &str) -> Option<&'n Value<'i>> {
        let value = self.get(notes, key);
        if value.is_none() {
            notes.keep_unread(self.place_of(key));
            let message = format!("{key} is missing, expected {expected}");
            self.say(notes, "missing-key", self.span.clone(), message);
        }
        value
    }

    /// All entries in file order, with the bytes at which each key stands.
    pub fn entries(&self) -> Vec<(&'n str, Range<usize>, &'n Value<'i>)> {
        let mut entries: Vec<_> = self
            .table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
            .collect();
        entries.sort_by_key(|(_, span, _)| span.start);
        entries
    }

    /// Reports every key that was not asked for.
    pub fn finish(mut self, notes: &mut Notes) {
        self.known.sort();
        for (key, span, _) in self.entries() {
            if self.known.iter().all(|known| known != key) {
                let hint = match near(key, self.known.iter().map(String::as_str)) {
                    Some(meant) => format!("did you mean \"{meant}\"?"),
                    None => format!("expected one of {}", self.known.join(", ")),
                };
                self.say(notes, "unknown-key", span, format!("unknown key \"{key}\", {hint}"));
            }
        }
    }

    pub fn text(&mut self, notes: &mut Notes, key: &str) -> String {
        self.need(notes, key, TEXT)
            .and_then(|value| self.as_text(notes, key, value))
            .unwrap_or_default()
    }

    pub fn opt_text(&mut self, notes: &mut Notes, key: &str) -> Option<String> {
        let value = self.get(notes, key)?;
        Some(self.as_text(notes, key, value).unwrap_or_default())
    }

    /// The texts of a list that may be left out.
    pub fn opt_texts(&mut self, notes: &mut Notes, key: &str) -> Vec<String> {
        match self.get(notes, key) {
            Some(value) => self.as_texts(notes, key, value),
            None => Vec::new(),
        }
    }

    pub fn as_texts(&self, notes: &mut Notes, key: &str, value: &'n Value<'i>) -> Vec<String> {
        let entries = self.as_list(notes, key, value, "a list of texts");
        entries
            .filter_map(|(key, value)| self.as_text(notes, &key, value))
            .collect()
    }

    pub fn id(&mut self, notes: &mut Notes, key: &str) -> Id {
        Id(self
            .need(notes, key, ID)
            .and_then(|value| self.as_string(notes, key, value, ID))
            .unwrap_or_default())
    }

    pub fn opt_id(&mut self, notes: &mut Notes, key: &str) -> Option<Id> {
        let value = self.get(notes, key)?;
        Some(Id(self.as_string(notes, key, value, ID).unwrap_or_default()))
    }

    /// One id, or a list of them.
    pub fn id_or_ids(&mut self, notes: &mut Notes, key: &str) -> Vec<Id> {
        let value = self.need(notes, key, ID);
        match value {
            Some(value) if value.get_ref().as_array().is_some() => self.as_ids(notes, key, value),
            value => {
                let id = value.and_then(|value| self.as_string(notes, key, value, ID));
                vec![Id(id.unwrap_or_default())]
            }
        }
    }

    pub fn ids(&mut self, notes: &mut Notes, key: &str) -> Vec<Id> {
        self.need(notes, key, LIST)
            .map_or_else(Vec::new, |value| self.as_ids(notes, key, value))
    }

    pub fn opt_ids(&mut self, notes: &mut Notes, key: &str) -> Vec<Id> {
        self.get(notes, key)
            .map_or_else(Vec::new, |value| self.as_ids(notes, key, value))
    }

    pub fn number(&mut self, notes: &mut Notes, key: &str) -> f64 {
        self.need(notes, key, NUMBER)
            .map_or(f64::NAN, |value| self.as_number(notes, key, value))
    }

    pub fn minutes(&mut self, notes: &mut Notes, key: &str) -> Minutes {
        Minutes(self.number(notes, key))
    }

    pub fn opt_minutes(&mut self, notes: &mut Notes, key: &str) -> Minutes {
        Minutes(self.opt_number(notes, key))
    }

    /// A number that is 0 where it is left out.
    pub fn opt_number(&mut self, notes: &mut Notes, key: &str) -> f64 {
        self.get(notes, key)
            .map_or(0.0, |value| self.as_number(notes, key, value))
    }

    /// A number whose absence means something of its own.
    pub fn number_if_given(&mut self, notes: &mut Notes, key: &str) -> Option<f64> {
        let value = self.get(notes, key)?;
        Some(self.as_number(notes, key, value))
    }

    /// Minutes whose absence means something of its own.
    pub fn minutes_if_given(&mut self, notes: &mut Notes, key: &str) -> Option<Minutes> {
        self.number_if_given(notes, key).map(Minutes)
    }

    pub fn flag(&mut self, notes: &mut Notes, key: &str) -> bool {
        let Some(value) = self.get(notes, key) else {
            return false;
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.mistyped(notes, key, value, FLAG);
        }
        flag.unwrap_or_default()
    }

    pub fn origin(&mut self, notes: &mut Notes) -> Origin {
        let value = self.need(notes, "origin", ORIGIN);
        value.map_or(unread_origin(), |value| self.as_origin(notes, value))
    }

    pub fn opt_origin(&mut self, notes: &mut Notes) -> Option<Origin> {
        self.get(notes, "origin").map(|value| self.as_origin(notes, value))
    }

    /// A table that must stand here; `label` is how messages call it.
    pub fn table(&mut self, notes: &mut Notes, key: &str, label: &str, expected: &str) -> Option<Node<'n, 'i>> {
        let value = self.need(notes, key, expected)?;
        self.as_table(notes, key, value, label, expected)
    }

    /// A table that may be left out.
    pub fn opt_table(&mut self, notes: &mut Notes, key: &str, label: &str, expected: &str) -> Option<Node<'n, 'i>> {
        let value = self.get(notes, key)?;
        self.as_table(notes, key, value, label, expected)
    }

    /// The tables `[[key]]`, each called by its id or, failing that, by its number.
    pub fn tables(&mut self, notes: &mut Notes, key: &str) -> Vec<Node<'n, 'i>> {
        let Some(value) = self.get(notes, key) else {
            return Vec::new();
        };
        let expected = format!("[[{key}]]");
        let Some(array) = value.get_ref().as_array() else {
            self.mistyped(notes, key, value, &expected);
            return Vec::new();
        };
        let mut nodes = Vec::new();
        for (i, value) in array.iter().enumerate() {
            let Some(table) = value.get_ref().as_table() else {
                self.mistyped(notes, key, value, &expected);
                continue;
            };
            // Named by its position among the tables read, which is its position in the model.
            let place = format!("{}[{}]", self.place_of(key), nodes.len());
            let id = table
                .get("id")
                .and_then(|id| id.get_ref().as_str())
                .filter(|id| !id.is_empty());
            let label = id.map_or_else(
                || format!("{key} {}", i.saturating_add(1)),
                |id| format!("{key} \"{id}\""),
            );
            notes.keep(place.clone(), value.span());
            nodes.push(Node::within(table, value.span(), place, label));
        }
        nodes
    }

    pub fn as_table(
        &self,
        notes: &mut Notes,
        key: &str,
        value: &'n Value<'i>,
        label: &str,
        expected: &str,
    ) -> Option<Node<'n, 'i>> {
        let Some(table) = value.get_ref().as_table() else {
            self.mistyped(notes, key, value, expected);
            return None;
        };
        Some(Node::within(table, value.span(), self.place_of(key), label.to_owned()))
    }

    /// A string that is not blank.
    pub fn as_text(&self, notes: &mut Notes, key: &str, value: &Value<'i>) -> Option<String> {
        let text = self.as_string(notes, key, value, TEXT)?;
        if text.trim().is_empty() {
            self.say(notes, "empty", value.span(), format!("{key} is empty, expected text"));
            return None;
        }
        Some(text)
    }

    /// A number that is finite, else NaN.
    pub fn as_number(&self, notes: &mut Notes, key: &str, value: &Value<'i>) -> f64 {
        let (number, written) = match value.get_ref() {
            DeValue::Integer(integer) => (as_f64(integer), integer.as_str()),
            DeValue::Float(float) => (float.as_str().parse().ok(), float.as_str()),
            _ => {
                self.mistyped(notes, key, value, NUMBER);
                return f64::NAN;
            }
        };
        number.filter(|number: &f64| number.is_finite()).unwrap_or_else(|| {
            self.say(
                notes,
                "wrong-type",
                value.span(),
                format!("{key} is {written}, expected {NUMBER}"),
            );
            f64::NAN
        })
    }

    /// The numbers of a row; one NaN if it is no list.
    pub fn as_row(&self, notes: &mut Notes, key: &str, value: &Value<'i>) -> Vec<f64> {
        if value.get_ref().as_array().is_none() {
            self.mistyped(notes, key, value, "one probability per answer");
            return vec![f64::NAN];
        }
        let entries = self.as_list(notes, key, value, LIST);
        entries.map(|(key, value)| self.as_number(notes, &key, value)).collect()
    }

    /// Reports that a value is not of the type expected.
    pub fn mistyped(&self, notes: &mut Notes, key: &str, value: &Value<'i>, expected: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        notes.keep_unread(self.place_of(key));
        self.say(
            notes,
            "wrong-type",
            value.span(),
            format!("{key} is {found}, expected {expected}"),
        );
    }

    fn as_ids(&self, notes: &mut Notes, key: &str, value: &'n Value<'i>) -> Vec<Id> {
        let entries = self.as_list(notes, key, value, LIST);
        let mut ids = Vec::new();
        for (entry, value) in entries {
            if let Some(id) = self.as_string(notes, &entry, value, ID) {
                notes.keep(self.place_of(&format!("{key}[{}]", ids.len())), value.span());
                ids.push(Id(id));
            }
        }
        ids
    }

    /// The entries of a list, each with its name for messages.
    fn as_list<'v>(
        &self,
        notes: &mut Notes,
        key: &str,
        value: &'v Value<'i>,
        expected: &str,
    ) -> impl Iterator<Item = (String, &'v Value<'i>)> + use<'v, 'i> {
        if value.get_ref().as_array().is_none() {
            self.mistyped(notes, key, value, expected);
        }
        let key = key.to_owned();
        let entries = value.get_ref().as_array().into_iter().flat_map(|array| array.iter());
        entries
            .enumerate()
            .map(move |(i, value)| (format!("{key}[{i}]"), value))
    }

    /// A string that is not the empty one, which stands for what could not be read.
    fn as_string(&self, notes: &mut Notes, key: &str, value: &Value<'i>, expected: &str) -> Option<String> {
        let Some(text) = value.get_ref().as_str() else {
            self.mistyped(notes, key, value, expected);
            return None;
        };
        if text.is_empty() {
            self.say(
                notes,
                "empty",
                value.span(),
                format!("{key} is empty, expected {expected}"),
            );
            return None;
        }
        Some(text.to_owned())
    }

    fn as_origin(&self, notes: &mut Notes, value: &Value<'i>) -> Origin {
        let Some(text) = self.as_string(notes, "origin", value, ORIGIN) else {
            return unread_origin();
        };
        match text.strip_prefix("judgement") {
            Some(rest) if rest.is_empty() || rest.starts_with(':') => {
                Origin::Judgement(rest.trim_start_matches(':').trim().to_owned())
            }
            _ => Origin::Source(Id(text)),
        }
    }
}

fn unread_origin() -> Origin {
    Origin::Source(Id::default())
}

fn as_f64(integer: &DeInteger) -> Option<f64> {
    i64::from_str_radix(integer.as_str(), integer.radix())
        .ok()
        .map(|integer| integer as f64)
}
