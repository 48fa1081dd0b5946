//! How old a reader must be to follow a text, by formulas that count sentences, words and syllables.
//!
//! - English: the grade of Flesch and Kincaid, `0.39 · words/sentence + 11.8 · syllables/word - 15.59`
//!   (Kincaid, Fishburne, Rogers & Chissom 1975), and five years more, the age at which a grade begins.
//! - Spanish: the ease of Fernández Huerta (1959), `206.84 - 60 · syllables/word - 1.02 · words/sentence`.
//! - French: the ease of Kandel and Moles (1958), `207 - 73.6 · syllables/word - 1.015 · words/sentence`.
//!
//! Both kinds of ease are made for Flesch's scale, on which 60 to 70 is read at 13 to 15.
//! Other languages have no formula here.
//! Syllables are counted by runs of vowels, so a result is good to a year or so and only for whole paragraphs.

/// What the formulas count.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    /// Words per sentence.
    pub words_per_sentence: f64,
    /// Syllables per word.
    pub syllables_per_word: f64,
    /// How old a reader must be, in years.
    pub age: f64,
}

/// The measure of a text of at least `least_words` in a language that has a formula.
///
/// Paragraphs and list items are handed in one by one, as each ends a sentence.
pub fn measure(locale: &str, paragraphs: &[String], least_words: usize) -> Option<Measure> {
    let formula = formula(locale)?;
    let words: Vec<String> = paragraphs.iter().flat_map(|text| words(text)).collect();
    if words.len() < least_words.max(1) {
        return None;
    }
    let n_words = words.len() as f64;
    let n_sentences = paragraphs.iter().map(|text| n_sentences(text)).sum::<usize>().max(1) as f64;
    let n_syllables = words.iter().map(|word| (formula.syllables)(word).max(1)).sum::<usize>() as f64;
    let (words_per_sentence, syllables_per_word) = (n_words / n_sentences, n_syllables / n_words);
    Some(Measure {
        words_per_sentence,
        syllables_per_word,
        age: (formula.age)(words_per_sentence, syllables_per_word),
    })
}

/// How one language is measured.
struct Formula {
    /// The syllables of a word.
    syllables: fn(&str) -> usize,
    /// The age by words per sentence and syllables per word.
    age: fn(f64, f64) -> f64,
}

fn formula(locale: &str) -> Option<Formula> {
    match locale.split('-').next()? {
        "en" => Some(Formula {
            syllables: english,
            age: |words, syllables| 0.39 * words + 11.8 * syllables - 15.59 + 5.0,
        }),
        "es" => Some(Formula {
            syllables: spanish,
            age: |words, syllables| age_of_ease(206.84 - 60.0 * syllables - 1.02 * words),
        }),
        "fr" => Some(Formula {
            syllables: french,
            age: |words, syllables| age_of_ease(207.0 - 73.6 * syllables - 1.015 * words),
        }),
        _ => None,
    }
}

/// Flesch's scale, each band by the middle of its ages.
fn age_of_ease(ease: f64) -> f64 {
    match ease {
        90.0.. => 11.0,
        80.0.. => 12.0,
        70.0.. => 13.0,
        60.0.. => 14.0,
        50.0.. => 16.5,
        30.0.. => 20.0,
        _ => 22.0,
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(str::to_lowercase)
}

/// How many sentences end in a paragraph; its own end ends one.
fn n_sentences(paragraph: &str) -> usize {
    let mut n_ended: usize = 0;
    let mut is_open = false;
    for word in paragraph.split_whitespace() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && !['.', '!', '?', '…'].contains(&c));
        if bare.ends_with(['.', '!', '?', '…']) {
            n_ended = n_ended.saturating_add(1);
            is_open = false;
        } else if word.contains(char::is_alphanumeric) {
            is_open = true;
        }
    }
    n_ended.saturating_add(usize::from(is_open))
}

/// Runs of vowels, parted within `ia`, `io` and `iu` unless they are soft (`-tion`),
/// less the silent `e` at the end and in `-ed` and `-es`.
fn english(word: &str) -> usize {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let at = |i: Option<usize>| i.and_then(|i| letters.get(i)).copied().unwrap_or(' ');
    let is_pure = |c: char| "aeiou".contains(c);
    // Before a vowel, `y` is a vowel only after a consonant, as in "trial".
    let is_vowel = |i: usize| match at(Some(i)) {
        'y' => !is_pure(at(i.checked_add(1))) || i.checked_sub(1).is_some_and(|before| !is_pure(at(Some(before)))),
        c => is_pure(c),
    };
    let is_nucleus = |i: &usize| {
        let (before, further) = (i.checked_sub(1), i.checked_sub(2));
        let begins_run = !before.is_some_and(is_vowel);
        let is_parted = at(before) == 'i' && "aou".contains(at(Some(*i))) && !"tcsgx ".contains(at(further));
        is_vowel(*i) && (begins_run || is_parted)
    };
    let n_nuclei = (0..letters.len()).filter(is_nucleus).count();
    let is_silent = match letters.as_slice() {
        [.., before, 'l', 'e'] => is_pure(*before) || *before == 'y',
        [.., 't' | 'd', 'e', 'd'] => false,
        [.., 's' | 'x' | 'z' | 'c' | 'g', 'e', 's'] | [.., 'h', 'e', 's'] => false,
        [.., before, 'e'] | [.., before, 'e', 'd' | 's'] => !is_pure(*before) && *before != 'y',
        _ => false,
    };
    if is_silent && n_nuclei > 1 {
        n_nuclei.saturating_sub(1)
    } else {
        n_nuclei
    }
}

/// Runs of vowels, parted where two strong ones meet.
fn spanish(word: &str) -> usize {
    let is_strong = |c: char| "aeoáéíóú".contains(c);
    let is_vowel = |c: char| is_strong(c) || "iuü".contains(c);
    let before = std::iter::once(' ').chain(word.chars());
    let nuclei = before
        .zip(word.chars())
        .filter(|(before, c)| is_vowel(*c) && (!is_vowel(*before) || (is_strong(*before) && is_strong(*c))));
    nuclei.count().max(usize::from(word == "y"))
}

/// Runs of vowels, less the silent `e` at the end.
fn french(word: &str) -> usize {
    let n_runs = runs(word, |c| "aeiouyàâäéèêëîïôöùûüœæ".contains(c));
    let is_silent = word.ends_with('e') || word.ends_with("es");
    if is_silent && n_runs > 1 {
        n_runs.saturating_sub(1)
    } else {
        n_runs
    }
}

fn runs(word: &str, is_vowel: impl Fn(char) -> bool) -> usize {
    let before = std::iter::once(' ').chain(word.chars());
    before
        .zip(word.chars())
        .filter(|(before, c)| is_vowel(*c) && !is_vowel(*before))
        .count()
}

#[cfg(test)]
mod tests {
    //! Syllables and sentences counted by hand, and the formulas on them.

    use super::*;

    #[track_caller]
    fn check_syllables(count: fn(&str) -> usize, words: &[(&str, usize)]) {
        for (word, expected) in words {
            assert_eq!(count(word), *expected, "{word}");
        }
    }

    #[test]
    fn english_syllables_are_runs_of_vowels_without_the_silent_e() {
        let words = [
            ("the", 1),
            ("phone", 1),
            ("apple", 2),
            ("closed", 1),
            ("wanted", 2),
            ("boxes", 2),
            ("whole", 1),
        ];
        check_syllables(english, &words);
        let words = [("toyota", 3), ("yes", 1), ("battery", 3), ("radio", 3), ("previous", 3)];
        check_syllables(english, &words);
        check_syllables(
            english,
            &[("subscription", 3), ("authorization", 5), ("12", 0), ("car's", 1)],
        );
    }

    #[test]
    fn spanish_syllables_part_strong_vowels() {
        let words = [
            ("coche", 2),
            ("teléfono", 4),
            ("vehículo", 4),
            ("aplicación", 4),
            ("que", 1),
            ("y", 1),
            ("batería", 4),
        ];
        check_syllables(spanish, &words);
    }

    #[test]
    fn french_syllables_leave_out_the_silent_e() {
        let words = [
            ("voiture", 2),
            ("téléphone", 3),
            ("le", 1),
            ("clés", 1),
            ("application", 4),
            ("où", 1),
        ];
        check_syllables(french, &words);
    }

    #[test]
    fn a_sentence_ends_at_its_mark_or_with_the_paragraph() {
        assert_eq!(n_sentences("It says “no.” Why? Drive 2.5 miles"), 3);
        assert_eq!(n_sentences("Press Start"), 1);
        assert_eq!(n_sentences(" – "), 0);
    }

    #[test]
    fn the_english_formula_is_flesch_and_kincaids() {
        // 12 words, 2 sentences, 13 syllables.
        let text = vec!["The dog ran to the open door. It saw a red cat.".to_owned()];
        let measure = measure("en", &text, 10).unwrap();
        assert_eq!(
            (measure.words_per_sentence, measure.syllables_per_word),
            (6.0, 13.0 / 12.0)
        );
        assert!((measure.age - (0.39 * 6.0 + 11.8 * 13.0 / 12.0 - 15.59 + 5.0)).abs() < 1e-12);
    }

    #[test]
    fn short_texts_and_languages_without_a_formula_have_no_age() {
        let text = vec!["Nur ein paar Worte.".to_owned()];
        assert_eq!(measure("de", &text, 1), None);
        assert_eq!(measure("en", &text, 5), None);
        assert!(measure("es-mx", &text, 4).is_some());
    }
}
