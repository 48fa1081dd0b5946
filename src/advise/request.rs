//! What a request says, in its own words; [`super::model`] and [`super::said`] take it to the engine's.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::Problem;

/// One line, well-formed but not yet understood.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a request as an object")]
pub(super) struct Request {
    pub(super) model: Option<Model>,
    pub(super) guide: Option<String>,
    #[serde(default)]
    pub(super) evidence: Vec<Said>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a model as an object")]
pub(super) struct Model {
    pub(super) causes: Vec<Cause>,
    #[serde(default)]
    pub(super) questions: Vec<Question>,
    #[serde(default)]
    pub(super) actions: Vec<Action>,
    pub(super) escalate: Escalate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a cause as an object")]
pub(super) struct Cause {
    pub(super) id: String,
    pub(super) prior: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a question as an object")]
pub(super) struct Question {
    pub(super) id: String,
    pub(super) cost: f64,
    pub(super) answers: Vec<String>,
    /// A row per cause, a number per answer.
    pub(super) likelihood: Table<Vec<f64>>,
    pub(super) unsure: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an action as an object")]
pub(super) struct Action {
    pub(super) id: String,
    pub(super) cost: f64,
    pub(super) fix: Table<f64>,
    pub(super) cant: Option<f64>,
    pub(super) cant_cost: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "the cost of support as an object")]
pub(super) struct Escalate {
    pub(super) cost: f64,
}

/// One entry of evidence: a question with its answer, or an action with its outcome.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an entry of evidence as an object")]
pub(super) struct Said {
    pub(super) question: Option<String>,
    pub(super) answer: Option<String>,
    pub(super) action: Option<String>,
    pub(super) outcome: Option<String>,
}

/// An object keyed by cause, as it stands: in its order, with what it says twice.
pub(super) struct Table<T>(pub(super) Vec<(String, T)>);

impl Request {
    pub(super) fn read(line: &[u8]) -> Result<Self, Problem> {
        let text = std::str::from_utf8(line).map_err(|error| {
            let at = error.valid_up_to().saturating_add(1);
            Problem::new("", format!("not UTF-8 at byte {at}, expected UTF-8 text"))
        })?;
        // To know the path takes time, so only a line that has something wrong is read for it.
        serde_json::from_str(text).or_else(|_| read_noting_the_path(text))
    }
}

fn read_noting_the_path(text: &str) -> Result<Request, Problem> {
    let mut json = serde_json::Deserializer::from_str(text);
    let request = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        // A key cut short has no name, and the line as a whole has no path.
        let path = path
            .strip_suffix('?')
            .filter(|_| ends_unnamed(error.path()))
            .unwrap_or(&path);
        problem(path.strip_suffix('.').unwrap_or(path), error.inner())
    })?;
    json.end().map_err(|error| problem("", &error))?;
    Ok(request)
}

fn ends_unnamed(path: &serde_path_to_error::Path) -> bool {
    matches!(path.iter().next_back(), Some(serde_path_to_error::Segment::Unknown))
}

fn problem(path: &str, error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let said = error.to_string();
    let said = said
        .strip_suffix(&format!(" at line {line} column {column}"))
        .unwrap_or(&said);
    match error.classify() {
        serde_json::error::Category::Data => Problem::new(path, said),
        _ => Problem::new(path, format!("not JSON at column {column} ({said})")),
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Rows<T> {
            type Value = Table<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object keyed by cause")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = map.next_entry()? {
                    rows.push(row);
                }
                Ok(Table(rows))
            }
        }

        deserializer.deserialize_map(Rows(PhantomData))
    }
}
