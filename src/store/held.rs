//! The guard against mass deletion: what the platform says is gone waits for the end of the reading, and for a person when
//! it is suspiciously much (a restored server, a filter that went wrong).

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::Store;
use super::bid_record::{By, find};
use super::book_record::{self, StoredBook};
use super::codec::{Cells, Word as _, micros};
use super::error::{Fault, StoreError};
use super::model::OpKind;
use super::outbox;
use super::receive::receive_deletion;
use crate::domain::id::{RecordKind, RemoteId};
use crate::domain::pulled::{PulledBid, PulledBook};
use crate::domain::record::RecordState;

/// More than this many gone in one reading, and more than this share, is not believed without a person.
const MASS: usize = 20;
const MASS_SHARE: usize = 50;

/// The most of `known` records that may vanish in one reading: 20, or 2 %.
pub(super) fn limit(known: usize) -> usize {
    MASS.max(known / MASS_SHARE)
}

/// Deletions that wait for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldDeletions {
    /// Of which records.
    pub kind: RecordKind,
    /// How many are gone there.
    pub gone: usize,
    /// Of how many that live here.
    pub known: usize,
}

/// Puts a deletion aside when it is news; says whether it did.
pub(super) fn hold_bid(connection: &Connection, pulled: &PulledBid) -> Result<bool, Fault> {
    if !pulled.facts.deleted {
        forget(connection, RecordKind::Bid, pulled.remote_id)?;
        return Ok(false);
    }
    let Some(stored) = find(connection, By::Remote(pulled.remote_id))? else { return Ok(false) };
    let operations = outbox::of_record(connection, RecordKind::Bid, &stored.record.meta.id)?;
    let is_ours = operations.iter().any(|operation| operation.kind == OpKind::Delete);
    if stored.record.facts.deleted || stored.deleted_here || is_ours {
        return Ok(false);
    }
    hold(connection, RecordKind::Bid, pulled.remote_id, pulled.updated_at)?;
    Ok(true)
}

/// True when deletions of bids wait: most pages find none, and need not look for each row.
pub(super) fn holds_bids(connection: &Connection) -> Result<bool, Fault> {
    Ok(connection.prepare_cached("SELECT 1 FROM held_deletions WHERE kind = ?1")?.exists([RecordKind::Bid.word()])?)
}

fn hold(connection: &Connection, kind: RecordKind, id: RemoteId, at: Option<DateTime<Utc>>) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO held_deletions (kind, remote_id, updated_there) VALUES (?1, ?2, ?3)")?
        .execute(params![kind.word(), id.0, at.map(micros)])?;
    Ok(())
}

fn forget(connection: &Connection, kind: RecordKind, id: RemoteId) -> Result<(), Fault> {
    connection
        .prepare_cached("DELETE FROM held_deletions WHERE kind = ?1 AND remote_id = ?2")?
        .execute(params![kind.word(), id.0])?;
    Ok(())
}

/// Rows of a reading of a book whose deletion is not believed yet; none when they are few. A whole reading says all there
/// is; of single rows only what they say themselves changes: what else waits for a person goes on waiting.
pub(super) fn hold_books(
    connection: &Connection,
    kind: RecordKind,
    rows: &[PulledBook],
    complete: bool,
) -> Result<HashSet<RemoteId>, Fault> {
    if complete {
        connection.prepare_cached("DELETE FROM held_deletions WHERE kind = ?1")?.execute([kind.word()])?;
    } else {
        for living in rows.iter().filter(|row| !row.deleted) {
            forget(connection, kind, living.remote_id)?;
        }
    }
    if !rows.iter().any(|row| row.deleted) {
        return Ok(HashSet::new());
    }
    let alive: HashSet<RemoteId> = book_record::all(connection, Some(kind))?
        .iter()
        .filter(|stored| !stored.deleted_there && !stored.deleted_here)
        .filter_map(|stored| stored.record.meta.remote_id)
        .collect();
    let gone = rows.iter().filter(|row| row.deleted).map(|row| row.remote_id);
    let news: HashSet<RemoteId> = gone.filter(|id| alive.contains(id)).collect();
    let mut waiting: HashSet<RemoteId> = held(connection, kind)?.into_iter().map(|(id, _)| id).collect();
    waiting.extend(&news);
    if waiting.len() <= limit(alive.len()) {
        return Ok(HashSet::new());
    }
    for id in rows.iter().map(|row| row.remote_id).filter(|id| news.contains(id)) {
        hold(connection, kind, id, None)?;
    }
    tracing::warn!(?kind, gone = waiting.len(), "too many records are gone at once: a person is asked");
    Ok(news)
}

impl Store {
    /// The end of a pull of bids: a few deletions are carried out, many wait for a person.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn close_pull(&self, now: DateTime<Utc>) -> Result<Option<HeldDeletions>, StoreError> {
        self.write(|tx| {
            let gone = held(tx, RecordKind::Bid)?;
            let known = alive(tx, RecordKind::Bid)?;
            if gone.len() > limit(known) {
                tracing::warn!(gone = gone.len(), known, "too many bids are gone at once: a person is asked");
                return Ok(Some(HeldDeletions { kind: RecordKind::Bid, gone: gone.len(), known }));
            }
            delete_bids(tx, gone, now)?;
            Ok(None)
        })
    }

    /// Deletions that wait for a person, by kind. Those of a pull that has not ended are among them only when they are
    /// already too many.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn held_deletions(&self) -> Result<Vec<HeldDeletions>, StoreError> {
        self.read(|tx| {
            let mut all = Vec::new();
            for kind in RecordKind::ALL {
                let gone = held(tx, kind)?.len();
                if gone == 0 {
                    continue;
                }
                let known = alive(tx, kind)?;
                if gone > limit(known) {
                    all.push(HeldDeletions { kind, gone, known });
                }
            }
            Ok(all)
        })
    }

    /// A person believes them: all deletions that wait are carried out. Says how many.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn accept_deletions(&self, now: DateTime<Utc>) -> Result<usize, StoreError> {
        self.write(|tx| {
            let bids = held(tx, RecordKind::Bid)?;
            let mut count = bids.len();
            delete_bids(tx, bids, now)?;
            for kind in RecordKind::ALL.into_iter().filter(|kind| *kind != RecordKind::Bid) {
                for (id, _) in held(tx, kind)? {
                    if let Some(book) = book_record::find_remote(tx, kind, id)? {
                        delete_book(tx, book, now)?;
                    }
                    forget(tx, kind, id)?;
                    count = count.saturating_add(1);
                }
            }
            Ok(count)
        })
    }
}

type Gone = (RemoteId, Option<DateTime<Utc>>);

fn held(connection: &Connection, kind: RecordKind) -> Result<Vec<Gone>, Fault> {
    let sql = "SELECT remote_id, updated_there FROM held_deletions WHERE kind = ?1 ORDER BY remote_id";
    let mut statement = connection.prepare_cached(sql)?;
    let gone = statement.query_and_then([kind.word()], |row| {
        let mut cells = Cells::new(row);
        Ok::<_, Fault>((RemoteId(cells.take()?), cells.maybe_instant()?))
    })?;
    gone.collect()
}

/// Records that the platform has and that live here.
fn alive(connection: &Connection, kind: RecordKind) -> Result<usize, Fault> {
    let count: i64 = match kind {
        RecordKind::Bid => connection.query_row(
            "SELECT count(*) FROM bids WHERE remote_id IS NOT NULL AND state <> ?1",
            [RecordState::Tombstone.word()],
            |row| row.get(0),
        )?,
        RecordKind::Driver
        | RecordKind::Car
        | RecordKind::Trailer
        | RecordKind::Counterparty
        | RecordKind::Organisation => connection.query_row(
            "SELECT count(*) FROM books WHERE kind = ?1 AND remote_id IS NOT NULL AND deleted_here = 0
                 AND deleted_there = 0",
            [kind.word()],
            |row| row.get(0),
        )?,
    };
    Ok(usize::try_from(count).unwrap_or_default())
}

fn delete_bids(connection: &Connection, gone: Vec<Gone>, now: DateTime<Utc>) -> Result<(), Fault> {
    for (id, at) in gone {
        if let Some(mut stored) = find(connection, By::Remote(id))? {
            stored.record.facts.deleted = true;
            stored.record.meta.updated_there = at.or(stored.record.meta.updated_there);
            receive_deletion(connection, &mut stored)?;
            if !stored.is_changed() {
                stored.record.meta.synced_at = Some(now);
            }
            stored.save(connection)?;
        }
        forget(connection, RecordKind::Bid, id)?;
    }
    Ok(())
}

fn delete_book(connection: &Connection, mut book: StoredBook, now: DateTime<Utc>) -> Result<(), Fault> {
    book.deleted_there = true;
    book.record.meta.updated_there = Some(now);
    let keeps = book.is_changed() && !book.deleted_here;
    outbox::remove_of_record(connection, book.record.entry.kind(), &book.record.meta.id, |operation| {
        !(keeps && operation.kind == OpKind::Update)
    })?;
    book.save(connection)
}
