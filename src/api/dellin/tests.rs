//! The documents' own samples, read without loss, and what was seen beside them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::answers;
use super::error::complaints;
use super::fields::decimal;
use super::{DellinError, read_shipment, write_shipment};
use crate::domain::ltl::{DeliveryType, Level, Method, Shipment};

const ORDER: &str = include_str!("../../../assets/demo/dellin/request.json");
const ORDER_ANSWER: &str = include_str!("../../../assets/demo/dellin/request_answer.json");
const CALCULATOR: &str = include_str!("../../../assets/demo/dellin/calculator.json");
const CALCULATOR_ANSWER: &str = include_str!("../../../assets/demo/dellin/calculator_answer.json");

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Every value by its path; numbers by what they are worth, hours with two digits.
fn leaves(value: &Value, path: &str, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, one)| leaves(one, &format!("{path}.{key}"), found)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, one)| leaves(one, &format!("{path}[{at}]"), found));
        }
        Value::Null => {}
        Value::String(text) if path.contains(".time.") && text.chars().count() == 4 => {
            found.insert(path.to_owned(), format!("0{text}"));
        }
        other => {
            let plain = other.as_str().map_or_else(|| other.to_string(), str::to_owned);
            let is_text = path.ends_with("serial") || path.ends_with("ext");
            let number = decimal(other).filter(|_| !is_text).map(|number: Decimal| number.normalize().to_string());
            found.insert(path.to_owned(), number.unwrap_or(plain));
        }
    }
}

fn all_leaves(value: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    leaves(value, "", &mut found);
    found.remove(".appkey");
    found.remove(".sessionID");
    found
}

#[test]
fn the_sample_of_an_order_is_read_and_written_without_loss() {
    let sample = parse(ORDER);
    let typed = read_shipment(&sample);
    assert_eq!((typed.findings, typed.unknown), (Vec::new(), Vec::new()));
    let written = Value::Object(write_shipment(&typed.shipment, Method::Order));
    assert_eq!(all_leaves(&written), all_leaves(&sample));
    assert!(all_leaves(&sample).len() > 150, "the sample names every field");
}

#[test]
fn the_sample_of_the_calculator_is_read_and_written_without_loss() {
    let sample = parse(CALCULATOR);
    let typed = read_shipment(&sample);
    assert_eq!((typed.findings, typed.unknown), (Vec::new(), Vec::new()));
    let written = Value::Object(write_shipment(&typed.shipment, Method::Quote));
    assert_eq!(all_leaves(&written), all_leaves(&sample));
    assert_eq!(written["delivery"]["derival"]["time"]["worktimeStart"], "09:00", "hours are sent with two digits");
}

#[test]
fn a_shipment_survives_the_desks_own_document() {
    for sample in [ORDER, CALCULATOR] {
        let shipment = read_shipment(&parse(sample)).shipment;
        let kept: Shipment = serde_json::from_str(&serde_json::to_string(&shipment).unwrap()).unwrap();
        assert_eq!(kept, shipment);
    }
}

#[test]
fn check_05_13_16_20_26_41_50_66_67_75_words_and_days_that_are_none() {
    let mut sample = parse(ORDER);
    let wrong = [
        (5, "/delivery/deliveryType/type", "truck"),
        (13, "/delivery/accompanyingDocuments/0/action", "receive"),
        (16, "/delivery/derival/produceDate", "2026-02-30"),
        (20, "/delivery/derival/variant", "door"),
        (26, "/delivery/derival/time/worktimeStart", "25:00"),
        (41, "/members/requester/role", "carrier"),
        (50, "/members/sender/counteragent/document/type", "visa"),
        (66, "/payment/type", "gold"),
        (67, "/payment/primaryPayer", "payer"),
        (75, "/payment/cashOnDelivery/0/orderDate", "09.04.2018"),
        (75, "/payment/cashOnDelivery/0/paymentType", "noncash"),
    ];
    for (_, path, word) in wrong {
        *sample.pointer_mut(path).unwrap() = word.into();
    }
    let found = read_shipment(&sample).findings;
    let numbers: std::collections::BTreeSet<_> = found.iter().map(|finding| finding.rule).collect();
    assert_eq!(numbers.into_iter().collect::<Vec<_>>(), [5, 13, 16, 20, 26, 41, 50, 66, 67, 75]);
    assert!(found.iter().all(|finding| finding.level == Level::Blocks && !finding.detail.is_empty()));
    assert!(found.iter().any(|finding| finding.field == "delivery.accompanyingDocuments[0].action"));
}

#[test]
fn check_09_a_letter_is_sent_without_measures() {
    let mut shipment = read_shipment(&parse(CALCULATOR)).shipment;
    shipment.delivery = Some(DeliveryType::Letter);
    let cargo = &write_shipment(&shipment, Method::Quote)["cargo"];
    let keys: Vec<_> = cargo.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["hazardClass", "insurance"]);
}

#[test]
fn keys_in_every_spelling_that_was_seen_are_read() {
    let entry = json!({ "delivery": {
        "deliver\u{443}Type": { "type": "auto" },
        "derrival": { "pickupParams": { "paidEntry": { "\u{441}ost": 100, "type": 1 } } } } });
    let typed = read_shipment(&entry);
    assert_eq!(typed.unknown, Vec::<String>::new());
    let paid = typed.shipment.derival.pickup.clone().unwrap().paid_entry.unwrap();
    assert_eq!((typed.shipment.delivery, paid.cost), (Some(DeliveryType::Auto), Some(Decimal::from(100))));
    let written = Value::Object(write_shipment(&typed.shipment, Method::Order)).to_string();
    assert!(written.contains("\"cost\":100") && !written.contains('\u{441}'), "one spelling is written");
    assert_eq!(read_shipment(&json!({ "delivery": { "derivall": {} } })).unknown, ["delivery.derivall"]);
}

#[test]
fn the_sample_of_a_price_is_read_without_loss() {
    let sample = parse(CALCULATOR_ANSWER);
    let quote = answers::quote(&sample).unwrap();
    let parts = quote.parts(DeliveryType::Express);
    let named: Vec<_> = parts.iter().map(|(name, price)| format!("{name} {price}")).collect();
    let expected =
        ["derival 475", "leg 540", "arrival 0", "insurance 250", "papers_send 200", "papers_return 200", "notify 15"];
    assert_eq!(named, expected);
    assert_eq!(parts.iter().map(|(_, price)| *price).sum::<Decimal>(), Decimal::from(1680));
    assert_eq!(quote.price, Some(Decimal::from(1680)));
    assert!(quote.has_contract_parts(DeliveryType::Auto) && !quote.has_contract_parts(DeliveryType::Express));
    assert_eq!(quote.leg(DeliveryType::Auto).unwrap().price, None, "to be agreed is never 0");
    assert_eq!(quote.arrival.premiums[0].value, Some(Decimal::from(2000)));
    assert_eq!(quote.dates.from_sender.as_deref(), Some("2019-11-26"), "derrivalFromOspSender");
    assert_eq!(quote.term(DeliveryType::Express, false), (Some("2019-11-28 00:00:00"), Some("2019-11-29 00:00:00")));
    contains_all(&sample, &serde_json::to_value(&quote).unwrap());
}

#[test]
fn the_sample_of_an_orders_answer_is_read_without_loss() {
    let sample = parse(ORDER_ANSWER);
    let placed = answers::placed(&sample).unwrap();
    assert_eq!(placed.barcode.as_deref(), Some("41508460D0905400400000014"));
    assert_eq!((placed.request_id.as_deref(), placed.found.len()), (Some("3954004"), 7));
    assert_eq!(placed.saved[0].1.phones[1].value.as_deref(), Some("0127588848887588"), "zeros in front stay");
    contains_all(&sample, &serde_json::to_value(&placed).unwrap());
}

/// Each value of the sample is somewhere in what was read, as often as there.
fn contains_all(sample: &Value, read: &Value) {
    let count = |value: &Value| {
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for leaf in all_leaves(value).into_values() {
            *counted.entry(leaf).or_default() += 1;
        }
        counted
    };
    let have = count(read);
    for (leaf, times) in count(sample) {
        assert!(
            have.get(&leaf).is_some_and(|found| *found >= times),
            "{leaf}: {times} times in the sample, {:?} read",
            have.get(&leaf)
        );
    }
}

#[test]
fn prices_come_as_numbers_texts_or_nothing() {
    for (written, read) in [
        (json!(1680), Some("1680")),
        (json!("1 680,50"), Some("1680.50")),
        (json!(1680.5), Some("1680.5")),
        (json!(""), None),
        (Value::Null, None),
    ] {
        let answer = json!({ "MetaData": { "generatedAt": "x" }, "data": { "price": written } });
        let quote = answers::quote(&answer).unwrap();
        assert_eq!(quote.price, read.map(|text| text.parse().unwrap()), "{answer}");
        assert_eq!(quote.generated_at.as_deref(), Some("x"));
    }
}

#[test]
fn packages_come_as_a_list_an_object_or_by_uid() {
    let of = |packages: Value| answers::quote(&json!({ "data": { "packages": packages } })).unwrap().packages;
    assert_eq!(of(json!([{ "price": 5 }, { "price": "7" }])).len(), 2);
    assert_eq!(of(json!({ "price": 5, "contractPrice": false }))[0].cost.price, Some(Decimal::from(5)));
    let by_uid = of(json!({ "0xa": { "price": 5 } }));
    assert_eq!((by_uid[0].name.as_str(), by_uid[0].cost.price), ("0xa", Some(Decimal::from(5))));
    assert!(of(json!({})).is_empty() && of(Value::Null).is_empty());
}

#[test]
fn complaints_come_in_every_shape_that_was_seen() {
    let of = |answer: Value| complaints(&answer);
    let usual = of(json!({ "errors": [{ "code": 117_004, "title": "Нет в справочнике", "detail": "uid",
        "fields": ["delivery.packages.0.uid"], "badValues": ["0x1"], "validValues": [1, "0x2"], "link": "https://x" }] }));
    assert_eq!((usual[0].code, usual[0].fields[0].as_str()), (Some(117_004), "delivery.packages[0].uid"));
    assert_eq!((usual[0].bad.len(), usual[0].valid.len()), (1, 2));
    assert_eq!(of(json!({ "errors": "Unauthorized" }))[0].title, "Unauthorized");
    let old = of(json!({ "error": { "code": 403, "description": "нет доступа" } }));
    assert_eq!((old[0].code, old[0].title.as_str()), (Some(403), "нет доступа"));
    let by_field = of(json!({ "errors": { "appkey": "неверный ключ" } }));
    assert_eq!((by_field[0].fields[0].as_str(), by_field[0].title.as_str()), ("appkey", "неверный ключ"));
    assert!(of(json!({ "data": {} })).is_empty() && of(json!({ "errors": [] })).is_empty());
}

#[test]
fn an_order_without_a_number_leaves_its_outcome_open() {
    for answer in [json!({ "data": { "state": "success" } }), json!({ "metadata": {} }), json!([])] {
        assert!(answers::placed(&answer).unwrap_err().outcome_unknown(), "{answer}");
    }
    let text = answers::placed(&json!({ "data": { "requestID": "0042" } })).unwrap();
    assert_eq!(text.request_id.as_deref(), Some("0042"));
    assert!(!DellinError::NoKey.outcome_unknown());
}
