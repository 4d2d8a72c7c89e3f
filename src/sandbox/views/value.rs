//! Single values as the vendor writes them.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

use super::super::clock;
use super::super::model::book::Kept;
use super::super::model::names::Named;
use super::drawn::{Draw, Drawn};

/// A moment in UTC, or null.
pub(crate) fn utc(moment: Option<DateTime<Utc>>) -> Drawn {
    moment.map(clock::utc_text).drawn()
}

/// A local time without a zone.
pub(crate) fn local(time: NaiveDateTime) -> Drawn {
    Drawn::Text(clock::seconds_text(time))
}

/// A local time with its offset.
pub(crate) fn with_offset(moment: DateTime<FixedOffset>) -> Drawn {
    let mut text = clock::seconds_text(moment.naive_local());
    text.push_str(&moment.offset().to_string());
    Drawn::Text(text)
}

/// An amount as a JSON number, digit for digit; null when there is none.
pub(crate) fn money(amount: Option<Decimal>) -> Drawn {
    let number = |amount: Decimal| serde_json::from_str::<Value>(&amount.to_string()).unwrap_or(Value::Null);
    amount.map(number).drawn()
}

/// A vendor's name, or null.
pub(crate) fn name<T: Named>(value: Option<T>) -> Drawn {
    value.map(Named::name).drawn()
}

/// A part that was kept as it came; null when there is none.
pub(crate) fn extra(extras: &serde_json::Map<String, Value>, name: &str) -> Drawn {
    extras.get(name).drawn()
}

/// A list that was kept as it came; an empty list when there is none.
pub(crate) fn extra_list(extras: &serde_json::Map<String, Value>, name: &str) -> Drawn {
    extras.get(name).map_or(Drawn::EMPTY, Draw::drawn)
}

/// A member that is kept as it came, or what stands there while nothing was written.
pub(crate) fn kept(kept: &Kept, name: &str, nothing: Drawn) -> Drawn {
    kept.0.get(name).map_or(nothing, Draw::drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_keeps_every_digit() {
        let drawn = |text: &str| Value::from(money(text.parse().ok())).to_string();
        assert_eq!(drawn("123456789012.10"), "123456789012.10");
        assert_eq!(drawn("0.1"), "0.1");
        assert_eq!(money(None), Drawn::Null);
    }
}
