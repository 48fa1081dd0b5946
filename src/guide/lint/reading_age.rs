//! How old a reader must be to follow a text, by formulas that count sentences, words and syllables.
//!
//! - English: the grade of Flesch and Kincaid, `0.39 · words/sentence + 11.8 · syllables/word - 15.59`
//!   (Kincaid, Fishburne, Rogers & Chissom 1975), and five years more, the age at which a grade begins.
//! - Spanish: the ease of Szigriszt-Pazos, `206.835 - 62.3 · syllables/word - words/sentence`
//!   ("Sistemas predictivos de legibilidad del mensaje escrito: fórmula de perspicuidad", thesis, Madrid 1993),
//!   read on the INFLESZ scale, which was drawn from Spanish press, school books and journals
//!   (Barrio-Cantalejo, Simón-Lorda et al., Anales del Sistema Sanitario de Navarra 31, 2008, pp. 135-152):
//!   from 80 and from 65 for primary school, from 55 for the compulsory secondary school (12 to 16 years),
//!   from 40 for the higher one (16 to 18), below that for university.
//! - French: the ease of Kandel and Moles, `207 - 73.6 · syllables/word - 1.015 · words/sentence`
//!   ("Application de l'indice de Flesch à la langue française", Cahiers d'études de radio-télévision 19, 1958,
//!   pp. 253-274), made for Flesch's own scale, on which 60 to 70 is read at 13 to 15.
//!
//! Other languages have no formula here.
//! Syllables are counted by runs of vowels, so a result is good to a year or so and only for whole paragraphs.

mod syllables;

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
            syllables: syllables::english,
            age: |words, syllables| 0.39 * words + 11.8 * syllables - 15.59 + 5.0,
        }),
        "es" => Some(Formula {
            syllables: syllables::spanish,
            age: |words, syllables| age_by_inflesz(206.835 - 62.3 * syllables - words),
        }),
        "fr" => Some(Formula {
            syllables: syllables::french,
            age: |words, syllables| age_by_flesch(207.0 - 73.6 * syllables - 1.015 * words),
        }),
        _ => None,
    }
}

/// The INFLESZ scale, each band by the middle of the ages at its kind of school.
fn age_by_inflesz(ease: f64) -> f64 {
    match ease {
        80.0.. => 11.0,
        65.0.. => 12.0,
        55.0.. => 14.0,
        40.0.. => 17.0,
        _ => 20.0,
    }
}

/// Flesch's scale, each band by the middle of its ages.
fn age_by_flesch(ease: f64) -> f64 {
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

#[cfg(test)]
mod tests {
    //! Sentences counted by hand, and the formulas on them.

    use super::*;

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
    fn the_spanish_formula_is_szigriszts_on_the_inflesz_scale() {
        // 10 words, 2 sentences, 17 syllables: ease 95.9.
        let easy = vec!["El auto no tiene señal. Llévalo ya a otro lugar.".to_owned()];
        let easy = measure("es", &easy, 10).unwrap();
        assert_eq!((easy.words_per_sentence, easy.syllables_per_word), (5.0, 1.7));
        assert_eq!(easy.age, 11.0);
        // The edges of the bands.
        let ages = [80.0, 79.9, 65.0, 64.9, 55.0, 54.9, 40.0, 39.9].map(age_by_inflesz);
        assert_eq!(ages, [11.0, 12.0, 12.0, 14.0, 14.0, 17.0, 17.0, 20.0]);
    }

    #[test]
    fn long_spanish_words_are_not_yet_hard_ones() {
        // Spanish needs more syllables than English for plain words: 2.0 to a word and 15 words to a sentence read easily.
        let formula = formula("es").unwrap();
        assert_eq!((formula.age)(15.0, 2.0), 12.0);
        assert_eq!((formula.age)(30.0, 2.3), 20.0);
    }

    #[test]
    fn the_french_formula_is_kandel_and_moles_on_flesch_s_scale() {
        // 10 words, 2 sentences, 18 syllables: ease 69.4.
        let text = vec!["La voiture ne répond pas. Déplacez-la dehors, puis réessayez.".to_owned()];
        let measure = measure("fr", &text, 10).unwrap();
        assert_eq!((measure.words_per_sentence, measure.syllables_per_word), (5.0, 1.8));
        assert_eq!(measure.age, 14.0);
        let formula = formula("fr").unwrap();
        assert_eq!((formula.age)(15.0, 1.75), 14.0);
        assert_eq!((formula.age)(25.0, 2.0), 20.0);
    }

    #[test]
    fn short_texts_and_languages_without_a_formula_have_no_age() {
        let text = vec!["Nur ein paar Worte.".to_owned()];
        assert_eq!(measure("de", &text, 1), None);
        assert_eq!(measure("en", &text, 5), None);
        assert!(measure("es-mx", &text, 4).is_some());
    }
}
