//! The empty run to a loading: which truck is free by then, and how far it stands. A truck stands where its last bid ends;
//! one without a bid of late stands nobody knows where.

use chrono::{DateTime, TimeDelta, Utc};

use super::card::Around;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::overlap::{OverlapIndex, ResourceKind};
use crate::domain::place::GeoPoint;
use crate::domain::takers::KM_AN_HOUR;
use crate::geo::roads::Roads;
use crate::store::{Store, StoreError};

/// Bids that ended longer ago say nothing of where a truck stands.
const OF_LATE: TimeDelta = TimeDelta::days(45);

/// The nearest free truck.
#[derive(Debug, Clone, PartialEq)]
pub struct EmptyRun {
    /// Its plate.
    pub truck: String,
    /// Kilometres by our own roads.
    pub km: f64,
    /// Where it stands.
    pub place: String,
    /// Free since, or from then on.
    pub free_at: DateTime<Utc>,
}

/// A truck that is free by then.
struct Free {
    truck: String,
    place: String,
    at: GeoPoint,
    since: DateTime<Utc>,
}

/// The truck that has the shortest way to a loading and can be there in time.
///
/// # Errors
/// [`StoreError`] when the database can't be read.
pub fn nearest(
    around: &Around<'_>,
    loading: GeoPoint,
    when: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Option<EmptyRun>, StoreError> {
    let mut free = Vec::new();
    for record in around.books.of_kind(RecordKind::Car).iter().filter(|record| !record.deleted && record.active) {
        let id = &record.meta.id;
        let day = when.date_naive();
        let is_away = around.books.absences_of(id).iter().any(|away| away.from <= day && day <= away.to);
        if !is_away && let Some((at, place, since)) = stands(around.store, around.index, id, when)? {
            free.push(Free { truck: record.entry.title(), place, at, since });
        }
    }
    let places: Vec<GeoPoint> = free.iter().map(|one| one.at).collect();
    let ways = Roads::shared().distances_to(loading, &places);
    let reachable = free.into_iter().zip(ways).filter_map(|(one, way)| {
        let km = way?.km;
        let hours = (when - one.since.max(now)).as_seconds_f64() / 3600.0;
        (km <= hours * KM_AN_HOUR).then_some((one, km))
    });
    let nearest = reachable.min_by(|(_, a), (_, b)| a.total_cmp(b));
    Ok(nearest.map(|(one, km)| EmptyRun { truck: one.truck, km, place: one.place, free_at: one.since }))
}

/// Where a truck stands at a moment and since when; `None` when it is busy then, or nobody knows.
///
/// # Errors
/// [`StoreError`] when the database can't be read.
pub fn stands(
    store: &Store,
    index: &OverlapIndex,
    truck: &LocalId,
    when: DateTime<Utc>,
) -> Result<Option<(GeoPoint, String, DateTime<Utc>)>, StoreError> {
    let held = index.check((ResourceKind::Car, truck), when - OF_LATE, when, None);
    let Some(last) = held.into_iter().max_by_key(|held| held.to) else { return Ok(None) };
    if last.to > when {
        return Ok(None);
    }
    let Some(record) = store.bid(&last.other)? else { return Ok(None) };
    let end = record.bid.points.last().map(|point| &point.place);
    Ok(end.and_then(|place| Some((place.location?, place.settlement().to_owned(), last.to))))
}
