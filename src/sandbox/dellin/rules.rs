//! What the carrier refuses: the rules of both documents as far as a request itself can break them.

use chrono::{Datelike as _, NaiveDate, Weekday};
use serde_json::{Map, Value};

use super::answers::Complaint;
use super::directories;
use super::towns;

const REQUIRED: i64 = 110_003;
const EXCLUSIVE: i64 = 110_005;
const NOT_LISTED: i64 = 117_004;
const BAD_VALUE: i64 = 130_008;
const TOO_LONG: i64 = 130_009;
const BAD_ADDRESS: i64 = 180_002;
const NO_SUCH_DATE: i64 = 180_012;
const BAD_PAYMENT: i64 = 609_013;
const BAD_ON_DELIVERY: i64 = 609_014;

fn at<'a>(body: &'a Map<String, Value>, path: &str) -> &'a Value {
    let mut parts = path.split('.');
    let first = parts.next().and_then(|part| body.get(part)).unwrap_or(&Value::Null);
    parts.fold(first, |value, part| value.get(part).unwrap_or(&Value::Null))
}

fn required(field: &str) -> Complaint {
    Complaint::new(REQUIRED, "Отсутствует обязательный параметр").field(field)
}

fn bad(field: &str, value: &Value) -> Complaint {
    Complaint::new(BAD_VALUE, "Недопустимое значение параметра").field(field).bad(value.to_string())
}

/// Complaints of a request; `order`: the rules of orders hold, else those of the calculator.
pub(super) fn complaints(body: &Map<String, Value>, order: bool, signed: bool, today: NaiveDate) -> Vec<Complaint> {
    let mut found = Vec::new();
    kind(body, &mut found);
    side(body, "delivery.derival", order, &mut found);
    side(body, "delivery.arrival", order, &mut found);
    date(body, today, &mut found);
    packages(body, &mut found);
    cargo(body, order, &mut found);
    payment(body, order, &mut found);
    if order {
        members(body, signed, &mut found);
        comment(body, &mut found);
    }
    found
}

fn kind(body: &Map<String, Value>, found: &mut Vec<Complaint>) {
    const FIELD: &str = "delivery.deliveryType.type";
    let kinds = ["auto", "express", "letter", "avia", "small"];
    match at(body, FIELD) {
        Value::Null => found.push(required(FIELD)),
        Value::String(word) if kinds.contains(&word.as_str()) => {}
        other => found.push(bad(FIELD, other).valid(kinds.map(str::to_owned))),
    }
    if at(body, FIELD) == "small" {
        for end in ["delivery.derival.variant", "delivery.arrival.variant"] {
            if at(body, end) == "terminal" {
                found.push(bad(end, at(body, end)));
            }
        }
        if number(at(body, "cargo.totalWeight")).is_some_and(|weight| weight > 30.0) {
            found.push(bad("cargo.totalWeight", at(body, "cargo.totalWeight")));
        }
    }
}

fn side(body: &Map<String, Value>, path: &str, order: bool, found: &mut Vec<Complaint>) {
    let field = |name: &str| format!("{path}.{name}");
    let value = at(body, path);
    if !value.is_object() {
        found.push(required(path));
        return;
    }
    let given: Vec<&str> =
        ["terminalID", "addressID", "address", "city"].into_iter().filter(|key| value.get(*key).is_some()).collect();
    let variant = value.get("variant").and_then(Value::as_str).unwrap_or_default();
    let is_start = path.ends_with("derival");
    let known = if is_start { &["address", "terminal"][..] } else { &["address", "terminal", "airport"][..] };
    if variant.is_empty() {
        found.push(required(&field("variant")));
    } else if !known.contains(&variant) {
        found.push(bad(&field("variant"), &Value::from(variant)));
    }
    if given.len() > 1 {
        let complaint = Complaint::new(EXCLUSIVE, "Переданы взаимоисключающие параметры");
        found.push(given.iter().fold(complaint, |complaint, key| complaint.field(field(key))));
        return;
    }
    if given.is_empty() {
        found.push(required(&field(if variant == "terminal" { "terminalID" } else { "address" })));
        return;
    }
    if given == ["city"] && (is_start || variant == "address") {
        found.push(bad(&field("city"), value.get("city").unwrap_or(&Value::Null)));
    }
    if variant == "address" {
        for key in ["worktimeStart", "worktimeEnd"] {
            let clock = at(body, &field(&format!("time.{key}")));
            if clock.is_null() {
                found.push(required(&field(&format!("time.{key}"))));
            } else if clock.as_str().is_none_or(|text| chrono::NaiveTime::parse_from_str(text, "%H:%M").is_err()) {
                found.push(bad(&field(&format!("time.{key}")), clock));
            }
        }
    }
    if let Some(address) = value.get("address") {
        let parts = ["street", "house", "building", "structure"].iter().filter(|key| address.get(**key).is_some());
        match (address.get("search"), parts.count()) {
            (Some(_), 1..) => {
                let complaint = Complaint::new(EXCLUSIVE, "Переданы взаимоисключающие параметры");
                found.push(complaint.field(field("address.search")).field(field("address.street")));
            }
            (None, 0) => found.push(required(&field("address.search"))),
            (None, _) if order && address.get("house").is_none() => found.push(required(&field("address.house"))),
            _ => {}
        }
    }
    let place = towns::place(value);
    if place.is_none() || (variant == "terminal" && place.is_some_and(|place| place.branch.is_none())) {
        let complaint = Complaint::new(BAD_ADDRESS, "Адрес не найден").detail("Уточните адрес или выберите терминал");
        found.push(given.iter().fold(complaint, |complaint, key| complaint.field(field(key))));
    }
}

/// Days of dispatch: four weeks from tomorrow, and today; no Sundays.
pub(super) fn dates(today: NaiveDate) -> Vec<NaiveDate> {
    today.iter_days().take(28).filter(|day| day.weekday() != Weekday::Sun).collect()
}

fn date(body: &Map<String, Value>, today: NaiveDate, found: &mut Vec<Complaint>) {
    const FIELD: &str = "delivery.derival.produceDate";
    let value = at(body, FIELD);
    let Some(text) = value.as_str() else {
        found.push(required(FIELD));
        return;
    };
    match text.parse::<NaiveDate>() {
        Err(_) => found.push(bad(FIELD, value)),
        Ok(day) if !dates(today).contains(&day) => {
            let next = dates(today).into_iter().filter(|date| *date > day).take(3).map(|date| date.to_string());
            let complaint = Complaint::new(NO_SUCH_DATE, "Выбранная дата недоступна для заказа");
            found.push(complaint.field(FIELD).bad(text).valid(next));
        }
        Ok(_) => {}
    }
}

fn packages(body: &Map<String, Value>, found: &mut Vec<Complaint>) {
    let list = at(body, "delivery.packages").as_array().map(Vec::as_slice).unwrap_or_default();
    for (place, package) in list.iter().enumerate() {
        let uid = package.get("uid").and_then(Value::as_str).unwrap_or_default();
        if !directories::has("packages", uid) {
            let field = format!("delivery.packages.{place}.uid");
            found.push(Complaint::new(NOT_LISTED, "Значение отсутствует в справочнике").field(field).bad(uid));
        }
    }
    for end in ["delivery.derival.requirements", "delivery.arrival.requirements"] {
        let list = at(body, end).as_array().map(Vec::as_slice).unwrap_or_default();
        for uid in list.iter().filter_map(Value::as_str).filter(|uid| !directories::has("requirements", uid)) {
            found.push(Complaint::new(NOT_LISTED, "Значение отсутствует в справочнике").field(end).bad(uid));
        }
    }
}

fn cargo(body: &Map<String, Value>, order: bool, found: &mut Vec<Complaint>) {
    if !at(body, "cargo").is_object() {
        found.push(required("cargo"));
        return;
    }
    if !order && at(body, "cargo.hazardClass").is_null() {
        found.push(required("cargo.hazardClass"));
    }
    if at(body, "delivery.deliveryType.type") == "letter" {
        return;
    }
    for key in ["length", "width", "height", "totalVolume", "totalWeight"] {
        let field = format!("cargo.{key}");
        match at(body, &field) {
            Value::Null => found.push(required(&field)),
            value if number(value).is_none_or(|number| number <= 0.0) => found.push(bad(&field, value)),
            _ => {}
        }
    }
    let many = number(at(body, "cargo.quantity")).is_some_and(|count| count > 1.0);
    if many && at(body, "cargo.weight").is_null() {
        found.push(required("cargo.weight"));
    }
    match at(body, "cargo.freightUID").as_str() {
        None if order => found.push(required("cargo.freightUID")),
        Some(uid) if !directories::has("freights", uid) => {
            let complaint = Complaint::new(NOT_LISTED, "Значение отсутствует в справочнике");
            found.push(complaint.field("cargo.freightUID").bad(uid));
        }
        _ => {}
    }
}

fn payment(body: &Map<String, Value>, order: bool, found: &mut Vec<Complaint>) {
    let payment = at(body, "payment");
    if payment.is_null() {
        if order {
            found.push(required("payment"));
        }
        return;
    }
    let kind = at(body, "payment.type");
    if kind != "cash" && kind != "noncash" {
        found.push(Complaint::new(BAD_PAYMENT, "Ошибка параметров оплаты").field("payment.type"));
    }
    let towns = ["paymentCity", "paymentCitySearch"].iter().filter(|key| payment.get(**key).is_some()).count();
    if !order && towns != 1 {
        found.push(if towns == 0 {
            required("payment.paymentCity")
        } else {
            let complaint = Complaint::new(EXCLUSIVE, "Переданы взаимоисключающие параметры");
            complaint.field("payment.paymentCity").field("payment.paymentCitySearch")
        });
    }
    if order && !["sender", "receiver", "third"].iter().any(|word| at(body, "payment.primaryPayer") == word) {
        found.push(Complaint::new(BAD_PAYMENT, "Ошибка параметров оплаты").field("payment.primaryPayer"));
    }
    let goods = at(body, "payment.cashOnDelivery").get(0).and_then(|one| one.get("products")).and_then(Value::as_array);
    if goods.is_some_and(|goods| !goods.is_empty()) && at(body, "members.requester.role") != "sender" {
        let complaint = Complaint::new(BAD_ON_DELIVERY, "Ошибка наложенного платежа");
        found.push(complaint.field("members.requester.role"));
    }
}

fn members(body: &Map<String, Value>, signed: bool, found: &mut Vec<Complaint>) {
    if at(body, "members.requester.role").is_null() {
        found.push(required("members.requester.role"));
    }
    for name in ["sender", "receiver"] {
        let path = format!("members.{name}");
        let member = at(body, &path);
        let (by_id, by_name) = (member.get("counteragentID").is_some(), member.get("counteragent").is_some());
        if !(by_name || by_id && signed) {
            found.push(required(&format!("{path}.counteragent")));
        }
        if by_name && by_id && signed {
            let complaint = Complaint::new(EXCLUSIVE, "Переданы взаимоисключающие параметры");
            found.push(complaint.field(format!("{path}.counteragentID")).field(format!("{path}.counteragent")));
        }
        if !by_name {
            continue;
        }
        for key in ["name", "form"] {
            let field = format!("{path}.counteragent.{key}");
            let custom = key == "form" && !at(body, &format!("{path}.counteragent.customForm")).is_null();
            if at(body, &field).is_null() && !custom {
                found.push(required(&field));
            }
        }
        let anonymous = at(body, &format!("{path}.counteragent.isAnonym")) == &Value::Bool(true);
        for (ids, values) in [("contactIDs", "contactPersons"), ("phoneIDs", "phoneNumbers")] {
            let is_there = member.get(values).is_some() || (signed && member.get(ids).is_some());
            if !anonymous && !is_there {
                found.push(required(&format!("{path}.{values}")));
            }
        }
    }
}

fn comment(body: &Map<String, Value>, found: &mut Vec<Complaint>) {
    let text = at(body, "delivery.comment").as_str().unwrap_or_default();
    let length: usize = text.chars().map(|sign| if sign == '"' { 6 } else { 1 }).sum();
    if length > 500 {
        found.push(Complaint::new(TOO_LONG, "Превышена допустимая длина").field("delivery.comment"));
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().filter(|number| number.is_finite())
}
