//! Changing, deleting and restoring what the platform already has of a reference book.
//!
//! Its edit shape is read right before a change and merged: fields that nobody touched here are written as they are now,
//! and those that this desk doesn't know go back as they came.

use super::engine::Engine;
use super::push::{Step, Trouble};
use crate::domain::book::BookEntry;
use crate::domain::id::{RecordKind, RemoteId};
use crate::domain::record::RecordState;
use crate::merge::{changed_book_fields, is_platforms_own};
use crate::store::StoreError;
use crate::store::model::{BookRecord, OpKind, Operation, Outcome};

/// Sends a changed record.
pub(super) async fn update(engine: &Engine, operation: &Operation) -> Result<Step, Trouble> {
    let (record, number) = known(engine, operation)?;
    if record.entry.kind() == RecordKind::Organisation {
        // The platform shows no edit shape of it: what is known here is written over.
        engine.store.begin_operation(operation.seq, record.revision, engine.now())?;
        let id = engine.client.apply_book(&record.entry, Some(number)).await.map_err(Trouble::Sending)?;
        return Ok(done(&record, id));
    }
    let form = engine.client.book_form(record.entry.kind(), number).await?;
    engine.store.apply_book_form(&form.row, engine.now())?;
    let record = engine.store.book(&operation.id)?.ok_or(StoreError::NotFound)?;
    if matches!(record.meta.state, RecordState::RemoteGone | RecordState::Tombstone) {
        return Ok(Step::Leave);
    }
    if !differs(&form.row.entry, &record.entry) {
        // A colleague has made the same change: what was asked for is there.
        return Ok(done(&record, number));
    }
    engine.store.begin_operation(operation.seq, record.revision, engine.now())?;
    let id = engine.client.change_book(&record.entry, &form).await.map_err(Trouble::Sending)?;
    Ok(done(&record, id))
}

/// Deletes a record, or restores it. The platform refuses a deletion while an active bid uses the record, and its
/// sentence is shown.
pub(super) async fn remove_or_restore(engine: &Engine, operation: &Operation) -> Result<Step, Trouble> {
    let (record, number) = known(engine, operation)?;
    let (kind, delete) = (record.entry.kind(), operation.kind == OpKind::Delete);
    let outcome = || if delete { Step::Done(Outcome::Deleted) } else { done(&record, number) };
    // An earlier try may have come through: a step taken twice would be refused.
    if operation.attempts > 0 && is_reached(engine, kind, number, delete).await? {
        return Ok(outcome());
    }
    engine.store.begin_operation(operation.seq, record.revision, engine.now())?;
    let taken = if delete {
        engine.client.delete_book(kind, number).await
    } else {
        engine.client.restore_book(kind, number).await
    };
    match taken {
        Ok(()) => Ok(outcome()),
        // Refused because a colleague has done it already.
        Err(error) if error.refusal().is_some() => {
            let reached = is_reached(engine, kind, number, delete).await.map_err(Trouble::Sending)?;
            if reached { Ok(outcome()) } else { Err(Trouble::Sending(error)) }
        }
        Err(error) => Err(Trouble::Sending(error)),
    }
}

async fn is_reached(
    engine: &Engine,
    kind: RecordKind,
    number: RemoteId,
    delete: bool,
) -> Result<bool, crate::api::cargorun::ApiError> {
    let row = engine.client.book_row(kind, number).await?;
    Ok(row.is_some_and(|row| row.deleted == delete))
}

/// True when a person's fields differ.
fn differs(theirs: &BookEntry, ours: &BookEntry) -> bool {
    changed_book_fields(&theirs.knowing(ours), ours).iter().any(|field| !is_platforms_own(field))
}

fn known(engine: &Engine, operation: &Operation) -> Result<(BookRecord, RemoteId), StoreError> {
    let record = engine.store.book(&operation.id)?.ok_or(StoreError::NotFound)?;
    let number = record.meta.remote_id.ok_or(StoreError::NotFound)?;
    Ok((record, number))
}

fn done(record: &BookRecord, id: RemoteId) -> Step {
    Step::Done(Outcome::Done { remote_id: id, sent_revision: record.revision, read_back: None })
}
