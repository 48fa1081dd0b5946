//! The report for support: what was seen, tried and answered; as text, as JSON and as a letter.
//!
//! The text has first what an agent asks first, with blanks for what only the owner knows.

use crate::engine::{Belief, Model};
use crate::guide::bundle::Bundle;
use crate::guide::{Id, plain};
use crate::progress::code::case;
use crate::progress::{Entry, Millis, Progress, Said, Session, Subject};
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
    pub progress: &'a Progress,
    pub session: &'a Session,
    pub belief: &'a Belief,
}

/// How the page's language puts things.
pub struct Voice<'a> {
    /// Headings and words.
    pub text: &'a Text,
    /// An entry's answer or outcome.
    pub said: &'a dyn Fn(&Entry) -> String,
    /// The day of a time.
    pub day: &'a dyn Fn(Millis) -> String,
    /// What the host of the page reports, if it counts.
    pub incident: Option<String>,
    /// A probability.
    pub percent: &'a dyn Fn(f64) -> String,
}

/// What is to be filled in by hand.
const BLANK: &str = "____";
/// A summary names so many of each.
const FEW: usize = 3;

/// What was told, sorted by what support asks first.
#[derive(Default)]
struct Account {
    /// The day of the last entry; of the others only another one is named.
    day: String,
    signs: Vec<String>,
    answers: Vec<String>,
    /// Steps that were done.
    steps: Vec<String>,
    /// Steps that were put off or could not be done.
    open: Vec<String>,
    /// Titles of the steps that did not help.
    failed: Vec<String>,
    /// Titles of those that did for a while.
    lapsed: Vec<String>,
}

/// One entry with what a report says of it.
struct Line<'a> {
    entry: &'a Entry,
    /// What it is about.
    words: String,
    /// It does not count any more.
    is_moot: bool,
    /// It is a step that worked for a while.
    has_lapsed: bool,
}

fn lines<'a>(source: &Source<'a>, voice: &Voice, tell: &mut dyn FnMut(Line<'a>)) {
    let texts = &source.bundle.texts;
    let (moot, lapsed) = (source.session.moot(source.model), source.progress.worked_for_a_while());
    for entry in source.session.told() {
        let (words, id) = match &entry.subject {
            Subject::Sign(id) if entry.says_yes() => (texts.signs.get(id).map(|text| &text.label), id),
            Subject::Sign(id) => (texts.signs.get(id).map(|text| &text.ask), id),
            Subject::Question(id) => (texts.questions.get(id).map(|text| &text.ask), id),
            Subject::Action(id) => (texts.actions.get(id).map(|text| &text.title), id),
            _ => (None, &Id::default()),
        };
        let words = match entry.subject {
            Subject::NoSigns => voice.text.no_signs_entry.to_owned(),
            _ => title(words, id),
        };
        tell(Line {
            entry,
            words,
            is_moot: moot.iter().any(|(subject, _)| *subject == entry.subject),
            has_lapsed: matches!(&entry.subject, Subject::Action(id) if lapsed.contains(id)),
        });
    }
}

fn account(source: &Source, voice: &Voice) -> Account {
    let text = voice.text;
    let last = source.session.told().max_by(|a, b| a.at.total_cmp(&b.at));
    let day = last.map(|entry| (voice.day)(entry.at)).unwrap_or_default();
    let (mut told, mut unsure) = (Account::default(), Vec::new());
    lines(source, voice, &mut |line| {
        let Line { entry, words, .. } = line;
        let is_seen =
            entry.subject == Subject::NoSigns || entry.says_yes() && matches!(entry.subject, Subject::Sign(_));
        let mut full = match () {
            () if is_seen => words.clone(),
            () if line.has_lapsed => text.entry(&words, text.report_lapsed),
            () => text.entry(&words, &(voice.said)(entry)),
        };
        let own = (voice.day)(entry.at);
        for (holds, note) in [(own != day, own.as_str()), (line.is_moot, text.report_moot)] {
            if holds {
                full.push_str(&format!(" ({note})"));
            }
        }
        let list = match (&entry.subject, &entry.said) {
            _ if is_seen => &mut told.signs,
            (Subject::Action(_), Said::Fixed | Said::NotFixed) => {
                if line.has_lapsed {
                    told.lapsed.push(words);
                } else if entry.said == Said::NotFixed {
                    told.failed.push(words);
                }
                &mut told.steps
            }
            (Subject::Action(_), _) => &mut told.open,
            (_, Said::NotSure | Said::Later) => &mut unsure,
            _ => &mut told.answers,
        };
        list.push(full);
    });
    // What was found out stands before what was not.
    told.answers.append(&mut unsure);
    told.day = day;
    told
}

/// What somebody who answers the call needs at once, in a few lines: what it is about, and what was told of it.
pub fn summary(source: &Source, voice: &Voice) -> Vec<(&'static str, String)> {
    let (told, text) = (account(source, voice), voice.text);
    let likeliest = causes(source, voice).next().map(|(p, title)| format!("{title} ({p})"));
    let mut lines = vec![
        (text.report_signs, few(text, &told.signs)),
        (text.report_likeliest, likeliest.unwrap_or_default()),
    ];
    if !told.failed.is_empty() || told.lapsed.is_empty() {
        lines.push((text.report_steps, few(text, &told.failed)));
    }
    if !told.lapsed.is_empty() {
        lines.push((text.report_lapsed, few(text, &told.lapsed)));
    }
    lines
}

/// The first of them, and how many there are if these are not all.
fn few(text: &Text, all: &[String]) -> String {
    let first = all.get(..FEW).unwrap_or(all).join("; ");
    match all.len() {
        0 => text.report_nothing.to_owned(),
        n if n > FEW => format!("{first} … ({n})"),
        _ => first,
    }
}

/// Writes the report as text.
pub fn write(source: &Source, voice: &Voice) -> String {
    let Source { bundle, session, .. } = *source;
    let (text, texts, told) = (voice.text, &bundle.texts, account(source, voice));
    let ranked: Vec<(String, String)> = causes(source, voice).collect();
    let likeliest = ranked.first().map(|(p, title)| format!("{title} ({p})"));
    let widest = ranked.iter().map(|(p, _)| p.chars().count()).max().unwrap_or_default();
    let ranked = ranked.iter().map(|(p, title)| format!("{p:>widest$}  {title}"));

    let code = case::write(session, &bundle.guide);
    let mut out = format!("{}: {}\n", text.report_title, texts.guide.product);
    if !told.day.is_empty() {
        out.push_str(&format!("{}\n", told.day));
    }
    out.push_str(&format!("{}: {code}\n", text.carry_code));
    section(&mut out, text, text.report_signs, told.signs);
    out.push_str(&format!("\n{}\n", text.entry_named(text.report_since, BLANK)));
    if let Some(likeliest) = likeliest {
        out.push_str(&format!("{}\n", text.entry_named(text.report_likeliest, &likeliest)));
    }
    if let Some(line) = &voice.incident {
        section(&mut out, text, text.incident_heading, vec![line.clone()]);
    }
    section(&mut out, text, text.report_steps, told.steps);
    if !told.open.is_empty() {
        section(&mut out, text, text.report_open, told.open);
    }
    for (place, detail) in texts.escalation.details.iter().enumerate() {
        out.push_str(if place == 0 { "\n" } else { "" });
        out.push_str(&format!("{}\n", text.entry_named(detail, BLANK)));
    }
    section(&mut out, text, text.report_answers, told.answers);
    section(&mut out, text, text.report_causes, ranked.collect());
    let checks = checks(bundle).map(|(_, words)| words).collect();
    section(&mut out, text, text.report_checks, checks);
    out.push_str(&format!(
        "\n{}\nFixpath · {} · {}\n",
        text.report_estimate, bundle.guide.id, bundle.revision
    ));
    out
}

fn section(out: &mut String, text: &Text, heading: &str, lines: Vec<String>) {
    out.push_str(&format!("\n{heading}\n"));
    if lines.is_empty() {
        out.push_str(&format!("- {}\n", text.report_nothing));
    }
    for line in lines {
        out.push_str(&format!("- {line}\n"));
    }
}

/// The likely causes in words, likeliest first.
fn causes<'a>(source: &Source<'a>, voice: &Voice<'a>) -> impl Iterator<Item = (String, String)> {
    let (titles, percent) = (&source.bundle.texts.causes, voice.percent);
    likely(source).map(move |(id, p)| (percent(p), title(titles.get(id).map(|text| &text.title), id)))
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
