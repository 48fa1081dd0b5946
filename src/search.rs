//! The owner's own words to signs and FAQ entries.
//!
//! Words are compared by their stems, misspelt ones by the least edits to a word of the guide; rare words tell more than
//! common ones, rare in the guide and, for signs, answers and what was tried, in the language at large. A sign fits as
//! well as the best of its phrases: by what its matched words tell, by how much of the phrase they are, and by how they
//! stand: near each other, and not denied. Several signs of one text are found one after the other: words that a sign
//! has explained tell the next ones little.
//! Nothing typed leaves this module's callers.

use crate::guide::{Block, Guide, Id, Inline, Texts, plain};
use crate::rank;
use corpus::{Corpus, Fit};
pub use hear::Heard;
use language::Language;
use vocabulary::{Meant, Term, Vocabulary};

#[cfg(not(target_arch = "wasm32"))]
mod common;
mod corpus;
mod hear;
mod language;
mod mood;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod text;
mod vocabulary;

/// What can be found, made once per guide and language.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    language: &'static Language,
    vocabulary: Vocabulary,
    signs: Corpus,
    faq: Corpus,
    /// Answers, by the name of their question.
    answers: Corpus,
    /// The answer of each thing in `answers`.
    answer_ids: Vec<Id>,
    /// Actions, by what owners write who have done them.
    tried: Corpus,
    /// How common each term is, as the page gets it in [`Texts::common`].
    common: String,
}

/// Something found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The sign or FAQ entry.
    pub id: Id,
    /// How well it fits, 0 to 1, whatever else fits.
    pub score: f64,
    /// It fits so clearly, by words that no better hit explains, that it may be taken as meant.
    pub clear: bool,
    /// The owner's words that led to it, as typed, in order.
    pub words: Vec<String>,
    /// What they mean in the guide; none where it was found by the letters of the words.
    terms: Vec<Term>,
}

/// A piece of a text, and whether it is a word that was matched.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub text: String,
    pub matched: bool,
}

/// Strength at which a score is one half.
const HALF: f64 = 1.0;
/// Hits that score less are left out.
const LEAST_SCORE: f64 = 0.2;
/// Hits that score less beside the best, as a share of its score, are left out.
const LEAST_SHARE: f64 = 0.4;
/// What a word still tells that a better hit has explained.
const LEFT: f64 = 0.3;
/// Longest text that is looked at, in words; what an owner pastes beyond it tells no more.
const MOST_WORDS: usize = 200;

/// An index under way, made a thing at a time where nobody is to wait for it.
pub struct Reading {
    index: Index,
    n_read: usize,
}

impl Reading {
    /// Nothing is read yet.
    pub fn new(texts: &Texts) -> Self {
        let language = Language::of(&texts.locale);
        let index = Index {
            language,
            vocabulary: Vocabulary::new(language),
            signs: Corpus::default(),
            faq: Corpus::default(),
            answers: Corpus::default(),
            answer_ids: Vec::new(),
            tried: Corpus::default(),
            common: String::new(),
        };
        Self { index, n_read: 0 }
    }

    /// Reads the words of the next sign (label and phrases), FAQ entry (question, answer and the phrases of its sign),
    /// question (phrases of its answers) or action (what owners write who have tried it); false if there is none left.
    pub fn read(&mut self, guide: &Guide, texts: &Texts) -> bool {
        let Index {
            language,
            vocabulary,
            signs,
            faq,
            answers,
            answer_ids,
            tried,
            ..
        } = &mut self.index;
        let language = *language;
        let of_sign = |id: &Id, phrases: f64| {
            let text = texts.signs.get(id);
            let label = text.map(|text| (text.label.as_str(), 1.0));
            let phrases = text
                .into_iter()
                .flat_map(move |text| text.phrases.iter().map(move |it| (it.as_str(), phrases)));
            label
                .into_iter()
                .chain(phrases)
                .map(move |(text, worth)| (text::words(text, language), worth))
        };
        let place = self.n_read;
        self.n_read = place.saturating_add(1);
        if let Some(sign) = guide.signs.get(place) {
            signs.add(&sign.id, of_sign(&sign.id, 1.0), vocabulary);
            return true;
        }
        let place = place.saturating_sub(guide.signs.len());
        let Some(entry) = guide.faq.get(place) else {
            let own = |phrase: &String| (text::words(phrase, language), 1.0);
            let place = place.saturating_sub(guide.faq.len());
            if let Some(question) = guide.questions.get(place) {
                let text = texts.questions.get(&question.id);
                for answer in &question.answers {
                    if let Some(phrases) = text.and_then(|text| text.phrases.get(answer)) {
                        answers.add(&question.id, phrases.iter().map(own), vocabulary);
                        answer_ids.push(answer.clone());
                    }
                }
                return true;
            }
            let Some(action) = guide.actions.get(place.saturating_sub(guide.questions.len())) else {
                return false;
            };
            if let Some(text) = texts.actions.get(&action.id) {
                tried.add(&action.id, text.tried.iter().map(own), vocabulary);
            }
            return true;
        };
        if let Some(text) = texts.faq.get(&entry.id) {
            let answer = text
                .answer
                .iter()
                .map(|block| (text::words(&block_words(block), language), 0.6));
            let question = (text::words(&text.question, language), 1.0);
            let of_sign = entry.sign.iter().flat_map(|sign| of_sign(sign, 0.7));
            faq.add(&entry.id, answer.chain([question]).chain(of_sign), vocabulary);
        }
        true
    }

    /// The index of what was read.
    pub fn finish(self, texts: &Texts) -> Index {
        let mut index = self.index;
        let product = text::words(&texts.guide.product, index.language);
        let product = index.vocabulary.learn(&product);
        let n_terms = index.vocabulary.n_terms();
        index.common.clone_from(&texts.common);
        #[cfg(not(target_arch = "wasm32"))]
        if index.common.is_empty() {
            index.common = common::digits(&texts.locale, &index.vocabulary);
        }
        // Digits that are of another search index tell nothing.
        if index.common.len() != n_terms {
            index.common.clear();
        }
        let common = Some(index.common.as_str());
        index.signs.weigh(n_terms, &product, common);
        index.answers.weigh(n_terms, &product, common);
        index.tried.weigh(n_terms, &product, common);
        index.faq.weigh(n_terms, &product, None);
        index
    }
}

impl Index {
    /// Reads the words of all signs and FAQ entries.
    pub fn new(guide: &Guide, texts: &Texts) -> Self {
        let mut reading = Reading::new(texts);
        while reading.read(guide, texts) {}
        reading.finish(texts)
    }

    /// How common the terms are, for [`Texts::common`]; empty for a language of which nothing is known.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn common(&self) -> &str {
        &self.common
    }

    /// Signs that fit what was typed: the clear ones, then the others, each best first; equals keep file order.
    pub fn signs(&self, typed: &str) -> Vec<Hit> {
        self.hear(typed).signs
    }

    /// FAQ entries that fit what was typed, best first; equally good ones keep file order.
    pub fn faq(&self, typed: &str) -> Vec<Hit> {
        let (words, meant) = self.read(typed);
        self.hits(
            &self.faq,
            ranked(self.faq.fit(&words, &meant, &[], LEFT)),
            typed,
            &words,
        )
    }

    /// The same, and then those whose question has all that was typed as words or beginnings of words, however little
    /// that tells: who reads “app” in a question looks for it by that. Where nothing fits, those that have any of it.
    pub fn questions(&self, guide: &Guide, texts: &Texts, typed: &str) -> Vec<Hit> {
        let mut hits = self.faq(typed);
        let mut words = text::words(typed, self.language);
        let tells = |word: &text::Word| self.vocabulary.known(&word.word) != Some(None);
        // Words that tell nothing count only where there are no others.
        if words.iter().any(tells) {
            words.retain(tells);
        }
        let least = if hits.is_empty() { 1 } else { words.len() };
        for entry in &guide.faq {
            let question = texts.faq.get(&entry.id).map_or("", |text| text.question.as_str());
            let question = text::words(question, self.language);
            let begun = |it: &&text::Word| question.iter().any(|word| word.word.starts_with(&*it.word));
            let n_begun = words.iter().filter(begun).count();
            if n_begun >= least.max(1) && hits.iter().all(|hit| hit.id != entry.id) {
                hits.push(Hit {
                    id: entry.id.clone(),
                    score: 0.0,
                    clear: false,
                    words: words.iter().map(|word| word.word.clone()).collect(),
                    terms: Vec::new(),
                });
            }
        }
        hits
    }

    /// A text of the guide in pieces, the words by which `hit` was found apart.
    pub fn pieces(&self, label: &str, hit: &Hit) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut done = 0;
        let mut cut = |done: &mut usize, to: usize, matched: bool| {
            if let Some(text) = label.get(*done..to).filter(|text| !text.is_empty()) {
                pieces.push(Piece {
                    text: text.to_owned(),
                    matched,
                });
            }
            *done = to;
        };
        for word in text::words(label, self.language) {
            let matched = match hit.terms.is_empty() {
                true => hit.words.iter().any(|begun| word.word.starts_with(&**begun)),
                false => (self.vocabulary.known(&word.word).flatten()).is_some_and(|term| hit.terms.contains(&term)),
            };
            if matched {
                cut(&mut done, word.start, false);
                cut(&mut done, word.end, true);
            }
        }
        cut(&mut done, label.len(), false);
        pieces
    }

    fn read(&self, typed: &str) -> (Vec<text::Word>, Vec<Meant>) {
        let mut words = text::words(typed, self.language);
        words.truncate(MOST_WORDS);
        let meant = self.vocabulary.meant(&words);
        (words, meant)
    }

    fn hits(&self, corpus: &Corpus, ranked: Vec<(usize, Fit)>, typed: &str, words: &[text::Word]) -> Vec<Hit> {
        let best = ranked.iter().map(|(_, fit)| score(fit.strength)).fold(0.0, f64::max);
        let least = (best * LEAST_SHARE).max(LEAST_SCORE);
        let hit = |(thing, mut fit): (usize, Fit)| {
            let mut numbers: Vec<usize> = Vec::new();
            let mut terms = Vec::new();
            for (word, term) in fit.by.drain(..) {
                if !numbers.contains(&word) {
                    numbers.push(word);
                }
                terms.push(term);
            }
            let typed = |number| {
                words
                    .get(number)
                    .and_then(|word: &text::Word| typed.get(word.start..word.end))
            };
            let words = numbers.into_iter().filter_map(typed).map(str::to_owned).collect();
            let score = score(fit.strength);
            (score >= least).then(|| {
                Some(Hit {
                    id: corpus.id(thing)?.clone(),
                    score,
                    clear: false,
                    words,
                    terms,
                })
            })?
        };
        ranked.into_iter().filter_map(hit).collect()
    }
}

/// The signs that may be taken as meant.
pub fn preselected(hits: &[Hit]) -> impl Iterator<Item = &Id> {
    hits.iter().filter(|hit| hit.clear).map(|hit| &hit.id)
}

/// Things by falling strength, with their numbers.
fn ranked(fits: Vec<Fit>) -> Vec<(usize, Fit)> {
    rank::descending(fits.into_iter().enumerate().collect(), |(_, fit)| fit.strength)
}

/// A strength as a number from 0 to 1.
fn score(strength: f64) -> f64 {
    strength / (strength + HALF)
}

fn block_words(block: &Block) -> String {
    let join = |items: &[Vec<Inline>]| items.iter().map(|item| plain(item)).collect::<Vec<_>>().join(" ");
    match block {
        Block::P(inlines) => plain(inlines),
        Block::Ul(items) | Block::Ol(items) => join(items),
    }
}
