//! What changed on the platform since a person last looked: what is news, what is none, and that each is said once.

use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::{HourCount, JournalEntry, JournalFilter, OpKind, Outcome};
use chrono::TimeDelta;

use super::support::*;

/// Fields of the changes that nobody has looked at, with before and after.
fn unseen(store: &Store) -> Vec<(String, String, String)> {
    let changes = store.unseen_changes(100).unwrap();
    let mut said: Vec<_> =
        changes.into_iter().map(|change| (change.field, change.old.to_string(), change.new.to_string())).collect();
    said.sort();
    said
}

fn fields(store: &Store) -> Vec<String> {
    unseen(store).into_iter().map(|(field, _, _)| field).collect()
}

fn pull(store: &Store, minute: i64, row: cargorun_desk::domain::pulled::PulledBid) {
    store.apply_bid_page(&[row], None, at(minute)).unwrap();
}

#[test]
fn a_first_pull_is_no_news_and_what_comes_later_is() {
    let store = store();
    let rows: Vec<_> = (1..=300).map(|number| pulled(number, &bid("1"))).collect();
    store.apply_bid_page(&rows, None, at(0)).unwrap();
    pull(&store, 1, pulled(7, &bid("2")));
    assert_eq!(unseen(&store), [], "before everything has been read nothing is news");
    assert_eq!((store.note_outside_from_now(), store.note_outside_from_now()), (Ok(true), Ok(false)));

    pull(&store, 2, with_status(pulled(7, &bid("3")), BidStatus::Cancelled));
    pull(&store, 3, pulled(301, &bid("1")));
    let price = ("price".to_owned(), "\"2.00\"".to_owned(), "\"3.00\"".to_owned());
    let status = ("status".to_owned(), "\"draft\"".to_owned(), "\"cancelled\"".to_owned());
    assert_eq!(unseen(&store), [("new".to_owned(), "null".to_owned(), "true".to_owned()), price, status]);
    assert_eq!(store.unseen_records().unwrap(), [LocalId::new("bid-301"), LocalId::new("bid-7")]);
    let change = store.unseen_changes(1).unwrap().remove(0);
    assert_eq!((change.at, change.kind, change.seen_at), (at(3), RecordKind::Bid, None));
}

#[test]
fn what_changes_in_a_book_is_news_too() {
    let store = store();
    let pull = |entry, minute| {
        store.apply_book(RecordKind::Car, &[pulled_book(3, entry)], false, at(minute)).unwrap();
    };
    pull(car("А123ВС77", ""), 0);
    assert_eq!(unseen(&store), [], "before everything has been read nothing is news");
    store.note_outside_from_now().unwrap();
    pull(car("А123ВС77", "в ремонте"), 1);
    let change = store.unseen_changes(1).unwrap().remove(0);
    assert_eq!((change.kind, change.id, change.field.as_str()), (RecordKind::Car, LocalId::new("car-3"), "comment"));
    assert_eq!(change.new, "в ремонте");
    pull(car("А123ВС77", ""), 2);
    assert_eq!(unseen(&store), [], "back to what it was");

    // Ours that comes back is no news; what is disputed is said once.
    let id = LocalId::new("car-3");
    store.save_book(Some(&id), &car("А123ВС77", "наш"), at(3)).unwrap();
    pull(car("А123ВС77", "наш"), 4);
    assert_eq!(unseen(&store), []);
    store.save_book(Some(&id), &car("А123ВС77", "снова наш"), at(5)).unwrap();
    pull(car("А123ВС77", "их"), 6);
    assert_eq!(fields(&store), ["comment"]);
    store.mark_seen(None, at(7)).unwrap();
    pull(car("А123ВС77", "их"), 8);
    assert_eq!(unseen(&store), [], "known, though undecided");

    store.apply_book(RecordKind::Car, &[pulled_book(4, car("В777ВВ77", ""))], false, at(9)).unwrap();
    assert_eq!(fields(&store), ["new"]);
    store.mark_seen(None, at(10)).unwrap();
    let mut gone = pulled_book(4, car("В777ВВ77", ""));
    gone.deleted = true;
    store.apply_book(RecordKind::Car, &[gone], false, at(11)).unwrap();
    assert_eq!(fields(&store), ["deleted"]);
}

#[test]
fn changes_of_a_field_are_one_until_somebody_looks() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    store.note_outside_from_now().unwrap();
    pull(&store, 1, pulled(5, &bid("2")));
    pull(&store, 2, pulled(5, &bid("3")));
    assert_eq!(unseen(&store), [("price".to_owned(), "\"1.00\"".to_owned(), "\"3.00\"".to_owned())]);
    pull(&store, 3, pulled(5, &bid("1")));
    assert_eq!(unseen(&store), [], "back to what it was: nothing changed");

    pull(&store, 4, pulled(5, &bid("4")));
    assert_eq!(store.mark_seen(Some(&id), at(5)), Ok(1));
    pull(&store, 6, pulled(5, &bid("5")));
    assert_eq!(unseen(&store), [("price".to_owned(), "\"4.00\"".to_owned(), "\"5.00\"".to_owned())]);
    let all = store.outside_changes(&id, 10).unwrap();
    assert_eq!(all.iter().map(|change| change.seen_at).collect::<Vec<_>>(), [None, Some(at(5))]);
    assert_eq!((store.mark_seen(None, at(7)), unseen(&store)), (Ok(1), vec![]));
    assert_eq!(store.prune_outside(at(6)), Ok(1), "what was looked at long ago goes");
}

#[test]
fn our_own_writes_that_come_back_are_no_news() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    store.note_outside_from_now().unwrap();
    edit(&store, &id, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(1)).unwrap();
    let seq = begin(&store, &id).seq;
    pull(&store, 2, pulled(5, &bid("2")));
    assert_eq!(unseen(&store), [], "it is on the wire");
    store.finish_operation(seq, &Outcome::Unknown { not_before: at(0), error: "reset".into() }, at(3)).unwrap();
    pull(&store, 4, pulled(5, &bid("2")));
    assert_eq!(unseen(&store), [], "its answer got lost, and here it is");

    // A start of ours: the status that comes back with it is ours too.
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(5)).unwrap();
    let seq = begin(&store, &id).seq;
    let started = with_status(pulled(5, &bid("2")), BidStatus::Started);
    store.finish_operation(seq, &done(5, 1, Some(started.clone())), at(6)).unwrap();
    pull(&store, 7, started);
    assert_eq!(unseen(&store), []);
}

#[test]
fn what_a_write_finds_changed_beside_it_is_news() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    store.note_outside_from_now().unwrap();
    edit(&store, &id, |bid| bid.price = money("2"));
    store.queue(RecordKind::Bid, &id, OpKind::Update, at(1)).unwrap();
    let seq = begin(&store, &id).seq;
    let mut both = bid("2");
    both.driver = Some(LocalId::new("drv-9"));
    store.finish_operation(seq, &done(5, 1, Some(pulled(5, &both))), at(2)).unwrap();
    assert_eq!(unseen(&store), [("driver".to_owned(), "\"drv-1\"".to_owned(), "\"drv-9\"".to_owned())]);
}

#[test]
fn a_conflict_is_news_once_however_often_it_is_read() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    store.note_outside_from_now().unwrap();
    edit(&store, &id, |bid| bid.price = money("2"));
    pull(&store, 1, pulled(5, &bid("3")));
    assert_eq!((state(&store, &id), fields(&store)), (RecordState::Conflict, vec!["price".to_owned()]));
    store.mark_seen(Some(&id), at(2)).unwrap();
    pull(&store, 3, pulled(5, &bid("3")));
    assert_eq!(fields(&store), Vec::<String>::new(), "looked at and unchanged since");
    pull(&store, 4, pulled(5, &bid("4")));
    assert_eq!(unseen(&store), [("price".to_owned(), "\"3.00\"".to_owned(), "\"4.00\"".to_owned())]);
}

#[test]
fn deleted_and_restored_there_is_said() {
    let store = store();
    clean(&store, 5, &bid("1"));
    store.note_outside_from_now().unwrap();
    pull(&store, 1, gone(pulled(5, &bid("1"))));
    assert_eq!(unseen(&store), [("deleted".to_owned(), "false".to_owned(), "true".to_owned())]);
    pull(&store, 2, pulled(5, &bid("1")));
    assert_eq!(unseen(&store), []);
}

#[test]
fn a_restored_copy_only_catches_up() {
    let dir = tempfile::tempdir().unwrap();
    let (path, copy) = (dir.path().join("desk.db"), dir.path().join("copy.db"));
    let store = Store::open(&path).unwrap().store;
    clean(&store, 5, &bid("1"));
    store.note_outside_from_now().unwrap();
    store.backup_to(&copy).unwrap();
    store.restore_here(&copy).unwrap();
    pull(&store, 1, pulled(5, &bid("2")));
    store.caught_up_after_restore().unwrap();
    pull(&store, 2, pulled(5, &bid("3")));
    assert_eq!(unseen(&store), [], "nothing is news before a whole pull has ended well");
    assert_eq!(store.note_outside_from_now(), Ok(true));
    pull(&store, 3, pulled(5, &bid("4")));
    assert_eq!(fields(&store), ["price"]);
}

#[test]
fn a_cause_is_told_once_or_once_in_a_while() {
    let store = store();
    let causes = ["a".to_owned(), "b".to_owned()];
    assert_eq!(store.claim_told(&causes, None, at(0)).unwrap().len(), 2);
    assert_eq!(store.claim_told(&causes, None, at(999)).unwrap().len(), 0);
    let hour = Some(TimeDelta::hours(1));
    assert_eq!(store.claim_told(&causes, hour, at(59)).unwrap().len(), 0);
    assert_eq!(store.claim_told(&causes, hour, at(60)).unwrap().len(), 2);
    assert_eq!(store.claim_told(&causes, hour, at(61)).unwrap().len(), 0);
    assert_eq!(store.claim_told(&causes, hour, at(-5)).unwrap().len(), 2, "the clock was set back");
    store.release_told("a").unwrap();
    assert_eq!(store.untold(&causes).unwrap().into_iter().collect::<Vec<_>>(), ["a"]);
}

#[test]
fn the_journal_is_paged_filtered_and_counted() {
    let store = store();
    let put = |minute: i64, method: &str, path: &str, status: Option<u16>, error: Option<&str>| {
        let entry = JournalEntry {
            id: 0,
            at: at(minute),
            method: method.to_owned(),
            path: path.to_owned(),
            status,
            duration_ms: 5,
            error: error.map(str::to_owned),
        };
        store.journal_append(&entry).unwrap();
        store.journal(1, false, None).unwrap()[0].id
    };
    for minute in 0..500 {
        put(minute, "GET", "/api/bids/GetListForExternal?$top=50", Some(200), None);
    }
    let refused = put(500, "POST", "/api/TruckingBids/Apply", Some(400), Some("100% занята_машина"));
    let one = put(501, "GET", "/api/TruckingBids/Get/48213", Some(200), None);
    put(502, "GET", "/api/TruckingBids/Get/148213", Some(200), None);
    let lost = put(503, "GET", "/api/driver/delete?driverId=48213", None, Some("timeout"));

    let page = store.journal_page(&JournalFilter::default(), 0, 100).unwrap();
    assert_eq!((page.total, page.entries.len(), page.entries[0].id), (504, 100, lost));
    put(600, "GET", "/api/later", Some(200), None);
    let second = store.journal_page(&page.filter, 100, 100).unwrap();
    assert_eq!((second.total, second.entries[0].id), (504, lost - 100), "calls that go on move no page");

    let ids = |filter: JournalFilter| {
        let page = store.journal_page(&filter, 0, 10).unwrap();
        page.entries.iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    let all = JournalFilter::default;
    assert_eq!(ids(JournalFilter { errors_only: true, ..all() }), [lost, refused]);
    assert_eq!(ids(JournalFilter { method: Some("POST".to_owned()), ..all() }), [refused]);
    assert_eq!(ids(JournalFilter { record: Some(48213), ..all() }), [lost, one]);
    assert_eq!(ids(JournalFilter { text: "100%".to_owned(), ..all() }), [refused], "a percent sign is itself");
    assert_eq!(ids(JournalFilter { text: "а_м".to_owned(), ..all() }), [refused]);
    assert_eq!(ids(JournalFilter { text: "400".to_owned(), ..all() }), [refused]);
    assert_eq!(ids(JournalFilter { since: Some(at(501)), until: Some(at(502)), ..all() }), [one]);
    assert_eq!(store.journal_failures(at(501)), Ok(1));

    let hours = store.journal_hours(&page.filter).unwrap();
    assert_eq!(hours.iter().map(|hour| hour.calls).sum::<usize>(), 504);
    assert_eq!(hours.iter().map(|hour| hour.failed).sum::<usize>(), 2);
    assert!(hours.windows(2).all(|pair: &[HourCount]| pair[0].hour < pair[1].hour));
}

#[test]
fn the_list_does_not_wait_for_the_look_through_and_damage_is_seen_to_at_the_next_opening() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    let store = Store::open(&path).unwrap().store;
    for price in 1..60 {
        sent_draft(&store, &bid(&price.to_string()));
    }
    assert_eq!(store.check_later(), Ok(()));
    drop(store);
    // A page of the documents, which no list reads.
    let raw = rusqlite::Connection::open(&path).unwrap();
    let page = raw.query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'bid_documents'", [], |row| row.get(0));
    let page: usize = usize::try_from(page.unwrap_or(0_i64)).unwrap();
    raw.close().unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[(page - 1) * 8192..page * 8192].fill(0x5a);
    std::fs::write(&path, bytes).unwrap();

    let opened = Store::open_soon(&path).unwrap();
    assert_eq!(opened.moved_aside, None, "the list is there at once");
    assert_eq!(opened.store.bid_rows().unwrap().len(), 59);
    let found = opened.store.check_later();
    assert!(matches!(found, Err(cargorun_desk::store::StoreError::Damaged(_))), "{found:?}");
    drop(opened);

    let again = Store::open_soon(&path).unwrap();
    assert_eq!(again.moved_aside, Some(dir.path().join("desk.damaged-1.db")));
    assert_eq!(again.store.bid_rows().unwrap(), []);
    drop(again);
    assert_eq!(Store::open_soon(&path).unwrap().moved_aside, None, "seen to once");
}
