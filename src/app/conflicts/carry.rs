//! A decision becomes fact: checked against what the store holds now, then written. The server has been read just before.

use chrono::{DateTime, Utc};

use super::case::{Case, Decided};
use super::choices::Choices;
use crate::domain::id::{LocalId, RecordKind};
use crate::domain::sync_case::ConflictKind;
use crate::store::{Store, StoreError};

/// What came of a decision.
#[derive(Debug, Clone, PartialEq)]
pub enum Carried {
    /// It is written; what follows for the platform waits in the queue. The case as it was decided.
    Done(Box<Case>),
    /// The platform changed what was picked, or asks something new: nothing is written, the picks stand.
    Moved,
    /// The record is in conflict no longer: there is nothing to decide.
    Over,
}

/// Carries out what was picked of a record.
///
/// # Errors
/// [`StoreError`] when the store can't be read or written.
pub fn carry_out(store: &Store, id: &LocalId, choices: &Choices, now: DateTime<Utc>) -> Result<Carried, StoreError> {
    let Some(case) = Case::all(store)?.into_iter().find(|case| case.id() == id) else { return Ok(Carried::Over) };
    if choices.any_moved(&case) || choices.left(&case) > 0 {
        return Ok(Carried::Moved);
    }
    match case.decide(&choices.picks) {
        Decided::Bid(bid) => drop(store.resolve_conflict(id, &bid, now)?),
        Decided::Book(entry) => drop(store.resolve_book_conflict(id, &entry, now)?),
        Decided::Deleted | Decided::Kept if case.conflict == ConflictKind::DeletedHere => {
            let delete = matches!(case.decide(&choices.picks), Decided::Deleted);
            match case.kind {
                RecordKind::Bid => store.decide_deletion(id, delete, now)?,
                kind => store.decide_book_deletion(kind, id, delete, now)?,
            }
        }
        Decided::Deleted => store.let_gone_go(case.kind, id)?,
        Decided::Kept if case.kind == RecordKind::Bid => drop(store.keep_gone_bid(id, now)?),
        Decided::Kept => drop(store.keep_gone_book(case.kind, id, now)?),
    }
    Ok(Carried::Done(Box::new(case)))
}

/// Takes a decision back, while nothing of it has been sent.
///
/// # Errors
/// [`StoreError::NotEditable`] when it is too late; [`StoreError::NotFound`] when none is known.
pub fn take_back(
    store: &Store,
    kind: RecordKind,
    id: &LocalId,
    gone: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if gone { store.ask_of_gone_again(kind, id) } else { store.undo_decision(kind, id, now) }
}
