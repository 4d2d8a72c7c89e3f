//! The zone whose clocks a place shows, by its coordinates (OpenStreetMap boundaries, © OpenStreetMap contributors, ODbL).
//!
//! The boundaries travel inside the `tzf-rs` package and are read in place: no expansion, some four megabytes of the
//! program's read-only data, microseconds a look-up. Near a border they are good to about a hundred metres.

use std::sync::LazyLock;

use chrono_tz::Tz;
use tzf_rs::EmbeddedFinder;

use crate::domain::place::{GeoPoint, Zone};

static FINDER: LazyLock<EmbeddedFinder> = LazyLock::new(EmbeddedFinder::new);

/// The zone at a point; `None` on the open sea and off the globe. The first call opens the boundaries: call [`warm`]
/// early on a background thread.
#[must_use]
pub fn zone_at(point: GeoPoint) -> Option<Zone> {
    if !point.is_usable() {
        return None;
    }
    let name = FINDER.get_tz_name(point.longitude, point.latitude);
    // The boundaries cover the oceans with `Etc/GMT…`: nobody's clocks.
    if name.starts_with("Etc/") {
        return None;
    }
    name.parse::<Tz>().ok().map(Zone::Named)
}

/// Opens the boundaries, so that the first look-up doesn't wait.
pub fn warm() {
    LazyLock::force(&FINDER);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offset_hours(latitude: f64, longitude: f64) -> Option<i32> {
        let noon = chrono::NaiveDate::from_ymd_opt(2026, 12, 1)?.and_hms_opt(12, 0, 0)?;
        zone_at(GeoPoint { longitude, latitude }).map(|zone| zone.offset_minutes(noon) / 60)
    }

    #[test]
    fn towns_show_the_clocks_that_their_people_know() {
        for (town, latitude, longitude, hours) in [
            ("Калининград", 54.7104, 20.4522, 2),
            ("Москва", 55.7558, 37.6173, 3),
            ("Минск", 53.9006, 27.5590, 3),
            ("Казань", 55.7887, 49.1221, 3),
            ("Самара", 53.1959, 50.1002, 4),
            ("Саратов", 51.5336, 46.0343, 4),
            ("Уфа", 54.7348, 55.9578, 5),
            ("Астана", 51.1694, 71.4491, 5),
            ("Екатеринбург", 56.8389, 60.6057, 5),
            ("Омск", 54.9885, 73.3242, 6),
            ("Новосибирск", 55.0302, 82.9204, 7),
            ("Владивосток", 43.1155, 131.8855, 10),
        ] {
            assert_eq!(offset_hours(latitude, longitude), Some(hours), "{town}");
        }
    }

    #[test]
    fn the_open_sea_and_what_is_no_point_have_no_zone() {
        assert_eq!(offset_hours(40.0, -40.0), None);
        assert_eq!(offset_hours(0.0, 0.0), None);
        assert_eq!(offset_hours(f64::NAN, f64::INFINITY), None);
    }
}
