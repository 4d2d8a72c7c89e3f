//! What is typed in a list inside a record, and back: an item that nobody touched means the very item.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::Typed;
use crate::domain::book_check::Flaw;
use crate::domain::book_field::items::{ItemList, ItemRow, read_item};
use crate::domain::book_field::{BookField, FieldValue, Item, ItemField, ItemInput, list_of};
use crate::ui::widgets::pick::Pick;

/// An item as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedItem {
    /// The item that it was.
    item: Item,
    /// What stands in its fields.
    cells: BTreeMap<ItemField, Typed>,
}

impl TypedItem {
    /// An item as it is.
    #[must_use]
    pub fn of(list: &ItemList, item: &Item) -> Self {
        let cells = list.rows.iter().map(|row| (row.field, typed(row.input, item.value(row.field)))).collect();
        Self { item: item.clone(), cells }
    }

    /// What stands in a field, to be changed.
    pub fn cell_mut(&mut self, field: ItemField) -> Option<&mut Typed> {
        self.cells.get_mut(&field)
    }

    /// The value that came with a field that is only shown.
    #[must_use]
    pub fn came(&self, field: ItemField) -> &FieldValue {
        self.item.value(field)
    }

    /// The item that is meant.
    #[must_use]
    pub fn to_item(&self) -> Item {
        let mut item = self.item.clone();
        for (field, cell) in &self.cells {
            let Some(row) = row_of(*field) else { continue };
            if *cell != typed(row.input, self.item.value(*field)) {
                item.values.insert(*field, value(row.input, cell).unwrap_or(FieldValue::Empty));
            }
        }
        item
    }

    /// What is wrong with a field of it.
    #[must_use]
    pub fn flaw(&self, row: &ItemRow) -> Option<Flaw> {
        let cell = self.cells.get(&row.field)?;
        if *cell == typed(row.input, self.item.value(row.field)) && *self.item.value(row.field) != FieldValue::Empty {
            // As it came: the platform has taken it so.
            return None;
        }
        match value(row.input, cell) {
            Some(FieldValue::Empty) => row.required.then_some(Flaw::Missing),
            Some(_) => None,
            None if row.input == ItemInput::Phone => Some(Flaw::NoPhone),
            None => Some(Flaw::NoNumber),
        }
    }

    /// A field was left: it takes its one way of writing.
    pub fn left(&mut self, row: &ItemRow) {
        let Some(cell @ Typed::Text(_)) = self.cells.get_mut(&row.field) else { return };
        if let Some(read) = value(row.input, cell) {
            *cell = typed(row.input, &read);
        }
    }
}

fn row_of(field: ItemField) -> Option<&'static ItemRow> {
    let lists = BookField::ALL.iter().filter_map(|field| list_of(*field));
    lists.flat_map(|list| list.rows).find(|row| row.field == field)
}

/// The items of a list as they are typed.
#[must_use]
pub fn typed_items(field: BookField, value: Option<&FieldValue>) -> Vec<TypedItem> {
    match (list_of(field), value) {
        (Some(list), Some(FieldValue::Items(items))) => items.iter().map(|item| TypedItem::of(list, item)).collect(),
        _ => Vec::new(),
    }
}

/// The first thing that is wrong with a list.
#[must_use]
pub fn flaw(items: &[TypedItem], field: BookField) -> Option<Flaw> {
    let list = list_of(field)?;
    items.iter().find_map(|item| list.rows.iter().find_map(|row| item.flaw(row)))
}

fn typed(input: ItemInput, value: &FieldValue) -> Typed {
    match (input, value) {
        (ItemInput::Catalog(_), FieldValue::Whole(id)) => Typed::Pick(Pick::of(Some(*id))),
        (ItemInput::OneOf(words), FieldValue::Text(word)) => {
            let place = words.iter().position(|known| known == word).and_then(|place| i64::try_from(place).ok());
            Typed::Pick(Pick::of(place))
        }
        (ItemInput::Catalog(_) | ItemInput::OneOf(_), _) => Typed::Pick(Pick::default()),
        (ItemInput::Number, value) => Typed::Text(value.plain().replace('.', ",")),
        (_, value) => Typed::Text(value.plain()),
    }
}

/// `None` for what can't be read.
fn value(input: ItemInput, typed: &Typed) -> Option<FieldValue> {
    match (input, typed) {
        (ItemInput::OneOf(words), Typed::Pick(pick)) => {
            let word = pick.chosen.and_then(|place| words.get(usize::try_from(place).ok()?));
            Some(word.map_or(FieldValue::Empty, |word| FieldValue::Text((*word).to_owned())))
        }
        (_, Typed::Pick(pick)) => Some(pick.chosen.map_or(FieldValue::Empty, FieldValue::Whole)),
        (input, Typed::Text(text)) => read_item(input, text),
        (_, Typed::Flag(_) | Typed::Items(_)) => Some(FieldValue::Empty),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::book::BookEntry;
    use crate::domain::id::RecordKind;
    use crate::ui::books::form::model::Form;

    fn car() -> BookEntry {
        let tank = |id: i64, fuel: &str, volume: &str| Item {
            id: Some(id),
            values: [
                (ItemField::TankFuel, FieldValue::Text(fuel.to_owned())),
                (ItemField::TankVolume, FieldValue::Number(volume.parse().unwrap())),
                (ItemField::TankMinimum, FieldValue::Number(0.into())),
                (ItemField::TankConsumption, FieldValue::Number(30.into())),
            ]
            .into(),
            rest: r#"{"invented":[1.10]}"#.to_owned(),
        };
        let mut entry = BookEntry::blank(RecordKind::Car).unwrap();
        let tanks = FieldValue::items(vec![tank(3, "diesel", "600.5"), tank(4, "Hydrogen", "80")]);
        entry.set_value(BookField::FuelTanks, &tanks);
        entry
    }

    fn tanks(form: &mut Form) -> &mut Vec<TypedItem> {
        match form.get_mut(BookField::FuelTanks) {
            Some(Typed::Items(items)) => items,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_untouched_list_means_the_very_list() {
        let entry = car();
        assert_eq!(Form::of(&entry).to_entry(&entry), entry);
    }

    #[test]
    fn a_touched_field_changes_and_the_rest_of_its_item_stays() {
        let entry = car();
        let mut form = Form::of(&entry);
        *tanks(&mut form)[0].cell_mut(ItemField::TankVolume).unwrap() = Typed::Text("700".to_owned());
        let Some(FieldValue::Items(items)) = form.to_entry(&entry).value(BookField::FuelTanks) else { panic!() };
        assert_eq!(items[0].value(ItemField::TankVolume), &FieldValue::Number(700.into()));
        assert_eq!((items[0].id, items[0].rest.as_str()), (Some(3), r#"{"invented":[1.10]}"#));
        assert_eq!(items[1].value(ItemField::TankFuel), &FieldValue::Text("Hydrogen".to_owned()), "a word of tomorrow");
    }

    #[test]
    fn items_are_added_and_taken_away_and_a_new_one_says_what_it_lacks() {
        let entry = car();
        let mut form = Form::of(&entry);
        let list = list_of(BookField::FuelTanks).unwrap();
        tanks(&mut form).remove(0);
        tanks(&mut form).push(TypedItem::of(list, &Item::blank(list)));
        assert_eq!(flaw(form.items(BookField::FuelTanks), BookField::FuelTanks), Some(Flaw::Missing));
        let new = &mut tanks(&mut form)[1];
        *new.cell_mut(ItemField::TankFuel).unwrap() = Typed::Pick(Pick::of(Some(1)));
        for field in [ItemField::TankVolume, ItemField::TankMinimum, ItemField::TankConsumption] {
            *new.cell_mut(field).unwrap() = Typed::Text("9,5".to_owned());
        }
        assert_eq!(flaw(form.items(BookField::FuelTanks), BookField::FuelTanks), None);
        *tanks(&mut form)[1].cell_mut(ItemField::TankCurrent).unwrap() = Typed::Text("много".to_owned());
        assert_eq!(flaw(form.items(BookField::FuelTanks), BookField::FuelTanks), Some(Flaw::NoNumber));
        tanks(&mut form).clear();
        assert_eq!(form.to_entry(&entry).value(BookField::FuelTanks), Some(FieldValue::Empty));
    }
}
