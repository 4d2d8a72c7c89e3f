//! Changed on both sides: nothing is decided by itself, nothing is lost by the decision.

use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::book::{BookEntry, Driver};
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
fn a_decision_is_taken_back_whole_until_it_leaves() {
    let (store, id) = in_conflict();
    let before = (store.conflict(&id).unwrap(), store.bid(&id).unwrap().unwrap());
    let theirs = before.0.clone().unwrap().theirs;
    for decided in [theirs, before.1.bid.clone(), bid("4")] {
        store.resolve_conflict(&id, &decided, at(5)).unwrap();
        store.undo_decision(RecordKind::Bid, &id, at(6)).unwrap();
        let after = store.bid(&id).unwrap().unwrap();
        assert_eq!(
            (store.conflict(&id).unwrap(), &after.bid, &after.base),
            (before.0.clone(), &before.1.bid, &before.1.base)
        );
        assert_eq!((after.meta.state, after.meta.updated_here), (RecordState::Conflict, before.1.meta.updated_here));
        assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued)]);
        assert_eq!(store.undo_decision(RecordKind::Bid, &id, at(6)), Err(StoreError::NotFound), "once");
    }
    store.resolve_conflict(&id, &bid("4"), at(7)).unwrap();
    let operation = next(&store).unwrap();
    store.begin_operation(operation.seq, store.bid(&id).unwrap().unwrap().local_revision, at(8)).unwrap();
    let late = store.undo_decision(RecordKind::Bid, &id, at(8));
    assert_eq!(late, Err(StoreError::NotEditable(RecordState::PushInflight)));
}

#[test]
fn a_book_record_waits_for_a_decision_and_it_can_be_taken_back() {
    let store = store();
    let driver_of = |comment: &str| {
        let BookEntry::Driver(known) = driver("Петров", "+79001234567") else { unreachable!() };
        BookEntry::Driver(Driver { comment: Some(comment.to_owned()), ..known })
    };
    let id = LocalId::new("drv-17");
    let pull = |comment: &str, minute| {
        store.apply_book(RecordKind::Driver, &[pulled_book(17, driver_of(comment))], false, at(minute)).unwrap()
    };
    pull("", 0);
    store.save_book(Some(&id), &driver_of("наш"), at(1)).unwrap();
    assert_eq!((pull("их", 2).conflicts, pull("их", 3).conflicts), (1, 0), "counted once");
    assert_eq!((book_state(&store, &id), store.counts().unwrap().conflicts), (RecordState::Conflict, 1));
    let conflict = store.book_conflict(&id).unwrap().unwrap();
    assert_eq!((conflict.since, &conflict.theirs, conflict.fields.len()), (at(2), &driver_of("их"), 1));
    assert_eq!(
        store.save_book(Some(&id), &driver_of("ещё"), at(4)).map(drop),
        Err(StoreError::NotEditable(RecordState::Conflict))
    );

    store.resolve_book_conflict(&id, &driver_of("их"), at(5)).unwrap();
    assert_eq!((book_state(&store, &id), operations(&store, &id)), (RecordState::Clean, vec![]));
    store.undo_decision(RecordKind::Driver, &id, at(6)).unwrap();
    assert_eq!(store.book_conflict(&id).unwrap().unwrap().record.entry, driver_of("наш"));
    let decided = store.resolve_book_conflict(&id, &driver_of("третий"), at(7)).unwrap();
    assert_eq!(
        (decided.meta.state, operations(&store, &id)),
        (RecordState::Dirty, vec![(OpKind::Update, OpState::Queued)])
    );
    let lost: Vec<_> = store.history(RecordKind::Driver, &id).unwrap().into_iter().map(|entry| entry.old).collect();
    assert!(lost.contains(&"\"наш\"".to_owned()) && lost.contains(&"\"их\"".to_owned()), "{lost:?}");

    // The platform moves back to where nothing contradicts: the question is over.
    store.undo_decision(RecordKind::Driver, &id, at(8)).unwrap();
    pull("", 9);
    assert_eq!((book_state(&store, &id), store.book_conflicts().unwrap()), (RecordState::Dirty, vec![]));
}

#[test]
fn what_was_deleted_there_goes_to_the_bin_or_is_made_anew() {
    let gone_with_an_edit = || {
        let store = store();
        let id = clean(&store, 5, &bid("1"));
        edit(&store, &id, |bid| bid.price = money("2"));
        store.apply_bid_page(&[gone(pulled(5, &bid("1")))], None, at(3)).unwrap();
        assert_eq!(store.gone_bids().unwrap(), std::slice::from_ref(&id));
        (store, id)
    };
    let (store, id) = gone_with_an_edit();
    store.let_gone_go(RecordKind::Bid, &id).unwrap();
    assert_eq!(state(&store, &id), RecordState::Tombstone);
    store.ask_of_gone_again(RecordKind::Bid, &id).unwrap();
    assert_eq!(state(&store, &id), RecordState::RemoteGone);
    let made = store.keep_gone_bid(&id, at(4)).unwrap();
    let record = store.bid(&made).unwrap().unwrap();
    assert_eq!((record.meta.state, record.bid.price, record.meta.remote_id), (RecordState::LocalNew, money("2"), None));
    assert_eq!(operations(&store, &made), [(OpKind::Create, OpState::Queued)]);
    assert_ne!(record.external_id, store.bid(&id).unwrap().unwrap().external_id, "never reused");
    // The deleted one may come again with any page: it stays in the bin, and the new one as it is.
    store.apply_bid_page(&[gone(pulled(5, &bid("1")))], None, at(5)).unwrap();
    assert_eq!(store.bid(&made).unwrap().unwrap().bid.price, money("2"));
    assert_eq!(store.keep_gone_bid(&id, at(6)), Err(StoreError::NotEditable(RecordState::Tombstone)));

    let id = LocalId::new("drv-17");
    store.apply_book(RecordKind::Driver, &[pulled_book(17, driver("Петров", "+79001234567"))], false, at(0)).unwrap();
    let drives = clean(&store, 6, &Bid { driver: Some(id.clone()), ..bid("1") });
    store.save_book(Some(&id), &driver("Петров", "+79007654321"), at(1)).unwrap();
    let mut row = pulled_book(17, driver("Петров", "+79001234567"));
    row.deleted = true;
    store.apply_book(RecordKind::Driver, &[row], false, at(2)).unwrap();
    assert_eq!(store.gone_books().unwrap().len(), 1);
    let made = store.keep_gone_book(RecordKind::Driver, &id, at(3)).unwrap();
    assert_eq!(made.entry, driver("Петров", "+79007654321"));
    assert_eq!(store.bid(&drives).unwrap().unwrap().bid.driver, Some(made.meta.id), "bids follow the new record");
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
