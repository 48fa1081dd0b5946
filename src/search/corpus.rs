//! What can be found, as passages of words, and how well each fits what was typed.

use super::language::Role;
use super::text::Word;
use super::vocabulary::{Meant, Term, Vocabulary};
use crate::guide::Id;

/// Things to be found, each by several passages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    ids: Vec<Id>,
    passages: Vec<Passage>,
    /// By term: the passages that hold it.
    holders: Vec<Vec<usize>>,
    /// By term: how much it tells, 1 if only one thing holds it and the less the more do (inverse document frequency).
    telling: Vec<f64>,
    /// Words have to stand in keeping with a passage: near each other, and not denied where it does not deny.
    strict: bool,
}

/// One text by which something is found.
#[derive(Clone, Debug, PartialEq)]
struct Passage {
    /// Of which thing, by number.
    of: usize,
    terms: Vec<Term>,
    /// What its terms tell together.
    whole: f64,
    worth: f64,
    /// Its first word that tells something.
    lead: String,
    /// Its words that tell nothing.
    small: Vec<String>,
    /// Those of its terms that are numbers, without which it says something else.
    numbers: Vec<Term>,
    /// It says that something is not so.
    denies: bool,
    /// It says that something is in order.
    praises: bool,
}

/// How well one thing fits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// What the best passage's matched words tell, less the less of the passage they are.
    pub strength: f64,
    /// How much of the best passage was typed, 0 to 1, by what its words tell.
    pub covered: f64,
    /// The first word of that passage was typed, in the same form.
    pub led: bool,
    /// The owner's words that led to it, by number, with the guide's.
    pub by: Vec<(usize, Term)>,
}

impl Fit {
    /// Which of the passages of a thing is the best: of two as strong ones that which was typed in whole.
    fn worth(&self) -> f64 {
        Self::weigh(self.strength, self.covered)
    }

    fn weigh(strength: f64, covered: f64) -> f64 {
        strength * (0.5 + covered)
    }
}

/// A passage's words may stand this much wider in the owner's text.
const SLACK: usize = 4;

/// What each step on the scale of common words takes from what a word tells.
const COMMON: f64 = 0.09;

/// What is left of a passage of which the owner says the contrary.
const CONTRARY: f64 = 0.4;

/// What a word that tells nothing is of a passage, beside the others.
const SMALL: f64 = 0.12;

/// A passage that was typed word for word is as strong as this, however everyday its words are.
const IN_FULL: f64 = 0.68;

/// From this closeness on a misspelt word counts as typed.
const MEANT: f64 = 0.6;

/// A single word of several that a passage has is at most this much of it.
const ALONE: f64 = 0.55;

/// What each word between those of a passage takes, beyond one per word.
const APART: f64 = 0.05;

/// Keeps a single word that happens to be a whole passage from telling all.
const SMOOTH: f64 = 0.25;

/// How much the words tell that stand in other passages of the thing, beside the best passage.
const BESIDE: f64 = 0.2;

impl Corpus {
    /// Adds a thing with its texts, each with what it is worth.
    pub fn add(&mut self, id: &Id, texts: impl IntoIterator<Item = (Vec<Word>, f64)>, vocabulary: &mut Vocabulary) {
        let of = self.ids.len();
        self.ids.push(id.clone());
        for (words, worth) in texts {
            let terms = vocabulary.learn(&words);
            if !terms.is_empty() {
                let (small, tells): (Vec<&Word>, Vec<&Word>) =
                    (words.iter()).partition(|word| vocabulary.known(&word.word) == Some(None));
                let small = small.into_iter().map(|word| word.word.clone()).collect();
                let numbers = (tells.iter()).filter(|word| vocabulary.is_number(&word.word));
                let numbers = numbers.filter_map(|word| vocabulary.known(&word.word)?).collect();
                let mut tells = tells.into_iter();
                let has = |role| words.iter().any(|word| word.role == Some(role));
                self.passages.push(Passage {
                    of,
                    terms,
                    whole: 0.0,
                    worth,
                    lead: tells.next().map(|word| word.word.clone()).unwrap_or_default(),
                    small,
                    numbers,
                    denies: has(Role::Denies),
                    praises: has(Role::Praises),
                });
            }
        }
    }

    /// Weighs all terms, once all things are there. `dull` terms tell as little as if half of all things held them,
    /// and common ones the less the higher their digit is in `common`. Without `common` it does not matter how the
    /// words stand.
    pub fn weigh(&mut self, n_terms: usize, dull: &[Term], common: Option<&str>) {
        self.strict = common.is_some();
        let common = common.unwrap_or_default();
        self.holders = vec![Vec::new(); n_terms];
        let mut n_holding = vec![0_usize; n_terms];
        let mut last_holding = vec![usize::MAX; n_terms];
        for (n, passage) in self.passages.iter().enumerate() {
            for term in &passage.terms {
                if let (Some(holders), Some(holding), Some(last)) = (
                    self.holders.get_mut(*term),
                    n_holding.get_mut(*term),
                    last_holding.get_mut(*term),
                ) {
                    holders.push(n);
                    *holding += usize::from(*last != passage.of);
                    *last = passage.of;
                }
            }
        }
        let n = self.ids.len() as f64;
        let telling = |(term, holding): (Term, usize)| {
            let holding = (holding as f64).max(if dull.contains(&term) { n / 2.0 } else { 1.0 });
            let digit = common
                .as_bytes()
                .get(term)
                .map_or(0, |digit| digit.saturating_sub(b'0'));
            (1.0 + n / holding).ln() / (1.0 + n).ln() * (1.0 - f64::from(digit.min(9)) * COMMON)
        };
        self.telling = n_holding
            .into_iter()
            .enumerate()
            .map(|(term, holding)| telling((term, holding)))
            .collect();
        for passage in &mut self.passages {
            passage.whole = passage
                .terms
                .iter()
                .map(|term| self.telling.get(*term).copied().unwrap_or(0.0))
                .sum();
        }
    }

    pub fn id(&self, thing: usize) -> Option<&Id> {
        self.ids.get(thing)
    }

    /// How well each thing fits. Words in `used` count for `left` of what they tell.
    pub fn fit(&self, words: &[Word], meant: &[Meant], used: &[usize], left: f64) -> Vec<Fit> {
        let mut fits = vec![Fit::default(); self.ids.len()];
        let mut beside = vec![Vec::<(usize, f64)>::new(); self.ids.len()];
        for (passage, found) in self.passages.iter().zip(self.found(meant, used, left)) {
            let (Some(fit), Some(beside)) = (fits.get_mut(passage.of), beside.get_mut(passage.of)) else {
                continue;
            };
            let best = passage.best(words, &found, self.strict);
            if best.worth() > fit.worth() {
                *fit = best;
            }
            for it in found {
                match beside.iter_mut().find(|(word, _)| *word == it.meant.word) {
                    Some((_, most)) => *most = most.max(it.told * passage.worth),
                    None => beside.push((it.meant.word, it.told * passage.worth)),
                }
            }
        }
        for (fit, beside) in fits.iter_mut().zip(beside) {
            fit.strength += BESIDE * beside.into_iter().map(|(_, told)| told).sum::<f64>();
        }
        fits
    }

    /// By passage: which of its terms were typed.
    fn found<'a>(&self, meant: &'a [Meant], used: &[usize], left: f64) -> Vec<Vec<Found<'a>>> {
        let mut found: Vec<Vec<Found>> = self.passages.iter().map(|_| Vec::new()).collect();
        for meant in meant {
            let share = if used.contains(&meant.word) { left } else { 1.0 };
            let telling = self.telling.get(meant.term).copied().unwrap_or(0.0);
            let told = telling * meant.closeness * share;
            for holder in self.holders.get(meant.term).into_iter().flatten() {
                if let Some(found) = found.get_mut(*holder) {
                    found.push(Found { meant, told, telling });
                }
            }
        }
        found
    }
}

/// A term of a passage that was typed.
struct Found<'a> {
    meant: &'a Meant,
    told: f64,
    /// What it would tell if it were spelt as in the guide and nothing else were explained by it.
    telling: f64,
}

impl Passage {
    /// How strong it is by how its words stand in the owner's text, and how much of it that is.
    fn in_keeping(&self, words: &[Word], by: &[&Found], mut strength: f64) -> (f64, f64) {
        let places = || by.iter().map(|it| it.meant.place);
        let (first, last) = (places().min().unwrap_or(0), places().max().unwrap_or(0));
        let near = |word: &&Word| word.place + SLACK > first && word.place < last + SLACK;
        let has = |small: &&String| words.iter().filter(near).any(|word| word.word == **small);
        let small = |n: usize| SMALL * n as f64;
        let n_small = self.small.iter().filter(has).count();
        let n_words = self.terms.len() + self.small.len();
        // A word that is misspelt a little was meant all the same.
        let meant = |it: &&Found| {
            it.telling
                * if it.meant.closeness > MEANT {
                    1.0
                } else {
                    it.meant.closeness
                }
        };
        let typed: f64 = by.iter().map(meant).sum();
        let mut covered = (typed + small(n_small)) / (self.whole + small(self.small.len()));
        let apart = (last + 2).saturating_sub(first + 2 * by.len());
        strength /= 1.0 + APART * apart as f64;
        let in_full = by.len() + n_small == n_words && last - first <= n_words && n_words > 2;
        let fresh = by.iter().all(|it| it.told >= it.telling * it.meant.closeness);
        let unnumbered = self
            .numbers
            .iter()
            .any(|term| by.iter().all(|it| it.meant.term != *term));
        if in_full && fresh {
            strength = strength.max(IN_FULL * self.worth);
        } else if (by.len() == 1 && n_words > 1) || unnumbered {
            covered *= ALONE;
        }
        let denied = by
            .iter()
            .any(|it| it.meant.denied && it.meant.role != Some(Role::Denies));
        let praised = !self.praises && by.iter().any(|it| it.meant.praised);
        if denied != self.denies || praised {
            (strength * CONTRARY, 0.0)
        } else {
            (strength, covered)
        }
    }

    /// The stretch of the owner's text that fits best.
    fn best(&self, words: &[Word], found: &[Found], strict: bool) -> Fit {
        let mut best = Fit::default();
        for (n, first) in found.iter().enumerate() {
            let end = first.meant.place + 2 * self.terms.len() + SLACK;
            let mut by: Vec<&Found> = Vec::new();
            for it in found.iter().skip(n).take_while(|it| it.meant.place < end) {
                match by.iter_mut().find(|other| other.meant.term == it.meant.term) {
                    Some(other) if other.told < it.told => *other = it,
                    Some(_) => {}
                    None => by.push(it),
                }
            }
            let told: f64 = by.iter().map(|it| it.told).sum();
            let strength = self.worth * told * told / (self.whole + SMOOTH);
            let (strength, covered) = match strict {
                true => self.in_keeping(words, &by, strength),
                false => (strength, told / self.whole),
            };
            if Fit::weigh(strength, covered) > best.worth() {
                let lead = |it: &&Found| words.get(it.meant.word).is_some_and(|word| word.word == self.lead);
                let led = by.iter().any(lead);
                let by = by.iter().map(|it| (it.meant.word, it.meant.term)).collect();
                best = Fit {
                    strength,
                    covered,
                    led,
                    by,
                };
            }
        }
        best
    }
}
