//! The rules of the engine that live in the memory: who decides, what is taken back, set aside, held, binned, proven.

use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::domain::sync_case::{ConflictKind, SyncCase};
use cargorun_desk::merge::{Decider, Policy};
use cargorun_desk::store::model::{Cause, Cursor, Deletion, OpKind, OpState, Outcome};
use cargorun_desk::store::{PageOf, Proof, Store, StoreError};
use chrono::TimeDelta;

use crate::support::*;

fn decide_by(store: &Store, kind: RecordKind, decider: Decider) {
    store.set_policy(kind, Policy { decider, whole_document: false }).unwrap();
}

/// A bid changed here (price 200) and there (price 300) since both had 100.
fn crossed(store: &Store) -> LocalId {
    let id = clean(store, 5, &bid("100"));
    edit(store, &id, |bid| bid.price = money("200"));
    store.apply_bid_page(&[pulled(5, &bid("300"))], None, at(3)).unwrap();
    id
}

#[test]
fn ours_first_keeps_ours_sends_it_and_the_other_value_comes_back_by_one_action() {
    let store = store();
    decide_by(&store, RecordKind::Bid, Decider::OursFirst);
    let id = crossed(&store);
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.bid.price, record.meta.state), (money("200"), RecordState::Dirty));
    assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued)], "it goes by itself");
    let settled = store.settled_conflicts(10).unwrap();
    let [one] = settled.as_slice() else { panic!("{settled:?}") };
    assert_eq!((one.entry.cause, one.entry.field.as_str()), (Cause::OursFirst, "price"));
    assert_eq!((one.entry.old.contains("300"), one.entry.new.contains("200")), (true, true));
    assert_eq!(store.take_back(one.entry.seq, at(4)).unwrap(), (RecordKind::Bid, id.clone()));
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!(
        (record.bid.price, record.meta.state),
        (money("300"), RecordState::Clean),
        "equal again: nothing to send"
    );
    assert!(store.settled_conflicts(10).unwrap()[0].entry.undone_at.is_some());
    assert!(matches!(store.take_back(one.entry.seq, at(5)), Err(StoreError::NotEditable(_))), "once");
    let history = store.history(RecordKind::Bid, &id).unwrap();
    assert!(history.iter().any(|entry| entry.cause == Cause::Resolved && entry.old.contains("200")), "nothing is lost");
}

#[test]
fn cargo_run_first_takes_theirs_and_ours_comes_back_by_one_action() {
    let store = store();
    decide_by(&store, RecordKind::Bid, Decider::TheirsFirst);
    let id = crossed(&store);
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.bid.price, record.meta.state), (money("300"), RecordState::Clean));
    let seq = store.settled_conflicts(10).unwrap()[0].entry.seq;
    store.take_back(seq, at(4)).unwrap();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.bid.price, record.meta.state), (money("200"), RecordState::Dirty));
    assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued)]);
}

#[test]
fn the_mode_may_be_changed_at_any_time_and_is_obeyed_at_the_next_reading() {
    let store = store();
    let id = crossed(&store);
    assert_eq!(state(&store, &id), RecordState::Conflict, "a person decides by default");
    assert_eq!(store.conflict_kind(&id).unwrap(), Some(ConflictKind::Fields));
    decide_by(&store, RecordKind::Bid, Decider::TheirsFirst);
    assert_eq!(state(&store, &id), RecordState::Conflict);
    store.apply_bid_page(&[pulled(5, &bid("300"))], None, at(4)).unwrap();
    assert_eq!(state(&store, &id), RecordState::Clean);
    let whole = Policy { decider: Decider::Manual, whole_document: true };
    store.set_policy(RecordKind::Bid, whole).unwrap();
    edit(&store, &id, |bid| bid.contract_number = Some("7".to_owned()));
    store.apply_bid_page(&[pulled(5, &bid("400"))], None, at(5)).unwrap();
    assert_eq!(state(&store, &id), RecordState::Conflict, "no field contradicts, the documents do");
    assert_eq!(store.conflict(&id).unwrap().unwrap().fields.len(), 2);
}

#[test]
fn the_three_dates_and_the_case_are_read_with_the_record() {
    let store = store();
    let id = clean(&store, 5, &bid("100"));
    let meta = || store.bid_row(&id).unwrap().unwrap().meta;
    assert_eq!((meta().sync_case(), meta().dates().case()), (SyncCase::Same, SyncCase::Same));
    edit(&store, &id, |bid| bid.price = money("200"));
    assert_eq!((meta().sync_case(), meta().dates().case()), (SyncCase::OursToSend, SyncCase::OursToSend));
    store.apply_bid_page(&[pulled(5, &bid("100"))], None, at(4)).unwrap();
    assert_eq!(meta().dates().case(), SyncCase::OursToSend, "a look that agrees on nothing is no synchronisation");
    let mut row = pulled(5, &bid("300"));
    row.updated_at = Some(at(5));
    store.apply_bid_page(&[row], None, at(6)).unwrap();
    assert_eq!((meta().sync_case(), meta().dates().case()), (SyncCase::Both, SyncCase::Both));
    let theirs = store.conflict(&id).unwrap().unwrap().theirs;
    store.resolve_conflict(&id, &theirs, at(7)).unwrap();
    assert_eq!(meta().sync_case(), SyncCase::Same);
}

#[test]
fn a_book_changed_on_both_sides_waits_for_a_person_too() {
    let store = store();
    let pull = |entry, minutes| store.apply_book(RecordKind::Car, &[pulled_book(3, entry)], true, at(minutes)).unwrap();
    let id = LocalId::new("car-3");
    pull(car("А123ВС77", ""), 0);
    store.save_book(Some(&id), &car("А123ВС77", "наш"), at(1)).unwrap();
    assert_eq!(pull(car("А123ВС77", "их"), 2).conflicts, 1);
    let record = store.book(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, &record.entry), (RecordState::Conflict, &car("А123ВС77", "наш")));
    assert_eq!(record.meta.dates().there, Some(at(2)), "books carry no date: when it was seen");
    assert_eq!((store.counts().unwrap().conflicts, next(&store)), (1, None), "it is not sent");
    assert_eq!(pull(car("А123ВС77", "их"), 3).conflicts, 0, "counted once");
    let conflict = store.book_conflicts().unwrap().remove(0);
    assert_eq!((conflict.record.meta.id.clone(), conflict.fields.len()), (id.clone(), 1));
    store.resolve_book_conflict(&id, &conflict.theirs, at(4)).unwrap();
    let record = store.book(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.entry), (RecordState::Clean, car("А123ВС77", "их")));
    let history = store.history(RecordKind::Car, &id).unwrap();
    assert!(history.iter().any(|entry| entry.old == "\"наш\""), "{history:?}");
    assert!(store.book_conflicts().unwrap().is_empty());
}

#[test]
fn a_deletion_against_a_change_is_a_conflict_of_its_own_kind_with_two_ways_out() {
    for delete in [true, false] {
        let store = store();
        let id = clean(&store, 5, &bid("100"));
        assert_eq!(store.delete_bid(&id, at(1)).unwrap(), Deletion::Queued);
        store.apply_bid_page(&[pulled(5, &bid("300"))], None, at(2)).unwrap();
        assert_eq!(store.conflict_kinds().unwrap(), [(id.clone(), ConflictKind::DeletedHere)]);
        assert_eq!((state(&store, &id), next(&store)), (RecordState::Conflict, None), "not deleted unseen");
        store.decide_deletion(&id, delete, at(3)).unwrap();
        let expected = if delete { RecordState::DeletePending } else { RecordState::Clean };
        assert_eq!(state(&store, &id), expected);
        assert_eq!(store.bid(&id).unwrap().unwrap().bid.price, money("300"));
        store.apply_bid_page(&[pulled(5, &bid("300"))], None, at(4)).unwrap();
        assert_eq!(state(&store, &id), expected, "asked once");
    }
}

#[test]
fn a_book_record_to_be_deleted_here_and_changed_there_asks_the_same_question() {
    for delete in [true, false] {
        let store = store();
        let pull = |note, minutes| {
            let row = pulled_book(3, car("А123ВС77", note));
            store.apply_book(RecordKind::Car, &[row], true, at(minutes)).unwrap()
        };
        let id = LocalId::new("car-3");
        pull("", 0);
        store.save_book(Some(&id), &car("А123ВС77", "наш"), at(1)).unwrap();
        store.queue(RecordKind::Car, &id, OpKind::Delete, at(1)).unwrap();
        assert_eq!(pull("", 2).conflicts, 0, "nobody has changed it");
        assert_eq!(book_state(&store, &id), RecordState::DeletePending);
        assert_eq!(pull("их", 3).conflicts, 1);
        assert_eq!((book_state(&store, &id), next(&store)), (RecordState::Conflict, None), "not deleted unseen");
        let asked = store.book_conflict(&id).unwrap().unwrap();
        assert_eq!((asked.kind, asked.fields.len()), (ConflictKind::DeletedHere, 0));
        assert_eq!(pull("их", 4).conflicts, 0, "counted once");

        store.decide_book_deletion(RecordKind::Car, &id, delete, at(5)).unwrap();
        let expected = if delete { RecordState::DeletePending } else { RecordState::Clean };
        assert_eq!(book_state(&store, &id), expected);
        assert_eq!(store.book(&id).unwrap().unwrap().entry, car("А123ВС77", "их"));
        let history = store.history(RecordKind::Car, &id).unwrap();
        assert!(history.iter().any(|entry| entry.old == "\"наш\""), "{history:?}");
        assert_eq!(pull("их", 6).conflicts, 0, "asked once");
        assert_eq!(book_state(&store, &id), expected);

        store.undo_decision(RecordKind::Car, &id, at(7)).unwrap();
        let again = store.book_conflict(&id).unwrap().unwrap();
        assert_eq!((again.kind, again.record.entry), (ConflictKind::DeletedHere, car("А123ВС77", "наш")));
        assert_eq!(operations(&store, &id), [(OpKind::Delete, OpState::Queued)]);
        assert!(store.decide_book_deletion(RecordKind::Driver, &id, true, at(8)).is_err(), "of another book");
        store.decide_book_deletion(RecordKind::Car, &id, true, at(8)).unwrap();
        begin(&store, &id);
        assert!(store.undo_decision(RecordKind::Car, &id, at(9)).is_err(), "it is on its way");
    }
}

#[test]
fn a_book_record_deleted_on_both_sides_asks_nothing() {
    let store = store();
    let id = LocalId::new("car-3");
    let mut row = pulled_book(3, car("А123ВС77", ""));
    store.apply_book(RecordKind::Car, std::slice::from_ref(&row), true, at(0)).unwrap();
    store.save_book(Some(&id), &car("А123ВС77", "наш"), at(1)).unwrap();
    store.queue(RecordKind::Car, &id, OpKind::Delete, at(1)).unwrap();
    row.deleted = true;
    store.apply_book(RecordKind::Car, &[row], true, at(2)).unwrap();
    assert_eq!((book_state(&store, &id), operations(&store, &id)), (RecordState::Tombstone, vec![]));
}

#[test]
fn a_decided_deletion_can_be_taken_back_while_nothing_of_it_has_been_sent() {
    for delete in [true, false] {
        let store = store();
        let id = clean(&store, 5, &bid("100"));
        store.delete_bid(&id, at(1)).unwrap();
        store.apply_bid_page(&[pulled(5, &bid("300"))], None, at(2)).unwrap();
        let asked = store.conflict(&id).unwrap();
        store.decide_deletion(&id, delete, at(3)).unwrap();
        store.undo_decision(RecordKind::Bid, &id, at(4)).unwrap();
        assert_eq!(store.conflict_kind(&id).unwrap(), Some(ConflictKind::DeletedHere), "the same question again");
        assert_eq!(store.conflict(&id).unwrap(), asked);
        assert_eq!(operations(&store, &id), [(OpKind::Delete, OpState::Queued)]);
        assert_eq!(store.bid(&id).unwrap().unwrap().bid.price, money("100"));
        store.decide_deletion(&id, true, at(5)).unwrap();
        begin(&store, &id);
        assert!(store.undo_decision(RecordKind::Bid, &id, at(6)).is_err(), "it is on its way");
    }
}

#[test]
fn a_bid_gone_there_and_changed_here_is_let_go_or_made_anew() {
    for anew in [true, false] {
        let store = store();
        let id = clean(&store, 5, &bid("100"));
        edit(&store, &id, |bid| bid.price = money("200"));
        store.apply_bid_page(&[gone(pulled(5, &bid("100")))], None, at(3)).unwrap();
        assert_eq!(store.conflict_kind(&id).unwrap(), Some(ConflictKind::GoneThere));
        if !anew {
            store.let_gone_go(RecordKind::Bid, &id).unwrap();
        }
        let made = anew.then(|| store.keep_gone_bid(&id, at(4)).unwrap());
        assert_eq!(state(&store, &id), RecordState::Tombstone);
        if let Some(made) = made {
            let (old, made) = (store.bid(&id).unwrap().unwrap(), store.bid(&made).unwrap().unwrap());
            assert_eq!((made.bid.price, made.meta.state), (money("200"), RecordState::LocalNew));
            assert_ne!(made.external_id, old.external_id);
            assert!(made.bid.points.iter().all(|point| point.remote_id.is_none()));
        }
    }
}

#[test]
fn the_bin_gives_back_what_can_be_given_back() {
    let store = store();
    let (waits, ours) = (clean(&store, 5, &bid("100")), sent_draft(&store, &bid("200")));
    let gone_there = clean(&store, 6, &bid("300"));
    store.delete_bid(&waits, at(5)).unwrap();
    store.unqueue(RecordKind::Bid, &ours).unwrap();
    assert_eq!(store.delete_bid(&ours, at(6)).unwrap(), Deletion::AtOnce);
    let mut row = gone(pulled(6, &bid("300")));
    row.updated_at = Some(at(7));
    store.apply_bid_page(&[row], None, at(7)).unwrap();
    let bin: Vec<_> = store.bin().unwrap().into_iter().map(|row| row.meta.id).collect();
    assert_eq!(bin.len(), 3, "{bin:?}");

    assert_eq!(store.take_out_of_bin(&waits, at(8)), Ok(waits.clone()));
    assert_eq!((state(&store, &waits), operations(&store, &waits)), (RecordState::Clean, vec![]));
    assert_eq!(store.take_out_of_bin(&ours, at(8)), Ok(ours.clone()));
    assert_eq!(state(&store, &ours), RecordState::LocalNew);
    let made = store.take_out_of_bin(&gone_there, at(8)).unwrap();
    assert_ne!(made, gone_there, "there it can't be revived: a new draft with its content");
    assert_eq!((state(&store, &made), operations(&store, &made)), (RecordState::LocalNew, vec![]));
    assert_eq!(store.bid(&made).unwrap().unwrap().bid.price, money("300"));
    assert!(store.take_out_of_bin(&waits, at(9)).is_err(), "it is not in the bin");
}

#[test]
fn what_keeps_failing_is_set_aside_and_only_a_person_tries_it_again() {
    let store = store();
    let id = clean(&store, 5, &bid("100"));
    edit(&store, &id, |bid| bid.price = money("200"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(2)).unwrap();
    let seq = next(&store).unwrap().seq;
    assert!(!store.count_own_failure(seq, 3).unwrap());
    assert!(!store.count_own_failure(seq, 3).unwrap());
    assert!(store.count_own_failure(seq, 3).unwrap());
    assert!(!store.count_own_failure(seq, 3).unwrap(), "news once");
    assert_eq!((state(&store, &id), next(&store)), (RecordState::Quarantine, None));
    assert_eq!((store.counts().unwrap().set_aside, store.counts().unwrap().unsent), (1, 0));
    let pressed = store.next_operation(at(3), true, &std::collections::HashSet::new()).unwrap();
    assert_eq!(pressed.map(|operation| operation.seq), Some(seq), "a person's press tries it");
    edit(&store, &id, |bid| bid.price = money("250"));
    assert_eq!(
        (state(&store, &id), next(&store).map(|one| one.seq)),
        (RecordState::Dirty, Some(seq)),
        "changed: tried"
    );
    store.count_own_failure(seq, 1).unwrap();
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(4)).unwrap();
    assert_eq!(state(&store, &id), RecordState::Dirty, "sent again by hand");
}

#[test]
fn an_unknown_creation_is_never_set_aside() {
    let store = store();
    let id = sent_draft(&store, &bid("100"));
    let operation = begin(&store, &id);
    store.recover_in_flight(at(2)).unwrap();
    assert!(!store.count_own_failure(operation.seq, 1).unwrap());
    assert_eq!(state(&store, &id), RecordState::CreateUnknown, "it is looked up until it is known");
}

fn page(from: i64, to: i64) -> Vec<cargorun_desk::domain::pulled::PulledBid> {
    (from..=to).map(|n| pulled(n, &bid("100"))).collect()
}

#[test]
fn a_few_deletions_are_carried_out_at_the_end_of_the_reading_and_many_wait_for_a_person() {
    let store = store();
    store.apply_bid_page(&page(1, 60), None, at(0)).unwrap();
    let deleted = |from, to| page(from, to).into_iter().map(gone).collect::<Vec<_>>();
    let living = || {
        let rows = store.bid_rows().unwrap();
        rows.iter().filter(|row| row.meta.state == RecordState::Clean).count()
    };
    store.take_page(&deleted(1, 20), PageOf::default(), at(1)).unwrap();
    assert_eq!(living(), 60, "not before the reading has ended");
    assert_eq!(store.close_pull(at(1)).unwrap(), None);
    assert_eq!(living(), 40);
    store.take_page(&deleted(21, 41), PageOf::default(), at(2)).unwrap();
    let held = store.close_pull(at(2)).unwrap().unwrap();
    assert_eq!((held.kind, held.gone, held.known), (RecordKind::Bid, 21, 40));
    assert_eq!((store.held_deletions().unwrap(), living()), (vec![held], 40));
    // The platform takes one back: that one is no question any more.
    store.take_page(&page(21, 21), PageOf::default(), at(3)).unwrap();
    assert_eq!(store.held_deletions().unwrap(), []);
    store.take_page(&deleted(21, 21), PageOf::default(), at(4)).unwrap();
    assert_eq!(store.accept_deletions(at(5)).unwrap(), 21);
    assert_eq!((living(), store.held_deletions().unwrap()), (19, vec![]));
}

#[test]
fn a_book_that_is_emptied_at_once_waits_for_a_person() {
    let store = store();
    let rows = |deleted: usize| {
        let row = |n: usize| {
            let mut row = pulled_book(i64::try_from(n).unwrap() + 1, car(&format!("А{n:03}ВС77"), ""));
            row.deleted = n < deleted;
            row
        };
        (0..50).map(row).collect::<Vec<_>>()
    };
    let apply = |deleted| store.apply_book(RecordKind::Car, &rows(deleted), true, at(0)).unwrap();
    let living = || store.book_records().unwrap().iter().filter(|record| !record.deleted).count();
    apply(0);
    apply(21);
    assert_eq!((living(), store.held_deletions().unwrap().len()), (50, 1));
    apply(20);
    assert_eq!((living(), store.held_deletions().unwrap().len()), (30, 0), "twenty are believed");
    apply(50);
    assert_eq!(living(), 30);
    store.accept_deletions(at(1)).unwrap();
    assert_eq!((living(), store.held_deletions().unwrap().len()), (0, 0));
    apply(50);
    assert_eq!(store.held_deletions().unwrap(), [], "they are no news any more");
}

#[test]
fn one_row_of_a_book_leaves_the_other_deletions_waiting() {
    let store = store();
    let row = |n: i64, deleted: bool| {
        let mut row = pulled_book(n, car(&format!("А{n:03}ВС77"), ""));
        row.deleted = deleted;
        row
    };
    let whole = |gone: i64| (1..=50).map(|n| row(n, n <= gone)).collect::<Vec<_>>();
    let living = || store.book_records().unwrap().iter().filter(|record| !record.deleted).count();
    let waiting = || store.held_deletions().unwrap().first().map_or(0, |held| held.gone);
    store.apply_book(RecordKind::Car, &whole(0), true, at(0)).unwrap();
    store.apply_book(RecordKind::Car, &whole(30), true, at(1)).unwrap();
    let one = |n, deleted| store.apply_book(RecordKind::Car, &[row(n, deleted)], false, at(2)).unwrap();
    one(50, false);
    assert_eq!((living(), waiting()), (50, 30), "a row that lives says nothing of the others");
    one(1, true);
    assert_eq!((living(), waiting()), (50, 30), "one of those that wait waits on");
    one(50, true);
    assert_eq!((living(), waiting()), (50, 31), "one more is one of too many");
    one(50, false);
    one(2, false);
    assert_eq!((living(), waiting()), (50, 29), "brought back there");
    assert_eq!(store.accept_deletions(at(3)).unwrap(), 29);
    assert_eq!((living(), waiting()), (21, 0));
    one(50, true);
    assert_eq!((living(), waiting()), (20, 0), "a single one is believed");
}

#[test]
fn what_waited_goes_on_when_the_record_is_brought_back_there() {
    let store = store();
    let id = clean(&store, 5, &bid("100"));
    edit(&store, &id, |bid| bid.price = money("200"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(1)).unwrap();
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(1)).unwrap();
    store.apply_bid_page(&[gone(pulled(5, &bid("100")))], None, at(2)).unwrap();
    assert_eq!((state(&store, &id), next(&store)), (RecordState::RemoteGone, None), "nothing is sent of what is gone");
    store.apply_bid_page(&[pulled(5, &bid("100"))], None, at(3)).unwrap();
    assert_eq!(state(&store, &id), RecordState::Dirty);
    assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued)], "the start has lost its ground");
    assert!(store.bid(&id).unwrap().unwrap().meta.queued);
    // Agreed with the deletion: nothing waits any more.
    store.apply_bid_page(&[gone(pulled(5, &bid("100")))], None, at(4)).unwrap();
    store.let_gone_go(RecordKind::Bid, &id).unwrap();
    assert_eq!((state(&store, &id), operations(&store, &id)), (RecordState::Tombstone, vec![]));

    let car_id = LocalId::new("car-3");
    let mut row = pulled_book(3, car("А123ВС77", ""));
    let pull = |row: &_| store.apply_book(RecordKind::Car, std::slice::from_ref(row), true, at(5)).unwrap();
    pull(&row);
    store.save_book(Some(&car_id), &car("А123ВС77", "наш"), at(6)).unwrap();
    store.queue(RecordKind::Car, &car_id, OpKind::Update, at(6)).unwrap();
    row.deleted = true;
    pull(&row);
    assert_eq!((book_state(&store, &car_id), next(&store)), (RecordState::RemoteGone, None));
    // Brought back from here: first it has to be there again.
    store.restore_book(RecordKind::Car, &car_id, at(7)).unwrap();
    pull(&row);
    let restoring = begin(&store, &car_id);
    assert_eq!(restoring.kind, OpKind::Restore);
    let done = Outcome::Done { remote_id: RemoteId(3), sent_revision: 0, read_back: None };
    store.finish_operation(restoring.seq, &done, at(8)).unwrap();
    assert_eq!(book_state(&store, &car_id), RecordState::Dirty);
    assert_eq!(operations(&store, &car_id), [(OpKind::Update, OpState::Queued)]);
}

#[test]
fn the_bin_keeps_a_deleted_bid_for_a_while() {
    let store = store();
    let kept = clean(&store, 1, &bid("100"));
    let old = clean(&store, 2, &bid("100"));
    store.apply_bid_page(&[gone(pulled(2, &bid("100")))], None, at(1)).unwrap();
    assert_eq!(store.empty_bin(at(0) - TimeDelta::days(1)).unwrap(), 0);
    assert_eq!(store.empty_bin(at(1) + TimeDelta::days(90)).unwrap(), 1);
    assert_eq!((store.bid(&old).unwrap(), state(&store, &kept)), (None, RecordState::Clean));
}

#[test]
fn a_slow_pass_goes_on_where_it_was_and_counts_each_bid_once() {
    let store = store();
    store.begin_pass("nightly", at(0), at(1)).unwrap();
    let position = |id| Cursor { updated_at: "2026-11-21T20:00:00Z".to_owned(), id };
    let of = |at: &Cursor| {
        store.take_page(&page(1, 3), PageOf { pass: Some(("nightly", at)), ..PageOf::default() }, super::support::at(2))
    };
    of(&position(3)).unwrap();
    of(&position(4)).unwrap();
    let pass = store.pass("nightly").unwrap().unwrap();
    assert_eq!((pass.rows, pass.position, pass.ended_at), (3, Some(position(4)), None));
    store.end_pass("nightly", Some(3), at(3)).unwrap();
    let pass = store.pass("nightly").unwrap().unwrap();
    assert_eq!((pass.ended_at, pass.total, pass.rows), (Some(at(3)), Some(3), 0));
    store.begin_pass("nightly", at(0), at(4)).unwrap();
    assert_eq!(store.pass("nightly").unwrap().unwrap().position, None);
}

#[test]
fn a_row_that_is_news_behind_the_cursor_came_late() {
    let store = store();
    clean(&store, 1, &bid("100"));
    let row = |remote, minute, price| {
        let mut row = pulled(remote, &bid(price));
        row.updated_at = Some(at(minute));
        row
    };
    let of = PageOf { reached: Some(at(10)), ..PageOf::default() };
    let rows = [row(2, 4, "100"), row(3, 12, "100"), row(4, 7, "100")];
    let taken = store.take_page(&rows, of, at(20)).unwrap();
    assert_eq!((taken.report.new, taken.late), (3, Some(TimeDelta::minutes(6))));
    assert_eq!(store.take_page(&rows, of, at(21)).unwrap().late, None, "known rows are not late");
}

#[test]
fn only_a_check_without_differences_is_a_proof() {
    let store = store();
    assert_eq!((store.last_proof().unwrap(), store.proven_equal_at().unwrap()), (None, None));
    let good = Proof { at: at(1), sampled: 5, here: 7, there: Some(7), ..Proof::default() };
    store.put_proof(&good).unwrap();
    assert_eq!(store.proven_equal_at().unwrap(), Some(at(1)));
    for bad in [
        Proof { differing: 1, ..good.clone() },
        Proof { missing: 1, ..good.clone() },
        Proof { there: Some(8), ..good.clone() },
    ] {
        store.put_proof(&Proof { at: at(2), ..bad.clone() }).unwrap();
        assert_eq!(store.proven_equal_at().unwrap(), Some(at(1)), "{bad:?}");
    }
    store.apply_bid_page(&page(1, 9), None, at(3)).unwrap();
    let sample = store.clean_sample(1.0, 5).unwrap();
    assert_eq!(sample.len(), 5, "{sample:?}");
    assert!(sample.iter().all(|id| (1..=9).contains(&id.0)) && sample.contains(&sample[0]));
    assert_ne!(sample, store.clean_sample(0.0, 5).unwrap());
}
