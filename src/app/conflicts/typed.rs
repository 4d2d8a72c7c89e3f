//! A third value by hand: text as people type it → a value of the unit.

use serde_json::{Value, json};

use super::case::DELETED;
use super::shown::{Speaker, read};
use crate::app::lines::{OwnClock, own_local};
use crate::domain::book_field::{FieldRow, FieldValue, Input, parse_number};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::money::Money;
use crate::domain::phone::Phone;
use crate::domain::plate::Plate;
use crate::domain::search_key::fold;
use crate::domain::typed_time;
use crate::merge::Unit;

impl Speaker<'_> {
    /// True when a third value of the unit can be typed. An address needs the geocoder, and whole points are kept or
    /// dropped: both are changed in the editor afterwards.
    #[must_use]
    pub fn may_type(&self, unit: &Unit) -> bool {
        let mut parts = unit.name.split('/');
        match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
            (DELETED | "empty_run" | "status" | "temperature" | "options" | "properties", ..)
            | (_, Some(_), None)
            | ("points" | "cargos", None, _)
            | (
                _,
                _,
                Some(
                    "place" | "kind" | "contact" | "size" | "loading" | "custom_type" | "load_options" | "options"
                    | "properties",
                ),
            ) => false,
            (field, ..) if self.detail(field).is_some_and(|row| row.input == Input::Flag) => false,
            _ => !self.case.is_deletion(),
        }
    }

    /// Reads a typed value; `now` decides which year "15.07" is of. Empty text clears what may be empty.
    #[must_use]
    pub fn read_typed(&self, unit: &Unit, text: &str, now: chrono::DateTime<chrono::Utc>) -> Option<Value> {
        if !self.may_type(unit) {
            return None;
        }
        let text = text.trim();
        let mut parts = unit.name.split('/');
        let (field, item, part) = (parts.next()?, parts.next(), parts.next());
        if let Some(row) = self.detail(field) {
            return self.detail_typed(*row, text).map(|value| json!(value));
        }
        match (field, part) {
            ("price_and_vat", _) => self.price(unit, text),
            ("payment_term", _) => {
                let days: Option<i32> = if text.is_empty() { None } else { Some(first_number(text)?) };
                Some(json!({"payment_days": days, "payment_period": unit.ours["payment_period"]}))
            }
            ("points", Some("times")) => self.times_typed(unit, item?, text, now),
            ("cargos", Some("name")) | ("last_name" | "first_name" | "name", _) => {
                (!text.is_empty()).then(|| json!(text))
            }
            _ if text.is_empty() => Some(Value::Null),
            ("customer", _) | ("points", Some("counterparty")) => self.record(RecordKind::Counterparty, text),
            ("organisation", _) => self.record(RecordKind::Organisation, text),
            ("driver" | "second_driver", _) => self.record(RecordKind::Driver, text),
            ("car", _) => self.record(RecordKind::Car, text),
            ("trailer", _) => self.record(RecordKind::Trailer, text),
            ("responsible" | "sales_manager", _) => {
                let mut known = self.books.employees().iter().filter(|employee| fold(&employee.name) == fold(text));
                known.next().map(|employee| json!(employee.id))
            }
            ("payment_type", _) => self.catalog_item(CatalogKind::PaymentType, text),
            ("vat_type", _) => self.catalog_item(CatalogKind::VatType, text),
            ("cargos", Some("type")) => self.catalog_item(CatalogKind::CargoType, text),
            ("cargos", Some("weight" | "volume")) => {
                text.replace(',', ".").parse::<f64>().ok().map(|number| json!(number))
            }
            ("type_id", _) if self.case.kind == RecordKind::Trailer => {
                self.catalog_item(CatalogKind::TrailerType, text)
            }
            ("type_id", _) => self.catalog_item(CatalogKind::CarType, text),
            ("brand_id", _) if self.case.kind == RecordKind::Trailer => {
                self.catalog_item(CatalogKind::TrailerBrand, text)
            }
            ("brand_id", _) => self.catalog_item(CatalogKind::CarBrand, text),
            ("phone", _) => Phone::parse(text).ok().map(|phone| json!(phone)),
            ("number", _) => Plate::parse(text).ok().map(|plate| json!(plate)),
            _ => Some(json!(text)),
        }
    }

    /// A field of a book's form; empty text clears it.
    fn detail_typed(&self, row: FieldRow, text: &str) -> Option<FieldValue> {
        Some(match row.input {
            _ if text.is_empty() => FieldValue::Empty,
            Input::Number => FieldValue::Number(parse_number(text)?),
            Input::Whole => FieldValue::Whole(text.parse().ok()?),
            Input::Phone => FieldValue::Text(Phone::parse(text).ok()?.shown()),
            Input::Employee => {
                let known = self.books.employees().iter().find(|employee| fold(&employee.name) == fold(text))?;
                FieldValue::Whole(known.id.0)
            }
            Input::Driver => {
                let id: LocalId = read(&self.record(RecordKind::Driver, text)?)?;
                FieldValue::Whole(self.books.record(&id)?.meta.remote_id?.0)
            }
            Input::Flag | Input::Catalog(_) | Input::Standing | Input::Plate | Input::Items | Input::Shown => {
                return None;
            }
            Input::Text | Input::Inn | Input::Kpp | Input::Bic | Input::Account | Input::CorrespondentAccount => {
                FieldValue::text(text)
            }
        })
    }

    /// `145 000` keeps the VAT of our side; `145 000 · НДС 20%` names its own.
    fn price(&self, unit: &Unit, text: &str) -> Option<Value> {
        let mut parts = text.split('·').map(str::trim);
        let price = Money::parse_typed(parts.next()?.trim_end_matches('₽').trim_end()).ok()?;
        let vat = match parts.next() {
            Some(name) => self.catalog_item(CatalogKind::VatType, name)?,
            None => unit.ours["vat_type"].clone(),
        };
        Some(json!({"price": price, "vat_type": vat, "vat_on_top": unit.ours["vat_on_top"]}))
    }

    /// `02.12 15:00`, or a window `02.12 14:00 – 16:00`; the departure of our side stays when it is later.
    fn times_typed(&self, unit: &Unit, item: &str, text: &str, now: chrono::DateTime<chrono::Utc>) -> Option<Value> {
        if text.is_empty() {
            return Some(json!({"plan_enter": null, "window_end": null, "plan_leave": null}));
        }
        let local = self
            .zone(item)
            .map_or_else(|| own_local(now, OwnClock { offset_minutes: self.own_offset }), |zone| zone.to_local(now));
        // A zone that was shown beside the time is not typed again.
        let text = text.split('(').next().unwrap_or_default();
        let (first, window) = text.split_once('–').map_or((text, None), |(first, rest)| (first, Some(rest)));
        let enter = typed_time::parse(first.trim(), local, None)?;
        let window = match window {
            Some(end) => Some(typed_time::parse(end.trim(), local, Some(enter)).filter(|end| *end > enter)?),
            None => None,
        };
        let leave = read::<chrono::NaiveDateTime>(&unit.ours["plan_leave"]).filter(|leave| *leave > enter);
        Some(json!({"plan_enter": enter, "window_end": window, "plan_leave": leave}))
    }

    /// The one usable record that is called so: name, short name, plate, phone, INN, our id.
    fn record(&self, kind: RecordKind, text: &str) -> Option<Value> {
        let wanted = fold(text);
        let plate = Plate::parse(text).ok().map(|plate| plate.to_string());
        let phone = Phone::parse(text).ok().map(|phone| phone.to_string());
        let mut found = self.books.of_kind(kind).iter().filter(|record| !record.deleted).filter(|record| {
            let key = record.entry.natural_key();
            fold(&record.entry.title()) == wanted
                || record.meta.id == LocalId::new(text)
                || key.is_some_and(|key| {
                    Some(&key) == plate.as_ref() || Some(&key) == phone.as_ref() || key.split('/').next() == Some(text)
                })
        });
        let only = found.next()?;
        found.next().is_none().then(|| json!(only.meta.id))
    }

    fn catalog_item(&self, kind: CatalogKind, text: &str) -> Option<Value> {
        let wanted = fold(text);
        let item = self.books.catalog(kind).iter().find(|item| !item.deleted && fold(&item.name) == wanted)?;
        Some(json!(item.id))
    }
}

fn first_number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.split_whitespace().next()?.parse().ok()
}
