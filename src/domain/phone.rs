//! Russian phone numbers: typed in any form, kept as `+7XXXXXXXXXX` (seed 001, chapter 3).

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A phone in the platform's form: `+7` and ten digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

/// The text is no Russian phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a phone is +7 and ten digits")]
pub struct PhoneError;

impl Phone {
    /// Reads `+7 964 781-40-98`, `8 (914) 781 07 01`, `79999999999`, `9001234567`.
    ///
    /// # Errors
    /// [`PhoneError`] when the digits are not those of one Russian number, or other letters stand among them.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        if text.chars().any(|c| !(c.is_ascii_digit() || c.is_whitespace() || "+-()–—.\u{a0}".contains(c))) {
            return Err(PhoneError);
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let national = match digits.len() {
            10 if !text.trim_start().starts_with('+') => digits.as_str(),
            11 => digits.strip_prefix('7').or_else(|| digits.strip_prefix('8')).ok_or(PhoneError)?,
            _ => return Err(PhoneError),
        };
        if digits.len() == 11 && digits.starts_with('8') && text.trim_start().starts_with('+') {
            return Err(PhoneError);
        }
        Ok(Self(format!("+7{national}")))
    }

    /// `+7 (900) 123-45-67`, the form of the screen.
    #[must_use]
    pub fn shown(&self) -> String {
        let part = |from: usize, count: usize| self.0.chars().skip(from).take(count).collect::<String>();
        format!("+7 ({}) {}-{}-{}", part(2, 3), part(5, 3), part(8, 2), part(10, 2))
    }
}

/// The wire form.
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_gives_one_form() {
        for typed in ["+79001234567", "8 900 123-45-67", "7 (900) 123 45 67", "9001234567", " +7 900 123–45–67 "] {
            assert_eq!(Phone::parse(typed).map(|p| p.to_string()), Ok("+79001234567".to_owned()), "{typed}");
        }
        assert_eq!(Phone::parse("89001234567").map(|p| p.shown()), Ok("+7 (900) 123-45-67".to_owned()));
    }

    #[test]
    fn what_is_not_a_russian_number_is_refused() {
        for typed in ["", "+7", "12345", "+375291234567", "+8 900 123 45 67", "900123456", "девять", "+9001234567"]
        {
            assert_eq!(Phone::parse(typed), Err(PhoneError), "{typed}");
        }
    }
}
