//! Choices packed into one large number, likely ones into less of it.
//!
//! Asymmetric numeral systems (Duda 2009, arXiv:0902.0271) without rounding, since the number may be of any size:
//! a choice that has `width` of `all` turns x into ⌊x / width⌋·all + first + x mod width, and back. Each whole number
//! stands for exactly one sequence of choices, and log₂(all / width) bits are what one takes.
//!
//! The first of several choices costs nothing at the end of a sequence: a reader that has used the number up reads
//! first choices for ever. Lists and texts therefore end with a first choice.

/// A choice: its share of the whole, and where the share begins.
struct Choice {
    first: u32,
    width: u32,
    all: u32,
}

/// Takes choices in the order in which they are read.
#[derive(Default)]
pub struct Writer {
    choices: Vec<Choice>,
}

impl Writer {
    /// One of `all` choices that are all as likely.
    pub fn number(&mut self, all: u32, number: u32) {
        debug_assert!(number < all);
        let number = number.min(all.saturating_sub(1));
        self.choices.push(Choice {
            first: number,
            width: 1,
            all,
        });
    }

    /// One of several choices, of which one is as likely as its weight; no weight is 0.
    pub fn choice(&mut self, weights: &[u32], chosen: usize) {
        self.choices.push(Choice {
            first: weights.iter().take(chosen).sum(),
            width: weights.get(chosen).copied().unwrap_or(1),
            all: weights.iter().sum(),
        });
    }

    /// A whole number, small ones in less.
    pub fn whole(&mut self, number: u64) {
        let mut rest = number;
        loop {
            let more = rest > 15;
            // Four bits are left.
            let bits = (rest & 15) as u32;
            self.number(32, bits | if more { 16 } else { 0 });
            if !more {
                return;
            }
            rest >>= 4;
        }
    }

    /// All that was written, as numbers below 32.
    pub fn finish(self) -> Vec<u8> {
        let mut pile = Pile::default();
        for Choice { first, width, all } in self.choices.into_iter().rev() {
            let rest = pile.divide(width);
            pile.multiply_add(all, first.saturating_add(rest));
        }
        let mut digits = Vec::new();
        while !pile.is_zero() {
            // A remainder of 32 is below 32.
            digits.push(pile.divide(32) as u8);
        }
        digits
    }
}

/// Gives choices in the order in which they were written.
pub struct Reader {
    pile: Pile,
}

impl Reader {
    /// Reads what [`Writer::finish`] gave.
    pub fn new(digits: &[u8]) -> Self {
        let mut pile = Pile::default();
        for digit in digits.iter().rev() {
            pile.multiply_add(32, u32::from(*digit));
        }
        Self { pile }
    }

    /// One of `all` choices that are all as likely.
    pub fn number(&mut self, all: u32) -> u32 {
        self.pile.divide(all)
    }

    /// One of several choices, with the weights it was written with.
    pub fn choice(&mut self, weights: &[u32]) -> usize {
        let slot = self.pile.divide(weights.iter().sum());
        let mut first: u32 = 0;
        for (chosen, width) in weights.iter().enumerate() {
            let within = slot.saturating_sub(first);
            if within < *width {
                self.pile.multiply_add(*width, within);
                return chosen;
            }
            first = first.saturating_add(*width);
        }
        0
    }

    /// A whole number; none if it is larger than any that was written.
    pub fn whole(&mut self) -> Option<u64> {
        let mut number: u64 = 0;
        for shift in (0..u64::BITS).step_by(4) {
            let part = self.number(32);
            number |= u64::from(part & 15) << shift;
            if part & 16 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// True if nothing is left.
    pub fn is_at_end(&self) -> bool {
        self.pile.is_zero()
    }
}

/// A whole number of any size, its lowest 32 bits first and no zeros last.
#[derive(Default)]
struct Pile {
    parts: Vec<u32>,
}

impl Pile {
    fn is_zero(&self) -> bool {
        self.parts.is_empty()
    }

    fn multiply_add(&mut self, by: u32, add: u32) {
        let mut carry = u64::from(add);
        for part in &mut self.parts {
            // (2³² - 1)² + 2³² - 1 is below 2⁶⁴.
            carry = carry.wrapping_add(u64::from(*part).wrapping_mul(u64::from(by)));
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.parts.push(carry as u32);
        }
    }

    /// Divides and gives the remainder; dividing by 0 is dividing by 1.
    fn divide(&mut self, by: u32) -> u32 {
        let by = u64::from(by.max(1));
        let mut rest: u64 = 0;
        for part in self.parts.iter_mut().rev() {
            let whole = (rest << 32) | u64::from(*part);
            *part = whole.checked_div(by).unwrap_or_default() as u32;
            rest = whole.checked_rem(by).unwrap_or_default();
        }
        while self.parts.last() == Some(&0) {
            self.parts.pop();
        }
        rest as u32
    }
}
