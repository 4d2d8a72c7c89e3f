//! Deleted on the platform while it was changed here: a person agrees, or keeps it as a new record.

use chrono::{DateTime, Utc};

use super::Store;
use super::bid_record;
use super::book_record;
use super::codec::Word as _;
use super::edits::{new_bid, new_book, set_bid, set_book};
use super::error::{Fault, NOT_FOUND, StoreError, not_editable};
use super::model::{BookConflict, BookRecord, OpKind};
use super::queue::enqueue;
use super::references::redirect;
use super::subject::Subject;
use crate::domain::bid::Bid;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordState;
use crate::domain::sync_case::ConflictKind;

impl Store {
    /// Bids changed here that the platform has deleted meanwhile, the latest change first.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn gone_bids(&self) -> Result<Vec<LocalId>, StoreError> {
        self.read(|tx| {
            let mut statement =
                tx.prepare_cached("SELECT id FROM bids WHERE state = ?1 ORDER BY updated_here DESC, row")?;
            let ids = statement.query_and_then([RecordState::RemoteGone.word()], |row| {
                Ok::<_, Fault>(LocalId::new(row.get::<_, String>(0)?))
            })?;
            ids.collect()
        })
    }

    /// Book records changed here that the platform has deleted meanwhile: both other sides are what it held last.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn gone_books(&self) -> Result<Vec<BookConflict>, StoreError> {
        self.read(|tx| {
            let mut found = book_record::all(tx, None)?;
            found.retain(|stored| stored.record.meta.state == RecordState::RemoteGone);
            let conflict = |stored: book_record::StoredBook| {
                let base = stored.base.unwrap_or_else(|| stored.record.entry.clone());
                let since = stored.record.meta.synced_at.unwrap_or(stored.record.meta.updated_here);
                let kind = ConflictKind::GoneThere;
                BookConflict { theirs: base.clone(), base, since, kind, fields: Vec::new(), record: stored.record }
            };
            Ok(found.into_iter().map(conflict).collect())
        })
    }

    /// Agrees with the platform's deletion: the record goes to the bin with the changes that were made here.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] when the platform has not deleted it.
    pub fn let_gone_go(&self, kind: RecordKind, id: &LocalId) -> Result<(), StoreError> {
        self.write(|tx| bin(tx, &mut gone(tx, kind, id)?))
    }

    /// Brings back to the question what [`Self::let_gone_go`] put into the bin.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] when it is not there because of that.
    pub fn ask_of_gone_again(&self, kind: RecordKind, id: &LocalId) -> Result<(), StoreError> {
        self.write(|tx| {
            let mut subject = Subject::get(tx, kind, id)?;
            if subject.state() != RecordState::Tombstone || !subject.is_changed() {
                return Err(not_editable(subject.state()));
            }
            subject.set_deleted_here(false);
            subject.save(tx)
        })
    }

    /// Keeps what the platform deleted as a new bid with our content, queued to be created. The deleted one goes to the
    /// bin. Answers the new one's id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] when the platform has not deleted it.
    pub fn keep_gone_bid(&self, id: &LocalId, now: DateTime<Utc>) -> Result<LocalId, StoreError> {
        self.write(|tx| {
            let mut subject = gone(tx, RecordKind::Bid, id)?;
            let Subject::Bid(old) = &subject else { return Err(NOT_FOUND) };
            let content = unnumbered(&old.record.bid);
            bin(tx, &mut subject)?;
            let mut made = new_bid(now);
            set_bid(tx, &mut made, &content, now)?;
            let made_id = made.record.meta.id.clone();
            enqueue(tx, &mut Subject::Bid(Box::new(made)), OpKind::Create, now)?;
            bid_record::find(tx, bid_record::By::Id(&made_id))?.map(|made| made.record.meta.id).ok_or(NOT_FOUND)
        })
    }

    /// The same for a book record; bids that refer to the deleted one refer to the new one from now on.
    ///
    /// # Errors
    /// As [`Self::keep_gone_bid`].
    pub fn keep_gone_book(&self, kind: RecordKind, id: &LocalId, now: DateTime<Utc>) -> Result<BookRecord, StoreError> {
        self.write(|tx| {
            let mut subject = gone(tx, kind, id)?;
            let Subject::Book(old) = &subject else { return Err(NOT_FOUND) };
            let entry = old.record.entry.clone();
            bin(tx, &mut subject)?;
            let mut made = new_book(&entry, now);
            set_book(tx, &mut made, &entry, now)?;
            let made_id = made.record.meta.id.clone();
            redirect(tx, kind, id, &made_id)?;
            enqueue(tx, &mut Subject::Book(Box::new(made)), OpKind::Create, now)?;
            book_record::find(tx, &made_id)?.map(|made| made.record).ok_or(NOT_FOUND)
        })
    }
}

fn gone(connection: &rusqlite::Connection, kind: RecordKind, id: &LocalId) -> Result<Subject, Fault> {
    let subject = Subject::get(connection, kind, id)?;
    if subject.state() == RecordState::RemoteGone { Ok(subject) } else { Err(not_editable(subject.state())) }
}

/// Into the bin, with all that waited of it.
fn bin(connection: &rusqlite::Connection, subject: &mut Subject) -> Result<(), Fault> {
    subject.drop_operations(connection, |_| true)?;
    subject.set_deleted_here(true);
    subject.save(connection)
}

/// The content without the platform's numbers and without what it put in by itself.
pub(super) fn unnumbered(bid: &Bid) -> Bid {
    let mut bid = bid.clone();
    bid.points.retain(|point| point.kind != crate::domain::bid::PointKind::Start);
    for point in &mut bid.points {
        point.remote_id = None;
    }
    for cargo in &mut bid.cargos {
        cargo.remote_id = None;
    }
    bid
}
