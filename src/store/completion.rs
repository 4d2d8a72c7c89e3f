//! Steps of a bid's life that carry more than their name: ending it by hand, and bringing a deleted one back.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::codec::{document, micros, read_document};
use super::error::{Fault, StoreError, not_editable};
use super::model::{OpKind, OpState, Operation};
use super::queue::{enqueue, ensure};
use super::steps::{QueuedOp, noting};
use super::subject::Subject;
use crate::domain::completion::Completion;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;

/// Where the words of an ending are kept until the platform has them: among the half-typed forms, which they are.
fn key(id: &LocalId) -> String {
    format!("complete:{id}")
}

/// How a deleted bid came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restored {
    /// At once: its deletion had not reached the platform.
    Here,
    /// The platform is asked to restore it.
    Queued,
}

impl Store {
    /// Queues the ending of a bid by hand; what was said of it is kept in the same transaction.
    ///
    /// # Errors
    /// As [`Store::queue`].
    pub fn queue_completion(
        &self,
        id: &LocalId,
        completion: &Completion,
        now: DateTime<Utc>,
    ) -> Result<Vec<QueuedOp>, StoreError> {
        self.write(|tx| {
            let mut subject = Subject::get(tx, RecordKind::Bid, id)?;
            tx.prepare_cached(
                "INSERT INTO forms (key, form, kept_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (key) DO UPDATE SET form = excluded.form, kept_at = excluded.kept_at",
            )?
            .execute(params![key(id), document(completion)?, micros(now)])?;
            noting(tx, &mut subject, |subject| enqueue(tx, subject, OpKind::Complete, now))
        })
    }

    /// What was said of the ending of a bid that waits or was refused.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn completion(&self, id: &LocalId) -> Result<Option<Completion>, StoreError> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT form FROM forms WHERE key = ?1")?;
            let text: Option<String> = statement.query_row([key(id)], |row| row.get(0)).optional()?;
            text.map(|text| read_document(&text)).transpose()
        })
    }

    /// Brings a deleted bid back: a deletion that has not reached the platform is taken back, else the platform is asked
    /// to restore the bid.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] when it isn't deleted, or its deletion is on its way.
    pub fn restore_bid(&self, id: &LocalId, now: DateTime<Utc>) -> Result<Restored, StoreError> {
        let is_deleted_there = self.write(|tx| {
            let mut subject = Subject::get(tx, RecordKind::Bid, id)?;
            let state = subject.state();
            let deleted = matches!(&subject, Subject::Bid(bid) if bid.record.facts.deleted) && subject.on_platform();
            if !deleted {
                return Ok(false);
            }
            let on_the_wire = |operation: &Operation| !matches!(operation.state, OpState::Queued | OpState::Rejected);
            if state != RecordState::Tombstone || subject.operations(tx)?.iter().any(on_the_wire) {
                return Err(not_editable(state));
            }
            ensure(tx, &subject, OpKind::Restore, now)?;
            subject.set_error(None);
            subject.save(tx)?;
            Ok(true)
        })?;
        if is_deleted_there {
            return Ok(Restored::Queued);
        }
        self.restore_deleted(id, now).map(|()| Restored::Here)
    }
}

/// The platform has it.
pub(super) fn forget(connection: &Connection, id: &LocalId) -> Result<(), Fault> {
    connection.prepare_cached("DELETE FROM forms WHERE key = ?1")?.execute([key(id)])?;
    Ok(())
}
