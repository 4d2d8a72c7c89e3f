//! Book records as the command line answers and reads them.

use serde_json::{Map, Value, json};

use super::bid_json::{Names, meta};
use super::book_items;
use super::output::Failure;
use super::resolve;
use crate::domain::book::{BookEntry, CounterpartyStatus};
use crate::domain::book_field::{BookField, FieldRow, FieldValue, Input, fields_of, parse_number, row_of};
use crate::domain::id::RemoteId;
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

/// Every field that is known, by its name; references by the names of what they refer to.
fn body(entry: &BookEntry, names: &Names) -> Value {
    let mut fields = Map::new();
    for row in fields_of(entry.kind()) {
        if let Some(value) = entry.value(row.field) {
            fields.insert(row.field.name().to_owned(), shown(*row, &value, names));
        }
    }
    match entry {
        BookEntry::Car(car) => {
            fields.insert("tracker".to_owned(), json!(car.tracker));
            fields.insert("first_fixed_at".to_owned(), json!(car.first_fixed_at));
        }
        BookEntry::Trailer(trailer) => {
            fields.insert("tracker".to_owned(), json!(trailer.tracker));
        }
        BookEntry::Driver(_) | BookEntry::Counterparty(_) | BookEntry::Organisation(_) => {}
    }
    Value::Object(fields)
}

fn shown(row: FieldRow, value: &FieldValue, names: &Names) -> Value {
    match (row.input, value) {
        (Input::Catalog(kind), FieldValue::Whole(id)) => json!(names.item(kind, Some(RemoteId(*id)))),
        (_, FieldValue::Empty) => Value::Null,
        (_, FieldValue::Whole(number)) => json!(number),
        (_, FieldValue::Flag(flag)) => json!(flag),
        (Input::Phone, FieldValue::Text(text)) => {
            json!(Phone::parse(text).map_or_else(|_| text.clone(), |phone| phone.to_string()))
        }
        (_, FieldValue::Items(items)) => items.iter().map(|item| book_items::shown(row.field, item, names)).collect(),
        (_, FieldValue::Text(_) | FieldValue::Number(_) | FieldValue::Moment(_)) => json!(value.plain()),
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
        let field = BookField::named(name);
        if ANSWER_ONLY.contains(&name.as_str()) || field.is_some_and(BookField::is_platforms_own) {
            continue;
        }
        let row = field.and_then(|field| row_of(entry.kind(), field));
        let row = *row.ok_or_else(|| bad(name, "there is no such field"))?;
        let value = match value {
            Value::Null => FieldValue::Empty,
            Value::Bool(flag) if row.input == Input::Flag => FieldValue::Flag(*flag),
            Value::String(text) => read(row, name, text, store)?,
            Value::Number(number) => read(row, name, &number.to_string(), store)?,
            Value::Array(items) if row.input == Input::Items => {
                book_items::read(row.field, items, entry.value(row.field).as_ref(), store)?
            }
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Err(bad(name, "text is expected")),
        };
        entry.set_value(row.field, &value);
    }
    Ok(())
}

/// Reads a value by how its field is typed. A wrong check digit is a warning for a person at a form, not a reason to
/// refuse: foreign numbers exist.
fn read(row: FieldRow, name: &str, text: &str, store: &Store) -> Result<FieldValue, Failure> {
    if text.trim().is_empty() {
        return Ok(FieldValue::Empty);
    }
    match row.input {
        Input::Phone => phone(name, text).map(|phone| FieldValue::Text(phone.shown())),
        Input::Plate => plate(name, text).map(|plate| FieldValue::Text(plate.to_string())),
        Input::Number => {
            let number = parse_number(text).ok_or_else(|| bad(name, "a number is expected"))?;
            Ok(FieldValue::Number(number))
        }
        Input::Whole | Input::Employee | Input::Driver => {
            let number = text.trim().parse().map_err(|_not_a_number| bad(name, "a whole number is expected"))?;
            Ok(FieldValue::Whole(number))
        }
        Input::Catalog(kind) => resolve::item(store, kind, text).map(|id| FieldValue::Whole(id.0)),
        Input::Flag => match text.trim() {
            "true" => Ok(FieldValue::Flag(true)),
            "false" => Ok(FieldValue::Flag(false)),
            _ => Err(bad(name, "true or false")),
        },
        Input::Standing => {
            let status = CounterpartyStatus::named(text).ok_or_else(|| bad(name, "none, priority or suspended"))?;
            Ok(FieldValue::Text(status.name().to_owned()))
        }
        Input::Inn if !text.chars().all(|c| c.is_ascii_digit()) => Err(bad(name, "digits are expected")),
        Input::Inn => {
            if !inn::is_valid_inn(text) {
                tracing::warn!("the check digits of an INN are wrong");
            }
            Ok(FieldValue::text(text))
        }
        Input::Items => Err(bad(name, "a list is expected")),
        Input::Text | Input::Kpp | Input::Bic | Input::Account | Input::CorrespondentAccount | Input::Shown => {
            Ok(FieldValue::text(text))
        }
    }
}

fn phone(name: &str, text: &str) -> Result<Phone, Failure> {
    Phone::parse(text).map_err(|error| bad(name, &error.to_string()))
}

fn plate(name: &str, text: &str) -> Result<Plate, Failure> {
    Plate::parse(text).map_err(|error| bad(name, &error.to_string()))
}

pub(super) fn bad(field: &str, reason: &str) -> Failure {
    Failure::usage(Message::new("cli-bad-file").with("field", field).with("text", reason))
}
