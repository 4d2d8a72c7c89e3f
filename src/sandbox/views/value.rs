//! Single values as the vendor writes them.

use chrono::{DateTime, FixedOffset, NaiveDateTime, SecondsFormat, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

use super::super::clock;
use super::super::model::names::Named;

/// A moment in UTC, or null.
pub(crate) fn utc(moment: Option<DateTime<Utc>>) -> Value {
    moment.map(clock::utc_text).into()
}

/// A local time without a zone.
pub(crate) fn local(time: NaiveDateTime) -> Value {
    time.format("%Y-%m-%dT%H:%M:%S").to_string().into()
}

/// A local time with its offset.
pub(crate) fn with_offset(moment: DateTime<FixedOffset>) -> Value {
    moment.to_rfc3339_opts(SecondsFormat::Secs, false).into()
}

/// An amount as a JSON number, digit for digit; null when there is none.
pub(crate) fn money(amount: Option<Decimal>) -> Value {
    amount.map_or(Value::Null, |amount| serde_json::from_str(&amount.to_string()).unwrap_or(Value::Null))
}

/// A vendor's name, or null.
pub(crate) fn name<T: Named>(value: Option<T>) -> Value {
    value.map(Named::name).into()
}

/// A part that was kept as it came; null when there is none.
pub(crate) fn extra(extras: &serde_json::Map<String, Value>, name: &str) -> Value {
    extras.get(name).cloned().unwrap_or(Value::Null)
}

/// A list that was kept as it came; an empty list when there is none.
pub(crate) fn extra_list(extras: &serde_json::Map<String, Value>, name: &str) -> Value {
    extras.get(name).cloned().unwrap_or_else(|| Value::Array(Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_keeps_every_digit() {
        let drawn = |text: &str| money(text.parse().ok()).to_string();
        assert_eq!(drawn("123456789012.10"), "123456789012.10");
        assert_eq!(drawn("0.1"), "0.1");
        assert_eq!(money(None), Value::Null);
    }
}
