//! Numbers of the engine in the words of the interface.

use crate::ui::format;
use crate::words::Text;

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

    /// What is expected from here: the mean, and where most owners end up between.
    pub fn expect(&self, mean: f64, least: f64, most: f64) -> String {
        let [mean, least, most] = [mean, least, most].map(|minutes| self.span(minutes));
        if least == most {
            self.card_expect(&mean)
        } else {
            self.card_expect_range(&mean, &least, &most)
        }
    }

    /// The best other step, and how many minutes more it takes.
    pub fn other_way(&self, step: &str, more: f64) -> String {
        match more {
            m if m < 0.5 => self.reasons_other_same(step),
            m => self.reasons_other_more(step, &self.span(m)),
        }
    }

    /// How likely something is, in a word.
    pub fn likelihood(&self, p: f64) -> &'static str {
        match p {
            p if p >= 0.85 => self.very_likely,
            p if p >= 0.5 => self.likely,
            p => self.less_likely(p),
        }
    }

    /// How likely the request stops at a place, in a word.
    pub fn level(&self, p: f64) -> &'static str {
        match p {
            p if p >= 0.6 => self.chain_here,
            p if p >= 0.25 => self.likely,
            p => self.less_likely(p),
        }
    }

    fn less_likely(&self, p: f64) -> &'static str {
        match p {
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
