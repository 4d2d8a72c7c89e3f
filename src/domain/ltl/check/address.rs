//! Checks 34–40: addresses and codes.

use super::super::{Address, Finding, Known, Method, Shipment};
use super::{is_digits, length};

pub(super) fn check(shipment: &Shipment, known: &Known, found: &mut Vec<Finding>) {
    for (name, side) in shipment.sides() {
        if let Some(address) = &side.address {
            one(address, &format!("delivery.{name}.address"), known, false, found);
        }
        if let Some(address) = side.additional.as_ref().and_then(|additional| additional.address.as_ref()) {
            one(address, &format!("delivery.{name}.additionalAddress.address"), known, false, found);
        }
        code(side.city.as_deref(), format!("delivery.{name}.city"), found);
    }
    for (name, member) in shipment.members() {
        let address = member.counteragent.as_ref().and_then(|counteragent| counteragent.juridical_address.as_ref());
        if let Some(address) = address {
            one(address, &format!("members.{name}.counteragent.juridicalAddress"), known, true, found);
        }
    }
    let paid_in = shipment.payment.as_ref().and_then(|payment| payment.city.as_deref());
    code(paid_in, "payment.paymentCity".to_owned(), found);
}

fn one(address: &Address, path: &str, known: &Known, juridical: bool, found: &mut Vec<Finding>) {
    let at = |field: &str| format!("{path}.{field}");
    let has_parts =
        [&address.street, &address.house, &address.building, &address.structure].into_iter().any(Option::is_some);
    if let Some(text) = &address.search {
        if !(2..=1024).contains(&length(text.trim())) {
            found.push(Finding::blocks(34, at("search")).with("2–1024"));
        }
        if has_parts {
            found.push(Finding::blocks(35, at("search")));
        }
        written(text, &at("search"), juridical, found);
    } else {
        let is_whole = match known.method {
            Method::Order => address.street.is_some() && address.house.is_some(),
            Method::Quote => address.street.is_some(),
        };
        if !is_whole {
            found.push(Finding::blocks(35, at(if address.street.is_some() { "house" } else { "search" })));
        }
    }
    let limits = [
        ("house", &address.house, 7),
        ("building", &address.building, 5),
        ("structure", &address.structure, 7),
        ("flat", &address.flat, 5),
    ];
    for (field, value, limit) in limits {
        if value.as_deref().is_some_and(|value| length(value) > limit) {
            found.push(Finding::blocks(36, at(field)).with(limit));
        }
    }
    code(address.street.as_deref(), at("street"), found);
    if address.save == Some(true) && (juridical || !known.session) {
        found.push(Finding::warns(40, at("save")));
    }
}

/// 38, 39.
fn written(text: &str, field: &str, juridical: bool, found: &mut Vec<Finding>) {
    match coordinates(text) {
        Some(_) if juridical => found.push(Finding::blocks(38, field)),
        Some((latitude, longitude)) => {
            if latitude.abs() > 90.0 || longitude.abs() > 180.0 {
                found.push(Finding::warns(38, field));
            }
        }
        None => {
            let parts = text.split(',').filter(|part| !part.trim().is_empty()).count();
            if parts < 3 || !text.chars().any(|sign| sign.is_ascii_digit()) {
                found.push(Finding::warns(39, field));
            }
        }
    }
}

/// "59.924501, 30.241762": latitude, longitude. `None` for text that is no pair of numbers.
fn coordinates(text: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = text.split_once(',')?;
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    Some((number(latitude)?, number(longitude)?))
}

/// 37.
fn code(code: Option<&str>, field: String, found: &mut Vec<Finding>) {
    if code.is_some_and(|code| !is_digits(code, 25..=25)) {
        found.push(Finding::blocks(37, field).with(25));
    }
}
