//! A database that a released version left behind opens with the newest one, and nothing of it is lost.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cargorun_desk::store::Store;
use rusqlite::Connection;
use rusqlite::types::Value;

/// Rows of each table, each row by the names of its columns.
type Contents = BTreeMap<String, Vec<BTreeMap<String, Value>>>;

fn contents(path: &Path) -> Contents {
    let connection = Connection::open(path).unwrap();
    let mut tables =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let rows_of = |table: &String| {
        let mut rows = connection.prepare(&format!("SELECT * FROM \"{table}\" ORDER BY 1, 2")).unwrap();
        let names: Vec<String> = rows.column_names().into_iter().map(str::to_owned).collect();
        let rows = rows
            .query_map([], |row| names.iter().enumerate().map(|(at, name)| Ok((name.clone(), row.get(at)?))).collect());
        rows.unwrap().map(Result::unwrap).collect()
    };
    tables.iter().map(|table| (table.clone(), rows_of(table))).collect()
}

/// Databases of released schemas: `schema-1.db` and those that come after.
fn released() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let paths = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "db")).collect();
    found.sort();
    found
}

#[test]
fn a_database_of_each_released_schema_opens_with_nothing_lost() {
    let released = released();
    assert!(!released.is_empty());
    for fixture in released {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db");
        std::fs::copy(&fixture, &path).unwrap();
        let before = contents(&path);
        assert!(before["bids"].len() >= 5 && before["outbox"].len() == 1, "{}", fixture.display());
        let opened = Store::open(&path).unwrap();
        assert_eq!(opened.moved_aside, None);
        assert_eq!(opened.store.bid_rows().unwrap().len(), before["bids"].len());
        assert_eq!(opened.store.operations().unwrap().len(), before["outbox"].len());
        drop(opened);
        let after = contents(&path);
        for (table, rows) in &before {
            let now = after.get(table).unwrap_or_else(|| panic!("{table} is gone"));
            for was in rows {
                // A column may be given up and a row be added; no value may change.
                let same = |is: &BTreeMap<String, Value>| {
                    was.iter().all(|(column, value)| is.get(column).is_none_or(|found| found == value))
                };
                assert!(now.iter().any(same), "{table}: {was:?}");
            }
        }
    }
}
