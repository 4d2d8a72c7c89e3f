//! Lists inside a record in words: for the conflict screen, the changes from outside, and the names of their fields.

use super::books::Books;
use crate::domain::book_field::{BookField, FieldValue, Item, ItemField, ItemInput, list_of};
use crate::domain::id::RemoteId;
use crate::words::Lang;

/// Key of the name of an item's field.
#[must_use]
pub fn label_key(field: ItemField) -> String {
    format!("item-{}", field.name().replace('_', "-"))
}

/// Key of a word that can be chosen.
#[must_use]
pub fn word_key(word: &str) -> String {
    format!("item-word-{word}")
}

/// A whole list: its items by their filled fields.
#[must_use]
pub fn list_words(field: BookField, items: &[Item], books: &Books, lang: Lang) -> String {
    let Some(list) = list_of(field) else { return String::new() };
    let item = |item: &Item| {
        let parts = list.rows.iter().map(|row| value_words(row.input, item.value(row.field), books, lang));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    items.iter().map(item).collect::<Vec<_>>().join("; ")
}

/// A value of an item; empty when nothing is there.
#[must_use]
pub fn value_words(input: ItemInput, value: &FieldValue, books: &Books, lang: Lang) -> String {
    match (input, value) {
        (ItemInput::OneOf(words), FieldValue::Text(word)) if words.contains(&word.as_str()) => {
            lang.text(&word_key(word))
        }
        (ItemInput::Catalog(kind), FieldValue::Whole(id)) => {
            let name = books.item_name(kind, RemoteId(*id));
            if name.is_empty() { lang.text("conflicts-not-read") } else { name.to_owned() }
        }
        (ItemInput::Shown, FieldValue::Whole(number)) => format!("№{number}"),
        (ItemInput::Number, FieldValue::Number(_)) if lang == Lang::Ru => value.plain().replace('.', ","),
        _ => value.plain(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_said_item_by_item_in_the_language_of_the_screen() {
        let list = list_of(BookField::FuelTanks).unwrap();
        let mut tank = Item::blank(list);
        tank.values.insert(ItemField::TankFuel, FieldValue::Text("diesel".to_owned()));
        tank.values.insert(ItemField::TankVolume, FieldValue::Number("600.5".parse().unwrap()));
        let said = |lang| list_words(BookField::FuelTanks, &[tank.clone(), tank.clone()], &Books::default(), lang);
        assert_eq!(said(Lang::Ru), "Дизель, 600,5; Дизель, 600,5");
        assert_eq!(said(Lang::En), "Diesel, 600.5; Diesel, 600.5");
    }

    #[test]
    fn every_field_and_every_word_has_its_text() {
        for lang in [Lang::Ru, Lang::En] {
            for field in ItemField::ALL {
                let key = label_key(*field);
                assert_ne!(lang.text(&key), key);
            }
            for list in BookField::ALL.iter().filter_map(|field| list_of(*field)) {
                for row in list.rows {
                    let ItemInput::OneOf(words) = row.input else { continue };
                    assert!(words.iter().all(|word| lang.text(&word_key(word)) != word_key(word)), "{:?}", row.field);
                }
            }
        }
    }
}
