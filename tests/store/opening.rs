//! Opening what is new, damaged, newer or a stranger's; copies; what stands beside the records.

use std::fs;
use std::path::Path;

use cargorun_desk::store::model::JournalEntry;
use cargorun_desk::store::{Store, StoreError};

use super::support::*;

/// What to call it, and how to do it.
type Damage<'a> = (&'a str, &'a dyn Fn(&Path));

fn filled(path: &Path) {
    let opened = Store::open(path).unwrap();
    assert_eq!(opened.moved_aside, None);
    for price in 1..40 {
        sent_draft(&opened.store, &bid(&price.to_string()));
    }
}

#[test]
fn a_new_store_makes_its_folder() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("profile").join("desk.db");
    filled(&path);
    assert_eq!(Store::open(&path).unwrap().store.bid_rows().unwrap().len(), 39);
}

#[test]
fn a_damaged_file_is_moved_aside_with_its_log_and_never_overwritten() {
    let garbage = |path: &Path| fs::write(path, "это не база данных".repeat(1000)).unwrap();
    let cut = |path: &Path| {
        let file = fs::OpenOptions::new().write(true).open(path).unwrap();
        file.set_len(file.metadata().unwrap().len() / 2).unwrap();
    };
    let torn = |path: &Path| {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 8192].fill(0x5a);
        fs::write(path, bytes).unwrap();
    };
    let damages: [Damage<'_>; 3] = [("garbage", &garbage), ("cut", &cut), ("torn", &torn)];
    for (name, damage) in damages {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db");
        filled(&path);
        damage(&path);
        fs::write(dir.path().join("desk.db-wal"), b"log").unwrap();
        fs::write(dir.path().join("desk.damaged-1.db"), b"an older accident").unwrap();
        let damaged = fs::read(&path).unwrap();

        let opened = Store::open(&path).unwrap();
        let aside = opened.moved_aside.expect(name);
        assert_eq!(aside, dir.path().join("desk.damaged-2.db"), "{name}");
        assert_eq!(fs::read(&aside).unwrap(), damaged, "{name}: to the last byte");
        assert!(dir.path().join("desk.damaged-2.db-wal").exists(), "{name}: its log went along");
        assert_eq!(fs::read(dir.path().join("desk.damaged-1.db")).unwrap(), b"an older accident");
        assert_eq!(opened.store.bid_rows().unwrap(), [], "{name}");
        sent_draft(&opened.store, &bid("1"));
        drop(opened.store);
        assert_eq!(Store::open(&path).unwrap().moved_aside, None, "{name}: the new one is sound");
    }
}

#[test]
fn a_log_whose_database_is_lost_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    fs::write(dir.path().join("desk.db-wal"), b"all that is left").unwrap();
    assert!(Store::open(&path).unwrap().moved_aside.is_some());
    assert_eq!(fs::read(dir.path().join("desk.damaged-1.db-wal")).unwrap(), b"all that is left");
}

#[test]
fn a_newer_schema_is_refused_and_untouched() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    filled(&path);
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(&path).unwrap();
    let refused = Store::open(&path).map(drop);
    assert!(matches!(refused, Err(StoreError::NewerVersion { found: 99, .. })), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(!dir.path().join("desk.damaged-1.db").exists());
}

#[test]
fn a_strangers_database_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE letters (text TEXT)").unwrap();
    let before = fs::read(&path).unwrap();
    let refused = Store::open(&path).map(drop);
    assert!(matches!(refused, Err(StoreError::Other(_))), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_folder_that_is_a_file_is_not_writable() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("profile"), b"").unwrap();
    let refused = Store::open(&dir.path().join("profile").join("desk.db")).map(drop);
    assert!(matches!(refused, Err(StoreError::NotWritable(_))), "{refused:?}");
}

#[test]
fn a_backup_is_whole_and_replaces_an_older_one() {
    let dir = tempfile::tempdir().unwrap();
    let (path, copy) = (dir.path().join("desk.db"), dir.path().join("copy.db"));
    filled(&path);
    let store = Store::open(&path).unwrap().store;
    fs::write(&copy, b"older").unwrap();
    store.backup_to(&copy).unwrap();
    let rows = store.bid_rows().unwrap();
    assert_eq!(Store::open(&copy).unwrap().store.bid_rows().unwrap(), rows);

    let nowhere = store.backup_to(&dir.path().join("no folder").join("copy.db"));
    assert!(nowhere.is_err(), "{nowhere:?}");
    let memory = super::support::store();
    sent_draft(&memory, &bid("1"));
    memory.backup_to(&copy).unwrap();
    assert_eq!(Store::open(&copy).unwrap().store.bid_rows().unwrap().len(), 1);
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[test]
fn forms_and_settings_are_kept_by_key() {
    let store = store();
    assert_eq!((store.kept_form("new"), store.setting("cooldown")), (Ok(None), Ok(None)));
    store.keep_form("new", "{\"price\":\"12", at(0)).unwrap();
    store.keep_form("new", "{\"price\":\"120", at(1)).unwrap();
    assert_eq!(store.kept_form("new"), Ok(Some("{\"price\":\"120".to_owned())));
    store.drop_form("new").unwrap();
    assert_eq!(store.kept_form("new"), Ok(None));
    store.set_setting("cooldown", "1").unwrap();
    store.set_setting("cooldown", "2").unwrap();
    assert_eq!(store.setting("cooldown"), Ok(Some("2".to_owned())));
}

#[test]
fn the_journal_is_read_newest_first() {
    let store = store();
    let entry = |minutes, status, error: Option<&str>| JournalEntry {
        id: 0,
        at: at(minutes),
        method: "GET".to_owned(),
        path: "/api/Car/GetList?$top=50".to_owned(),
        status,
        duration_ms: 120,
        error: error.map(str::to_owned),
    };
    let calls = [
        entry(0, Some(200), None),
        entry(1, None, Some("timeout")),
        entry(2, Some(400), None),
        entry(3, Some(200), None),
    ];
    for call in &calls {
        store.journal_append(call).unwrap();
    }
    let numbered = |place: usize| JournalEntry { id: i64::try_from(place).unwrap() + 1, ..calls[place].clone() };
    assert_eq!(store.journal(2, false, None).unwrap(), [numbered(3), numbered(2)]);
    assert_eq!(store.journal(9, true, None).unwrap(), [numbered(2), numbered(1)]);
    assert_eq!(store.journal(9, false, Some(at(3))).unwrap(), [numbered(3)]);
    assert_eq!(store.journal_prune(at(2)), Ok(2));
    assert_eq!(store.journal(9, false, None).unwrap().len(), 2);
}
