//! Reference books: typed here, read from there, and the same thing known under two names.

use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::book::{BookEntry, Car, Employee, Tracker};
use cargorun_desk::domain::catalog::{Catalog, CatalogItem, CatalogKind};
use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::StoreError;
use cargorun_desk::store::model::{Cause, OpKind, OpState, Outcome, PullReport};

use super::support::*;

#[test]
fn a_typed_record_is_queued_and_becomes_the_platforms() {
    let store = store();
    let record = store.save_book(None, &driver("Петров", "+79001234567"), at(0)).unwrap();
    let id = record.meta.id.clone();
    assert_eq!((record.meta.state, record.meta.queued, record.revision), (RecordState::LocalNew, true, 1));
    assert_eq!(operations(&store, &id), [(OpKind::Create, OpState::Queued)]);
    let seq = next(&store).unwrap().seq;
    store.begin_operation(seq, 1, at(1)).unwrap();
    store.save_book(Some(&id), &driver("Петров-Водкин", "+79001234567"), at(2)).unwrap();
    store.finish_operation(seq, &done(17, 1, None), at(3)).unwrap();
    assert_eq!(book_state(&store, &id), RecordState::Dirty, "changed while it was on its way");
    assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued)]);
    let seq = next(&store).unwrap().seq;
    store.begin_operation(seq, 2, at(4)).unwrap();
    store.finish_operation(seq, &done(17, 2, None), at(5)).unwrap();
    assert_eq!(book_state(&store, &id), RecordState::Clean);
    assert_eq!(store.book_by_remote(RecordKind::Driver, RemoteId(17)).unwrap().unwrap().meta.id, id);
}

#[test]
fn a_change_taken_back_is_not_sent() {
    let store = store();
    store.apply_book(RecordKind::Car, &[pulled_book(3, car("А123ВС77", ""))], true, at(0)).unwrap();
    let id = LocalId::new("car-3");
    store.save_book(Some(&id), &car("А123ВС77", "новый"), at(1)).unwrap();
    assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued)]);
    store.save_book(Some(&id), &car("А123ВС77", ""), at(2)).unwrap();
    assert_eq!((book_state(&store, &id), operations(&store, &id)), (RecordState::Clean, vec![]));
    let wrong_book = store.save_book(Some(&id), &driver("Петров", "+79001234567"), at(3));
    assert_eq!(wrong_book, Err(StoreError::NotFound));
}

#[test]
fn the_same_thing_in_the_world_is_adopted_by_its_natural_key() {
    let store = store();
    let id = store.save_book(None, &driver("Петров", "+79001234567"), at(0)).unwrap().meta.id;
    let other = store.save_book(None, &driver("Иванов", "+79007654321"), at(0)).unwrap().meta.id;
    let rows =
        [pulled_book(17, driver("Петров", "8 900 123-45-67")), pulled_book(18, driver("Сидоров", "+79000000000"))];
    let report = store.apply_book(RecordKind::Driver, &rows, false, at(1)).unwrap();
    assert_eq!(report, PullReport { new: 1, changed: 1, ..PullReport::default() });
    assert_eq!(book_state(&store, &id), RecordState::Clean);
    assert_eq!(operations(&store, &id), [], "there is nothing to create");
    assert_eq!(operations(&store, &other), [(OpKind::Create, OpState::Queued)]);
    assert_eq!(store.local_id(RecordKind::Driver, RemoteId(17)), Ok(id));
    assert_eq!(store.book_records().unwrap().len(), 3);
    let found = store.book_by_natural_key(RecordKind::Driver, "+79000000000").unwrap().unwrap();
    assert_eq!(found.meta.id, LocalId::new("drv-18"));
}

#[test]
fn what_was_typed_here_of_an_adopted_record_goes_as_a_change() {
    let store = store();
    let id = store.save_book(None, &car("А123ВС77", "после ремонта"), at(0)).unwrap().meta.id;
    let theirs = BookEntry::Car(Car {
        brand_id: Some(RemoteId(8)),
        ..match car("А123ВС77", "") {
            BookEntry::Car(car) => car,
            _ => unreachable!(),
        }
    });
    store.apply_book(RecordKind::Car, &[pulled_book(3, theirs)], false, at(1)).unwrap();
    let record = store.book(&id).unwrap().unwrap();
    let BookEntry::Car(merged) = &record.entry else { unreachable!() };
    assert_eq!((merged.comment.as_deref(), merged.brand_id), (Some("после ремонта"), Some(RemoteId(8))));
    assert_eq!(record.meta.state, RecordState::Dirty);
    assert_eq!(operations(&store, &id), [(OpKind::Update, OpState::Queued)]);
}

#[test]
fn two_of_ours_with_one_key_are_for_a_person_to_sort_out() {
    let store = store();
    for _ in 0..2 {
        store.save_book(None, &driver("Петров", "+79001234567"), at(0)).unwrap();
    }
    let rows = [pulled_book(17, driver("Петров", "+79001234567"))];
    assert_eq!(store.apply_book(RecordKind::Driver, &rows, true, at(1)).unwrap().new, 1);
    assert_eq!(store.counts().unwrap().unsent, 2);
}

#[test]
fn bids_follow_when_two_names_turn_out_to_be_one_thing() {
    let store = store();
    let mut content = bid("1");
    content.points[0].counterparty = Some(LocalId::new("drv-17"));
    content.driver = Some(LocalId::new("drv-17"));
    let pulled_bid = clean(&store, 5, &content);
    edit(&store, &pulled_bid, |bid| bid.second_driver = Some(LocalId::new("drv-17")));
    let rows = [pulled_book(17, driver("Петров", "+79001234567"))];
    store.apply_book(RecordKind::Driver, &rows, true, at(0)).unwrap();

    // A person typed him anew with another phone; the client found out that he is the platform's number 17.
    let typed = store.save_book(None, &driver("Петров", "+79007654321"), at(0)).unwrap().meta.id;
    let seq = store.operations().unwrap().into_iter().find(|operation| operation.id == typed).unwrap().seq;
    store.finish_operation(seq, &done(17, 1, None), at(1)).unwrap();

    assert_eq!(store.book_records().unwrap().len(), 1);
    let refers = |bid: &Bid| {
        [&bid.driver, &bid.second_driver, &bid.points[0].counterparty].into_iter().flatten().all(|id| *id == typed)
    };
    let record = store.bid(&pulled_bid).unwrap().unwrap();
    assert!(refers(&record.bid), "{:?}", record.bid);
    assert_eq!(record.base.unwrap().bid.driver, Some(typed.clone()), "and it is no change of the bid");
    assert_eq!(store.bid_row(&pulled_bid).unwrap().unwrap().driver, Some(typed.clone()));
    assert_eq!(store.bid_row(&pulled_bid).unwrap().unwrap().second_driver, Some(typed));
}

#[test]
fn a_change_there_is_merged_with_a_change_here() {
    let store = store();
    let fixed = |comment: &str, brand: i64, minutes: i64| {
        let BookEntry::Car(known) = car("А123ВС77", comment) else { unreachable!() };
        BookEntry::Car(Car { brand_id: Some(RemoteId(brand)), last_fixed_at: Some(at(minutes)), ..known })
    };
    let id = LocalId::new("car-3");
    let pull = |entry, minutes| store.apply_book(RecordKind::Car, &[pulled_book(3, entry)], true, at(minutes)).unwrap();
    pull(fixed("", 1, 0), 0);
    store.save_book(Some(&id), &fixed("наш", 1, 0), at(1)).unwrap();
    pull(fixed("", 2, 9), 2);
    assert_eq!(store.book(&id).unwrap().unwrap().entry, fixed("наш", 2, 9));
    let report = pull(fixed("их", 2, 10), 3);
    assert_eq!((report.conflicts, book_state(&store, &id)), (1, RecordState::Conflict));
    assert_eq!(store.book(&id).unwrap().unwrap().entry, fixed("наш", 2, 9), "nothing is decided by itself");
    assert_eq!(next(&store), None, "nor sent");
    store.resolve_book_conflict(&id, &fixed("наш", 2, 9), at(3)).unwrap();
    let kept = store.history(RecordKind::Car, &id).unwrap();
    assert_eq!((kept[0].cause, kept[0].field.as_str(), kept[0].old.as_str()), (Cause::Resolved, "comment", "\"их\""));
    let fixes = kept.iter().filter(|entry| entry.field == "last_fixed_at").count();
    assert_eq!(fixes, 0, "nobody misses the fix before the last");

    // The form was opened before the tracker's last fix arrived: no change of ours.
    let seq = store.operations().unwrap()[0].seq;
    store.begin_operation(seq, 1, at(4)).unwrap();
    store.finish_operation(seq, &done(3, 1, None), at(4)).unwrap();
    store.save_book(Some(&id), &fixed("наш", 2, 0), at(5)).unwrap();
    assert_eq!((book_state(&store, &id), operations(&store, &id)), (RecordState::Clean, vec![]));
}

#[test]
fn absence_is_no_deletion_and_mass_absence_is_no_news() {
    let store = store();
    let rows: Vec<_> = (0..60).map(|n| pulled_book(n, car(&format!("А{n:03}ВС77"), ""))).collect();
    let apply = |rows: &[_]| store.apply_book(RecordKind::Car, rows, true, at(0)).unwrap();
    apply(&rows);
    let active = || store.book_records().unwrap().into_iter().filter(|record| record.active).count();
    assert_eq!(apply(&rows[1..]).changed, 1);
    assert_eq!(active(), 59);
    assert!(store.book_records().unwrap().iter().all(|record| !record.deleted));
    apply(&rows[30..]);
    assert_eq!(active(), 59, "29 at once is a fault of the reading");
    assert_eq!(apply(&rows).changed, 1);
    assert_eq!(active(), 60);
}

#[test]
fn a_record_deleted_there_is_deleted_here() {
    let store = store();
    let mut row = pulled_book(3, car("А123ВС77", ""));
    store.apply_book(RecordKind::Car, &[row.clone()], true, at(0)).unwrap();
    row.deleted = true;
    store.apply_book(RecordKind::Car, &[row.clone()], true, at(1)).unwrap();
    let id = LocalId::new("car-3");
    assert_eq!(book_state(&store, &id), RecordState::Tombstone);
    assert!(store.book(&id).unwrap().unwrap().deleted);
    assert_eq!(store.book_by_natural_key(RecordKind::Car, "А123ВС77").unwrap(), None);
    row.deleted = false;
    store.apply_book(RecordKind::Car, &[row], true, at(2)).unwrap();
    assert_eq!(book_state(&store, &id), RecordState::Clean);
}

#[test]
fn a_record_is_deleted_through_the_queue() {
    let store = store();
    store.apply_book(RecordKind::Car, &[pulled_book(3, car("А123ВС77", ""))], true, at(0)).unwrap();
    let id = LocalId::new("car-3");
    store.queue(RecordKind::Car, &id, OpKind::Delete, at(1)).unwrap();
    assert_eq!(book_state(&store, &id), RecordState::DeletePending);
    let seq = next(&store).unwrap().seq;
    store.begin_operation(seq, 0, at(2)).unwrap();
    let refusal = Outcome::Rejected { text: "Машина используется в заявке 48213".to_owned() };
    store.finish_operation(seq, &refusal, at(3)).unwrap();
    let record = store.book(&id).unwrap().unwrap();
    assert_eq!(
        (record.meta.state, record.meta.error.as_ref().map(|error| error.detail.as_str())),
        (RecordState::Rejected, Some("Машина используется в заявке 48213"))
    );
    store.unqueue(RecordKind::Car, &id).unwrap();
    assert_eq!(book_state(&store, &id), RecordState::Clean);
    let step = store.queue(RecordKind::Car, &id, OpKind::Start, at(4));
    assert!(matches!(step, Err(StoreError::Other(_))), "{step:?}");

    let draft = store.save_book(None, &car("В777ОР99", ""), at(5)).unwrap().meta.id;
    store.queue(RecordKind::Car, &draft, OpKind::Delete, at(6)).unwrap();
    assert_eq!(book_state(&store, &draft), RecordState::Tombstone);
    assert!(store.book(&draft).unwrap().unwrap().deleted);
}

#[test]
fn catalogs_and_lists_come_back_as_they_were_read() {
    let store = store();
    assert_eq!(store.catalogs_read_at(), Ok(None));
    let item = |id, name: &str, deleted| CatalogItem { id: RemoteId(id), name: name.to_owned(), deleted };
    let vat = |items| Catalog { kind: CatalogKind::VatType, items };
    let cargo = Catalog { kind: CatalogKind::CargoType, items: vec![item(9, "ТНП", false)] };
    store
        .put_catalogs(&[vat(vec![item(2, "НДС 22%", false), item(1, "НДС 18%", true)]), cargo.clone()], at(1))
        .unwrap();
    store.put_catalogs(&[vat(vec![item(2, "НДС 22%", false)])], at(2)).unwrap();
    assert_eq!(store.catalogs().unwrap(), [cargo, vat(vec![item(2, "НДС 22%", false)])]);
    assert_eq!(store.catalogs_read_at(), Ok(Some(at(2))));

    let employees = [Employee { id: RemoteId(4), name: "Логист".to_owned() }];
    store.put_employees(&employees, at(3)).unwrap();
    store.put_employees(&employees, at(3)).unwrap();
    assert_eq!(store.employees().unwrap(), employees);
    let tracker = |id, attached_to| Tracker {
        id: RemoteId(id),
        device_number: format!("86{id}"),
        attached_to,
        last_fixed_at: Some(at(1)),
    };
    let trackers = [tracker(2, Some((RecordKind::Trailer, RemoteId(5)))), tracker(1, None)];
    store.put_trackers(&trackers, at(3)).unwrap();
    assert_eq!(store.trackers().unwrap(), trackers);
}

#[test]
fn a_number_given_a_second_time_does_not_swallow_the_record_that_had_it() {
    let store = store();
    let make = |name: &str, phone: &str| {
        let id = store.save_book(None, &driver(name, phone), at(0)).unwrap().meta.id;
        let operation = store.operations().unwrap().into_iter().find(|operation| operation.id == id).unwrap();
        store.begin_operation(operation.seq, 1, at(1)).unwrap();
        store.finish_operation(operation.seq, &done(9, 1, None), at(2)).unwrap();
        id
    };
    let first = make("Петров", "+79001234567");
    let second = make("Иванов", "+79007654321");
    let left = store.book(&first).unwrap().unwrap();
    assert_eq!((left.meta.remote_id, left.entry), (None, driver("Петров", "+79001234567")));
    assert_eq!(store.book(&second).unwrap().unwrap().meta.remote_id, Some(RemoteId(9)));
}
