//! How a change goes out: by which method, and what goes back untouched.

use serde_json::{Value, json};

use super::{ByNumber, EDIT, Model, local, pulled};
use crate::api::cargorun::bids::WriteMethod;
use crate::api::cargorun::bids::update::request;
use crate::api::cargorun::error::ApiError;
use crate::domain::bid::{Bid, BidPoint, PointKind};
use crate::domain::id::RecordKind;
use crate::domain::money::Money;
use crate::domain::place::{GeoPoint, Place, Precision, Zone};

fn change(fields: &[&str], edit: impl FnOnce(&mut Bid)) -> (WriteMethod, Value) {
    let fresh = pulled(EDIT, Model::Edit);
    let mut changed = fresh.bid.clone();
    edit(&mut changed);
    request(&fresh, &changed, fields, &ByNumber).expect("a request")
}

/// The edit shape as it goes back when nothing of it was changed, written by hand from the contract.
fn untouched() -> Value {
    let mut body: Value = serde_json::from_str(EDIT).expect("JSON");
    let bid = body.as_object_mut().expect("an object");
    for name in [
        "priceWithoutVatOnTop",
        "sourceType",
        "organizationId",
        "type",
        "createdById",
        "approvedAt",
        "isCreatedByOperator",
        "isInternational",
        "isCompoundBid",
        "isHidden",
        "version",
        "counterparty",
        "contract",
        "secondaryDriver",
        // Null, and the contract's `$ref` takes none.
        "temperatureRegime",
        "expressBid",
        "emptyMileageBid",
        "forwardingOrder",
        "invoiceTriggerType",
    ] {
        assert!(bid.remove(name).is_some(), "{name}");
    }
    bid.insert("cargoOwnerDictionaryItemId".to_owned(), json!(77));
    bid.insert("contractId".to_owned(), json!(5));
    bid.insert("secondaryDriverId".to_owned(), Value::Null);
    bid.insert("parallelPointBehavior".to_owned(), json!("Update"));
    bid.insert("trailerOption".to_owned(), json!({"trailerId": 31}));
    bid.insert("driver".to_owned(), json!({"id": 21}));
    bid.insert("payment".to_owned(), json!({"paymentStatus": "NotPaid"}));
    bid.insert(
        "logistTaskSettings".to_owned(),
        json!([{"id": 1, "type": "NeedDriverShift", "commentRequired": false, "isActive": true}]),
    );
    for point in bid["bidPoints"].as_array_mut().expect("points") {
        let point = point.as_object_mut().expect("a point");
        for name in ["createdById", "hasLogistOrAutoDates", "factEnteredAt", "customPointType"] {
            point.remove(name);
        }
        point.insert("customPointTypeId".to_owned(), Value::Null);
        if point["contactPerson"].is_null() {
            point.remove("contactPerson");
        }
        point["geozone"]["location"].as_object_mut().expect("a location").remove("type");
    }
    bid["bidPoints"][1]["planEnterDate"] = json!("2026-12-01T10:00:00");
    body
}

#[test]
fn patchable_fields_go_alone() {
    let (method, body) = change(&["price", "car", "trailer", "driver"], |bid| {
        bid.price = Money::parse_typed("99999999999999.99").ok();
        bid.car = Some(local(RecordKind::Car, 12));
        bid.driver = Some(local(RecordKind::Driver, 22));
    });
    assert_eq!(method, WriteMethod::Patch);
    let expected: Value = serde_json::from_str(
        r#"{"id": 48213, "type": "Private", "parallelPointBehavior": "Update", "forwardingOrderCarChangeBehaviour": "Update",
            "price": 99999999999999.99, "carId": 12, "trailerId": 31, "driverId": 22}"#,
    )
    .expect("JSON");
    assert_eq!(body, expected);
}

#[test]
fn what_patch_does_not_know_goes_by_a_full_apply_that_loses_nothing() {
    let (method, body) = change(&["contract_number"], |bid| bid.contract_number = Some("Д-18".to_owned()));
    assert_eq!(method, WriteMethod::Apply);
    let mut expected = untouched();
    expected["contractNumber"] = json!("Д-18");
    assert_eq!(body, expected);
    assert_eq!(body["price"].to_string(), "120000.10", "as the server wrote it");
}

#[test]
fn a_cleared_field_goes_by_a_full_apply() {
    let (method, body) = change(&["trailer", "driver", "price"], |bid| {
        bid.trailer = None;
        bid.driver = None;
        bid.price = None;
    });
    assert_eq!(method, WriteMethod::Apply);
    assert_eq!((body.get("trailerOption"), body.get("driver")), (None, None), "no null where the contract takes none");
    assert_eq!(body["price"], Value::Null);
    assert_eq!(body["carOption"], json!({"carId": 11}), "the others stay");
}

#[test]
fn each_field_alone_is_cleared_by_a_full_apply() {
    type Clear = fn(&mut Bid);
    let clearings: [(&str, Clear); 8] = [
        ("responsible", |bid| bid.responsible = None),
        ("payment_type", |bid| bid.payment_type = None),
        ("vat_type", |bid| bid.vat_type = None),
        ("price", |bid| bid.price = None),
        ("driver", |bid| bid.driver = None),
        ("second_driver", |bid| bid.second_driver = None),
        ("car", |bid| bid.car = None),
        ("trailer", |bid| bid.trailer = None),
    ];
    for (field, clear) in clearings {
        assert_eq!(change(&[field], clear).0, WriteMethod::Apply, "{field}");
    }
}

#[test]
fn another_customer_takes_no_contract_along() {
    let (method, body) = change(&["customer"], |bid| bid.customer = Some(local(RecordKind::Counterparty, 80)));
    assert_eq!(method, WriteMethod::Apply);
    assert_eq!((&body["cargoOwnerDictionaryItemId"], &body["contractId"]), (&json!(80), &Value::Null));
}

#[test]
fn in_a_changed_point_all_but_the_change_goes_back_as_it_came() {
    let (method, body) = change(&["points"], |bid| {
        let ufa = bid.points.last_mut().expect("a point");
        ufa.plan_enter = "2026-12-02T16:00:00".parse().ok();
        // The desk knows a better name for the zone: that is no change.
        bid.points.iter_mut().for_each(|point| point.place.zone = Some(Zone::Named(chrono_tz::Europe::Moscow)));
    });
    assert_eq!(method, WriteMethod::Patch);
    let held = untouched();
    let mut ufa = held["bidPoints"][0].clone();
    ufa["planEnterDate"] = json!("2026-12-02T16:00:00");
    ufa.as_object_mut().expect("a point").remove("planEnterDateOffset");
    assert_eq!(
        body["bidPoints"],
        json!([held["bidPoints"][1], ufa]),
        "in the order of the route, the stale offset gone"
    );
}

#[test]
fn points_may_be_added_moved_and_taken_away() {
    let place = Place {
        address: "Самара".to_owned(),
        location: Some(GeoPoint { longitude: 50.1, latitude: 53.2 }),
        precision: Precision::Confirmed,
        ..Place::default()
    };
    let (_, body) = change(&["points"], |bid| {
        bid.points.remove(0);
        bid.points.insert(0, BidPoint { place, ..BidPoint::new(PointKind::Load) });
    });
    let points = body["bidPoints"].as_array().expect("points");
    let named: Vec<_> = points.iter().map(|point| (&point["id"], &point["order"])).collect();
    assert_eq!(named, [(&json!(0), &json!(0)), (&json!(502), &json!(1))]);
    let (_, body) = change(&["points"], |bid| bid.points.reverse());
    let points = body["bidPoints"].as_array().expect("points");
    let named: Vec<_> = points.iter().map(|point| (&point["id"], &point["order"])).collect();
    assert_eq!(named, [(&json!(502), &json!(0)), (&json!(501), &json!(1))]);
}

#[test]
fn a_point_of_an_unknown_kind_keeps_its_kind() {
    let fresh = pulled(&EDIT.replace("UnloadPoint", "DronePoint"), Model::Edit);
    let mut changed = fresh.bid.clone();
    changed.points.iter_mut().for_each(|point| point.comment = Some("x".to_owned()));
    let (_, body) = request(&fresh, &changed, &["points"], &ByNumber).expect("a request");
    assert_eq!(body["bidPoints"][1]["type"], json!("DronePoint"));
    assert_eq!(body["bidPoints"][1]["comment"], json!("x"));
}

#[test]
fn in_a_changed_cargo_the_rest_goes_back_as_it_came() {
    let (method, body) = change(&["cargos"], |bid| {
        bid.cargos.first_mut().expect("a cargo").weight_t = Some(20.0);
        bid.cargos.push(crate::domain::bid::Cargo { name: "Тара".to_owned(), ..Default::default() });
    });
    assert_eq!(method, WriteMethod::Patch);
    let mut held = untouched()["cargos"][0].clone();
    held["weight"] = json!(20.0);
    let new = json!({"id": 0, "name": "Тара", "typeId": null, "weight": null, "volume": null, "comment": null});
    assert_eq!(body["cargos"], json!([held, new]));
}

#[test]
fn a_plan_date_with_a_zone_does_not_go_back_with_it() {
    let text =
        EDIT.replace("\"planEnterDate\": \"2026-12-02T14:00:00\"", "\"planEnterDate\": \"2026-12-02T09:00:00Z\"");
    let fresh = pulled(&text, Model::Edit);
    let (_, body) = request(&fresh, &fresh.bid, &["customer"], &ByNumber).expect("a request");
    assert_eq!(body["bidPoints"][0]["planEnterDate"], json!("2026-12-02T14:00:00"));
}

#[test]
fn a_change_that_cannot_be_written_is_not_sent() {
    let fresh = pulled(EDIT, Model::Edit);
    let unknown = request(&fresh, &fresh.bid, &["weather"], &ByNumber);
    assert!(matches!(unknown, Err(ApiError::Unsendable { .. })));
    let listed = pulled(EDIT, Model::List);
    let unread = request(&listed, &listed.bid, &["price"], &ByNumber);
    assert!(matches!(unread, Err(ApiError::Unsendable { .. })), "a list row is not written back: it lacks fields");
}

#[test]
fn an_empty_run_is_written_by_its_flag() {
    let (method, body) = change(&["empty_run"], |bid| bid.empty_run = true);
    assert_eq!((method, &body["isEmptyMileageBid"]), (WriteMethod::Apply, &json!(true)));
}
