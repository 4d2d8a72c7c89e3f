//! Number plates of trucks and trailers, in one Cyrillic form whatever alphabet they were typed in.
//!
//! Twelve letters are used on Russian plates, all of which look the same in Latin. The platform writes a slash before
//! the region (`А123ВС/45`); people type it without.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

const PAIRS: [(char, char); 12] = [
    ('A', 'А'),
    ('B', 'В'),
    ('E', 'Е'),
    ('K', 'К'),
    ('M', 'М'),
    ('H', 'Н'),
    ('O', 'О'),
    ('P', 'Р'),
    ('C', 'С'),
    ('T', 'Т'),
    ('Y', 'У'),
    ('X', 'Х'),
];

/// A plate: capital Cyrillic look-alikes, digits, no spaces and no slash (`А123ВС77`, `АВ123477`).
///
/// Foreign plates are kept too (capital letters and digits), since the platform takes them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Plate(String);

/// The text holds nothing that could stand on a plate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a plate is 3 to 12 letters and digits, with at least one digit")]
pub struct PlateError;

/// One letter or digit of a plate in its canonical form; `None` for separators.
#[must_use]
pub fn fold_plate_char(c: char) -> Option<char> {
    let upper = c.to_uppercase().next().unwrap_or(c);
    if !upper.is_alphanumeric() {
        return None;
    }
    Some(PAIRS.iter().find(|(latin, _)| *latin == upper).map_or(upper, |(_, cyrillic)| *cyrillic))
}

impl Plate {
    /// Reads a plate as typed or as the wire has it: any case, either alphabet, with spaces, dashes or a slash.
    ///
    /// # Errors
    /// [`PlateError`] when fewer than 3 or more than 12 letters and digits remain, or no digit is among them.
    pub fn parse(text: &str) -> Result<Self, PlateError> {
        let folded: String = text.chars().filter_map(fold_plate_char).collect();
        let length = folded.chars().count();
        let has_digit = folded.chars().any(|c| c.is_ascii_digit());
        if (3..=12).contains(&length) && has_digit { Ok(Self(folded)) } else { Err(PlateError) }
    }

    /// True for a Russian truck plate: letter, three digits, two letters, region.
    #[must_use]
    pub fn is_russian_truck(&self) -> bool {
        self.matches("LDDDLL")
    }

    /// True for a Russian trailer plate: two letters, four digits, region.
    #[must_use]
    pub fn is_russian_trailer(&self) -> bool {
        self.matches("LLDDDD")
    }

    /// The platform's form, with a slash before the region where the plate is a Russian one.
    #[must_use]
    pub fn wire(&self) -> String {
        if self.is_russian_truck() || self.is_russian_trailer() {
            let (number, region): (String, String) =
                (self.0.chars().take(6).collect(), self.0.chars().skip(6).collect());
            format!("{number}/{region}")
        } else {
            self.0.clone()
        }
    }

    /// The canonical text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Six characters by pattern (`L` plate letter, `D` digit), then a region of two or three digits.
    fn matches(&self, pattern: &str) -> bool {
        let region = self.0.chars().count().saturating_sub(6);
        let shape = pattern.chars().chain("DDD".chars().take(region));
        (2..=3).contains(&region)
            && self.0.chars().zip(shape).all(|(c, kind)| match kind {
                'L' => PAIRS.iter().any(|(_, cyrillic)| *cyrillic == c),
                _ => c.is_ascii_digit(),
            })
    }
}

impl fmt::Display for Plate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_plate_whatever_the_alphabet() {
        for typed in ["А123ВС77", "a123bc77", "А 123 ВС / 77", "A123BC/77", "а123вс-77"] {
            assert_eq!(Plate::parse(typed).map(|p| p.to_string()), Ok("А123ВС77".to_owned()), "{typed}");
        }
        assert_eq!(Plate::parse("ab1234 777").map(|p| p.wire()), Ok("АВ1234/777".to_owned()));
    }

    #[test]
    fn kinds_are_told_apart() {
        let plate = |text: &str| Plate::parse(text).ok();
        assert!(plate("А123ВС77").is_some_and(|p| p.is_russian_truck() && !p.is_russian_trailer()));
        assert!(plate("АВ123477").is_some_and(|p| p.is_russian_trailer() && !p.is_russian_truck()));
        assert!(plate("Ж123ВС77").is_some_and(|p| !p.is_russian_truck()), "Ж is on no plate");
        assert_eq!(plate("4821AB7").map(|p| p.wire()), Some("4821АВ7".to_owned()), "a foreign plate has no slash");
        assert!(plate("").is_none() && plate("АВ").is_none() && plate("грузовик").is_none());
    }
}
