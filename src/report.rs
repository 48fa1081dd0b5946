//! The report for support, as plain text: what was seen, answered and tried, in order.

use crate::engine::{Belief, Model};
use crate::guide::bundle::Bundle;
use crate::guide::{Id, plain};
use crate::progress::{Entry, Millis, Session, Subject};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// Headings and words of the report in the language of the page.
#[derive(Clone, Copy, Debug)]
pub struct Labels {
    /// Title before the product's name.
    pub title: &'static str,
    /// Heading of the signs.
    pub signs: &'static str,
    /// Heading of the answers.
    pub answers: &'static str,
    /// Heading of the steps.
    pub steps: &'static str,
    /// Heading of the likely causes.
    pub causes: &'static str,
    /// Heading of what support can examine.
    pub checks: &'static str,
    /// Says that a list has nothing in it.
    pub nothing: &'static str,
    /// None of the listed signs.
    pub no_signs: &'static str,
    /// Where the numbers come from.
    pub estimate: &'static str,
    /// What was asked and what was answered, as one line.
    pub entry: fn(&str, &str) -> String,
}

/// Writes the report.
///
/// `said` puts an entry's answer or outcome into words, `when` a time; both belong to the page's language.
pub fn write(
    bundle: &Bundle,
    model: &Model,
    session: &Session,
    belief: &Belief,
    labels: &Labels,
    said: impl Fn(&Entry) -> String,
    when: impl Fn(Millis) -> String,
) -> String {
    let texts = &bundle.texts;
    let (mut signs, mut answers, mut steps) = (Vec::new(), Vec::new(), Vec::new());
    for entry in session.told() {
        let line = |subject: String| format!("{}  {}", when(entry.at), (labels.entry)(&subject, &said(entry)));
        match &entry.subject {
            Subject::Sign(id) if entry.says_yes() => {
                let label = title(texts.signs.get(id).map(|text| &text.label), id);
                signs.push(format!("{}  {label}", when(entry.at)));
            }
            Subject::NoSigns => signs.push(format!("{}  {}", when(entry.at), labels.no_signs)),
            Subject::Sign(id) => answers.push(line(title(texts.signs.get(id).map(|text| &text.ask), id))),
            Subject::Question(id) => answers.push(line(title(texts.questions.get(id).map(|text| &text.ask), id))),
            Subject::Action(id) => steps.push(line(title(texts.actions.get(id).map(|text| &text.title), id))),
            Subject::Start | Subject::Service => {}
        }
    }
    let causes = belief
        .ranked()
        .into_iter()
        .filter(|(_, p)| *p >= 0.01)
        .take(6)
        .map(|(cause, p)| {
            let id = model.cause_name(cause);
            format!(
                "{:>3.0} %  {}",
                p * 100.0,
                title(texts.causes.get(id).map(|text| &text.title), id)
            )
        });
    let checks = bundle.guide.escalation.checks.iter();
    let checks = checks
        .filter_map(|id| texts.escalation.checks.get(id))
        .map(|text| plain(text));

    let mut out = format!("{}: {}\n", labels.title, texts.guide.product);
    let mut section = |heading: &str, lines: Vec<String>| {
        out.push_str(&format!("\n{heading}\n"));
        if lines.is_empty() {
            out.push_str(&format!("- {}\n", labels.nothing));
        }
        for line in lines {
            out.push_str(&format!("- {line}\n"));
        }
    };
    section(labels.signs, signs);
    section(labels.answers, answers);
    section(labels.steps, steps);
    section(labels.causes, causes.collect());
    section(labels.checks, checks.collect());
    out.push_str(&format!(
        "\n{}\nFixpath · {} · {}\n",
        labels.estimate, bundle.guide.id, bundle.revision
    ));
    out
}

fn title(text: Option<&String>, id: &Id) -> String {
    text.cloned().unwrap_or_else(|| id.0.replace('-', " "))
}
