//! The 32 letters of links and case codes, of which no two look alike.

use super::{CodeError, Group};

/// Digits and capital letters without I, L, O and U (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many letters stand together in a case code.
pub const GROUP: usize = 4;

/// The letter of a number below 32.
pub fn letter(number: u8) -> char {
    LETTERS.get(usize::from(number)).copied().map_or('0', char::from)
}

/// The number of a letter; small letters, and those that look like another, are read as what is meant.
pub fn number(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    };
    let place = LETTERS.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}

/// The letters of numbers, one after the other.
pub fn spell(numbers: &[u8]) -> String {
    numbers.iter().copied().map(letter).collect()
}

/// The letters of numbers in groups, such as `7K2M-9QXA-3T`.
pub fn spell_in_groups(numbers: &[u8]) -> String {
    let groups: Vec<String> = numbers.chunks(GROUP).map(spell).collect();
    groups.join("-")
}

/// The numbers of a code as it was typed; spaces and dashes between letters are passed over.
pub fn read_code(text: &str) -> Result<Vec<u8>, CodeError> {
    let letters = typed(text);
    if letters.is_empty() {
        return Err(CodeError::Empty);
    }
    let read = |(place, letter): (usize, &char)| {
        number(*letter).ok_or_else(|| CodeError::Letter {
            letter: *letter,
            group: group_of(&letters, place),
        })
    };
    letters.iter().enumerate().map(read).collect()
}

/// The group in which the letter at `place` stands, counted from 0 and without what parts the groups.
pub fn group_at(text: &str, place: usize) -> Group {
    group_of(&typed(text), place)
}

fn typed(text: &str) -> Vec<char> {
    let parts = |letter: &char| letter.is_whitespace() || matches!(letter, '-' | '.' | ',' | '‐'..='―' | '−' | '_');
    text.chars().filter(|letter| !parts(letter)).collect()
}

fn group_of(letters: &[char], place: usize) -> Group {
    let group = place.checked_div(GROUP).unwrap_or_default();
    Group {
        place: group.saturating_add(1),
        letters: letters.chunks(GROUP).nth(group).unwrap_or_default().iter().collect(),
    }
}

/// 32-bit FNV-1a, its upper half folded in so that all bits of it are good.
pub fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash ^ (hash >> 16)
}
