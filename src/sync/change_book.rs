//! Changing, deleting and restoring what the platform already has of a reference book.
//!
//! Its edit shape is read right before a change and merged: fields that nobody touched here are written as they are now,
//! and those that this desk doesn't know go back as they came.

use super::engine::{Engine, Report};
use super::push::{Step, Trouble};
use crate::domain::id::{RecordKind, RemoteId};
use crate::domain::record::RecordState;
use crate::store::StoreError;
use crate::store::model::{BookRecord, OpKind, Operation, Outcome};

/// Sends a changed record.
pub(super) async fn update(engine: &Engine, operation: &Operation, report: &mut Report) -> Result<Step, Trouble> {
    let (record, number) = known(engine, operation)?;
    let kind = record.entry.kind();
    // What changed there since the book was read is merged first; a crossing of the same fields waits for a person.
    let (form, taken) = if kind == RecordKind::Organisation {
        // The platform shows no edit shape of it: its row is merged, and what is known here is written over.
        let row = engine.client.book_row(kind, number).await?;
        let taken = row.map(|row| engine.store.apply_book(kind, &[row], false, engine.now())).transpose()?;
        (None, taken.unwrap_or_default())
    } else {
        let form = engine.client.book_form(kind, number).await?;
        let taken = engine.store.apply_book_form(&form.row, engine.now())?;
        (Some(form), taken)
    };
    report.conflicts += taken.conflicts;
    let record = engine.store.book(&operation.id)?.ok_or(StoreError::NotFound)?;
    match record.meta.state {
        // Clean: a colleague has made the same change, and there is nothing left to send.
        RecordState::Conflict | RecordState::RemoteGone | RecordState::Tombstone | RecordState::Clean => {
            return Ok(Step::Leave);
        }
        _ => {}
    }
    engine.store.begin_operation(operation.seq, record.revision, engine.now())?;
    let sent = match &form {
        Some(form) => engine.client.change_book(&record.entry, form).await,
        None => engine.client.apply_book(&record.entry, Some(number)).await,
    };
    Ok(done(&record, sent.map_err(Trouble::Sending)?))
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
    if delete && is_changed_there(engine, &record, number).await? {
        return Ok(Step::Leave);
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

/// Before a record is deleted it is read once more: a colleague's change is not deleted unseen, a person is asked.
async fn is_changed_there(engine: &Engine, record: &BookRecord, number: RemoteId) -> Result<bool, Trouble> {
    let kind = record.entry.kind();
    let Some(row) = engine.client.book_row(kind, number).await? else { return Ok(false) };
    let has_form = kind != RecordKind::Organisation && !row.deleted;
    engine.store.apply_book(kind, &[row], false, engine.now())?;
    if has_form {
        let form = engine.client.book_form(kind, number).await?;
        engine.store.apply_book_form(&form.row, engine.now())?;
    }
    let state = engine.store.book(&record.meta.id)?.map(|record| record.meta.state);
    Ok(matches!(state, Some(RecordState::Conflict | RecordState::Tombstone | RecordState::RemoteGone)))
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

fn known(engine: &Engine, operation: &Operation) -> Result<(BookRecord, RemoteId), StoreError> {
    let record = engine.store.book(&operation.id)?.ok_or(StoreError::NotFound)?;
    let number = record.meta.remote_id.ok_or(StoreError::NotFound)?;
    Ok((record, number))
}

fn done(record: &BookRecord, id: RemoteId) -> Step {
    Step::Done(Outcome::Done { remote_id: id, sent_revision: record.revision, read_back: None })
}
