//! How common words are in a language at large, for the author's tool: the page gets a digit per term.
//!
//! The lists are a cut of those of wordfreq; `frequencies/README.md` says more.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::language::Language;
use super::text;
use super::vocabulary::Vocabulary;

/// Languages with their lists: a line per tenth of the Zipf scale (the logarithm to base ten of how often a word
/// occurs in a billion), with the words that are as common.
const LISTS: [(&str, &str); 3] = [
    ("en", include_str!("frequencies/en.txt")),
    ("es", include_str!("frequencies/es.txt")),
    ("fr", include_str!("frequencies/fr.txt")),
];

/// On the Zipf scale: words that are no more common are rare.
const RARE: f64 = 4.1;
/// One of nine steps from rare to most common.
const STEP: f64 = 0.25;

type List = HashMap<String, u8>;

static READ: LazyLock<HashMap<&str, List>> = LazyLock::new(|| {
    LISTS
        .iter()
        .map(|(locale, list)| (*locale, read(locale, list)))
        .collect()
});

/// A digit per term, 0 for a rare word and 9 for one that is everywhere; nothing for a language without a list.
pub fn digits(locale: &str, vocabulary: &Vocabulary) -> String {
    let Some(list) = locale.get(..2).and_then(|language| READ.get(language)) else {
        return String::new();
    };
    let mut digits = vec![0; vocabulary.n_terms()];
    for (form, term) in vocabulary.forms() {
        if let (Some(digit), Some(listed)) = (digits.get_mut(term), list.get(form)) {
            *digit = (*listed).max(*digit);
        }
    }
    digits.into_iter().map(|digit| char::from(b'0' + digit)).collect()
}

/// The words of a list as they stand in the vocabulary.
fn read(locale: &str, list: &str) -> List {
    let language = Language::of(locale);
    let mut read = List::new();
    for line in list.lines() {
        let Some((zipf, words)) = line.split_once(' ') else {
            continue;
        };
        let steps = (zipf.parse().unwrap_or(0.0) - RARE) / STEP;
        let digit = steps.round().clamp(0.0, 9.0) as u8;
        for word in text::words(words, language) {
            read.entry(word.word).or_insert(digit);
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digits of words that are learnt one by one.
    fn of(locale: &str, words: &str) -> String {
        let language = Language::of(locale);
        let mut vocabulary = Vocabulary::new(language);
        vocabulary.learn(&text::words(words, language));
        digits(locale, &vocabulary)
    }

    #[test]
    fn everyday_words_have_higher_digits_than_rare_ones() {
        for (locale, words) in [
            ("en", "week nights hood fob"),
            ("es", "semana noche capó"),
            ("fr", "semaine nuit capot"),
        ] {
            let digits = of(locale, words);
            assert!(digits.len() >= 3, "{locale}: {digits}");
            assert!(digits.starts_with(['4', '5', '6', '7']), "{locale}: {digits}");
            assert!(digits.ends_with('0'), "{locale}: {digits}");
        }
    }

    #[test]
    fn a_language_without_a_list_has_no_digits() {
        assert_eq!(of("el", "κλειδί"), "");
    }
}
