//! The report for programs: one JSON object whose shape stays as it is while `format` is 1.
//!
//! | key | holds |
//! |---|---|
//! | `format` | 1 |
//! | `kind` | `"fixpath-report"` |
//! | `written` | when it was made |
//! | `guide` | `id`, `product`, `revision`, `locale` |
//! | `case_code` | the case code, in groups |
//! | `signs` | what is seen: `id`, `text`, `at`; none of the listed signs is the id `none` |
//! | `incident` | what the host of the page reports, if it counts |
//! | `answers` | `id`, `asked`, `answer` (an id of the guide, `yes`, `no`, `not-sure` or `later`), `text`, `at` |
//! | `steps` | `id`, `title`, `outcome` (`fixed`, `not-fixed`, `cant-do` or `later`), `text`, `at`; `worked_for_a_while` is true of one that had mended it before it failed |
//! | `causes` | likeliest first: `id`, `title`, `p` (a probability, an estimate) |
//! | `checks` | what support can check: `id`, `text` |
//!
//! An entry that does not count any more, for something else says as much or says otherwise, has `no_longer_counts`
//! true. Times are ISO 8601 in UTC; lists are in the order in which things were told. A reader passes over keys it does
//! not know: later versions may add some.

use super::{Line, Source, Voice, checks, likely, lines, title};
use crate::json;
use crate::progress::code::case;
use crate::progress::{Millis, Said, Subject};
use crate::writable;

struct Report<'a> {
    format: u32,
    kind: &'static str,
    written: String,
    guide: About<'a>,
    case_code: String,
    signs: Vec<Item>,
    incident: Option<&'a str>,
    answers: Vec<Item>,
    steps: Vec<Item>,
    causes: Vec<Item>,
    checks: Vec<Item>,
}

struct About<'a> {
    id: &'a str,
    product: &'a str,
    revision: &'a str,
    locale: &'a str,
}

/// One of any list; what a list does not have is left out.
#[derive(Default)]
struct Item {
    id: String,
    title: Option<String>,
    asked: Option<String>,
    answer: Option<String>,
    outcome: Option<String>,
    text: Option<String>,
    at: Option<String>,
    p: Option<f64>,
    worked_for_a_while: bool,
    no_longer_counts: bool,
}

writable! {
    Report<'a> {
        format, kind, written, guide, case_code, signs, incident?, answers, steps, causes, checks,
    }
    About<'a> { id, product, revision, locale, }
    Item { id, title?, asked?, answer?, outcome?, text?, at?, p?, worked_for_a_while?, no_longer_counts?, }
}

/// Writes the report as JSON; `iso` puts a time as ISO 8601 does.
pub fn write(source: &Source, voice: &Voice, now: Millis, iso: &dyn Fn(Millis) -> String) -> String {
    let Source { bundle, session, .. } = *source;
    let texts = &bundle.texts;
    let (mut signs, mut answers, mut steps) = (Vec::new(), Vec::new(), Vec::new());
    lines(source, voice, &mut |line| {
        let Line { entry, words, .. } = line;
        let (id, list) = match &entry.subject {
            Subject::NoSigns => ("none", &mut signs),
            Subject::Sign(id) if entry.says_yes() => (id.as_str(), &mut signs),
            Subject::Sign(id) | Subject::Question(id) => (id.as_str(), &mut answers),
            Subject::Action(id) => (id.as_str(), &mut steps),
            Subject::Start | Subject::Service => return,
        };
        let mut item = Item {
            id: id.to_owned(),
            text: Some((voice.said)(entry)),
            at: Some(iso(entry.at)),
            worked_for_a_while: line.has_lapsed,
            no_longer_counts: line.is_moot,
            ..Item::default()
        };
        let said = Some(said(&entry.said));
        match &entry.subject {
            Subject::Action(_) => (item.title, item.outcome) = (Some(words), said),
            Subject::Question(_) => (item.asked, item.answer) = (Some(words), said),
            Subject::Sign(_) if !entry.says_yes() => (item.asked, item.answer) = (Some(words), said),
            _ => item.text = Some(words),
        }
        list.push(item);
    });
    let causes = likely(source).map(|(id, p)| Item {
        id: id.0.clone(),
        title: Some(title(texts.causes.get(id).map(|text| &text.title), id)),
        p: Some((p * 10_000.0).round() / 10_000.0),
        ..Item::default()
    });
    let checks = checks(bundle).map(|(id, text)| Item {
        id: id.0.clone(),
        text: Some(text),
        ..Item::default()
    });
    let report = Report {
        format: 1,
        kind: "fixpath-report",
        written: iso(now),
        guide: About {
            id: bundle.guide.id.as_str(),
            product: &texts.guide.product,
            revision: &bundle.revision,
            locale: &texts.locale,
        },
        case_code: case::write(session, &bundle.guide),
        signs,
        incident: voice.incident.as_deref(),
        answers,
        steps,
        causes: causes.collect(),
        checks: checks.collect(),
    };
    json::to_string(&report)
}

/// What was said, by the name that stays.
pub fn said(said: &Said) -> String {
    match said {
        Said::Answer(answer) => answer.0.clone(),
        Said::So => "so".to_owned(),
        Said::NotSure => "not-sure".to_owned(),
        Said::Later => "later".to_owned(),
        Said::Fixed => "fixed".to_owned(),
        Said::NotFixed => "not-fixed".to_owned(),
        Said::CantDo => "cant-do".to_owned(),
    }
}
