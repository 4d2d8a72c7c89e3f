//! Free text → places: settlements of Russia, Belarus and Kazakhstan, with street and house placed near the centre.

use crate::domain::place::Place;

/// A suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The place with all its parts, coordinates and zone; `precision` is `Confirmed`.
    pub place: Place,
    /// The settlement was named exactly (letter case, ё and words like "г." aside); false when a misspelling was forgiven.
    pub exact: bool,
}

/// At most `limit` suggestions for a typed address, best first. Empty when no settlement can be recognised.
#[must_use]
pub fn suggest(text: &str, limit: usize) -> Vec<Suggestion> {
    let _ = (text, limit);
    Vec::new()
}

/// Towns of the embedded list for the desk without a network: no street, no house, `precision` is `Approximate`.
#[must_use]
pub fn towns(text: &str, limit: usize) -> Vec<Place> {
    let _ = (text, limit);
    Vec::new()
}
