//! A way by road between two places, as long as roads are and bent through the settlements that lie near it.
//!
//! The one door to the roads: whoever has a better map of them replaces [`way`] alone.

use super::super::rules::route::way_m;
use crate::domain::place::GeoPoint;
use crate::geo::places;
use crate::geo::sphere;

/// Between the places that a way is led through, metres.
const STRIDE_M: f64 = 55_000.0;
/// A settlement farther from the straight line than this doesn't bend the way.
const NEAR_M: f64 = 24_000.0;

/// A way.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    /// From the first place to the last.
    pub(crate) line: Vec<GeoPoint>,
    /// Length by road.
    pub(crate) km: f64,
    /// Metres of the line up to each of its points.
    along: Vec<f64>,
}

/// The way between two places.
pub(crate) fn way(from: GeoPoint, to: GeoPoint) -> Way {
    let straight = sphere::distance_m(from, to);
    #[expect(clippy::cast_possible_truncation, reason = "the Earth is some hundred strides round")]
    let strides = (straight / STRIDE_M).floor() as i32;
    let between = (1..=strides).map(|stride| {
        let there = part_of(from, to, f64::from(stride) / f64::from(strides + 1));
        let near = places::nearest(there).filter(|place| sphere::distance_m(there, place.location) < NEAR_M);
        near.map_or(there, |place| place.location)
    });
    let line: Vec<GeoPoint> = std::iter::once(from).chain(between).chain([to]).collect();
    let mut along = vec![0.0];
    let mut sum = 0.0;
    for pair in line.windows(2) {
        if let [a, b] = pair {
            sum += sphere::distance_m(*a, *b);
            along.push(sum);
        }
    }
    Way { line, km: way_m(from, to) / 1000.0, along }
}

impl Way {
    /// The place that lies behind a part (0–1) of the way.
    pub(crate) fn at(&self, part: f64) -> GeoPoint {
        let wanted = self.along.last().copied().unwrap_or_default() * part.clamp(0.0, 1.0);
        let next = self.along.partition_point(|metres| *metres < wanted).max(1);
        let before = next - 1;
        let ends = (self.line.get(before), self.line.get(next), self.along.get(before), self.along.get(next));
        let (Some(a), Some(b), Some(start), Some(end)) = ends else {
            return self.line.last().copied().unwrap_or(GeoPoint { longitude: 0.0, latitude: 0.0 });
        };
        let inside = if end > start { (wanted - start) / (end - start) } else { 0.0 };
        part_of(*a, *b, inside)
    }
}

/// Straight between two places. Longitudes go the short way round.
fn part_of(from: GeoPoint, to: GeoPoint, part: f64) -> GeoPoint {
    let east = (to.longitude - from.longitude + 540.0).rem_euclid(360.0) - 180.0;
    let place = |degrees: f64| (degrees * 1e6).round() / 1e6;
    GeoPoint {
        longitude: place((from.longitude + east * part + 540.0).rem_euclid(360.0) - 180.0),
        latitude: place(from.latitude + (to.latitude - from.latitude) * part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOSCOW: GeoPoint = GeoPoint { longitude: 37.6173, latitude: 55.7558 };
    const KAZAN: GeoPoint = GeoPoint { longitude: 49.1221, latitude: 55.7887 };

    #[test]
    fn a_way_leads_through_towns_and_always_forward() {
        let way = way(MOSCOW, KAZAN);
        assert!(way.line.len() > 8 && (850.0..950.0).contains(&way.km), "{} km", way.km);
        assert!(way.line.windows(2).all(|pair| pair[0].longitude < pair[1].longitude), "{:?}", way.line);
        assert_eq!((way.at(0.0), way.at(1.0)), (MOSCOW, KAZAN));
        let half = way.at(0.5);
        assert!((42.0..45.0).contains(&half.longitude) && (54.5..57.5).contains(&half.latitude), "{half:?}");
    }

    #[test]
    fn a_way_to_the_same_place_has_no_length() {
        let way = way(MOSCOW, MOSCOW);
        assert!(way.km.abs() < 0.001);
        assert_eq!(way.at(0.3), MOSCOW);
    }
}
