//! The owner's own words to signs and FAQ entries.
//!
//! Words are compared without case and accents by their first letters and, for longer words, with one letter
//! wrong; rare words of the guide count more than common ones (inverse document frequency).
//! Nothing typed leaves this module's callers.

use std::collections::BTreeMap;

use crate::guide::{Block, Guide, Id, Inline, Texts, plain};
use crate::rank;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

/// What can be found, made once per guide and language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    signs: Vec<Document>,
    faq: Vec<Document>,
}

/// Something found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The sign or FAQ entry.
    pub id: Id,
    /// How well it fits: the weight of its matched words over that of the best hit's, 0 to 1.
    pub score: f64,
}

#[derive(Clone, Debug, PartialEq)]
struct Document {
    id: Id,
    words: BTreeMap<String, f64>,
}

/// Hits that fit less well than this, beside the best, are left out.
const LEAST_SCORE: f64 = 0.45;

/// Words that tell nothing about what is wrong.
const STOP: &[&str] = &[
    "a", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "cannot", "cant", "did", "do", "does",
    "doesnt", "dont", "for", "from", "get", "gets", "got", "had", "has", "have", "how", "i", "if", "im", "in", "is",
    "isnt", "it", "its", "just", "me", "my", "no", "not", "now", "of", "on", "or", "our", "so", "that", "the", "then",
    "there", "they", "this", "to", "was", "we", "what", "when", "which", "why", "will", "with", "wont", "you", "your",
];

impl Index {
    /// Reads the words of all signs (labels and phrases) and FAQ entries (questions and answers).
    pub fn new(guide: &Guide, texts: &Texts) -> Self {
        let signs = guide.signs.iter().filter_map(|sign| {
            let text = texts.signs.get(&sign.id)?;
            let parts =
                std::iter::once((text.label.as_str(), 1.0)).chain(text.phrases.iter().map(|it| (it.as_str(), 1.0)));
            Some((sign.id.clone(), count(parts)))
        });
        let faq = guide.faq.iter().filter_map(|entry| {
            let text = texts.faq.get(&entry.id)?;
            let answer: String = text.answer.iter().map(block_words).collect::<Vec<_>>().join(" ");
            Some((
                entry.id.clone(),
                count([(text.question.as_str(), 1.0), (answer.as_str(), 0.4)]),
            ))
        });
        Self {
            signs: weigh(signs.collect()),
            faq: weigh(faq.collect()),
        }
    }

    /// Signs that fit what was typed, best first; equally good ones keep file order.
    pub fn signs(&self, typed: &str) -> Vec<Hit> {
        find(&self.signs, typed)
    }

    /// FAQ entries that fit what was typed, best first; equally good ones keep file order.
    pub fn faq(&self, typed: &str) -> Vec<Hit> {
        find(&self.faq, typed)
    }
}

/// Words of a text: lower case, without accents and punctuation, without words that tell nothing.
pub fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .chars()
        .filter(|letter| !matches!(letter, '\'' | '’'))
        .map(unaccented)
        .collect::<String>()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !STOP.contains(word))
        .map(str::to_owned)
        .collect()
}

fn unaccented(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

fn block_words(block: &Block) -> String {
    let join = |items: &[Vec<Inline>]| items.iter().map(|item| plain(item)).collect::<Vec<_>>().join(" ");
    match block {
        Block::P(inlines) => plain(inlines),
        Block::Ul(items) | Block::Ol(items) => join(items),
    }
}

fn count<'a>(parts: impl IntoIterator<Item = (&'a str, f64)>) -> BTreeMap<String, f64> {
    let mut counted = BTreeMap::new();
    for (text, weight) in parts {
        for word in words(text) {
            let best: &mut f64 = counted.entry(word).or_default();
            *best = best.max(weight);
        }
    }
    counted
}

/// Gives each word its weight: the fewer documents hold it, the more it tells.
fn weigh(counted: Vec<(Id, BTreeMap<String, f64>)>) -> Vec<Document> {
    let n = counted.len() as f64;
    let mut holders: BTreeMap<String, f64> = BTreeMap::new();
    for (_, words) in &counted {
        for word in words.keys() {
            *holders.entry(word.clone()).or_default() += 1.0;
        }
    }
    let rarity = |word: &str| (1.0 + n / holders.get(word).copied().unwrap_or(1.0)).ln();
    counted
        .into_iter()
        .map(|(id, words)| {
            let words = words
                .into_iter()
                .map(|(word, weight)| (word.clone(), weight * rarity(&word)))
                .collect();
            Document { id, words }
        })
        .collect()
}

fn find(documents: &[Document], typed: &str) -> Vec<Hit> {
    let typed = words(typed);
    let matched = |document: &Document| typed.iter().map(|word| best_match(document, word)).sum::<f64>();
    let mut hits: Vec<Hit> = documents
        .iter()
        .map(|document| Hit {
            id: document.id.clone(),
            score: matched(document),
        })
        .collect();
    let best = hits.iter().map(|hit| hit.score).fold(f64::MIN_POSITIVE, f64::max);
    hits.iter_mut().for_each(|hit| hit.score /= best);
    hits.retain(|hit| hit.score >= LEAST_SCORE);
    rank::descending(hits, |hit| hit.score)
}

/// Weight of the word of `document` that is nearest to `typed`; 0 if none is near.
fn best_match(document: &Document, typed: &str) -> f64 {
    if let Some(weight) = document.words.get(typed) {
        return *weight;
    }
    let near = document
        .words
        .iter()
        .map(|(word, weight)| weight * closeness(word, typed));
    near.fold(0.0, f64::max)
}

/// 1 for the same word, less for other forms and misspellings, 0 for another word.
fn closeness(word: &str, typed: &str) -> f64 {
    let shared = word.chars().zip(typed.chars()).take_while(|(a, b)| a == b).count();
    let (long, short) = (
        word.chars().count().max(typed.chars().count()),
        word.chars().count().min(typed.chars().count()),
    );
    if short >= 4 && shared == short && long <= short + 4 || shared >= 5 && long <= shared + 4 {
        0.8
    } else if short >= 4 && long <= short + 1 && strsim::osa_distance(word, typed) <= 1 + usize::from(short >= 8) {
        0.7
    } else {
        0.0
    }
}
