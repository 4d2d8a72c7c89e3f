//! Stage 3: what waits here goes there, one operation after another; one bad record never blocks the others.

use std::collections::HashSet;

use super::engine::{Cancel, Engine, Report, Stage, SyncError};
use super::references::References;
use super::{backoff, breaker, change, change_book, create, trouble};
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

/// Why an operation did not come to its end, by what is known of its own request.
pub(super) enum Trouble {
    /// A question before it failed: nothing of the operation was sent.
    Before(ApiError),
    /// Its own request failed; whether it came through says [`ApiError::outcome_unknown`].
    Sending(ApiError),
    /// The desk's own memory.
    Store(StoreError),
}

impl From<ApiError> for Trouble {
    fn from(error: ApiError) -> Self {
        Self::Before(error)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Whether the operations behind a failed one are tried too.
enum Onward {
    Yes,
    /// It failed in a way that may be the record's own.
    Failed(ApiError),
    /// Nobody answered: once may be the record, twice in a row is the network.
    Silence(ApiError),
    /// Every other would meet the same.
    No(ApiError),
}

/// Tries every operation that is due, once.
pub(super) async fn all(
    engine: &Engine,
    person: bool,
    cancel: &Cancel,
    progress: &(dyn Fn(Stage) + Send + Sync),
    report: &mut Report,
) -> Result<(), SyncError> {
    // Exchanges run one at a time: a mark that stands now was left by one that died.
    engine.store.recover_in_flight(engine.now())?;
    let mut tried = HashSet::new();
    let (mut silences, mut failures) = (0, 0);
    while let Some(operation) = engine.store.next_operation(engine.now(), person, &tried)? {
        cancel.check()?;
        progress(Stage::Sending(engine.store.counts()?.unsent));
        tried.insert(operation.seq);
        match operation.record {
            RecordKind::Bid => report.touched.push(operation.id.clone()),
            _ => report.touched_books = true,
        }
        // Names are read anew: the operation before may have given a driver its number.
        let references = References::read(&engine.store)?;
        let result = one(engine, &operation, &references, report).await;
        if leads_on(&operation, &result) {
            tried.remove(&operation.seq);
        }
        match record(engine, &operation, result, failures, report)? {
            Onward::Yes => (silences, failures) = (0, 0),
            Onward::Failed(_) => (silences, failures) = (0, failures + 1),
            Onward::Silence(_) if silences == 0 => silences = 1,
            Onward::Silence(error) | Onward::No(error) => return Err(error.into()),
        }
    }
    Ok(())
}

async fn one(
    engine: &Engine,
    operation: &Operation,
    references: &References,
    report: &mut Report,
) -> Result<Step, Trouble> {
    match (operation.record, operation.kind, operation.state) {
        (RecordKind::Bid, OpKind::Create, OpState::Unknown) => create::look_up(engine, operation, references).await,
        (RecordKind::Bid, OpKind::Create, _) => create::bid(engine, operation, references).await,
        (RecordKind::Bid, OpKind::Update, _) => change::update(engine, operation, references, report).await,
        (
            RecordKind::Bid,
            OpKind::Start | OpKind::Revert | OpKind::Cancel | OpKind::Delete | OpKind::Restore | OpKind::Complete,
            _,
        ) => change::step(engine, operation, references).await,
        (_, OpKind::Start | OpKind::Revert | OpKind::Cancel | OpKind::Complete, _) => Ok(Step::Leave),
        (_, OpKind::Create, _) => create::book(engine, operation, report).await,
        (_, OpKind::Update, _) => change_book::update(engine, operation, report).await,
        (_, OpKind::Delete | OpKind::Restore, _) => change_book::remove_or_restore(engine, operation).await,
    }
}

/// The operation's place in the queue has more to do in this cycle: a creation that is surely not there is sent, and
/// what was edited while it was on its way follows it.
fn leads_on(operation: &Operation, result: &Result<Step, Trouble>) -> bool {
    match result {
        Ok(Step::Waits(Outcome::Requeue)) => true,
        Ok(Step::Done(_)) => operation.kind == OpKind::Create,
        _ => false,
    }
}

/// Writes down how an operation ended, and says whether the others are tried. `failures`: how many operations right before
/// it failed.
fn record(
    engine: &Engine,
    operation: &Operation,
    result: Result<Step, Trouble>,
    failures: u32,
    report: &mut Report,
) -> Result<Onward, SyncError> {
    let (outcome, onward) = match result {
        Ok(Step::Done(outcome)) => {
            report.pushed += 1;
            (outcome, Onward::Yes)
        }
        Ok(Step::Waits(outcome)) => (outcome, Onward::Yes),
        // A record that went, or was changed by a person, meanwhile must not hold up the others.
        Ok(Step::Leave) | Err(Trouble::Store(StoreError::NotFound | StoreError::NotEditable(_))) => {
            return Ok(Onward::Yes);
        }
        Err(Trouble::Store(error)) => return Err(error.into()),
        Err(Trouble::Before(error)) => (before(engine, operation, &error), onward(operation, error)),
        Err(Trouble::Sending(error)) => (sending(engine, operation, &error), onward(operation, error)),
    };
    if let Outcome::Stopped { trouble } = &outcome {
        report.rejected += 1;
        report.note(trouble.to_string());
        report.troubles.push(trouble.clone());
    }
    engine.store.finish_operation(operation.seq, &outcome, engine.now())?;
    after_failure(engine, operation, onward, failures, report)
}

/// Failures of the record's own are counted, and those of the server: too many of either end in a rest.
fn after_failure(
    engine: &Engine,
    operation: &Operation,
    onward: Onward,
    failures: u32,
    report: &mut Report,
) -> Result<Onward, SyncError> {
    let error = match &onward {
        Onward::Failed(error) => error.clone(),
        // What ends the cycle is counted at its end.
        Onward::Silence(_) | Onward::No(_) => return Ok(onward),
        Onward::Yes => {
            breaker::answered(engine)?;
            return Ok(onward);
        }
    };
    // One record may be the reason itself; several in a row are the server.
    if failures > 0 && breaker::failed(engine, &error)? {
        // Whatever is asked fails: it is the server, not the record.
        return Ok(Onward::No(error));
    }
    if engine.store.count_own_failure(operation.seq, OWN_FAILURES)? {
        tracing::warn!(id = %operation.id, kind = ?operation.kind, "set aside after repeated failures");
        report.quarantined += 1;
    }
    Ok(onward)
}

/// Failures of its own after which an operation is set aside: at growing waits, about half an hour of tries.
const OWN_FAILURES: u32 = 10;

/// A question before the operation failed.
fn before(engine: &Engine, operation: &Operation, error: &ApiError) -> Outcome {
    // A refused look-up says nothing of a creation that may have come through. Of what else was sent it says that there is
    // nothing any more to be changed (a bid of a platform that was put back), and a person is told.
    let may_be_made = operation.kind == OpKind::Create && operation.state == OpState::Unknown;
    match error.refusal().filter(|_| !may_be_made && is_about_it(operation, error)) {
        Some(_) => Outcome::Stopped { trouble: trouble::of(error) },
        None => retry(engine, operation, error),
    }
}

/// The operation's own request failed.
fn sending(engine: &Engine, operation: &Operation, error: &ApiError) -> Outcome {
    if error.refusal().is_some() && is_about_it(operation, error) {
        return Outcome::Stopped { trouble: trouble::of(error) };
    }
    if error.outcome_unknown() {
        return Outcome::Unknown { not_before: not_before(engine, operation, error), error: trouble::of(error) };
    }
    retry(engine, operation, error)
}

/// A 404 to a creation names no record: such a method is not there, which is not the record's fault.
fn is_about_it(operation: &Operation, error: &ApiError) -> bool {
    !(operation.kind == OpKind::Create && matches!(error, ApiError::NotFound))
}

fn retry(engine: &Engine, operation: &Operation, error: &ApiError) -> Outcome {
    Outcome::Retry { not_before: not_before(engine, operation, error), error: trouble::of(error) }
}

fn not_before(engine: &Engine, operation: &Operation, error: &ApiError) -> chrono::DateTime<chrono::Utc> {
    let tries = operation.attempts.saturating_add(1);
    backoff::not_before(engine.now(), tries, (engine.timing.chance)(), error.retry_after())
}

fn onward(operation: &Operation, error: ApiError) -> Onward {
    match error {
        ApiError::Refused { .. } | ApiError::Forbidden { .. } | ApiError::Unsendable { .. } => Onward::Yes,
        ApiError::Server { .. } | ApiError::Malformed { .. } | ApiError::MissingReference { .. } => {
            Onward::Failed(error)
        }
        ApiError::NotFound if is_about_it(operation, &error) => Onward::Yes,
        ApiError::Offline { sent: true, .. } | ApiError::Timeout => Onward::Silence(error),
        ApiError::Offline { sent: false, .. }
        | ApiError::SignInNeeded { .. }
        | ApiError::NotFound
        | ApiError::TooManyRequests { .. }
        | ApiError::BadAddress { .. } => Onward::No(error),
    }
}
