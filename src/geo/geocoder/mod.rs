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

use crate::domain::place::{GeoPoint, Place};
use crate::geo::{places, sphere};

use address::{Address, Reading};
use ranking::Ranked;

/// A point farther than this from every settlement has no address, metres.
const NEAR_M: f64 = 50_000.0;

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
    let Some(Understood { address, ranked, as_typed }) = understood(text) else { return Vec::new() };
    let mut found: Vec<Suggestion> = Vec::new();
    for one in ranked {
        if found.len() >= limit {
            break;
        }
        let settlement = one.candidate.settlement;
        let (street, house) = address.street_and_house(settlement, one.candidate.span);
        let place = placing::confirmed(settlement, street.as_ref(), house, address.hints.district.as_deref());
        // Two villages of one name in one district look the same: the larger is offered.
        if !found.iter().any(|known| known.place.address == place.address) {
            found.push(Suggestion { place, exact: one.exact && as_typed });
        }
    }
    found
}

/// The settlement that lies nearest to a point, as a place at the point itself; none when it lies farther than fifty
/// kilometres. A scan of the whole list.
#[must_use]
pub fn at(point: GeoPoint) -> Option<Place> {
    let settlement = places::nearest(point)?;
    let is_near = sphere::distance_m(point, settlement.location) < NEAR_M;
    is_near.then(|| Place { location: Some(point), ..placing::confirmed(settlement, None, None, None) })
}

/// The same for the desk without a network: the town near a point, at the point itself; `precision` is `Approximate`.
#[must_use]
pub fn town_at(point: GeoPoint) -> Option<Place> {
    let settlement = places::nearest(point)?;
    let is_near = sphere::distance_m(point, settlement.location) < NEAR_M;
    is_near.then(|| Place {
        location: Some(point),
        zone: super::zones::zone_at(point),
        ..placing::approximate(settlement)
    })
}

/// Towns of the embedded list for the desk without a network: no street, no house, `precision` is `Approximate`, and
/// `address` is the town's own line.
#[must_use]
pub fn towns(text: &str, limit: usize) -> Vec<Place> {
    let ranked = understood(text).map(|understood| understood.ranked).unwrap_or_default();
    let mut found: Vec<Place> = Vec::new();
    for one in ranked {
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

/// What a text turned out to say.
struct Understood {
    address: Address,
    ranked: Vec<Ranked>,
    /// False when it makes sense only as the same keys under the Russian layout.
    as_typed: bool,
}

/// The first reading of the text that names a settlement.
fn understood(text: &str) -> Option<Understood> {
    let readings = [Reading::Address, Reading::DistrictTown, Reading::Name];
    let typed = readings.into_iter().find_map(|reading| read(text, reading));
    let as_typed = typed.is_some();
    let other_layout = || read(&spelling::under_russian_layout(text)?, Reading::Address);
    let (address, ranked) = typed.or_else(other_layout)?;
    Some(Understood { address, ranked, as_typed })
}

fn read(text: &str, reading: Reading) -> Option<(Address, Vec<Ranked>)> {
    let address = Address::read(text, reading)?;
    let mut found = candidates::all(&address);
    found.retain(|candidate| reading != Reading::Name || address.is_only(candidate.span));
    let ranked = ranking::best_first(&address, found);
    (!ranked.is_empty()).then_some((address, ranked))
}

#[cfg(test)]
mod tests;
