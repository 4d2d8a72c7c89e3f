//! Where the points of bids are: written with each bid, read for all of them at once without opening a document.
//!
//! Layout of a value: its kind (one byte), then fourteen bytes a point that has coordinates: place in the route (from 1; 0:
//! where the truck stood before), kind, longitude and latitude in ten-millionths of a degree (i32), radius of the geozone in
//! metres (u32; the highest means "none"), all little endian. The highest bit of the kind says that the place is not confirmed.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Statement, params};

use super::Store;
use super::bid_record::{self, By};
use super::codec::{Cells, micros};
use super::error::{Fault, StoreError, damaged};
use crate::domain::bid::{Bid, PointKind};
use crate::domain::id::LocalId;
use crate::domain::place::{GeoPoint, Precision};

const LAYOUT: u8 = 1;
const SIZE: usize = 14;
const NOT_CONFIRMED: u8 = 0x80;
const NO_RADIUS: u32 = u32::MAX;
/// Ten-millionths of a degree: a centimetre.
const PER_DEGREE: f64 = 1e7;

/// The points of a bid.
#[derive(Debug, Clone, PartialEq)]
pub struct BidPoints {
    /// The bid.
    pub id: LocalId,
    /// Those that have coordinates, in the order of the route.
    pub points: Vec<PointAt>,
}

/// Where a point of a bid is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointAt {
    /// Place in the route, from 1; 0 where the truck stood before the bid.
    pub number: u8,
    /// What is done there.
    pub kind: PointKind,
    /// Where.
    pub location: GeoPoint,
    /// Radius of the geozone, metres.
    pub radius_m: Option<u32>,
    /// The platform's geocoder has said so; else it is the middle of a town, or a guess.
    pub confirmed: bool,
}

impl Store {
    /// Points of all bids that aren't deleted, in the order the bids came to this desk; those that still have to be filled in
    /// are missing.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn bid_points(&self) -> Result<Vec<BidPoints>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT b.id, p.points FROM bid_points p JOIN bids b ON b.row = p.row
                 WHERE length(p.points) > 1 ORDER BY p.row",
            )?;
            let rows = statement.query_and_then([], |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>(BidPoints { id: cells.local_id()?, points: unpack(&cells.take::<Vec<u8>>()?)? })
            })?;
            rows.collect()
        })
    }

    /// Fills in the points of bids of before there was a table of them, at most so many; says how many are left.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn fill_points(&self, most: usize) -> Result<usize, StoreError> {
        const LACKING: &str = "FROM bids b WHERE NOT EXISTS (SELECT 1 FROM bid_points p WHERE p.row = b.row)";
        let count = |tx: &Connection| -> Result<usize, Fault> {
            let left: i64 =
                tx.prepare_cached(&format!("SELECT count(*) {LACKING}"))?.query_row([], |row| row.get(0))?;
            Ok(usize::try_from(left).unwrap_or_default())
        };
        if self.read(|tx| count(tx))? == 0 {
            return Ok(0);
        }
        self.write_unhurried(|tx| {
            let mut statement = tx.prepare_cached(&format!("SELECT b.id {LACKING} ORDER BY b.row DESC LIMIT ?1"))?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let ids: Vec<LocalId> =
                statement.query_and_then([most], |row| Cells::new(row).local_id())?.collect::<Result<_, Fault>>()?;
            for id in &ids {
                if let Some(stored) = bid_record::find(tx, By::Id(id))? {
                    write(tx, stored.row, &stored.record.bid)?;
                }
            }
            count(tx)
        })
    }

    /// Where the truck's latest bid before a moment ends, when that is known: cancelled and deleted ones aside, and the bid
    /// itself.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn place_before(
        &self,
        car: &LocalId,
        before: DateTime<Utc>,
        bid: &LocalId,
    ) -> Result<Option<GeoPoint>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT p.points FROM bids b JOIN bid_points p ON p.row = b.row
                 WHERE b.car = ?1 AND b.first_utc < ?2 AND b.id <> ?3 AND b.deleted = 0 AND b.status <> 'cancelled'
                 ORDER BY b.first_utc DESC LIMIT 1",
            )?;
            let mut rows = statement.query(params![car.as_str(), micros(before), bid.as_str()])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            Ok(unpack(&Cells::new(row).take::<Vec<u8>>()?)?.last().map(|point| point.location))
        })
    }
}

pub(super) const WRITE: &str = "INSERT INTO bid_points (row, points) VALUES (?1, ?2)
     ON CONFLICT (row) DO UPDATE SET points = excluded.points WHERE points <> excluded.points";

/// Writes the points of a bid, within the transaction that writes the bid.
pub(super) fn write(connection: &Connection, row: Option<i64>, bid: &Bid) -> Result<(), Fault> {
    connection.prepare_cached(WRITE)?.execute(params![row, pack(bid)])?;
    Ok(())
}

/// The same by [`WRITE`], prepared once for many bids.
pub(super) fn write_by(statement: &mut Statement<'_>, row: i64, bid: &Bid) -> Result<(), Fault> {
    statement.execute(params![row, pack(bid)])?;
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "degrees by ten million fit")]
fn pack(bid: &Bid) -> Vec<u8> {
    let mut packed = Vec::with_capacity(1 + SIZE * bid.points.len());
    packed.push(LAYOUT);
    let mut number = 0_u8;
    for point in &bid.points {
        let is_start = point.kind == PointKind::Start;
        number = if is_start { number } else { number.saturating_add(1) };
        let Some(at) = point.place.location.filter(|at| at.is_usable()) else { continue };
        let doubt = if point.place.precision == Precision::Approximate { NOT_CONFIRMED } else { 0 };
        packed.extend([if is_start { 0 } else { number }, code(point.kind) | doubt]);
        for degrees in [at.longitude, at.latitude] {
            packed.extend(((degrees * PER_DEGREE).round() as i32).to_le_bytes());
        }
        packed.extend(point.place.radius_m.map_or(NO_RADIUS, metres).to_le_bytes());
    }
    packed
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a radius is a few kilometres, held in bounds"
)]
fn metres(radius: f64) -> u32 {
    radius.round().clamp(0.0, 1e9) as u32
}

pub(super) fn unpack(packed: &[u8]) -> Result<Vec<PointAt>, Fault> {
    let broken = || damaged("the points of a bid");
    let (layout, rest) = packed.split_first().ok_or_else(broken)?;
    let (points, left) = rest.as_chunks::<SIZE>();
    if *layout != LAYOUT || !left.is_empty() {
        return Err(broken());
    }
    points.iter().map(|point| one(point).ok_or_else(broken)).collect()
}

fn one(point: &[u8; SIZE]) -> Option<PointAt> {
    let (&[number, code], words) = point.split_first_chunk::<2>()?;
    let &[longitude, latitude, radius] = words.as_chunks::<4>().0 else { return None };
    let degrees = |bytes| f64::from(i32::from_le_bytes(bytes)) / PER_DEGREE;
    let radius = u32::from_le_bytes(radius);
    Some(PointAt {
        number,
        kind: kind(code & !NOT_CONFIRMED)?,
        location: GeoPoint { longitude: degrees(longitude), latitude: degrees(latitude) },
        radius_m: (radius != NO_RADIUS).then_some(radius),
        confirmed: code & NOT_CONFIRMED == 0,
    })
}

const fn code(kind: PointKind) -> u8 {
    match kind {
        PointKind::Start => 0,
        PointKind::Load => 1,
        PointKind::Unload => 2,
        PointKind::Custom => 3,
        PointKind::Service => 4,
    }
}

const fn kind(code: u8) -> Option<PointKind> {
    Some(match code {
        0 => PointKind::Start,
        1 => PointKind::Load,
        2 => PointKind::Unload,
        3 => PointKind::Custom,
        4 => PointKind::Service,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::BidPoint;

    fn point(kind: PointKind, longitude: f64) -> BidPoint {
        let mut point = BidPoint::new(kind);
        point.place.location = Some(GeoPoint { longitude, latitude: 55.75 });
        point
    }

    #[test]
    fn points_come_back_with_their_numbers_and_those_without_a_place_keep_theirs() {
        let mut unload = point(PointKind::Unload, -169.123_456_7);
        unload.place.radius_m = Some(500.0);
        unload.place.precision = Precision::Approximate;
        let points =
            vec![point(PointKind::Start, 37.0), point(PointKind::Load, 37.6), BidPoint::new(PointKind::Custom), unload];
        let read = unpack(&pack(&Bid { points, ..Bid::default() })).unwrap();
        let said: Vec<_> = read.iter().map(|at| (at.number, at.kind, at.radius_m, at.confirmed)).collect();
        assert_eq!(
            said,
            [
                (0, PointKind::Start, None, true),
                (1, PointKind::Load, None, true),
                (3, PointKind::Unload, Some(500), false)
            ]
        );
        assert!((read[2].location.longitude + 169.123_456_7).abs() < 1e-7);
    }

    #[test]
    fn damage_is_said() {
        let whole = pack(&Bid { points: vec![point(PointKind::Load, 37.0)], ..Bid::default() });
        let (cut, _) = whole.split_at(9);
        let mut strange = whole.clone();
        strange[2] = 77;
        for broken in [&[][..], &[9], cut, &strange] {
            assert!(unpack(broken).is_err(), "{broken:?}");
        }
    }
}
