//! Lists inside a book record as the command line answers and reads them: an array of objects, the whole list at once.

use serde_json::{Map, Value, json};

use super::bid_json::Names;
use super::book_json::bad;
use super::output::Failure;
use super::resolve;
use crate::domain::book_field::items::{ItemRow, read_item};
use crate::domain::book_field::{BookField, FieldValue, Item, ItemField, ItemInput, list_of};
use crate::domain::id::RemoteId;
use crate::store::Store;

/// An item with its number, its fields by their names, references by the names of what they refer to.
pub(super) fn shown(field: BookField, item: &Item, names: &Names) -> Value {
    let mut fields = Map::new();
    if let Some(id) = item.id {
        fields.insert("id".to_owned(), json!(id));
    }
    for row in list_of(field).map_or(&[][..], |list| list.rows) {
        let value = match (row.input, item.value(row.field)) {
            (_, FieldValue::Empty) => Value::Null,
            (ItemInput::Catalog(kind), FieldValue::Whole(id)) => json!(names.item(kind, Some(RemoteId(*id)))),
            (_, FieldValue::Whole(number)) => json!(number),
            (_, value) => json!(value.plain()),
        };
        fields.insert(row.field.name().to_owned(), value);
    }
    Value::Object(fields)
}

/// Reads a list that replaces `before`. An item with the number of one that was there, or in lists without numbers in its
/// place, keeps what this desk doesn't know of it and the fields that are not named.
pub(super) fn read(
    field: BookField,
    items: &[Value],
    before: Option<&FieldValue>,
    store: &Store,
) -> Result<FieldValue, Failure> {
    let list = list_of(field).ok_or_else(|| bad(field.name(), "no list"))?;
    let known: &[Item] = if let Some(FieldValue::Items(items)) = before { items } else { &[] };
    let mut read = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let name = format!("{}[{place}]", field.name());
        let fields = item.as_object().ok_or_else(|| bad(&name, "an object is expected"))?;
        let same = match fields.get("id").and_then(Value::as_i64).filter(|id| *id != 0) {
            Some(id) if list.numbered => Some(
                known.iter().find(|item| item.id == Some(id)).ok_or_else(|| bad(&name, "there is no such number"))?,
            ),
            _ if list.numbered => None,
            _ => known.get(place),
        };
        if same.is_none() && !list.may_add {
            return Err(bad(&name, "nothing can be added to this list"));
        }
        let mut made = same.cloned().unwrap_or_else(|| Item::blank(list));
        for (key, value) in fields.iter().filter(|(key, _)| *key != "id") {
            let whole = format!("{name}.{key}");
            let row = list.rows.iter().find(|row| row.field.name() == key);
            let row = row.ok_or_else(|| bad(&whole, "there is no such field"))?;
            if row.input != ItemInput::Shown {
                made.values.insert(row.field, read_value(row, &whole, value, store)?);
            }
        }
        if let Some(lack) = missing(list.rows, &made) {
            return Err(bad(&format!("{name}.{}", lack.name()), "it is required"));
        }
        read.push(made);
    }
    Ok(FieldValue::items(read))
}

fn missing(rows: &[ItemRow], item: &Item) -> Option<ItemField> {
    rows.iter().find(|row| row.required && *item.value(row.field) == FieldValue::Empty).map(|row| row.field)
}

fn read_value(row: &ItemRow, name: &str, value: &Value, store: &Store) -> Result<FieldValue, Failure> {
    let text = match value {
        Value::Null => return Ok(FieldValue::Empty),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Err(bad(name, "text is expected")),
    };
    if let ItemInput::Catalog(kind) = row.input {
        return resolve::item(store, kind, &text).map(|id| FieldValue::Whole(id.0));
    }
    read_item(row.input, &text).ok_or_else(|| bad(name, "it can't be read"))
}
