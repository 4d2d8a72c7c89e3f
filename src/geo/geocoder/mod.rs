//! Free text → places: settlements of Russia, Belarus and Kazakhstan, with street and house placed near the centre.
//!
//! The story: [`address`] takes the text apart, [`candidates`] finds the settlements that its words may mean,
//! [`ranking`] puts the likeliest first, [`placing`] gives each its line and its coordinates. There is no map of streets
//! behind it, so a street is believed, never checked.

mod address;
mod candidates;
mod districts;
mod edit_distance;
mod hints;
mod house;
mod names;
mod placing;
mod ranking;
mod spelling;
mod streets;
mod words;

use crate::domain::place::Place;

use address::{Address, Reading};
use ranking::Ranked;

/// A suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The place with all its parts, coordinates and zone; `precision` is `Confirmed`. `address` is one line, the
    /// country first ("Россия, Республика Татарстан, Казань, Оренбургский тракт, 5"); geocoding it gives the same place.
    pub place: Place,
    /// The settlement was named exactly (letter case, ё and words like "г." aside) and lies where the text says; false
    /// when a misspelling, an unfinished name or a wrong region was forgiven.
    pub exact: bool,
}

/// At most `limit` suggestions for a typed address, best first. Empty when no settlement can be recognised. Takes well
/// under a millisecond for any text; the first call builds the index: call [`warm`] early on a background thread.
#[must_use]
pub fn suggest(text: &str, limit: usize) -> Vec<Suggestion> {
    let (address, ranked, as_typed) = understood(text);
    let mut found: Vec<Suggestion> = Vec::new();
    for one in ranked {
        if found.len() >= limit {
            break;
        }
        let (street, house) = address.street_and_house(one.candidate.settlement, one.candidate.span);
        let district = address.hints.district.as_deref();
        let place = placing::confirmed(one.candidate.settlement, street.as_ref(), house, district);
        // Two villages of one name in one district look the same: the larger is offered.
        if !found.iter().any(|known| known.place.address == place.address) {
            found.push(Suggestion { place, exact: one.exact && as_typed });
        }
    }
    found
}

/// Towns of the embedded list for the desk without a network: no street, no house, `precision` is `Approximate`, and
/// `address` is the town's own line.
#[must_use]
pub fn towns(text: &str, limit: usize) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    for one in understood(text).1 {
        if found.len() >= limit {
            break;
        }
        let place = placing::approximate(one.candidate.settlement);
        if !found.iter().any(|known| known.address == place.address) {
            found.push(place);
        }
    }
    found
}

/// Builds the index of names and opens the zones' boundaries, so that the first answer doesn't wait.
pub fn warm() {
    names::warm();
    super::zones::warm();
}

/// The first reading of the text that names a settlement; the last is that of the same keys under the Russian layout.
/// True when it is the text as typed.
fn understood(text: &str) -> (Address, Vec<Ranked>, bool) {
    for reading in [Reading::Address, Reading::DistrictTown, Reading::Name] {
        let (address, ranked) = read(text, reading);
        if !ranked.is_empty() {
            return (address, ranked, true);
        }
    }
    let other_layout = spelling::under_russian_layout(text).unwrap_or_default();
    let (address, ranked) = read(&other_layout, Reading::Address);
    (address, ranked, false)
}

fn read(text: &str, reading: Reading) -> (Address, Vec<Ranked>) {
    let address = Address::read(text, reading);
    let mut found = candidates::all(&address);
    found.retain(|candidate| reading != Reading::Name || address.is_only(candidate.span));
    let ranked = ranking::best_first(&address, found);
    (address, ranked)
}

#[cfg(test)]
mod tests;
