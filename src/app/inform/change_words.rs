//! A change from outside in words: which field, what it was, what it is. Pure.

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::app::bid_more_words;
use crate::app::books::Books;
use crate::app::conflicts::shown::book_value;
use crate::app::conflicts::titles;
use crate::domain::bid::{BidPoint, BidStatus, Cargo, PaymentPeriodKind};
use crate::domain::bid_more::{Property, Temperature};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::money::Money;
use crate::domain::typed_time;
use crate::merge::BidField;
use crate::store::model::OutsideChange;
use crate::store::outside;
use crate::words::Lang;

/// A change, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeLine {
    /// Name of the field, or what happened.
    pub field: String,
    /// What it was; empty when there is nothing to compare.
    pub before: String,
    /// What it is; empty when the field says all.
    pub after: String,
    /// When it was made there or, where the platform doesn't say, read here: the dispatcher's own clock.
    pub when: String,
    /// Nobody has looked at it yet.
    pub unseen: bool,
}

/// A change in words. `own_offset`: minutes east of UTC of the dispatcher's own clock.
#[must_use]
pub fn line(change: &OutsideChange, books: &Books, lang: Lang, own_offset: i32) -> ChangeLine {
    let moment = |at: DateTime<Utc>| {
        let local = at.naive_utc() + chrono::TimeDelta::minutes(i64::from(own_offset));
        typed_time::shown(local)
    };
    let (field, before, after) = match change.field.as_str() {
        outside::NEW if change.kind == RecordKind::Bid => (lang.text("change-new"), String::new(), String::new()),
        outside::NEW => (lang.text("change-new-record"), String::new(), String::new()),
        outside::DELETED if change.new == Value::Bool(true) => {
            (lang.text("change-deleted"), String::new(), String::new())
        }
        outside::DELETED => (lang.text("change-restored"), String::new(), String::new()),
        outside::ACCEPTED => {
            let at = read::<DateTime<Utc>>(&change.new).map(moment).unwrap_or_default();
            (lang.text("change-accepted"), String::new(), at)
        }
        outside::STATUS if change.kind == RecordKind::Bid => {
            (lang.text("change-status"), status(&change.old, lang), status(&change.new, lang))
        }
        name => field_words((change.kind, name), (&change.old, &change.new), books, lang),
    };
    let when = moment(change.there_at.unwrap_or(change.at));
    ChangeLine { field, before, after, when, unseen: change.seen_at.is_none() }
}

/// What a field is called, what it was and what it is, in words.
#[must_use]
pub fn field_words(
    (kind, name): (RecordKind, &str),
    (old, new): (&Value, &Value),
    books: &Books,
    lang: Lang,
) -> (String, String, String) {
    let words = Words { books, lang };
    if kind == RecordKind::Bid {
        let (old, new) = words.both(name, old, new);
        return (lang.text(field_key(name)), old, new);
    }
    let value = |value| words.or_empty(book_value(kind, name, value, books, lang).unwrap_or_default());
    (lang.text(titles::field_key(kind, name)), value(old), value(new))
}

/// Key of a field's name.
fn field_key(name: &str) -> &'static str {
    match BidField::from_name(name) {
        Some(BidField::Customer) => "change-customer",
        Some(BidField::Organisation) => "change-organisation",
        Some(BidField::Responsible) => "change-responsible",
        Some(BidField::SalesManager) => "change-sales-manager",
        Some(BidField::PaymentType) => "change-payment-type",
        Some(BidField::VatType) => "change-vat-type",
        Some(BidField::VatOnTop) => "change-vat-on-top",
        Some(BidField::Price) => "change-price",
        Some(BidField::ContractNumber) => "change-contract",
        Some(BidField::PaymentDays) => "change-payment-days",
        Some(BidField::PaymentPeriod) => "change-payment-period",
        Some(BidField::Driver) => "change-driver",
        Some(BidField::SecondDriver) => "change-second-driver",
        Some(BidField::Car) => "change-car",
        Some(BidField::Trailer) => "change-trailer",
        Some(BidField::Cargos) => "change-cargos",
        Some(BidField::Points) => "change-points",
        Some(BidField::EmptyRun) => "change-empty-run",
        Some(BidField::Temperature) => "change-temperature",
        Some(BidField::Options) => "change-options",
        Some(BidField::Properties) => "change-properties",
        None => "change-other",
    }
}

/// A status in words.
pub(crate) fn status_text(status: &BidStatus, lang: Lang) -> String {
    match status {
        BidStatus::Draft => lang.text("status-draft"),
        BidStatus::Planned => lang.text("status-planned"),
        BidStatus::Started => lang.text("status-started"),
        BidStatus::Done => lang.text("status-done"),
        BidStatus::Cancelled => lang.text("status-cancelled"),
        BidStatus::Other(word) => word.clone(),
    }
}

fn status(value: &Value, lang: Lang) -> String {
    match value.as_str() {
        Some("draft") => lang.text("status-draft"),
        Some("planned") => lang.text("status-planned"),
        Some("started") => lang.text("status-started"),
        Some("done") => lang.text("status-done"),
        Some("cancelled") => lang.text("status-cancelled"),
        Some(other) => other.trim_start_matches('?').to_owned(),
        None => String::new(),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

struct Words<'a> {
    books: &'a Books,
    lang: Lang,
}

impl Words<'_> {
    fn both(&self, name: &str, old: &Value, new: &Value) -> (String, String) {
        if name == BidField::Points.name() {
            return self.points(old, new);
        }
        (self.or_empty(self.value(name, old)), self.or_empty(self.value(name, new)))
    }

    fn or_empty(&self, text: String) -> String {
        if text.is_empty() { self.lang.text("change-empty") } else { text }
    }

    fn value(&self, name: &str, value: &Value) -> String {
        let item = |kind| read::<RemoteId>(value).map(|id| self.books.item_name(kind, id).to_owned());
        let text = match BidField::from_name(name) {
            Some(
                BidField::Customer
                | BidField::Organisation
                | BidField::Driver
                | BidField::SecondDriver
                | BidField::Car
                | BidField::Trailer,
            ) => read::<LocalId>(value).map(|id| self.record(&id)),
            Some(BidField::Responsible | BidField::SalesManager) => read::<RemoteId>(value).map(|id| {
                let known = self.books.employees().iter().find(|employee| employee.id == id);
                known.map_or_else(|| id.to_string(), |employee| employee.name.clone())
            }),
            Some(BidField::PaymentType) => item(CatalogKind::PaymentType),
            Some(BidField::VatType) => item(CatalogKind::VatType),
            Some(BidField::VatOnTop | BidField::EmptyRun) => {
                Some(self.lang.text(if *value == Value::Bool(true) { "change-yes" } else { "change-no" }))
            }
            Some(BidField::Temperature) => {
                read::<Temperature>(value).map(|regime| bid_more_words::temperature(regime, self.lang))
            }
            Some(BidField::Options) => {
                let ids = read::<Vec<RemoteId>>(value);
                ids.map(|ids| bid_more_words::items(CatalogKind::BidOption, &ids, self.books))
            }
            Some(BidField::Properties) => {
                read::<Vec<Property>>(value).map(|properties| bid_more_words::properties(&properties))
            }
            Some(BidField::Price) => read::<Money>(value).map(Money::shown),
            Some(BidField::PaymentPeriod) => read::<PaymentPeriodKind>(value).map(|kind| {
                self.lang.text(match kind {
                    PaymentPeriodKind::Calendar => "change-calendar-days",
                    PaymentPeriodKind::Banking => "change-banking-days",
                })
            }),
            Some(BidField::Cargos) => read::<Vec<Cargo>>(value).map(|cargos| {
                cargos
                    .iter()
                    .map(|cargo| self.cargo(cargo))
                    .filter(|name| !name.is_empty())
                    .collect::<Vec<_>>()
                    .join("; ")
            }),
            Some(BidField::ContractNumber | BidField::PaymentDays | BidField::Points) | None => match value {
                Value::String(text) => Some(text.clone()),
                Value::Null => None,
                other => Some(other.to_string()),
            },
        };
        text.unwrap_or_default()
    }

    fn record(&self, id: &LocalId) -> String {
        self.books.record(id).map_or_else(|| id.to_string(), |record| record.entry.title())
    }

    fn cargo(&self, cargo: &Cargo) -> String {
        let weight = cargo.weight_t.map(|weight| format!("{weight} {}", self.lang.text("change-tonnes")));
        let named = (!cargo.name.is_empty()).then(|| cargo.name.clone());
        [named, weight].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Only the points that differ, by their place in the route.
    fn points(&self, old: &Value, new: &Value) -> (String, String) {
        let (old, new) =
            (read::<Vec<BidPoint>>(old).unwrap_or_default(), read::<Vec<BidPoint>>(new).unwrap_or_default());
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for place in 0..old.len().max(new.len()) {
            let (was, is) = (old.get(place), new.get(place));
            if was == is {
                continue;
            }
            let put = |list: &mut Vec<String>, point: Option<&BidPoint>| {
                list.extend(point.map(|point| format!("{}. {}", place.saturating_add(1), point_text(point))));
            };
            put(&mut before, was);
            put(&mut after, is);
        }
        (self.or_empty(before.join("; ")), self.or_empty(after.join("; ")))
    }
}

/// Where, when, and what else may have changed.
fn point_text(point: &BidPoint) -> String {
    let address = if point.place.address.is_empty() { point.place.settlement() } else { &point.place.address };
    let times = [point.plan_enter, point.window_end, point.plan_leave].into_iter().flatten().map(typed_time::shown);
    let mut parts = vec![address.to_owned(), times.collect::<Vec<_>>().join(" – ")];
    parts.extend(point.custom_type.as_ref().map(|kind| kind.name.clone()));
    parts.extend(point.comment.clone());
    parts.extend(point.contact.as_ref().map(|contact| format!("{} {}", contact.name, contact.phone)));
    parts.retain(|part| !part.trim().is_empty());
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::bid::PointKind;
    use crate::domain::place::Place;
    use chrono::NaiveDate;
    use serde_json::json;

    fn said(field: &str, old: Value, new: Value) -> (String, String, String) {
        let at = DateTime::from_timestamp(1_796_000_000, 0).unwrap();
        let change = OutsideChange {
            seq: 1,
            kind: RecordKind::Bid,
            id: LocalId::new("bid-1"),
            at,
            there_at: None,
            field: field.to_owned(),
            old,
            new,
            seen_at: None,
        };
        let line = line(&change, &Books::default(), Lang::Ru, 180);
        assert!(line.unseen && !line.when.is_empty());
        (line.field, line.before, line.after)
    }

    #[test]
    fn a_change_says_what_it_was_and_what_it_is() {
        let three = |field: &str, before: &str, after: &str| (field.to_owned(), before.to_owned(), after.to_owned());
        assert_eq!(said("status", json!("started"), json!("cancelled")), three("Статус", "В работе", "Отменена"));
        let price = said("price", json!("120000.00"), json!("150000.00"));
        assert_eq!(price, three("Цена", "120\u{a0}000,00\u{a0}₽", "150\u{a0}000,00\u{a0}₽"));
        assert_eq!(said("price", Value::Null, json!("1.00")).1, "(пусто)");
        assert_eq!(said("vat_on_top", json!(false), json!(true)), three("НДС сверху", "нет", "да"));
        assert_eq!(said("new", Value::Null, json!(true)), three("Новая заявка", "", ""));
        assert_eq!(said("deleted", json!(false), json!(true)), three("Удалена", "", ""));
        assert_eq!(said("car", json!("car-7"), Value::Null), three("Машина", "car-7", "(пусто)"));
    }

    #[test]
    fn a_book_record_is_said_in_the_words_of_its_form() {
        let said = |field: &str, old: Value, new: Value| {
            let words = field_words((RecordKind::Driver, field), (&old, &new), &Books::default(), Lang::Ru);
            (words.0, words.1, words.2)
        };
        let three = |field: &str, before: &str, after: &str| (field.to_owned(), before.to_owned(), after.to_owned());
        assert_eq!(said("comment", json!("наш"), Value::Null), three("Комментарий", "наш", "(пусто)"));
        assert_eq!(said("last_name", json!("Ким"), json!("Ли")), three("Фамилия", "Ким", "Ли"));
    }

    #[test]
    fn of_the_points_only_those_that_differ_are_said() {
        let point = |city: &str, hour| BidPoint {
            place: Place { address: city.to_owned(), ..Place::default() },
            plan_enter: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap().and_hms_opt(hour, 0, 0),
            ..BidPoint::new(PointKind::Load)
        };
        let old = json!([point("Казань", 10), point("Уфа", 14)]);
        let new = json!([point("Казань", 10), point("Уфа", 16)]);
        let (field, before, after) = said("points", old, new);
        assert_eq!(field, "Точки маршрута");
        assert_eq!((before.as_str(), after.as_str()), ("2. Уфа, 01.12.2026 14:00", "2. Уфа, 01.12.2026 16:00"));
    }
}
