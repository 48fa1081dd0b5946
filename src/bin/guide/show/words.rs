//! A guide's words for what the engine knows by number, and the ways figures are written.

use fixpath::engine::{ActionId, CauseId, Entry, Finding, Model, Outcome, QuestionId, Step};
use fixpath::guide::bundle::Bundle;
use fixpath::guide::{Id, Minutes};
use maud::{Markup, html};

use crate::cli::play::Played;

/// The language of the page's own words.
pub const PAGE_LOCALE: &str = "en";

/// A guide in one language.
pub struct Words<'a> {
    pub bundle: &'a Bundle,
    /// What the advice reckons with.
    pub model: &'a Model,
    /// What owners see: the guide's slip left out.
    pub seen: &'a Model,
}

impl<'a> Words<'a> {
    pub fn new(bundle: &'a Bundle, played: &'a Played) -> Self {
        let (model, seen) = (&played.model, &played.seen);
        Self { bundle, model, seen }
    }

    /// The guide's own words, marked with their language where it is not the page's.
    pub fn say(&self, text: &str) -> Markup {
        let locale = &self.bundle.texts.locale;
        html! {
            @if locale == PAGE_LOCALE { (text) } @else { span lang=(locale) { (text) } }
        }
    }

    pub fn cause(&self, cause: CauseId) -> &'a str {
        let id = self.model.cause_name(cause);
        self.bundle.texts.causes.get(id).map_or(id.as_str(), |text| &text.title)
    }

    /// A sign as it is tapped, a question as it is asked.
    pub fn question(&self, question: QuestionId) -> &'a str {
        let id = self.model.question_name(question);
        self.sign_label(id)
            .or_else(|| self.bundle.texts.questions.get(id).map(|text| text.ask.as_str()))
            .unwrap_or(id.as_str())
    }

    fn sign_label(&self, id: &Id) -> Option<&'a str> {
        self.bundle.texts.signs.get(id).map(|text| text.label.as_str())
    }

    fn action(&self, action: ActionId) -> &'a str {
        let id = self.model.action_name(action);
        self.bundle
            .texts
            .actions
            .get(id)
            .map_or(id.as_str(), |text| &text.title)
    }

    /// What kind of step it is, and the step; of a sign the question that it makes.
    pub fn step(&self, step: Step) -> Markup {
        match step {
            Step::Do(action) => html! { span.kind { "Do" } " " (self.say(self.action(action))) },
            Step::Ask(question) => {
                let id = self.model.question_name(question);
                let asked = self.bundle.texts.signs.get(id).map(|text| text.ask.as_str());
                let asked = asked.unwrap_or_else(|| self.question(question));
                html! { span.kind { "Ask" } " " (self.say(asked)) }
            }
            Step::CallService => html! { span.kind { "Support" } " Call support" },
        }
    }

    /// What came of a step; `None` where the trouble is gone.
    pub fn turn(&self, turn: Option<Entry>) -> Markup {
        match turn {
            None => html! { "It works now" },
            Some(Entry::NoSigns) => html! { "None of these signs" },
            Some(Entry::Question(question, Finding::Answer(answer))) => {
                let (question_id, id) = (
                    self.model.question_name(question),
                    self.model.answer_name(question, answer),
                );
                if self.model.is_sign(question) {
                    return html! { (if id.as_str() == "yes" { "Yes" } else { "No" }) };
                }
                let text = self.bundle.texts.questions.get(question_id);
                let text = text.and_then(|text| text.answers.get(id));
                self.say(text.map_or(id.as_str(), String::as_str))
            }
            Some(Entry::Question(_, Finding::NotSure)) => html! { "Not sure" },
            Some(Entry::Action(_, Outcome::NotFixed)) => html! { "Still failing" },
            Some(Entry::Action(_, Outcome::CantDo)) => html! { "I can’t do this" },
            Some(Entry::Question(_, Finding::Skipped) | Entry::Action(_, Outcome::Skipped)) => html! { "Later" },
            // Nothing that comes of a step.
            Some(Entry::Incident(..)) => html! {},
        }
    }
}

/// A share in per cent, with a tenth below ten.
pub fn percent(share: f64) -> String {
    let p = share * 100.0;
    if 0.0 < p && p < 0.05 {
        return "under 0.1\u{a0}%".to_owned();
    }
    format!("{}\u{a0}%", short(p))
}

/// Minutes, with a tenth below ten.
pub fn minutes(minutes: Minutes) -> String {
    short(minutes.0)
}

fn short(number: f64) -> String {
    if number < 9.95 {
        let tenths = format!("{number:.1}");
        tenths.strip_suffix(".0").map(str::to_owned).unwrap_or(tenths)
    } else {
        format!("{number:.0}")
    }
}

/// `1 sign`, `2 signs`.
pub fn count(n: usize, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}
