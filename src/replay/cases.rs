//! The form of a file of cases: one JSON object a line, its ids those of the guide.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::NONE;
use crate::guide::parse::Problem;
use crate::guide::{Guide, Id, Texts};
use crate::progress::{NO, YES};

/// The answer of one who cannot tell.
pub const NOT_SURE: &str = "not_sure";

/// One owner's trouble, as a public report tells it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a case as an object")]
pub struct Case {
    /// Its number, once per guide.
    pub case: u32,
    /// The language of the words, one of the guide's.
    pub locale: String,
    /// What the owner might have typed, rephrased.
    pub words: String,
    /// The true cause as the source states it; `none` if the guide has no such cause.
    pub cause: String,
    /// Other causes that count as right.
    pub also: Vec<String>,
    /// Actions that mend it; `none` if the guide has none.
    pub fixes: Vec<String>,
    /// Signs that the words name.
    pub named: Vec<String>,
    /// What the report answers, by sign (`yes`, `no`) or question (one of its answers), or `not_sure`.
    pub truth: BTreeMap<String, String>,
    /// What it turned out to be and what mended it, in a few words.
    pub found: String,
    /// Where it was reported: an address, and how the words came about if no owner wrote them.
    pub source: String,
    /// True where `cause` names one that the guide ought to have and may lack as yet.
    #[serde(default)]
    pub lacks: bool,
}

/// The cases of a file, or all that is wrong with it, by line; the file's path is only repeated.
///
/// `numbers` holds the numbers of cases read before, of other files too, with the file of each; those read now are added.
/// Blank lines are passed over.
pub fn read(
    path: &str,
    text: &str,
    guide: &Guide,
    texts: &[Texts],
    numbers: &mut BTreeMap<u32, String>,
) -> Result<Vec<Case>, Vec<Problem>> {
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    for (line, source) in (1..).zip(text.lines()) {
        if source.trim().is_empty() {
            continue;
        }
        let mut problem = |column: usize, message: &str| {
            problems.push(Problem::error_at(path, "case", (line, column), message));
        };
        let case: Case = match parsed(source) {
            Ok(case) => case,
            Err((column, message)) => {
                problem(column, &message);
                continue;
            }
        };
        for (value, message) in faults(&case, guide, texts) {
            problem(column_of(source, &value), &format!("case {}: {message}", case.case));
        }
        if let Some(first) = numbers.insert(case.case, format!("{path}:{line}")) {
            let message = format!("case {}: number taken by {first}", case.case);
            problem(column_of(source, &case.case.to_string()), &message);
        }
        cases.push(case);
    }
    if problems.is_empty() { Ok(cases) } else { Err(problems) }
}

/// A line as a case, or where and why not.
fn parsed(line: &str) -> Result<Case, (usize, String)> {
    let mut json = serde_json::Deserializer::from_str(line);
    let case: Case = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default().to_owned();
        let message = match path.as_str() {
            "." | "?" => said,
            path => format!("{path}: {said}"),
        };
        (error.column().max(1), message)
    })?;
    let end = json.end();
    end.map_err(|error| (error.column().max(1), "more than one object in the line".to_owned()))?;
    Ok(case)
}

/// What is wrong with a case: the value it is about and the message, which names the field.
fn faults(case: &Case, guide: &Guide, texts: &[Texts]) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    let mut fault = |value: &str, message: String| faults.push((value.to_owned(), message));
    let locales: Vec<&str> = texts.iter().map(|texts| texts.locale.as_str()).collect();
    if !locales.contains(&case.locale.as_str()) {
        let message = format!("locale is {:?}, expected one of {}", case.locale, locales.join(", "));
        fault(&case.locale, message);
    }
    for (field, text) in [("words", &case.words), ("found", &case.found), ("source", &case.source)] {
        if text.trim().is_empty() {
            fault(field, format!("{field} is empty"));
        }
    }
    let is_cause = |id: &str| guide.causes.iter().any(|cause| cause.id.as_str() == id && !cause.leak);
    if case.cause != NONE && !is_cause(&case.cause) && !case.lacks {
        let message = format!(
            "cause: there is no cause {:?}, expected one of the guide or \"none\"",
            case.cause
        );
        fault(&case.cause, message);
    }
    for also in case.also.iter().filter(|id| !is_cause(id)) {
        fault(also, format!("also: there is no cause {also:?}"));
    }
    if case.fixes.is_empty() {
        fault("fixes", "fixes is empty, expected actions or \"none\"".to_owned());
    }
    let is_action = |id: &str| guide.actions.iter().any(|action| action.id.as_str() == id);
    for fix in case.fixes.iter().filter(|id| *id != NONE && !is_action(id)) {
        fault(fix, format!("fixes: there is no action {fix:?}"));
    }
    let is_sign = |id: &str| guide.signs.iter().any(|sign| sign.id.as_str() == id);
    for (place, sign) in case.named.iter().enumerate() {
        if !is_sign(sign) {
            fault(sign, format!("named: there is no sign {sign:?}"));
        } else if case.named.iter().take(place).any(|other| other == sign) {
            fault(sign, format!("named: {sign:?} is there twice"));
        } else if case.truth.get(sign).is_some_and(|answer| answer != YES) {
            fault(
                sign,
                format!("truth.{sign}: the sign is named, expected \"yes\" or nothing"),
            );
        }
    }
    for (asked, answer) in &case.truth {
        let question = guide.questions.iter().find(|question| question.id.as_str() == asked);
        let own: Vec<&str> = match question {
            Some(question) => question.answers.iter().map(Id::as_str).collect(),
            None if is_sign(asked) => vec![YES, NO],
            None => {
                fault(asked, format!("truth: there is no question or sign {asked:?}"));
                continue;
            }
        };
        if answer != NOT_SURE && !own.contains(&answer.as_str()) {
            let message = format!(
                "truth.{asked} is {answer:?}, expected one of {}, {NOT_SURE}",
                own.join(", ")
            );
            fault(answer, message);
        }
    }
    faults
}

/// The character, from 1, at which a value first stands in a line, quoted or bare; 1 if it does not.
fn column_of(line: &str, value: &str) -> usize {
    let quoted = line.find(&format!("\"{value}\"")).and_then(|at| at.checked_add(1));
    let at = quoted.or_else(|| line.find(value)).unwrap_or_default();
    let before = line.get(..at).map_or(0, |before| before.chars().count());
    before.saturating_add(1)
}
