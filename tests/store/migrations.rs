//! A database that a released version left behind opens with the newest one, and nothing of it is lost.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::id::LocalId;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::BidRecord;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::support::at;

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

/// Bids of before documents were packed: the columns they stood in.
type Plain = (String, Option<String>, Option<String>, String);

fn plain_documents(path: &Path) -> Vec<Plain> {
    let connection = Connection::open(path).unwrap();
    let mut rows = connection
        .prepare("SELECT b.id, d.base, d.list_raw, d.facts FROM bids b JOIN bid_documents d ON d.row = b.row")
        .unwrap();
    let read = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
    read.map(Result::unwrap).collect()
}

#[test]
fn documents_of_before_they_were_packed_are_read_as_ever_and_packed_when_they_are_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema-1.db"), &path).unwrap();
    let before = plain_documents(&path);
    assert!(before.iter().any(|(_, base, list_raw, _)| base.is_some() && list_raw.is_some()));
    let store = Store::open(&path).unwrap().store;
    for (id, base, list_raw, facts) in &before {
        let id = LocalId::new(id);
        let record = store.bid(&id).unwrap().unwrap();
        let agreed: Option<Bid> = base.as_deref().map(|text| serde_json::from_str(text).unwrap());
        let check = |record: &BidRecord| {
            assert_eq!(record.base.as_ref().map(|base| &base.bid), agreed.as_ref());
            assert_eq!(record.base.as_ref().and_then(|base| base.list_raw.as_ref()), list_raw.as_ref());
            assert_eq!(record.facts, serde_json::from_str(facts).unwrap());
        };
        check(&record);
        // Any writing packs it.
        let mut edited = record.bid.clone();
        edited.contract_number = Some("Д-9".to_owned());
        store.save_bid(Some(&id), &edited, at(9)).unwrap();
        check(&store.bid(&id).unwrap().unwrap());
    }
    drop(store);
    let plain = |(_, base, list_raw, facts): &Plain| base.is_some() || list_raw.is_some() || !facts.is_empty();
    assert!(!plain_documents(&path).iter().any(plain));
    let size = "SELECT count(*) FROM bid_documents WHERE length(packed) > 0";
    let packed: i64 = Connection::open(&path).unwrap().query_row(size, [], |row| row.get(0)).unwrap();
    assert_eq!(usize::try_from(packed).unwrap(), before.len());
}

#[test]
fn points_of_before_there_was_a_table_of_them_are_filled_in_and_then_follow_the_bid() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema-1.db"), &path).unwrap();
    let store = Store::open(&path).unwrap().store;
    assert!(store.bid_points().unwrap().is_empty(), "opening waits for nothing");
    let mut left = usize::MAX;
    while left > 0 {
        let before = std::mem::replace(&mut left, store.fill_points(2).unwrap());
        assert!(left < before, "each turn fills some in");
    }
    let placed = |id: &LocalId| {
        let bid = store.bid(id).unwrap().unwrap().bid;
        bid.points.iter().filter(|point| point.place.has_coordinates()).count()
    };
    let stored = |id: &LocalId| {
        let all = store.bid_points().unwrap();
        all.iter().find(|bid| bid.id == *id).map_or(0, |bid| bid.points.len())
    };
    let rows = store.bid_rows().unwrap();
    assert!(rows.iter().any(|row| placed(&row.meta.id) > 0));
    for row in &rows {
        assert_eq!(stored(&row.meta.id), placed(&row.meta.id), "{:?}", row.meta.id);
    }
    let mut bid = store.bid(&rows[0].meta.id).unwrap().unwrap().bid;
    let mut point = cargorun_desk::domain::bid::BidPoint::new(cargorun_desk::domain::bid::PointKind::Unload);
    point.place.location = Some(cargorun_desk::domain::place::GeoPoint { longitude: 37.6, latitude: 55.7 });
    bid.points.push(point);
    let made = store.save_bid(None, &bid, at(9)).unwrap().meta.id;
    assert_eq!(stored(&made), placed(&made), "written with the bid");
    store.delete_bid(&made, at(10)).unwrap();
    store.empty_bin(at(11)).unwrap();
    assert_eq!(stored(&made), 0, "and gone with it");
}
