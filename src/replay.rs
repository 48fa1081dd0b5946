//! Real owners' cases, played through search and advice: what each owner met, and the figures of all.
//!
//! ```text
//! cases.jsonl ─cases::read─▶ [Case] ─Player::play─▶ [Played] ─┬▶ table (for people)
//!                                                            └▶ Summary::of (the figures)
//! ```
//!
//! A case holds an owner's words, the signs they name, the answers that the report gives, the cause that was found and
//! the actions that mended it. The owner answers what the report answers, and "not sure" to all else, or, on request,
//! what is likeliest under the true cause; each action leaves the trouble as it is until one of those comes that mended
//! it. Pure: where files come from is the caller's business.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::engine::{self, ActionId, Entry, Evidence, Finding, Model, ModelError, Outcome, Step};
use crate::guide::{Given, Guide, Id, Texts};
use crate::progress::{NO, YES};
use crate::rank;
use crate::search::{self, Index};
pub use cases::{Case, NOT_SURE, read};
pub use summary::Summary;
pub use table::{json, table};

mod cases;
mod summary;
mod table;
#[cfg(test)]
mod tests;

/// Cards after which a case is given up, unless less is asked for.
pub const MOST_CARDS: usize = 60;
/// What `fixes` and `cause` say where the guide has nothing.
pub const NONE: &str = "none";

/// How owners are played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// Starts from what the search makes of the owner's words, not from the signs that the owner named.
    pub typed: bool,
    /// Answers what the report leaves open by what is likeliest under the true cause, not with "not sure".
    pub fill: bool,
    /// Most cards that an owner is shown before the case is given up.
    pub most_cards: usize,
}

impl Default for Manner {
    /// From the signs named, the rest "not sure", up to [`MOST_CARDS`].
    fn default() -> Self {
        Self {
            typed: false,
            fill: false,
            most_cards: MOST_CARDS,
        }
    }
}

/// What one owner met. In JSON it is a row, keys in this order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Played {
    /// Number of the case.
    pub case: u32,
    /// Language of the words.
    pub locale: String,
    /// The true cause.
    pub cause: String,
    /// Signs that the search ticks.
    pub ticked: Vec<String>,
    /// Signs that the owner named.
    pub named: Vec<String>,
    /// Place of the true cause (or of the best that counts as right) after the ticked signs, from 1; none if the guide
    /// has none of them.
    pub rank_typed: Option<usize>,
    /// The action that mended it, `support`, or `limit` after the most cards.
    pub end: String,
    /// Questions that were asked.
    pub questions: usize,
    /// Actions that were advised, that which mended it included.
    pub actions: usize,
    /// The cards in order: `?question=answer`, `action`, `*action*` that mended it, `SUPPORT`.
    pub steps: Vec<String>,
}

impl Played {
    /// Cards until it was over, the last included.
    pub fn cards(&self) -> usize {
        self.questions.saturating_add(self.actions)
    }
}

/// What the product makes of an owner's words before the first card.
struct Heard {
    ticked: Vec<String>,
    /// Actions that the words say were done already, in vain. The search knows of none yet; once it does, this is
    /// where they come in, and the rest follows.
    tried: Vec<ActionId>,
}

/// A guide ready to be played.
pub struct Player<'g> {
    guide: &'g Guide,
    model: Model,
    indexes: BTreeMap<&'g str, Index>,
}

impl<'g> Player<'g> {
    /// Fails if the engine refuses the guide.
    pub fn new(guide: &'g Guide, texts: &'g [Texts]) -> Result<Self, ModelError> {
        let index = |texts: &'g Texts| (texts.locale.as_str(), Index::new(guide, texts));
        Ok(Self {
            guide,
            model: engine::compile(guide)?,
            indexes: texts.iter().map(index).collect(),
        })
    }

    /// Plays the cases on all cores, in their order.
    pub fn play(&self, cases: &[Case], manner: Manner) -> Vec<Played> {
        cases.par_iter().map(|case| self.one(case, manner)).collect()
    }

    /// What the search makes of the cases' words; no card is shown, so `end`, counts and steps are empty.
    pub fn hear(&self, cases: &[Case]) -> Vec<Played> {
        cases.iter().map(|case| self.row(case, &self.heard(case))).collect()
    }

    fn one(&self, case: &Case, manner: Manner) -> Played {
        let heard = self.heard(case);
        let mut row = self.row(case, &heard);
        let mut evidence = match manner.typed {
            true => self.start(&heard.ticked, &heard.tried),
            false => self.start(&row.named, &[]),
        };
        while row.cards() < manner.most_cards {
            match engine::advise(&self.model, &evidence).next {
                Step::CallService => {
                    row.steps.push("SUPPORT".to_owned());
                    row.end = "support".to_owned();
                    return row;
                }
                Step::Ask(question) => {
                    let asked = self.model.question_name(question).as_str();
                    let answer = self.answer(case, asked, manner.fill);
                    row.questions = row.questions.saturating_add(1);
                    row.steps.push(format!("?{asked}={answer}"));
                    let answer = self.model.answer(question, answer);
                    let finding = answer.map_or(Finding::NotSure, Finding::Answer);
                    evidence.set(Entry::Question(question, finding));
                }
                Step::Do(action) => {
                    let done = self.model.action_name(action).as_str();
                    row.actions = row.actions.saturating_add(1);
                    if case.fixes.iter().any(|fix| fix == done) {
                        row.steps.push(format!("*{done}*"));
                        row.end = done.to_owned();
                        return row;
                    }
                    row.steps.push(done.to_owned());
                    evidence.set(Entry::Action(action, Outcome::NotFixed));
                }
            }
        }
        row.end = "limit".to_owned();
        row
    }

    /// What is known before the first card.
    fn start(&self, signs: &[String], tried: &[ActionId]) -> Evidence {
        let mut evidence = Evidence::new();
        for question in signs.iter().filter_map(|sign| self.model.question(sign)) {
            if let Some(yes) = self.model.answer(question, YES) {
                evidence.set(Entry::Question(question, Finding::Answer(yes)));
            }
        }
        for action in tried {
            evidence.set(Entry::Action(*action, Outcome::NotFixed));
        }
        evidence
    }

    fn heard(&self, case: &Case) -> Heard {
        let hits = self.indexes.get(&*case.locale).map(|index| index.signs(&case.words));
        let hits = hits.unwrap_or_default();
        Heard {
            ticked: search::preselected(&hits).map(Id::to_string).collect(),
            tried: Vec::new(),
        }
    }

    /// A row with no card yet.
    fn row(&self, case: &Case, heard: &Heard) -> Played {
        let is_sign = |id: &&String| self.guide.signs.iter().any(|sign| sign.id.as_str() == id.as_str());
        Played {
            case: case.case,
            locale: case.locale.clone(),
            cause: case.cause.clone(),
            ticked: heard.ticked.clone(),
            named: case.named.iter().filter(is_sign).cloned().collect(),
            rank_typed: self.rank(case, heard),
            end: String::new(),
            questions: 0,
            actions: 0,
            steps: Vec::new(),
        }
    }

    /// Place of the best cause that counts as right after the ticked signs; the leak has none.
    fn rank(&self, case: &Case, heard: &Heard) -> Option<usize> {
        let belief = engine::believe(&self.model, &self.start(&heard.ticked, &heard.tried));
        let causes = belief.ranked().into_iter().map(|(cause, _)| cause);
        let ranked = causes.filter(|cause| Some(*cause) != self.model.leak());
        let is_right = |name: &str| name == case.cause || case.also.iter().any(|also| also == name);
        let place = ranked
            .map(|cause| self.model.cause_name(cause).as_str())
            .position(is_right)?;
        place.checked_add(1)
    }

    /// What the owner answers to a sign or question.
    fn answer<'a>(&'a self, case: &'a Case, asked: &str, fill: bool) -> &'a str {
        if case.named.iter().any(|sign| sign == asked) {
            return YES;
        }
        match case.truth.get(asked) {
            Some(answer) => answer,
            None if fill => self.likeliest(&case.cause, asked),
            None => NOT_SURE,
        }
    }

    /// The likeliest answer under a cause, or under a cause that is not listed if the guide lacks it.
    fn likeliest(&self, cause: &str, asked: &str) -> &str {
        if let Some(question) = self.guide.questions.iter().find(|it| it.id.as_str() == asked) {
            let row = given(&question.likelihood, cause).unwrap_or(&question.likelihood_default);
            let best = rank::descending(question.answers.iter().zip(row).collect(), |(_, p)| **p);
            return best.first().map_or(NOT_SURE, |(answer, _)| answer.as_str());
        }
        let sign = self.guide.signs.iter().find(|it| it.id.as_str() == asked);
        let seen = sign.map(|sign| *given(&sign.seen, cause).unwrap_or(&sign.seen_default));
        seen.map_or(NOT_SURE, |p| if p > 0.5 { YES } else { NO })
    }
}

fn given<'a, T>(rows: &'a [Given<T>], cause: &str) -> Option<&'a T> {
    rows.iter().find(|row| row.cause.as_str() == cause).map(|row| &row.p)
}
