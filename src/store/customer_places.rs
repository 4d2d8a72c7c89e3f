//! Places that a customer's bids went to: offered before the geocoder is asked.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::Store;
use super::codec::{Cells, document, micros};
use super::error::{Fault, StoreError};
use super::model::CustomerPlace;
use crate::domain::bid::{Bid, BidPoint, PointKind};
use crate::domain::id::LocalId;
use crate::domain::place::{Place, Precision};

/// Places kept in hand for each customer.
pub(super) const PLACES_EACH: u32 = 30;
/// So many more are stored before those that are never shown are let go.
pub(super) const SPARE: u32 = 15;
/// Four decimals of a degree: about ten metres.
const PER_DEGREE: f64 = 10_000.0;

/// Latitude and longitude in that measure.
pub(super) type Spot = (i64, i64);

/// Remembers the places of a bid for its customer; the latest bid to a spot gives contact and note.
pub(super) fn remember(
    connection: &Connection,
    bid: &Bid,
    on_platform: bool,
    updated_here: DateTime<Utc>,
) -> Result<(), Fault> {
    let Some(customer) = &bid.customer else { return Ok(()) };
    let mut is_known = false;
    for (spot, point) in places(bid, on_platform) {
        put(connection, (customer, spot), &offered(point, used_at(point, updated_here)))?;
        is_known = true;
    }
    if is_known { thin_out(connection, customer) } else { Ok(()) }
}

/// The points of a bid that are worth remembering, with their spots.
pub(super) fn places(bid: &Bid, on_platform: bool) -> impl Iterator<Item = (Spot, &BidPoint)> {
    // What the platform holds has real coordinates, whatever the form says of how they became known.
    let is_sure = move |point: &BidPoint| on_platform || point.place.precision == Precision::Confirmed;
    bid.points.iter().filter(move |point| point.kind != PointKind::Start && is_sure(point)).filter_map(|point| {
        let location = point.place.location.filter(|location| location.is_usable())?;
        Some(((rounded(location.latitude), rounded(location.longitude)), point))
    })
}

/// When a bid comes to a point.
pub(super) fn used_at(point: &BidPoint, updated_here: DateTime<Utc>) -> DateTime<Utc> {
    point.plan_enter_utc().unwrap_or(updated_here)
}

/// A point as it is offered to later bids.
pub(super) fn offered(point: &BidPoint, last_used_at: DateTime<Utc>) -> CustomerPlace {
    CustomerPlace {
        // The geozone's number belongs to that bid; another bid gets its own.
        place: Place { geozone_id: None, precision: Precision::Confirmed, ..point.place.clone() },
        contact: point.contact.clone(),
        comment: point.comment.clone(),
        saved_point: point.saved_point,
        last_used_at,
    }
}

/// Lets those go that thirty later ones stand before: they would never be shown. One that is used again comes back.
fn thin_out(connection: &Connection, customer: &LocalId) -> Result<(), Fault> {
    let stored: u32 = connection
        .prepare_cached("SELECT count(*) FROM customer_places WHERE customer = ?1")?
        .query_row([customer.as_str()], |row| row.get(0))?;
    if stored <= PLACES_EACH + SPARE {
        return Ok(());
    }
    connection
        .prepare_cached(
            "DELETE FROM customer_places WHERE customer = ?1 AND (latitude_e4, longitude_e4) NOT IN (
                 SELECT latitude_e4, longitude_e4 FROM customer_places WHERE customer = ?1
                 ORDER BY last_used_at DESC LIMIT ?2)",
        )?
        .execute(params![customer.as_str(), PLACES_EACH])?;
    Ok(())
}

/// Writes a place down, unless a later bid has been there.
pub(super) fn put(
    connection: &Connection,
    (customer, spot): (&LocalId, Spot),
    used: &CustomerPlace,
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO customer_places
                 (customer, latitude_e4, longitude_e4, last_used_at, place, contact, comment, saved_point)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (customer, latitude_e4, longitude_e4) DO UPDATE SET last_used_at = excluded.last_used_at,
                 place = excluded.place, contact = excluded.contact, comment = excluded.comment,
                 saved_point = excluded.saved_point
             WHERE excluded.last_used_at >= customer_places.last_used_at",
        )?
        .execute(params![
            customer.as_str(),
            spot.0,
            spot.1,
            micros(used.last_used_at),
            document(&used.place)?,
            used.contact.as_ref().map(document).transpose()?,
            used.comment,
            used.saved_point.map(|id| id.0),
        ])?;
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "degrees on the globe, times ten thousand")]
fn rounded(degrees: f64) -> i64 {
    (degrees * PER_DEGREE).round() as i64
}

impl Store {
    /// Places of former bids by customer: latest first, each spot (about ten metres) once, thirty at most.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn known_places(&self) -> Result<HashMap<LocalId, Vec<CustomerPlace>>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT customer, place, contact, comment, saved_point, last_used_at FROM (
                     SELECT *, row_number() OVER (PARTITION BY customer ORDER BY last_used_at DESC) AS place_number
                     FROM customer_places)
                 WHERE place_number <= ?1 ORDER BY customer, last_used_at DESC",
            )?;
            let mut rows = statement.query([PLACES_EACH])?;
            let mut places: HashMap<_, Vec<_>> = HashMap::new();
            while let Some(row) = rows.next()? {
                let mut cells = Cells::new(row);
                let customer = cells.local_id()?;
                places.entry(customer).or_default().push(read(&mut cells)?);
            }
            Ok(places)
        })
    }
}

fn read(cells: &mut Cells<'_, '_>) -> Result<CustomerPlace, Fault> {
    Ok(CustomerPlace {
        place: cells.document()?,
        contact: cells.maybe_document()?,
        comment: cells.take()?,
        saved_point: cells.maybe_remote_id()?,
        last_used_at: cells.instant()?,
    })
}
