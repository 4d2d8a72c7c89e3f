//! Taking in what the platform holds of a bid: the four cases of the exchange, decided by comparing contents.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::bid_record::{StoredBid, has_conflict};
use super::codec::{Word as _, document, micros};
use super::edits::drop_needless_update;
use super::error::{Fault, damaged};
use super::history::note_bid;
use super::model::{BidBase, Cause, OpKind, OpState};
use super::{outbox, policies, revisions};
use crate::domain::bid::{Bid, BidFacts};
use crate::domain::id::RecordKind;
use crate::domain::pulled::PulledBid;
use crate::domain::sync_case::ConflictKind;
use crate::merge::{Decided, Decision, FieldConflict, Patch, Side, differing, plan, same_for_people};

/// What a pulled bid did here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Received {
    New,
    Changed,
    Same,
    /// Became a conflict.
    Conflict,
}

/// Takes in what the platform holds of a stored bid.
///
/// The planner says what follows ([`crate::merge::plan`]): nothing changed here → theirs is taken; changed here → merged
/// field by field; contradictions wait for a person, and ours stays, unless the setting of the record's kind decides. A bid whose write is on the wire is not overwritten: its read-back is newer than any page.
pub(super) fn receive(
    connection: &Connection,
    stored: &mut StoredBid,
    pulled: &PulledBid,
    now: DateTime<Utc>,
) -> Result<Received, Fault> {
    let facts = facts_after(&stored.record.facts, pulled);
    let facts_moved = facts != stored.record.facts;
    if stored.record.facts.deleted && !facts.deleted {
        // Restored there: what was said of its deletion here no longer holds.
        stored.deleted_here = false;
    }
    stored.record.facts = facts;
    stored.record.meta.updated_there = pulled.updated_at.or(stored.record.meta.updated_there);

    let received = if is_on_the_wire(connection, stored)? {
        if facts_moved { Received::Changed } else { Received::Same }
    } else if stored.record.facts.deleted {
        receive_deletion(connection, stored)?;
        if facts_moved { Received::Changed } else { Received::Same }
    } else {
        match receive_content(connection, stored, pulled, now)? {
            Received::Same if facts_moved => Received::Changed,
            other => other,
        }
    };
    if agrees(connection, stored)? {
        stored.record.meta.synced_at = Some(now);
    }
    stored.save(connection)?;
    Ok(received)
}

/// Both sides are equal now: that is what the date of the last synchronisation says.
fn agrees(connection: &Connection, stored: &StoredBid) -> Result<bool, Fault> {
    Ok(!stored.is_changed() && !has_conflict(connection, stored.row)?)
}

/// True when the row is the very one that is stored: then only the look is written down.
pub(super) fn is_known(connection: &Connection, stored: &StoredBid, pulled: &PulledBid) -> Result<bool, Fault> {
    let Some(base) = &stored.record.base else { return Ok(false) };
    Ok(pulled.list_raw.is_some()
        && pulled.edit_raw.is_none()
        && base.list_raw == pulled.list_raw
        && base.bid == pulled.bid
        && stored.record.facts == pulled.facts
        && !has_conflict(connection, stored.row)?)
}

pub(super) fn note_look(connection: &Connection, stored: &StoredBid, now: DateTime<Utc>) -> Result<(), Fault> {
    if !stored.is_changed() {
        connection
            .prepare_cached("UPDATE bids SET synced_at = ?2 WHERE row = ?1")?
            .execute(params![stored.row, micros(now)])?;
    }
    Ok(())
}

/// Gone there: what waited for it has lost its ground. An edited bid keeps its edits and asks a person.
pub(super) fn receive_deletion(connection: &Connection, stored: &mut StoredBid) -> Result<(), Fault> {
    let operations = outbox::of_record(connection, RecordKind::Bid, &stored.record.meta.id)?;
    // Deleted on both sides: nothing to ask.
    stored.deleted_here |= operations.iter().any(|operation| operation.kind == OpKind::Delete);
    // Of what is gone, no fields are to be decided; were it restored, the contradiction would be found again.
    clear_conflict(connection, stored.row)?;
    // The change waits for the person's decision: were it restored there, the change would go on its way.
    let keeps = stored.is_changed() && !stored.deleted_here;
    outbox::remove_of_record(connection, RecordKind::Bid, &stored.record.meta.id, |operation| {
        // To be restored: that it is deleted there is why.
        let stays = operation.kind == OpKind::Restore || (keeps && operation.kind == OpKind::Update);
        operation.state != OpState::InFlight && !stays
    })
    .map(drop)
}

fn receive_content(
    connection: &Connection,
    stored: &mut StoredBid,
    pulled: &PulledBid,
    now: DateTime<Utc>,
) -> Result<Received, Fault> {
    let record = &stored.record;
    let was = record.base.as_ref().map_or_else(|| record.bid.clone(), |base| base.bid.clone());
    let changed_there = was != pulled.bid;
    if changed_there && is_to_be_deleted(connection, stored, &was, pulled)? {
        return ask(connection, stored, pulled, (ConflictKind::DeletedHere, &[]), now);
    }
    let policy = policies::of(connection, RecordKind::Bid)?;
    let decision = plan(&was, &Patch::between(&was, &record.bid), &pulled.bid, policy);
    let bid = match decision {
        Decision::Nothing => Bid { own: record.bid.own.clone(), ..pulled.bid.clone() },
        Decision::Push(bid) | Decision::Take(bid) | Decision::Merged(bid) => {
            note_pulled(connection, stored, pulled, &bid, now)?;
            bid
        }
        Decision::Decided(decided) => {
            note_pulled(connection, stored, pulled, merged_of(&decided), now)?;
            let cause = policies::cause(decided.winner);
            note_bid(connection, &record.meta, pulled.updated_at, cause, (&decided.lost, &decided.record), now)?;
            decided.record
        }
        Decision::Ask(fields) => return ask(connection, stored, pulled, (ConflictKind::Fields, &fields), now),
    };
    // The platform moved back to where nothing contradicts, or the setting decides: there is nothing left to ask.
    clear_conflict(connection, stored.row)?;
    take(connection, stored, pulled, bid, changed_there)?;
    policies::send_what_won(connection, policy, stored, now)?;
    Ok(if changed_there { Received::Changed } else { Received::Same })
}

/// The merge before the setting decided.
fn merged_of(decided: &Decided<Bid>) -> &Bid {
    if decided.winner == Side::Ours { &decided.record } else { &decided.lost }
}

/// Values of a bid edited here that a legal change there replaces.
fn note_pulled(
    connection: &Connection,
    stored: &StoredBid,
    pulled: &PulledBid,
    bid: &Bid,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let record = &stored.record;
    if record.local_revision == 0 {
        return Ok(());
    }
    note_bid(connection, &record.meta, pulled.updated_at, Cause::Pulled, (&record.bid, bid), now)
}

/// A deletion that waits here meets a change that a person made there.
fn is_to_be_deleted(connection: &Connection, stored: &StoredBid, was: &Bid, pulled: &PulledBid) -> Result<bool, Fault> {
    let operations = outbox::of_record(connection, RecordKind::Bid, &stored.record.meta.id)?;
    let is_deleting = operations.iter().any(|operation| operation.kind == OpKind::Delete);
    let is_edited = || differing(was, &pulled.bid).any(|field| !same_for_people(field, was, &pulled.bid));
    Ok(is_deleting && is_edited())
}

fn ask(
    connection: &Connection,
    stored: &StoredBid,
    pulled: &PulledBid,
    (kind, fields): (ConflictKind, &[FieldConflict]),
    now: DateTime<Utc>,
) -> Result<Received, Fault> {
    let is_new = !has_conflict(connection, stored.row)?;
    put_conflict(connection, stored, pulled, (kind, fields), now)?;
    Ok(if is_new { Received::Conflict } else { Received::Same })
}

/// What the platform holds becomes the base, `bid` what this desk has.
fn take(
    connection: &Connection,
    stored: &mut StoredBid,
    pulled: &PulledBid,
    bid: Bid,
    changed_there: bool,
) -> Result<(), Fault> {
    let record = &mut stored.record;
    let (old_list, old_edit) = record.base.take().map_or((None, None), |base| (base.list_raw, base.edit_raw));
    record.base = Some(BidBase {
        list_raw: pulled.list_raw.clone().or(old_list),
        // An editing shape older than a change would only mislead.
        edit_raw: pulled.edit_raw.clone().or(if changed_there { None } else { old_edit }),
        bid: pulled.bid.clone(),
    });
    record.bid = Bid { own: std::mem::take(&mut record.bid.own), ..bid };
    let id = record.meta.id.clone();
    if stored.is_changed() {
        let record = &stored.record;
        return revisions::keep(connection, RecordKind::Bid, &id, record.local_revision, &record.bid);
    }
    drop_needless_update(connection, RecordKind::Bid, &id)?;
    revisions::forget_through(connection, RecordKind::Bid, &id, stored.record.local_revision)?;
    stored.record.acked_revision = stored.record.local_revision;
    Ok(())
}

fn is_on_the_wire(connection: &Connection, stored: &StoredBid) -> Result<bool, Fault> {
    let operations = outbox::of_record(connection, RecordKind::Bid, &stored.record.meta.id)?;
    Ok(operations.iter().any(|operation| operation.state == OpState::InFlight))
}

/// The facts after a read. The editing shape knows the status and none of the rest: it must not wipe what the list said.
pub(super) fn facts_after(known: &BidFacts, pulled: &PulledBid) -> BidFacts {
    if pulled.list_raw.is_none() && pulled.edit_raw.is_some() {
        BidFacts { status: pulled.facts.status.clone(), ..known.clone() }
    } else {
        pulled.facts.clone()
    }
}

fn put_conflict(
    connection: &Connection,
    stored: &StoredBid,
    pulled: &PulledBid,
    (kind, fields): (ConflictKind, &[FieldConflict]),
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    // Not a compact document: a null side of a conflict means "absent there".
    let fields = serde_json::to_string(fields).map_err(|error| damaged(error.to_string()))?;
    connection
        .prepare_cached(
            "INSERT INTO conflicts (row, since, fields, theirs, list_raw, edit_raw, kind)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (row) DO UPDATE SET fields = excluded.fields, theirs = excluded.theirs, kind = excluded.kind,
                 list_raw = coalesce(excluded.list_raw, list_raw), edit_raw = coalesce(excluded.edit_raw, edit_raw)",
        )?
        .execute(params![
            stored.row,
            micros(now),
            fields,
            document(&pulled.bid)?,
            pulled.list_raw,
            pulled.edit_raw,
            kind.word(),
        ])?;
    Ok(())
}

pub(super) fn clear_conflict(connection: &Connection, row: Option<i64>) -> Result<(), Fault> {
    connection.prepare_cached("DELETE FROM conflicts WHERE row = ?1")?.execute([row])?;
    Ok(())
}
