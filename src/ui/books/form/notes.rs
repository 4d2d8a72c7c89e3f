//! What stands beside the fields: what is missing or wrong, what will be cleared, what has not been read.

use std::collections::BTreeMap;

use super::items;
use super::model::{Form, Typed, typed_rows};
use crate::app::books::Books;
use crate::domain::book::BookEntry;
use crate::domain::book_check::{Beside, Flaw, flaw};
use crate::domain::book_field::{BookField, Input};
use crate::domain::id::{RecordKind, RemoteId};

/// A word beside a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// Key of its words.
    pub key: &'static str,
    /// The record can't be saved so.
    pub blocks: bool,
    /// Something to look at.
    pub warns: bool,
}

/// Notes of a whole form.
#[must_use]
pub(super) fn notes(form: &Form, base: &BookEntry, is_new: bool, books: &Books) -> BTreeMap<BookField, Note> {
    let kind = base.kind();
    let beside =
        Beside { inn: form.text(BookField::Inn), bic: form.text(BookField::Bic), trailer: kind == RecordKind::Trailer };
    typed_rows(kind)
        .filter_map(|row| {
            let found = match row.input {
                Input::Catalog(_) => (row.required && form.is_blank(row.field)).then_some(Flaw::Missing),
                Input::Items => items::flaw(form.items(row.field), row.field),
                _ => flaw(row.input, row.required, form.text(row.field), beside),
            };
            let gone = || of_gone(form, row.field, row.input, books);
            let note = found.map(note_of).or_else(gone).or_else(|| of_knowledge(form, base, is_new, row.field))?;
            Some((row.field, note))
        })
        .collect()
}

/// The note of a flaw.
#[must_use]
pub(super) fn note_of(flaw: Flaw) -> Note {
    Note { key: flaw_key(flaw), blocks: flaw.blocks(), warns: !flaw.blocks() }
}

/// The chosen item is deleted from its catalog.
fn of_gone(form: &Form, field: BookField, input: Input, books: &Books) -> Option<Note> {
    let (Input::Catalog(kind), Some(Typed::Pick(pick))) = (input, form.get(field)) else { return None };
    let gone = pick.chosen.is_some_and(|id| books.item_is_gone(kind, RemoteId(id)));
    gone.then_some(Note { key: "editor-item-gone", blocks: false, warns: true })
}

/// Cleared, or never read.
fn of_knowledge(form: &Form, base: &BookEntry, is_new: bool, field: BookField) -> Option<Note> {
    let quiet = |key| Some(Note { key, blocks: false, warns: false });
    if !form.is_blank(field) {
        return None;
    }
    match base.value(field) {
        None if !is_new => quiet("book-note-unread"),
        Some(before) if field.is_kept_when_absent() && !before.plain().is_empty() => quiet("book-note-cleared"),
        _ => None,
    }
}

/// Key of the words of a flaw.
#[must_use]
const fn flaw_key(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Missing => "book-flaw-missing",
        Flaw::NoPhone => "book-flaw-phone",
        Flaw::NoPlate => "book-flaw-plate",
        Flaw::NoNumber => "book-flaw-number",
        Flaw::UnusualTruck => "book-flaw-truck",
        Flaw::UnusualTrailer => "book-flaw-trailer",
        Flaw::InnLength => "book-flaw-inn-length",
        Flaw::InnDigits => "book-flaw-inn-digits",
        Flaw::KppShape => "book-flaw-kpp",
        Flaw::KppOfPerson => "book-flaw-kpp-person",
        Flaw::BicShape => "book-flaw-bic",
        Flaw::AccountLength => "book-flaw-account-length",
        Flaw::AccountDigits => "book-flaw-account-digits",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::domain::book_field::FieldValue;
    use crate::domain::catalog::{Catalog, CatalogItem, CatalogKind};

    #[test]
    fn a_vehicle_that_points_to_a_deleted_item_says_so() {
        let item = |id, deleted| CatalogItem { id: RemoteId(id), name: format!("№{id}"), deleted };
        let catalog = |kind| Catalog { kind, items: vec![item(1, false), item(2, true)] };
        let catalogs = [CatalogKind::CarType, CatalogKind::CarBrand].map(catalog).into();
        let books = Books::new(Vec::new(), catalogs, Vec::new(), HashMap::new(), HashMap::new());
        for (id, gone) in [(1, false), (2, true), (3, true)] {
            let mut entry = BookEntry::blank(RecordKind::Car).unwrap();
            entry.set_value(BookField::Brand, &FieldValue::Whole(1));
            entry.set_value(BookField::Type, &FieldValue::Whole(id));
            let notes = notes(&Form::of(&entry), &entry, false, &books);
            let said = |field| notes.get(&field).is_some_and(|note| note.key == "editor-item-gone" && !note.blocks);
            assert_eq!((said(BookField::Type), said(BookField::Brand)), (gone, false), "{id}");
        }
    }
}
