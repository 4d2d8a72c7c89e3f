//! Rows of the outbox: operations that wait for the network, in the order they were asked for.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::codec::{Cells, Word as _, micros};
use super::error::Fault;
use super::model::{OpKind, OpState, Operation};
use super::own_changes::AUTHOR;
use crate::domain::id::{LocalId, RecordKind};

const COLUMNS: &str =
    "seq, kind, id, op, state, attempts, lookups, last_lookup_at, not_before, queued_at, sent_revision,
     own_failures, set_aside";

fn read(row: &Row<'_>) -> Result<Operation, Fault> {
    let mut cells = Cells::new(row);
    Ok(Operation {
        seq: cells.take()?,
        record: cells.word()?,
        id: cells.local_id()?,
        kind: cells.word()?,
        state: cells.word()?,
        attempts: cells.take()?,
        lookups: cells.take()?,
        last_lookup_at: cells.maybe_instant()?,
        not_before: cells.maybe_instant()?,
        queued_at: cells.instant()?,
        sent_revision: cells.take()?,
        own_failures: cells.take()?,
        set_aside: cells.take()?,
    })
}

/// All operations in their order.
pub(super) fn all(connection: &Connection) -> Result<Vec<Operation>, Fault> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox ORDER BY seq"))?;
    statement.query_and_then([], read)?.collect()
}

/// The operations of one record in their order.
pub(super) fn of_record(connection: &Connection, kind: RecordKind, id: &LocalId) -> Result<Vec<Operation>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE kind = ?1 AND id = ?2 ORDER BY seq");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_and_then(params![kind.word(), id.as_str()], read)?.collect()
}

pub(super) fn find(connection: &Connection, seq: i64) -> Result<Option<Operation>, Fault> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox WHERE seq = ?1"))?;
    statement.query_and_then([seq], read)?.next().transpose()
}

/// Puts an operation at the end of the queue.
pub(super) fn add(
    connection: &Connection,
    kind: RecordKind,
    id: &LocalId,
    op: OpKind,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO outbox (kind, id, op, state, queued_at, author)
             VALUES (?1, ?2, ?3, ?4, ?5, coalesce((SELECT value FROM settings WHERE key = ?6), ''))",
        )?
        .execute(params![kind.word(), id.as_str(), op.word(), OpState::Queued.word(), micros(now), AUTHOR])?;
    Ok(())
}

/// Who asked for an operation; empty when nobody was signed in.
pub(super) fn author(connection: &Connection, seq: i64) -> Result<String, Fault> {
    let mut statement = connection.prepare_cached("SELECT author FROM outbox WHERE seq = ?1")?;
    Ok(statement.query_row([seq], |row| row.get(0)).optional()?.unwrap_or_default())
}

/// Puts an operation in the place of one that has just been removed, before those that were asked for after it.
pub(super) fn add_in_place(
    connection: &Connection,
    seq: i64,
    kind: RecordKind,
    id: &LocalId,
    op: OpKind,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO outbox (seq, kind, id, op, state, queued_at, author)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, coalesce((SELECT value FROM settings WHERE key = ?7), ''))",
        )?
        .execute(params![seq, kind.word(), id.as_str(), op.word(), OpState::Queued.word(), micros(now), AUTHOR])?;
    Ok(())
}

/// Writes an operation back as it now stands.
pub(super) fn put(connection: &Connection, operation: &Operation) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "UPDATE outbox SET op = ?2, state = ?3, attempts = ?4, lookups = ?5, last_lookup_at = ?6, not_before = ?7,
                 queued_at = ?8, own_failures = ?9, set_aside = ?10
             WHERE seq = ?1",
        )?
        .execute(params![
            operation.seq,
            operation.kind.word(),
            operation.state.word(),
            operation.attempts,
            operation.lookups,
            operation.last_lookup_at.map(micros),
            operation.not_before.map(micros),
            micros(operation.queued_at),
            operation.own_failures,
            operation.set_aside,
        ])?;
    Ok(())
}

pub(super) fn remove(connection: &Connection, seq: i64) -> Result<(), Fault> {
    connection.prepare_cached("DELETE FROM outbox WHERE seq = ?1")?.execute([seq])?;
    Ok(())
}

/// Removes those operations of a record that `which` names; says how many.
pub(super) fn remove_of_record(
    connection: &Connection,
    kind: RecordKind,
    id: &LocalId,
    which: impl Fn(&Operation) -> bool,
) -> Result<usize, Fault> {
    let mut removed = 0_usize;
    for operation in of_record(connection, kind, id)?.iter().filter(|operation| which(operation)) {
        remove(connection, operation.seq)?;
        removed = removed.saturating_add(1);
    }
    Ok(removed)
}

pub(super) fn set_sent_revision(connection: &Connection, seq: i64, revision: i64) -> Result<(), Fault> {
    connection.prepare_cached("UPDATE outbox SET sent_revision = ?2 WHERE seq = ?1")?.execute([seq, revision])?;
    Ok(())
}

impl Operation {
    /// True while it has not begun, or was refused: a person may take it back.
    pub(super) fn may_be_taken_back(&self) -> bool {
        match self.state {
            OpState::Queued | OpState::Rejected => true,
            OpState::InFlight | OpState::Unknown => false,
        }
    }
}
