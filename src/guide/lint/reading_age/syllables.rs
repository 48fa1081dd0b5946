//! The syllables of a word, counted by its runs of vowels, in each language that has a formula.
//!
//! A word comes in lower case; what has no vowel has no syllable here.

/// Runs of vowels, parted within `ia`, `io` and `iu` unless they are soft (`-tion`),
/// less the silent `e` at the end and in `-ed` and `-es`.
pub(super) fn english(word: &str) -> usize {
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
pub(super) fn spanish(word: &str) -> usize {
    let is_strong = |c: char| "aeoáéíóú".contains(c);
    let is_vowel = |c: char| is_strong(c) || "iuü".contains(c);
    let before = std::iter::once(' ').chain(word.chars());
    let nuclei = before
        .zip(word.chars())
        .filter(|(before, c)| is_vowel(*c) && (!is_vowel(*before) || (is_strong(*before) && is_strong(*c))));
    nuclei.count().max(usize::from(word == "y"))
}

/// Runs of vowels, parted after `é` (`créa-`), before a trema (`naïf`) and by a `y` between vowels (`essayez`),
/// less the silent `e` at the end.
pub(super) fn french(word: &str) -> usize {
    let is_vowel = |c: char| "aeiouyàâäéèêëîïôöùûüœæ".contains(c);
    let letters: Vec<char> = word.chars().collect();
    let at = |i: Option<usize>| i.and_then(|i| letters.get(i)).copied().unwrap_or(' ');
    // Between vowels, `y` begins the second syllable.
    let is_consonant = |i: usize| {
        at(Some(i)) == 'y'
            && i.checked_sub(1).is_some_and(|before| is_vowel(at(Some(before))))
            && is_vowel(at(i.checked_add(1)))
    };
    let is_nucleus = |i: &usize| {
        let (here, before) = (at(Some(*i)), i.checked_sub(1));
        let begins_run = !is_vowel(at(before)) || before.is_some_and(is_consonant);
        let is_parted = at(before) == 'é' || "ëïü".contains(here);
        is_vowel(here) && !is_consonant(*i) && (begins_run || is_parted)
    };
    let n_nuclei = (0..letters.len()).filter(is_nucleus).count();
    let is_silent = word.ends_with('e') || word.ends_with("es");
    if is_silent && n_nuclei > 1 {
        n_nuclei.saturating_sub(1)
    } else {
        n_nuclei
    }
}

#[cfg(test)]
mod tests {
    //! Syllables counted by hand.

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
            ("país", 2),
            ("teatro", 3),
            ("conexión", 3),
            ("guía", 2),
            ("suscripción", 3),
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
        check_syllables(french, &[("durée", 2), ("essayée", 3), ("lieu", 1), ("quelques", 1)]);
    }

    #[test]
    fn french_syllables_part_after_e_acute_before_a_trema_and_at_a_y_between_vowels() {
        let words = [
            ("création", 3),
            ("réessayez", 4),
            ("vidéo", 3),
            ("naïf", 2),
            ("voyage", 2),
            ("payer", 2),
            ("y", 1),
            ("système", 2),
        ];
        check_syllables(french, &words);
    }
}
