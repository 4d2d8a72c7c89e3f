//! Records of a server that documents half of itself: every field is optional, every kind is read in more than one
//! spelling, and what was not understood is kept and written back as it came.
//!
//! A value that is of another kind than the model says is not an error: the field is then absent and the value stays in
//! `rest`, so that a card can show it and nothing is lost.

use std::str::FromStr as _;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::{Map, Value};

/// Something that is read out of JSON and written back exactly.
pub trait Field: Sized {
    /// `None` when the value is of another kind.
    fn read(value: &Value) -> Option<Self>;

    /// The value as it came.
    fn write(&self) -> Value;
}

/// A number, or a text that is one.
#[derive(Debug, Clone, PartialEq)]
pub struct Num(Value);

impl Num {
    /// The exact value; `None` when it has more digits than fit.
    #[must_use]
    pub fn decimal(&self) -> Option<Decimal> {
        let text = self.text();
        Decimal::from_str(&text).or_else(|_plain| Decimal::from_scientific(&text)).ok()
    }

    /// A whole number of 64 bits: car types need 57 of them.
    #[must_use]
    pub fn int(&self) -> Option<i64> {
        self.text().parse().ok().or_else(|| self.decimal().filter(Decimal::is_integer)?.to_i64())
    }

    /// The nearest floating number, for coordinates, weights and sizes.
    #[must_use]
    pub fn float(&self) -> Option<f64> {
        self.text().parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// The digits, with a point.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.0 {
            Value::String(text) => text.trim().replace(',', "."),
            other => other.to_string(),
        }
    }
}

impl Field for Num {
    fn read(value: &Value) -> Option<Self> {
        let is_number = match value {
            Value::Number(_) => true,
            Value::String(text) => text.trim().replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => false,
        };
        is_number.then(|| Self(value.clone()))
    }

    fn write(&self) -> Value {
        self.0.clone()
    }
}

/// A text; a number stands for its digits (a phone in a field that is declared as a number).
#[derive(Debug, Clone, PartialEq)]
pub struct Text(Value);

impl Text {
    /// The text without blanks around it.
    #[must_use]
    pub fn get(&self) -> String {
        match &self.0 {
            Value::String(text) => text.trim().to_owned(),
            other => other.to_string(),
        }
    }
}

impl Field for Text {
    fn read(value: &Value) -> Option<Self> {
        matches!(value, Value::String(_) | Value::Number(_)).then(|| Self(value.clone()))
    }

    fn write(&self) -> Value {
        self.0.clone()
    }
}

/// Yes or no; `0`, `1`, `"true"` and `"false"` too.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag(Value);

impl Flag {
    /// The answer.
    #[must_use]
    pub fn is_set(&self) -> bool {
        truth(&self.0).unwrap_or(false)
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is_set) => Some(*is_set),
        Value::Number(number) => match number.as_i64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        },
        Value::String(text) => text.trim().to_ascii_lowercase().parse().ok(),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

impl Field for Flag {
    fn read(value: &Value) -> Option<Self> {
        truth(value).map(|_| Self(value.clone()))
    }

    fn write(&self) -> Value {
        self.0.clone()
    }
}

/// A list; members of another kind keep their place in it.
#[derive(Debug, Clone, PartialEq)]
pub struct List<T>(Vec<Result<T, Value>>);

impl<T> List<T> {
    /// The members that were understood, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().filter_map(|member| member.as_ref().ok())
    }
}

impl<T: Field> Field for List<T> {
    fn read(value: &Value) -> Option<Self> {
        let members = value.as_array()?.iter();
        Some(Self(members.map(|member| T::read(member).ok_or_else(|| member.clone())).collect()))
    }

    fn write(&self) -> Value {
        let write = |member: &Result<T, Value>| member.as_ref().map_or_else(Clone::clone, Field::write);
        Value::Array(self.0.iter().map(write).collect())
    }
}

/// Takes a field out of the rest of its record when it is of the right kind.
pub(super) fn take<T: Field>(rest: &mut Map<String, Value>, key: &str) -> Option<T> {
    let read = T::read(rest.get(key)?)?;
    rest.remove(key);
    Some(read)
}

/// A record as its fields, whatever they are.
pub trait Record {
    /// Names of the fields of the model.
    const FIELDS: &'static [&'static str];

    /// Fields of the model that came and were understood, with their values as they came.
    fn known(&self) -> Vec<(&'static str, Value)>;

    /// The others.
    fn rest(&self) -> &Map<String, Value>;
}

/// A record: its fields by name, and the rest.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct $name {
            $($(#[$doc])* pub $field: Option<$type>,)+
            /// Fields that the model doesn't know or that came as another kind, `null` among them.
            pub rest: serde_json::Map<String, serde_json::Value>,
        }

        impl $crate::api::ati::field::Record for $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];

            fn known(&self) -> Vec<(&'static str, serde_json::Value)> {
                let fields = [$((
                    stringify!($field),
                    self.$field.as_ref().map($crate::api::ati::field::Field::write),
                )),+];
                fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
            }

            fn rest(&self) -> &serde_json::Map<String, serde_json::Value> {
                &self.rest
            }
        }

        impl $crate::api::ati::field::Field for $name {
            fn read(value: &serde_json::Value) -> Option<Self> {
                let mut rest = value.as_object()?.clone();
                $(let $field = $crate::api::ati::field::take(&mut rest, stringify!($field));)+
                Some(Self { $($field,)+ rest })
            }

            fn write(&self) -> serde_json::Value {
                let mut all = self.rest.clone();
                $(if let Some(field) = &self.$field {
                    all.insert(stringify!($field).to_owned(), $crate::api::ati::field::Field::write(field));
                })+
                serde_json::Value::Object(all)
            }
        }
    };
}
pub(super) use record;

#[cfg(test)]
#[expect(unreachable_pub, reason = "the macro makes public records")]
mod tests {
    use serde_json::json;

    use super::*;

    record!(
        /// For the tests.
        Sample {
            /// A number.
            amount: Num,
            /// A text.
            name: Text,
            /// Yes or no.
            tir: Flag,
            /// Numbers.
            many: List<Num>,
        }
    );

    #[test]
    fn every_spelling_of_a_kind_is_understood_and_written_back_as_it_came() {
        let came = json!({ "amount": "0,50", "name": 79_001_234_567_i64, "tir": "true", "many": [1, "x", null, 72_057_594_037_927_936_i64] });
        let read = Sample::read(&came).unwrap();
        assert_eq!(read.amount.as_ref().and_then(Num::decimal), Some(Decimal::new(50, 2)));
        assert_eq!(read.name.as_ref().map(Text::get), Some("79001234567".to_owned()));
        assert!(read.tir.as_ref().is_some_and(Flag::is_set));
        let many: Vec<_> = read.many.iter().flat_map(List::iter).filter_map(Num::int).collect();
        assert_eq!(many, [1, 1 << 56]);
        assert!(read.rest.is_empty());
        assert_eq!(read.write(), came);
    }

    #[test]
    fn what_is_of_another_kind_or_unknown_stays_in_the_rest() {
        let came = json!({ "amount": { "x": 1 }, "name": null, "tir": 7, "many": "none", "new": [1.50] });
        let read = Sample::read(&came).unwrap();
        assert_eq!((&read.amount, &read.name, &read.tir, &read.many), (&None, &None, &None, &None));
        assert_eq!(read.rest.len(), 5);
        assert_eq!(read.write().to_string(), came.to_string(), "exact to the digits");
        assert_eq!(Sample::read(&json!([])), None);
    }
}
