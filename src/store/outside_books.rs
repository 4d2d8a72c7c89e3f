//! What changed on the platform in a reference book since a person last looked. Books carry no date: contents are compared.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde_json::Value;

use super::book_conflicts;
use super::book_record::StoredBook;
use super::error::Fault;
use super::model::OpState;
use super::outbox;
use super::outside::{DELETED, NEW, is_noted, put};
use crate::domain::pulled::PulledBook;
use crate::merge::{book_fields, changed_book_fields, is_platforms_own};

/// Notes what a row of the platform changes against what was known of it. Called before the row is taken in.
pub(super) fn note_book(
    connection: &Connection,
    stored: &StoredBook,
    pulled: &PulledBook,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let (kind, meta) = (pulled.entry.kind(), &stored.record.meta);
    if !is_noted(connection)? {
        return Ok(());
    }
    if outbox::of_record(connection, kind, &meta.id)?.iter().any(|operation| operation.state == OpState::InFlight) {
        // It may be our own write that is read here: its answer says more.
        return Ok(());
    }
    if stored.deleted_there != pulled.deleted && !stored.deleted_here {
        let (old, new) = (Value::Bool(stored.deleted_there), Value::Bool(pulled.deleted));
        put(connection, (kind, meta), None, (DELETED, &old, &new), now)?;
    }
    let Some(base) = &stored.base else { return Ok(()) };
    // Of an undecided conflict the platform's side is newer than the base.
    let known = book_conflicts::find(connection, &meta.id)?.map_or_else(|| base.clone(), |asked| asked.theirs);
    let (was, is, ours) = (book_fields(&known), book_fields(&pulled.entry), book_fields(&stored.record.entry));
    for field in changed_book_fields(&known, &pulled.entry).into_iter().filter(|field| !is_platforms_own(field)) {
        let (Some(old), Some(new)) = (was.get(&field), is.get(&field)) else { continue };
        if ours.get(&field) != Some(new) {
            put(connection, (kind, meta), None, (&field, old, new), now)?;
        }
    }
    Ok(())
}

/// Notes a record that was made there.
pub(super) fn note_new_book(connection: &Connection, stored: &StoredBook, now: DateTime<Utc>) -> Result<(), Fault> {
    if stored.deleted_there || !is_noted(connection)? {
        return Ok(());
    }
    let record = &stored.record;
    put(connection, (record.entry.kind(), &record.meta), None, (NEW, &Value::Null, &Value::Bool(true)), now)
}
