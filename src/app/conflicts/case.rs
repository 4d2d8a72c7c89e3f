//! One record in conflict: its three versions and everything they differ in.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::domain::bid::{Bid, BidStatus};
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::record::RecordMeta;
use crate::merge::{Moved, Pick, Unit, bid_units, book_units, decide_bid, decide_book};
use crate::store::model::{BidConflict, BidRecord, BookConflict};
use crate::store::{Store, StoreError};

/// Name of the unit that asks whether a record deleted on the platform stays.
pub const DELETED: &str = "deleted";

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
    /// The platform deleted it while it was changed here.
    pub gone: bool,
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
    /// Deleted there: so be it.
    Deleted,
    /// Deleted there: kept, as a new record.
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
            gone: false,
            status: record.facts.status,
            content: Content::Bid { base: base.into(), ours: record.bid.into(), theirs: conflict.theirs.into() },
            meta: record.meta,
            units,
        }
    }

    /// A bid changed here and deleted there.
    #[must_use]
    pub fn of_gone_bid(record: BidRecord) -> Self {
        let base = record.base.map_or_else(|| record.bid.clone(), |base| base.bid);
        let units = deleted(bid_units(&base, &record.bid, &base));
        Self {
            kind: RecordKind::Bid,
            since: record.meta.synced_at.unwrap_or(record.meta.updated_here),
            gone: true,
            status: record.facts.status,
            content: Content::Bid { base: base.clone().into(), ours: record.bid.into(), theirs: base.into() },
            meta: record.meta,
            units,
        }
    }

    /// A book record changed on both sides; `gone`: deleted there.
    #[must_use]
    pub fn of_book(conflict: BookConflict, gone: bool) -> Self {
        let BookConflict { record, base, since, theirs, .. } = conflict;
        let units = book_units(&base, &record.entry, &theirs);
        Self {
            kind: record.entry.kind(),
            since,
            gone,
            status: BidStatus::Draft,
            content: Content::Book { base: base.into(), ours: record.entry.into(), theirs: theirs.into() },
            meta: record.meta,
            units: if gone { deleted(units) } else { units },
        }
    }

    /// All undecided conflicts of a store, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] when it can't be read.
    pub fn all(store: &Store) -> Result<Vec<Self>, StoreError> {
        let mut cases = Vec::new();
        for conflict in store.conflicts()? {
            if let Some(record) = store.bid(&conflict.id)? {
                cases.push(Self::of_bid(record, conflict));
            }
        }
        for id in store.gone_bids()? {
            cases.extend(store.bid(&id)?.map(Self::of_gone_bid));
        }
        cases.extend(store.book_conflicts()?.into_iter().map(|conflict| Self::of_book(conflict, false)));
        cases.extend(store.gone_books()?.into_iter().map(|conflict| Self::of_book(conflict, true)));
        cases.sort_by(|one, other| (one.since, one.id()).cmp(&(other.since, other.id())));
        Ok(cases)
    }

    /// The record.
    #[must_use]
    pub const fn id(&self) -> &LocalId {
        &self.meta.id
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

    /// True when a person may pick a side of the unit. Of a record that was deleted there only that is decided.
    #[must_use]
    pub fn may_pick(&self, unit: &Unit) -> bool {
        if self.gone { unit.name == DELETED } else { unit.moved != Moved::Nobody }
    }

    /// The record as it shall be, by what was picked.
    #[must_use]
    pub fn decide(&self, picks: &BTreeMap<String, Pick>) -> Decided {
        if self.gone {
            return if picks.get(DELETED) == Some(&Pick::Theirs) { Decided::Deleted } else { Decided::Kept };
        }
        match &self.content {
            Content::Bid { base, ours, theirs } => Decided::Bid(decide_bid(base, ours, theirs, picks).into()),
            Content::Book { base, ours, theirs } => Decided::Book(decide_book(base, ours, theirs, picks).into()),
        }
    }
}

/// The question of a deleted record stands before what was changed of it here.
fn deleted(units: Vec<Unit>) -> Vec<Unit> {
    let question = Unit {
        name: DELETED.to_owned(),
        base: json!(false),
        ours: json!(false),
        theirs: json!(true),
        moved: Moved::Apart,
    };
    std::iter::once(question).chain(units).collect()
}
