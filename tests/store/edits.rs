//! A person's edits, the queue, deletions, and the undo of each.

use cargorun_desk::domain::bid_more::{CustomType, OwnTerms, Property};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::StoreError;
use cargorun_desk::store::model::{Counts, Deletion, OpKind, OpState, Outcome};

use super::support::*;

#[test]
fn a_new_bid_is_a_draft_that_only_this_machine_sees() {
    let store = store();
    let record = store.save_bid(None, &bid("120000.00"), at(0)).unwrap();
    assert_eq!((record.meta.state, record.meta.queued), (RecordState::LocalNew, false));
    assert_eq!((record.meta.remote_id, record.local_revision, record.acked_revision), (None, 1, 0));
    let stored = store.bid(&record.meta.id).unwrap().unwrap();
    assert_eq!(stored, record);

    let row = store.bid_row(&record.meta.id).unwrap().unwrap();
    assert_eq!(row.meta, record.meta);
    assert_eq!((row.price, &row.car, &row.driver), (money("120000"), &stored.bid.car, &stored.bid.driver));
    assert_eq!(row.route, ["Казань", "Уфа"]);
    assert_eq!((row.first_local, row.first_offset_minutes), (Some(local_time(1, 10)), Some(180)));
    assert_eq!((row.first_utc, row.last_utc), (stored.bid.first_utc(), stored.bid.last_utc()));
    assert_eq!(store.bid_rows().unwrap(), [row]);
}

#[test]
fn handles_are_never_reused() {
    let store = store();
    let handles: std::collections::HashSet<_> = (0..500)
        .map(|_| {
            let record = store.save_bid(None, &bid("1"), at(0)).unwrap();
            assert!(uuid::Uuid::parse_str(&record.external_id).unwrap().get_version_num() == 7);
            assert_ne!(record.external_id, record.meta.id.to_string());
            record.external_id
        })
        .collect();
    assert_eq!(handles.len(), 500, "a copy of a bid, made in the same instant too, has a handle of its own");
}

#[test]
fn an_edit_of_a_clean_bid_waits_and_its_undo_leaves_nothing() {
    let store = store();
    let id = clean(&store, 5, &bid("100"));
    edit(&store, &id, |bid| bid.price = money("200"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(2)).unwrap();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.meta.queued, record.local_revision), (RecordState::Dirty, true, 1));
    assert_eq!(record.base.unwrap().bid.price, money("100"));
    assert_eq!(record.meta.updated_here, at(2));

    edit(&store, &id, |bid| bid.price = money("100"));
    assert_eq!(state(&store, &id), RecordState::Clean, "equal to the platform's again");
    assert_eq!(operations(&store, &id), []);
}

#[test]
fn saving_the_same_again_changes_nothing() {
    let store = store();
    let first = store.save_bid(None, &bid("1"), at(0)).unwrap();
    assert_eq!(store.save_bid(Some(&first.meta.id), &bid("1"), at(9)).unwrap(), first);
}

#[test]
fn unknown_records_are_said_to_be_unknown() {
    let store = store();
    let nobody = LocalId::new("nobody");
    assert_eq!(store.save_bid(Some(&nobody), &bid("1"), at(0)), Err(StoreError::NotFound));
    assert_eq!(store.queue(RecordKind::Bid, &nobody, OpKind::Start, at(0)), Err(StoreError::NotFound));
    assert_eq!(store.delete_bid(&nobody, at(0)), Err(StoreError::NotFound));
    assert_eq!(store.unqueue(RecordKind::Bid, &nobody), Ok(false));
    assert_eq!((store.bid(&nobody), store.bid_row(&nobody), store.book(&nobody)), (Ok(None), Ok(None), Ok(None)));
}

#[test]
fn starting_a_draft_sends_it_first_and_only_once() {
    let store = store();
    let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    for _ in 0..3 {
        store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
    }
    assert_eq!(operations(&store, &id), [(OpKind::Create, OpState::Queued), (OpKind::Start, OpState::Queued)]);
    assert_eq!(store.counts().unwrap(), Counts { unsent: 2, ..Counts::default() });
    assert!(store.unqueue(RecordKind::Bid, &id).unwrap());
    assert_eq!(operations(&store, &id), []);
    assert!(!store.unqueue(RecordKind::Bid, &id).unwrap(), "nothing is left to take back");
    assert!(!store.bid(&id).unwrap().unwrap().meta.queued);
}

#[test]
fn a_change_goes_before_the_start_and_a_clean_bid_has_nothing_to_send() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(0)).unwrap();
    assert_eq!(operations(&store, &id), []);
    edit(&store, &id, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
    store.queue(RecordKind::Bid, &id, OpKind::Revert, at(0)).unwrap();
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
    let kinds: Vec<_> = operations(&store, &id).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [OpKind::Update, OpKind::Start, OpKind::Revert, OpKind::Start]);
}

#[test]
fn a_draft_can_neither_be_reverted_nor_cancelled() {
    let store = store();
    let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    for op in [OpKind::Revert, OpKind::Cancel] {
        let refused = store.queue(RecordKind::Bid, &id, op, at(0));
        assert_eq!(refused, Err(StoreError::NotEditable(RecordState::LocalNew)));
    }
    assert_eq!(operations(&store, &id), []);
}

#[test]
fn a_draft_is_deleted_at_once_and_comes_back() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    assert_eq!(store.delete_bid(&id, at(1)), Ok(Deletion::AtOnce));
    assert_eq!(state(&store, &id), RecordState::Tombstone);
    assert_eq!(operations(&store, &id), []);
    assert!(store.bid_row(&id).unwrap().unwrap().deleted);
    assert_eq!(store.delete_bid(&id, at(1)), Err(StoreError::NotEditable(RecordState::Tombstone)));
    assert_eq!(store.save_bid(Some(&id), &bid("2"), at(1)), Err(StoreError::NotEditable(RecordState::Tombstone)));
    store.restore_deleted(&id, at(2)).unwrap();
    assert_eq!(state(&store, &id), RecordState::LocalNew);
    assert!(!store.bid_row(&id).unwrap().unwrap().deleted);
    assert_eq!(store.restore_deleted(&id, at(2)), Err(StoreError::NotEditable(RecordState::LocalNew)));
}

#[test]
fn the_platforms_bid_is_deleted_through_the_queue() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    edit(&store, &id, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
    assert_eq!(store.delete_bid(&id, at(1)), Ok(Deletion::Queued));
    assert_eq!(store.delete_bid(&id, at(1)), Ok(Deletion::Queued));
    assert_eq!(state(&store, &id), RecordState::DeletePending);
    let change = (OpKind::Update, OpState::Queued);
    assert_eq!(operations(&store, &id), [(OpKind::Delete, OpState::Queued), change], "the change waits behind it");
    store.restore_deleted(&id, at(2)).unwrap();
    assert_eq!(state(&store, &id), RecordState::Dirty, "its edit is still there");
    assert_eq!(operations(&store, &id), [change], "and still to be sent");

    store.delete_bid(&id, at(3)).unwrap();
    let operation = begin(&store, &id);
    store.finish_operation(operation.seq, &Outcome::Deleted, at(4)).unwrap();
    assert_eq!(state(&store, &id), RecordState::Tombstone);
    assert_eq!(operations(&store, &id), []);
    assert_eq!(store.restore_deleted(&id, at(5)).map(|()| state(&store, &id)), Ok(RecordState::RemoteGone));
}

#[test]
fn a_change_that_waited_goes_after_all_when_the_deletion_is_refused_and_something_else_is_asked_for() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    edit(&store, &id, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(0)).unwrap();
    store.delete_bid(&id, at(1)).unwrap();
    let operation = begin(&store, &id);
    store.finish_operation(operation.seq, &Outcome::Rejected { text: "Заявка в работе".to_owned() }, at(2)).unwrap();
    assert_eq!(state(&store, &id), RecordState::Rejected);
    store.queue(RecordKind::Bid, &id, OpKind::Revert, at(3)).unwrap();
    let kinds: Vec<OpKind> = operations(&store, &id).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [OpKind::Update, OpKind::Revert]);
    // What nobody asked to be sent stays unsent.
    let id = clean(&store, 6, &bid("1"));
    edit(&store, &id, |bid| bid.price = money("2"));
    store.delete_bid(&id, at(1)).unwrap();
    assert_eq!(operations(&store, &id), [(OpKind::Delete, OpState::Queued)]);
}

#[test]
fn what_may_be_on_the_platform_is_not_deleted_blindly() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    let operation = begin(&store, &id);
    assert_eq!(store.delete_bid(&id, at(1)), Err(StoreError::NotEditable(RecordState::CreateInflight)));
    store
        .finish_operation(operation.seq, &Outcome::Unknown { not_before: at(0), error: "timeout".into() }, at(1))
        .unwrap();
    assert_eq!(store.delete_bid(&id, at(1)), Err(StoreError::NotEditable(RecordState::CreateUnknown)));
    assert!(!store.unqueue(RecordKind::Bid, &id).unwrap(), "what began can't be taken back");
}

#[test]
fn fixing_a_refused_bid_voids_the_refusal_and_what_waited_behind_it() {
    let store = store();
    let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
    let operation = begin(&store, &id);
    let refusal = Outcome::Rejected { text: "Не указан вес груза".to_owned() };
    store.finish_operation(operation.seq, &refusal, at(1)).unwrap();
    assert_eq!(state(&store, &id), RecordState::Rejected);
    assert_eq!(
        store.bid(&id).unwrap().unwrap().meta.error.map(|error| error.detail).as_deref(),
        Some("Не указан вес груза")
    );
    assert_eq!(store.counts().unwrap(), Counts { unsent: 1, rejected: 1, ..Counts::default() });
    assert_eq!(next(&store), None, "a refused creation holds back the start behind it");

    edit(&store, &id, |bid| bid.price = money("2"));
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.meta.error, record.meta.queued), (RecordState::LocalNew, None, false));
    store.queue(RecordKind::Bid, &id, OpKind::Create, at(2)).unwrap();
    assert_eq!(operations(&store, &id), [(OpKind::Create, OpState::Queued)]);
}

#[test]
fn a_refusal_is_tried_again_on_a_persons_word() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
    let refuse = |store: &_| {
        let operation = begin(store, &id);
        let refusal = Outcome::Rejected { text: "Машина занята заявкой 48213".to_owned() };
        store.finish_operation(operation.seq, &refusal, at(1)).unwrap();
    };
    refuse(&store);
    assert_eq!(store.retry_rejected(RecordKind::Bid, &id, at(2)), Ok(true));
    assert_eq!((state(&store, &id), store.counts().unwrap().unsent), (RecordState::Clean, 1));
    assert_eq!(store.retry_rejected(RecordKind::Bid, &id, at(2)), Ok(false));

    refuse(&store);
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(3)).unwrap();
    assert_eq!(operations(&store, &id), [(OpKind::Start, OpState::Queued)], "asked again");

    refuse(&store);
    store.queue(RecordKind::Bid, &id, OpKind::Cancel, at(4)).unwrap();
    assert_eq!(operations(&store, &id), [(OpKind::Cancel, OpState::Queued)], "something else was asked");
}

#[test]
fn a_refused_step_is_tried_again_when_the_same_step_waits_behind_others_already() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    for op in [OpKind::Cancel, OpKind::Start, OpKind::Cancel] {
        store.queue(RecordKind::Bid, &id, op, at(0)).unwrap();
    }
    let first = begin(&store, &id);
    let refusal = Outcome::Rejected { text: "Заявка в работе".to_owned() };
    store.finish_operation(first.seq, &refusal, at(1)).unwrap();
    let meta = store.bid(&id).unwrap().unwrap().meta;
    assert_eq!((meta.state, meta.error.is_some()), (RecordState::Rejected, true));
    store.queue(RecordKind::Bid, &id, OpKind::Cancel, at(2)).unwrap();
    let meta = store.bid(&id).unwrap().unwrap().meta;
    assert_eq!((meta.state, meta.error), (RecordState::Clean, None), "what has no reason to show is not refused");
    let waiting = [OpKind::Cancel, OpKind::Start, OpKind::Cancel].map(|op| (op, OpState::Queued));
    assert_eq!(operations(&store, &id), waiting);
}

#[test]
fn a_refused_change_is_tried_again_behind_the_step_that_may_make_it_possible() {
    for op in [OpKind::Revert, OpKind::Cancel] {
        let store = store();
        let id = clean(&store, 5, &bid("1"));
        edit(&store, &id, |bid| bid.price = money("2"));
        store.queue(RecordKind::Bid, &id, OpKind::Update, at(0)).unwrap();
        let operation = begin(&store, &id);
        let refusal = Outcome::Rejected { text: "Заявка в работе".to_owned() };
        store.finish_operation(operation.seq, &refusal, at(1)).unwrap();
        store.queue(RecordKind::Bid, &id, op, at(2)).unwrap();
        assert_eq!(operations(&store, &id), [(op, OpState::Queued), (OpKind::Update, OpState::Queued)]);
        assert_eq!(state(&store, &id), RecordState::Dirty);
    }
}

#[test]
fn a_bid_is_found_by_its_names() {
    let store = store();
    let id = clean(&store, 48213, &bid("1"));
    let found = |name: &str| store.bid_by_number_or_id(name).unwrap().map(|record| record.meta.id);
    assert_eq!(found("cr:48213"), Some(id.clone()));
    assert_eq!(found("bid-48213"), Some(id.clone()));
    assert_eq!((found("cr:1"), found("cr:x"), found("")), (None, None, None));
    assert_eq!(store.bid_by_remote(RemoteId(48213)).unwrap().map(|record| record.meta.id), Some(id.clone()));
    assert_eq!(store.local_id(RecordKind::Bid, RemoteId(48213)), Ok(id));
    assert_eq!(store.local_id(RecordKind::Driver, RemoteId(9)), Ok(LocalId::new("drv-9")));
    assert_eq!(store.remote_id(RecordKind::Driver, &LocalId::new("drv-9")), Ok(Some(RemoteId(9))));
    assert_eq!(store.remote_id(RecordKind::Car, &LocalId::new("drv-9")), Ok(None));
}

#[test]
fn what_the_platform_has_no_field_for_stays_here_whatever_comes_from_there() {
    let store = store();
    let own = OwnTerms {
        customer_number: Some("КЗ-17".to_owned()),
        customer_date: chrono::NaiveDate::from_ymd_opt(2026, 11, 20),
        comment: Some("звонить заранее".to_owned()),
    };
    let id = clean(&store, 5, &bid("100"));
    edit(&store, &id, |bid| bid.own.clone_from(&own));
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, &record.bid.own), (RecordState::Clean, &own), "there is nothing to send");
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(2)).unwrap();
    assert_eq!(operations(&store, &id), []);

    // Changed there, changed here, and gone there and back.
    let mut there = bid("250");
    there.contract_number = Some("Д-9".to_owned());
    store.apply_bid_page(&[pulled(5, &there)], None, at(3)).unwrap();
    edit(&store, &id, |bid| bid.price = money("300"));
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, &record.bid.own), (RecordState::Dirty, &own));
    assert_eq!(record.base.unwrap().bid.own, OwnTerms::default(), "no part of what both sides agree on");
    let copy = store.copy_bid(&id, at(4)).unwrap();
    assert_eq!(store.bid(&copy).unwrap().unwrap().bid.own, own);

    edit(&store, &id, |bid| bid.own = OwnTerms::default());
    assert_eq!(store.bid(&id).unwrap().unwrap().bid.own, OwnTerms::default());
}

#[test]
fn what_bids_name_of_the_organisations_own_is_offered_afterwards() {
    let store = store();
    let mut named = bid("100");
    named.properties = vec![Property { name: "Номер пломбы".to_owned(), value: String::new() }];
    named.points[0].custom_type = Some(CustomType { id: RemoteId(31), name: "Таможня".to_owned() });
    named.points[1].properties = vec![Property { name: "Рампа".to_owned(), value: "4".to_owned() }];
    store.apply_bid_page(&[pulled(5, &named), pulled(6, &bid("1"))], None, at(3)).unwrap();
    let learned = store.learned().unwrap();
    assert_eq!(learned.properties, ["Номер пломбы"]);
    assert_eq!(learned.point_properties, ["Рампа"]);
    assert_eq!(learned.custom_points.iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>(), ["Таможня"]);
}
