//! The platform has what was sent: what was sent becomes the base, and what was changed meanwhile stays a change.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::bid_record::{self, By, StoredBid};
use super::book_record::{self, StoredBook};
use super::error::Fault;
use super::history::{Replaced, note, note_bid};
use super::model::{BidBase, Cause, OpKind, Operation};
use super::pull::{has_come_again, is_made_here, part_from_number};
use super::receive::{facts_after, receive_deletion};
use super::references::redirect;
use super::{outbox, revisions};
use crate::domain::bid::Bid;
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::pulled::PulledBid;
use crate::domain::record::RecordMeta;
use crate::merge::{FieldConflict, merge};

/// What is known of a sending that came through.
pub(super) struct Agreed<'a> {
    pub(super) remote_id: RemoteId,
    /// `None`: this database never sent it (it was restored from an older copy).
    pub(super) sent_revision: Option<i64>,
    pub(super) read_back: Option<&'a PulledBid>,
}

/// A bid's creation or change came through. `operation` has been removed already; its place in the queue is taken by a
/// change when the bid was edited while it was on its way.
pub(super) fn agree_bid(
    connection: &Connection,
    stored: &mut StoredBid,
    operation: Option<&Operation>,
    agreed: &Agreed<'_>,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    absorb_twin_bid(connection, stored, agreed, now)?;
    let id = stored.record.meta.id.clone();
    let local = stored.record.bid.clone();
    let sent_revision = agreed.sent_revision.unwrap_or(stored.record.local_revision);
    let sent = sent_bid(connection, stored, sent_revision)?;
    let settled = agreed.read_back.map_or_else(|| sent.clone(), |read| read.bid.clone());
    // A change made after the sending wins over the platform's form of what was sent.
    let merged = merge(&sent, &local, &settled);
    let there = agreed.read_back.and_then(|read| read.updated_at);
    let cause = if agreed.sent_revision.is_some() { Cause::Sent } else { Cause::Adopted };
    note_outvoted(connection, RecordKind::Bid, &stored.record.meta, there, &merged.conflicts, now)?;
    note_bid(connection, &stored.record.meta, there, cause, (&local, &merged.bid), now)?;

    let record = &mut stored.record;
    let (old_list, old_edit) = record.base.take().map_or((None, None), |base| (base.list_raw, base.edit_raw));
    let (new_list, new_edit) =
        agreed.read_back.map_or((None, None), |read| (read.list_raw.clone(), read.edit_raw.clone()));
    record.base = Some(BidBase { list_raw: new_list.or(old_list), edit_raw: new_edit.or(old_edit), bid: settled });
    record.bid = merged.bid;
    record.acked_revision = record.acked_revision.max(sent_revision);
    if let Some(read) = agreed.read_back {
        record.facts = facts_after(&record.facts, read);
    }
    record.meta.remote_id = Some(agreed.remote_id);
    record.meta.updated_there = there.or(record.meta.updated_there);
    record.meta.synced_at = Some(agreed_at(&record.meta, record.local_revision > sent_revision, now));
    record.meta.error = None;

    revisions::forget_through(connection, RecordKind::Bid, &id, sent_revision)?;
    if stored.is_changed() {
        revisions::keep(connection, RecordKind::Bid, &id, stored.record.local_revision, &stored.record.bid)?;
        queue_change(connection, RecordKind::Bid, &id, operation, now)?;
    }
    if stored.record.facts.deleted {
        receive_deletion(connection, stored)?;
    }
    stored.save(connection)
}

/// The content that went out.
fn sent_bid(connection: &Connection, stored: &StoredBid, sent_revision: i64) -> Result<Bid, Fault> {
    let record = &stored.record;
    if sent_revision >= record.local_revision {
        return Ok(record.bid.clone());
    }
    let kept = revisions::find(connection, RecordKind::Bid, &record.meta.id, sent_revision)?;
    // A revision that isn't kept any more was agreed on before: then the base is what the platform had of it.
    Ok(kept.or_else(|| record.base.as_ref().map(|base| base.bid.clone())).unwrap_or_default())
}

/// A book record's creation or change came through.
pub(super) fn agree_book(
    connection: &Connection,
    stored: &mut StoredBook,
    operation: Option<&Operation>,
    agreed: &Agreed<'_>,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let (kind, id) = (stored.record.entry.kind(), stored.record.meta.id.clone());
    absorb_twin_book(connection, stored, agreed.remote_id)?;
    let sent_revision = agreed.sent_revision.unwrap_or(stored.record.revision);
    let sent: Option<BookEntry> = if sent_revision >= stored.record.revision {
        Some(stored.record.entry.clone())
    } else {
        revisions::find(connection, kind, &id, sent_revision)?
    };
    stored.base = sent.or_else(|| stored.base.take());
    stored.acked_revision = stored.acked_revision.max(sent_revision);
    let meta = &mut stored.record.meta;
    meta.remote_id = Some(agreed.remote_id);
    meta.synced_at = Some(agreed_at(meta, stored.record.revision > sent_revision, now));
    meta.error = None;
    revisions::forget_through(connection, kind, &id, sent_revision)?;
    if stored.is_changed() {
        revisions::keep(connection, kind, &id, stored.record.revision, &stored.record.entry)?;
        queue_change(connection, kind, &id, operation, now)?;
    }
    stored.save(connection)
}

/// When both sides were equal: now, unless the record was edited after it was sent; then just before that edit.
fn agreed_at(meta: &RecordMeta, edited_since: bool, now: DateTime<Utc>) -> DateTime<Utc> {
    let before = meta.updated_here.checked_sub_signed(TimeDelta::microseconds(1)).unwrap_or(now);
    if edited_since { now.min(before) } else { now }
}

/// Queues what was edited on the way, in the place of what has just gone.
fn queue_change(
    connection: &Connection,
    kind: RecordKind,
    id: &LocalId,
    gone: Option<&Operation>,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let waiting = outbox::of_record(connection, kind, id)?;
    if waiting.iter().any(|operation| operation.kind == OpKind::Update) {
        return Ok(());
    }
    match gone {
        Some(gone) => outbox::add_in_place(connection, gone.seq, kind, id, OpKind::Update, now),
        None => outbox::add(connection, kind, id, OpKind::Update, now),
    }
}

/// Notes the platform's values that lost against changes made here.
pub(super) fn note_outvoted(
    connection: &Connection,
    kind: RecordKind,
    meta: &RecordMeta,
    updated_there: Option<DateTime<Utc>>,
    lost: &[FieldConflict],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    for conflict in lost {
        let replaced = Replaced {
            cause: Cause::Outvoted,
            field: &conflict.field,
            old: conflict.theirs.to_string(),
            new: conflict.ours.to_string(),
        };
        note(connection, kind, meta, updated_there, &replaced, now)?;
    }
    Ok(())
}

/// The number may already belong to a row that a pull made before it was known to be ours: two rows become one.
fn absorb_twin_bid(
    connection: &Connection,
    stored: &StoredBid,
    agreed: &Agreed<'_>,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let Some(mut twin) = bid_record::find(connection, By::Remote(agreed.remote_id))? else { return Ok(()) };
    if twin.record.meta.id == stored.record.meta.id {
        return Ok(());
    }
    // Another bid, made here or there: the platform gave its number a second time. While nothing was read back that could
    // say so, what a person has changed is not dissolved in another bid.
    let is_another = agreed.read_back.map_or_else(|| twin.is_changed(), |read| has_come_again(&twin, read));
    if is_made_here(&twin.record) || is_another {
        return part_from_number(connection, &mut twin);
    }
    if let Some(base) = &twin.record.base {
        let edits = (&twin.record.bid, &base.bid);
        note_bid(connection, &stored.record.meta, twin.record.meta.updated_there, Cause::Adopted, edits, now)?;
    }
    bid_record::remove(connection, &twin)
}

/// The same for books, where bids may already refer to the twin.
pub(super) fn absorb_twin_book(connection: &Connection, stored: &StoredBook, remote_id: RemoteId) -> Result<(), Fault> {
    let (kind, id) = (stored.record.entry.kind(), &stored.record.meta.id);
    let derived = LocalId::of_remote(kind, remote_id);
    match book_record::find_remote(connection, kind, remote_id)? {
        // Made here too, and another thing in the world: the platform was put back and gave its number a second time.
        Some(twin)
            if twin.record.meta.id != *id
                && twin.record.meta.id != derived
                && twin.record.entry.natural_key() != stored.record.entry.natural_key() =>
        {
            outbox::remove_of_record(connection, kind, &twin.record.meta.id, |_| true)?;
            let mut former = StoredBook { base: None, raw: None, acked_revision: 0, ..twin };
            former.record.meta.remote_id = None;
            former.save(connection)
        }
        Some(twin) if twin.record.meta.id != *id => {
            book_record::remove(connection, &twin)?;
            redirect(connection, kind, &twin.record.meta.id, id)
        }
        // A bid that was pulled before its book was read refers to it by the derived name.
        None if derived != *id => redirect(connection, kind, &derived, id),
        Some(_) | None => Ok(()),
    }
}
