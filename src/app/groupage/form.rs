//! The form of a shipment: texts by the paths of the carrier's documents, read into a shipment and made of one.
//!
//! Texts stay as they are typed; what they mean is found out when they are read, so that nothing typed is lost by being
//! wrong. Days and hours are typed as everywhere in the program (`15.07`, `завтра`, `9`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use crate::api::dellin::{read_shipment, write_shipment};
use crate::domain::ltl::field::{self, Input};
use crate::domain::ltl::{DeliveryType, Finding, Method, Shipment};
use crate::domain::typed_time;
use crate::words::Message;

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    values: BTreeMap<String, String>,
    /// Rows of lists, empty ones too, by the path of the list.
    lists: BTreeMap<String, usize>,
    /// Fields that a person has gone through: what the desk put in by itself was looked at.
    seen: BTreeSet<String>,
}

/// What a form says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    /// The shipment.
    pub shipment: Shipment,
    /// Words, days and hours that are none.
    pub findings: Vec<Finding>,
    /// Numbers that are none.
    pub unreadable: Vec<(String, Message)>,
}

impl Form {
    /// The text of a field; empty: not said.
    #[must_use]
    pub fn get(&self, path: &str) -> &str {
        self.values.get(path).map_or("", String::as_str)
    }

    /// Sets the text of a field. True when it is another.
    pub fn set(&mut self, path: &str, text: &str) -> bool {
        if self.get(path) == text {
            return false;
        }
        if text.is_empty() {
            self.values.remove(path);
        } else {
            self.values.insert(path.to_owned(), text.to_owned());
        }
        true
    }

    /// Rows of a list.
    #[must_use]
    pub fn count(&self, list: &str) -> usize {
        self.lists.get(list).copied().unwrap_or_default()
    }

    /// Adds an empty row.
    pub fn add(&mut self, list: &str) {
        let count = self.lists.entry(list.to_owned()).or_default();
        *count = count.saturating_add(1);
    }

    /// Takes a row away; those after it move up.
    pub fn remove(&mut self, list: &str, place: usize) {
        let count = self.count(list);
        let mut moved = BTreeMap::new();
        for (path, text) in std::mem::take(&mut self.values) {
            match place_in(&path, list) {
                Some((at, _)) if at == place => {}
                Some((at, rest)) if at > place => {
                    moved.insert(format!("{list}[{}]{rest}", at.saturating_sub(1)), text);
                }
                _ => {
                    moved.insert(path, text);
                }
            }
        }
        self.values = moved;
        self.lists.insert(list.to_owned(), count.saturating_sub(1));
    }

    /// True when a field of this pattern, in any place of its list, says anything.
    #[must_use]
    pub fn says(&self, pattern: &str) -> bool {
        self.values.keys().any(|path| field::fits(path, pattern))
    }

    /// A person has gone through a field. True when it is the first time.
    pub fn see(&mut self, path: &str) -> bool {
        self.seen.insert(path.to_owned())
    }

    /// Has a person gone through a field?
    #[must_use]
    pub fn was_seen(&self, path: &str) -> bool {
        self.seen.contains(path)
    }

    /// True when both say the same, whatever was looked at.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.values == other.values && self.lists == other.lists
    }

    /// Nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The form of a shipment.
    #[must_use]
    pub fn of(shipment: &Shipment) -> Self {
        // A letter's measures and the town of payment stand in one of the two documents only, or in none.
        let mut whole = shipment.clone();
        if whole.delivery == Some(DeliveryType::Letter) {
            whole.delivery = Some(DeliveryType::Auto);
        }
        let mut form = Self::default();
        for method in [Method::Quote, Method::Order] {
            form.take(&Value::Object(write_shipment(&whole, method)), "");
        }
        if shipment.delivery == Some(DeliveryType::Letter) {
            form.set("delivery.deliveryType.type", DeliveryType::Letter.word());
        }
        form
    }

    fn take(&mut self, value: &Value, path: &str) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    self.take(value, &below);
                }
            }
            Value::Array(items) => {
                let count = self.count(path).max(items.len());
                self.lists.insert(path.to_owned(), count);
                for (at, item) in items.iter().enumerate() {
                    self.take(item, &format!("{path}[{at}]"));
                }
            }
            Value::Null => {}
            Value::String(text) => self.take_text(path, text),
            other => self.take_text(path, &other.to_string()),
        }
    }

    fn take_text(&mut self, path: &str, text: &str) {
        let shown = match field::field_of(path).map(|field| field.input) {
            Some(Input::Day) => text.parse::<NaiveDate>().map_or_else(|_| text.to_owned(), shown_day),
            // Written whether it is said or not.
            Some(Input::Number) if path == "cargo.hazardClass" && text == "0" => String::new(),
            Some(Input::Number | Input::Kilograms | Input::Metres | Input::Cubic | Input::Roubles) => {
                text.replace('.', ",")
            }
            Some(Input::Flag) if text == "false" => String::new(),
            Some(Input::Contrary) => {
                if text == "false" {
                    "true".to_owned()
                } else {
                    String::new()
                }
            }
            _ => text.to_owned(),
        };
        self.set(path, &shown);
    }

    /// What it says. `now`: by the clocks of the sender's town.
    #[must_use]
    pub fn read(&self, now: NaiveDateTime) -> Read {
        let mut unreadable = Vec::new();
        let mut root = Value::Object(Map::new());
        for (list, count) in &self.lists {
            // Rows of objects are there though nothing is typed in them yet.
            let of_objects = field::fields()
                .iter()
                .any(|field| field.list().is_some_and(|(own, rest)| own == list && !rest.is_empty()));
            for at in (0..*count).filter(|_| of_objects) {
                if let Some(place) = slot(&mut root, &format!("{list}[{at}]")) {
                    *place = Value::Object(Map::new());
                }
            }
        }
        for (path, text) in &self.values {
            let Some(field) = field::field_of(path) else { continue };
            if text.trim().is_empty() {
                continue;
            }
            let value = value_of(field.input, text, now);
            let Some(value) = value else {
                unreadable.push((path.clone(), Message::new("ltl-no-number")));
                continue;
            };
            if let Some(place) = slot(&mut root, path) {
                *place = value;
            }
        }
        let typed = read_shipment(&root);
        let mut shipment = typed.shipment;
        shipment.complete();
        Read { shipment, findings: typed.findings, unreadable }
    }
}

/// `01.12.2026`.
#[must_use]
pub fn shown_day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

/// A day as people type it.
#[must_use]
pub fn typed_day(text: &str, now: NaiveDateTime) -> Option<NaiveDate> {
    let text = text.trim();
    let plain = text.parse().ok().or_else(|| NaiveDate::parse_from_str(text, "%d.%m.%Y").ok());
    plain.or_else(|| typed_time::parse(&format!("{text} 0900"), now, None).map(|at| at.date()))
}

/// How a field is written once it has been left: a day and an hour in full.
#[must_use]
pub fn settled(input: Input, text: &str, now: NaiveDateTime) -> String {
    match input {
        Input::Day => typed_day(text, now).map_or_else(|| text.to_owned(), shown_day),
        Input::Clock => typed_clock(text, now).unwrap_or_else(|| text.to_owned()),
        _ => text.to_owned(),
    }
}

fn typed_clock(text: &str, now: NaiveDateTime) -> Option<String> {
    typed_time::parse(text, now, None).map(|at| at.format("%H:%M").to_string())
}

fn number(text: &str) -> Option<Value> {
    let plain: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let number: Decimal = plain.replace(',', ".").parse().ok()?;
    number.normalize().to_string().parse::<Number>().ok().map(Value::Number)
}

/// `None`: no number.
fn value_of(input: Input, text: &str, now: NaiveDateTime) -> Option<Value> {
    let text = text.trim();
    Some(match input {
        Input::Number | Input::Kilograms | Input::Metres | Input::Cubic | Input::Roubles => number(text)?,
        Input::Whole | Input::Number10(_) | Input::Id(_) => {
            number(text).filter(|value| !value.to_string().contains('.'))?
        }
        Input::Day => typed_day(text, now).map_or_else(|| text.into(), |day| day.to_string().into()),
        Input::Clock => typed_clock(text, now).map_or_else(|| text.into(), Value::String),
        Input::Flag => Value::Bool(text == "true"),
        Input::Contrary => Value::Bool(text != "true"),
        Input::YesNo => match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            other => other.into(),
        },
        Input::Text | Input::Long | Input::Word(_) | Input::Uid(_) => text.into(),
    })
}

/// The place of a path in a list and what follows: `list[2].uid` → `(2, ".uid")`.
fn place_in<'a>(path: &'a str, list: &str) -> Option<(usize, &'a str)> {
    let rest = path.strip_prefix(list)?.strip_prefix('[')?;
    let (at, rest) = rest.split_once(']')?;
    Some((at.parse().ok()?, rest))
}

/// The place of a path in a document, made where it is not there.
fn slot<'a>(root: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    let mut place = root;
    for part in path.split('.') {
        let (name, at) = match part.split_once('[') {
            Some((name, at)) => (name, at.strip_suffix(']').and_then(|at| at.parse::<usize>().ok())),
            None => (part, None),
        };
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        place = place.as_object_mut()?.entry(name).or_insert(Value::Null);
        if let Some(at) = at {
            if !place.is_array() {
                *place = Value::Array(Vec::new());
            }
            let items = place.as_array_mut()?;
            while items.len() <= at {
                items.push(Value::Null);
            }
            place = items.get_mut(at)?;
        }
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ltl::field::{fields, pattern};

    const ORDER: &str = include_str!("../../../assets/demo/dellin/request.json");
    const PRICE: &str = include_str!("../../../assets/demo/dellin/calculator.json");

    fn now() -> NaiveDateTime {
        NaiveDateTime::parse_from_str("2026-12-01T10:00", "%Y-%m-%dT%H:%M").unwrap()
    }

    /// Paths of all values of a document.
    fn paths(value: &Value, path: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    paths(value, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| paths(item, &format!("{path}[]"), found)),
            _ => drop(found.insert(path.to_owned())),
        }
    }

    #[test]
    fn every_field_of_both_documents_has_a_row_in_the_table_and_no_row_is_of_nothing() {
        let mut asked = BTreeSet::new();
        for sample in [ORDER, PRICE] {
            paths(&serde_json::from_str(sample).unwrap(), "", &mut asked);
        }
        for own in ["appkey", "sessionID"] {
            assert!(asked.remove(own), "the keys are of the settings");
        }
        let table: BTreeSet<String> = fields().iter().map(|field| pattern(&field.path)).collect();
        let missing: Vec<_> = asked.difference(&table).collect();
        assert!(missing.is_empty(), "no place for {missing:?}");
        // The sample of orders hands over at terminals: an airport and its town stand in the table of the document.
        let more: Vec<_> = table.difference(&asked).map(String::as_str).collect();
        assert!(more.is_empty(), "rows of nothing: {more:?}");
    }

    #[test]
    fn every_field_that_the_client_writes_comes_from_the_form_and_goes_back_to_it() {
        let sample: Value = serde_json::from_str(ORDER).unwrap();
        let shipment = read_shipment(&sample).shipment;
        let form = Form::of(&shipment);
        let again = form.read(now());
        assert!(again.findings.is_empty() && again.unreadable.is_empty(), "{again:?}");
        let document = |shipment: &Shipment| {
            let mut whole = BTreeSet::new();
            for method in [Method::Quote, Method::Order] {
                paths(&Value::Object(write_shipment(shipment, method)), "", &mut whole);
            }
            whole
        };
        // A flag that says no is not said; everything else is there.
        let lost: Vec<_> = document(&shipment).difference(&document(&again.shipment)).cloned().collect();
        let kept = lost.iter().all(|path| path.ends_with("isAnonym") || path == "inOrder");
        assert!(kept, "lost on the way: {lost:?}");
        let fixed = Form::of(&again.shipment);
        assert_eq!(fixed, Form::of(&fixed.read(now()).shipment), "a second way changes nothing");
    }

    #[test]
    fn what_is_typed_as_people_type_is_read() {
        let mut form = Form::default();
        form.set("delivery.derival.produceDate", "завтра");
        form.set("delivery.derival.time.worktimeStart", "9");
        form.set("cargo.totalWeight", "1 250,5");
        form.set("cargo.quantity", "много");
        form.set("inOrder", "true");
        form.add("delivery.packages");
        let read = form.read(now());
        assert_eq!(read.shipment.derival.produce_date, NaiveDate::from_ymd_opt(2026, 12, 2));
        assert_eq!(read.shipment.derival.time.unwrap().start.unwrap().to_string(), "09:00:00");
        assert_eq!(read.shipment.cargo.unwrap().total_weight, Some(Decimal::new(12505, 1)));
        assert_eq!(read.shipment.in_order, Some(false));
        assert_eq!(read.shipment.packages.len(), 1, "an empty row is there, and its check can say so");
        assert_eq!(read.unreadable.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["cargo.quantity"]);
        assert_eq!(settled(Input::Day, "завтра", now()), "02.12.2026");
        assert_eq!(settled(Input::Clock, "930", now()), "09:30");
    }

    #[test]
    fn a_row_that_goes_takes_its_texts_and_the_others_move_up() {
        let mut form = Form::default();
        for (at, name) in ["первый", "второй", "третий"].into_iter().enumerate() {
            form.add("members.sender.contactPersons");
            form.set(&format!("members.sender.contactPersons[{at}].name"), name);
        }
        form.remove("members.sender.contactPersons", 1);
        assert_eq!(form.count("members.sender.contactPersons"), 2);
        assert_eq!(form.get("members.sender.contactPersons[1].name"), "третий");
        assert_eq!(form.get("members.sender.contactPersons[2].name"), "");
    }
}
