//! Roubles, exact to the kopeck: never a floating number.

use std::fmt;
use std::str::FromStr as _;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An amount in roubles with two decimals. Stored as text, so that no reader can round it on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(#[serde(with = "rust_decimal::serde::str")] Decimal);

/// Why typed text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Not a number at all.
    #[error("not an amount of money")]
    NotANumber,
    /// More than two decimals, or too large to be real.
    #[error("an amount has at most two decimals and fifteen digits")]
    OutOfRange,
}

impl Money {
    /// Wraps a decimal, rounded half away from zero to kopecks.
    #[must_use]
    pub fn from_decimal(value: Decimal) -> Self {
        let mut rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(2);
        Self(rounded)
    }

    /// The exact value in roubles, two decimals.
    #[must_use]
    pub const fn as_decimal(self) -> Decimal {
        self.0
    }

    /// True above zero.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.0 > Decimal::ZERO
    }

    /// Reads an amount as people type it: `120000`, `120 000,50`, `120'000.5 ₽`, `120т` is not one.
    ///
    /// # Errors
    /// [`MoneyError`] when the text is no amount, or has more than two decimals.
    pub fn parse_typed(text: &str) -> Result<Self, MoneyError> {
        let meant: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '_' | '\u{a0}' | '\u{202f}' | '₽'))
            .map(|c| if c == ',' { '.' } else { c })
            .collect();
        if meant.is_empty() || !meant.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-')) {
            return Err(MoneyError::NotANumber);
        }
        let value = Decimal::from_str(&meant).map_err(|_not_decimal| MoneyError::NotANumber)?;
        if value.normalize().scale() > 2 || value.abs() >= Decimal::from(1_000_000_000_000_000_i64) {
            return Err(MoneyError::OutOfRange);
        }
        Ok(Self::from_decimal(value))
    }
}

/// `120000.00`, the form of files and of the command line. [`Money::shown`] is the form of the screen.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Money {
    /// `120 000,00 ₽`, with spaces that don't break.
    #[must_use]
    pub fn shown(self) -> String {
        let plain = self.0.abs().to_string();
        let (whole, part) = plain.split_once('.').unwrap_or((plain.as_str(), "00"));
        let digits = whole.chars().count();
        let mut text = String::with_capacity(digits.saturating_mul(2));
        if self.0.is_sign_negative() && !self.0.is_zero() {
            text.push('−');
        }
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && digits.saturating_sub(place).is_multiple_of(3) {
                text.push('\u{a0}');
            }
            text.push(digit);
        }
        format!("{text},{part}\u{a0}₽")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_amounts_are_read_as_people_write_them() {
        for (typed, exact) in [
            ("120000", "120000.00"),
            ("120 000,5", "120000.50"),
            ("120\u{a0}000,00 ₽", "120000.00"),
            ("0.1", "0.10"),
            ("-5", "-5.00"),
        ] {
            assert_eq!(Money::parse_typed(typed).map(|m| m.to_string()), Ok(exact.to_owned()), "{typed}");
        }
        for typed in ["", "много", "12т", "1,234,5", "--1", "٣"] {
            assert_eq!(Money::parse_typed(typed), Err(MoneyError::NotANumber), "{typed}");
        }
        assert_eq!(Money::parse_typed("0.001"), Err(MoneyError::OutOfRange));
        assert_eq!(Money::parse_typed("1000000000000000"), Err(MoneyError::OutOfRange));
    }

    #[test]
    fn the_screen_groups_thousands() {
        let shown = |text: &str| Money::parse_typed(text).map(Money::shown);
        assert_eq!(shown("1234567.8"), Ok("1\u{a0}234\u{a0}567,80\u{a0}₽".to_owned()));
        assert_eq!(shown("999"), Ok("999,00\u{a0}₽".to_owned()));
        assert_eq!(shown("-1000"), Ok("−1\u{a0}000,00\u{a0}₽".to_owned()));
        assert_eq!(shown("0"), Ok("0,00\u{a0}₽".to_owned()));
    }
}
