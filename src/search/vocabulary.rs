//! The guide's words, and which of them the owner meant by theirs.

use super::language::{Language, Role};
use super::mood;
use super::text::{Word, n_letters};
use crate::sorted::Map;

/// A word of the guide in all its forms, by number.
pub type Term = usize;

/// All words of a guide in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Vocabulary {
    language: &'static Language,
    /// Terms by stem.
    stems: Map<String, Option<Term>>,
    /// Terms by the forms in which they stand in the guide; without one, words that tell nothing.
    forms: Map<String, Option<Term>>,
    /// The first and the second term by two words of the guide written as one: `wifi` where it says `Wi-Fi`.
    joined: Map<String, [Option<Term>; 2]>,
    n_terms: usize,
}

/// A word of the owner's with the terms it may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Meant {
    /// Which of the owner's words, by number.
    pub word: usize,
    /// Where it stands among them.
    pub place: usize,
    pub term: Term,
    /// 1 for the same word, less for a misspelt one.
    pub closeness: f64,
    /// The owner says that it is not so.
    pub denied: bool,
    /// What the word does to those about it.
    pub role: Option<Role>,
    /// The owner says that it is in order.
    pub praised: bool,
}

/// Two words are joined in a guess if one is at most this long: `log in`, `Wi-Fi`, `time out`.
const SHORT: usize = 4;

impl Vocabulary {
    pub fn new(language: &'static Language) -> Self {
        let stop = |word: &str| (word.to_owned(), None);
        Self {
            language,
            stems: Map::new(),
            forms: language.stop_words().map(stop).collect(),
            joined: Map::new(),
            n_terms: 0,
        }
    }

    pub fn n_terms(&self) -> usize {
        self.n_terms
    }

    /// The forms in which each term stands in the guide.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn forms(&self) -> impl Iterator<Item = (&str, Term)> {
        let forms = self.forms.iter();
        forms.filter_map(|(form, term)| Some((form.as_str(), (*term)?)))
    }

    /// The terms of a text of the guide, each once, in order; those that are new are learnt.
    pub fn learn(&mut self, words: &[Word]) -> Vec<Term> {
        let mut terms = Vec::new();
        for word in words {
            if let Some(term) = self.term(&word.word).filter(|term| !terms.contains(term)) {
                terms.push(term);
            }
        }
        for (a, b) in words.iter().zip(words.iter().skip(1)) {
            if n_letters(&a.word).min(n_letters(&b.word)) <= SHORT {
                let (pair, joined) = ([self.term(&a.word), self.term(&b.word)], written_as_one(a, b));
                if !self.joined.contains_key(&joined) {
                    self.joined.insert(joined, pair);
                }
            }
        }
        terms
    }

    fn term(&mut self, word: &str) -> Option<Term> {
        if let Some(known) = self.forms.get(word) {
            return *known;
        }
        let term = self.stems.entry(self.language.stem(word));
        if term.is_none() {
            *term = Some(self.n_terms);
            self.n_terms += 1;
        }
        let term = *term;
        self.forms.insert(word.to_owned(), term);
        term
    }

    /// What the owner may have meant, by word in order.
    pub fn meant(&self, words: &[Word]) -> Vec<Meant> {
        let mut meant = Vec::new();
        for (n, word) in words.iter().enumerate() {
            let (denied, praised) = (mood::is_denied(words, n), mood::is_praised(words, n));
            let mut mean = |(term, closeness): (Term, f64)| {
                meant.push(Meant {
                    word: n,
                    place: word.place,
                    term,
                    closeness,
                    denied,
                    role: word.role,
                    praised,
                });
            };
            let next = words.get(n + 1);
            let pair = next.and_then(|next| *self.forms.get(&written_as_one(word, next))?);
            if let Some(term) = pair {
                mean((term, 1.0));
            }
            if let Some(term) = self.known(&word.word) {
                term.into_iter().for_each(|term| mean((term, 1.0)));
            } else if let Some(pair) = self.joined.get(&word.word) {
                pair.iter().flatten().for_each(|term| mean((*term, 1.0)));
            } else {
                self.nearest(&word.word, next.is_none()).into_iter().for_each(mean);
            }
        }
        meant
    }

    /// True for “2015”, and for “third” in a language that knows it.
    pub fn is_number(&self, word: &str) -> bool {
        self.language
            .stem(word)
            .starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// The term of a word that stands in the guide in this or another form; a word that tells nothing has none.
    pub fn known(&self, word: &str) -> Option<Option<Term>> {
        let stem = || self.stems.get(&self.language.stem(word));
        self.forms.get(word).or_else(stem).copied()
    }

    /// The terms of the words that are spelt most like a word that is not known.
    fn nearest(&self, word: &str, last: bool) -> Vec<(Term, f64)> {
        let length = n_letters(word);
        let most = match length {
            ..5 => 0,
            5..9 => 1,
            _ => 2,
        };
        let mut best = most + 1;
        let mut found: Vec<Option<Term>> = Vec::new();
        let mut look = |form: &str, terms: &[Option<Term>]| {
            let far = distance(form, word, length, best.min(most));
            if far < best {
                best = far;
                found.clear();
            }
            for term in terms {
                if far == best && far <= most && !found.contains(term) {
                    found.push(*term);
                }
            }
        };
        (self.forms.iter()).for_each(|(form, term)| look(form, std::slice::from_ref(term)));
        self.joined.iter().for_each(|(form, pair)| look(form, pair));
        let closeness = match best {
            1 if length < 6 => 0.5,
            1 => 0.9,
            _ => 0.7,
        };
        if found.is_empty() {
            return self.begun(word, length, last);
        }
        let n = found.len();
        // A word that tells nothing is as near: then that was meant as likely.
        let share = closeness / (n as f64).sqrt();
        found.into_iter().flatten().map(|term| (term, share)).collect()
    }

    /// The terms of words that begin as a word does that is still being typed, or has another ending.
    fn begun(&self, word: &str, length: usize, last: bool) -> Vec<(Term, f64)> {
        let mut found = Vec::new();
        for (form, term) in &self.forms {
            let Some(term) = *term else { continue };
            let shared = form.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
            let typing = last && length >= 3 && shared == length;
            let other_ending = shared >= 5 && n_letters(form).max(length) <= shared + 3;
            if (typing || other_ending) && !found.iter().any(|(other, _)| *other == term) {
                found.push((term, 0.7));
            }
        }
        let n = found.len() as f64;
        found.iter_mut().for_each(|(_, closeness)| *closeness /= n.sqrt());
        found
    }
}

fn written_as_one(a: &Word, b: &Word) -> String {
    [a.word.as_str(), b.word.as_str()].concat()
}

/// Edits from one word to the other (optimal string alignment), or more than `most`.
fn distance(form: &str, word: &str, length: usize, most: usize) -> usize {
    let far = n_letters(form).abs_diff(length) > most || (letters(form) ^ letters(word)).count_ones() > 2 * most as u32;
    if far {
        most + 1
    } else {
        strsim::osa_distance(form, word)
    }
}

/// Which letters a word has: one edit changes at most two of them.
fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte & 31))
}
