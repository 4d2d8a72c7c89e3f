//! Tolerant reading of the platform's JSON: a field may be missing, `null`, a number or the text of one, and the same
//! thing has several names. What can't be read counts as absent; the raw text beside keeps it.

mod fields;
mod flat;
mod raw;
mod times;

use serde_json::{Map, Value};

pub(crate) use fields::{Fields, answered_id};
use raw::has_password;
pub(crate) use raw::{Listed, Row};
pub use times::read_instant;
pub(crate) use times::{Written, local_text, plan_date};

use crate::domain::money::Money;

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

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
    use crate::domain::id::RemoteId;

    #[test]
    fn numbers_are_read_in_every_form() {
        let row = object(
            r#"{"a": 5, "b": "5", "c": 5.0, "d": 0, "e": "", "f": null, "g": 5.5, "h": {"id": "7"}, "i": "12,5", "j": true}"#,
        );
        let fields = Fields::of(&row);
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
        let read = |path: &str| Fields::of(&row).money(&[path]).map(|money| money.to_string());
        assert_eq!(read("a").as_deref(), Some("120000.10"));
        assert_eq!(read("b").as_deref(), Some("234000.00"));
        assert_eq!(read("c").as_deref(), Some("120000.00"));
        assert_eq!(read("d").as_deref(), Some("12000.50"));
        assert_eq!(read("e").as_deref(), Some("0.10"));
        assert_eq!(read("f").as_deref(), Some("99999999999999.99"), "a floating number would lose the kopecks");
        assert_eq!(read("g"), None);
        for huge in ["1e400", "-1e400", "1e-400", "9e999999999999", "123456789012345678901234567890123.5"] {
            let row = object(&format!(r#"{{"price": {huge}}}"#));
            assert!(Fields::of(&row).money(&["price"]).is_none_or(|money| money.to_string() == "0.00"), "{huge}");
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
