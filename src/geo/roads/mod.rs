//! Distances and routes by the embedded graph of main roads. It knows no bids, no map picture and no clocks.
//!
//! Roads: © OpenStreetMap contributors, ODbL (`assets/map/README.md`: what is in the graph, what is not, how exact it is).
//! There are no one-way roads, tolls, bans for lorries or winter roads in it, and no roads of cities.

mod graph;
mod line;
mod search;
mod snap;

use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use lru::LruCache;

use crate::domain::place::GeoPoint;

use super::sphere;

pub use graph::{Graph, Road, RoadClass};
use search::{Way, Ways};
use snap::{Access, RoadIndex};

/// What must stand beside anything that shows these roads or distances.
pub const ATTRIBUTION: &str = "© OpenStreetMap contributors";
/// Where the licence of the road data stands.
pub const ATTRIBUTION_URL: &str = "https://www.openstreetmap.org/copyright";

/// Up to this far, kilometres of great circle, the graph is too coarse and the distance is estimated.
const NEAR_KM: f64 = 30.0;
/// How much longer than the great circle a short way is …
const NEAR_FACTOR: f64 = 1.35;
/// … and a long one.
const FAR_FACTOR: f64 = 1.25;
/// Between points this near, kilometres of great circle, roads that the graph lacks make a way shorter than …
const LOCAL_KM: f64 = 100.0;
/// … this many times the great circle.
const LOCAL_FACTOR: f64 = 1.7;
/// A distance is by roads when no more than this of it was guessed: legs away from the graph and links over its breaks.
const GUESSED_SHARE: f64 = 0.15;
/// Speeds of a loaded lorry, km/h, that planning counts with (a decision of the product; the law's limit for lorries is
/// 90 on motorways and 70 elsewhere).
const TRUNK_KMH: f64 = 70.0;
const MAIN_KMH: f64 = 60.0;
const OTHER_KMH: f64 = 50.0;
const OFF_ROAD_KMH: f64 = 40.0;
/// Routes kept in memory.
const ROUTES_KEPT: NonZeroUsize = NonZeroUsize::new(256).unwrap();

static SHARED: LazyLock<Roads> = LazyLock::new(Roads::embedded);

/// How a distance became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exactness {
    /// Along the roads of the graph: within a few percent.
    ByRoads,
    /// A guess from the great circle, wholly or in a good part: shown with "≈".
    Estimated,
}

/// How far one point is from another for a lorry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// Kilometres by road.
    pub km: f64,
    /// Minutes at the wheel, without rest, queues and borders.
    pub minutes: f64,
    /// How it became known.
    pub exactness: Exactness,
}

/// A way for a lorry.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// Kilometres by road.
    pub km: f64,
    /// Minutes at the wheel, without rest, queues and borders.
    pub minutes: f64,
    /// How the length became known.
    pub exactness: Exactness,
    /// What to draw: begins and ends in the two points. Straight when there is no way over the graph.
    pub line: Vec<GeoPoint>,
}

/// The road graph with its index and the routes asked for last.
pub struct Roads {
    graph: Graph,
    index: RoadIndex,
    kept: Mutex<LruCache<Key, Arc<Route>>>,
}

/// A pair of points to a metre: longitude and latitude of both.
type Key = [i32; 4];

impl Roads {
    /// The graph of the program. The first call decodes it (some ten milliseconds): make it on a background thread.
    #[must_use]
    pub fn shared() -> &'static Self {
        &SHARED
    }

    fn embedded() -> Self {
        // Without the asset every distance is an estimate; a test keeps the asset whole.
        let graph = Graph::embedded().unwrap_or_default();
        let index = RoadIndex::new(&graph);
        Self { graph, index, kept: Mutex::new(LruCache::new(ROUTES_KEPT)) }
    }

    /// The graph, for drawing.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The way from one point to another; `None` only for what is no point of the globe. A millisecond, or nothing when
    /// the pair was asked for before.
    #[must_use]
    pub fn route(&self, from: GeoPoint, to: GeoPoint) -> Option<Arc<Route>> {
        if !from.is_usable() || !to.is_usable() {
            return None;
        }
        let key = key(from, to);
        if let Some(known) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Some(Arc::clone(known));
        }
        let route = Arc::new(self.found(from, to));
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).put(key, Arc::clone(&route));
        Some(route)
    }

    /// Kilometres by road; as [`Roads::route`].
    #[must_use]
    pub fn distance_km(&self, from: GeoPoint, to: GeoPoint) -> Option<f64> {
        self.route(from, to).map(|route| route.km)
    }

    /// How far each of many points is from one, in one search: trucks from a loading point. As long as a few single
    /// routes, for any number of points; the distances are those of [`Roads::route`]. `None` for what is no point.
    #[must_use]
    pub fn distances_to(&self, to: GeoPoint, from: &[GeoPoint]) -> Vec<Option<Distance>> {
        if !to.is_usable() {
            return vec![None; from.len()];
        }
        let start = self.index.beside(&self.graph, to);
        let ways = Ways::to_all(&self.graph, &start);
        let one = |point: &GeoPoint| {
            point.is_usable().then(|| {
                near(*point, to).unwrap_or_else(|| {
                    let way = ways.to(&self.index.beside(&self.graph, *point));
                    believable(*point, to, way).map_or_else(|estimate| estimate, |way| self.measured(&way))
                })
            })
        };
        from.iter().map(one).collect()
    }

    fn found(&self, from: GeoPoint, to: GeoPoint) -> Route {
        let straight = |distance| route(distance, vec![from, to]);
        if let Some(distance) = near(from, to) {
            return straight(distance);
        }
        let beside = |point| -> Vec<Access> { self.index.beside(&self.graph, point) };
        let way = search::shortest(&self.graph, &beside(from), &beside(to), to);
        match believable(from, to, way) {
            Ok(way) => route(self.measured(&way), line::of_way(&self.graph, from, &way, to)),
            Err(estimate) => straight(estimate),
        }
    }

    fn measured(&self, way: &Way) -> Distance {
        let mut guessed_m = way.legs_m.iter().copied().map(f64::from).sum::<f64>();
        let mut minutes = minutes(guessed_m, OFF_ROAD_KMH);
        for stretch in &way.stretches {
            let Some(road) = self.graph.road_by_id(stretch.road) else { continue };
            let metres = f64::from(stretch.from_m.abs_diff(stretch.to_m));
            minutes += self::minutes(metres, speed(road));
            if road.invented {
                guessed_m += metres;
            }
        }
        let metres = f64::from(way.metres);
        let is_guess = guessed_m > metres * GUESSED_SHARE;
        let exactness = if is_guess { Exactness::Estimated } else { Exactness::ByRoads };
        Distance { km: metres / 1000.0, minutes, exactness }
    }
}

fn route(Distance { km, minutes, exactness }: Distance, line: Vec<GeoPoint>) -> Route {
    Route { km, minutes, exactness, line }
}

/// The estimate for points near to each other.
fn near(from: GeoPoint, to: GeoPoint) -> Option<Distance> {
    (sphere::distance_m(from, to) < NEAR_KM * 1000.0).then(|| estimated(from, to, NEAR_FACTOR))
}

/// A way that the graph found, or what to say instead.
fn believable(from: GeoPoint, to: GeoPoint, way: Option<Way>) -> Result<Way, Distance> {
    let way = way.ok_or_else(|| estimated(from, to, FAR_FACTOR))?;
    let straight_m = sphere::distance_m(from, to);
    let is_detour = straight_m < LOCAL_KM * 1000.0 && f64::from(way.metres) > straight_m * LOCAL_FACTOR;
    if is_detour { Err(estimated(from, to, LOCAL_FACTOR)) } else { Ok(way) }
}

fn estimated(from: GeoPoint, to: GeoPoint, factor: f64) -> Distance {
    let metres = sphere::distance_m(from, to) * factor;
    Distance { km: metres / 1000.0, minutes: minutes(metres, OFF_ROAD_KMH), exactness: Exactness::Estimated }
}

fn speed(road: &Road) -> f64 {
    match road.class {
        _ if road.invented => OFF_ROAD_KMH,
        RoadClass::Trunk => TRUNK_KMH,
        RoadClass::Main => MAIN_KMH,
        RoadClass::Other => OTHER_KMH,
    }
}

fn minutes(metres: f64, kmh: f64) -> f64 {
    metres / 1000.0 / kmh * 60.0
}

#[expect(clippy::cast_possible_truncation, reason = "degrees by 100,000 fit")]
fn key(from: GeoPoint, to: GeoPoint) -> Key {
    [from.longitude, from.latitude, to.longitude, to.latitude].map(|degrees| (degrees * 1e5).round() as i32)
}

#[cfg(test)]
mod tests;
