//! Places that a customer's bids went to: offered before the geocoder is asked.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::Store;
use super::codec::{Cells, document, micros};
use super::error::{Fault, StoreError};
use super::model::{BidRecord, CustomerPlace};
use crate::domain::bid::{BidPoint, PointKind};
use crate::domain::id::LocalId;
use crate::domain::place::{GeoPoint, Place, Precision};

/// Places kept in hand for each customer.
const PLACES_EACH: u32 = 30;
/// So many more are stored before those that are never shown are let go.
const SPARE: u32 = 15;
/// Four decimals of a degree: about ten metres.
const PER_DEGREE: f64 = 10_000.0;

/// Remembers the places of a bid for its customer; the latest bid to a spot gives contact and note.
pub(super) fn remember(connection: &Connection, record: &BidRecord) -> Result<(), Fault> {
    let Some(customer) = &record.bid.customer else { return Ok(()) };
    // What the platform holds has real coordinates, whatever the form says of how they became known.
    let on_platform = record.base.is_some();
    let mut is_known = false;
    for point in &record.bid.points {
        let Some(location) = point.place.location.filter(|location| location.is_usable()) else { continue };
        if point.kind == PointKind::Start || !(on_platform || point.place.precision == Precision::Confirmed) {
            continue;
        }
        remember_one(connection, customer, location, point, record)?;
        is_known = true;
    }
    if is_known { thin_out(connection, customer) } else { Ok(()) }
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

fn remember_one(
    connection: &Connection,
    customer: &LocalId,
    location: GeoPoint,
    point: &BidPoint,
    record: &BidRecord,
) -> Result<(), Fault> {
    let used_at = point.plan_enter_utc().unwrap_or(record.meta.updated_here);
    // The geozone's number belongs to that bid; another bid gets its own.
    let place = Place { geozone_id: None, precision: Precision::Confirmed, ..point.place.clone() };
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
            rounded(location.latitude),
            rounded(location.longitude),
            micros(used_at),
            document(&place)?,
            point.contact.as_ref().map(document).transpose()?,
            point.comment,
            point.saved_point.map(|id| id.0),
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
