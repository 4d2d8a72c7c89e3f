//! A record of either kind, bid or book, where the outbox treats both alike.

use rusqlite::Connection;

use super::bid_record::{self, By, StoredBid};
use super::book_record::{self, StoredBook};
use super::error::{Fault, NOT_FOUND};
use super::model::Operation;
use super::outbox;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::{RecordMeta, RecordState};
use crate::domain::trouble::Trouble;

/// The record that an operation is about.
#[derive(Debug, Clone)]
pub(super) enum Subject {
    Bid(Box<StoredBid>),
    Book(Box<StoredBook>),
}

impl Subject {
    /// The record, or [`super::StoreError::NotFound`].
    pub(super) fn get(connection: &Connection, kind: RecordKind, id: &LocalId) -> Result<Self, Fault> {
        Self::find(connection, kind, id)?.ok_or(NOT_FOUND)
    }

    pub(super) fn find(connection: &Connection, kind: RecordKind, id: &LocalId) -> Result<Option<Self>, Fault> {
        Ok(match kind {
            RecordKind::Bid => bid_record::find(connection, By::Id(id))?.map(|bid| Self::Bid(Box::new(bid))),
            RecordKind::Driver
            | RecordKind::Car
            | RecordKind::Trailer
            | RecordKind::Counterparty
            | RecordKind::Organisation => book_record::find(connection, id)?
                .filter(|book| book.record.entry.kind() == kind)
                .map(|book| Self::Book(Box::new(book))),
        })
    }

    pub(super) fn kind(&self) -> RecordKind {
        match self {
            Self::Bid(_) => RecordKind::Bid,
            Self::Book(book) => book.record.entry.kind(),
        }
    }

    pub(super) fn meta(&self) -> &RecordMeta {
        match self {
            Self::Bid(bid) => &bid.record.meta,
            Self::Book(book) => &book.record.meta,
        }
    }

    pub(super) fn id(&self) -> &LocalId {
        &self.meta().id
    }

    pub(super) fn state(&self) -> RecordState {
        self.meta().state
    }

    pub(super) fn on_platform(&self) -> bool {
        self.meta().remote_id.is_some()
    }

    /// The platform has it otherwise, or doesn't have it.
    pub(super) fn is_changed(&self) -> bool {
        match self {
            Self::Bid(bid) => bid.is_changed(),
            Self::Book(book) => book.is_changed(),
        }
    }

    pub(super) fn set_error(&mut self, error: Option<Trouble>) {
        match self {
            Self::Bid(bid) => bid.record.meta.error = error,
            Self::Book(book) => book.record.meta.error = error,
        }
    }

    pub(super) fn is_deleted_here(&self) -> bool {
        match self {
            Self::Bid(bid) => bid.deleted_here,
            Self::Book(book) => book.deleted_here,
        }
    }

    pub(super) fn set_deleted_here(&mut self, deleted: bool) {
        match self {
            Self::Bid(bid) => bid.deleted_here = deleted,
            Self::Book(book) => book.deleted_here = deleted,
        }
    }

    /// The platform deleted it.
    pub(super) fn set_deleted_there(&mut self) {
        match self {
            Self::Bid(bid) => bid.record.facts.deleted = true,
            Self::Book(book) => book.deleted_there = true,
        }
    }

    pub(super) fn operations(&self, connection: &Connection) -> Result<Vec<Operation>, Fault> {
        outbox::of_record(connection, self.kind(), self.id())
    }

    /// Removes those of its operations that `which` names; says how many.
    pub(super) fn drop_operations(
        &self,
        connection: &Connection,
        which: impl Fn(&Operation) -> bool,
    ) -> Result<usize, Fault> {
        outbox::remove_of_record(connection, self.kind(), self.id(), which)
    }

    /// Writes the record with the state that follows.
    pub(super) fn save(&mut self, connection: &Connection) -> Result<(), Fault> {
        match self {
            Self::Bid(bid) => bid.save(connection),
            Self::Book(book) => book.save(connection),
        }
    }
}
