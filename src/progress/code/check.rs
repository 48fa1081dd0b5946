//! Two letters at the end of a case code by which a mistyped one is recognised.
//!
//! A Reed-Solomon code over the field of 32 elements, α a root of x⁵ + x² + 1: with the letters c₀, c₁, … of a code,
//! Σ cᵢ·αⁱ and Σ cᵢ·α²ⁱ are both 0. One wrong letter adds e·αʲ to the first sum, and two swapped neighbours add
//! e·αⁱ·(1 + α); neither is ever 0. Any other mistake goes unseen once in 1024 times.

/// How many letters are added.
pub const N_CHECKS: usize = 2;

/// αⁱ repeats with this period.
const PERIOD: usize = 31;

/// Adds the check letters.
pub fn add(numbers: &mut Vec<u8>) {
    let (first, second) = sums(numbers);
    // With p and q to add at αⁿ and αⁿ⁺¹: p + q·α = A/αⁿ and p + q·α² = B/α²ⁿ.
    let shift = invert(power(numbers.len()));
    let (first, second) = (times(first, shift), times(second, times(shift, shift)));
    let alpha = power(1);
    let q = times(first ^ second, invert(alpha ^ times(alpha, alpha)));
    numbers.extend([first ^ times(q, alpha), q]);
}

/// True if the letters, those of the check included, are as they were written.
pub fn holds(numbers: &[u8]) -> bool {
    numbers.len() >= N_CHECKS && sums(numbers) == (0, 0)
}

/// Where the mistake most likely is: at the two letters that fit when they are swapped, or else where one
/// wrong letter would explain it.
pub fn suspect(numbers: &[u8]) -> Option<usize> {
    let fits_swapped = |place: &usize| {
        let mut swapped = numbers.to_vec();
        swapped.swap(place.saturating_sub(1), *place);
        holds(&swapped)
    };
    let (first, second) = sums(numbers);
    let ratio = times(second, invert(first));
    let explains = |place: &usize| ratio != 0 && power(*place) == ratio;
    only((1..numbers.len()).filter(fits_swapped)).or_else(|| only((0..numbers.len()).filter(explains)))
}

/// The one there is; none if there are more, as in codes longer than the period.
fn only(mut places: impl Iterator<Item = usize>) -> Option<usize> {
    places.next().filter(|_| places.next().is_none())
}

fn sums(numbers: &[u8]) -> (u8, u8) {
    let (mut sums, mut power) = ((0, 0), 1);
    for number in numbers {
        sums.0 ^= times(*number, power);
        sums.1 ^= times(*number, times(power, power));
        power = times(power, 2);
    }
    sums
}

/// The product in the field.
fn times(a: u8, b: u8) -> u8 {
    let (mut a, mut product) = (a, 0);
    for bit in 0..5_u8 {
        if b & (1 << bit) != 0 {
            product ^= a;
        }
        a = (a << 1) ^ if a & 16 == 0 { 0 } else { 0b10_0101 };
    }
    product & 31
}

/// αⁿ.
fn power(n: usize) -> u8 {
    (0..n % PERIOD).fold(1, |power, _| times(power, 2))
}

/// 1/a: a³⁰, because a³¹ is 1.
fn invert(a: u8) -> u8 {
    (0..30).fold(1, |power, _| times(power, a))
}
