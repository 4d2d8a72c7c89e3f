//! A power cut at any byte of the log leaves a prefix of whole operations.

use std::fs;
use std::path::Path;

use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::{Cursor, OpKind, Outcome};

use super::support::*;

/// All that a store says of itself, as text.
fn everything(store: &Store) -> String {
    let rows = store.bid_rows().unwrap();
    let bids: Vec<_> = rows.iter().map(|row| store.bid(&row.meta.id).unwrap()).collect();
    let histories: Vec<_> = rows.iter().map(|row| store.history(RecordKind::Bid, &row.meta.id).unwrap()).collect();
    format!(
        "{rows:?}\n{bids:?}\n{histories:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        store.book_records().unwrap(),
        store.operations().unwrap(),
        store.conflicts().unwrap(),
        store.cursor().unwrap(),
        store.known_places().unwrap().into_values().collect::<Vec<_>>(),
    )
}

/// A day of work, one whole operation a step.
fn work(store: &Store, mut after_each: impl FnMut()) {
    let mut step = || after_each();
    let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    step();
    store.queue(RecordKind::Bid, &id, OpKind::Start, at(0)).unwrap();
    step();
    let seq = begin(store, &id).seq;
    step();
    edit(store, &id, |bid| bid.price = money("2"));
    step();
    store.finish_operation(seq, &done(5, 1, Some(pulled(5, &bid("1")))), at(3)).unwrap();
    step();
    store.save_book(None, &driver("Петров", "+79001234567"), at(4)).unwrap();
    step();
    let page = [pulled(5, &bid("3")), pulled(6, &bid("6")), with_status(pulled(7, &bid("7")), BidStatus::Started)];
    let cursor = Cursor { updated_at: "2026".to_owned(), id: 7 };
    store.apply_bid_page(&page, Some(&cursor), at(5)).unwrap();
    step();
    store.resolve_conflict(&id, &page[0].bid, at(6)).unwrap();
    step();
    let seq = begin(store, &id).seq;
    step();
    store.finish_operation(seq, &Outcome::Unknown { not_before: at(0), error: "timeout".into() }, at(7)).unwrap();
    step();
    store.apply_book(RecordKind::Driver, &[pulled_book(9, driver("Петров", "+79001234567"))], true, at(8)).unwrap();
    step();
    store.delete_bid(&page_id(6), at(9)).unwrap();
    step();
}

fn page_id(remote: i64) -> cargorun_desk::domain::id::LocalId {
    cargorun_desk::domain::id::LocalId::of_remote(RecordKind::Bid, cargorun_desk::domain::id::RemoteId(remote))
}

/// The database as a power cut would leave it: the file, and the log up to some byte.
fn cut(from: &Path, to: &Path, log_bytes: usize) {
    let mut log = fs::read(from.with_extension("db-wal")).unwrap();
    log.truncate(log_bytes);
    fs::copy(from, to).unwrap();
    fs::write(to.with_extension("db-wal"), log).unwrap();
    let _ = fs::remove_file(to.with_extension("db-shm"));
}

#[test]
fn a_power_cut_leaves_a_prefix_of_whole_operations() {
    let dir = tempfile::tempdir().unwrap();
    let (path, copy) = (dir.path().join("desk.db"), dir.path().join("copy.db"));
    let opened = Store::open(&path).unwrap().store;
    let mut whole = vec![everything(&opened)];
    let mut log_lengths = vec![fs::metadata(path.with_extension("db-wal")).unwrap().len()];
    work(&opened, || {
        whole.push(everything(&opened));
        log_lengths.push(fs::metadata(path.with_extension("db-wal")).unwrap().len());
    });
    assert!(whole.windows(2).all(|pair| pair[0] != pair[1]), "every step leaves a trace");

    let begin = usize::try_from(log_lengths[0]).unwrap();
    let end = usize::try_from(*log_lengths.last().unwrap()).unwrap();
    let mut reached = 0;
    for log_bytes in (begin..=end).step_by(1931) {
        cut(&path, &copy, log_bytes);
        let survivor = Store::open(&copy).unwrap();
        assert_eq!(survivor.moved_aside, None, "cut at {log_bytes}");
        let found = everything(&survivor.store);
        let step = whole.iter().position(|step| *step == found);
        let step = step.unwrap_or_else(|| panic!("cut at {log_bytes}: half an operation\n{found}"));
        // Everything that had been committed by then is there: the log was that long when the step ended.
        let promised = log_lengths.iter().rposition(|length| *length <= log_bytes as u64).unwrap();
        assert!(step >= promised, "cut at {log_bytes}: step {promised} was promised, {step} is left");
        reached = reached.max(step);
        survivor.store.recover_in_flight(at(10)).unwrap();
    }
    assert!(reached + 2 >= whole.len(), "the cuts covered the day: {reached} of {}", whole.len());
}

#[test]
fn a_program_killed_between_two_calls_goes_on_where_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let (path, copy) = (dir.path().join("desk.db"), dir.path().join("copy.db"));
    let store = Store::open(&path).unwrap().store;
    work(&store, || {
        cut(&path, &copy, usize::MAX);
        let other = Store::open(&copy).unwrap();
        assert_eq!(other.moved_aside, None);
        assert_eq!(everything(&other.store), everything(&store));
    });
}
