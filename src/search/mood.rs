//! Whether the owner says that something is so: “not in a garage”, “signing in works”.

use super::language::Role;
use super::text::{Word, n_letters};

/// A word denies those after it up to this many places on, within its part of the sentence.
const DENIES: usize = 5;
/// A word praises those before it up to this many places back.
const PRAISES: usize = 5;

/// True if a word before it says that it is not so: “no error”, “not in the garage”. In “does not work in the garage”
/// it is the work that is denied.
pub fn is_denied(words: &[Word], n: usize) -> bool {
    let Some(word) = words.get(n) else { return false };
    let mut placed = false;
    for before in words.iter().take(n).rev() {
        if before.clause != word.clause || before.place + DENIES < word.place {
            return false;
        }
        match before.role {
            Some(Role::Denies) => return true,
            Some(Role::Places) => placed = true,
            None if placed && n_letters(&before.word) > 3 => return false,
            _ => {}
        }
    }
    false
}

/// True if a word after it says that it is in order, and is not denied itself.
pub fn is_praised(words: &[Word], n: usize) -> bool {
    let Some(word) = words.get(n) else { return false };
    let after = words.iter().enumerate().skip(n + 1);
    after
        .take_while(|(_, after)| after.clause == word.clause && after.place <= word.place + PRAISES)
        .any(|(place, after)| after.role == Some(Role::Praises) && !is_denied(words, place))
}
