//! Book records as the command line answers and reads them.

use serde_json::{Map, Value, json};

use super::bid_json::{Names, meta};
use super::output::Failure;
use super::resolve;
use crate::domain::book::{BookEntry, Car, Counterparty, CounterpartyStatus, Driver, Organisation, Trailer};
use crate::domain::catalog::CatalogKind;
use crate::domain::id::{RecordKind, RemoteId};
use crate::domain::inn;
use crate::domain::phone::Phone;
use crate::domain::plate::Plate;
use crate::store::Store;
use crate::store::model::BookRecord;
use crate::words::Message;

/// The whole record.
pub(super) fn record(record: &BookRecord, names: &Names) -> Value {
    let mut fields = meta(&record.meta);
    fields.insert("deleted".into(), record.deleted.into());
    fields.insert("active".into(), record.active.into());
    if let Value::Object(body) = body(&record.entry, names) {
        fields.extend(body);
    }
    Value::Object(fields)
}

fn body(entry: &BookEntry, names: &Names) -> Value {
    match entry {
        BookEntry::Driver(driver) => json!({
            "last_name": driver.last_name, "first_name": driver.first_name, "patronymic": driver.patronymic,
            "phone": driver.phone, "comment": driver.comment,
        }),
        BookEntry::Car(car) => json!({
            "number": car.number, "type": names.item(CatalogKind::CarType, car.type_id),
            "brand": names.item(CatalogKind::CarBrand, car.brand_id), "comment": car.comment, "tracker": car.tracker,
            "first_fixed_at": car.first_fixed_at,
        }),
        BookEntry::Trailer(trailer) => json!({
            "number": trailer.number, "type": names.item(CatalogKind::TrailerType, trailer.type_id),
            "brand": names.item(CatalogKind::TrailerBrand, trailer.brand_id), "comment": trailer.comment,
            "tracker": trailer.tracker,
        }),
        BookEntry::Counterparty(counterparty) => json!({
            "name": counterparty.name, "inn": counterparty.inn, "kpp": counterparty.kpp,
            "status": counterparty.status, "comment": counterparty.comment,
        }),
        BookEntry::Organisation(organisation) => json!({
            "name": organisation.name, "inn": organisation.inn, "kpp": organisation.kpp,
            "payment_type": names.item(CatalogKind::PaymentType, organisation.payment_type),
            "vat_type": names.item(CatalogKind::VatType, organisation.vat_type),
        }),
    }
}

/// An empty record of a kind.
pub(super) fn blank(kind: RecordKind) -> Option<BookEntry> {
    match kind {
        RecordKind::Driver => Some(BookEntry::Driver(Driver::default())),
        RecordKind::Car => Some(BookEntry::Car(Car::default())),
        RecordKind::Trailer => Some(BookEntry::Trailer(Trailer::default())),
        RecordKind::Counterparty => Some(BookEntry::Counterparty(Counterparty::default())),
        RecordKind::Organisation => Some(BookEntry::Organisation(Organisation::default())),
        RecordKind::Bid => None,
    }
}

/// Fields that only answers carry.
const ANSWER_ONLY: &[&str] = &[
    "id",
    "remote_id",
    "state",
    "queued",
    "updated_here",
    "updated_there",
    "synced_at",
    "error",
    "deleted",
    "active",
    "tracker",
    "first_fixed_at",
];

/// Sets the named fields of a record.
pub(super) fn apply(fields: &Map<String, Value>, entry: &mut BookEntry, store: &Store) -> Result<(), Failure> {
    for (name, value) in fields {
        if ANSWER_ONLY.contains(&name.as_str()) {
            continue;
        }
        let text = match value {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Err(bad(name, "text is expected")),
        };
        set(entry, name, text, store)?;
    }
    Ok(())
}

fn set(entry: &mut BookEntry, name: &str, text: Option<String>, store: &Store) -> Result<(), Failure> {
    let item = |kind: CatalogKind, text: Option<String>| -> Result<Option<RemoteId>, Failure> {
        text.map(|text| resolve::item(store, kind, &text)).transpose()
    };
    match (entry, name) {
        (BookEntry::Driver(driver), "last_name") => driver.last_name = text.unwrap_or_default(),
        (BookEntry::Driver(driver), "first_name") => driver.first_name = text.unwrap_or_default(),
        (BookEntry::Driver(driver), "patronymic") => driver.patronymic = text,
        (BookEntry::Driver(driver), "phone") => driver.phone = text.map(|text| phone(name, &text)).transpose()?,
        (BookEntry::Driver(driver), "comment") => driver.comment = text,
        (BookEntry::Car(car), "number") => car.number = text.map(|text| plate(name, &text)).transpose()?,
        (BookEntry::Car(car), "type") => car.type_id = item(CatalogKind::CarType, text)?,
        (BookEntry::Car(car), "brand") => car.brand_id = item(CatalogKind::CarBrand, text)?,
        (BookEntry::Car(car), "comment") => car.comment = text,
        (BookEntry::Trailer(trailer), "number") => trailer.number = text.map(|text| plate(name, &text)).transpose()?,
        (BookEntry::Trailer(trailer), "type") => trailer.type_id = item(CatalogKind::TrailerType, text)?,
        (BookEntry::Trailer(trailer), "brand") => trailer.brand_id = item(CatalogKind::TrailerBrand, text)?,
        (BookEntry::Trailer(trailer), "comment") => trailer.comment = text,
        (BookEntry::Counterparty(counterparty), "name") => counterparty.name = text.unwrap_or_default(),
        (BookEntry::Counterparty(counterparty), "inn") => counterparty.inn = digits(name, text)?,
        (BookEntry::Counterparty(counterparty), "kpp") => counterparty.kpp = text,
        (BookEntry::Counterparty(counterparty), "comment") => counterparty.comment = text,
        (BookEntry::Counterparty(counterparty), "status") => counterparty.status = status(name, text.as_deref())?,
        _ => return Err(bad(name, "there is no such field")),
    }
    Ok(())
}

fn phone(name: &str, text: &str) -> Result<Phone, Failure> {
    Phone::parse(text).map_err(|error| bad(name, &error.to_string()))
}

fn plate(name: &str, text: &str) -> Result<Plate, Failure> {
    Plate::parse(text).map_err(|error| bad(name, &error.to_string()))
}

/// A wrong check digit is a warning for a person at a form, not a reason to refuse: foreign numbers exist.
fn digits(name: &str, text: Option<String>) -> Result<Option<String>, Failure> {
    match text {
        Some(text) if text.chars().all(|c| c.is_ascii_digit()) => {
            if !inn::is_valid_inn(&text) {
                tracing::warn!("the check digits of an INN are wrong");
            }
            Ok(Some(text))
        }
        Some(_) => Err(bad(name, "digits are expected")),
        None => Ok(None),
    }
}

fn status(name: &str, text: Option<&str>) -> Result<CounterpartyStatus, Failure> {
    match text.map(str::to_ascii_lowercase).as_deref() {
        None | Some("none") => Ok(CounterpartyStatus::None),
        Some("priority") => Ok(CounterpartyStatus::Priority),
        Some("suspended") => Ok(CounterpartyStatus::Suspended),
        Some(_) => Err(bad(name, "none, priority or suspended")),
    }
}

fn bad(field: &str, reason: &str) -> Failure {
    Failure::usage(Message::new("cli-bad-file").with("field", field).with("text", reason))
}
