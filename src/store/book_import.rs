//! A whole file into a book, and back out again: one transaction each, by the same path as a form.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::Store;
use super::book_record::{self, StoredBook};
use super::edits::{new_book, refuse_closed, set_book};
use super::error::{Fault, StoreError};
use super::model::OpKind;
use super::queue::{delete, enqueue};
use super::subject::Subject;
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::import::{Plan, Verdict, carried, taken_back};

/// A record that an import wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The record.
    pub id: LocalId,
    /// What it was; `None`: the import made it.
    pub before: Option<Box<BookEntry>>,
    /// What the import left.
    pub after: Box<BookEntry>,
}

/// How far an import could be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportUndone {
    /// Records as they were.
    pub done: usize,
    /// Records that can't be changed now: on the wire, deleted, in conflict.
    pub left: usize,
}

impl Store {
    /// Writes what a plan makes and changes, and queues it for the platform. Of a record that has moved on since the plan
    /// only the planned fields are written; one that can't be changed any more, or that exists by now, is passed over.
    /// `go_on` is asked with the number of rows that are done: at its `false` nothing at all is written and the answer
    /// is `None`.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written; nothing is written then.
    pub fn import_books(
        &self,
        kind: RecordKind,
        plan: &Plan,
        now: DateTime<Utc>,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Option<Vec<Imported>>, StoreError> {
        let mut stopped = false;
        let written = self.write(|tx| {
            let mut imported = Vec::new();
            for (done, row) in plan.rows.iter().enumerate() {
                if !go_on(done) {
                    stopped = true;
                    return Err(Fault::Told(StoreError::Other("the import was stopped".to_owned())));
                }
                match &row.verdict {
                    Verdict::Create(entry) => imported.extend(create(tx, entry, now)?),
                    Verdict::Change { id, before, after } => {
                        imported.extend(change(tx, kind, id, (before, after), now)?);
                    }
                    Verdict::Same | Verdict::Wrong => {}
                }
            }
            Ok(imported)
        });
        if stopped { Ok(None) } else { written.map(Some) }
    }

    /// Takes an import back: what it made is deleted, what it changed gets its former values, where they still stand as
    /// the import left them. What the platform has already gets a deletion or a change.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written; nothing is written then.
    pub fn undo_import(&self, imported: &[Imported], now: DateTime<Utc>) -> Result<ImportUndone, StoreError> {
        self.write(|tx| {
            let mut undone = ImportUndone::default();
            for one in imported {
                let count = if undo(tx, one, now)? { &mut undone.done } else { &mut undone.left };
                *count = count.saturating_add(1);
            }
            Ok(undone)
        })
    }
}

fn create(connection: &Connection, entry: &BookEntry, now: DateTime<Utc>) -> Result<Option<Imported>, Fault> {
    if let Some(key) = entry.natural_key()
        && !book_record::find_natural(connection, entry.kind(), &key)?.is_empty()
    {
        return Ok(None);
    }
    put(connection, new_book(entry, now), entry, now).map(|(id, after)| Some(Imported { id, before: None, after }))
}

fn change(
    connection: &Connection,
    kind: RecordKind,
    id: &LocalId,
    (before, after): (&BookEntry, &BookEntry),
    now: DateTime<Utc>,
) -> Result<Option<Imported>, Fault> {
    let Some(stored) = open(connection, id)?.filter(|stored| stored.record.entry.kind() == kind) else {
        return Ok(None);
    };
    let was = stored.record.entry.clone();
    let entry = carried(before, after, &was);
    if entry == was {
        return Ok(None);
    }
    put(connection, stored, &entry, now).map(|(id, after)| {
        let before = Some(Box::new(was));
        Some(Imported { id, before, after })
    })
}

/// False when the record can't be changed now.
fn undo(connection: &Connection, one: &Imported, now: DateTime<Utc>) -> Result<bool, Fault> {
    match &one.before {
        None => {
            let Some(stored) = book_record::find(connection, &one.id)? else { return Ok(true) };
            match delete(connection, &mut Subject::Book(Box::new(stored)), now) {
                Ok(_) => Ok(true),
                Err(Fault::Told(StoreError::NotEditable(_))) => Ok(false),
                Err(fault) => Err(fault),
            }
        }
        Some(before) => {
            let Some(stored) = open(connection, &one.id)? else { return Ok(false) };
            let entry = taken_back(before, &one.after, &stored.record.entry);
            put(connection, stored, &entry, now).map(|_| true)
        }
    }
}

/// The record, unless it is closed to changes.
fn open(connection: &Connection, id: &LocalId) -> Result<Option<StoredBook>, Fault> {
    let stored = book_record::find(connection, id)?;
    Ok(stored.filter(|stored| refuse_closed(stored.record.meta.state).is_ok() && can_be_sent(stored)))
}

/// What was deleted on the platform meanwhile has nobody to send a change to.
fn can_be_sent(stored: &StoredBook) -> bool {
    !stored.deleted_there && !stored.deleted_here
}

fn put(
    connection: &Connection,
    mut stored: StoredBook,
    entry: &BookEntry,
    now: DateTime<Utc>,
) -> Result<(LocalId, Box<BookEntry>), Fault> {
    set_book(connection, &mut stored, entry, now)?;
    let written = (stored.record.meta.id.clone(), Box::new(stored.record.entry.clone()));
    enqueue(connection, &mut Subject::Book(Box::new(stored)), OpKind::Update, now)?;
    Ok(written)
}
