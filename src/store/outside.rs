//! What changed on the platform since a person last looked: noted in the transaction of the pull that brings it.
//!
//! A first pull and the pull after a restore bring everything and note nothing: what is not known yet is no news. Own
//! writes that come back are no news either.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::{Value, json};

use super::Store;
use super::bid_record::StoredBid;
use super::codec::{Cells, Word as _, micros, read_document, status_word};
use super::error::{Fault, StoreError};
use super::life_steps::{self, LifeStepKind, NewStep};
use super::model::{OpKind, OpState, OutsideChange};
use super::outbox;
use super::restore::MARK;
use crate::domain::bid::Bid;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::pulled::PulledBid;
use crate::domain::record::RecordMeta;
use crate::merge::{differing, same_for_people};

/// Set once everything that is on the platform has been read.
pub(super) const NOTED: &str = "outside-is-noted";

/// Names of changes that are no field of the form.
pub const NEW: &str = "new";
/// The status moved.
pub const STATUS: &str = "status";
/// Deleted there, or restored.
pub const DELETED: &str = "deleted";
/// The driver pressed "accept".
pub const ACCEPTED: &str = "accepted";

const SELECT: &str = "SELECT seq, kind, id, at, there_at, field, old, new, seen_at FROM outside_changes";

/// Notes what a row of the platform changes against what was known of it. Called before the row is taken in.
pub(super) fn note_bid(
    connection: &Connection,
    stored: &StoredBid,
    pulled: &PulledBid,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    if !is_noted(connection)? {
        return Ok(());
    }
    let record = &stored.record;
    let operations = outbox::of_record(connection, RecordKind::Bid, &record.meta.id)?;
    if operations.iter().any(|operation| operation.state == OpState::InFlight) {
        // It may be our own write that is read here: its answer says more.
        return Ok(());
    }
    let there_at = pulled.updated_at;
    let put = |field: &str, old: Value, new: Value| {
        put(connection, (RecordKind::Bid, &record.meta), there_at, (field, &old, &new), now)
    };
    let facts = &record.facts;
    let full = pulled.list_raw.is_some();
    if full && facts.deleted != pulled.facts.deleted {
        put(DELETED, json!(facts.deleted), json!(pulled.facts.deleted))?;
        let kind = LifeStepKind::Step(if pulled.facts.deleted { OpKind::Delete } else { OpKind::Restore });
        let step = NewStep { ours: None, kind, before: None, after: None, there_at };
        life_steps::note(connection, &record.meta.id, &step, now)?;
    }
    let moves = [OpKind::Start, OpKind::Revert, OpKind::Cancel, OpKind::Complete];
    if facts.status != pulled.facts.status && !operations.iter().any(|operation| moves.contains(&operation.kind)) {
        put(STATUS, json!(status_word(&facts.status)), json!(status_word(&pulled.facts.status)))?;
        let (before, after) = (Some(&facts.status), Some(&pulled.facts.status));
        let step = NewStep { ours: None, kind: LifeStepKind::Status, before, after, there_at };
        life_steps::note(connection, &record.meta.id, &step, now)?;
    }
    if full && facts.accepted_by_driver_at.is_none() && pulled.facts.accepted_by_driver_at.is_some() {
        put(ACCEPTED, Value::Null, json!(pulled.facts.accepted_by_driver_at))?;
    }
    if record.base.is_none() {
        return Ok(());
    }
    let known = known_there(connection, stored)?;
    for field in differing(&known, &pulled.bid) {
        let is_ours = field.same(&record.bid, &pulled.bid);
        if !is_ours && !same_for_people(field, &known, &pulled.bid) {
            put(field.name(), field.value(&known), field.value(&pulled.bid))?;
        }
    }
    Ok(())
}

/// Notes what the reading before a write brought along: fields that were not changed here and are others there.
pub(super) fn note_beside_write(
    connection: &Connection,
    stored: &StoredBid,
    read_back: Option<&PulledBid>,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let (Some(read), Some(base)) = (read_back, &stored.record.base) else { return Ok(()) };
    if !is_noted(connection)? {
        return Ok(());
    }
    for field in differing(&base.bid, &read.bid) {
        let untouched = field.same(&base.bid, &stored.record.bid);
        if untouched && !same_for_people(field, &base.bid, &read.bid) {
            let (old, new) = (field.value(&base.bid), field.value(&read.bid));
            let bid = (RecordKind::Bid, &stored.record.meta);
            put(connection, bid, read.updated_at, (field.name(), &old, &new), now)?;
        }
    }
    Ok(())
}

/// Notes a record that was made there.
pub(super) fn note_new(connection: &Connection, meta: &RecordMeta, now: DateTime<Utc>) -> Result<(), Fault> {
    if !is_noted(connection)? {
        return Ok(());
    }
    put(connection, (RecordKind::Bid, meta), meta.updated_there, (NEW, &Value::Null, &Value::Bool(true)), now)
}

/// The platform's side as it was last seen: that of an undecided conflict is newer than the base.
fn known_there(connection: &Connection, stored: &StoredBid) -> Result<Bid, Fault> {
    let theirs: Option<String> = connection
        .prepare_cached("SELECT theirs FROM conflicts WHERE row = ?1")?
        .query_row([stored.row], |row| row.get(0))
        .optional()?;
    match theirs {
        Some(text) => read_document(&text),
        None => Ok(stored.record.base.as_ref().map(|base| base.bid.clone()).unwrap_or_default()),
    }
}

pub(super) fn is_noted(connection: &Connection) -> Result<bool, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM settings WHERE key = ?1) AND NOT EXISTS (SELECT 1 FROM settings WHERE key = ?2)",
    )?;
    Ok(statement.query_row([NOTED, MARK], |row| row.get(0))?)
}

/// The oldest value that was not looked at stays the "before"; a value that came back is no change any more.
pub(super) fn put(
    connection: &Connection,
    (kind, meta): (RecordKind, &RecordMeta),
    there_at: Option<DateTime<Utc>>,
    (field, old, new): (&str, &Value, &Value),
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let kind = kind.word();
    connection
        .prepare_cached(
            "INSERT INTO outside_changes (kind, id, at, there_at, field, old, new) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (kind, id, field) WHERE seen_at IS NULL
             DO UPDATE SET at = excluded.at, there_at = excluded.there_at, new = excluded.new",
        )?
        .execute(params![
            kind,
            meta.id.as_str(),
            micros(now),
            there_at.map(micros),
            field,
            old.to_string(),
            new.to_string()
        ])?;
    connection
        .prepare_cached(
            "DELETE FROM outside_changes WHERE kind = ?1 AND id = ?2 AND field = ?3 AND seen_at IS NULL AND old = new",
        )?
        .execute(params![kind, meta.id.as_str(), field])?;
    Ok(())
}

impl Store {
    /// From now on changes of the platform are news: everything that was there has been read. True the first time.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn note_outside_from_now(&self) -> Result<bool, StoreError> {
        if self.notes_outside()? {
            return Ok(false);
        }
        self.set_setting(NOTED, "yes")?;
        Ok(true)
    }

    /// True once changes of the platform are news.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn notes_outside(&self) -> Result<bool, StoreError> {
        self.read(|tx| is_noted(tx))
    }

    /// Changes that nobody has looked at, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn unseen_changes(&self, limit: usize) -> Result<Vec<OutsideChange>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|tx| {
            let sql = format!("{SELECT} WHERE seen_at IS NULL ORDER BY at DESC, seq DESC LIMIT ?1");
            tx.prepare_cached(&sql)?.query_and_then([limit], read)?.collect()
        })
    }

    /// Records with changes that nobody has looked at.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn unseen_records(&self) -> Result<Vec<LocalId>, StoreError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT DISTINCT id FROM outside_changes WHERE seen_at IS NULL ORDER BY id")?;
            statement.query_and_then([], |row| Cells::new(row).local_id())?.collect()
        })
    }

    /// What changed in a bid, looked at or not, newest first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn outside_changes(&self, id: &LocalId, limit: usize) -> Result<Vec<OutsideChange>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(|tx| {
            let sql = format!("{SELECT} WHERE kind = 'bid' AND id = ?1 ORDER BY at DESC, seq DESC LIMIT ?2");
            tx.prepare_cached(&sql)?.query_and_then(params![id.as_str(), limit], read)?.collect()
        })
    }

    /// A person looked: at one record, or at all. Says how many changes that were.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn mark_seen(&self, id: Option<&LocalId>, now: DateTime<Utc>) -> Result<usize, StoreError> {
        self.write(|tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE outside_changes SET seen_at = ?1 WHERE seen_at IS NULL AND (?2 IS NULL OR id = ?2)",
            )?;
            Ok(statement.execute(params![micros(now), id.map(LocalId::as_str)])?)
        })
    }

    /// Forgets what was looked at before a moment, and what was changed here before it.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn prune_outside(&self, before: DateTime<Utc>) -> Result<usize, StoreError> {
        self.write(|tx| {
            tx.execute("DELETE FROM told WHERE at < ?1", [micros(before)])?;
            tx.execute("DELETE FROM own_changes WHERE at < ?1", [micros(before)])?;
            tx.execute("DELETE FROM life_steps WHERE at < ?1", [micros(before)])?;
            Ok(tx.execute("DELETE FROM outside_changes WHERE seen_at < ?1", [micros(before)])?)
        })
    }
}

fn read(row: &Row<'_>) -> Result<OutsideChange, Fault> {
    let mut cells = Cells::new(row);
    let (seq, kind, id) = (cells.take()?, cells.word()?, cells.local_id()?);
    Ok(OutsideChange {
        seq,
        kind,
        id,
        at: cells.instant()?,
        there_at: cells.maybe_instant()?,
        field: cells.take()?,
        old: cells.document()?,
        new: cells.document()?,
        seen_at: cells.maybe_instant()?,
    })
}
