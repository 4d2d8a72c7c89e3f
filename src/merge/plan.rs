//! What follows from the three sides of a record: the four cases of the seed (000, chapter 4.2) as a pure function.
//!
//! Contents are compared, never clocks: what this desk changed is its patch, what the platform changed is what differs from
//! the base for a person.

use super::book::{MergedBook, changed_book_fields, is_platforms_own, merge_book, with_fields};
use super::policy::{Policy, Side};
use super::three_way::{FieldConflict, Merged, contradictions, merge};
use super::yielding::theirs_first;
use super::{Patch, differing, same_for_people};
use crate::domain::bid::Bid;
use crate::domain::book::BookEntry;
use crate::domain::sync_case::SyncCase;

/// What is to be done with a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision<T> {
    /// Changed on neither side.
    Nothing,
    /// Changed here alone: send it. The record in the platform's own form, with our changes.
    Push(T),
    /// Changed there alone: take theirs.
    Take(T),
    /// Changed on both sides without a contradiction: both changes.
    Merged(T),
    /// Changed on both sides, decided by the setting.
    Decided(Box<Decided<T>>),
    /// Changed on both sides: a person decides on these. Never empty.
    Ask(Vec<FieldConflict>),
}

/// A conflict that the setting decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided<T> {
    /// Who won.
    pub winner: Side,
    /// The record as it shall be.
    pub record: T,
    /// The record as it would be had the other side won: what has to be kept in the history.
    pub lost: T,
    /// Where the sides contradicted each other.
    pub fields: Vec<FieldConflict>,
}

impl<T> Decision<T> {
    /// The case of the seed's table.
    #[must_use]
    pub const fn case(&self) -> SyncCase {
        match self {
            Self::Nothing => SyncCase::Same,
            Self::Push(_) => SyncCase::OursToSend,
            Self::Take(_) => SyncCase::TheirsToTake,
            Self::Merged(_) | Self::Decided(_) | Self::Ask(_) => SyncCase::Both,
        }
    }
}

/// The decision for a bid. `patch` is what this desk changed since `base`.
#[must_use]
pub fn plan(base: &Bid, patch: &Patch, remote: &Bid, policy: Policy) -> Decision<Bid> {
    let local = patch.apply_to(base);
    let changed = |one: &Bid, other: &Bid| differing(one, other).any(|field| !same_for_people(field, one, other));
    let (here, there) = (!patch.is_empty(), changed(base, remote));
    let Merged { bid: merged, conflicts } = merge(base, &local, remote);
    if here && there && policy.whole_document && changed(&local, remote) {
        let fields = contradictions(base, &local, remote);
        return decide(policy, (local, remote.clone()), fields);
    }
    if !conflicts.is_empty() {
        if policy.decider.winner().is_none() {
            return Decision::Ask(conflicts);
        }
        return decide(policy, (merged, theirs_first(base, &local, remote)), conflicts);
    }
    match (here, there) {
        (false, false) => Decision::Nothing,
        (true, false) => Decision::Push(merged),
        (false, true) => Decision::Take(merged),
        (true, true) => Decision::Merged(merged),
    }
}

/// The decision for a book record. All three are records of one book.
#[must_use]
pub fn plan_book(base: &BookEntry, local: &BookEntry, remote: &BookEntry, policy: Policy) -> Decision<BookEntry> {
    let changed =
        |one: &BookEntry, other: &BookEntry| changed_book_fields(one, other).iter().any(|name| !is_platforms_own(name));
    let (here, there) = (changed(base, local), changed(base, remote));
    let MergedBook { entry: merged, conflicts } = merge_book(base, local, remote);
    if here && there && policy.whole_document && changed(local, remote) {
        let fields = super::book::contradictions(base, local, remote);
        let ours = with_fields(&merged, &fields, Side::Ours);
        return decide(policy, (ours, remote.clone()), fields);
    }
    if !conflicts.is_empty() {
        let theirs = with_fields(&merged, &conflicts, Side::Theirs);
        return decide(policy, (merged, theirs), conflicts);
    }
    match (here, there) {
        (false, false) => Decision::Nothing,
        (true, false) => Decision::Push(merged),
        (false, true) => Decision::Take(merged),
        (true, true) => Decision::Merged(merged),
    }
}

fn decide<T>(policy: Policy, (ours, theirs): (T, T), fields: Vec<FieldConflict>) -> Decision<T> {
    match policy.decider.winner() {
        None => Decision::Ask(fields),
        Some(winner @ Side::Ours) => {
            Decision::Decided(Box::new(Decided { winner, record: ours, lost: theirs, fields }))
        }
        Some(winner @ Side::Theirs) => {
            Decision::Decided(Box::new(Decided { winner, record: theirs, lost: ours, fields }))
        }
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
