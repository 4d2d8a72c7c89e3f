//! What holds for every bid: nothing that a server may write stops the reading, and what is written reads back the same.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{ByNumber, EDIT, Model, Row, local, pulled, read};
use crate::api::cargorun::bids::update::request;
use crate::api::cargorun::bids::write::creation;
use crate::domain::any_json::any_json;
use crate::domain::bid::{Bid, BidPoint, Cargo, PaymentPeriodKind, PointKind};
use crate::domain::bid_more::{CustomType, Property, Temperature};
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::money::Money;
use crate::domain::place::{GeoPoint, Place, Precision};

/// Anything in the place of a field: also what looks like a number or a moment and is none.
fn misplaced() -> impl Strategy<Value = Value> {
    let texts = prop_oneof![
        "\\PC{0,20}",
        "[0-9]{1,40}",
        "[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,2}[T ]?[0-9:.]{0,20}[Z+-]?[0-9:]{0,6}",
    ];
    any_json(texts, "[a-zA-Z.]{0,12}")
}

/// Every place in a document that can hold something else, as JSON pointers.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                found.push(format!("{at}/{name}"));
                pointers(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, &format!("{at}/{index}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn spoiled(spots: &[(prop::sample::Index, Value)]) -> Value {
    let mut document: Value = serde_json::from_str(EDIT).expect("JSON");
    let mut all = Vec::new();
    pointers(&document, "", &mut all);
    for (index, value) in spots {
        let pointer: &String = index.get(&all);
        if let Some(place) = document.pointer_mut(pointer) {
            *place = value.clone();
        }
    }
    document["id"] = json!(48213);
    document
}

fn reference(kind: RecordKind) -> impl Strategy<Value = Option<LocalId>> {
    prop::option::of((1..i64::MAX).prop_map(move |number| local(kind, number)))
}

fn place() -> impl Strategy<Value = Place> {
    (
        "[А-Яа-я ,0-9]{1,30}",
        prop::option::of("[А-Яа-я]{1,12}"),
        -179.0..179.0,
        0.1..80.0,
        prop::option::of(0.0..5_000.0),
    )
        .prop_map(|(address, city, longitude, latitude, radius_m)| Place {
            address: address.trim().to_owned(),
            city,
            location: Some(GeoPoint { longitude, latitude }),
            radius_m,
            precision: Precision::Confirmed,
            ..Place::default()
        })
}

fn point() -> impl Strategy<Value = BidPoint> {
    let kind = prop::sample::select(vec![PointKind::Load, PointKind::Unload, PointKind::Custom, PointKind::Service]);
    let seconds = || prop::option::of(0_i64..4_000_000_000);
    let own = (prop::option::of(1_i64..i64::MAX), numbers(), numbers(), properties());
    (kind, place(), seconds(), seconds(), reference(RecordKind::Counterparty), own).prop_map(
        |(kind, place, enter, leave, who, (custom, load_options, options, properties))| {
            let time = |seconds: Option<i64>| Some(chrono::DateTime::from_timestamp(seconds?, 0)?.naive_utc());
            BidPoint {
                place,
                plan_enter: time(enter),
                plan_leave: time(leave),
                counterparty: who,
                saved_point: enter.map(|number| RemoteId(number + 1)),
                custom_type: custom.map(|id| CustomType { id: RemoteId(id), name: String::new() }),
                load_options,
                options,
                properties,
                ..BidPoint::new(kind)
            }
        },
    )
}

fn numbers() -> impl Strategy<Value = Vec<RemoteId>> {
    prop::collection::btree_set(1_i64..i64::MAX, 0..3).prop_map(|set| set.into_iter().map(RemoteId).collect())
}

fn properties() -> impl Strategy<Value = Vec<Property>> {
    let one = ("[А-Яа-я]{1,9}", "[А-Яа-я0-9]{0,9}").prop_map(|(name, value)| Property { name, value });
    prop::collection::vec(one, 0..3)
}

/// What is rarer, with nothing else.
fn more() -> impl Strategy<Value = Bid> {
    let degrees = || prop::option::of(-60.0..60.0);
    (degrees(), degrees(), numbers(), properties(), prop::option::of(1_i64..i64::MAX)).prop_map(
        |(min, max, options, properties, seller)| Bid {
            temperature: Temperature::of(min, max),
            options,
            properties,
            sales_manager: seller.map(RemoteId),
            ..Bid::default()
        },
    )
}

prop_compose! {
    fn bid()(
        customer in reference(RecordKind::Counterparty),
        organisation in reference(RecordKind::Organisation),
        driver in reference(RecordKind::Driver),
        second_driver in reference(RecordKind::Driver),
        car in reference(RecordKind::Car),
        trailer in reference(RecordKind::Trailer),
        kopecks in prop::option::of(0_i64..99_999_999_999_999_999),
        contract_number in prop::option::of("[А-Я0-9/'\"-]{1,12}"),
        payment_days in prop::option::of(any::<i32>()),
        weights in prop::collection::vec(prop::option::of(0.0..100.0), 0..3),
        points in prop::collection::vec(point(), 0..4),
        (vat_on_top, empty_run, banking) in any::<(bool, bool, bool)>(),
        more in more(),
    ) -> Bid {
        Bid {
            customer, organisation, driver, second_driver, car, trailer, contract_number, payment_days, points,
            vat_on_top, empty_run,
            payment_period: Some(if banking { PaymentPeriodKind::Banking } else { PaymentPeriodKind::Calendar }),
            price: kopecks.map(|kopecks| Money::from_decimal(rust_decimal::Decimal::new(kopecks, 2))),
            cargos: weights
                .into_iter()
                .map(|weight_t| Cargo {
                    name: "ТНП".to_owned(),
                    weight_t,
                    length_m: weight_t.map(|side| side / 2.0),
                    packing: weight_t.map(|_| "паллеты".to_owned()),
                    loading_type: weight_t.map(|_| RemoteId(7)),
                    ..Cargo::default()
                })
                .collect(),
            ..more
        }
    }
}

proptest! {
    /// Whatever stands in whatever field, the bid is read, its raw text stays, and another field can still be changed.
    #[test]
    fn nothing_in_a_field_stops_the_reading(spots in prop::collection::vec((any::<prop::sample::Index>(), misplaced()), 1..6)) {
        let text = spoiled(&spots).to_string();
        let pulled = read::bid(Row::read(&text).expect("an object"), Model::Edit, &ByNumber).expect("a bid");
        prop_assert_eq!(pulled.remote_id, RemoteId(48213));
        prop_assert_eq!(pulled.edit_raw.as_deref(), Some(text.as_str()));
        let changed = Bid { contract_number: Some("Д-18".to_owned()), ..pulled.bid.clone() };
        let sent = request(&pulled, &changed, &["contract_number"], &ByNumber);
        prop_assert!(sent.is_ok_and(|(_, body)| body["contractNumber"] == json!("Д-18")));
    }

    /// What creates a bid gives the same bid back, to the kopeck and to the last digit of a coordinate.
    #[test]
    fn what_is_written_reads_back_the_same(bid in bid()) {
        let mut written = creation(&bid, "ours", &ByNumber).expect("a body");
        written["id"] = json!(1);
        let back = pulled(&written.to_string(), Model::Edit);
        prop_assert_eq!(back.bid, bid);
    }
}
