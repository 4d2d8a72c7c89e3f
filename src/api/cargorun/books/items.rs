//! Lists inside a row of a book, in the platform's shapes: read and written by one table, item by item, so that members
//! of an item that this desk doesn't know go back with it.

use serde_json::{Value, json};

use crate::api::cargorun::json::{Fields, Object};
use crate::domain::book_field::{BookField as F, FieldValue as V, Item, ItemField as I, ItemInput, list_of};
use crate::domain::phone::Phone;

/// The lists by their members of a row.
pub(super) const PATHS: &[(F, &str)] = &[
    (F::FuelTanks, "fuelTanks"),
    (F::FuelCards, "fuelCards"),
    (F::Documents, "documents"),
    (F::Platforms, "platforms"),
];

/// The member of an item that a field stands in.
const fn member(field: I) -> &'static str {
    match field {
        I::TankName | I::PlatformName => "name",
        I::TankFuel => "type",
        I::TankVolume => "totalVolume",
        I::TankMinimum => "minimumVolume",
        I::TankCurrent => "currentVolume",
        I::TankConsumption => "fuelConsumption",
        I::CardNumber => "number",
        I::DocumentKind => "id",
        I::DocumentCount => "count",
        I::PlatformUrl => "url",
        I::PlatformPerson => "representativeFullName",
        I::PlatformPhone => "representativePhoneNumber",
        I::PlatformEmail => "representativeEmail",
        I::PlatformPayment => "paymentTypeId",
        I::PlatformPeriod => "paymentPeriodType",
        I::PlatformMethod => "paymentMethodType",
    }
}

/// Words of choices: ours and the platform's. One that is in neither column is kept as it came.
const WORDS: &[(&str, &str)] = &[
    ("diesel", "Diesel"),
    ("gas", "Gas"),
    ("calendar", "InCalendarDays"),
    ("banking", "InBankingDays"),
    ("unloading", "ByUnloading"),
    ("scan", "ByScan"),
    ("original", "ByOriginal"),
    ("registry", "ByRegistry"),
];

/// A list of a row; `None` when the row doesn't have it, or has something else in its place.
pub(super) fn read(field: F, fields: Fields<'_>, path: &str) -> Option<V> {
    match fields.tree(path)? {
        Value::Null => Some(V::Empty),
        Value::Array(items) => {
            let items: Option<Vec<Item>> = items.iter().map(|item| read_item(field, item.as_object()?)).collect();
            items.map(V::items)
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => None,
    }
}

fn read_item(field: F, object: &Object) -> Option<Item> {
    let list = list_of(field)?;
    let mut rest = object.clone();
    let id = if list.numbered { Some(Fields::of(object).id(&["id"]).map_or(0, |id| id.0)) } else { None };
    if list.numbered {
        rest.remove("id");
    }
    let mut values = std::collections::BTreeMap::new();
    for row in list.rows {
        values.insert(row.field, value(row.input, Fields::of(object), member(row.field)));
        rest.remove(member(row.field));
    }
    let rest = if rest.is_empty() { String::new() } else { Value::Object(rest).to_string() };
    Some(Item { id, values, rest })
}

fn value(input: ItemInput, fields: Fields<'_>, path: &str) -> V {
    let paths = [path];
    let found = match input {
        ItemInput::Text => fields.text(&paths).map(|text| V::text(&text)),
        ItemInput::Phone => {
            fields.text(&paths).map(|text| V::text(&Phone::parse(&text).map_or(text, |phone| phone.shown())))
        }
        ItemInput::Number => {
            let number = fields.text(&paths).and_then(|text| super::details::number(&text));
            number.map(|number| V::Number(number.normalize()))
        }
        ItemInput::Whole => fields.integer(&paths).map(V::Whole),
        ItemInput::Catalog(_) | ItemInput::Shown => fields.id(&paths).map(|id| V::Whole(id.0)),
        ItemInput::OneOf(_) => fields.text(&paths).map(|text| {
            let ours = WORDS.iter().find(|(_, theirs)| theirs.eq_ignore_ascii_case(&text));
            V::Text(ours.map_or(text, |(ours, _)| (*ours).to_owned()))
        }),
    };
    found.unwrap_or(V::Empty)
}

/// The list as it is sent; `None` for a value that is no list.
pub(super) fn write(field: F, value: &V) -> Option<Value> {
    let list = list_of(field)?;
    match value {
        V::Empty => Some(json!([])),
        V::Items(items) => Some(
            items
                .iter()
                .map(|item| {
                    let mut out: Object = serde_json::from_str(&item.rest).unwrap_or_default();
                    if list.numbered {
                        out.insert("id".to_owned(), json!(item.id.unwrap_or(0)));
                    }
                    for row in list.rows {
                        out.insert(member(row.field).to_owned(), wire(row.input, item.value(row.field)));
                    }
                    Value::Object(out)
                })
                .collect(),
        ),
        V::Text(_) | V::Number(_) | V::Whole(_) | V::Flag(_) | V::Moment(_) => None,
    }
}

fn wire(input: ItemInput, value: &V) -> Value {
    match (input, value) {
        (ItemInput::Phone, V::Text(text)) => {
            json!(Phone::parse(text).map_or_else(|_| text.clone(), |phone| phone.to_string()))
        }
        (ItemInput::OneOf(_), V::Text(text)) => {
            json!(WORDS.iter().find(|(ours, _)| ours == text).map_or(text.as_str(), |(_, theirs)| *theirs))
        }
        (_, V::Text(text)) => json!(text),
        (_, V::Number(number)) => number.to_string().parse().map_or(Value::Null, Value::Number),
        (_, V::Whole(number)) => json!(number),
        (_, V::Flag(flag)) => json!(flag),
        (_, V::Empty | V::Moment(_) | V::Items(_)) => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::cargorun::json::object;

    const CAR: &str = r#"{"id": 5, "fuelTanks": [
        {"id": 3, "name": "Левый", "currentVolume": null, "totalVolume": 600.50, "fuelConsumption": 30,
         "minimumVolume": 20, "type": "Diesel", "invented": [1.10]},
        {"id": 4, "name": null, "currentVolume": 5, "totalVolume": 80, "fuelConsumption": 8, "minimumVolume": 0,
         "type": "Hydrogen"}]}"#;

    #[test]
    fn a_list_comes_back_as_it_came_with_what_nobody_knows() {
        let held = object(CAR);
        let read = read(F::FuelTanks, Fields::of(&held), "fuelTanks").expect("a list");
        let written = write(F::FuelTanks, &read).expect("a list");
        let expected = object(&CAR.replace("600.50", "600.5"));
        assert_eq!(Some(&written), expected.get("fuelTanks"));
    }

    #[test]
    fn items_are_added_changed_and_taken_away() {
        let held = object(CAR);
        let Some(V::Items(mut items)) = read(F::FuelTanks, Fields::of(&held), "fuelTanks") else { panic!("a list") };
        items.remove(1);
        items[0].values.insert(I::TankName, V::Text("Правый".to_owned()));
        items.push(Item::blank(list_of(F::FuelTanks).unwrap()));
        let written = write(F::FuelTanks, &V::Items(items)).unwrap();
        assert_eq!(
            (&written[0]["name"], &written[0]["invented"], &written[0]["id"]),
            (&json!("Правый"), &object(CAR)["fuelTanks"][0]["invented"], &json!(3))
        );
        assert_eq!((&written[1]["id"], &written[1]["type"]), (&json!(0), &Value::Null));
        assert_eq!(written.as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn what_is_no_list_of_objects_stays_unknown() {
        for text in [r#"{"fuelTanks": [1, 2]}"#, r#"{"fuelTanks": "нет"}"#, "{}"] {
            assert_eq!(read(F::FuelTanks, Fields::of(&object(text)), "fuelTanks"), None, "{text}");
        }
        assert_eq!(read(F::FuelTanks, Fields::of(&object(r#"{"fuelTanks": null}"#)), "fuelTanks"), Some(V::Empty));
        assert_eq!(write(F::FuelTanks, &V::Text("500".to_owned())), None, "a record of an older version");
    }
}
