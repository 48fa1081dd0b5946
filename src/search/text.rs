//! A text to words: lower case, without accents, with where they stand.

use super::language::{Language, Role};

/// One word of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Lower case, without accents.
    pub word: String,
    /// Where it stands in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Counts the words before it, with a gap where a sentence or part of one ends.
    pub place: usize,
    /// Counts the parts of sentences before it.
    pub clause: usize,
    /// What it does to the words about it.
    pub role: Option<Role>,
}

/// A full stop, a comma or the like keeps words apart as this many words would.
const GAP: usize = 3;
/// The end of a sentence keeps them apart as this many do.
const SENTENCE_GAP: usize = 8;

/// All words of a text in order.
pub fn words(text: &str, language: &Language) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut place = 0;
    let mut clause = 0;
    let mut within = false;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if matches!(letter, '\'' | '’') && !language.apostrophe_parts {
            continue;
        }
        let was_within = std::mem::replace(&mut within, is_letter(letter));
        if !within {
            let gap = match letter {
                '.' | ';' | '!' | '?' | '\n' => SENTENCE_GAP,
                ',' | ':' | '(' | ')' | '–' | '—' | '…' => GAP,
                _ => continue,
            };
            place += gap;
            clause += 1;
            continue;
        }
        if !was_within {
            place += 1;
            words.push(Word {
                word: String::new(),
                start: at,
                end,
                place,
                clause,
                role: None,
            });
        }
        if let Some(word) = words.last_mut() {
            fold(letter, &mut word.word);
            word.end = end;
        }
    }
    let mut begun = 0;
    for word in &mut words {
        word.role = language.role(&word.word);
        begun += usize::from(matches!(word.role, Some(Role::Begins | Role::Since)));
        word.clause += begun;
    }
    words
}

/// Numbers of letters, not of bytes.
pub fn n_letters(word: &str) -> usize {
    word.chars().count()
}

/// Letters and digits of any script; what is not ASCII counts as a letter, except for signs.
fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\x7f' => letter.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' => matches!(letter, 'ª' | 'º' | 'µ'),
        '\u{d7}' | '\u{f7}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{ff0f}' => false,
        _ => true,
    }
}

/// Appends a letter in lower case and without accent. The full tables of Unicode would be 10 kB.
fn fold(letter: char, word: &mut String) {
    let folded = match letter {
        'À'..='Å' | 'à'..='å' => 'a',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'Ç' | 'ç' => 'c',
        'Ñ' | 'ñ' => 'n',
        'Ý' | 'ý' | 'ÿ' => 'y',
        'Œ' | 'œ' => return word.push_str("oe"),
        'Æ' | 'æ' => return word.push_str("ae"),
        'ß' => return word.push_str("ss"),
        // The rest of Latin, Greek and Cyrillic have their lower case next to or a row below the upper case.
        '\u{100}'..='\u{17f}' => moved(letter, u32::from(letter) | 1),
        'Α'..='Ω' | 'А'..='Я' => moved(letter, u32::from(letter) + 32),
        'Ѐ'..='Џ' => moved(letter, u32::from(letter) + 80),
        other => other.to_ascii_lowercase(),
    };
    word.push(folded);
}

fn moved(letter: char, to: u32) -> char {
    char::from_u32(to).unwrap_or(letter)
}
