//! A shipment made of a bid: what the store knows of it, whose clock counts, and what is still to be asked.

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::app::settings_dellin::DellinSettings;
use crate::domain::bid::{Bid, PointKind};
use crate::domain::book::{BookEntry, Counterparty};
use crate::domain::id::LocalId;
use crate::domain::ltl::{BidSides, Member, Missing, Shipment, from_bid};
use crate::domain::place::GeoPoint;
use crate::store::model::BidRecord;
use crate::store::{Store, StoreError};

/// A bid as a shipment.
#[derive(Debug, Clone)]
pub struct FromBid {
    /// The bid.
    pub record: BidRecord,
    /// The shipment.
    pub shipment: Shipment,
    /// What the bid can't say.
    pub missing: Vec<Missing>,
    /// The moment by the clocks of the place where it is taken; by the desk's own when its zone is not known.
    pub local: NaiveDateTime,
    /// Where the two ends are, when the bid knows.
    pub ends: Option<(GeoPoint, GeoPoint)>,
}

/// Reads a bid as a shipment; `None`: there is no such bid. `here`: the desk's own clock.
///
/// # Errors
/// [`StoreError`] when the database can't be read.
pub fn of_bid(
    store: &Store,
    id: &LocalId,
    sides: Option<BidSides>,
    settings: &DellinSettings,
    now: DateTime<Utc>,
    here: NaiveDateTime,
) -> Result<Option<FromBid>, StoreError> {
    let Some(record) = store.bid(id)? else { return Ok(None) };
    let bid = &record.bid;
    let parties = parties(store, bid)?;
    let first = bid.points.iter().position(|point| point.kind == PointKind::Load);
    let last = bid.points.iter().rposition(|point| point.kind == PointKind::Unload);
    let from = sides.map(|sides| sides.derival).or(first);
    let to = sides.map(|sides| sides.arrival).or(last);
    let place = |index: Option<usize>| index.and_then(|index| bid.points.get(index)).map(|point| &point.place);
    let local = place(from).and_then(|place| place.zone).map_or(here, |zone| zone.to_local(now));
    let spot = |index| place(index).and_then(|place| place.location).filter(|point| point.is_usable());
    let ends = spot(from).zip(spot(to));
    let defaults = settings.defaults(local.date());
    let (shipment, missing) = from_bid(bid, sides, &|index| parties.get(index).cloned().flatten(), &defaults);
    Ok(Some(FromBid { record, shipment, missing, local, ends }))
}

/// The counterparty of each point: its own; else the customer, for the points of loading.
fn parties(store: &Store, bid: &Bid) -> Result<Vec<Option<Counterparty>>, StoreError> {
    let mut found = Vec::new();
    for point in &bid.points {
        let customer = bid.customer.as_ref().filter(|_| point.kind == PointKind::Load);
        let record = point.counterparty.as_ref().or(customer).map(|id| store.book(id)).transpose()?.flatten();
        found.push(record.and_then(|record| match record.entry {
            BookEntry::Counterparty(party) => Some(party),
            _ => None,
        }));
    }
    Ok(found)
}

/// Is it still to be asked of a shipment? `confirmed`: a person has looked at what the desk put in by itself.
#[must_use]
pub fn is_still_missing(missing: Missing, shipment: &Shipment, confirmed: bool) -> bool {
    let cargo = shipment.cargo.as_ref();
    let form = |member: &Option<Member>| {
        member.as_ref().is_some_and(|member| {
            let counteragent = member.counteragent.as_ref();
            member.counteragent_id.is_some()
                || counteragent.is_some_and(|one| one.form.is_some() || one.custom_form.is_some())
        })
    };
    !match missing {
        Missing::Ends | Missing::WhichEnds => false,
        Missing::DerivalAddress => shipment.derival.address.is_some() || shipment.derival.terminal.is_some(),
        Missing::ArrivalAddress => {
            let arrival = &shipment.arrival;
            arrival.address.is_some() || arrival.terminal.is_some() || arrival.city.is_some()
        }
        Missing::Date | Missing::Quantity => confirmed,
        Missing::Weight => cargo.is_some_and(|cargo| cargo.total_weight.is_some()),
        Missing::Volume => cargo.is_some_and(|cargo| cargo.total_volume.is_some()),
        Missing::Measures => cargo.is_some_and(|cargo| cargo.length.is_some()),
        Missing::HeaviestPlace => cargo.is_some_and(|cargo| cargo.weight.is_some()),
        Missing::Freight => cargo.is_some_and(|cargo| cargo.freight.is_some()),
        Missing::Sender => form(&shipment.sender),
        Missing::Receiver => form(&shipment.receiver),
    }
}
