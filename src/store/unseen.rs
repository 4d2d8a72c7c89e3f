//! Bids of the platform that this desk has never seen, as a first pull brings them by the ten thousand: written straight
//! into their tables. What is there of them before is asked first, and whatever is not plainly new goes the ordinary way;
//! both ways leave the same rows.

use chrono::{DateTime, Utc};
use rusqlite::{CachedStatement, Connection, ErrorCode, OptionalExtension as _, params};

use super::bid_record::{INSERT, Light};
use super::edits::new_id;
use super::error::Fault;
use super::outside;
use super::place_batch::PlaceBatch;
use super::ready::{Incoming, packed_of};
use super::{learned, map_points};
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::{RecordMeta, RecordState};

/// The statements of one transaction, and the places that its bids went to.
pub(super) struct Unseen<'c> {
    connection: &'c Connection,
    known: CachedStatement<'c>,
    handle: CachedStatement<'c>,
    operations: CachedStatement<'c>,
    operation: CachedStatement<'c>,
    bid: CachedStatement<'c>,
    documents: CachedStatement<'c>,
    points: CachedStatement<'c>,
    places: &'c mut PlaceBatch,
    /// What is new is news.
    is_noted: bool,
    /// The last bid was new, so the next one likely is: its names are not looked for, the tables refuse what they have.
    in_a_row: bool,
    /// Steps of bids wait; asked before the first of a row, none of which adds any.
    has_operations: bool,
}

impl<'c> Unseen<'c> {
    /// `places`: where the places of the bids are gathered until they are written.
    pub(super) fn new(connection: &'c Connection, places: &'c mut PlaceBatch) -> Result<Self, Fault> {
        Ok(Self {
            connection,
            known: connection.prepare_cached("SELECT 1 FROM bids WHERE remote_id = ?1")?,
            handle: connection.prepare_cached("SELECT remote_id IS NULL FROM bids WHERE external_id = ?1")?,
            operations: connection.prepare_cached("SELECT 1 FROM outbox WHERE kind = 'bid'")?,
            operation: connection.prepare_cached("SELECT 1 FROM outbox WHERE kind = 'bid' AND id = ?1")?,
            bid: connection.prepare_cached(INSERT)?,
            documents: connection
                .prepare_cached("INSERT INTO bid_documents (row, packed, patch, facts) VALUES (?1, ?2, '{}', '')")?,
            points: connection.prepare_cached(map_points::WRITE)?,
            places,
            is_noted: outside::is_noted(connection)?,
            in_a_row: false,
            has_operations: true,
        })
    }

    /// Writes the bid if it is plainly new; says whether it was.
    pub(super) fn take_in(&mut self, incoming: Incoming<'_>, now: DateTime<Utc>) -> Result<bool, Fault> {
        let is_new = self.write_new(incoming, now)?;
        self.in_a_row = is_new;
        Ok(is_new)
    }

    fn write_new(&mut self, incoming: Incoming<'_>, now: DateTime<Utc>) -> Result<bool, Fault> {
        let pulled = incoming.pulled;
        if !self.in_a_row {
            if self.known.exists([pulled.remote_id.0])? {
                return Ok(false);
            }
            self.has_operations = self.operations.exists([])?;
        }
        let handle = pulled.external_id.as_deref().filter(|handle| !handle.is_empty());
        let is_ours_there: Option<bool> = match handle {
            Some(handle) if !self.in_a_row => self.handle.query_row([handle], |row| row.get(0)).optional()?,
            _ => None,
        };
        let id = LocalId::of_remote(RecordKind::Bid, pulled.remote_id);
        if is_ours_there == Some(true) || (self.has_operations && self.operation.exists([id.as_str()])?) {
            return Ok(false);
        }
        // A copy made there may carry the handle of its original: then one of its own.
        let own = || new_id(now).to_string();
        let external_id = handle.filter(|_| is_ours_there.is_none()).map_or_else(own, str::to_owned);
        let state = if pulled.facts.deleted { RecordState::Tombstone } else { RecordState::Clean };
        let meta = RecordMeta {
            id,
            remote_id: Some(pulled.remote_id),
            state,
            queued: false,
            updated_here: now,
            updated_there: pulled.updated_at,
            synced_at: Some(now),
            error: None,
        };
        let light = Light {
            meta: &meta,
            external_id: &external_id,
            bid: &pulled.bid,
            facts: &pulled.facts,
            deleted_here: false,
            revisions: (0, 0),
        };
        match light.bind(|values| self.bid.execute(values)) {
            // Our own id stands at another number; behind another new one, its number or handle may be known too.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => return Ok(false),
            written => written?,
        };
        let row = self.connection.last_insert_rowid();
        match incoming.packed {
            Some(packed) => self.documents.execute(params![row, packed])?,
            None => self.documents.execute(params![row, packed_of(pulled)?])?,
        };
        if self.is_noted && !pulled.facts.deleted {
            outside::note_new(self.connection, &meta, now)?;
        }
        map_points::write_by(&mut self.points, row, &pulled.bid)?;
        learned::remember(self.connection, &pulled.bid)?;
        self.places.remember(self.connection, &pulled.bid, now)?;
        Ok(true)
    }

    /// Writes the places gathered so far: before a bid goes the ordinary way.
    pub(super) fn settle(&mut self) -> Result<(), Fault> {
        self.places.write(self.connection)
    }
}
