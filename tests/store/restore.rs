//! A backup in the place of the database: what goes aside, what is doubted, what happens when it can't be done.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::model::{Cursor, OpKind, OpState};
use cargorun_desk::store::{Store, StoreError};

use super::support::*;

/// A store with one bid that waits to be created and one that the platform has, a backup of it, and a third bid after it.
fn backed_up(path: &Path, copy: &Path) -> Store {
    let store = Store::open(path).unwrap().store;
    let id = store.save_bid(None, &bid("1"), at(0)).unwrap().meta.id;
    store.queue(RecordKind::Bid, &id, OpKind::Create, at(0)).unwrap();
    let cursor = Cursor { updated_at: "2026-01-02T03:04:05Z".to_owned(), id: 7 };
    store.apply_bid_page(&[pulled(7, &bid("7"))], Some(&cursor), at(1)).unwrap();
    store.backup_to(copy).unwrap();
    store.save_bid(None, &bid("3"), at(2)).unwrap();
    store
}

#[test]
fn a_restored_database_doubts_what_waited_and_pulls_anew() {
    let dir = tempfile::tempdir().unwrap();
    let (path, copy) = (dir.path().join("desk.db"), dir.path().join("copy.db"));
    let store = backed_up(&path, &copy);
    let beside = store.clone();
    let rows = store.bid_rows().unwrap();
    let backup = fs::read(&copy).unwrap();

    let summary = Store::summarize_backup(&copy, true).unwrap();
    assert_eq!((summary.bids, summary.unsent), (2, 1));
    assert_eq!(summary.newest_change, Some(at(1)).max(Store::summarize_backup(&copy, false).unwrap().newest_change));

    let aside = store.restore_here(&copy).unwrap().unwrap();
    assert_eq!(aside, dir.path().join("desk.before-restore-1.db"));
    assert_eq!(Store::open(&aside).unwrap().store.bid_rows().unwrap(), rows, "what was there is aside, whole");
    assert_eq!(fs::read(&copy).unwrap(), backup, "the backup stays as it was");
    assert_eq!(beside.bid_rows().unwrap().len(), 2, "every clone works on the restored one");
    assert_eq!(beside.cursor().unwrap(), None);
    assert_eq!(beside.restored().unwrap().as_deref(), Some("2026-01-02T03:04:05Z"));
    let operations = beside.operations().unwrap();
    assert!(operations.iter().all(|operation| operation.state == OpState::Unknown), "{operations:?}");
    let waits = operations[0].id.clone();
    assert_eq!(beside.bid(&waits).unwrap().unwrap().meta.state, RecordState::CreateUnknown);
    store.save_bid(None, &bid("4"), at(3)).unwrap();
    store.caught_up_after_restore().unwrap();
    drop((store, beside));
    let again = Store::open(&path).unwrap();
    assert_eq!((again.moved_aside, again.store.bid_rows().unwrap().len()), (None, 3));
    assert_eq!(again.store.restored().unwrap(), None);
}

#[test]
fn a_useless_file_is_refused_and_the_present_database_stays_open() {
    let dir = tempfile::tempdir().unwrap();
    let (path, copy) = (dir.path().join("desk.db"), dir.path().join("copy.db"));
    let store = backed_up(&path, &copy);
    let rows = store.bid_rows().unwrap();
    let whole = fs::read(&copy).unwrap();
    let refused = |what: &[u8]| {
        fs::write(&copy, what).unwrap();
        let error = store.restore_here(&copy).unwrap_err();
        assert_eq!(store.bid_rows().unwrap(), rows, "{error}");
        store.set_setting("still", "writable").unwrap();
        error
    };
    assert!(matches!(refused("не база".repeat(2000).as_bytes()), StoreError::Damaged(_)));
    assert!(matches!(refused(&whole[..whole.len() / 2]), StoreError::Damaged(_)));
    assert!(matches!(refused(b""), StoreError::Damaged(_)));
    let missing = store.restore_here(&dir.path().join("nowhere.db")).unwrap_err();
    assert!(matches!(missing, StoreError::NotWritable(_)), "{missing:?}");
    fs::write(&copy, &whole).unwrap();
    rusqlite::Connection::open(&copy).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(store.restore_here(&copy).unwrap_err(), StoreError::NewerVersion { found: 99, .. }));
    let names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let left = |name: &std::ffi::OsString| name.to_string_lossy().contains("restore");
    assert!(!names.iter().any(left), "nothing is left of the tries: {names:?}");
}

#[test]
fn a_restore_that_was_cut_off_is_finished_at_the_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let (path, copy) = (dir.path().join("desk.db"), dir.path().join("copy.db"));
    drop(backed_up(&path, &copy));
    let aside = Store::restore(&path, &copy).unwrap().unwrap();
    assert!(aside.exists());
    // As if the machine had stopped between the two renamings.
    fs::rename(&path, dir.path().join("desk.db.restored")).unwrap();
    assert_eq!(Store::open(&path).unwrap().store.bid_rows().unwrap().len(), 2);
    assert!(!dir.path().join("desk.db.restored").exists());
}

#[test]
fn readers_and_writers_beside_a_restore_never_fail() {
    let dir = tempfile::tempdir().unwrap();
    let (path, copy) = (dir.path().join("desk.db"), dir.path().join("copy.db"));
    let store = backed_up(&path, &copy);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let busy = || {
            while !done.load(Ordering::Relaxed) {
                store.bid_rows().unwrap();
                store.set_setting("tick", "tock").unwrap();
            }
        };
        let workers = [scope.spawn(busy), scope.spawn(busy)];
        for number in 1..=5 {
            let aside = store.restore_here(&copy).unwrap().unwrap();
            assert!(aside.ends_with(format!("desk.before-restore-{number}.db")));
        }
        done.store(true, Ordering::Relaxed);
        for worker in workers {
            worker.join().unwrap();
        }
    });
    assert_eq!(store.bid_rows().unwrap().len(), 2);
}

#[test]
fn another_database_is_opened_in_place_and_the_first_is_found_again() {
    let dir = tempfile::tempdir().unwrap();
    let (path, copy) = (dir.path().join("desk.db"), dir.path().join("copy.db"));
    let store = backed_up(&path, &copy);
    let rows = store.bid_rows().unwrap();
    let other = dir.path().join("desk.other.db");
    assert_eq!(store.switch_to(&other), Ok(None));
    assert_eq!(store.bid_rows().unwrap(), []);
    assert_eq!(store.file(), Some(other));
    let newer = dir.path().join("newer.db");
    drop(Store::open(&newer).unwrap());
    rusqlite::Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(store.switch_to(&newer).is_err());
    assert_eq!(store.bid_rows().unwrap(), [], "refused: still the other one");
    assert_eq!(store.switch_to(&path), Ok(None));
    assert_eq!(store.bid_rows().unwrap(), rows);
}
