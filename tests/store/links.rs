//! The first meeting of books made here with those of a server, and the table of ids.

use cargorun_desk::domain::id::{LocalId, RecordKind, RemoteId};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::model::{OpKind, OpState, Outcome};
use cargorun_desk::store::{LinkChoice, LinkDecision, LinkHow, LinkReport, Meeting, Store, StoreError};

use super::support::*;

const DRIVERS: RecordKind = RecordKind::Driver;

fn typed(store: &Store, name: &str, phone: &str) -> LocalId {
    store.save_book(None, &driver(name, phone), at(0)).unwrap().meta.id
}

fn only_report(store: &Store) -> LinkReport {
    let mut reports = store.link_reports().unwrap();
    assert_eq!(reports.len(), 1);
    reports.remove(0)
}

fn how(store: &Store, id: &LocalId) -> Option<(LinkHow, bool)> {
    let links = store.links().unwrap();
    links.into_iter().find(|link| link.id == *id).map(|link| (link.how, link.linked_at.is_some()))
}

/// Petrov is here and there, Sidorov twice here and once there, Ivanov only here; Orlov only there.
fn met() -> (Store, [LocalId; 4]) {
    let store = store();
    let ids = [
        typed(&store, "Петров", "+79001234567"),
        typed(&store, "Сидоров", "+79002222222"),
        typed(&store, "Сидоров", "+79002222222"),
        typed(&store, "Иванов", "+79003333333"),
    ];
    let rows = [
        pulled_book(17, driver("Петров-Водкин", "8 900 123-45-67")),
        pulled_book(18, driver("Сидоров", "+79002222222")),
        pulled_book(19, driver("Орлов", "+79004444444")),
    ];
    store.apply_book(DRIVERS, &rows, true, at(1)).unwrap();
    (store, ids)
}

#[test]
fn a_book_that_meets_another_is_reported_and_nothing_of_it_is_sent() {
    let (store, ids) = met();
    let report = only_report(&store);
    assert!(report.is_unseen());
    assert_eq!((report.kind, report.only_there), (DRIVERS, 1));
    let counts = [Meeting::Matched, Meeting::Ambiguous, Meeting::OnlyHere].map(|meeting| report.count(meeting));
    assert_eq!(counts, [1, 2, 1]);
    let first = &report.cases[0];
    assert_eq!((&first.record.meta.id, first.candidates[0].record.meta.remote_id), (&ids[0], Some(RemoteId(17))));
    assert_eq!(first.candidates[0].differing, ["last_name"]);
    assert_eq!(next(&store), None, "nothing goes before a person has looked");
    for id in &ids {
        assert_eq!(operations(&store, id), [(OpKind::Create, OpState::Queued)]);
    }
    // Another reading decides nothing by itself.
    store.apply_book(DRIVERS, &[pulled_book(17, driver("Петров", "+79001234567"))], false, at(2)).unwrap();
    assert_eq!(only_report(&store).cases.len(), 4);
}

#[test]
fn what_a_person_says_is_done_and_the_rest_waits_or_goes() {
    let (store, [petrov, one, other, ivanov]) = met();
    let said = [(petrov.clone(), LinkChoice::Link(RemoteId(17))), (one.clone(), LinkChoice::Apart)];
    store.decide_links(DRIVERS, &said, at(3)).unwrap();
    assert_eq!(store.local_id(DRIVERS, RemoteId(17)), Ok(petrov.clone()));
    assert_eq!(how(&store, &petrov), Some((LinkHow::ByKey, true)));
    assert_eq!(operations(&store, &petrov), [(OpKind::Update, OpState::Queued)], "our name goes as a change");
    assert!(store.is_kept_apart(&one).unwrap());
    // Ivanov is nowhere there, the first Sidorov is another man: both may go. The second waits on.
    let report = only_report(&store);
    assert!(!report.is_unseen());
    let left: Vec<_> = report.cases.iter().map(|case| (&case.record.meta.id, case.decision)).collect();
    assert_eq!(left, [(&other, Some(LinkDecision::Later))]);
    let mut sent = Vec::new();
    while let Some(operation) = next(&store) {
        sent.push(operation.id.clone());
        store.begin_operation(operation.seq, 1, at(4)).unwrap();
        let number = 30 + i64::try_from(sent.len()).unwrap();
        let number = if operation.id == petrov { 17 } else { number };
        store.finish_operation(operation.seq, &done(number, 1, None), at(5)).unwrap();
    }
    sent.sort();
    let mut expected = vec![petrov, one.clone(), ivanov];
    expected.sort();
    assert_eq!(sent, expected);
    assert_eq!(how(&store, &one), Some((LinkHow::Created, true)));
    // Later is any time: by hand, since another record here has the same phone no more.
    store.decide_links(DRIVERS, &[(other.clone(), LinkChoice::Link(RemoteId(18)))], at(6)).unwrap();
    assert_eq!(store.local_id(DRIVERS, RemoteId(18)), Ok(other));
    assert_eq!(store.link_reports().unwrap(), []);
    assert_eq!(store.links_waiting(), Ok(0));
}

#[test]
fn one_record_there_is_linked_once_and_a_bad_choice_decides_nothing() {
    let (store, [petrov, one, other, _]) = met();
    let twice = [(one, LinkChoice::Link(RemoteId(18))), (other, LinkChoice::Link(RemoteId(18)))];
    assert_eq!(store.decide_links(DRIVERS, &twice, at(3)), Err(StoreError::NotFound));
    let nowhere = [(petrov.clone(), LinkChoice::Link(RemoteId(99)))];
    assert_eq!(store.decide_links(DRIVERS, &nowhere, at(3)), Err(StoreError::NotFound));
    assert!(only_report(&store).is_unseen());
    // What was changed here of the record there waits to be sent: linking would lose it.
    store.save_book(Some(&LocalId::new("drv-17")), &driver("Иной", "+79001234567"), at(4)).unwrap();
    let lost = store.decide_links(DRIVERS, &[(petrov, LinkChoice::Link(RemoteId(17)))], at(5));
    assert!(matches!(lost, Err(StoreError::NotEditable(_))), "{lost:?}");
}

#[test]
fn only_a_first_meeting_of_two_books_that_both_have_something_asks() {
    // The platform has nothing.
    let empty = store();
    typed(&empty, "Петров", "+79001234567");
    empty.apply_book(DRIVERS, &[], true, at(1)).unwrap();
    assert_eq!(empty.link_reports().unwrap(), []);
    // The book has been read before: what is typed now and is there already is adopted as ever.
    let later = store();
    later.apply_book(DRIVERS, &[pulled_book(19, driver("Орлов", "+79004444444"))], true, at(0)).unwrap();
    let id = typed(&later, "Петров", "+79001234567");
    later.apply_book(DRIVERS, &[pulled_book(17, driver("Петров", "+79001234567"))], true, at(1)).unwrap();
    assert_eq!(how(&later, &id), Some((LinkHow::ByKey, true)));
    assert_eq!(later.link_reports().unwrap(), []);
    // What may have been sent before the first reading is our own.
    let sent = store();
    let id = typed(&sent, "Петров", "+79001234567");
    let seq = next(&sent).unwrap().seq;
    sent.begin_operation(seq, 1, at(1)).unwrap();
    let unknown = Outcome::Unknown {
        not_before: at(1),
        error: cargorun_desk::domain::trouble::Trouble::new(
            cargorun_desk::domain::trouble::TroubleKind::Timeout,
            String::new(),
        ),
    };
    sent.finish_operation(seq, &unknown, at(1)).unwrap();
    sent.apply_book(DRIVERS, &[pulled_book(17, driver("Петров", "+79001234567"))], true, at(2)).unwrap();
    assert_eq!(book_state(&sent, &id), RecordState::Clean);
    assert_eq!(how(&sent, &id), Some((LinkHow::Created, true)));
    assert_eq!(sent.link_reports().unwrap(), []);
}

#[test]
fn the_table_of_ids_says_when_and_how_and_keeps_the_first_moment() {
    let store = store();
    store.apply_book(RecordKind::Car, &[pulled_book(3, car("А123ВС77", ""))], true, at(1)).unwrap();
    store.apply_book(RecordKind::Car, &[pulled_book(3, car("А123ВС77", "новый"))], true, at(9)).unwrap();
    let content = clean(&store, 5, &bid("1"));
    let links = store.links().unwrap();
    let row = |kind| links.iter().find(|link| link.kind == kind).unwrap();
    assert_eq!((row(RecordKind::Car).how, row(RecordKind::Car).linked_at), (LinkHow::Pulled, Some(at(1))));
    assert_eq!((&row(RecordKind::Bid).id, row(RecordKind::Bid).remote_id), (&content, RemoteId(5)));
    assert!(row(RecordKind::Bid).linked_at.is_some());
    // A record that was never sent has no number and no row.
    typed(&store, "Петров", "+79001234567");
    assert_eq!(store.links().unwrap().len(), links.len());
}
