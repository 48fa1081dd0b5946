//! Numbers from digits and back, exact up to 15 digits; of longer ones the last digit may be another.
//!
//! The standard library's ways are exact always, and weigh as much as all else here.

use std::fmt::Write;

/// Whole numbers below are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The digits of a number as they are read.
#[derive(Default)]
pub(super) struct Digits {
    pub(super) is_negative: bool,
    digits: u64,
    /// The power of ten that the digits are multiplied by.
    exponent: i32,
}

impl Digits {
    /// The next digit.
    pub(super) fn push(&mut self, digit: u8, is_after_point: bool) {
        let longer = self.digits.checked_mul(10);
        match longer.and_then(|longer| longer.checked_add(u64::from(digit))) {
            Some(longer) => {
                self.digits = longer;
                self.shift(if is_after_point { -1 } else { 0 });
            }
            // Digits that make no difference any more.
            None => self.shift(i32::from(!is_after_point)),
        }
    }

    pub(super) fn shift(&mut self, by: i32) {
        self.exponent = self.exponent.saturating_add(by);
    }

    /// The number; infinite if it is too large.
    pub(super) fn value(&self) -> f64 {
        let mut value = self.digits as f64;
        // In two steps where one power would be nothing or infinite before the number is.
        let mut left = if self.digits == 0 {
            0
        } else {
            self.exponent.clamp(-400, 400)
        };
        while left != 0 {
            let step = left.clamp(-300, 300);
            let power = power(step.unsigned_abs());
            value = if step < 0 { value / power } else { value * power };
            left = left.saturating_sub(step);
        }
        if self.is_negative { -value } else { value }
    }
}

/// Ten to this power; exact up to 22.
fn power(exponent: u32) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

/// A number as a person writes it, as short as may be.
pub fn digits(number: f64) -> String {
    let mut out = String::new();
    if number.is_nan() {
        out.push_str("NaN");
    } else if number.is_infinite() {
        out.push_str(if number < 0.0 { "-inf" } else { "inf" });
    } else {
        write_number(number, &mut out);
    }
    out
}

/// A number to one decimal.
pub fn tenths(number: f64) -> String {
    digits((number * 10.0).round() / 10.0)
}

/// Writes a number as short as may be; what is none or infinite as `null`.
pub fn write_number(number: f64, out: &mut String) {
    if !number.is_finite() {
        out.push_str("null");
        return;
    }
    if number < 0.0 {
        out.push('-');
    }
    let number = number.abs();
    let (mut digits, mut exponent) = (number, 0u32);
    if number >= EXACT {
        let mut n_noughts = 0u32;
        while digits >= EXACT {
            digits /= 10.0;
            n_noughts = n_noughts.saturating_add(1);
        }
        let _ = write!(out, "{}e{n_noughts}", digits as u64);
        return;
    }
    // The fewest decimals that give the same number.
    while number != 0.0 && (digits.round() / power(exponent)) != number {
        let finer = number * power(exponent.saturating_add(1));
        if finer >= EXACT || exponent >= 300 {
            break;
        }
        digits = finer;
        exponent = exponent.saturating_add(1);
    }
    let digits = (digits.round() as u64).to_string();
    if exponent > 22 {
        let _ = write!(out, "{digits}e-{exponent}");
        return;
    }
    let n_decimals = exponent as usize;
    let n_whole = digits.len().saturating_sub(n_decimals);
    let (whole, decimals) = digits.split_at_checked(n_whole).unwrap_or((&digits, ""));
    out.push_str(if whole.is_empty() { "0" } else { whole });
    if n_decimals > 0 {
        out.push('.');
        (decimals.len()..n_decimals).for_each(|_| out.push('0'));
        out.push_str(decimals);
    }
}
