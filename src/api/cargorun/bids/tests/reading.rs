//! Every spelling that is read.

use super::{ByNumber, EDIT, Model, Row, local, pulled, read};
use crate::domain::bid::{BidStatus, PaymentPeriodKind, PointKind};
use crate::domain::id::{RecordKind, RemoteId};
use crate::domain::place::{Precision, Zone};

/// The same bid as the list and as the view have it: other names, `updatedAt`, facts.
const LISTED: &str = r#"{
  "id": 48213, "price": "120000.1", "status": "Done", "createdAt": "2026-11-01T10:00:00.1234567+03:00", "isVatTop": false,
  "paymentTypeId": "41", "ndsTypeId": 1294, "counterpartyId": 77, "contractId": 5, "driverId": 21, "secondaryDriverId": 0,
  "responsibleId": 36, "car": {"id": 11, "number": "А123ВС/45"}, "trailer": {"id": 31}, "legalPerson": {"id": 12},
  "planMileage": 525000.5, "factMileage": "531200", "updatedAt": "2026-11-20T06:00:00.1234567Z", "externalId": "0197-ours",
  "contractNumber": "Д-17", "paymentPeriodInDays": 14, "paymentPeriodType": "InBankingDays", "isDeleted": false,
  "isEmptyMileageBid": false, "typeOptions": [{"id": 90, "entityOptionId": "2"}],
  "extendedProperties": [{"propertyName": "Поле", "value": 1}, {"value": "без имени"}], "temperatureRegime": null,
  "estimation": {"estimatedDate": "2026-12-02T09:30:00Z"}, "acceptedByDriverAt": "2026-11-30T10:00:00Z",
  "bidPoints": [
    {"id": 502, "order": 1, "type": "UnloadPoint", "planEnterDate": "2026-12-02 14:00", "planEnterDateOffset": "2026-12-02T09:00:00Z",
     "geozone": {"id": 902, "city": "Уфа", "address": "Уфа, Сарапульская улица, 35", "radius": 2000,
                 "location": {"coordinates": [55.9507846, 54.7017154]}},
     "autoEnteredAt": "2026-12-02T09:10:00Z", "autoLeavedAt": "2026-12-02T11:00:00Z"},
    {"id": "501", "order": "0", "type": "LoadPoint", "planEnterDate": "2026-12-01T10:00", "planEnterDateOffset": "2026-12-01T10:00:00+03:00",
     "secondaryPlanEnterDate": "2026-12-01T12:00:00", "comment": "ворота 3", "counterparty": {"id": 78}, "counterpartyPointId": 601,
     "geozone": {"id": 901, "city": "Казань", "address": "Казань, Оренбургский тракт, 5", "radius": 500,
                 "location": {"latitude": 55.7887, "longitude": 49.1221}},
     "contactPerson": {"id": 700, "name": "Кладовщик", "phoneNumber": "8 914 000 00 01"},
     "loadOptions": [{"id": 4612889}, {"id": "4612889"}], "enteredAt": "2026-12-01T06:50:00Z"}],
  "cargos": [{"id": 801, "name": "ТНП", "weight": "18,5", "typeId": 712, "packType": "Паллеты"}], "invented": {"price": 1.10}}"#;

const VIEWED: &str = r#"{"id": 48213, "cargoOwnerDictionaryItem": {"id": 77}, "car": {"carId": 11}, "trailer": {"id": 31, "trailerId": 31},
  "driver": {"id": 21}, "secondaryDriver": {"id": 22}, "legalPerson": {"id": 12}, "responsible": {"id": 36, "shortName": "И."},
  "status": "Cancelled", "updatedAt": "2026-11-20 06:00:00", "isEmptyMileageBid": null, "emptyMileageBid": {"technicalReason": "x"},
  "estimations": [{"id": 1, "estimatedDate": "2026-12-02T09:30:00Z"}, {"id": 2, "estimatedDate": "2026-12-01T09:30:00Z"}]}"#;

#[test]
fn the_list_and_the_edit_shape_give_one_document() {
    let (listed, edited) = (pulled(LISTED, Model::List), pulled(EDIT, Model::Edit));
    assert_eq!(listed.bid, edited.bid, "a difference that comes from the shape alone is no change");
    let bid = listed.bid;
    assert_eq!(bid.customer, Some(local(RecordKind::Counterparty, 77)));
    assert_eq!(bid.organisation, Some(local(RecordKind::Organisation, 12)));
    assert_eq!((&bid.car, &bid.trailer), (&Some(local(RecordKind::Car, 11)), &Some(local(RecordKind::Trailer, 31))));
    assert_eq!((&bid.driver, &bid.second_driver), (&Some(local(RecordKind::Driver, 21)), &None), "0 is no driver");
    assert_eq!(bid.price.map(|price| price.to_string()).as_deref(), Some("120000.10"));
    assert_eq!((bid.payment_days, bid.payment_period), (Some(14), Some(PaymentPeriodKind::Banking)));
    assert_eq!(bid.cargos.first().and_then(|cargo| cargo.weight_t), Some(18.5));
}

#[test]
fn points_come_in_the_order_of_the_route_with_the_zone_of_each() {
    let bid = pulled(LISTED, Model::List).bid;
    let [kazan, ufa] = bid.points.as_slice() else { panic!("two points") };
    assert_eq!((kazan.remote_id, kazan.kind, kazan.place.zone), (Some(501), PointKind::Load, Some(Zone::Fixed(180))));
    assert_eq!((ufa.remote_id, ufa.kind, ufa.place.zone), (Some(502), PointKind::Unload, Some(Zone::Fixed(300))));
    assert_eq!(kazan.plan_enter.map(|time| time.to_string()).as_deref(), Some("2026-12-01 10:00:00"));
    assert_eq!(ufa.plan_enter.map(|time| time.to_string()).as_deref(), Some("2026-12-02 14:00:00"));
    assert_eq!(kazan.counterparty, Some(local(RecordKind::Counterparty, 78)));
    assert_eq!(kazan.saved_point, Some(RemoteId(601)));
    assert_eq!((kazan.place.precision, kazan.place.geozone_id), (Precision::Confirmed, Some(901)));
}

#[test]
fn the_raw_row_stays_as_the_server_wrote_it() {
    assert_eq!(pulled(LISTED, Model::List).list_raw.as_deref(), Some(LISTED));
    assert_eq!(pulled(EDIT, Model::Edit).edit_raw.as_deref(), Some(EDIT));
    assert_eq!(super::super::version_of(EDIT).as_deref(), Some("7c9e6679-7425-40de-944b-e07fc1f90ae7"));
    assert_eq!(super::super::version_of(LISTED), None);
}

#[test]
fn facts_are_the_platforms_own() {
    let facts = pulled(LISTED, Model::List).facts;
    assert_eq!(facts.status, BidStatus::Done);
    assert_eq!(facts.updated_at_raw.as_deref(), Some("2026-11-20T06:00:00.1234567Z"), "the cursor loses no fraction");
    assert_eq!((facts.plan_mileage_m, facts.fact_mileage_m), (Some(525_000.5), Some(531_200.0)));
    assert!(facts.estimated_at.is_some() && facts.accepted_by_driver_at.is_some() && facts.created_at.is_some());
    let [kazan, ufa] = facts.points.as_slice() else { panic!("facts of two points") };
    assert!(kazan.point == 501 && kazan.driver_entered_at.is_some() && kazan.auto_entered_at.is_none());
    assert!(ufa.point == 502 && ufa.auto_entered_at.is_some() && ufa.auto_left_at.is_some());
}

#[test]
fn the_view_has_names_of_its_own() {
    let viewed = pulled(VIEWED, Model::View);
    assert_eq!((&viewed.list_raw, &viewed.edit_raw), (&None, &None));
    assert_eq!(viewed.facts.status, BidStatus::Cancelled);
    assert!(viewed.updated_at.is_some());
    assert!(viewed.bid.empty_run, "the object alone says so when the flag doesn't");
    assert_eq!(viewed.bid.customer, Some(local(RecordKind::Counterparty, 77)));
    assert_eq!(viewed.bid.second_driver, Some(local(RecordKind::Driver, 22)));
    assert_eq!(viewed.bid.responsible, Some(RemoteId(36)));
    assert_eq!(viewed.bid.car, Some(local(RecordKind::Car, 11)));
    let earliest = viewed.facts.estimated_at.map(|at| at.to_rfc3339());
    assert_eq!(earliest.as_deref(), Some("2026-12-01T09:30:00+00:00"));
}

#[test]
fn statuses_are_read_in_both_spellings_and_unknown_ones_kept() {
    for (name, status) in [
        ("New", BidStatus::Draft),
        ("planned", BidStatus::Planned),
        ("Started", BidStatus::Started),
        ("Done", BidStatus::Done),
        ("Canceled", BidStatus::Cancelled),
        ("Cancelled", BidStatus::Cancelled),
        ("Frozen", BidStatus::Other("Frozen".to_owned())),
    ] {
        assert_eq!(read::status(name), status);
    }
    assert_eq!(read::status_name(&BidStatus::Cancelled), "Canceled");
    assert_eq!(read::status_name(&BidStatus::Other("Frozen".to_owned())), "Frozen");
}

#[test]
fn nothing_but_the_number_is_needed() {
    let bare = pulled(r#"{"id": "5", "bidPoints": null, "cargos": [null, 5], "price": {}, "status": 7}"#, Model::List);
    assert_eq!(bare.remote_id, RemoteId(5));
    assert_eq!(bare.facts.status, BidStatus::Other("7".to_owned()));
    assert!(bare.bid.points.is_empty() && bare.bid.cargos.is_empty() && bare.bid.price.is_none());
    for none in ["{}", r#"{"id": null}"#, r#"{"id": 0}"#, r#"{"id": "x"}"#] {
        let row = Row::read(none).expect("an object");
        assert!(read::bid(row, Model::List, &ByNumber).is_none(), "{none}");
    }
}

#[test]
fn an_empty_run_has_three_spellings() {
    let empty = |text: &str| pulled(text, Model::List).bid.empty_run;
    assert!(empty(r#"{"id": 1, "isEmptyMileageBid": true}"#));
    assert!(empty(r#"{"id": 1, "emptyMileageBid": {"logisticReasonTypeId": 3}}"#));
    assert!(empty(r#"{"id": 1, "isEmpty": "true"}"#));
    assert!(!empty(r#"{"id": 1, "isEmptyMileageBid": false, "emptyMileageBid": {}}"#), "the flag decides");
    assert!(!empty(r#"{"id": 1, "emptyMileageBid": null}"#));
}
