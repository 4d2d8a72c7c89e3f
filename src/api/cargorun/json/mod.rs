//! Tolerant reading of the platform's JSON: a field may be missing, `null`, a number or the text of one, and the same
//! thing has several names. What can't be read counts as absent; the raw text beside keeps it.

mod raw;
mod times;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

pub(crate) use raw::{Row, split_rows};
pub use times::read_instant;
pub(crate) use times::{Written, local_text, plan_date};

use crate::domain::id::RemoteId;
use crate::domain::money::Money;

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// An object being read. Fields are named by paths (`user.lastName`), several where the platform has several names:
/// the first that is there and not `null` counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'a>(pub(crate) &'a Object);

impl<'a> Fields<'a> {
    /// The value at the first path that has one.
    pub(crate) fn value(self, paths: &[&str]) -> Option<&'a Value> {
        paths.iter().find_map(|path| {
            let (first, rest) = path.split_once('.').map_or((*path, None), |(first, rest)| (first, Some(rest)));
            let found = self.0.get(first)?;
            match rest {
                Some(rest) => Fields(found.as_object()?).value(&[rest]),
                None => Some(found).filter(|value| !value.is_null()),
            }
        })
    }

    /// Text that is not empty, without spaces around; a number counts as its text.
    pub(crate) fn text(self, paths: &[&str]) -> Option<String> {
        let text = match self.value(paths)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// A whole number, also written as text or as `5.0`.
    pub(crate) fn integer(self, paths: &[&str]) -> Option<i64> {
        let text = self.text(paths)?;
        text.parse().ok().or_else(|| {
            let exact = decimal(&text)?.normalize();
            if exact.scale() == 0 { exact.to_string().parse().ok() } else { None }
        })
    }

    /// A reference: a positive number; 0 is the platform's "none".
    pub(crate) fn id(self, paths: &[&str]) -> Option<RemoteId> {
        self.integer(paths).filter(|id| *id > 0).map(RemoteId)
    }

    /// A finite number that is no money.
    pub(crate) fn float(self, paths: &[&str]) -> Option<f64> {
        self.text(paths)?.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite())
    }

    /// Roubles, exact.
    pub(crate) fn money(self, paths: &[&str]) -> Option<Money> {
        let text = self.text(paths)?;
        decimal(&text).map(Money::from_decimal).or_else(|| Money::parse_typed(&text).ok())
    }

    /// Yes or no, also as text.
    pub(crate) fn flag(self, paths: &[&str]) -> Option<bool> {
        match self.value(paths)? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Value::Null | Value::String(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// A moment.
    pub(crate) fn instant(self, paths: &[&str]) -> Option<DateTime<Utc>> {
        Written::parse(&self.text(paths)?).map(Written::instant)
    }

    /// An object.
    pub(crate) fn object(self, paths: &[&str]) -> Option<Fields<'a>> {
        self.value(paths)?.as_object().map(Fields)
    }

    /// The objects of an array; empty when there is none.
    pub(crate) fn objects(self, paths: &[&str]) -> Vec<Fields<'a>> {
        let items = self.value(paths).and_then(Value::as_array);
        items.map(|items| items.iter().filter_map(Value::as_object).map(Fields).collect()).unwrap_or_default()
    }
}

/// A decimal of JSON, with or without an exponent.
fn decimal(text: &str) -> Option<Decimal> {
    text.parse().or_else(|_plain| Decimal::from_scientific(text)).ok()
}

/// The number of a record that an answer names: `{"id": 5}`, `{"entityId": 5}`, `5` or `"5"`.
pub(crate) fn answered_id(answer: &Value) -> Option<RemoteId> {
    match answer {
        Value::Object(object) => Fields(object).id(&["id"]).or_else(|| Fields(object).id(&["entityId"])),
        Value::Number(_) | Value::String(_) => {
            let mut wrapped = Object::new();
            wrapped.insert("id".to_owned(), answer.clone());
            Fields(&wrapped).id(&["id"])
        }
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}

/// Money as a JSON number with two decimals, never by way of a floating number.
pub(crate) fn money_number(money: Money) -> Value {
    money.to_string().parse::<serde_json::Number>().map_or(Value::Null, Value::Number)
}

#[cfg(test)]
pub(crate) fn object(text: &str) -> Object {
    serde_json::from_str(text).expect("an object")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_form() {
        let row = object(
            r#"{"a": 5, "b": "5", "c": 5.0, "d": 0, "e": "", "f": null, "g": 5.5, "h": {"id": "7"}, "i": "12,5", "j": true}"#,
        );
        let fields = Fields(&row);
        for path in ["a", "b", "c"] {
            assert_eq!(fields.id(&[path]), Some(RemoteId(5)), "{path}");
        }
        for path in ["d", "e", "f", "g", "h", "j", "absent", "a.id"] {
            assert_eq!(fields.id(&[path]), None, "{path}");
        }
        assert_eq!(fields.id(&["f", "absent.id", "h.id"]), Some(RemoteId(7)), "the first that is there");
        assert_eq!(fields.float(&["i"]), Some(12.5));
        assert_eq!(fields.integer(&["d"]), Some(0));
    }

    #[test]
    fn money_is_exact_in_every_form() {
        let row = object(
            r#"{"a": 120000.10, "b": "234000", "c": 1.2e5, "d": "12 000,50", "e": 0.1, "f": 99999999999999.99, "g": "x"}"#,
        );
        let read = |path: &str| Fields(&row).money(&[path]).map(|money| money.to_string());
        assert_eq!(read("a").as_deref(), Some("120000.10"));
        assert_eq!(read("b").as_deref(), Some("234000.00"));
        assert_eq!(read("c").as_deref(), Some("120000.00"));
        assert_eq!(read("d").as_deref(), Some("12000.50"));
        assert_eq!(read("e").as_deref(), Some("0.10"));
        assert_eq!(read("f").as_deref(), Some("99999999999999.99"), "a floating number would lose the kopecks");
        assert_eq!(read("g"), None);
        for huge in ["1e400", "-1e400", "1e-400", "9e999999999999", "123456789012345678901234567890123.5"] {
            let row = object(&format!(r#"{{"price": {huge}}}"#));
            assert!(Fields(&row).money(&["price"]).is_none_or(|money| money.to_string() == "0.00"), "{huge}");
        }
    }

    #[test]
    fn money_is_written_as_a_number_with_two_decimals() {
        for (typed, wire) in [("120000", "120000.00"), ("0.1", "0.10"), ("99999999999999.99", "99999999999999.99")] {
            let money = Money::parse_typed(typed).expect("an amount");
            assert_eq!(money_number(money).to_string(), wire);
            assert!(money_number(money).is_number());
        }
    }

    #[test]
    fn answers_name_the_record_in_every_form() {
        for text in [r#"{"id": 5}"#, r#"{"entityId": "5"}"#, "5", "\"5\"", r#"{"id": 0, "entityId": 5}"#] {
            let answer: Value = serde_json::from_str(text).expect("JSON");
            assert_eq!(answered_id(&answer), Some(RemoteId(5)), "{text}");
        }
        assert_eq!(answered_id(&Value::Null), None);
    }
}
