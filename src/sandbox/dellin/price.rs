//! The training price. A plain formula, for learning the form and not the tariff, and it says so.
//!
//! ```text
//! chargeable weight = max(kg, m³ × 250)
//! between terminals = 400 + km × 0.4 + chargeable × (6 + km / 250)        express × 1.6, air × 3, small and letter 540
//! from or to an address = 475 + chargeable × 1.5; at a terminal 0
//! insurance = 0.15 % of the declared value, not less than 50, and 50 for the term
//! a package 300, papers 200 each way, notices 15
//! ```
//! Above 20 t the way between the terminals is to be agreed, as the carrier does with what is out of its tables.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use super::Question;
use super::answers::{Outcome, Refused, Reply};
use super::rules;
use super::towns::{self, Understood};
use crate::sandbox::rules::route::way_m;

/// Said with every price of the training carrier.
pub(super) const TRAINING: &str =
    "Учебная цена: учебный сервер считает её по простой формуле, это не тариф перевозчика";
/// The answer of the document to the sample of the document.
const SAMPLE: &str = include_str!("../../../assets/demo/dellin/calculator_answer.json");
/// Day of that sample.
const SAMPLE_DAY: &str = "2019-11-08";

/// Answers `v2/calculator`.
pub(super) fn calculate(question: &Question, signed: bool, now: DateTime<Utc>) -> Outcome {
    let body = &question.body;
    let text = |path: &str| body.get("delivery").and_then(|it| it.pointer(path)).and_then(Value::as_str);
    let day = text("/derival/produceDate").unwrap_or_default();
    let kind = text("/deliveryType/type").unwrap_or_default();
    if day == SAMPLE_DAY && kind == "express" {
        return Ok(Reply::Plain(serde_json::from_str(SAMPLE).unwrap_or(Value::Null)));
    }
    let complaints = rules::complaints(body, false, signed, now.date_naive());
    if !complaints.is_empty() {
        return Err(Refused { status: 400, complaints });
    }
    let side = |name: &str| body.get("delivery").and_then(|delivery| delivery.get(name)).unwrap_or(&Value::Null);
    let (derival, arrival) = (side("derival"), side("arrival"));
    let (Some(from), Some(to)) = (towns::place(derival), towns::place(arrival)) else {
        return Err(Refused { status: 400, complaints: Vec::new() });
    };
    Ok(Reply::Data(document(body, kind, day, (derival, &from), (arrival, &to))))
}

fn document(
    body: &Map<String, Value>,
    kind: &str,
    day: &str,
    (derival, from): (&Value, &Understood),
    (arrival, to): (&Value, &Understood),
) -> Value {
    let cargo = body.get("cargo").unwrap_or(&Value::Null);
    let number = |key: &str| cargo.get(key).and_then(Value::as_f64).unwrap_or_default();
    let chargeable = number("totalWeight").max(number("totalVolume") * 250.0);
    let km = way_m(from.location, to.location) / 1000.0;
    let road = 400.0 + km * 0.4 + chargeable * (6.0 + km / 250.0);
    let legs = [
        ("intercity", "auto", road),
        ("express", "express", road * 1.6),
        ("air", "avia", road * 3.0),
        ("small", "small", 540.0),
        ("letter", "letter", 540.0),
    ];
    let contract = number("totalWeight") > 20_000.0;
    let leg = legs.iter().find(|(_, word, _)| *word == kind).map_or(0, |(_, _, price)| round(*price));
    let insurance = cargo.get("insurance");
    let value = insurance.and_then(|one| one.get("statedValue")).and_then(Value::as_f64);
    let insured = value.map_or(0, |value| round((value * 0.0015).max(50.0)));
    let term = if insurance.and_then(|one| one.get("term")) == Some(&Value::Bool(true)) { 50 } else { 0 };
    let list = |key: &str| {
        let list = body.get("delivery").and_then(|delivery| delivery.get(key)).and_then(Value::as_array);
        list.cloned().unwrap_or_default()
    };
    let packages: Vec<Value> = list("packages").iter().map(|_| cost(Some(300))).collect();
    let papers = |word: &str| list("accompanyingDocuments").iter().any(|one| one.get("action") == Some(&word.into()));
    let (sent, returned) = (papers("send"), papers("return"));
    let start = end(derival, from, chargeable);
    let finish = end(arrival, to, chargeable);
    let priced = |one: &Value| one.get("price").and_then(Value::as_i64).unwrap_or_default();
    let total = priced(&start)
        + priced(&finish)
        + if contract { 0 } else { leg }
        + insured
        + term
        + 300 * i64::try_from(packages.len()).unwrap_or_default()
        + 200 * (i64::from(sent) + i64::from(returned))
        + 15;
    let mut data = json!({
        "derival": start, "arrival": finish, "price": total, "priceMinimal": "auto", "packages": packages,
        "orderDates": dates(day, kind, km), "deliveryTerm": i32::from(is_address(arrival)),
        "accompanyingDocuments": {
            "send": cost(Some(if sent { 200 } else { 0 })), "return": cost(Some(if returned { 200 } else { 0 })),
        },
        "insurance": insured + term, "insuranceComponents": { "cargoInsurance": insured, "termInsurance": term },
        "notify": cost(Some(15)), "simpleShippingAvailable": true,
        "availableDeliveryTypes": {
            "auto": round(road), "express": round(road * 1.6), "avia": round(road * 3.0), "small": 540, "letter": null,
        },
        "information": [TRAINING], "foundAddresses": found(body, from, to),
    });
    if let Value::Object(fields) = &mut data {
        for (block, word, price) in legs {
            let price = (!(contract && word == kind)).then(|| round(price));
            fields.insert(block.to_owned(), cost(price));
        }
    }
    data
}

fn is_address(side: &Value) -> bool {
    side.get("variant").is_some_and(|variant| variant == "address")
}

fn end(side: &Value, place: &Understood, chargeable: f64) -> Value {
    let price = if is_address(side) { round(475.0 + chargeable * 1.5) } else { 0 };
    let terminals: Vec<Value> = place
        .branch
        .iter()
        .map(|town| {
            json!({
                "id": town.terminal(), "name": town.name, "address": town.terminal_address(), "price": 0,
                "streetCode": town.street_code(), "contractPrice": false, "default": true, "express": true, "isPVZ": false,
            })
        })
        .collect();
    let mut one = json!({
        "terminal": place.name, "price": price, "contractPrice": false, "premiumDetails": [], "terminals": terminals,
    });
    if is_address(side)
        && let Value::Object(fields) = &mut one
    {
        fields.insert("servicePrice".to_owned(), price.into());
        fields.insert("handling".to_owned(), cost(Some(0)));
    }
    one
}

/// `None`: to be agreed.
fn cost(price: Option<i64>) -> Value {
    json!({
        "price": price, "contractPrice": price.is_none(), "premium": 0, "discount": 0,
        "premiumDetails": [], "discountDetails": [],
    })
}

/// A day for 600 km by road, half of it by express, one in all by air.
fn dates(day: &str, kind: &str, km: f64) -> Value {
    let Ok(day) = day.parse::<NaiveDate>() else { return json!({}) };
    let by_road = round(km / 600.0).max(1);
    let days = match kind {
        "avia" => 1,
        "express" => (by_road / 2).max(1),
        _ => by_road,
    };
    let after = |count: i64| day.checked_add_signed(TimeDelta::days(count)).unwrap_or(day);
    let there = after(days + 1);
    json!({
        "pickup": day.to_string(), "arrivalToOspSender": day.to_string(),
        // One of the two spellings that the documents have.
        "derrivalFromOspSender": after(1).to_string(), "arrivalToOspReceiver": there.to_string(),
        "arrivalToAirport": there.to_string(), "arrivalToAirportMax": after(days + 2).to_string(),
        "giveoutFromOspReceiver": format!("{there} 09:00:00"), "giveoutFromOspReceiverMax": format!("{} 18:00:00", after(days + 2)),
        "derivalFromOspReceiver": after(days + 2).to_string(), "senderAddressTime": null, "senderTerminalTime": null,
        "createTo": null, "derrivalToAddress": format!("{} 09:00:00", after(days + 2)),
        "derivalToAddressMax": format!("{} 18:00:00", after(days + 3)),
    })
}

/// What free texts were understood as.
pub(super) fn found(body: &Map<String, Value>, from: &Understood, to: &Understood) -> Vec<Value> {
    let delivery = body.get("delivery").unwrap_or(&Value::Null);
    let mut list = Vec::new();
    for (name, place) in [("derival", from), ("arrival", to)] {
        let source = delivery.pointer(&format!("/{name}/address/search")).and_then(Value::as_str);
        if let (Some(source), Some(result)) = (source, &place.found) {
            list.push(json!({ "field": format!("delivery.{name}.address"), "source": source, "result": result }));
        }
    }
    let town =
        body.get("payment").and_then(|payment| payment.pointer("/paymentCitySearch/search")).and_then(Value::as_str);
    if let Some(source) = town {
        let result =
            towns::search(source).map_or_else(|| source.to_owned(), |place| format!("Россия, г {}", place.name));
        list.push(json!({ "field": "payment.paymentCitySearch", "source": source, "result": result }));
    }
    list
}

#[expect(clippy::cast_possible_truncation, reason = "prices and days of the training carrier are far below any limit")]
fn round(value: f64) -> i64 {
    value.round() as i64
}
