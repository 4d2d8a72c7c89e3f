//! Arithmetic on the globe, taken for a sphere: good to half a percent, which is all that a list of towns needs.

use crate::domain::place::GeoPoint;

const EARTH_RADIUS_M: f64 = 6_371_000.0;
const METRES_PER_DEGREE: f64 = EARTH_RADIUS_M * std::f64::consts::PI / 180.0;

/// Great-circle distance in metres.
#[must_use]
pub fn distance_m(a: GeoPoint, b: GeoPoint) -> f64 {
    let (north, east) = ((b.latitude - a.latitude).to_radians(), (b.longitude - a.longitude).to_radians());
    let chord = (north / 2.0).sin().powi(2)
        + a.latitude.to_radians().cos() * b.latitude.to_radians().cos() * (east / 2.0).sin().powi(2);
    2.0 * EARTH_RADIUS_M * chord.clamp(0.0, 1.0).sqrt().asin()
}

/// The point that lies so many metres east and north of another; for kilometres, not for continents.
#[must_use]
pub fn moved(from: GeoPoint, east_m: f64, north_m: f64) -> GeoPoint {
    let latitude = (from.latitude + north_m / METRES_PER_DEGREE).clamp(-90.0, 90.0);
    let metres_per_degree_east = METRES_PER_DEGREE * from.latitude.to_radians().cos().max(0.01);
    let longitude = from.longitude + east_m / metres_per_degree_east;
    GeoPoint { longitude: (longitude + 540.0).rem_euclid(360.0) - 180.0, latitude }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOSCOW: GeoPoint = GeoPoint { longitude: 37.6173, latitude: 55.7558 };

    #[test]
    fn moscow_to_kazan_is_seven_hundred_and_twenty_kilometres() {
        let kazan = GeoPoint { longitude: 49.1221, latitude: 55.7887 };
        assert!((distance_m(MOSCOW, kazan) - 719_000.0).abs() < 3_000.0);
    }

    #[test]
    fn a_moved_point_is_as_far_as_it_was_moved() {
        let there = moved(MOSCOW, 3_000.0, 4_000.0);
        assert!((distance_m(MOSCOW, there) - 5_000.0).abs() < 10.0);
    }

    #[test]
    fn moving_over_the_date_line_stays_on_the_globe() {
        let chukotka = GeoPoint { longitude: 179.99, latitude: 66.0 };
        let there = moved(chukotka, 2_000.0, 0.0);
        assert!(there.longitude < -179.9 && there.is_usable());
    }
}
