//! Addresses: the platform's geozones in both directions, and its geocoder.

use serde_json::{Value, json};

use super::client::Client;
use super::error::ApiError;
use super::json::{Fields, Object};
use super::transport::Request;
use crate::domain::place::{GeoPoint, Place, Precision};

impl Client {
    /// Places for a typed address, best first, at most `limit`; their zones are not known yet.
    ///
    /// # Errors
    /// Those of any call. Nothing is changed on the server, so an unknown outcome doesn't matter.
    pub async fn geocode(&self, text: &str, limit: usize) -> Result<Vec<Place>, ApiError> {
        let path = "/api/Map/GetAddresses";
        let answer = self.call(Request::post(path, json!({"address": text, "count": limit}))).await?;
        if answer.text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let value = answer.json(path)?;
        let object = value.as_object().ok_or_else(|| answer.malformed(path))?;
        Ok(Fields::of(object).objects(&["suggestions"]).into_iter().map(suggestion).take(limit).collect())
    }

    /// The address of a point; `None` when the platform knows none there. The place lies at the point that was asked for: the
    /// platform may move it to the nearest house.
    ///
    /// # Errors
    /// Those of any call. Nothing is changed on the server.
    pub async fn address_at(&self, point: GeoPoint) -> Result<Option<Place>, ApiError> {
        let path = "/api/Map/GetAddress";
        let body = json!({"latitude": point.latitude, "longitude": point.longitude});
        let answer = self.call(Request::post(path, body)).await?;
        if answer.text.trim().is_empty() {
            return Ok(None);
        }
        let value = answer.json(path)?;
        let object = value.as_object().ok_or_else(|| answer.malformed(path))?;
        let place = suggestion(Fields::of(object));
        let named = Place { location: Some(point), precision: Precision::Confirmed, ..place };
        Ok((!named.address.trim().is_empty()).then_some(named))
    }
}

/// A suggestion: the parts of the address stand one level deeper than in a geozone.
fn suggestion(fields: Fields<'_>) -> Place {
    let mut place = fields.object(&["address"]).map(parts).unwrap_or_default();
    place.address = fields.text(&["displayName"]).unwrap_or_default();
    with_location(place, fields)
}

/// A geozone as bids and saved points have it.
pub(crate) fn read(geozone: Fields<'_>) -> Place {
    let mut place = parts(geozone);
    place.address = geozone.text(&["address"]).unwrap_or_default();
    place.radius_m = geozone.float(&["radius"]);
    place.geozone_id = geozone.id(&["id"]).map(|id| id.0);
    with_location(place, geozone)
}

fn parts(fields: Fields<'_>) -> Place {
    Place {
        city: fields.text(&["city"]),
        village: fields.text(&["village"]),
        region: fields.text(&["state"]),
        district: fields.text(&["county"]),
        street: fields.text(&["street"]),
        house: fields.text(&["houseNumber"]),
        federal_district: fields.text(&["federalDistrict"]),
        ..Place::default()
    }
}

fn with_location(mut place: Place, fields: Fields<'_>) -> Place {
    place.location = fields.object(&["location"]).and_then(location).or_else(|| location(fields));
    place.precision = if place.has_coordinates() { Precision::Confirmed } else { Precision::Typed };
    place
}

/// `[longitude, latitude]` of GeoJSON, or the named pair of the formats document.
pub(super) fn location(fields: Fields<'_>) -> Option<GeoPoint> {
    if let Some(pair) = fields.plain_items(&["coordinates"]) {
        let degrees: Vec<f64> = pair.iter().filter_map(|text| text.parse().ok()).collect();
        if let [longitude, latitude, ..] = degrees.as_slice() {
            return Some(GeoPoint { longitude: *longitude, latitude: *latitude });
        }
    }
    Some(GeoPoint { longitude: fields.float(&["longitude"])?, latitude: fields.float(&["latitude"])? })
}

/// A geozone for sending.
///
/// # Errors
/// [`ApiError::Unsendable`] without usable coordinates, or with those of a town that the geocoder has not confirmed:
/// invented coordinates are never sent.
pub(crate) fn write(place: &Place) -> Result<Value, ApiError> {
    let known = place.location.filter(|point| point.is_usable() && place.precision != Precision::Approximate);
    let Some(point) = known else {
        return Err(ApiError::Unsendable {
            what: format!("the coordinates of “{}” are not confirmed", place.address)
        });
    };
    let mut geozone = Object::new();
    geozone.insert("id".to_owned(), json!(place.geozone_id.unwrap_or(0)));
    geozone.insert("type".to_owned(), json!("BidPoint"));
    geozone.insert("location".to_owned(), json!({"coordinates": [point.longitude, point.latitude]}));
    geozone.insert("address".to_owned(), json!(place.address));
    geozone.insert("radius".to_owned(), json!(place.radius_m));
    for (name, part) in [
        ("city", &place.city),
        ("village", &place.village),
        ("state", &place.region),
        ("county", &place.district),
        ("street", &place.street),
        ("houseNumber", &place.house),
        ("federalDistrict", &place.federal_district),
    ] {
        geozone.insert(name.to_owned(), json!(part));
    }
    Ok(Value::Object(geozone))
}

/// The same place for the platform: how it became known and what its clocks show is no part of what is sent.
pub(crate) fn same(left: &Place, right: &Place) -> bool {
    let sent = |place: &Place| Place { zone: None, precision: Precision::Typed, ..place.clone() };
    sent(left) == sent(right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::cargorun::json::object;

    const KAZAN: &str = r#"{"id": 9, "city": "Казань", "state": "Республика Татарстан", "county": "городской округ Казань",
        "street": "Оренбургский тракт", "houseNumber": "5", "federalDistrict": "Приволжский федеральный округ",
        "address": "Россия, Казань, Оренбургский тракт, 5", "village": null, "radius": 2000, "type": "BidPoint",
        "location": {"type": "Point", "coordinates": [49.1221, 55.7887]}}"#;

    #[test]
    fn coordinates_are_longitude_first_and_may_have_names() {
        let at = |text: &str| read(Fields::of(&object(text))).location;
        let expected = Some(GeoPoint { longitude: 49.1221, latitude: 55.7887 });
        for text in [
            KAZAN,
            r#"{"location": {"coordinates": ["49.1221", 55.7887]}}"#,
            r#"{"location": {"latitude": 55.7887, "longitude": 49.1221}}"#,
            r#"{"location": null, "latitude": "55,7887", "longitude": "49.1221"}"#,
        ] {
            assert_eq!(at(text), expected, "{text}");
        }
        for text in [r#"{"location": null}"#, "{}", r#"{"location": {"coordinates": [49.1]}}"#, r#"{"location": "x"}"#]
        {
            assert_eq!(at(text), None, "{text}");
        }
        let zero = read(Fields::of(&object(r#"{"location": {"coordinates": [0, 0]}}"#)));
        assert!(zero.precision == Precision::Typed && !zero.has_coordinates());
    }

    #[test]
    fn a_place_goes_out_as_it_came_in() {
        let kazan = read(Fields::of(&object(KAZAN)));
        assert_eq!((kazan.settlement(), kazan.geozone_id, kazan.precision), ("Казань", Some(9), Precision::Confirmed));
        let written = write(&kazan).expect("a geozone");
        let mut expected: Value = serde_json::from_str(KAZAN).expect("JSON");
        expected["location"] = json!({"coordinates": [49.1221, 55.7887]});
        expected["radius"] = json!(2000.0);
        assert_eq!(written, expected);
    }

    #[test]
    fn invented_coordinates_are_never_sent() {
        let kazan = read(Fields::of(&object(KAZAN)));
        for place in [
            Place { precision: Precision::Approximate, ..kazan.clone() },
            Place { location: None, ..kazan.clone() },
            Place { location: Some(GeoPoint { longitude: 0.0, latitude: 0.0 }), ..kazan.clone() },
            Place { location: Some(GeoPoint { longitude: f64::NAN, latitude: 55.0 }), ..kazan },
        ] {
            assert!(matches!(write(&place), Err(ApiError::Unsendable { .. })), "{place:?}");
        }
    }

    #[test]
    fn a_suggestion_is_a_confirmed_place() {
        let row = object(
            r#"{"displayName": "Россия, Уфа, Сарапульская улица, 35", "geocoderSourceType": "Yandex", "locationId": null,
                "location": {"type": "Point", "coordinates": [55.95, 54.70]},
                "address": {"city": "Уфа", "state": "Республика Башкортостан", "houseNumber": "35", "kladrId": null}}"#,
        );
        let place = suggestion(Fields::of(&row));
        assert_eq!(place.address, "Россия, Уфа, Сарапульская улица, 35");
        assert_eq!((place.settlement(), place.house.as_deref()), ("Уфа", Some("35")));
        assert_eq!(place.precision, Precision::Confirmed);
        assert_eq!(place.zone, None);
    }
}
