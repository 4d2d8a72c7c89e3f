//! Changed on both sides: nothing is decided by itself, nothing is lost by the decision.

use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::model::{Cause, OpKind, OpState, Outcome, PullReport};
use cargorun_desk::store::{Store, StoreError};

use super::support::*;

/// Price 2 here, price 3 there; a change of ours waits to be sent.
fn in_conflict() -> (Store, LocalId) {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    edit(&store, &id, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(2)).unwrap();
    let report = store.apply_bid_page(&[pulled(5, &bid("3"))], None, at(3)).unwrap();
    assert_eq!(report, PullReport { conflicts: 1, ..PullReport::default() });
    (store, id)
}

#[test]
fn a_conflict_blocks_sending_and_editing_and_keeps_ours() {
    let (store, id) = in_conflict();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.bid.price), (RecordState::Conflict, money("2")));
    assert_eq!(record.base.unwrap().bid.price, money("1"));
    assert_eq!((next(&store), store.counts().unwrap().conflicts), (None, 1));
    let refused = Err(StoreError::NotEditable(RecordState::Conflict));
    assert_eq!(store.save_bid(Some(&id), &bid("9"), at(4)).map(drop), refused);
    assert_eq!(store.queue(RecordKind::Bid, &id, OpKind::Start, at(4)), refused);
    assert_eq!(store.delete_bid(&id, at(4)).map(drop), refused);
    let seq = store.operations().unwrap()[0].seq;
    assert_eq!(store.begin_operation(seq, 1, at(4)), refused);

    let conflict = store.conflict(&id).unwrap().unwrap();
    assert_eq!((conflict.since, conflict.theirs.price), (at(3), money("3")));
    assert_eq!(conflict.fields.len(), 1);
    assert_eq!(conflict.fields[0].field, "price_and_vat");
    assert_eq!(store.conflicts().unwrap(), [conflict]);
}

#[test]
fn a_decision_is_sent_and_both_losing_values_are_kept() {
    let (store, id) = in_conflict();
    let mut decided = store.bid(&id).unwrap().unwrap().bid;
    decided.price = money("4");
    let record = store.resolve_conflict(&id, &decided, at(5)).unwrap();
    assert_eq!((record.meta.state, record.bid.price), (RecordState::Dirty, money("4")));
    assert_eq!(record.base.as_ref().unwrap().bid.price, money("3"));
    assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued)]);
    assert_eq!(store.conflicts().unwrap(), []);
    let kept = store.history(RecordKind::Bid, &id).unwrap();
    let lost: Vec<_> = kept.iter().map(|entry| (entry.cause, entry.old.as_str())).collect();
    assert_eq!(lost, [(Cause::Resolved, "\"3.00\""), (Cause::Resolved, "\"2.00\"")]);
    assert_eq!(store.resolve_conflict(&id, &decided, at(6)), Err(StoreError::NotFound));
}

#[test]
fn deciding_for_theirs_leaves_nothing_to_send() {
    let (store, id) = in_conflict();
    let theirs = store.conflict(&id).unwrap().unwrap().theirs;
    let record = store.resolve_conflict(&id, &theirs, at(5)).unwrap();
    assert_eq!((record.meta.state, operations(&store, &id)), (RecordState::Clean, vec![]));
    assert_eq!(store.history(RecordKind::Bid, &id).unwrap()[0].old, "\"2.00\"");
}

#[test]
fn a_conflict_follows_the_platform_and_ends_when_nothing_contradicts() {
    let (store, id) = in_conflict();
    let report = store.apply_bid_page(&[pulled(5, &bid("5"))], None, at(4)).unwrap();
    assert_eq!(report, PullReport { same: 1, ..PullReport::default() }, "counted once");
    let conflict = store.conflict(&id).unwrap().unwrap();
    assert_eq!((conflict.since, conflict.theirs.price), (at(3), money("5")));
    assert_eq!(conflict.fields[0].theirs["price"], "5.00");

    store.apply_bid_page(&[pulled(5, &bid("1"))], None, at(5)).unwrap();
    assert_eq!((state(&store, &id), store.conflicts().unwrap()), (RecordState::Dirty, vec![]));
    assert_eq!(next(&store).unwrap().id, id);
}

#[test]
fn gone_there_ends_the_question_of_fields() {
    let (store, id) = in_conflict();
    store.apply_bid_page(&[gone(pulled(5, &bid("3")))], None, at(4)).unwrap();
    assert_eq!((state(&store, &id), store.conflicts().unwrap()), (RecordState::RemoteGone, vec![]));
    assert_eq!(store.delete_bid(&id, at(5)).map(|_| state(&store, &id)), Ok(RecordState::Tombstone));
}

#[test]
fn a_conflict_seen_right_before_writing_is_the_same_conflict() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    edit(&store, &id, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(2)).unwrap();
    let seq = store.operations().unwrap()[0].seq;
    let found = Outcome::Conflict { remote: Box::new(pulled(5, &bid("3"))) };
    store.finish_operation(seq, &found, at(3)).unwrap();
    assert_eq!(state(&store, &id), RecordState::Conflict);
    assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued)]);
}

#[test]
fn a_decision_takes_a_waiting_deletion_back() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    edit(&store, &id, |bid| bid.price = money("2"));
    store.delete_bid(&id, at(3)).unwrap();
    store.apply_bid_page(&[pulled(5, &bid("3"))], None, at(4)).unwrap();
    let conflict = store.conflict(&id).unwrap().unwrap();
    store.resolve_conflict(&id, &conflict.theirs, at(5)).unwrap();
    assert_eq!((state(&store, &id), operations(&store, &id)), (RecordState::Clean, vec![]));
}
