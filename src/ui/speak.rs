//! Numbers of the engine in the words of the interface.

use crate::ui::format;
use crate::words::Text;

/// Chances below this are told without a number: what is tried then is tried to rule it out.
pub const LEAST_TOLD: f64 = 0.1;
/// Minutes of doing that are told, rounded up to one of these.
const OFTEN: [f64; 5] = [5.0, 15.0, 30.0, 60.0, 120.0];

impl Text {
    /// A probability: "56%", "under 1%".
    pub fn percent(&self, p: f64) -> String {
        let percent = |p| format::percent(p, self.locale);
        match p {
            p if p < 0.01 => self.percent_under(&percent(0.01)),
            p if p > 0.99 => self.percent_over(&percent(0.99)),
            p => percent(p),
        }
    }

    /// How long something takes: "about 5 minutes".
    pub fn minutes(&self, minutes: f64) -> String {
        match minutes {
            m if m < 0.75 => self.card_under_minute.to_owned(),
            m => self.card_about(&self.span(m)),
        }
    }

    /// How long one waits after a step.
    pub fn wait(&self, minutes: f64) -> String {
        self.card_wait(&self.span(minutes))
    }

    /// How long it takes from here, in words that a person would use: the mean of the minutes of doing and of waiting, and
    /// the least and the most that most owners see. Nothing where it is long whatever comes.
    pub fn when(&self, doing: f64, waiting: f64, range: (f64, f64)) -> String {
        let Some(often) = OFTEN.into_iter().find(|most| doing <= *most) else {
            return String::new();
        };
        let most = range.1.max(doing + waiting);
        let sometimes = match most {
            m if m <= 2.0 * often => "",
            m if m <= 150.0 => self.when_hours,
            m if m <= 720.0 => self.when_day,
            _ => self.when_days,
        };
        let often = self.span(often);
        if sometimes.is_empty() {
            return self.when_often(&often);
        }
        let line = self.when_sometimes(&often, sometimes);
        match waiting > 2.0 * doing {
            true => [&line, self.when_waiting].join(" "),
            false => line,
        }
    }

    /// How likely it is that a step helps and how long it takes, as a note to its title; small chances get no number.
    pub fn promise(&self, chance: f64, doing: f64, waiting: f64) -> String {
        let mut parts = vec![self.likelihood(chance).to_owned()];
        if chance >= LEAST_TOLD {
            parts.push(self.percent(chance));
        }
        parts.push(self.minutes(doing));
        if waiting > 0.0 {
            parts.push(self.wait(waiting));
        }
        parts.join(" · ")
    }

    /// The best other step, and how many minutes more it takes.
    pub fn other_way(&self, step: &str, more: f64) -> String {
        match more {
            m if m < 0.5 => self.reasons_other_same(step),
            m => self.reasons_other_more(step, &self.span(m)),
        }
    }

    /// How likely something is, in a word; there is no other scale.
    pub fn likelihood(&self, p: f64) -> &'static str {
        match p {
            p if p >= 0.85 => self.very_likely,
            p if p > 0.5 => self.likely,
            p if p >= 0.08 => self.possible,
            p if p >= 0.02 => self.unlikely,
            _ => self.very_unlikely,
        }
    }

    /// How much an answer speaks for or against a cause, of a weight in bits.
    pub fn strength(&self, ratio: f64) -> &'static str {
        match ratio.abs() {
            r if r >= 3.0 => self.strongly,
            r if r >= 1.0 => self.clearly,
            _ => self.a_little,
        }
    }

    fn span(&self, minutes: f64) -> String {
        format::span(minutes, self.locale)
    }
}
