//! One record in conflict: its three versions and everything they differ in.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::domain::bid::{Bid, BidStatus};
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordMeta;
use crate::domain::sync_case::ConflictKind;
use crate::merge::{Moved, Pick, Unit, bid_units, book_units, decide_bid, decide_book};
use crate::store::model::{BidConflict, BidRecord, BookConflict};
use crate::store::{Store, StoreError};

/// Name of the unit that asks whether a record that one side deletes stays.
pub const DELETED: &str = "deleted";
/// Whether a side of that question deletes.
pub(super) const REMOVED: &str = "removed";

/// The three versions.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Of a bid.
    Bid {
        /// What both sides agreed on last.
        base: Box<Bid>,
        /// This desk's.
        ours: Box<Bid>,
        /// The platform's.
        theirs: Box<Bid>,
    },
    /// Of a book record.
    Book {
        /// What both sides agreed on last.
        base: Box<BookEntry>,
        /// This desk's.
        ours: Box<BookEntry>,
        /// The platform's.
        theirs: Box<BookEntry>,
    },
}

/// A record in conflict.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Names, state and the three dates.
    pub meta: RecordMeta,
    /// The kind of record.
    pub kind: RecordKind,
    /// Since when it is known, UTC.
    pub since: DateTime<Utc>,
    /// What the two sides can't both have.
    pub conflict: ConflictKind,
    /// A bid that is started or waits: dates that cross another's matter.
    pub status: BidStatus,
    /// The three versions.
    pub content: Content,
    /// All they may differ in, in the order of the form.
    pub units: Vec<Unit>,
}

/// A record as it shall be on both sides.
#[derive(Debug, Clone, PartialEq)]
pub enum Decided {
    /// A bid.
    Bid(Box<Bid>),
    /// A book record.
    Book(Box<BookEntry>),
    /// One side deleted it: so be it.
    Deleted,
    /// Kept nevertheless: as a new record when it was deleted there, as it is there when it was to be deleted here.
    Kept,
}

impl Case {
    /// A bid changed on both sides.
    #[must_use]
    pub fn of_bid(record: BidRecord, conflict: BidConflict) -> Self {
        let base = record.base.map_or_else(|| record.bid.clone(), |base| base.bid);
        let units = bid_units(&base, &record.bid, &conflict.theirs);
        Self {
            kind: RecordKind::Bid,
            since: conflict.since,
            conflict: ConflictKind::Fields,
            status: record.facts.status,
            content: Content::Bid { base: base.into(), ours: record.bid.into(), theirs: conflict.theirs.into() },
            meta: record.meta,
            units,
        }
    }

    /// A bid to be deleted here and changed there.
    #[must_use]
    pub fn of_deleted_bid(record: BidRecord, conflict: BidConflict) -> Self {
        Self::of_bid(record, conflict).asks_of_deletion_here()
    }

    fn asks_of_deletion_here(self) -> Self {
        let mut case = self;
        // What they changed is part of the question: when that moves, the answer is asked for again.
        let there = case.units.iter().filter(|unit| matches!(unit.moved, Moved::There | Moved::Apart));
        let theirs = there.map(|unit| (unit.name.clone(), unit.theirs.clone())).collect::<serde_json::Map<_, _>>();
        let theirs = json!({ REMOVED: false, "changed": theirs });
        case.conflict = ConflictKind::DeletedHere;
        // Nothing else is asked: of what contradicts, the whole side goes.
        for unit in case.units.iter_mut().filter(|unit| unit.moved == Moved::Apart) {
            unit.moved = Moved::There;
        }
        case.units = question(json!({ REMOVED: true }), theirs, case.units);
        case
    }

    /// A bid changed here and deleted there.
    #[must_use]
    pub fn of_gone_bid(record: BidRecord) -> Self {
        let base = record.base.map_or_else(|| record.bid.clone(), |base| base.bid);
        let units = deleted(bid_units(&base, &record.bid, &base));
        Self {
            kind: RecordKind::Bid,
            since: record.meta.synced_at.unwrap_or(record.meta.updated_here),
            conflict: ConflictKind::GoneThere,
            status: record.facts.status,
            content: Content::Bid { base: base.clone().into(), ours: record.bid.into(), theirs: base.into() },
            meta: record.meta,
            units,
        }
    }

    /// A book record that both sides changed, or one deleted and the other changed.
    #[must_use]
    pub fn of_book(conflict: BookConflict) -> Self {
        let BookConflict { record, base, since, theirs, kind, .. } = conflict;
        let units = book_units(&base, &record.entry, &theirs);
        let case = Self {
            kind: record.entry.kind(),
            since,
            conflict: kind,
            status: BidStatus::Draft,
            content: Content::Book { base: base.into(), ours: record.entry.into(), theirs: theirs.into() },
            meta: record.meta,
            units: if kind == ConflictKind::GoneThere { deleted(units) } else { units },
        };
        if kind == ConflictKind::DeletedHere { case.asks_of_deletion_here() } else { case }
    }

    /// All undecided conflicts of a store, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when it can't be read.
    pub fn all(store: &Store) -> Result<Vec<Self>, StoreError> {
        let mut cases = Vec::new();
        let kinds = store.conflict_kinds()?;
        for conflict in store.conflicts()? {
            if let Some(record) = store.bid(&conflict.id)? {
                let is_deleted = kinds.contains(&(conflict.id.clone(), ConflictKind::DeletedHere));
                cases.push(if is_deleted {
                    Self::of_deleted_bid(record, conflict)
                } else {
                    Self::of_bid(record, conflict)
                });
            }
        }
        for id in store.gone_bids()? {
            cases.extend(store.bid(&id)?.map(Self::of_gone_bid));
        }
        cases.extend(store.book_conflicts()?.into_iter().map(Self::of_book));
        cases.extend(store.gone_books()?.into_iter().map(Self::of_book));
        cases.sort_by(|one, other| (one.since, one.id()).cmp(&(other.since, other.id())));
        Ok(cases)
    }

    /// The record.
    #[must_use]
    pub const fn id(&self) -> &LocalId {
        &self.meta.id
    }

    /// The platform deleted it while it was changed here.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.conflict == ConflictKind::GoneThere
    }

    /// One side deletes: nothing but that is asked.
    #[must_use]
    pub fn is_deletion(&self) -> bool {
        self.conflict != ConflictKind::Fields
    }

    /// A unit by its name.
    #[must_use]
    pub fn unit(&self, name: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.name == name)
    }

    /// What a person has to decide.
    pub fn asked(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| unit.moved == Moved::Apart)
    }

    /// True when a person may pick a side of the unit. Of a record that one side deletes only that is decided.
    #[must_use]
    pub fn may_pick(&self, unit: &Unit) -> bool {
        if self.is_deletion() { unit.name == DELETED } else { unit.moved != Moved::Nobody }
    }

    /// The record as it shall be, by what was picked.
    #[must_use]
    pub fn decide(&self, picks: &BTreeMap<String, Pick>) -> Decided {
        match (self.conflict, picks.get(DELETED)) {
            (ConflictKind::Fields, _) => {}
            (ConflictKind::GoneThere, Some(Pick::Theirs)) | (ConflictKind::DeletedHere, Some(Pick::Ours)) => {
                return Decided::Deleted;
            }
            (ConflictKind::GoneThere | ConflictKind::DeletedHere, _) => return Decided::Kept,
        }
        match &self.content {
            Content::Bid { base, ours, theirs } => Decided::Bid(decide_bid(base, ours, theirs, picks).into()),
            Content::Book { base, ours, theirs } => Decided::Book(decide_book(base, ours, theirs, picks).into()),
        }
    }
}

/// The question of a deleted record stands before what was changed of it here.
fn deleted(units: Vec<Unit>) -> Vec<Unit> {
    question(json!({ REMOVED: false }), json!({ REMOVED: true }), units)
}

fn question(ours: Value, theirs: Value, units: Vec<Unit>) -> Vec<Unit> {
    let question = Unit { name: DELETED.to_owned(), base: json!({}), ours, theirs, moved: Moved::Apart };
    std::iter::once(question).chain(units).collect()
}
