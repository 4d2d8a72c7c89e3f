//! A row of a reference book in the platform's form for writing, over what the platform holds of it.

use serde_json::{Value, json};

use super::details;
use crate::api::cargorun::error::ApiError;
use crate::api::cargorun::json::Object;
use crate::api::cargorun::shape::{CAR_BOOK, COUNTERPARTY_BOOK, DRIVER_BOOK, Shape, TRAILER_BOOK};
use crate::domain::book::{BookEntry, Car, Counterparty, CounterpartyStatus, Driver, Organisation, Trailer};
use crate::domain::id::{RecordKind, RemoteId};

/// The body of an `Apply`. `held` is the edit shape of an existing row.
pub(crate) fn body(entry: &BookEntry, held: Option<(RemoteId, &Object)>) -> Result<Value, ApiError> {
    let shape = shape(entry.kind())?;
    let mut out = held.map(|(_, object)| shape.writable(object)).unwrap_or_default();
    out.insert("id".to_owned(), json!(held.map_or(0, |(id, _)| id.0)));
    details::write(entry.kind(), &mut out, entry.details());
    match entry {
        BookEntry::Driver(driver) => write_driver(&mut out, driver)?,
        BookEntry::Car(car) => write_car(&mut out, car)?,
        BookEntry::Trailer(trailer) => write_trailer(&mut out, trailer)?,
        BookEntry::Counterparty(counterparty) => write_counterparty(&mut out, counterparty),
        BookEntry::Organisation(organisation) => write_organisation(&mut out, organisation),
    }
    Ok(Value::Object(out))
}

fn shape(kind: RecordKind) -> Result<&'static Shape, ApiError> {
    match kind {
        RecordKind::Driver => Ok(&DRIVER_BOOK),
        RecordKind::Car => Ok(&CAR_BOOK),
        RecordKind::Trailer => Ok(&TRAILER_BOOK),
        RecordKind::Counterparty => Ok(&COUNTERPARTY_BOOK),
        RecordKind::Organisation => Ok(&Shape::SAME),
        RecordKind::Bid => Err(unsendable("a bid is no row of a reference book")),
    }
}

fn unsendable(what: &str) -> ApiError {
    ApiError::Unsendable { what: what.to_owned() }
}

fn set(out: &mut Object, name: &str, value: Value) {
    out.insert(name.to_owned(), value);
}

/// Required, and kept as it came where it did.
fn keep_or(out: &mut Object, name: &str, value: Value) {
    if out.get(name).is_none_or(Value::is_null) {
        set(out, name, value);
    }
}

/// `None` leaves the platform's note as it is, empty text clears it.
fn write_comment(out: &mut Object, comment: Option<&String>) {
    if let Some(comment) = comment {
        set(out, "comment", json!(comment));
    }
}

/// Ours where we have one, else theirs, else it can't be sent.
fn require(out: &mut Object, name: &str, ours: Option<Value>, missing: &str) -> Result<(), ApiError> {
    match ours {
        Some(value) => set(out, name, value),
        None if out.get(name).is_some_and(|held| !held.is_null()) => {}
        None => return Err(unsendable(missing)),
    }
    Ok(())
}

fn write_driver(out: &mut Object, driver: &Driver) -> Result<(), ApiError> {
    set(out, "lastName", json!(driver.last_name));
    set(out, "firstName", json!(driver.first_name));
    set(out, "patronymic", json!(driver.patronymic));
    require(out, "phoneNumber", driver.phone.as_ref().map(|phone| json!(phone.to_string())), "a driver needs a phone")?;
    write_comment(out, driver.comment.as_ref());
    keep_or(out, "isDeleted", json!(false));
    keep_or(out, "needsUrgentShiftChange", json!(false));
    Ok(())
}

fn write_car(out: &mut Object, car: &Car) -> Result<(), ApiError> {
    require(out, "number", car.number.as_ref().map(|plate| json!(plate.wire())), "a truck needs a plate")?;
    require(out, "brandTypeId", car.brand_id.map(|id| json!(id)), "a truck needs a brand")?;
    set(out, "typeId", json!(car.type_id));
    write_comment(out, car.comment.as_ref());
    keep_or(out, "isLogistRemoval", json!(false));
    keep_or(out, "needsUrgentMaintenance", json!(false));
    Ok(())
}

fn write_trailer(out: &mut Object, trailer: &Trailer) -> Result<(), ApiError> {
    require(out, "number", trailer.number.as_ref().map(|plate| json!(plate.wire())), "a trailer needs a plate")?;
    require(out, "brandTypeId", trailer.brand_id.map(|id| json!(id)), "a trailer needs a brand")?;
    require(out, "typeId", trailer.type_id.map(|id| json!(id)), "a trailer needs a type")?;
    write_comment(out, trailer.comment.as_ref());
    Ok(())
}

fn write_counterparty(out: &mut Object, counterparty: &Counterparty) {
    set(out, "name", json!(counterparty.name));
    set(out, "inn", json!(counterparty.inn));
    set(out, "kpp", json!(counterparty.kpp));
    let status = match counterparty.status {
        CounterpartyStatus::None => "None",
        CounterpartyStatus::Priority => "Priority",
        CounterpartyStatus::Suspended => "Suspended",
    };
    set(out, "status", json!(status));
    write_comment(out, counterparty.comment.as_ref());
    keep_or(out, "isInsolvent", json!(false));
    keep_or(out, "platforms", json!([]));
}

/// An organisation has no edit shape to be read: what isn't known here is left out, never sent as empty.
fn write_organisation(out: &mut Object, organisation: &Organisation) {
    set(out, "name", json!(organisation.name));
    set(out, "inn", json!(organisation.inn));
    set(out, "kpp", json!(organisation.kpp));
    set(out, "paymentTypeId", json!(organisation.payment_type));
    set(out, "ndsTypeId", json!(organisation.vat_type));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::cargorun::json::object;
    use crate::domain::plate::Plate;

    #[test]
    fn a_trailer_keeps_its_sizes_and_what_nobody_knows() {
        let held = object(
            r#"{"id": 5, "typeId": 1, "number": "АВ1234/16", "brandTypeId": 2, "carrying": 20.50, "volume": 92,
                "isActive": true, "trackerId": 8, "isDeleted": false, "resourceInactivityInfo": null,
                "mechanic": {"name": "Механик", "phoneNumber": "+79000000000"}, "comment": "старый", "invented": [1.10]}"#,
        );
        let trailer = Trailer {
            number: Plate::parse("АВ123416").ok(),
            type_id: Some(RemoteId(3)),
            brand_id: Some(RemoteId(2)),
            ..Trailer::default()
        };
        let written = body(&BookEntry::Trailer(trailer), Some((RemoteId(5), &held))).expect("a body");
        let expected = object(
            r#"{"id": 5, "typeId": 3, "number": "АВ1234/16", "brandTypeId": 2, "carrying": 20.50, "volume": 92,
                "mechanic": {"id": 0, "name": "Механик", "phoneNumber": "+79000000000"}, "comment": "старый", "invented": [1.10]}"#,
        );
        assert_eq!(written, Value::Object(expected));
    }

    #[test]
    fn a_new_row_has_what_the_platform_requires() {
        let driver =
            Driver { last_name: "Примеров".to_owned(), first_name: "Олег".to_owned(), ..Driver::default() };
        let no_phone = body(&BookEntry::Driver(driver.clone()), None);
        assert!(matches!(no_phone, Err(ApiError::Unsendable { .. })));
        let phone = crate::domain::phone::Phone::parse("8 900 123-45-67").ok();
        let whole = Driver { phone, comment: Some(String::new()), ..driver };
        let expected = object(
            r#"{"id": 0, "lastName": "Примеров", "firstName": "Олег", "patronymic": null, "phoneNumber": "+79001234567",
                "comment": "", "isDeleted": false, "needsUrgentShiftChange": false}"#,
        );
        assert_eq!(body(&BookEntry::Driver(whole), None), Ok(Value::Object(expected)));
        assert!(matches!(body(&BookEntry::Car(Car::default()), None), Err(ApiError::Unsendable { .. })));
    }

    #[test]
    fn an_organisation_is_written_with_what_is_known_of_it() {
        use crate::domain::book_field::{BookField, FieldValue};
        let mut entry =
            BookEntry::Organisation(Organisation { name: "ООО «Пример»".to_owned(), ..Default::default() });
        entry.set_value(BookField::ManagerLastName, &FieldValue::Text("Примеров".to_owned()));
        let expected = object(
            r#"{"id": 0, "name": "ООО «Пример»", "inn": null, "kpp": null, "paymentTypeId": null, "ndsTypeId": null,
                "management": {"lastName": "Примеров"}}"#,
        );
        assert_eq!(body(&entry, None), Ok(Value::Object(expected)));
    }
}
