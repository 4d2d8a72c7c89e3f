//! The points of all bids, on the grid of the map. Pure data: what of them is shown is for [`super::scene`].

use std::collections::HashMap;
use std::ops::Range;

use crate::domain::bid::{BidStatus, PointKind};
use crate::domain::id::LocalId;
use crate::geo::basemap::GridBox;
use crate::geo::grid;
use crate::store::map_points::BidPoints;

/// A point of a bid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapPoint {
    /// Place of its bid in [`MapData::bids`].
    pub bid: u32,
    /// Place in the route, from 1; 0 where the truck stood before.
    pub number: u8,
    /// What is done there.
    pub kind: PointKind,
    /// Where, grid units.
    pub at: [f64; 2],
    /// Radius of the geozone, metres.
    pub radius_m: Option<u32>,
    /// The place is confirmed by the platform's geocoder.
    pub confirmed: bool,
}

/// A bid with points.
#[derive(Debug, Clone, PartialEq)]
pub struct MapBid {
    /// Which.
    pub id: LocalId,
    /// Its points in [`MapData::points`].
    pub points: Range<usize>,
}

/// The points of all bids.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapData {
    bids: Vec<MapBid>,
    points: Vec<MapPoint>,
    by_id: HashMap<LocalId, u32>,
}

impl MapData {
    /// From the rows of the store.
    #[must_use]
    pub fn of(rows: Vec<BidPoints>) -> Self {
        let mut data = Self::default();
        for (row, bid) in rows.into_iter().zip(0_u32..) {
            let first = data.points.len();
            data.points.extend(row.points.iter().map(|point| MapPoint {
                bid,
                number: point.number,
                kind: point.kind,
                at: grid::from_geo(point.location),
                radius_m: point.radius_m,
                confirmed: point.confirmed,
            }));
            data.by_id.insert(row.id.clone(), bid);
            data.bids.push(MapBid { id: row.id, points: first..data.points.len() });
        }
        data
    }

    /// All bids that have points.
    #[must_use]
    pub fn bids(&self) -> &[MapBid] {
        &self.bids
    }

    /// All points.
    #[must_use]
    pub fn points(&self) -> &[MapPoint] {
        &self.points
    }

    /// The place of a bid among [`Self::bids`].
    #[must_use]
    pub fn place_of(&self, id: &LocalId) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The bid at a place.
    #[must_use]
    pub fn bid(&self, place: u32) -> Option<&MapBid> {
        self.bids.get(usize::try_from(place).ok()?)
    }

    /// The points of a bid, in the order of its route.
    #[must_use]
    pub fn points_of(&self, id: &LocalId) -> &[MapPoint] {
        let bid = self.place_of(id).and_then(|place| self.bid(place));
        bid.and_then(|bid| self.points.get(bid.points.clone())).unwrap_or_default()
    }
}

/// What a bid looks like on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tint {
    /// Draft.
    Draft,
    /// Waiting.
    Planned,
    /// In work.
    Started,
    /// Done.
    Done,
    /// Cancelled.
    Cancelled,
    /// A status that this version doesn't know.
    Other,
}

impl Tint {
    /// All of them, in the order of a ring.
    pub const ALL: [Self; 6] = [Self::Draft, Self::Planned, Self::Started, Self::Done, Self::Cancelled, Self::Other];

    /// Of a status.
    #[must_use]
    pub const fn of(status: &BidStatus) -> Self {
        match status {
            BidStatus::Draft => Self::Draft,
            BidStatus::Planned => Self::Planned,
            BidStatus::Started => Self::Started,
            BidStatus::Done => Self::Done,
            BidStatus::Cancelled => Self::Cancelled,
            BidStatus::Other(_) => Self::Other,
        }
    }

    /// Its place in [`Self::ALL`].
    #[must_use]
    pub const fn place(self) -> usize {
        self as usize
    }
}

/// A bid that the map shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// What it looks like.
    pub tint: Tint,
    /// The place of its line in the list when the marks were worked out: a hint, lines may have moved since.
    pub line: u32,
}

/// Do two rectangles of the grid touch?
#[must_use]
pub fn touches([low, high]: GridBox, [other_low, other_high]: GridBox) -> bool {
    (0..2).all(|axis| low[axis] <= other_high[axis] && other_low[axis] <= high[axis])
}
