//! The report for support: what was seen, answered and tried, in order; as text, as JSON and as a letter.

use crate::engine::{Belief, Model};
use crate::guide::bundle::Bundle;
use crate::guide::{Id, plain};
use crate::progress::code::case;
use crate::progress::{Entry, Millis, Session, Subject};
use crate::words::Text;

pub mod json;
pub mod mail;
pub mod read;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub bundle: &'a Bundle,
    pub model: &'a Model,
    pub session: &'a Session,
    pub belief: &'a Belief,
}

/// How the page's language puts things.
pub struct Voice<'a> {
    /// Headings and words.
    pub text: &'a Text,
    /// An entry's answer or outcome.
    pub said: &'a dyn Fn(&Entry) -> String,
    /// A time.
    pub when: &'a dyn Fn(Millis) -> String,
    /// What the host of the page reports, if it counts.
    pub incident: Option<String>,
    /// A probability.
    pub percent: &'a dyn Fn(f64) -> String,
}

/// Writes the report as text.
pub fn write(source: &Source, voice: &Voice) -> String {
    let Source { bundle, session, .. } = *source;
    let Voice {
        text,
        said,
        when,
        percent,
        incident,
    } = voice;
    let texts = &bundle.texts;
    let (mut signs, mut answers, mut steps) = (Vec::new(), Vec::new(), Vec::new());
    for entry in session.told() {
        let line = |subject: String| format!("{}  {}", when(entry.at), text.entry(&subject, &said(entry)));
        match &entry.subject {
            Subject::Sign(id) if entry.says_yes() => {
                let label = title(texts.signs.get(id).map(|text| &text.label), id);
                signs.push(format!("{}  {label}", when(entry.at)));
            }
            Subject::NoSigns => signs.push(format!("{}  {}", when(entry.at), text.no_signs_entry)),
            Subject::Sign(id) => answers.push(line(title(texts.signs.get(id).map(|text| &text.ask), id))),
            Subject::Question(id) => answers.push(line(title(texts.questions.get(id).map(|text| &text.ask), id))),
            Subject::Action(id) => steps.push(line(title(texts.actions.get(id).map(|text| &text.title), id))),
            Subject::Start | Subject::Service => {}
        }
    }
    let causes: Vec<(String, String)> = likely(source)
        .map(|(id, p)| (percent(p), title(texts.causes.get(id).map(|text| &text.title), id)))
        .collect();
    let widest = causes.iter().map(|(p, _)| p.chars().count()).max().unwrap_or_default();
    let causes = causes.into_iter().map(|(p, title)| format!("{p:>widest$}  {title}"));

    let mut out = format!("{}: {}\n", text.report_title, texts.guide.product);
    out.push_str(&format!(
        "{}: {}\n",
        text.carry_code,
        case::write(session, &bundle.guide)
    ));
    let mut section = |heading: &str, lines: Vec<String>| {
        out.push_str(&format!("\n{heading}\n"));
        if lines.is_empty() {
            out.push_str(&format!("- {}\n", text.report_nothing));
        }
        for line in lines {
            out.push_str(&format!("- {line}\n"));
        }
    };
    section(text.report_signs, signs);
    if let Some(line) = incident {
        section(text.incident_heading, vec![line.clone()]);
    }
    section(text.report_answers, answers);
    section(text.report_steps, steps);
    section(text.report_causes, causes.collect());
    section(text.report_checks, checks(bundle).map(|(_, words)| words).collect());
    out.push_str(&format!(
        "\n{}\nFixpath · {} · {}\n",
        text.report_estimate, bundle.guide.id, bundle.revision
    ));
    out
}

/// The causes worth naming with their probabilities, likeliest first.
fn likely<'a>(source: &Source<'a>) -> impl Iterator<Item = (&'a Id, f64)> {
    let model = source.model;
    let ranked = source.belief.ranked().into_iter();
    let worth = ranked.filter(|(_, p)| *p >= 0.01).take(6);
    worth.map(|(cause, p)| (model.cause_name(cause), p))
}

/// What support can check, in words.
fn checks(bundle: &Bundle) -> impl Iterator<Item = (&Id, String)> {
    let checks = bundle.guide.escalation.checks.iter();
    checks.filter_map(|id| Some((id, plain(bundle.texts.escalation.checks.get(id)?))))
}

/// A text, or the id in words where the guide lacks it.
fn title(text: Option<&String>, id: &Id) -> String {
    text.cloned().unwrap_or_else(|| id.0.replace('-', " "))
}
