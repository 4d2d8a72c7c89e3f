//! What a dispatcher sets of a bid beyond route, crew and money: temperature, properties of the organisation's own making,
//! and the customer's own papers, which the contract of the platform has no field for.
//!
//! Source: `BidTemperatureRegimeModel`, `ExtendedPropertyJsonObject`, `CustomPointTypeSimpleModel` of the OpenAPI file.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::id::RemoteId;

/// What the cargo is kept at, degrees Celsius.
#[skip_serializing_none]
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Temperature {
    /// Not colder.
    pub min: Option<f64>,
    /// Not warmer.
    pub max: Option<f64>,
}

impl Temperature {
    /// `None` when neither end is said.
    #[must_use]
    pub fn of(min: Option<f64>, max: Option<f64>) -> Option<Self> {
        (min.is_some() || max.is_some()).then_some(Self { min, max })
    }

    /// True when the warm end lies below the cold one.
    #[must_use]
    pub fn is_crossed(&self) -> bool {
        self.min.zip(self.max).is_some_and(|(min, max)| min > max)
    }
}

/// A field of the organisation's own making (`extendedProperties`): a name and a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Property {
    /// Its name on the platform.
    pub name: String,
    /// Its text.
    pub value: String,
}

/// A kind of point of the organisation's own (customs, for one). Its number says which: the name is the platform's.
#[derive(Debug, Clone, Eq, Serialize, Deserialize)]
pub struct CustomType {
    /// The platform's number.
    pub id: RemoteId,
    /// Its name, as a bid brought it; empty when only the number came.
    #[serde(default)]
    pub name: String,
}

impl PartialEq for CustomType {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// What the contract has no field for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OwnField {
    /// Number of the customer's order.
    CustomerNumber,
    /// Its date.
    CustomerDate,
    /// Comment to the whole bid.
    Comment,
}

impl OwnField {
    /// All three, in the order of the form.
    pub const ALL: [Self; 3] = [Self::CustomerNumber, Self::CustomerDate, Self::Comment];

    /// Which of them a property of the organisation means; `None` for any other property.
    #[must_use]
    pub fn meant_by(property: &str) -> Option<Self> {
        let plain = property.to_lowercase().replace('ё', "е");
        let name: String = plain.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let is = |names: &[&str]| names.contains(&name.as_str());
        if is(&[
            "номерзаявкиклиента",
            "номерзаявкизаказчика",
            "номерклиента",
            "номерзаказаклиента",
            "номерзаказчика",
            "заявкаклиента",
            "clientnumber",
            "clientbidnumber",
            "customernumber",
            "customerbidnumber",
            "customerordernumber",
        ]) {
            Some(Self::CustomerNumber)
        } else if is(&[
            "датазаявкиклиента",
            "датазаявкизаказчика",
            "датаклиента",
            "датазаказаклиента",
            "clientdate",
            "clientbiddate",
            "customerdate",
            "customerbiddate",
            "customerorderdate",
        ]) {
            Some(Self::CustomerDate)
        } else if is(&["комментарий", "комментарийкзаявке", "примечание", "примечаниекзаявке", "comment", "bidcomment"])
        {
            Some(Self::Comment)
        } else {
            None
        }
    }
}

/// What of [`OwnField`] this desk keeps by itself: the organisation has no property for it.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnTerms {
    /// Number of the customer's order.
    pub customer_number: Option<String>,
    /// Its date.
    pub customer_date: Option<NaiveDate>,
    /// Comment to the whole bid.
    pub comment: Option<String>,
}

impl OwnTerms {
    /// True when nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The day of a property's text: `2026-11-20`, with or without a time, or `20.11.2026`.
#[must_use]
pub fn day_of(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let head: String = text.chars().take(10).collect();
    NaiveDate::parse_from_str(&head, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(&head, "%d.%m.%Y")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_is_known_by_its_name_whatever_its_spelling() {
        for (name, meant) in [
            ("Номер заявки клиента", Some(OwnField::CustomerNumber)),
            ("customerNumber", Some(OwnField::CustomerNumber)),
            ("customer_order_number", Some(OwnField::CustomerNumber)),
            ("ДАТА ЗАЯВКИ ЗАКАЗЧИКА", Some(OwnField::CustomerDate)),
            ("Комментарий к заявке", Some(OwnField::Comment)),
            ("Номер пломбы", None),
            ("", None),
        ] {
            assert_eq!(OwnField::meant_by(name), meant, "{name}");
        }
    }

    #[test]
    fn a_day_is_read_in_both_spellings() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20);
        for text in ["2026-11-20", "2026-11-20T00:00:00", " 20.11.2026 ", "20.11.2026 10:00"] {
            assert_eq!(day_of(text), day, "{text}");
        }
        assert_eq!(day_of("скоро"), None);
    }

    #[test]
    fn a_regime_without_ends_is_none() {
        assert_eq!(Temperature::of(None, None), None);
        assert!(Temperature { min: Some(5.0), max: Some(2.0) }.is_crossed());
        assert!(!Temperature { min: Some(2.0), max: Some(2.0) }.is_crossed());
    }
}
