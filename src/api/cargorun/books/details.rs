//! The fields of a book that its list leaves out: where they stand in the platform's shapes, read and written by one
//! table.

use serde_json::{Value, json};

use super::items;
use crate::api::cargorun::json::{Fields, Object};
use crate::domain::book_field::{BookField as F, Details, FieldValue as V, Input, fields_of, row_of};
use crate::domain::id::RecordKind;
use crate::domain::phone::Phone;

/// A field and its path for writing; it is read at the same path.
type Place = (F, &'static str);

const DRIVER: &[Place] = &[(F::ShiftComment, "needsShiftChangeComment"), (F::UrgentShift, "needsUrgentShiftChange")];

const CAR: &[Place] = &[
    (F::MaintenanceComment, "needsMaintenanceComment"),
    (F::UrgentMaintenance, "needsUrgentMaintenance"),
    (F::WinterFuel, "winterFuelMode"),
    (F::SummerFuel, "summerFuelMode"),
    (F::RefuelingList, "isInRefuelingSyncList"),
    (F::Logist, "logistId"),
    (F::MechanicName, "mechanic.name"),
    (F::MechanicPhone, "mechanic.phoneNumber"),
    (F::DispatcherName, "columnDispatcher.name"),
    (F::DispatcherPhone, "columnDispatcher.phoneNumber"),
];

const TRAILER: &[Place] = &[
    (F::Carrying, "carrying"),
    (F::Volume, "volume"),
    (F::Length, "length"),
    (F::Width, "width"),
    (F::Height, "height"),
    (F::Containers, "containerCount"),
    (F::GrossWeight, "grossWeight"),
    (F::CurbWeight, "curbWeight"),
    (F::AxleLoad, "axleLoad"),
    (F::FifthWheelLoad, "fifthWheelLoad"),
    (F::AxesDistance, "axesDistance"),
    (F::WheelBase, "wheelBase"),
    (F::WheelFormula, "wheelFormula"),
    (F::Wheels, "wheelsDescription"),
    (F::TrailerDriver, "driverId"),
    (F::MechanicName, "mechanic.name"),
    (F::MechanicPhone, "mechanic.phoneNumber"),
    (F::RefuelingList, "isInRefuelingSyncList"),
];

const COUNTERPARTY: &[Place] = &[
    (F::Insolvent, "isInsolvent"),
    (F::InsolvencyComment, "insolvencyComment"),
    (F::DriversNote, "noteForDrivers"),
    (F::ContactLastName, "contactPerson.lastName"),
    (F::ContactFirstName, "contactPerson.firstName"),
    (F::ContactPatronymic, "contactPerson.patronymic"),
    (F::ContactPhone, "contactPerson.phoneNumber"),
    (F::ContactEmail, "contactPerson.email"),
    (F::BankName, "bankName"),
    (F::Bic, "bankId"),
    (F::Account, "settlementAccount"),
    (F::CorrespondentAccount, "correspondentAccount"),
    (F::StrictOffset, "analyzeStrictOffsetHours"),
];

const ORGANISATION: &[Place] = &[
    (F::CompanyPhone, "phoneNumber"),
    (F::Email, "email"),
    (F::BankName, "bankName"),
    (F::Bic, "bankId"),
    (F::Account, "settlementAccount"),
    (F::CorrespondentAccount, "correspondentAccount"),
    (F::ManagerPosition, "management.position"),
    (F::ManagerLastName, "management.lastName"),
    (F::ManagerFirstName, "management.firstName"),
    (F::ManagerPatronymic, "management.patronymic"),
    (F::AccountantLastName, "accountant.lastName"),
    (F::AccountantFirstName, "accountant.firstName"),
    (F::AccountantPatronymic, "accountant.patronymic"),
];

fn places(kind: RecordKind) -> &'static [Place] {
    match kind {
        RecordKind::Driver => DRIVER,
        RecordKind::Car => CAR,
        RecordKind::Trailer => TRAILER,
        RecordKind::Counterparty => COUNTERPARTY,
        RecordKind::Organisation => ORGANISATION,
        RecordKind::Bid => &[],
    }
}

fn input(kind: RecordKind, field: F) -> Input {
    fields_of(kind).iter().find(|row| row.field == field).map_or(Input::Text, |row| row.input)
}

/// What a row says of its details: a field that the row doesn't have stays unknown.
pub(crate) fn read(kind: RecordKind, fields: Fields<'_>) -> Details {
    let mut details = Details::default();
    for (field, path) in places(kind) {
        if fields.is_there(path) {
            details.set(*field, Some(value(fields, path, input(kind, *field))));
        }
    }
    for (field, path) in items::PATHS.iter().filter(|(field, _)| row_of(kind, *field).is_some()) {
        details.set(*field, items::read(*field, fields, path));
    }
    shown(kind, fields, &mut details);
    details
}

fn value(fields: Fields<'_>, path: &str, input: Input) -> V {
    let paths = [path];
    let found = match input {
        Input::Flag => fields.flag(&paths).map(V::Flag),
        Input::Number => fields.text(&paths).and_then(|text| number(&text)).map(V::Number),
        Input::Whole => fields.integer(&paths).map(V::Whole),
        Input::Employee | Input::Driver | Input::Catalog(_) => fields.id(&paths).map(|id| V::Whole(id.0)),
        Input::Phone => {
            fields.text(&paths).map(|text| V::Text(Phone::parse(&text).map_or(text, |phone| phone.shown())))
        }
        _ => fields.text(&paths).map(V::Text),
    };
    found.unwrap_or(V::Empty)
}

pub(super) fn number(text: &str) -> Option<rust_decimal::Decimal> {
    let text = text.replace(',', ".");
    text.parse().or_else(|_plain| rust_decimal::Decimal::from_scientific(&text)).ok()
}

/// What this desk only shows: names that the list gives for numbers whose directory the contract lacks.
fn shown(kind: RecordKind, fields: Fields<'_>, details: &mut Details) {
    let mut know = |field: F, value: Option<V>| {
        if kind != RecordKind::Bid && value.is_some() {
            details.set(field, value);
        }
    };
    let is_resource = matches!(kind, RecordKind::Driver | RecordKind::Car | RecordKind::Trailer);
    let or_empty = |path: &str, found: Option<V>| {
        let key = path.split('.').next().unwrap_or_default();
        found.or_else(|| fields.is_there(key).then_some(V::Empty))
    };
    let text = |path: &str| or_empty(path, fields.text(&[path]).map(V::Text));
    let moment = |path: &str| or_empty(path, fields.instant(&[path]).map(V::Moment));
    if is_resource {
        know(F::TransportColumn, text("transportColumn.name"));
        know(F::Permits, count(fields, "accessPermitIds"));
        know(F::InactiveReason, text("resourceInactivityInfo.inactivityReason"));
        know(F::InactiveSince, moment("resourceInactivityInfo.inactiveSince"));
        know(F::InactiveUntil, moment("resourceInactivityInfo.inactiveUntil"));
    }
    match kind {
        RecordKind::Driver => know(F::LastSignIn, moment("lastSignInAt")),
        RecordKind::Trailer => know(F::LoadOptions, count(fields, "loadUnloadOptions")),
        RecordKind::Counterparty => know(F::CounterpartyGroup, text("counterpartyGroupName")),
        RecordKind::Organisation => {
            know(F::Ogrn, text("ogrn"));
            know(F::Address, text("address"));
        }
        RecordKind::Car | RecordKind::Bid => {}
    }
}

fn count(fields: Fields<'_>, path: &str) -> Option<V> {
    i64::try_from(fields.length(&[path])?).ok().map(|count| if count == 0 { V::Empty } else { V::Whole(count) })
}

/// Writes what is known and differs from what the platform holds; what is unknown stays as it is held.
pub(crate) fn write(kind: RecordKind, out: &mut Object, details: &Details) {
    let held = read(kind, Fields::of(out));
    for (field, path) in places(kind) {
        let Some(value) = details.get(*field) else { continue };
        if held.get(*field) == Some(value) || (*value == V::Empty && held.get(*field).is_none()) {
            continue;
        }
        if *field == F::Logist && *value == V::Empty {
            out.insert("isLogistRemoval".to_owned(), json!(true));
        }
        put(out, path, wire(*field, value));
    }
    for (field, path) in items::PATHS.iter().filter(|(field, _)| row_of(kind, *field).is_some()) {
        let value = details.get(*field).filter(|value| held.get(*field) != Some(value));
        // A list that was never read, and is empty here, is left alone.
        let value = value.filter(|value| **value != V::Empty || held.get(*field).is_some());
        if let Some(written) = value.and_then(|value| items::write(*field, value)) {
            out.insert((*path).to_owned(), written);
        }
    }
}

fn wire(field: F, value: &V) -> Value {
    match value {
        V::Empty if field.is_kept_when_absent() => json!(""),
        V::Empty | V::Moment(_) | V::Items(_) => Value::Null,
        V::Text(text) => json!(
            Phone::parse(text).ok().filter(|_| is_phone(field)).map_or_else(|| text.clone(), |phone| phone.to_string())
        ),
        V::Number(number) => number.to_string().parse().map_or(Value::Null, Value::Number),
        V::Whole(number) => json!(number),
        V::Flag(flag) => json!(flag),
    }
}

const fn is_phone(field: F) -> bool {
    matches!(field, F::MechanicPhone | F::DispatcherPhone | F::ContactPhone | F::CompanyPhone)
}

/// Sets the value at a path of one or two names. People of a truck are known by phone: a new one has no number yet.
fn put(out: &mut Object, path: &str, value: Value) {
    let Some((first, rest)) = path.split_once('.') else {
        out.insert(path.to_owned(), value);
        return;
    };
    let inner = out.entry(first.to_owned()).or_insert(Value::Null);
    if !inner.is_object() {
        *inner = if matches!(first, "mechanic" | "columnDispatcher") { json!({ "id": 0 }) } else { json!({}) };
    }
    if let Value::Object(inner) = inner {
        inner.insert(rest.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::cargorun::json::object;
    use crate::domain::book::BookEntry;

    #[test]
    fn a_list_row_leaves_unknown_what_it_does_not_have() {
        let listed = object(
            r#"{"id": 5, "number": "АВ1234/16", "mechanic": {"id": 4, "name": "Механик"}, "accessPermitIds": [1, 2]}"#,
        );
        let details = read(RecordKind::Trailer, Fields::of(&listed));
        assert_eq!(details.get(F::Volume), None);
        assert_eq!(details.get(F::MechanicName), Some(&V::Text("Механик".to_owned())));
        assert_eq!(details.get(F::MechanicPhone), None);
        assert_eq!(details.get(F::Permits), Some(&V::Whole(2)));
        let form = object(r#"{"id": 5, "volume": null, "height": 3.50, "mechanic": null}"#);
        let details = read(RecordKind::Trailer, Fields::of(&form));
        assert_eq!(details.get(F::Volume), Some(&V::Empty));
        assert_eq!(details.get(F::Height).map(V::plain).as_deref(), Some("3.5"));
        assert_eq!(details.get(F::MechanicPhone), Some(&V::Empty));
    }

    #[test]
    fn only_what_is_known_and_differs_is_written() {
        let mut entry = BookEntry::blank(RecordKind::Car).expect("a book");
        entry.set_value(F::MaintenanceComment, &V::Empty);
        entry.set_value(F::MechanicName, &V::Text("Механик".to_owned()));
        entry.set_value(F::MechanicPhone, &V::Text("8 900 000-00-01".to_owned()));
        entry.set_value(F::Logist, &V::Empty);
        let mut out = object(
            r#"{"id": 5, "needsMaintenanceComment": "Масло", "winterFuelMode": 7, "logistId": 3, "mechanic": null}"#,
        );
        write(RecordKind::Car, &mut out, entry.details());
        let expected = object(
            r#"{"id": 5, "needsMaintenanceComment": "", "winterFuelMode": 7, "logistId": null, "isLogistRemoval": true,
                "mechanic": {"id": 0, "name": "Механик", "phoneNumber": "+79000000001"}}"#,
        );
        assert_eq!(out, expected);
    }
}
