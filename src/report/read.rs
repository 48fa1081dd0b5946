//! Reads what [`super::json`] writes: the way back from a report to what was told.

use crate::guide::{Guide, Id};
use crate::json;
use crate::progress::{Entry, Millis, Progress, Said, Subject, YES};
use crate::readable;

struct Report {
    format: u32,
    kind: String,
    guide: About,
    signs: Vec<Item>,
    answers: Vec<Item>,
    steps: Vec<Item>,
}

#[derive(Default)]
struct About {
    id: String,
}

struct Item {
    id: String,
    answer: String,
    outcome: String,
    at: String,
}

readable! {
    Report "a report" { format, kind, guide, signs?, answers?, steps?, }
    About "a guide" { id, }
    Item "an entry" { id, answer?, outcome?, at?, }
}

/// What was told by a report, with nothing that was ticked or waited for; `time` reads ISO 8601.
///
/// The revision is left open, so that [`Progress::reconcile`] checks every entry.
///
/// # Errors
/// With a sentence, when it is no report or for another guide.
pub fn read(text: &str, guide: &Guide, time: &dyn Fn(&str) -> Millis) -> Result<Progress, String> {
    let report: Report = json::from_str(text).map_err(|error| format!("it is no report ({error})"))?;
    if report.kind != "fixpath-report" || report.format != 1 {
        return Err(format!(
            "it is a \"{}\" of format {}, expected a \"fixpath-report\" of format 1",
            report.kind, report.format
        ));
    }
    if report.guide.id != guide.id.as_str() {
        let (found, known) = (report.guide.id, &guide.id);
        return Err(format!("it is for the guide \"{found}\", expected \"{known}\""));
    }
    let entry = |subject: Subject, said: Said, at: &str| Entry {
        subject,
        said,
        at: time(at),
    };
    let mut told = Vec::new();
    for Item { id, at, .. } in &report.signs {
        told.push(match id.as_str() {
            "none" => entry(Subject::NoSigns, Said::So, at),
            id => entry(Subject::Sign(id.into()), Said::Answer(YES.into()), at),
        });
    }
    for Item { id, answer, at, .. } in report.answers {
        let id = Id(id);
        let is_sign = guide.signs.iter().any(|sign| sign.id == id);
        let subject = if is_sign {
            Subject::Sign(id)
        } else {
            Subject::Question(id)
        };
        let said = doubt(&answer).unwrap_or(Said::Answer(Id(answer)));
        told.push(entry(subject, said, &at));
    }
    for Item { id, outcome, at, .. } in report.steps {
        let outcome = doubt(&outcome).or(match outcome.as_str() {
            "fixed" => Some(Said::Fixed),
            "not-fixed" => Some(Said::NotFixed),
            "cant-do" => Some(Said::CantDo),
            _ => None,
        });
        told.extend(outcome.map(|outcome| entry(Subject::Action(Id(id)), outcome, &at)));
    }
    told.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut progress = Progress::new(guide.id.clone(), String::new());
    if let Some(first) = told.first() {
        let start = Entry {
            subject: Subject::Start,
            said: Said::So,
            at: first.at,
        };
        told.insert(0, start);
        progress.hold(told);
    }
    Ok(progress)
}

/// What can be said of everything.
fn doubt(name: &str) -> Option<Said> {
    match name {
        "not-sure" => Some(Said::NotSure),
        "later" => Some(Said::Later),
        _ => None,
    }
}
