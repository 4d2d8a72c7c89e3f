//! The first meeting of a book made here with the same book of a server: what is the same thing by its natural key, what
//! stands on one side only, and a person's word on it. Until then nothing of that book made here is sent.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::Store;
use super::book_record::{self, StoredBook, all};
use super::codec::{Cells, Word as _, micros};
use super::error::{Fault, NOT_FOUND, StoreError, not_editable};
use super::link_table::{LinkHow, mark};
use super::model::{BookRecord, OpKind, OpState};
use super::outbox;
use super::pull_books::adopt;
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind, RemoteId};
use crate::domain::pulled::PulledBook;
use crate::merge::{changed_book_fields, is_platforms_own, merge_book};

/// What a person has said of a record that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkDecision {
    /// Decides later: it waits on.
    Later,
    /// Another thing than those there: it goes as a record of its own.
    Apart,
}

/// A person's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkChoice {
    /// The same thing as this record of the platform.
    Link(RemoteId),
    /// Another thing: it goes as a record of its own.
    Apart,
    /// Not now.
    Later,
}

/// How a record made here meets the book of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meeting {
    /// Exactly one here and one there are the same thing.
    Matched,
    /// Several are, here or there.
    Ambiguous,
    /// Nothing there is the same.
    OnlyHere,
}

/// A record of the platform that may be the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkCandidate {
    /// The record as the platform has it.
    pub record: BookRecord,
    /// Fields that would change there if both were linked: what was typed here stands, the rest is taken from there.
    pub differing: Vec<String>,
}

/// A record made here that waits for a person's word.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkCase {
    /// The record.
    pub record: BookRecord,
    /// How it meets the other side.
    pub meeting: Meeting,
    /// Records there with the same natural key.
    pub candidates: Vec<LinkCandidate>,
    /// What was said of it before; `None`: nobody has looked yet.
    pub decision: Option<LinkDecision>,
}

/// The report of a book.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkReport {
    /// The book.
    pub kind: RecordKind,
    /// Records made here, matched ones first.
    pub cases: Vec<LinkCase>,
    /// Living records of the platform that nothing here is the same as.
    pub only_there: usize,
}

impl LinkReport {
    /// How many cases meet the other side so.
    #[must_use]
    pub fn count(&self, meeting: Meeting) -> usize {
        self.cases.iter().filter(|case| case.meeting == meeting).count()
    }

    /// True until a person has looked.
    #[must_use]
    pub fn is_unseen(&self) -> bool {
        self.cases.iter().any(|case| case.decision.is_none())
    }
}

impl Store {
    /// The books that wait for a person: reports nobody has looked at, and records that were put off.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn link_reports(&self) -> Result<Vec<LinkReport>, StoreError> {
        self.read(|tx| {
            let waiting = waiting(tx)?;
            let mut reports = Vec::new();
            for kind in RecordKind::BOOKS {
                reports.extend(report(tx, kind, &waiting)?);
            }
            Ok(reports)
        })
    }

    /// How many records wait for a person's word.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn links_waiting(&self) -> Result<usize, StoreError> {
        self.read(|tx| Ok(waiting(tx)?.len()))
    }

    /// A person has looked at the report of a book. What nothing was said of goes its way: records that stand only here
    /// may be sent, those that meet something wait on as [`LinkChoice::Later`].
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when a chosen record isn't there, or is linked already; [`StoreError::NotEditable`] when the
    /// record there has changes of its own that wait to be sent. Nothing is decided then.
    pub fn decide_links(
        &self,
        kind: RecordKind,
        choices: &[(LocalId, LinkChoice)],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            let known = waiting(tx)?;
            let Some(report) = report(tx, kind, &known)? else { return Err(NOT_FOUND) };
            for case in &report.cases {
                let id = &case.record.meta.id;
                let said = choices.iter().find(|(of, _)| of == id).map(|(_, choice)| *choice);
                match said {
                    Some(LinkChoice::Link(remote)) => link(tx, case, remote, now)?,
                    Some(LinkChoice::Apart) => decide(tx, id, LinkDecision::Apart)?,
                    None if case.meeting == Meeting::OnlyHere => forget(tx, id)?,
                    Some(LinkChoice::Later) | None => decide(tx, id, LinkDecision::Later)?,
                }
            }
            Ok(())
        })
    }

    /// True when a person has said that a record is another thing than those of the same key on the platform.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn is_kept_apart(&self, id: &LocalId) -> Result<bool, StoreError> {
        self.read(|tx| Ok(review(tx, id)? == Review::Said(LinkDecision::Apart)))
    }
}

/// The record is linked with one there: it takes its number, and what was typed here goes as a change.
fn link(connection: &Connection, case: &LinkCase, remote: RemoteId, now: DateTime<Utc>) -> Result<(), Fault> {
    let id = &case.record.meta.id;
    let kind = case.record.entry.kind();
    let there = book_record::find_remote(connection, kind, remote)?.filter(is_free).ok_or(NOT_FOUND)?;
    if there.is_changed() {
        return Err(not_editable(there.record.meta.state));
    }
    let ours = book_record::find(connection, id)?.ok_or(NOT_FOUND)?;
    let pulled = PulledBook {
        remote_id: remote,
        raw: there.raw.clone().unwrap_or_default(),
        entry: there.record.entry.clone(),
        deleted: false,
        active: there.record.active,
    };
    let by_key = case.meeting == Meeting::Matched && case.candidates.iter().any(|one| number(&one.record) == remote);
    forget(connection, id)?;
    adopt(connection, ours, &pulled, now)?;
    mark(connection, id, remote, if by_key { LinkHow::ByKey } else { LinkHow::ByHand })
}

fn number(record: &BookRecord) -> RemoteId {
    record.meta.remote_id.unwrap_or(RemoteId(0))
}

/// A record of the platform that is linked with nothing made here.
fn is_free(stored: &StoredBook) -> bool {
    let derived = |remote| LocalId::of_remote(stored.record.entry.kind(), remote);
    !stored.record.deleted
        && stored.record.meta.remote_id.is_some_and(|remote| derived(remote) == stored.record.meta.id)
}

/// The first reading of a whole book: what was made here and never sent waits for a person, if the platform has anything.
/// What may have been sent before (its answer never came) is no stranger there and is left alone.
pub(super) fn meet(
    connection: &Connection,
    kind: RecordKind,
    rows: &[PulledBook],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let met = "INSERT OR IGNORE INTO books_met (kind, since) VALUES (?1, ?2)";
    let is_new = connection.prepare_cached(met)?.execute(params![kind.word(), micros(now)])? > 0;
    if !is_new || rows.iter().all(|row| row.deleted) {
        return Ok(());
    }
    for stored in all(connection, Some(kind))? {
        let id = &stored.record.meta.id;
        if stored.record.meta.remote_id.is_some() || stored.deleted_here || may_be_out(connection, kind, id)? {
            continue;
        }
        connection
            .prepare_cached("INSERT OR IGNORE INTO link_reviews (id, kind, since) VALUES (?1, ?2, ?3)")?
            .execute(params![id.as_str(), kind.word(), micros(now)])?;
    }
    Ok(())
}

/// Its creation is on the wire, or was and nobody answered.
pub(super) fn may_be_out(connection: &Connection, kind: RecordKind, id: &LocalId) -> Result<bool, Fault> {
    let operations = outbox::of_record(connection, kind, id)?;
    Ok(operations
        .iter()
        .any(|one| one.kind == OpKind::Create && matches!(one.state, OpState::InFlight | OpState::Unknown)))
}

/// True while a record waits for a person's word: it is not sent.
pub(super) fn is_held(connection: &Connection, id: &LocalId) -> Result<bool, Fault> {
    Ok(matches!(review(connection, id)?, Review::Unseen | Review::Said(LinkDecision::Later)))
}

/// True while a record is a matter of a person's word, or was said to be another thing: nothing adopts it by itself.
pub(super) fn is_reviewed(connection: &Connection, id: &LocalId) -> Result<bool, Fault> {
    Ok(review(connection, id)? != Review::None)
}

/// Where a record stands in the reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Review {
    /// In none.
    None,
    /// Nobody has looked at it yet.
    Unseen,
    /// This was said of it.
    Said(LinkDecision),
}

fn review(connection: &Connection, id: &LocalId) -> Result<Review, Fault> {
    let mut statement = connection.prepare_cached("SELECT coalesce(decision, '') FROM link_reviews WHERE id = ?1")?;
    let word: Option<String> = statement.query_row([id.as_str()], |row| row.get(0)).optional()?;
    Ok(match word.as_deref() {
        None => Review::None,
        Some("") => Review::Unseen,
        Some(word) => Review::Said(LinkDecision::from_word(word)?),
    })
}

fn decide(connection: &Connection, id: &LocalId, said: LinkDecision) -> Result<(), Fault> {
    connection
        .prepare_cached("UPDATE link_reviews SET decision = ?2 WHERE id = ?1")?
        .execute(params![id.as_str(), said.word()])?;
    Ok(())
}

fn forget(connection: &Connection, id: &LocalId) -> Result<(), Fault> {
    connection.prepare_cached("DELETE FROM link_reviews WHERE id = ?1")?.execute([id.as_str()])?;
    Ok(())
}

/// Records that wait, with what was said of them; those that were deleted or sent meanwhile don't.
fn waiting(connection: &Connection) -> Result<HashMap<LocalId, Option<LinkDecision>>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT one.id, one.decision FROM link_reviews AS one JOIN books ON books.id = one.id
         WHERE books.remote_id IS NULL AND books.deleted_here = 0 AND (one.decision IS NULL OR one.decision = ?1)",
    )?;
    let rows = statement.query_and_then([LinkDecision::Later.word()], |row| {
        let mut cells = Cells::new(row);
        let id = cells.local_id()?;
        let said = cells.take::<Option<String>>()?.map(|word| LinkDecision::from_word(&word)).transpose()?;
        Ok::<_, Fault>((id, said))
    })?;
    rows.collect()
}

fn report(
    connection: &Connection,
    kind: RecordKind,
    waiting: &HashMap<LocalId, Option<LinkDecision>>,
) -> Result<Option<LinkReport>, Fault> {
    if waiting.is_empty() {
        return Ok(None);
    }
    let (here, there): (Vec<_>, Vec<_>) = all(connection, Some(kind))?
        .into_iter()
        .filter(|stored| waiting.contains_key(&stored.record.meta.id) || is_free(stored))
        .partition(|stored| stored.record.meta.remote_id.is_none());
    if here.is_empty() {
        return Ok(None);
    }
    let mut by_key: HashMap<String, (usize, Vec<&StoredBook>)> = HashMap::new();
    for stored in &here {
        if let Some(key) = stored.record.entry.natural_key() {
            let own = by_key.entry(key).or_default();
            own.0 = own.0.saturating_add(1);
        }
    }
    for stored in &there {
        if let Some(own) = stored.record.entry.natural_key().and_then(|key| by_key.get_mut(&key)) {
            own.1.push(stored);
        }
    }
    let met: HashSet<&LocalId> =
        by_key.values().flat_map(|(_, candidates)| candidates).map(|stored| &stored.record.meta.id).collect();
    let only_there = there.len().saturating_sub(met.len());
    let case = |stored: &StoredBook| {
        let key = stored.record.entry.natural_key();
        let (rivals, candidates) = key.and_then(|key| by_key.get(&key)).map_or((0, &[][..]), |own| (own.0, &own.1[..]));
        let meeting = match (rivals, candidates.len()) {
            (_, 0) => Meeting::OnlyHere,
            (1, 1) => Meeting::Matched,
            _ => Meeting::Ambiguous,
        };
        let candidates = candidates.iter().map(|there| LinkCandidate {
            record: there.record.clone(),
            differing: differing(&stored.record.entry, &there.record.entry),
        });
        LinkCase {
            record: stored.record.clone(),
            meeting,
            candidates: candidates.collect(),
            decision: waiting.get(&stored.record.meta.id).copied().flatten(),
        }
    };
    let mut cases: Vec<LinkCase> = here.iter().map(case).collect();
    cases.sort_by_key(|case| case.meeting);
    Ok(Some(LinkReport { kind, cases, only_there }))
}

/// Fields that would change there.
fn differing(ours: &BookEntry, theirs: &BookEntry) -> Vec<String> {
    let Some(blank) = BookEntry::blank(ours.kind()) else { return Vec::new() };
    let merged = merge_book(&blank, ours, theirs).entry;
    changed_book_fields(theirs, &merged).into_iter().filter(|field| !is_platforms_own(field)).collect()
}
