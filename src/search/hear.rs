//! What an owner says: signs, answers to questions, and what they have tried already.

use super::corpus::{Corpus, Fit};
use super::language::Role;
use super::text::Word;
use super::vocabulary::{Meant, Term};
use super::{Hit, Index, LEFT, ranked, score};
use crate::guide::Id;

/// What was made of an owner's words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// Signs that fit: the clear ones, then the others, each best first; equals keep file order.
    pub signs: Vec<Hit>,
    /// Questions with the answer that the owner gave, the clearest first; each question once.
    pub answers: Vec<(Id, Id)>,
    /// Actions that the owner has tried, to no avail, the clearest first.
    pub tried: Vec<Id>,
}

/// A sign is clear from this score on.
const CLEAR: f64 = 0.4;
/// Something is clear if this much of one of its phrases was typed.
const COVERED: f64 = 0.6;
/// Most things that are taken as meant.
const MOST_CLEAR: usize = 4;
/// Something that was tried, or an answer, is clear from this score on.
const CLEARLY: f64 = 0.3;
/// It is clear only if this much of one of its phrases was typed.
const CLEARLY_COVERED: f64 = 0.8;
/// A sign is heard, and not that something was tried, if it is stronger by so much.
const STRONGER: f64 = 1.2;
/// A sign may be what is meant by what was done before it began, if it is as strong as this share of that.
const RIVAL: f64 = 0.7;
/// A word that says that something was tried stands at most so many places from it.
const NEAR: usize = 7;

impl Index {
    /// Signs, answers and actions that the owner speaks of.
    pub fn hear(&self, typed: &str) -> Heard {
        let (words, meant) = self.read(typed);
        let mut used = Vec::new();
        let mut tried = Vec::new();
        let signs = self.signs.fit(&words, &meant, &[], LEFT);
        for (thing, fit) in clear(&self.tried, &words, &meant, (CLEARLY, CLEARLY_COVERED), &[]) {
            let is_own = |(word, _): &&(usize, Term)| fit.by.iter().any(|(own, _)| own == word);
            let shares = |other: &&Fit| 2 * other.by.iter().filter(is_own).count() >= fit.by.len();
            let strongest = signs.iter().filter(shares).filter(|sign| sign.covered >= COVERED);
            let strongest = strongest.map(|sign| sign.strength).fold(0.0, f64::max);
            let rival = strongest > RIVAL * fit.strength;
            if strongest < STRONGER * fit.strength && fit.led && was_tried(&words, &fit, rival) {
                used.extend(fit.by.iter().map(|(word, _)| *word));
                tried.extend(self.tried.id(thing).cloned());
            }
        }
        let clear_signs = clear(&self.signs, &words, &meant, (CLEAR, COVERED), &used);
        let n_clear = clear_signs.len();
        let mut answers: Vec<(Id, Id)> = Vec::new();
        for (thing, _) in clear(&self.answers, &words, &meant, (CLEARLY, CLEARLY_COVERED), &[]) {
            if let (Some(question), Some(answer)) = (self.answers.id(thing), self.answer_ids.get(thing))
                && answers.iter().all(|(other, _)| other != question)
            {
                answers.push((question.clone(), answer.clone()));
            }
        }
        let taken: Vec<usize> = clear_signs.iter().map(|(thing, _)| *thing).collect();
        let others = ranked(signs).into_iter().filter(|(thing, _)| !taken.contains(thing));
        let all = clear_signs.into_iter().chain(others).collect();
        let mut signs = self.hits(&self.signs, all, typed, &words);
        signs.iter_mut().take(n_clear).for_each(|hit| hit.clear = true);
        Heard { signs, answers, tried }
    }
}

/// Things that are clear, one after the other: words by which one was found tell little for the next, and things that
/// have only words of `gone` are none.
fn clear(
    corpus: &Corpus,
    words: &[Word],
    meant: &[Meant],
    (least, covered): (f64, f64),
    gone: &[usize],
) -> Vec<(usize, Fit)> {
    let mut clear: Vec<(usize, Fit)> = Vec::new();
    let mut used = Vec::new();
    while clear.len() < MOST_CLEAR {
        let fits = ranked(corpus.fit(words, meant, &used, LEFT)).into_iter();
        let is_clear = |(thing, fit): &(usize, Fit)| {
            fit.covered >= covered
                && score(fit.strength) >= least
                && clear.iter().all(|(other, _)| other != thing)
                && fit.by.iter().any(|(word, _)| !gone.contains(word))
        };
        let Some((thing, fit)) = fits.into_iter().find(is_clear) else {
            break;
        };
        used.extend(fit.by.iter().map(|(word, _)| *word));
        clear.push((thing, fit));
    }
    clear
}

/// False for “it asks me to update the app”, and for “since I updated the app …” where a sign says that, unless the owner
/// says that it was no help.
fn was_tried(words: &[Word], fit: &Fit, rival: bool) -> bool {
    let of_fit = |n: &usize| fit.by.iter().any(|(word, _)| word == n);
    let numbers = || (0..words.len()).filter(of_fit);
    let (Some(first), Some(last)) = (
        numbers().next().and_then(|n| words.get(n)),
        numbers().next_back().and_then(|n| words.get(n)),
    ) else {
        return false;
    };
    let has = |role, from: usize, to: usize| {
        let within = |word: &&Word| (from..=to).contains(&word.place);
        words.iter().filter(within).any(|word| word.role == Some(role))
    };
    let wished = has(Role::Wishes, first.place.saturating_sub(3), first.place);
    let no_avail = has(Role::Tried, first.place.saturating_sub(NEAR), last.place + NEAR);
    let since = has(Role::Since, first.place.saturating_sub(NEAR), last.place + NEAR);
    !wished && (no_avail || !since || !rival)
}
