//! What creates a draft.

use serde_json::{Value, json};

use super::{ByNumber, EDIT, Model, local, pulled};
use crate::api::cargorun::bids::write::creation;
use crate::api::cargorun::error::ApiError;
use crate::domain::bid::{Bid, BidPoint, Cargo, Contact, PointKind};
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::money::Money;
use crate::domain::place::{GeoPoint, Place, Precision, Zone};

fn place(city: &str, longitude: f64, latitude: f64) -> Place {
    Place {
        address: format!("Россия, {city}"),
        city: Some(city.to_owned()),
        location: Some(GeoPoint { longitude, latitude }),
        zone: Some(Zone::Fixed(180)),
        precision: Precision::Confirmed,
        ..Place::default()
    }
}

fn point(kind: PointKind, place: Place, enter: &str) -> BidPoint {
    BidPoint { place, plan_enter: Some(enter.parse().expect("a local time")), ..BidPoint::new(kind) }
}

fn bid() -> Bid {
    let load = point(PointKind::Load, place("Казань", 49.1221, 55.7887), "2026-12-01T10:00:00");
    Bid {
        customer: Some(local(RecordKind::Counterparty, 77)),
        payment_type: Some(RemoteId(41)),
        vat_type: Some(RemoteId(1294)),
        price: Money::parse_typed("120000").ok(),
        driver: Some(local(RecordKind::Driver, 21)),
        car: Some(local(RecordKind::Car, 11)),
        cargos: vec![Cargo {
            name: "ТНП".to_owned(),
            type_id: Some(RemoteId(712)),
            weight_t: Some(18.5),
            ..Cargo::default()
        }],
        points: vec![
            BidPoint {
                contact: Some(Contact { name: "Кладовщик".to_owned(), phone: "+79000000001".to_owned() }),
                comment: Some("ворота 3".to_owned()),
                ..load
            },
            point(PointKind::Unload, place("Уфа", 55.95, 54.7), "2026-12-02T14:30:00"),
        ],
        ..Bid::default()
    }
}

#[test]
fn a_draft_is_written_by_the_contract() {
    let written = creation(&bid(), "0197-ours", &ByNumber).expect("a body");
    let expected = json!({
        "id": 0, "status": "New", "externalId": "0197-ours", "isExpressBid": false, "isPreBid": false,
        "showDraftInPlanning": false, "createDocumentAssignment": false, "parallelPointBehavior": "Update",
        "isEmptyMileageBid": false, "isVatTop": false, "cargoOwnerDictionaryItemId": 77, "paymentTypeId": 41,
        "ndsTypeId": 1294, "driver": {"id": 21}, "carOption": {"carId": 11},
        "cargos": [{"id": 0, "name": "ТНП", "typeId": 712, "weight": 18.5, "volume": null, "comment": null}],
    });
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(written.get(name), Some(value), "{name}");
    }
    assert_eq!(written["price"].to_string(), "120000.00", "a number with two decimals");
    assert_eq!(written["bidPoints"][0]["order"], json!(0));
    assert_eq!(written["bidPoints"][1]["type"], json!("UnloadPoint"));
    assert_eq!(written["bidPoints"][1]["planEnterDate"], json!("2026-12-02T14:30:00"), "local, without a zone");
    assert_eq!(
        written["bidPoints"][0]["contactPerson"],
        json!({"id": 0, "name": "Кладовщик", "phoneNumber": "+79000000001"})
    );
    let geozone = &written["bidPoints"][0]["geozone"];
    assert_eq!((&geozone["id"], &geozone["type"]), (&json!(0), &json!("BidPoint")));
    assert_eq!(geozone["location"], json!({"coordinates": [49.1221, 55.7887]}));
    for absent in ["trailerOption", "secondaryDriverId", "legalPersonId", "bidId", "paymentPeriodType"] {
        assert_eq!(written.get(absent), None, "{absent}");
    }
}

#[test]
fn what_was_written_is_read_back_the_same() {
    let written = creation(&bid(), "0197-ours", &ByNumber).expect("a body").to_string();
    let back = pulled(&written.replacen("\"id\":0", "\"id\":9", usize::MAX), Model::Edit).bid;
    let sent = bid();
    assert_eq!(
        (back.price, &back.driver, &back.car, &back.customer),
        (sent.price, &sent.driver, &sent.car, &sent.customer)
    );
    assert_eq!(
        back.points.iter().map(|p| p.plan_enter).collect::<Vec<_>>(),
        sent.points.iter().map(|p| p.plan_enter).collect::<Vec<_>>()
    );
    assert_eq!(back.points.first().map(|p| &p.contact), sent.points.first().map(|p| &p.contact));
    assert_eq!(pulled(EDIT, Model::Edit).bid.price.map(|price| price.to_string()).as_deref(), Some("120000.10"));
}

#[test]
fn a_record_that_is_not_on_the_platform_yet_stops_the_sending() {
    let waiting = LocalId::new("0197-a-driver-of-ours");
    let bid = Bid { driver: Some(waiting.clone()), ..bid() };
    assert_eq!(
        creation(&bid, "x", &ByNumber),
        Err(ApiError::MissingReference { kind: RecordKind::Driver, id: waiting })
    );
}

#[test]
fn a_town_of_the_embedded_list_is_not_sent() {
    let mut bid = bid();
    if let Some(point) = bid.points.first_mut() {
        point.place.precision = Precision::Approximate;
    }
    assert!(matches!(creation(&bid, "x", &ByNumber), Err(ApiError::Unsendable { .. })));
}

#[test]
fn every_id_is_a_whole_number_and_no_number_is_text() {
    fn check(name: &str, value: &Value) {
        match value {
            Value::Object(object) => object.iter().for_each(|(name, value)| check(name, value)),
            Value::Array(items) => items.iter().for_each(|item| check(name, item)),
            Value::Number(number) if name == "id" || name.ends_with("Id") => {
                assert!(number.to_string().parse::<i64>().is_ok(), "{name}: {number}");
            }
            // A phone is text, though it looks like a number.
            Value::String(_) if name == "phoneNumber" => {}
            Value::String(text) => assert!(text.parse::<f64>().is_err(), "{name}: {text}"),
            Value::Number(_) | Value::Null | Value::Bool(_) => {}
        }
    }
    check("", &creation(&bid(), "0197-ours", &ByNumber).expect("a body"));
}
