//! `Map/GetAddresses`: a typed address becomes places with coordinates.

use serde_json::{Value, json};

use super::super::http::answer::{Answer, Outcome, refuse};
use super::super::http::request::Call;
use super::super::sentences;
use super::super::world::World;
use crate::domain::place::Place;
use crate::geo::geocoder;

/// How many suggestions come when the request doesn't say, and the most that ever come.
const USUAL_COUNT: usize = 5;
const MOST: usize = 20;

/// `POST Map/GetAddresses {address, count?}`.
pub(crate) fn addresses(_world: &World, call: &Call) -> Outcome {
    let fields = call.fields();
    let Some(address) = fields.words("address")? else { return refuse(sentences::is_required("address")) };
    let count = fields.integer("count")?.and_then(|count| usize::try_from(count).ok()).unwrap_or(USUAL_COUNT);
    let suggestions: Vec<Value> = geocoder::suggest(&address, count.clamp(1, MOST))
        .into_iter()
        .filter_map(|suggestion| drawn(&suggestion.place))
        .collect();
    Ok(Answer::Document(json!({ "suggestions": suggestions })))
}

/// `AddressViewModel`.
fn drawn(place: &Place) -> Option<Value> {
    let location = place.location?;
    Some(json!({
        "displayName": place.address,
        "inn": null,
        "kladrId": null,
        "fiasId": null,
        "geonameId": null,
        "location": { "type": "Point", "coordinates": [location.longitude, location.latitude] },
        "address": {
            "city": place.city,
            "village": place.village,
            "state": place.region,
            "county": place.district,
            "street": place.street,
            "houseNumber": place.house,
            "federalDistrict": place.federal_district,
            "kladrId": null,
            "fiasId": null,
            "geonameId": null,
        },
        "geocoderSourceType": "Yandex",
        "locationId": null,
    }))
}
