//! Where trucks are and where they have been.
//!
//! Source: `Map/GetTrackerLogs` of the vendor's OpenAPI file. `Map/GetLastCarsLocations` stands in no contract, it was only seen in
//! traffic: it is tried, and forgotten once the server says that it has none.

use std::sync::atomic::Ordering;

use chrono::{DateTime, Utc};

use super::client::Client;
use super::error::ApiError;
use super::json::Fields;
use super::odata::{Filter, Query};
use super::places;
use super::transport::Request;
use crate::domain::id::RemoteId;
use crate::domain::place::GeoPoint;

/// The longest trail that is asked for, in positions.
const MOST_FIXES: usize = 2_000;

/// Where a truck was last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CarPlace {
    /// The platform's number of the truck.
    pub car: RemoteId,
    /// When and where.
    pub fix: Fix,
}

/// A position that a tracker told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fix {
    /// When.
    pub at: DateTime<Utc>,
    /// Where.
    pub location: GeoPoint,
}

impl Client {
    /// The last places of all trucks that have a tracker; `None` when this server has no such method: then trackers have to be
    /// asked one by one.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn car_places(&self) -> Result<Option<Vec<CarPlace>>, ApiError> {
        if self.known.no_car_places.load(Ordering::Relaxed) {
            return Ok(None);
        }
        match self.list("/api/Map/GetLastCarsLocations", Query::new()).await {
            Ok(list) => Ok(Some(list.rows.iter().filter_map(|row| car_place(row.fields())).collect())),
            Err(ApiError::NotFound) => {
                self.known.no_car_places.store(true, Ordering::Relaxed);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The positions of a tracker since a moment, oldest first.
    ///
    /// # Errors
    /// Those of any call.
    pub async fn trail(&self, tracker: RemoteId, since: DateTime<Utc>) -> Result<Vec<Fix>, ApiError> {
        let path = "/api/Map/GetTrackerLogs";
        let filter = Filter::eq("trackerId", tracker.0).and(Filter::ge("fixedAt", since));
        let query = Query::new().filter(filter).order_by("fixedAt").with("$top", MOST_FIXES.to_string());
        let answer = self.call(Request::get(path, query)).await?;
        let value = answer.json(path)?;
        let object = value.as_object().ok_or_else(|| answer.malformed(path))?;
        let mut fixes: Vec<Fix> =
            Fields::of(object).objects(&["trackerLogs"]).into_iter().filter_map(|row| fix(row)).collect();
        fixes.sort_by_key(|fix| fix.at);
        Ok(fixes)
    }
}

fn car_place(row: Fields<'_>) -> Option<CarPlace> {
    let car = row.object(&["car"]).and_then(|car| car.id(&["id"])).or_else(|| row.id(&["carId"]))?;
    Some(CarPlace { car, fix: fix(row)? })
}

/// The contract's `x` and `y` (longitude and latitude), or a point of GeoJSON.
fn fix(row: Fields<'_>) -> Option<Fix> {
    let at = row.instant(&["fixedAt"])?;
    let place = row.object(&["location"])?;
    let plain = || Some(GeoPoint { longitude: place.float(&["x"])?, latitude: place.float(&["y"])? });
    let location = plain().or_else(|| places::location(place)).filter(|point| point.is_usable())?;
    Some(Fix { at, location })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::cargorun::json::object;

    #[test]
    fn a_position_is_read_in_either_spelling() {
        let moscow = GeoPoint { longitude: 37.6, latitude: 55.7 };
        for text in [
            r#"{"trackerId": 5, "fixedAt": "2026-12-01T06:30:00Z", "location": {"x": 37.6, "y": 55.7}}"#,
            r#"{"fixedAt": "2026-12-01T06:30:00Z", "location": {"type": "Point", "coordinates": [37.6, 55.7]}}"#,
        ] {
            assert_eq!(fix(Fields::of(&object(text))).map(|fix| fix.location), Some(moscow), "{text}");
        }
        for text in [
            r#"{"location": {"x": 37.6, "y": 55.7}}"#,
            r#"{"fixedAt": "2026-12-01T06:30:00Z", "location": {"x": 0, "y": 0}}"#,
            r#"{"fixedAt": "2026-12-01T06:30:00Z", "location": null}"#,
        ] {
            assert_eq!(fix(Fields::of(&object(text))), None, "{text}");
        }
    }

    #[test]
    fn a_truck_is_named_by_its_number() {
        let text = r#"{"id": 3, "fixedAt": "2026-12-01T06:30:00Z", "location": {"coordinates": [37.6, 55.7]}, "car": {"id": 41}}"#;
        assert_eq!(car_place(Fields::of(&object(text))).map(|place| place.car), Some(RemoteId(41)));
    }
}
