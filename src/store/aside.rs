//! Quarantine: an operation that keeps failing for reasons of its own is set aside, so that it can't take the time of the
//! others; a person tries it again.

use super::Store;
use super::error::StoreError;
use super::model::{OpKind, OpState};
use super::outbox;
use super::subject::Subject;

impl Store {
    /// Counts a failure that was the record's own. At the `limit`th the operation is set aside: true then. A bid's creation
    /// whose outcome isn't known never is: it is looked up until it is known.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn count_own_failure(&self, seq: i64, limit: u32) -> Result<bool, StoreError> {
        self.write(|tx| {
            let Some(mut operation) = outbox::find(tx, seq)? else { return Ok(false) };
            operation.own_failures = operation.own_failures.saturating_add(1);
            let is_lookup = operation.kind == OpKind::Create && operation.state == OpState::Unknown;
            let waits = matches!(operation.state, OpState::Queued | OpState::Unknown) && !is_lookup;
            let is_news = waits && operation.own_failures >= limit && !operation.set_aside;
            operation.set_aside |= is_news;
            outbox::put(tx, &operation)?;
            if is_news && let Some(mut subject) = Subject::find(tx, operation.record, &operation.id)? {
                subject.save(tx)?;
            }
            Ok(is_news)
        })
    }
}
