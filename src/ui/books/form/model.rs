//! What is typed in the form of a record, and back: only what a person touched differs from what the record was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::items::{TypedItem, typed_items};
use crate::domain::book::{BookEntry, CounterpartyStatus};
use crate::domain::book_check::tidy;
use crate::domain::book_field::{BookField, FieldRow, FieldValue, Input, fields_of, parse_number};
use crate::domain::id::RecordKind;
use crate::ui::widgets::pick::Pick;

/// What stands in a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Typed {
    /// Text as typed.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A choice: a platform number, or the place of a standing.
    Pick(Pick<i64>),
    /// A list.
    Items(Vec<TypedItem>),
}

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Form(BTreeMap<BookField, Typed>);

/// Fields that a person types.
pub fn typed_rows(kind: RecordKind) -> impl Iterator<Item = &'static FieldRow> {
    fields_of(kind).iter().filter(|row| row.input != Input::Shown)
}

impl Form {
    /// The form of a record; what isn't known stands empty.
    #[must_use]
    pub fn of(entry: &BookEntry) -> Self {
        Self(typed_rows(entry.kind()).map(|row| (row.field, typed(*row, entry.value(row.field).as_ref()))).collect())
    }

    /// What stands in a field.
    #[must_use]
    pub fn get(&self, field: BookField) -> Option<&Typed> {
        self.0.get(&field)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, field: BookField) -> Option<&mut Typed> {
        self.0.get_mut(&field)
    }

    /// Text of a field of text; empty for others.
    #[must_use]
    pub fn text(&self, field: BookField) -> &str {
        match self.0.get(&field) {
            Some(Typed::Text(text)) => text,
            _ => "",
        }
    }

    /// Items of a list; none for other fields.
    #[must_use]
    pub fn items(&self, field: BookField) -> &[TypedItem] {
        match self.0.get(&field) {
            Some(Typed::Items(items)) => items,
            _ => &[],
        }
    }

    /// True when nothing is typed or chosen in a field.
    #[must_use]
    pub fn is_blank(&self, field: BookField) -> bool {
        match self.0.get(&field) {
            Some(Typed::Text(text)) => text.trim().is_empty(),
            Some(Typed::Pick(pick)) => pick.chosen.is_none(),
            Some(Typed::Flag(flag)) => !flag,
            Some(Typed::Items(items)) => items.is_empty(),
            None => true,
        }
    }

    /// Takes over what changed from one state of the record to another in the fields that nobody has touched.
    pub fn follow(&mut self, from: &Self, to: &Self) {
        for (field, typed) in &mut self.0 {
            if from.0.get(field) == Some(&*typed)
                && let Some(new) = to.0.get(field)
            {
                typed.clone_from(new);
            }
        }
    }

    /// The record that the form means, over the one it was opened on: fields that nobody touched keep their value, and
    /// those that were never read stay unread.
    #[must_use]
    pub fn to_entry(&self, base: &BookEntry) -> BookEntry {
        let mut entry = base.clone();
        for row in typed_rows(base.kind()) {
            let Some(now) = self.0.get(&row.field) else { continue };
            let before = base.value(row.field);
            if *now == typed(*row, before.as_ref()) {
                continue;
            }
            entry.set_value(row.field, &value(row.input, now));
        }
        entry
    }
}

fn typed(row: FieldRow, value: Option<&FieldValue>) -> Typed {
    let input = row.input;
    match (input, value) {
        (Input::Flag, Some(FieldValue::Flag(flag))) => Typed::Flag(*flag),
        (Input::Flag, _) => Typed::Flag(false),
        (Input::Catalog(_) | Input::Employee | Input::Driver, Some(FieldValue::Whole(id))) => {
            Typed::Pick(Pick::of(Some(*id)))
        }
        (Input::Catalog(_) | Input::Employee | Input::Driver, _) => Typed::Pick(Pick::default()),
        (Input::Standing, value) => {
            let name = value.map(FieldValue::plain).unwrap_or_default();
            let place = CounterpartyStatus::ALL.iter().position(|status| status.name() == name).unwrap_or_default();
            Typed::Pick(Pick::of(i64::try_from(place).ok()))
        }
        (Input::Items, value) => Typed::Items(typed_items(row.field, value)),
        (_, value) => Typed::Text(value.map(|value| tidy(input, &value.plain())).unwrap_or_default()),
    }
}

fn value(input: Input, typed: &Typed) -> FieldValue {
    match typed {
        Typed::Flag(flag) => FieldValue::Flag(*flag),
        Typed::Items(items) => FieldValue::items(items.iter().map(TypedItem::to_item).collect()),
        Typed::Pick(pick) if input == Input::Standing => {
            let place = pick.chosen.and_then(|place| usize::try_from(place).ok()).unwrap_or_default();
            FieldValue::Text(CounterpartyStatus::ALL.get(place).copied().unwrap_or_default().name().to_owned())
        }
        Typed::Pick(pick) => pick.chosen.map_or(FieldValue::Empty, FieldValue::Whole),
        Typed::Text(text) => match input {
            Input::Number => parse_number(text).map_or(FieldValue::Empty, FieldValue::Number),
            Input::Whole => text.trim().parse().map_or(FieldValue::Empty, FieldValue::Whole),
            _ => FieldValue::text(&tidy(input, text)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trailer(height: Option<i64>) -> BookEntry {
        let mut entry = BookEntry::blank(RecordKind::Trailer).unwrap();
        entry.set_value(BookField::Number, &FieldValue::Text("АВ123477".to_owned()));
        if let Some(height) = height {
            entry.set_value(BookField::Height, &FieldValue::Number(height.into()));
        }
        entry
    }

    #[test]
    fn an_untouched_form_means_the_very_record() {
        for kind in RecordKind::BOOKS {
            let entry = BookEntry::blank(kind).unwrap();
            assert_eq!(Form::of(&entry).to_entry(&entry), entry, "{kind:?}: nothing unread becomes known");
        }
        assert_eq!(Form::of(&trailer(Some(3))).to_entry(&trailer(Some(3))), trailer(Some(3)));
    }

    #[test]
    fn what_is_read_later_fills_only_what_nobody_typed() {
        let mut form = Form::of(&trailer(None));
        *form.get_mut(BookField::Volume).unwrap() = Typed::Text("92,5".to_owned());
        let before = Form::of(&trailer(None));
        let mut read = trailer(Some(4));
        read.set_value(BookField::Volume, &FieldValue::Number(80.into()));
        form.follow(&before, &Form::of(&read));
        let entry = form.to_entry(&read);
        assert_eq!(entry.value(BookField::Height), Some(FieldValue::Number(4.into())));
        assert_eq!(entry.value(BookField::Volume), Some(FieldValue::Number("92.5".parse().unwrap())));
        assert_eq!(entry.value(BookField::Width), None, "never read, never typed");
    }

    #[test]
    fn a_cleared_note_is_a_wish_to_clear_it() {
        let mut entry = BookEntry::blank(RecordKind::Driver).unwrap();
        entry.set_value(BookField::Comment, &FieldValue::Text("Допуск".to_owned()));
        let mut form = Form::of(&entry);
        *form.get_mut(BookField::Comment).unwrap() = Typed::Text(String::new());
        let BookEntry::Driver(driver) = form.to_entry(&entry) else { panic!("a driver") };
        assert_eq!(driver.comment.as_deref(), Some(""));
    }
}
