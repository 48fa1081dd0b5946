//! The compiled guide as the page loads it, so that tests name things by id and hold no guide prose.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

/// One guide in one language.
#[derive(Clone, Debug, Deserialize)]
pub struct Bundle {
    /// Structure and numbers.
    pub guide: Guide,
    /// Prose by id.
    pub texts: Texts,
    /// The file as it is, for tests that break it.
    #[serde(skip)]
    pub raw: Value,
}

/// What tests need of a guide's structure.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Guide {
    pub id: String,
    pub causes: Vec<Cause>,
    pub signs: Vec<Sign>,
    pub questions: Vec<Question>,
    pub actions: Vec<Action>,
    pub escalation: Escalation,
    pub faq: Vec<Faq>,
    pub prevention: Vec<Prevention>,
}

/// A number for one cause.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Given<T> {
    pub cause: String,
    pub p: T,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Cause {
    pub id: String,
    pub stage: Option<String>,
    pub prior: f64,
    #[serde(default)]
    pub leak: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Sign {
    pub id: String,
    pub group: String,
    pub seen_default: f64,
    pub seen: Vec<Given<f64>>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Question {
    pub id: String,
    pub answers: Vec<String>,
    pub likelihood_default: Vec<f64>,
    pub likelihood: Vec<Given<Vec<f64>>>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Action {
    pub id: String,
    pub place: String,
    #[serde(default)]
    pub wait: f64,
    pub fixes: Vec<Given<f64>>,
    #[serde(default)]
    pub risk: bool,
    pub steps: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Escalation {
    pub checks: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Faq {
    pub id: String,
    pub sign: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Prevention {
    pub id: String,
    pub prevents: Vec<String>,
}

/// What tests need of a guide's prose; marked-up prose stays as it is and is read with [`words`].
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Texts {
    #[serde(default)]
    pub groups: BTreeMap<String, String>,
    pub locale: String,
    pub guide: GuideText,
    pub platforms: BTreeMap<String, String>,
    pub places: BTreeMap<String, String>,
    pub stages: BTreeMap<String, Titled>,
    pub causes: BTreeMap<String, Titled>,
    pub signs: BTreeMap<String, SignText>,
    pub questions: BTreeMap<String, QuestionText>,
    pub actions: BTreeMap<String, ActionText>,
    pub escalation: EscalationText,
    pub faq: BTreeMap<String, FaqText>,
    pub prevention: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct GuideText {
    pub title: String,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct Titled {
    pub title: String,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct SignText {
    pub label: String,
    pub ask: String,
    #[serde(default)]
    pub phrases: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct QuestionText {
    pub ask: String,
    pub why: Value,
    pub answers: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct ActionText {
    pub title: String,
    pub steps: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct EscalationText {
    pub name: Option<String>,
    #[serde(default)]
    pub details: Vec<String>,
    pub checks: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are those of the content model")]
pub struct FaqText {
    pub question: String,
}

impl Bundle {
    /// Reads a compiled guide.
    pub fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file).with_context(|| format!("no compiled guide at {}", file.display()))?;
        Self::from_value(serde_json::from_str(&text)?)
    }

    /// The guide that `raw` holds.
    pub fn from_value(raw: Value) -> Result<Self> {
        let mut bundle: Self = serde_json::from_value(raw.clone()).context("the compiled guide has another shape")?;
        bundle.raw = raw;
        Ok(bundle)
    }

    /// The action of that id.
    pub fn action(&self, id: &str) -> Result<&Action> {
        self.guide
            .actions
            .iter()
            .find(|action| action.id == id)
            .with_context(|| format!("no action `{id}`"))
    }

    /// The question of that id.
    pub fn question(&self, id: &str) -> Result<&Question> {
        self.guide
            .questions
            .iter()
            .find(|question| question.id == id)
            .with_context(|| format!("no question `{id}`"))
    }

    /// The sign of that id.
    pub fn sign(&self, id: &str) -> Result<&Sign> {
        self.guide
            .signs
            .iter()
            .find(|sign| sign.id == id)
            .with_context(|| format!("no sign `{id}`"))
    }

    /// The label of that sign.
    pub fn label(&self, sign: &str) -> Result<&str> {
        Ok(&self
            .texts
            .signs
            .get(sign)
            .with_context(|| format!("no text for sign `{sign}`"))?
            .label)
    }

    /// The same guide in which `action` is the one thing to do, and does it: for tests of how one step is shown.
    pub fn with_only_action(&self, action: &str) -> Result<Self> {
        self.with_only_actions(&[action])
    }

    /// The same guide in which these are the things to do, each as likely to help: the quickest comes first.
    pub fn with_only_actions(&self, only: &[&str]) -> Result<Self> {
        let mut raw = self.raw.clone();
        let guide = raw.get_mut("guide").context("the bundle holds a guide")?;
        let causes: Vec<Value> = self
            .guide
            .causes
            .iter()
            .map(|cause| serde_json::json!({ "cause": cause.id, "p": 0.9 }))
            .collect();
        let actions = guide
            .get_mut("actions")
            .and_then(Value::as_array_mut)
            .context("the guide holds actions")?;
        actions.retain(|entry| only.iter().any(|id| entry["id"] == *id));
        anyhow::ensure!(actions.len() == only.len(), "no actions {only:?}");
        for action in actions {
            action["fixes"] = Value::Array(causes.clone());
            for key in ["after", "only_if", "unless"] {
                action[key] = Value::Array(Vec::new());
            }
        }
        guide["questions"] = Value::Array(Vec::new());
        Self::from_value(raw)
    }

    /// The same guide in which that action is only for those who see that sign.
    pub fn with_condition(&self, action: &str, sign: &str) -> Result<Self> {
        let mut raw = self.raw.clone();
        let actions = raw["guide"]["actions"]
            .as_array_mut()
            .context("the guide holds actions")?;
        let action = actions.iter_mut().find(|entry| entry["id"] == action);
        action.context("no such action")?["only_if"] = serde_json::json!([{ "question": sign, "answer": "yes" }]);
        Self::from_value(raw)
    }

    /// The same guide in which that action is only for those who give that answer.
    pub fn with_answer_first(&self, action: &str, question: &str, answer: &str) -> Result<Self> {
        let mut raw = self.raw.clone();
        let actions = raw["guide"]["actions"]
            .as_array_mut()
            .context("the guide holds actions")?;
        let action = actions.iter_mut().find(|entry| entry["id"] == action);
        action.context("no such action")?["only_if"] = serde_json::json!([{ "question": question, "answer": answer }]);
        Self::from_value(raw)
    }

    /// The same guide that knows what owners write who have tried that action.
    pub fn with_tried(&self, action: &str, words: &str) -> Result<Self> {
        let mut raw = self.raw.clone();
        raw["texts"]["actions"][action]["tried"] = serde_json::json!([words]);
        Self::from_value(raw)
    }

    /// The same guide that knows what owners write who would answer so.
    pub fn with_phrase(&self, question: &str, answer: &str, words: &str) -> Result<Self> {
        let mut raw = self.raw.clone();
        raw["texts"]["questions"][question]["phrases"] = serde_json::json!({ answer: [words] });
        Self::from_value(raw)
    }

    /// The title of that action.
    pub fn title(&self, action: &str) -> Result<&str> {
        let text = self.texts.actions.get(action);
        Ok(&text.with_context(|| format!("no text for action `{action}`"))?.title)
    }

    /// The same guide in which that action waits for so many minutes.
    pub fn with_wait(&self, action: &str, minutes: f64) -> Result<Self> {
        let mut raw = self.raw.clone();
        let actions = raw["guide"]["actions"]
            .as_array_mut()
            .context("the guide holds actions")?;
        let action = actions.iter_mut().find(|entry| entry["id"] == action);
        action.context("no such action")?["wait"] = serde_json::json!(minutes);
        Self::from_value(raw)
    }
}

impl Sign {
    /// Probability of seeing it under `cause`.
    pub fn seen_under(&self, cause: &str) -> f64 {
        given(&self.seen, cause).copied().unwrap_or(self.seen_default)
    }
}

impl Question {
    /// Probability of each answer under `cause`.
    pub fn likelihood_under(&self, cause: &str) -> &[f64] {
        given(&self.likelihood, cause).unwrap_or(&self.likelihood_default)
    }
}

impl Action {
    /// Probability that it repairs `cause`.
    pub fn fixes_cause(&self, cause: &str) -> f64 {
        given(&self.fixes, cause).copied().unwrap_or(0.0)
    }
}

fn given<'a, T>(rows: &'a [Given<T>], cause: &str) -> Option<&'a T> {
    rows.iter().find(|row| row.cause == cause).map(|row| &row.p)
}

/// The words of marked-up prose, in order and without the markup.
pub fn words(prose: &Value) -> String {
    match prose {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(words).collect(),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| *name != "href")
            .map(|(_, part)| words(part))
            .collect(),
        _ => String::new(),
    }
}
