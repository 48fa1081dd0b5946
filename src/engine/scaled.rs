//! A product of many probabilities that never underflows.

/// One step of the exponent, 2^256.
const UNIT: f64 = f64::from_bits((1023 + 256) << 52);
const INVERSE: f64 = f64::from_bits((1023 - 256) << 52);

/// A number from 0 up, as `mantissa` × 2^(256 × `exponent`) with the mantissa in 2^-256 ..= 1, or 0.
///
/// Scaling is by powers of two, hence exact: no logarithm, and native and wasm agree bit for bit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scaled {
    mantissa: f64,
    exponent: i32,
}

impl Scaled {
    pub(super) const ZERO: Self = Self {
        mantissa: 0.0,
        exponent: 0,
    };

    pub(super) const ONE: Self = Self {
        mantissa: 1.0,
        exponent: 0,
    };

    /// A finite number from 0 up.
    pub(super) fn new(number: f64) -> Self {
        Self {
            mantissa: number,
            exponent: 0,
        }
        .settled()
    }

    pub(super) fn is_zero(self) -> bool {
        self.mantissa == 0.0
    }

    pub(super) fn times(self, factor: Self) -> Self {
        Self {
            mantissa: self.mantissa * factor.mantissa,
            exponent: self.exponent.saturating_add(factor.exponent),
        }
        .settled()
    }

    /// The product with a finite number from 0 up that is 0 or not tiny (1e-100).
    pub(super) fn times_number(self, factor: f64) -> Self {
        let mantissa = self.mantissa * factor;
        if (INVERSE..=1.0).contains(&mantissa) {
            return Self { mantissa, ..self };
        }
        Self { mantissa, ..self }.settled()
    }

    /// The quotient; 0 if either is 0.
    pub(super) fn over(self, divisor: Self) -> Self {
        if self.is_zero() || divisor.is_zero() {
            return Self::ZERO;
        }
        let exponent = self.exponent.saturating_sub(divisor.exponent);
        Self {
            mantissa: self.mantissa / divisor.mantissa,
            exponent,
        }
        .settled()
    }

    /// The numbers divided by the unit of the largest, in order; all 0 if they all are.
    pub(super) fn aligned(numbers: &[Self]) -> (Vec<f64>, i32) {
        let top = numbers
            .iter()
            .filter(|n| !n.is_zero())
            .map(|n| n.exponent)
            .max()
            .unwrap_or(0);
        let down = |n: &Self| match top.saturating_sub(n.exponent) {
            0 => n.mantissa,
            1 => n.mantissa * INVERSE,
            2 => n.mantissa * INVERSE * INVERSE,
            _ => 0.0,
        };
        (numbers.iter().map(down).collect(), top)
    }

    pub(super) fn sum(numbers: &[Self]) -> Self {
        let (aligned, exponent) = Self::aligned(numbers);
        Self {
            mantissa: aligned.iter().sum(),
            exponent,
        }
        .settled()
    }

    /// As a plain number, held between 0 and the largest there is.
    pub(super) fn value(self) -> f64 {
        match self.exponent {
            ..=-4 => 0.0,
            -3..=0 => (self.exponent..0).fold(self.mantissa, |m, _| m * INVERSE),
            1..=4 => (0..self.exponent).fold(self.mantissa, |m, _| m * UNIT).min(f64::MAX),
            5.. => f64::MAX,
        }
    }

    fn settled(mut self) -> Self {
        if self.mantissa == 0.0 {
            return Self::ZERO;
        }
        while self.mantissa < INVERSE {
            self.mantissa *= UNIT;
            self.exponent = self.exponent.saturating_sub(1);
        }
        while self.mantissa > 1.0 {
            self.mantissa *= INVERSE;
            self.exponent = self.exponent.saturating_add(1);
        }
        self
    }
}
