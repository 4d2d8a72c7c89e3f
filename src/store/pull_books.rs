//! Taking in a reference book, read whole: books carry no date of change, so contents are compared.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::Store;
use super::agree::{absorb_twin_book, note_outvoted};
use super::book_conflicts::note_fields;
use super::book_record::{all, find_natural, find_remote};
use super::edits::drop_needless_update;
use super::error::{Fault, NOT_FOUND, StoreError, not_editable};
use super::held::{hold_books, limit};
use super::link_table::{self, LinkHow};
use super::model::{BookRecord, Cause, OpKind, OpState, Operation, PullReport};
use super::queue::ensure;
use super::receive::Received;
use super::subject::Subject;
use super::{book_conflicts, book_record::StoredBook, link_reviews, outbox, outside_books, policies, revisions};
use crate::domain::book::{BookEntry, Car, Counterparty, Driver, Organisation, Trailer};
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::pulled::PulledBook;
use crate::domain::record::{RecordMeta, RecordState};
use crate::merge::{
    Decision, Side, changed_book_fields, is_platforms_own, level_books, merge_book, plan_book, with_platforms_own,
};

impl Store {
    /// Takes in rows of one book. `complete` says that these are all the platform has: records it no longer lists are
    /// then marked inactive (never deleted: absence alone is no deletion), unless suspiciously many are missing. When
    /// suspiciously many are deleted there, none of them is believed until a person has been asked.
    ///
    /// A row is known by its number; a record that was never sent by its natural key (phone, plate, INN with KPP), when
    /// exactly one has it, and is then adopted. Rows of another book are passed over.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn apply_book(
        &self,
        kind: RecordKind,
        rows: &[PulledBook],
        complete: bool,
        now: DateTime<Utc>,
    ) -> Result<PullReport, StoreError> {
        self.write(|tx| {
            if complete {
                link_reviews::meet(tx, kind, rows, now)?;
            }
            let mut report = PullReport::default();
            let held = hold_books(tx, kind, rows, complete)?;
            let believed = |row: &&PulledBook| row.entry.kind() == kind && !held.contains(&row.remote_id);
            for pulled in rows.iter().filter(believed) {
                report.count(take_in(tx, kind, pulled, now)?);
            }
            if complete {
                let retired = retire_absent(tx, kind, rows)?;
                report.changed = report.changed.saturating_add(retired);
            }
            Ok(report)
        })
    }
}

impl Store {
    /// Takes in the edit shape of a record: the fields that lists leave out. Whether it is active, and what only the
    /// platform fills, stays as its list said. Contents that contradict each other wait for a person, as those of a list.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn apply_book_form(&self, pulled: &PulledBook, now: DateTime<Utc>) -> Result<PullReport, StoreError> {
        self.write(|tx| {
            let mut report = PullReport::default();
            let Some(stored) = find_remote(tx, pulled.entry.kind(), pulled.remote_id)? else { return Ok(report) };
            let listed = stored.base.as_ref().unwrap_or(&stored.record.entry);
            let shown = pulled.entry.details().without(|field| !field.is_platforms_own());
            let mut entry = with_platforms_own(&pulled.entry, listed);
            *entry.details_mut() = shown.over(entry.details());
            let form = PulledBook {
                entry,
                active: stored.record.active,
                raw: stored.raw.clone().unwrap_or_else(|| pulled.raw.clone()),
                ..pulled.clone()
            };
            report.count(receive(tx, stored, &form, now)?);
            Ok(report)
        })
    }

    /// A record that was never answered for, or never sent, is this one of the platform: it gets the number, and what
    /// differs goes as a change.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] when it has a number or its creation is on the wire; or the
    /// database can't be written.
    pub fn adopt_book(&self, id: &LocalId, pulled: &PulledBook, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            let Subject::Book(ours) = Subject::get(tx, pulled.entry.kind(), id)? else { return Err(NOT_FOUND) };
            let state = ours.record.meta.state;
            if ours.record.meta.remote_id.is_some() || adopt(tx, *ours, pulled, now)? == Received::Same {
                return Err(not_editable(state));
            }
            Ok(())
        })
    }

    /// Brings a deleted record back: a deletion that has not gone out is taken back, a deletion here alone is undone,
    /// and what is deleted on the platform is queued to be restored there.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::NotEditable`] when it is not deleted, or its deletion is on the wire.
    pub fn restore_book(&self, kind: RecordKind, id: &LocalId, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            let mut subject = Subject::get(tx, kind, id)?;
            let waits = |operation: &Operation| operation.kind == OpKind::Delete && operation.may_be_taken_back();
            let Subject::Book(book) = &subject else { return Err(NOT_FOUND) };
            if book.deleted_there && book.record.meta.remote_id.is_some() {
                // First it has to be there again, then what waited goes on.
                let change = subject.drop_operations(tx, |operation| operation.kind == OpKind::Update)?;
                ensure(tx, &subject, OpKind::Restore, now)?;
                if change > 0 {
                    ensure(tx, &subject, OpKind::Update, now)?;
                }
            } else if book.deleted_here {
                subject.set_deleted_here(false);
            } else if subject.drop_operations(tx, waits)? == 0 {
                return Err(not_editable(subject.state()));
            }
            subject.set_error(None);
            if subject.is_changed() && !matches!(&subject, Subject::Book(book) if book.deleted_there) {
                enqueue_again(tx, &subject, now)?;
            }
            subject.save(tx)
        })
    }
}

/// What waited before the deletion waits again.
fn enqueue_again(connection: &Connection, subject: &Subject, now: DateTime<Utc>) -> Result<(), Fault> {
    let op = if subject.on_platform() { OpKind::Update } else { OpKind::Create };
    ensure(connection, subject, op, now)
}

fn take_in(
    connection: &Connection,
    kind: RecordKind,
    pulled: &PulledBook,
    now: DateTime<Utc>,
) -> Result<Received, Fault> {
    if let Some(stored) = find_remote(connection, kind, pulled.remote_id)? {
        return receive(connection, stored, pulled, now);
    }
    match same_thing(connection, kind, pulled)? {
        Some(ours) => adopt(connection, ours, pulled, now),
        None => insert(connection, pulled, now),
    }
}

/// The one record of ours without a number that is the same thing in the world.
fn same_thing(connection: &Connection, kind: RecordKind, pulled: &PulledBook) -> Result<Option<StoredBook>, Fault> {
    let Some(key) = pulled.entry.natural_key().filter(|_| !pulled.deleted) else { return Ok(None) };
    let mut unsent = find_natural(connection, kind, &key)?;
    unsent.retain(|stored| stored.record.meta.remote_id.is_none());
    for place in (0..unsent.len()).rev() {
        let Some(id) = unsent.get(place).map(|stored| stored.record.meta.id.clone()) else { continue };
        // What a person decides about is adopted only when it is surely our own: when it may have been sent.
        if link_reviews::is_reviewed(connection, &id)? && !link_reviews::may_be_out(connection, kind, &id)? {
            unsent.remove(place);
        }
    }
    // More than one is for a person to sort out.
    Ok(if unsent.len() == 1 { unsent.pop() } else { None })
}

fn receive(
    connection: &Connection,
    mut stored: StoredBook,
    pulled: &PulledBook,
    now: DateTime<Utc>,
) -> Result<Received, Fault> {
    stored.record.entry.take_numbers(&pulled.entry);
    if let Some(base) = &mut stored.base {
        base.take_numbers(&pulled.entry);
    }
    outside_books::note_book(connection, &stored, pulled, now)?;
    let before = stored.record.clone();
    let (kind, id) = (pulled.entry.kind(), stored.record.meta.id.clone());
    let operations = outbox::of_record(connection, kind, &id)?;
    if stored.deleted_there && !pulled.deleted {
        stored.deleted_here = false;
    }
    stored.deleted_there = pulled.deleted;
    stored.record.active = pulled.active;
    let is_in_flight = operations.iter().any(|operation| operation.state == OpState::InFlight);
    let asked = !is_in_flight && !pulled.deleted && receive_content(connection, &mut stored, pulled, now)?;
    let waits = |kind: OpKind| operations.iter().any(|operation| operation.kind == kind);
    if pulled.deleted {
        book_conflicts::clear(connection, &id)?;
        // Deleted on both sides: nothing to ask.
        stored.deleted_here |= waits(OpKind::Delete);
    }
    // Of what is deleted there its restoring waits on, and the change that a person still has to decide about; of what
    // lives, the restoring has been reached.
    let keeps = stored.is_changed() && (!stored.deleted_here || waits(OpKind::Restore));
    outbox::remove_of_record(connection, kind, &id, |operation| {
        let is_void = match operation.kind {
            OpKind::Restore => !pulled.deleted,
            OpKind::Update => pulled.deleted && !keeps,
            _ => pulled.deleted,
        };
        is_void && operation.state != OpState::InFlight
    })?;
    if !asked && !stored.is_changed() {
        stored.record.meta.synced_at = Some(now);
    }
    stored.save(connection)?;
    let synced_at = before.meta.synced_at;
    let was_asked = before.meta.state == RecordState::Conflict;
    let mut after = stored.record;
    after.meta.synced_at = synced_at;
    Ok(match (asked, after == before) {
        (true, _) if !was_asked => Received::Conflict,
        (_, true) => Received::Same,
        (_, false) => Received::Changed,
    })
}

/// Does what the planner says; true when a person has to be asked.
fn receive_content(
    connection: &Connection,
    stored: &mut StoredBook,
    pulled: &PulledBook,
    now: DateTime<Utc>,
) -> Result<bool, Fault> {
    let (kind, id) = (pulled.entry.kind(), stored.record.meta.id.clone());
    let was = stored.base.clone().unwrap_or_else(|| stored.record.entry.clone());
    let [base, ours, theirs] = level_books(&was, &stored.record.entry, &pulled.entry);
    if changed_book_fields(&base, &theirs).iter().any(|field| !is_platforms_own(field)) {
        stored.record.meta.updated_there = Some(now);
        let operations = outbox::of_record(connection, kind, &id)?;
        if operations.iter().any(|operation| operation.kind == OpKind::Delete) {
            // A deletion that waits here meets a change that somebody made there: it is not deleted unseen.
            let whole = PulledBook { entry: theirs, ..pulled.clone() };
            book_conflicts::put(connection, &id, &whole, &[], now)?;
            return Ok(true);
        }
    }
    let policy = policies::of(connection, kind)?;
    let decision = plan_book(&base, &ours, &theirs, policy);
    stored.record.entry = ours;
    stored.base = Some(base);
    let entry = match decision {
        Decision::Nothing => theirs.clone(),
        Decision::Push(entry) | Decision::Take(entry) | Decision::Merged(entry) => {
            note_pulled(connection, stored, &entry, now)?;
            entry
        }
        Decision::Decided(decided) => {
            let merged = if decided.winner == Side::Ours { &decided.record } else { &decided.lost };
            note_pulled(connection, stored, merged, now)?;
            let cause = policies::cause(decided.winner);
            note_fields(connection, stored, cause, (&decided.lost, &decided.record), now)?;
            decided.record
        }
        Decision::Ask(fields) => {
            let whole = PulledBook { entry: theirs, ..pulled.clone() };
            book_conflicts::put(connection, &id, &whole, &fields, now)?;
            return Ok(true);
        }
    };
    book_conflicts::clear(connection, &id)?;
    stored.record.entry = entry;
    stored.base = Some(theirs);
    stored.raw = Some(pulled.raw.clone());
    after_merge(connection, stored)?;
    if policy.decider.winner() == Some(Side::Ours) && stored.is_changed() {
        policies::send(connection, kind, &id, now)?;
    }
    Ok(false)
}

/// Values of a record edited here that a change there replaces.
fn note_pulled(connection: &Connection, stored: &StoredBook, new: &BookEntry, now: DateTime<Utc>) -> Result<(), Fault> {
    if stored.record.revision == 0 {
        return Ok(());
    }
    note_fields(connection, stored, Cause::Pulled, (&stored.record.entry, new), now)
}

/// Changes that are still ours wait on; without any there is nothing to send.
fn after_merge(connection: &Connection, stored: &mut StoredBook) -> Result<(), Fault> {
    let (kind, id) = (stored.record.entry.kind(), &stored.record.meta.id);
    if stored.is_changed() {
        return revisions::keep(connection, kind, id, stored.record.revision, &stored.record.entry);
    }
    drop_needless_update(connection, kind, id)?;
    revisions::forget_through(connection, kind, id, stored.record.revision)?;
    stored.acked_revision = stored.record.revision;
    Ok(())
}

/// Ours turned out to be there already: it gets the number, and what differs goes as a change.
pub(super) fn adopt(
    connection: &Connection,
    mut ours: StoredBook,
    pulled: &PulledBook,
    now: DateTime<Utc>,
) -> Result<Received, Fault> {
    let (kind, id) = (pulled.entry.kind(), ours.record.meta.id.clone());
    let operations = outbox::of_record(connection, kind, &id)?;
    let creation = operations.iter().find(|operation| operation.kind == OpKind::Create);
    if creation.is_some_and(|creation| creation.state == OpState::InFlight) {
        return Ok(Received::Same);
    }
    if creation.is_none_or(|creation| creation.state != OpState::Unknown) {
        // Never sent: both sides had it.
        link_table::mark(connection, &id, pulled.remote_id, LinkHow::ByKey)?;
    }
    let sent = creation.map(|creation| sent_content(connection, &ours, creation)).transpose()?.flatten();
    absorb_twin_book(connection, &ours, pulled.remote_id)?;
    ours.record.meta.remote_id = Some(pulled.remote_id);
    ours.record.meta.synced_at = Some(now);
    ours.record.meta.error = None;
    ours.record.active = pulled.active;
    if let Some(creation) = creation {
        outbox::remove(connection, creation.seq)?;
        outbox::add_in_place(connection, creation.seq, kind, &id, OpKind::Update, now)?;
    }
    let mut asked = false;
    if sent.is_some() {
        // What was sent may have been changed there since: that is a colleague's work, merged as any other.
        ours.base = sent;
        asked = receive_content(connection, &mut ours, pulled, now)?;
    } else {
        ours.raw = Some(pulled.raw.clone());
        // What only the platform knows comes from there; what a person typed here stays, and what it replaces is kept.
        let merged = merge_book(&blank_like(&pulled.entry), &ours.record.entry, &pulled.entry);
        note_outvoted(connection, kind, &ours.record.meta, None, &merged.conflicts, now)?;
        ours.record.entry = merged.entry;
        ours.base = Some(pulled.entry.clone());
        after_merge(connection, &mut ours)?;
    }
    ours.save(connection)?;
    Ok(if asked { Received::Conflict } else { Received::Changed })
}

/// What an unanswered creation has sent; `None` when it has never been sent.
fn sent_content(connection: &Connection, ours: &StoredBook, creation: &Operation) -> Result<Option<BookEntry>, Fault> {
    let Some(revision) = creation.sent_revision.filter(|_| creation.state == OpState::Unknown) else { return Ok(None) };
    let record = &ours.record;
    if revision >= record.revision {
        return Ok(Some(record.entry.clone()));
    }
    revisions::find(connection, record.entry.kind(), &record.meta.id, revision)
}

fn blank_like(entry: &BookEntry) -> BookEntry {
    match entry {
        BookEntry::Driver(_) => BookEntry::Driver(Driver::default()),
        BookEntry::Car(_) => BookEntry::Car(Car::default()),
        BookEntry::Trailer(_) => BookEntry::Trailer(Trailer::default()),
        BookEntry::Counterparty(_) => BookEntry::Counterparty(Counterparty::default()),
        BookEntry::Organisation(_) => BookEntry::Organisation(Organisation::default()),
    }
}

fn insert(connection: &Connection, pulled: &PulledBook, now: DateTime<Utc>) -> Result<Received, Fault> {
    let kind = pulled.entry.kind();
    let record = BookRecord {
        meta: RecordMeta {
            id: LocalId::of_remote(kind, pulled.remote_id),
            remote_id: Some(pulled.remote_id),
            state: RecordState::Clean,
            queued: false,
            updated_here: now,
            updated_there: None,
            synced_at: Some(now),
            error: None,
        },
        entry: pulled.entry.clone(),
        deleted: pulled.deleted,
        active: pulled.active,
        revision: 0,
    };
    let mut stored = StoredBook {
        record,
        base: Some(pulled.entry.clone()),
        raw: Some(pulled.raw.clone()),
        deleted_here: false,
        deleted_there: pulled.deleted,
        acked_revision: 0,
    };
    stored.save(connection)?;
    outside_books::note_new_book(connection, &stored, now)?;
    Ok(Received::New)
}

/// Marks records that a whole reading no longer lists as inactive; says how many.
fn retire_absent(connection: &Connection, kind: RecordKind, rows: &[PulledBook]) -> Result<usize, Fault> {
    let listed: HashSet<RemoteId> = rows.iter().map(|row| row.remote_id).collect();
    let known: Vec<_> = all(connection, Some(kind))?
        .into_iter()
        .filter(|stored| stored.record.meta.remote_id.is_some() && !stored.record.deleted && stored.record.active)
        .collect();
    let limit = limit(known.len());
    let absent: Vec<_> = known
        .into_iter()
        .filter(|stored| stored.record.meta.remote_id.is_some_and(|remote| !listed.contains(&remote)))
        .collect();
    if absent.len() > limit {
        tracing::warn!(?kind, absent = absent.len(), "too many records vanished at once: none is retired");
        return Ok(0);
    }
    let count = absent.len();
    for mut stored in absent {
        stored.record.active = false;
        stored.save(connection)?;
    }
    Ok(count)
}
