//! Stage 3: what waits here goes there, one operation after another; one bad record never blocks the others.

use std::collections::HashSet;

use super::engine::{Cancel, Engine, Report, Stage, SyncError};
use super::references::References;
use super::{backoff, change, create};
use crate::api::cargorun::ApiError;
use crate::domain::id::RecordKind;
use crate::store::StoreError;
use crate::store::model::{OpKind, OpState, Operation, Outcome};

/// What one operation came to.
pub(super) enum Step {
    /// The platform has it.
    Done(Outcome),
    /// It waits on: look-up too early, a reference that must be sent first.
    Waits(Outcome),
    /// Nothing to record: the operation stays as it is.
    Leave,
}

/// Tries every operation that is due, once.
pub(super) async fn all(
    engine: &Engine,
    person: bool,
    cancel: &Cancel,
    progress: &(dyn Fn(Stage) + Send + Sync),
    report: &mut Report,
) -> Result<(), SyncError> {
    let mut tried = HashSet::new();
    while let Some(operation) = engine.store.next_operation(engine.now(), person, &tried)? {
        cancel.check()?;
        progress(Stage::Sending(engine.store.counts()?.unsent));
        tried.insert(operation.seq);
        if operation.record == RecordKind::Bid {
            report.touched.push(operation.id.clone());
        }
        // Names are read anew: the operation before may have given a driver its number.
        let references = References::read(&engine.store)?;
        let result = one(engine, &operation, &references).await;
        record(engine, &operation, result, report)?;
    }
    Ok(())
}

async fn one(engine: &Engine, operation: &Operation, references: &References) -> Result<Step, SyncError> {
    match (operation.record, operation.kind, operation.state) {
        (RecordKind::Bid, OpKind::Create, OpState::Unknown) => create::look_up(engine, operation, references).await,
        (RecordKind::Bid, OpKind::Create, _) => create::bid(engine, operation, references).await,
        (RecordKind::Bid, OpKind::Update, _) => change::update(engine, operation, references).await,
        (RecordKind::Bid, OpKind::Start | OpKind::Revert | OpKind::Cancel | OpKind::Delete, _) => {
            change::step(engine, operation, references).await
        }
        (_, OpKind::Create, _) => create::book(engine, operation).await,
        (_, OpKind::Update, _) => change::update_book(engine, operation).await,
        (_, OpKind::Delete, _) => change::delete_book(engine, operation).await,
        (_, OpKind::Start | OpKind::Revert | OpKind::Cancel, _) => Ok(Step::Leave),
    }
}

/// Writes down how an operation ended. Only what stops every other operation too comes back as an error.
fn record(
    engine: &Engine,
    operation: &Operation,
    result: Result<Step, SyncError>,
    report: &mut Report,
) -> Result<(), SyncError> {
    let now = engine.now();
    let (outcome, stop) = match result {
        Ok(Step::Done(outcome)) => {
            report.pushed += 1;
            (outcome, None)
        }
        Ok(Step::Waits(outcome)) => (outcome, None),
        Err(SyncError::Api(error)) => failed(engine, operation, error),
        // A record that went meanwhile must not hold up the others.
        Ok(Step::Leave) | Err(SyncError::Store(StoreError::NotFound)) => return Ok(()),
        Err(other) => return Err(other),
    };
    match &outcome {
        Outcome::Rejected { text } => {
            report.rejected += 1;
            report.errors.push(text.clone());
        }
        Outcome::Unknown { .. } | Outcome::NotFoundYet { .. } => report.unknown += 1,
        Outcome::Conflict { .. } => report.conflicts += 1,
        Outcome::Done { .. } | Outcome::Retry { .. } | Outcome::Requeue | Outcome::Deleted => {}
    }
    engine.store.finish_operation(operation.seq, &outcome, now)?;
    stop.map_or(Ok(()), Err)
}

/// A failed call → how the operation ended, and the error that stops the whole stage, if it is one.
fn failed(engine: &Engine, operation: &Operation, error: ApiError) -> (Outcome, Option<SyncError>) {
    let sentence = error.to_string();
    if let Some(text) = error.refusal() {
        return (Outcome::Rejected { text: text.to_owned() }, None);
    }
    let retry_at = backoff::not_before(
        engine.now(),
        operation.attempts.saturating_add(1),
        (engine.timing.chance)(),
        error.retry_after(),
    );
    if matches!(error, ApiError::MissingReference { .. }) {
        return (Outcome::Retry { not_before: retry_at, error: sentence }, None);
    }
    if error.outcome_unknown() {
        // The server is answering something: the other operations may still go.
        return (Outcome::Unknown { error: sentence }, None);
    }
    (Outcome::Retry { not_before: retry_at, error: sentence }, Some(error.into()))
}
