//! What stands beside the fields: what is missing or wrong, what will be cleared, what has not been read.

use std::collections::BTreeMap;

use super::model::{Form, typed_rows};
use crate::app::book_words::flaw_key;
use crate::domain::book::BookEntry;
use crate::domain::book_check::{Beside, Flaw, flaw};
use crate::domain::book_field::{BookField, Input};
use crate::domain::id::RecordKind;

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
pub(super) fn notes(form: &Form, base: &BookEntry, is_new: bool) -> BTreeMap<BookField, Note> {
    let kind = base.kind();
    let beside =
        Beside { inn: form.text(BookField::Inn), bic: form.text(BookField::Bic), trailer: kind == RecordKind::Trailer };
    typed_rows(kind)
        .filter_map(|row| {
            let found = match row.input {
                Input::Catalog(_) => (row.required && form.is_blank(row.field)).then_some(Flaw::Missing),
                _ => flaw(row.input, row.required, form.text(row.field), beside),
            };
            let note = found.map(of_flaw).or_else(|| of_knowledge(form, base, is_new, row.field))?;
            Some((row.field, note))
        })
        .collect()
}

fn of_flaw(flaw: Flaw) -> Note {
    Note { key: flaw_key(flaw), blocks: flaw.blocks(), warns: !flaw.blocks() }
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
