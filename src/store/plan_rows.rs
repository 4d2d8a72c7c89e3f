//! Bids as the planning board needs them: who drives what and when, where it begins and ends. No document is opened.

use chrono::{DateTime, Utc};

use super::Store;
use super::bid_record::ROUTE_SEPARATOR;
use super::codec::{Cells, status_from_word};
use super::error::{Fault, StoreError};
use super::map_points::unpack;
use crate::domain::bid::{BidStatus, PointKind};
use crate::domain::id::{LocalId, RemoteId};
use crate::domain::place::GeoPoint;
use crate::domain::record::RecordState;

/// A bid of the board.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanRow {
    /// Which.
    pub id: LocalId,
    /// The platform's number.
    pub remote: Option<RemoteId>,
    /// State of the exchange.
    pub state: RecordState,
    /// Status on the platform.
    pub status: BidStatus,
    /// Truck.
    pub car: Option<LocalId>,
    /// Trailer.
    pub trailer: Option<LocalId>,
    /// Driver.
    pub driver: Option<LocalId>,
    /// Second driver.
    pub second_driver: Option<LocalId>,
    /// First and last settlement of the route.
    pub ends: [String; 2],
    /// First planned moment.
    pub from: Option<DateTime<Utc>>,
    /// Last planned moment.
    pub to: Option<DateTime<Utc>>,
    /// Offset of the first point's clock, minutes east of UTC.
    pub offset_minutes: Option<i32>,
    /// Where the route begins and ends, as far as points have coordinates.
    pub places: Option<[GeoPoint; 2]>,
}

const SELECT: &str =
    "SELECT b.id, b.remote_id, b.state, b.status, b.car, b.trailer, b.driver, b.second_driver, b.route,
    b.first_utc, b.last_utc, b.first_offset, p.points
    FROM bids b LEFT JOIN bid_points p ON p.row = b.row
    WHERE b.state <> 'tombstone' AND (b.deleted = 0 OR b.state = 'remote_gone') ORDER BY b.row";

impl Store {
    /// All bids that aren't deleted, in the order they came to this desk.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn plan_rows(&self) -> Result<Vec<PlanRow>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(SELECT)?;
            let rows = statement.query_and_then([], |row| {
                let mut cells = Cells::new(row);
                Ok::<_, Fault>(PlanRow {
                    id: cells.local_id()?,
                    remote: cells.maybe_remote_id()?,
                    state: cells.word()?,
                    status: status_from_word(&cells.take::<String>()?),
                    car: cells.maybe_local_id()?,
                    trailer: cells.maybe_local_id()?,
                    driver: cells.maybe_local_id()?,
                    second_driver: cells.maybe_local_id()?,
                    ends: ends(&cells.take::<String>()?),
                    from: cells.maybe_instant()?,
                    to: cells.maybe_instant()?,
                    offset_minutes: cells.take()?,
                    places: places(cells.take()?)?,
                })
            })?;
            rows.collect()
        })
    }
}

fn ends(route: &str) -> [String; 2] {
    let mut names = route.split(ROUTE_SEPARATOR).filter(|name| !name.is_empty());
    let first = names.next().unwrap_or_default();
    [first.to_owned(), names.next_back().unwrap_or(first).to_owned()]
}

fn places(packed: Option<Vec<u8>>) -> Result<Option<[GeoPoint; 2]>, Fault> {
    let points = packed.map(|packed| unpack(&packed)).transpose()?.unwrap_or_default();
    let mut route = points.iter().filter(|point| point.kind != PointKind::Start).map(|point| point.location);
    Ok(route.next().map(|first| [first, route.next_back().unwrap_or(first)]))
}
