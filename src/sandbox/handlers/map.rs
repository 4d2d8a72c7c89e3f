//! `Map/*`: a typed address becomes places with coordinates, coordinates become an address, two places become a way.

use serde_json::{Value, json};

use super::super::http::answer::Refusal;
use super::super::http::answer::{Answer, Outcome, refuse};
use super::super::http::fields::Fields;
use super::super::http::request::Call;
use super::super::life::way::way;
use super::super::rules::route::is_joined;
use super::super::sentences;
use super::super::world::World;
use crate::domain::place::{GeoPoint, Place};
use crate::geo::{geocoder, sphere};

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
    Ok(Answer::plain(json!({ "suggestions": suggestions })))
}

/// A saved point of a customer nearer than this is the address that was meant, metres.
const AT_THE_GATE_M: f64 = 250.0;

/// `POST Map/GetAddress {latitude, longitude}`.
pub(crate) fn address(world: &World, call: &Call) -> Outcome {
    let fields = call.fields();
    let Some(latitude) = fields.float("latitude")? else { return refuse(sentences::is_required("latitude")) };
    let Some(longitude) = fields.float("longitude")? else { return refuse(sentences::is_required("longitude")) };
    let point = GeoPoint { longitude, latitude };
    if !point.is_usable() {
        return refuse(sentences::no_address_there());
    }
    let place = known_address(world, point).or_else(|| geocoder::at(point));
    place.as_ref().and_then(drawn).map_or_else(|| refuse(sentences::no_address_there()), |it| Ok(Answer::plain(it)))
}

/// The gate of a customer that lies there.
fn known_address(world: &World, point: GeoPoint) -> Option<Place> {
    let geozones =
        world.counterparties.iter().flat_map(|counterparty| &counterparty.points).map(|saved| &saved.geozone);
    let near = geozones.map(|geozone| (sphere::distance_m(point, geozone.location), geozone));
    let (_, geozone) = near.filter(|(m, _)| *m < AT_THE_GATE_M).min_by(|(a, _), (b, _)| a.total_cmp(b))?;
    Some(Place {
        address: geozone.address.clone()?,
        city: geozone.city.clone(),
        village: geozone.village.clone(),
        region: geozone.state.clone(),
        district: geozone.county.clone(),
        street: geozone.street.clone(),
        house: geozone.house_number.clone(),
        federal_district: geozone.federal_district.clone(),
        location: Some(point),
        ..Place::default()
    })
}

/// A truck's average with its stops in traffic, metres a second.
const ROUTE_SPEED: f64 = 18.0;

/// `POST Map/GetRoute {mapObjectFrom, mapObjectTo}`: the way between two places; none over the sea.
pub(crate) fn route(_world: &World, call: &Call) -> Outcome {
    let fields = call.fields();
    let (from, to) = (end_of_route(&fields, "mapObjectFrom")?, end_of_route(&fields, "mapObjectTo")?);
    let routes: Vec<Value> = if is_joined(from, to) { vec![drawn_route(from, to)] } else { Vec::new() };
    let is_empty = routes.is_empty();
    Ok(Answer::plain(json!({
        "coordinateKey": format!("{},{};{},{}", from.longitude, from.latitude, to.longitude, to.latitude),
        "routes": routes,
        "code": if is_empty { "NoRoute" } else { "Ok" },
        "isCorrect": !is_empty,
        "isEmpty": is_empty,
        "firstCoordinateDifference": 0.0,
        "lastCoordinateDifference": 0.0,
        "routerType": "OSRM",
    })))
}

fn end_of_route(fields: &Fields<'_>, name: &str) -> Result<GeoPoint, Refusal> {
    let Some(place) = fields.object(name)? else { return refuse(sentences::is_required(name)) };
    let coordinates = place.object("location")?.map_or(Ok(None), |location| location.floats("coordinates"))?;
    let Some(&[longitude, latitude]) = coordinates.as_deref() else {
        return refuse(sentences::coordinates_are_missing(name));
    };
    let point = GeoPoint { longitude, latitude };
    if point.is_usable() { Ok(point) } else { refuse(sentences::coordinates_are_wrong(name)) }
}

/// `ServiceRoute`: metres, seconds, a line.
fn drawn_route(from: GeoPoint, to: GeoPoint) -> Value {
    let way = way(from, to);
    let metres = (way.km * 1000.0).round();
    let line: Vec<[f64; 2]> = way.line.iter().map(|point| [point.longitude, point.latitude]).collect();
    json!({
        "distance": metres,
        "duration": (metres / ROUTE_SPEED).round(),
        "geometry": { "type": "LineString", "coordinates": line },
        "instructions": [],
        "details": null,
        "profile": "HgvOptimal",
        "tollSegmentsInfo": null,
        "patternIds": [],
        "roadRestrictions": [],
    })
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
