//! Every property of the four edit models of the vendor's file, one by one: a person can edit it, or a named reason says
//! why not. Without the file the test says that it was skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

use super::write::body;
use crate::domain::book::BookEntry;
use crate::domain::book_field::{BookField, FieldRow, FieldValue as V, Input, Item, ItemInput, fields_of, list_of};
use crate::domain::id::RecordKind;

const MODELS: [(RecordKind, &str); 4] = [
    (RecordKind::Driver, "DriverEditModel"),
    (RecordKind::Car, "CarEditModel"),
    (RecordKind::Trailer, "TrailerEditModel"),
    (RecordKind::Counterparty, "CounterpartyEditModel"),
];

const NUMBER: &str = "the platform's own number of the record";
const ITEM_NUMBER: &str = "the platform's own number of an item: kept with it, 0 for a new one";
const BY_PHONE: &str = "the platform knows people by phone: the number goes back as it came";
const NO_DIRECTORY: &str = "the contract has no directory of these numbers: shown, sent back untouched";
const OF_THE_PHONE: &str = "told by the driver's own phone: sent back untouched";

/// What a person can't edit, and why.
const READ_ONLY: &[(RecordKind, &str, &str)] = &[
    (RecordKind::Driver, "id", NUMBER),
    (RecordKind::Driver, "isDeleted", "deleting and restoring are calls of their own"),
    (RecordKind::Driver, "transportColumnId", NO_DIRECTORY),
    (RecordKind::Driver, "accessPermitIds[]", NO_DIRECTORY),
    (RecordKind::Driver, "fuelCards[].id", ITEM_NUMBER),
    (RecordKind::Driver, "deviceInfo.model", OF_THE_PHONE),
    (RecordKind::Driver, "deviceInfo.osType", OF_THE_PHONE),
    (RecordKind::Driver, "deviceInfo.osVersion", OF_THE_PHONE),
    (RecordKind::Driver, "deviceInfo.appType", OF_THE_PHONE),
    (RecordKind::Driver, "deviceInfo.appVersion", OF_THE_PHONE),
    (RecordKind::Car, "id", NUMBER),
    (RecordKind::Car, "isLogistRemoval", "says that the dispatcher was cleared: written with the field `logist`"),
    (RecordKind::Car, "transportColumnId", NO_DIRECTORY),
    (RecordKind::Car, "mechanic.id", BY_PHONE),
    (RecordKind::Car, "columnDispatcher.id", BY_PHONE),
    (RecordKind::Car, "fuelTanks[].id", ITEM_NUMBER),
    (RecordKind::Car, "accessPermitIds[]", NO_DIRECTORY),
    (RecordKind::Trailer, "id", NUMBER),
    (RecordKind::Trailer, "transportColumnId", NO_DIRECTORY),
    (RecordKind::Trailer, "mechanic.id", BY_PHONE),
    (RecordKind::Trailer, "loadUnloadOptions[].id", NO_DIRECTORY),
    (RecordKind::Trailer, "fuelTanks[].id", ITEM_NUMBER),
    (RecordKind::Trailer, "accessPermitIds[]", NO_DIRECTORY),
    (RecordKind::Counterparty, "id", NUMBER),
    (RecordKind::Counterparty, "counterpartyGroupId", NO_DIRECTORY),
    (RecordKind::Counterparty, "documents[].id", NO_DIRECTORY),
];

fn contract() -> Option<Value> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/contract/cargorun-openapi.json");
    let named = std::env::var_os("CARGORUN_OPENAPI").map(PathBuf::from);
    let path = named.clone().unwrap_or_else(beside);
    if named.is_none() && !path.exists() {
        eprintln!("SKIPPED: no OpenAPI file at {}; name one in CARGORUN_OPENAPI", path.display());
        return None;
    }
    Some(serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
}

/// Names of all values of a schema: `mechanic.name`, `fuelTanks[].type`, `accessPermitIds[]`.
fn leaves(contract: &Value, schema: &Value, at: &str, found: &mut BTreeSet<String>) {
    let of = |pointer: &str| schema.pointer(pointer).and_then(Value::as_str);
    if let Some(reference) = of("/$ref").or_else(|| of("/allOf/0/$ref")) {
        let named = contract.pointer(reference.trim_start_matches('#')).unwrap();
        return leaves(contract, named, at, found);
    }
    if let Some(items) = schema.get("items") {
        return leaves(contract, items, &format!("{at}[]"), found);
    }
    match schema.get("properties").and_then(Value::as_object) {
        Some(properties) => {
            for (name, property) in properties {
                let below = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
                leaves(contract, property, &below, found);
            }
        }
        None => drop(found.insert(at.to_owned())),
    }
}

/// The values of a document by the same names.
fn values(document: &Value, at: &str, found: &mut BTreeMap<String, Value>) {
    match document {
        Value::Object(members) => {
            for (name, value) in members {
                values(value, &if at.is_empty() { name.clone() } else { format!("{at}.{name}") }, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| values(item, &format!("{at}[]"), found)),
        value => drop(found.insert(at.to_owned(), value.clone())),
    }
}

fn sample(row: FieldRow) -> V {
    match row.input {
        Input::Phone => V::Text("+7 900 000-00-02".to_owned()),
        Input::Plate => V::Text("АВ123477".to_owned()),
        Input::Number => V::Number("7.5".parse().unwrap()),
        Input::Whole | Input::Catalog(_) | Input::Employee | Input::Driver => V::Whole(77),
        Input::Flag => V::Flag(true),
        Input::Standing => V::Text("priority".to_owned()),
        Input::Items => {
            let list = list_of(row.field).unwrap();
            let mut item = Item::blank(list);
            for row in list.rows {
                let value = match row.input {
                    ItemInput::Number => V::Number("7.5".parse().unwrap()),
                    ItemInput::Whole | ItemInput::Catalog(_) => V::Whole(77),
                    ItemInput::OneOf(words) => V::Text(words[0].to_owned()),
                    ItemInput::Phone => V::Text("+7 900 000-00-02".to_owned()),
                    ItemInput::Text => V::Text("новое".to_owned()),
                    ItemInput::Shown => V::Empty,
                };
                item.values.insert(row.field, value);
            }
            V::Items(vec![item])
        }
        _ => V::Text("новое".to_owned()),
    }
}

/// The least that a book takes.
fn least(kind: RecordKind) -> BookEntry {
    let mut entry = BookEntry::blank(kind).unwrap();
    for (field, value) in [
        (BookField::Phone, V::Text("+7 900 000-00-01".to_owned())),
        (BookField::Number, V::Text("АВ777777".to_owned())),
        (BookField::Brand, V::Whole(1)),
        (BookField::Type, V::Whole(1)),
    ] {
        if fields_of(kind).iter().any(|row| row.field == field) {
            entry.set_value(field, &value);
        }
    }
    entry
}

fn written(entry: &BookEntry) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    values(&body(entry, None).unwrap(), "", &mut found);
    found
}

/// The names that change in what is sent when a person fills a field.
fn editable(kind: RecordKind) -> BTreeSet<String> {
    let before = written(&least(kind));
    let mut changed = BTreeSet::new();
    for row in fields_of(kind).iter().filter(|row| row.input != Input::Shown) {
        let mut entry = least(kind);
        entry.set_value(row.field, &sample(*row));
        let after = written(&entry);
        let own: Vec<_> = after.into_iter().filter(|(name, value)| before.get(name) != Some(value)).collect();
        assert!(!own.is_empty(), "{kind:?}: {:?} is in the form and changes nothing that is sent", row.field);
        // Numbers come along with what is new; nobody types them.
        changed.extend(own.into_iter().filter(|(_, value)| *value != 0 && !value.is_null()).map(|(name, _)| name));
    }
    changed
}

#[test]
fn every_property_of_the_edit_models_is_editable_or_read_only_for_a_reason() {
    let Some(contract) = contract() else { return };
    for (kind, model) in MODELS {
        let schema = contract.pointer(&format!("/components/schemas/{model}")).unwrap();
        let mut all = BTreeSet::new();
        leaves(&contract, schema, "", &mut all);
        assert!(all.len() > 10, "{model}: {all:?}");
        let editable = editable(kind);
        let fixed: BTreeSet<String> =
            READ_ONLY.iter().filter(|(of, ..)| *of == kind).map(|(_, name, _)| (*name).to_owned()).collect();
        let left: Vec<_> = all.iter().filter(|name| !editable.contains(*name) && !fixed.contains(*name)).collect();
        assert!(left.is_empty(), "{model}: neither editable nor named as read-only: {left:?}");
        let both: Vec<_> = fixed.intersection(&editable).collect();
        assert!(both.is_empty(), "{model}: editable, and yet named as read-only: {both:?}");
        let unknown: Vec<_> = fixed.union(&editable).filter(|name| !all.contains(*name)).collect();
        assert!(unknown.is_empty(), "{model}: the contract has no such property: {unknown:?}");
    }
}
