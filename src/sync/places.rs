//! Invented coordinates are never sent: a place that was only typed, or taken from the embedded list, is asked of the
//! platform's geocoder first.

use super::engine::Engine;
use super::push::Trouble;
use crate::domain::bid::{Bid, BidPoint};
use crate::domain::place::Precision;
use crate::domain::trouble::{Trouble as Reason, TroubleKind};
use crate::geo::zones;
use crate::store::model::BidRecord;

/// What asking for the places of a bid came to.
pub(super) enum Places {
    /// All are confirmed: the bid as it is now.
    Confirmed(Box<BidRecord>),
    /// The geocoder does not know an address, which is named.
    Unknown(Reason),
    /// The bid was changed while the geocoder was asked: what was found belongs to the former one.
    Changed,
}

/// Asks for the places of a bid that nobody has confirmed; those that the platform itself holds (`held`) need no asking.
pub(super) async fn confirm(engine: &Engine, record: BidRecord, held: &[BidPoint]) -> Result<Places, Trouble> {
    let is_known = |point: &BidPoint| {
        point.place.precision == Precision::Confirmed || held.iter().any(|held| held.place == point.place)
    };
    if record.bid.points.iter().all(is_known) {
        return Ok(Places::Confirmed(Box::new(record)));
    }
    let mut bid: Bid = record.bid.clone();
    for point in bid.points.iter_mut().filter(|point| !is_known(point)) {
        let asked = point.place.address.clone();
        let Some(mut found) = engine.client.geocode(&asked, 1).await?.into_iter().next() else {
            return Ok(Places::Unknown(Reason::new(TroubleKind::UnknownPlace, asked)));
        };
        found.radius_m = point.place.radius_m.or(found.radius_m);
        found.zone = found.location.and_then(zones::zone_at).or(point.place.zone);
        point.place = found;
    }
    let saved = engine.store.save_bid_from(&record.meta.id, record.local_revision, &bid, engine.now())?;
    Ok(saved.map_or(Places::Changed, |saved| Places::Confirmed(Box::new(saved))))
}
