//! Chance from a seed: the same numbers on every machine and in every version.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// A stream of random numbers.
///
/// ChaCha is fixed by its definition and gives each owner a stream of their own from one seed.
/// Everything from there to a number between 0 and 1 is written out here, so that no update changes a figure.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    /// Stream number `stream` of a seed.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut key = [0; 32];
        for (byte, from) in key.iter_mut().zip(seed.to_le_bytes()) {
            *byte = from;
        }
        let mut rng = ChaCha8Rng::from_seed(key);
        rng.set_stream(stream);
        Self(rng)
    }

    /// From 0 up to, not including, 1; the 53 bits that a number there can hold.
    pub(super) fn number(&mut self) -> f64 {
        const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 * UNIT
    }

    /// True with this chance. Always takes one number.
    pub(super) fn happens(&mut self, chance: f64) -> bool {
        self.number() < chance
    }

    /// Takes one of `choices` out, all equally likely; `None` if there is none. Always takes one number.
    pub(super) fn take_out<T>(&mut self, choices: &mut Vec<T>) -> Option<T> {
        let n = choices.len();
        let at = (self.number() * n as f64) as usize;
        (n > 0).then(|| choices.swap_remove(at.min(n.saturating_sub(1))))
    }
}

/// The choice that a number from 0 to 1 falls on, each as wide as its weight; `None` if all weigh nothing.
pub(super) fn weighted<T>(number: f64, choices: impl Iterator<Item = (T, f64)> + Clone) -> Option<T> {
    let total: f64 = choices.clone().map(|(_, weight)| weight).sum();
    let mut left = number * total;
    let mut last = None;
    for (choice, weight) in choices.filter(|(_, weight)| *weight > 0.0) {
        last = Some(choice);
        left -= weight;
        if left < 0.0 {
            break;
        }
    }
    last
}
