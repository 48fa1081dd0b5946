//! An owner with one known cause, who answers as that cause makes most likely.

use anyhow::Result;

use super::guide::Bundle;
use super::page::Page;
use super::words;

/// Where the troubleshooter stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Now {
    /// What do you see?
    Start,
    /// A question of the guide.
    Ask(String),
    /// A sign asked as a question.
    AskSign(String),
    /// A step.
    Do(String),
    /// Nothing but what was put off is better than support.
    PutOff,
    /// It works.
    Fixed,
    /// Over to support.
    Support,
}

impl Now {
    /// Where the troubleshooter stands if it shows this heading.
    pub fn under(heading: &str, guide: &Bundle) -> Option<Self> {
        let texts = &guide.texts;
        let question = || {
            texts
                .questions
                .iter()
                .find(|(_, text)| text.ask == heading)
                .map(|(id, _)| Self::Ask(id.clone()))
        };
        let sign = || {
            texts
                .signs
                .iter()
                .find(|(_, text)| text.ask == heading)
                .map(|(id, _)| Self::AskSign(id.clone()))
        };
        let action = || {
            texts
                .actions
                .iter()
                .find(|(_, text)| text.title == heading)
                .map(|(id, _)| Self::Do(id.clone()))
        };
        match heading {
            words::SEE => Some(Self::Start),
            words::PUT_OFF_LEFT => Some(Self::PutOff),
            words::FIXED => Some(Self::Fixed),
            _ if heading.starts_with(words::SUPPORT) => Some(Self::Support),
            _ => question().or_else(sign).or_else(action),
        }
    }
}

/// An owner whose trouble has one known cause.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// Id of the cause.
    pub cause: &'a str,
}

/// Answers that differ less in probability do not settle what the owner would say.
const FLAT: f64 = 0.05;

impl Owner<'_> {
    /// What this owner says at `now`, after `said`: an answer, or the outcome of a step.
    ///
    /// Steps repair by chance; it works as soon as at least half of all owners with this cause would be done.
    pub fn says(&self, now: &Now, said: &[(Now, String)], guide: &Bundle) -> Result<String> {
        Ok(match now {
            Now::Ask(id) => {
                let question = guide.question(id)?;
                let mut ranked: Vec<(&String, f64)> = question
                    .answers
                    .iter()
                    .zip(question.likelihood_under(self.cause).iter().copied())
                    .collect();
                ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
                match ranked.as_slice() {
                    [(_, first), (_, second), ..] if first - second < FLAT => words::NOT_SURE.to_owned(),
                    [(answer, _), ..] => guide.texts.questions[id].answers[*answer].clone(),
                    [] => words::NOT_SURE.to_owned(),
                }
            }
            Now::AskSign(id) => match guide.sign(id)?.seen_under(self.cause) {
                p if (p - 0.5).abs() < FLAT / 2.0 => words::NOT_SURE,
                p if p > 0.5 => words::YES,
                _ => words::NO,
            }
            .to_owned(),
            Now::Do(_) => {
                let tried = said.iter().map(|(now, _)| now).chain([now]);
                let mut left = 1.0;
                for step in tried {
                    if let Now::Do(id) = step {
                        left *= 1.0 - guide.action(id)?.fixes_cause(self.cause);
                    }
                }
                if left <= 0.5 { words::WORKS } else { words::FAILING }.to_owned()
            }
            Now::Start | Now::PutOff | Now::Fixed | Now::Support => anyhow::bail!("nothing is asked at {now:?}"),
        })
    }

    /// Goes on until it works or support is called, for `limit` cards at most; gives what was said at each.
    pub async fn goes_on(&self, page: &Page, limit: usize) -> Result<Vec<(Now, String)>> {
        let mut said = Vec::new();
        let mut now = page.now().await?;
        while !matches!(now, Now::Fixed | Now::Support) {
            anyhow::ensure!(said.len() < limit, "still at {now:?} after {said:?}");
            let answer = self.says(&now, &said, &page.guide)?;
            let next = page.answer(&now, &answer).await?;
            said.push((now, answer));
            now = next;
        }
        Ok(said)
    }
}
