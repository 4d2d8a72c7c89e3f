//! Sending: order, waits, the in-flight mark, look-ups, and edits made while a request is on the wire.

use std::collections::HashSet;

use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::StoreError;
use cargorun_desk::store::model::{Cause, OpKind, OpState, Outcome};
use chrono::TimeDelta;

use super::support::*;

#[test]
fn one_record_waits_and_the_others_go() {
    let store = store();
    let first = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    store.queue(RecordKind::Bid, &first, OpKind::Start, at(0)).unwrap();
    let second = sent_draft(&store, &bid("2"));
    let operation = next(&store).unwrap();
    assert_eq!((&operation.id, operation.kind), (&first, OpKind::Create));

    begin(&store, &first);
    assert_eq!(next(&store).unwrap().id, second, "the start waits for the creation, the other bid does not");
    let wait = Outcome::Retry { not_before: at(30), error: "503".into() };
    store.finish_operation(operation.seq, &wait, at(1)).unwrap();
    assert_eq!(next(&store).unwrap().id, second);

    let tried = HashSet::from([store.operations().unwrap()[2].seq]);
    assert_eq!(store.next_operation(at(29), false, &tried).unwrap(), None);
    assert_eq!(store.next_operation(at(30), false, &tried).unwrap().unwrap().id, first, "its time has come");
    let pressed = store.next_operation(at(0), true, &HashSet::new()).unwrap().unwrap();
    assert_eq!((pressed.id, pressed.attempts), (first.clone(), 1), "a person's press waits for nothing");
    assert_eq!(store.bid(&first).unwrap().unwrap().meta.error, Some("503".into()));
}

#[test]
fn tries_are_counted_whether_they_went_out_or_not() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    let seq = next(&store).unwrap().seq;
    let wait = Outcome::Retry { not_before: at(0), error: "offline".into() };
    store.finish_operation(seq, &wait, at(0)).unwrap();
    begin(&store, &id);
    store.finish_operation(seq, &wait, at(0)).unwrap();
    assert_eq!(next(&store).unwrap().attempts, 2);
}

#[test]
fn a_bid_waits_for_the_books_it_refers_to() {
    let store = store();
    let driver = store.save_book(None, &driver("Петров", "+79001234567"), at(0)).unwrap().meta.id;
    store.unqueue(RecordKind::Driver, &driver).unwrap();
    let mut content = bid("1");
    content.driver = Some(driver.clone());
    let id = sent_draft(&store, &content);
    assert_eq!(operations(&store, &driver), [(OpKind::Create, OpState::Queued)], "what it needs is sent too");

    let operation = next(&store).unwrap();
    assert_eq!((operation.record, &operation.id), (RecordKind::Driver, &driver));
    store.begin_operation(operation.seq, 1, at(1)).unwrap();
    assert_eq!(next(&store), None, "the bid waits");
    store.finish_operation(operation.seq, &done(17, 1, None), at(2)).unwrap();
    assert_eq!(next(&store).unwrap().id, id);
    assert_eq!(store.remote_id(RecordKind::Driver, &driver), Ok(Some(RemoteId(17))));

    // A reference that the platform refused is not waited for in silence: the client says what is missing.
    let refused = store.save_book(None, &super::support::driver("Иванов", "+79007654321"), at(0)).unwrap().meta.id;
    edit(&store, &id, |bid| bid.driver = Some(refused.clone()));
    let seq = store.operations().unwrap().into_iter().find(|operation| operation.id == refused).unwrap().seq;
    store.finish_operation(seq, &Outcome::Rejected { text: "нет".to_owned() }, at(3)).unwrap();
    assert_eq!(next(&store).unwrap().id, id);
}

#[test]
fn the_mark_is_set_once_and_only_on_what_waits() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    let operation = begin(&store, &id);
    assert_eq!(state(&store, &id), RecordState::CreateInflight);
    let again = store.begin_operation(operation.seq, 1, at(1));
    assert_eq!(again, Err(StoreError::NotEditable(RecordState::CreateInflight)));
    assert_eq!(store.begin_operation(operation.seq + 1, 1, at(1)), Err(StoreError::NotFound));

    store.recover_in_flight(at(2)).unwrap();
    let unknown = store.begin_operation(operation.seq, 1, at(3));
    assert_eq!(unknown, Err(StoreError::NotEditable(RecordState::CreateUnknown)), "never sent again before a look-up");
    store.finish_operation(operation.seq, &Outcome::Requeue, at(4)).unwrap();
    assert_eq!(store.begin_operation(operation.seq, 1, at(5)), Ok(()));

    let taken_back = store.finish_operation(999, &Outcome::Requeue, at(6));
    assert_eq!(taken_back, Ok(()), "what was taken back before it began needs no end");
}

#[test]
fn an_unknown_creation_is_looked_up_and_its_looks_are_counted() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    let seq = begin(&store, &id).seq;
    store.finish_operation(seq, &Outcome::Unknown { not_before: at(0), error: "reset".into() }, at(1)).unwrap();
    assert_eq!(store.counts().unwrap().unknown, 1);
    let operation = next(&store).unwrap();
    assert_eq!((operation.state, operation.lookups, operation.last_lookup_at), (OpState::Unknown, 0, None));
    store.finish_operation(seq, &Outcome::NotFoundYet { at: Some(at(2)) }, at(2)).unwrap();
    let operation = next(&store).unwrap();
    assert_eq!((operation.lookups, operation.last_lookup_at), (1, Some(at(2))));

    // A look-up that fails says nothing of the creation.
    store.finish_operation(seq, &Outcome::Retry { not_before: at(60), error: "429".into() }, at(3)).unwrap();
    assert_eq!((state(&store, &id), next(&store)), (RecordState::CreateUnknown, None));
    store.finish_operation(seq, &Outcome::Rejected { text: "нет доступа".to_owned() }, at(3)).unwrap();
    assert_eq!(state(&store, &id), RecordState::CreateUnknown);

    store.finish_operation(seq, &Outcome::Requeue, at(4)).unwrap();
    let operation = &store.operations().unwrap()[0];
    assert_eq!((operation.state, operation.lookups, operation.last_lookup_at), (OpState::Queued, 0, None));
}

#[test]
fn a_creation_that_came_through_leaves_a_clean_bid_with_the_platforms_ids() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    let seq = begin(&store, &id).seq;
    let row = with_status(pulled(5, &bid("1")), BidStatus::Draft);
    store.finish_operation(seq, &done(5, 1, Some(row.clone())), at(3)).unwrap();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.meta.remote_id), (RecordState::Clean, Some(RemoteId(5))));
    assert_eq!((&record.bid, record.acked_revision, record.meta.synced_at), (&row.bid, 1, Some(at(3))));
    let base = record.base.unwrap();
    assert_eq!((&base.bid, base.list_raw), (&row.bid, row.list_raw));
    assert_eq!(store.operations().unwrap(), []);
    assert_eq!(store.history(RecordKind::Bid, &id).unwrap(), [], "ids are no change that a person would miss");
    assert_eq!(store.bid_by_remote(RemoteId(5)).unwrap().unwrap().meta.id, id);
}

#[test]
fn an_edit_made_on_the_way_stays_a_change_and_goes_before_the_start() {
    let store = store();
    let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
    let seq = begin(&store, &id).seq;
    edit(&store, &id, |bid| {
        bid.price = money("2");
        bid.points[1].comment = Some("въезд со двора".to_owned());
    });
    assert_eq!(state(&store, &id), RecordState::CreateInflight);
    store.finish_operation(seq, &done(5, 1, Some(pulled(5, &bid("1")))), at(3)).unwrap();

    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.local_revision, record.acked_revision), (RecordState::Dirty, 2, 1));
    assert_eq!((record.bid.price, record.base.unwrap().bid.price), (money("2"), money("1")));
    assert_eq!(record.bid.points[1].remote_id, Some(52), "it has got its ids all the same");
    assert_eq!(record.bid.points[1].comment.as_deref(), Some("въезд со двора"));
    assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued), (OpKind::Start, OpState::Queued)]);

    let seq = begin(&store, &id).seq;
    store.finish_operation(seq, &done(5, 2, Some(pulled(5, &record.bid))), at(4)).unwrap();
    assert_eq!((state(&store, &id), operations(&store, &id).len()), (RecordState::Clean, 1));
}

#[test]
fn an_answer_without_a_read_back_makes_what_was_sent_the_base() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    let seq = begin(&store, &id).seq;
    edit(&store, &id, |bid| bid.price = money("2"));
    store.finish_operation(seq, &done(5, 1, None), at(3)).unwrap();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!(record.base.unwrap().bid.price, money("1"), "not what was typed meanwhile");
    assert_eq!((record.meta.state, record.bid.price), (RecordState::Dirty, money("2")));

    // The next pull brings the ids; nobody changed anything there.
    let report = store.apply_bid_page(&[pulled(5, &bid("1"))], None, at(4)).unwrap();
    assert_eq!(report.conflicts, 0);
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.bid.price), (RecordState::Dirty, money("2")));
    assert_eq!(record.bid.points[0].remote_id, Some(51));
}

#[test]
fn a_value_that_the_platform_replaced_while_storing_is_kept_in_the_history() {
    let store = store();
    let id = sent_draft(&store, &bid("1000"));
    let seq = begin(&store, &id).seq;
    store.finish_operation(seq, &done(5, 1, Some(pulled(5, &bid("999")))), at(3)).unwrap();
    assert_eq!(store.bid(&id).unwrap().unwrap().bid.price, money("999"));
    let kept = store.history(RecordKind::Bid, &id).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].field.as_str(), kept[0].cause), ("price", Cause::Sent));
    assert_eq!((kept[0].old.as_str(), kept[0].new.as_str()), ("\"1000.00\"", "\"999.00\""));
}

#[test]
fn a_start_says_nothing_of_unsent_edits() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
    let seq = begin(&store, &id).seq;
    edit(&store, &id, |bid| bid.price = money("2"));
    let row = with_status(pulled(5, &bid("1")), BidStatus::Planned);
    store.finish_operation(seq, &done(5, 1, Some(row)), at(3)).unwrap();
    let record = store.bid(&id).unwrap().unwrap();
    assert_eq!((record.meta.state, record.facts.status), (RecordState::Dirty, BidStatus::Planned));
    assert_eq!((record.bid.price, record.acked_revision), (money("2"), 0));
    assert_eq!(store.bid_row(&id).unwrap().unwrap().status, BidStatus::Planned);
}

#[test]
fn what_was_on_the_wire_at_a_crash_is_unknown_ever_after() {
    let store = store();
    let created = sent_draft(&store, &bid("1"));
    let changed = clean(&store, 5, &bid("1"));
    edit(&store, &changed, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &changed, OpKind::Update, at(0)).unwrap();
    let waiting = sent_draft(&store, &bid("3"));
    begin(&store, &created);
    begin(&store, &changed);
    assert_eq!(store.recover_in_flight(at(9)), Ok(2));
    assert_eq!(state(&store, &created), RecordState::CreateUnknown);
    assert_eq!(state(&store, &changed), RecordState::PushUnknown);
    assert_eq!(state(&store, &waiting), RecordState::LocalNew);
    assert_eq!(store.recover_in_flight(at(9)), Ok(0));
}

#[test]
fn a_wait_written_by_a_clock_that_was_set_back_is_forgotten() {
    for (later, expected) in
        [(TimeDelta::minutes(60), Some(at(0) + TimeDelta::minutes(60))), (TimeDelta::minutes(61), None)]
    {
        let store = store();
        let id = sent_draft(&store, &bid("1"));
        begin(&store, &id);
        let seq = store.operations().unwrap()[0].seq;
        let wait = Outcome::Unknown { not_before: at(0) + later, error: "timeout".into() };
        store.finish_operation(seq, &wait, at(0)).unwrap();
        assert_eq!(store.recover_in_flight(at(0)), Ok(0));
        assert_eq!(store.operations().unwrap()[0].not_before, expected);
    }
}

#[test]
fn an_operation_of_a_removed_reference_does_not_hang() {
    let store = store();
    let id = sent_draft(&store, &bid("1"));
    assert_eq!(next(&store).map(|operation| operation.id), Some(id.clone()), "derived references are known by number");
    edit(&store, &id, |bid| bid.customer = Some(LocalId::new("nobody")));
    assert_eq!(next(&store).map(|operation| operation.id), Some(id), "the client will say that it is missing");
}
