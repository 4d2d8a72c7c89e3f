//! Lists inside a record: tanks of a truck or a trailer, fuel cards of a driver, documents and trading platforms of a
//! counterparty. The whole list is one value of its field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::named::named_fields;
use super::{BookField, FieldValue, parse_number};
use crate::domain::catalog::CatalogKind;
use crate::domain::phone::Phone;

named_fields! {
    /// A field of an item of a list.
    ItemField

    /// Name of a tank.
    TankName = "tank_name",
    /// Diesel or gas.
    TankFuel = "tank_fuel",
    /// Volume of a tank, litres.
    TankVolume = "tank_volume",
    /// The least that should stay in it, litres.
    TankMinimum = "tank_minimum",
    /// What is in it now, litres.
    TankCurrent = "tank_current",
    /// Consumption, as the platform counts it.
    TankConsumption = "tank_consumption",
    /// Number of a fuel card.
    CardNumber = "card_number",
    /// Kind of a document: the platform's number of it.
    DocumentKind = "document_kind",
    /// How many of a document.
    DocumentCount = "document_count",
    /// Name of a trading platform.
    PlatformName = "platform_name",
    /// Its address in the net.
    PlatformUrl = "platform_url",
    /// Its representative.
    PlatformPerson = "platform_person",
    /// The representative's phone.
    PlatformPhone = "platform_phone",
    /// The representative's e-mail.
    PlatformEmail = "platform_email",
    /// Payment type there.
    PlatformPayment = "platform_payment",
    /// How days of payment are counted there.
    PlatformPeriod = "platform_period",
    /// From what on they are counted.
    PlatformMethod = "platform_method",
}

/// How a field of an item is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemInput {
    /// A line of text.
    Text,
    /// A Russian phone.
    Phone,
    /// A number, perhaps with a fraction, not negative.
    Number,
    /// A whole number, not negative.
    Whole,
    /// A choice of a catalog.
    Catalog(CatalogKind),
    /// One of these words; a key of texts each.
    OneOf(&'static [&'static str]),
    /// Shown only.
    Shown,
}

/// A field of the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemRow {
    /// Which.
    pub field: ItemField,
    /// How it is typed.
    pub input: ItemInput,
    /// The platform takes no item without it.
    pub required: bool,
}

/// A list inside a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemList {
    /// The fields of an item, in the order of the form.
    pub rows: &'static [ItemRow],
    /// Items have numbers of the platform's.
    pub numbered: bool,
    /// New items can be made here: all that they need can be chosen.
    pub may_add: bool,
}

const fn row(field: ItemField, input: ItemInput) -> ItemRow {
    ItemRow { field, input, required: false }
}

const fn must(field: ItemField, input: ItemInput) -> ItemRow {
    ItemRow { field, input, required: true }
}

/// Fuels.
pub const FUELS: &[&str] = &["diesel", "gas"];
/// Ways to count days of payment.
pub const PERIODS: &[&str] = &["calendar", "banking"];
/// From what on days of payment are counted.
pub const METHODS: &[&str] = &["unloading", "scan", "original", "registry"];

const TANKS: ItemList = ItemList {
    rows: &[
        row(ItemField::TankName, ItemInput::Text),
        must(ItemField::TankFuel, ItemInput::OneOf(FUELS)),
        must(ItemField::TankVolume, ItemInput::Number),
        must(ItemField::TankMinimum, ItemInput::Number),
        row(ItemField::TankCurrent, ItemInput::Number),
        must(ItemField::TankConsumption, ItemInput::Number),
    ],
    numbered: true,
    may_add: true,
};

const CARDS: ItemList =
    ItemList { rows: &[must(ItemField::CardNumber, ItemInput::Text)], numbered: true, may_add: true };

/// Which document it is, is a number of a catalog that the contract doesn't name: those that are there can be counted
/// and taken away.
const DOCUMENTS: ItemList = ItemList {
    rows: &[row(ItemField::DocumentKind, ItemInput::Shown), must(ItemField::DocumentCount, ItemInput::Whole)],
    numbered: false,
    may_add: false,
};

const PLATFORMS: ItemList = ItemList {
    rows: &[
        row(ItemField::PlatformName, ItemInput::Text),
        row(ItemField::PlatformUrl, ItemInput::Text),
        row(ItemField::PlatformPerson, ItemInput::Text),
        row(ItemField::PlatformPhone, ItemInput::Phone),
        row(ItemField::PlatformEmail, ItemInput::Text),
        must(ItemField::PlatformPayment, ItemInput::Catalog(CatalogKind::PaymentType)),
        must(ItemField::PlatformPeriod, ItemInput::OneOf(PERIODS)),
        must(ItemField::PlatformMethod, ItemInput::OneOf(METHODS)),
    ],
    numbered: false,
    may_add: true,
};

/// The list that a field of a book is; `None` for fields that are none.
#[must_use]
pub const fn list_of(field: BookField) -> Option<&'static ItemList> {
    match field {
        BookField::FuelTanks => Some(&TANKS),
        BookField::FuelCards => Some(&CARDS),
        BookField::Documents => Some(&DOCUMENTS),
        BookField::Platforms => Some(&PLATFORMS),
        _ => None,
    }
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// The platform's number; 0 for one that is new, `None` in lists without numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// What is known of it.
    pub values: BTreeMap<ItemField, FieldValue>,
    /// What the platform keeps with it and this desk doesn't know, in the platform's own words: it goes back with the item.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rest: String,
}

impl Item {
    /// A new item of a list.
    #[must_use]
    pub fn blank(list: &ItemList) -> Self {
        let values = list.rows.iter().map(|row| (row.field, FieldValue::Empty)).collect();
        Self { id: list.numbered.then_some(0), values, rest: String::new() }
    }

    /// The value of a field; empty when the item lacks it.
    #[must_use]
    pub fn value(&self, field: ItemField) -> &FieldValue {
        self.values.get(&field).unwrap_or(&FieldValue::Empty)
    }
}

/// Reads a value of an item as it is typed; `None` when it is none of its kind. Choices of a catalog are not typed.
#[must_use]
pub fn read_item(input: ItemInput, typed: &str) -> Option<FieldValue> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(FieldValue::Empty);
    }
    match input {
        ItemInput::Text => Some(FieldValue::text(typed)),
        ItemInput::Phone => Phone::parse(typed).ok().map(|phone| FieldValue::Text(phone.shown())),
        ItemInput::Number => parse_number(typed).map(|number| FieldValue::Number(number.normalize())),
        ItemInput::Whole => typed.parse::<u32>().ok().map(|number| FieldValue::Whole(number.into())),
        ItemInput::OneOf(words) => words.contains(&typed).then(|| FieldValue::Text(typed.to_owned())),
        ItemInput::Catalog(_) | ItemInput::Shown => None,
    }
}

/// Our items with the numbers that the other side gave to those that had none: each number to one item of the same values.
#[must_use]
pub(super) fn numbered(ours: &[Item], theirs: &[Item]) -> Vec<Item> {
    let mut free: Vec<&Item> =
        theirs.iter().filter(|item| item.id != Some(0) && ours.iter().all(|own| own.id != item.id)).collect();
    let named = ours.iter().map(|own| {
        let same = |item: &&Item| own.id == Some(0) && item.values == own.values;
        match free.iter().position(same) {
            Some(place) => free.remove(place).clone(),
            None => own.clone(),
        }
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_an_item_stands_in_one_list_and_has_a_name_of_its_own() {
        for (place, field) in ItemField::ALL.iter().enumerate() {
            let lists = BookField::ALL.iter().filter_map(|field| list_of(*field));
            let standing = lists.filter(|list| list.rows.iter().any(|row| row.field == *field)).count();
            assert_eq!(standing, 1, "{field:?}");
            assert!(ItemField::ALL.iter().skip(place + 1).all(|other| other.name() != field.name()));
        }
    }

    #[test]
    fn new_items_take_the_numbers_that_the_platform_gave_them() {
        let card = |id: i64, number: &str| Item {
            id: Some(id),
            values: [(ItemField::CardNumber, FieldValue::Text(number.to_owned()))].into(),
            rest: String::new(),
        };
        let ours = [card(0, "A"), card(7, "B"), card(0, "C"), card(0, "A")];
        let theirs = [card(7, "B"), card(8, "A"), card(9, "A"), card(10, "D")];
        assert_eq!(numbered(&ours, &theirs), [card(8, "A"), card(7, "B"), card(0, "C"), card(9, "A")]);
    }

    #[test]
    fn values_of_items_are_read_as_people_type_them() {
        let text = |words: &str| Some(FieldValue::Text(words.to_owned()));
        for (input, typed, read) in [
            (ItemInput::Number, " 1 200,50 ", Some(FieldValue::Number("1200.5".parse().unwrap()))),
            (ItemInput::Number, "-1", None),
            (ItemInput::Whole, "3", Some(FieldValue::Whole(3))),
            (ItemInput::Whole, "3,5", None),
            (ItemInput::Phone, "8 900 000-00-01", text("+7 (900) 000-00-01")),
            (ItemInput::Phone, "900", None),
            (ItemInput::OneOf(FUELS), "gas", text("gas")),
            (ItemInput::OneOf(FUELS), "coal", None),
            (ItemInput::Text, "  ", Some(FieldValue::Empty)),
        ] {
            assert_eq!(read_item(input, typed), read, "{typed}");
        }
    }
}
