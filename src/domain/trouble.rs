//! Why a record is not where it should be, by kind: what is stored beside it and worded on the screen.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TroubleKind {
    /// The platform refused; the detail is its own sentence.
    Refused,
    /// No connection.
    Offline,
    /// No whole answer came in time.
    Timeout,
    /// The platform failed; the detail is the HTTP code.
    Server,
    /// An answer came that can't be read.
    Malformed,
    /// A person must sign in.
    SignIn,
    /// This user may not do it; the detail is the platform's sentence.
    Forbidden,
    /// The platform does not have it.
    NotFound,
    /// The platform wants to be asked less often.
    TooMany,
    /// A record that it refers to has not been sent; the detail names it.
    MissingReference,
    /// It can't be put in the platform's form; the detail says what is missing.
    Unsendable,
    /// The server's address is wrong.
    BadAddress,
    /// The platform's geocoder does not know an address; the detail is that address.
    UnknownPlace,
    /// The platform has several records that are the same thing; the detail is their numbers.
    SeveralThere,
    /// Anything else, in the words it came in.
    Other,
}

/// A trouble: its kind, and what belongs to this one of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// Its kind.
    pub kind: TroubleKind,
    /// What the kind says it is; may be empty.
    pub detail: String,
}

impl Trouble {
    /// A trouble of a kind.
    #[must_use]
    pub fn new(kind: TroubleKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }
}

impl From<&str> for Trouble {
    fn from(text: &str) -> Self {
        Self::new(TroubleKind::Other, text)
    }
}

/// For logs; people's words are made where the screen is.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.detail.is_empty() { write!(f, "{:?}", self.kind) } else { f.write_str(&self.detail) }
    }
}
/// The number of a bid that a sentence of the platform names: `№ 48213`, else the only number of five digits or more. The
/// place of the number in the sentence means nothing (the API notes §3).
#[must_use]
pub fn named_bid(sentence: &str) -> Option<super::id::RemoteId> {
    let mut marked = None;
    let mut bare = Vec::new();
    let mut rest = sentence.chars().peekable();
    let mut after_sign = false;
    while let Some(sign) = rest.next() {
        if sign.is_ascii_digit() {
            let mut digits = String::from(sign);
            while let Some(digit) = rest.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            let number: Option<i64> = digits.parse().ok().filter(|number| *number > 0);
            if after_sign {
                marked = marked.or(number);
            } else if digits.len() >= 5 {
                bare.extend(number);
            }
            after_sign = false;
        } else {
            after_sign = sign == '№' || (after_sign && sign.is_whitespace());
        }
    }
    bare.dedup();
    let only = if let [only] = bare.as_slice() { Some(*only) } else { None };
    marked.or(only).map(super::id::RemoteId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bid_in_the_way_is_found_by_its_sign_or_by_its_length() {
        let found = |text| named_bid(text).map(|number| number.0);
        assert_eq!(found("Машина занята заявкой № 48213 с 01.12.2026"), Some(48_213));
        assert_eq!(found("Машина занята заявкой №7"), Some(7));
        assert_eq!(found("Car is busy with bid 48213 until 2026"), Some(48_213));
        assert_eq!(found("Заявки 48213 и 48214 пересекаются"), None, "which of the two is not said");
        assert_eq!(found("Не заполнено поле 12"), None);
    }
}
