//! Bids that were never seen are written by a shorter way: it leaves what the ordinary one would have left, to the byte.

use std::path::Path;

use cargorun_desk::domain::bid::{Bid, BidPoint, PointKind};
use cargorun_desk::domain::id::{LocalId, RecordKind};
use cargorun_desk::domain::pulled::PulledBid;
use cargorun_desk::store::model::{OpKind, OpState};
use cargorun_desk::store::{PageOf, ReadyBid, Store};
use proptest::prelude::*;
use rusqlite::types::Value;

use super::support::*;

/// One row of the platform's list, in small numbers, so that rows meet each other.
#[derive(Debug, Clone)]
struct Row {
    remote: i64,
    handle: Option<usize>,
    price: u32,
    customer: Option<u32>,
    stops: Vec<(u32, u32)>,
    deleted: bool,
}

/// Handles that bids of this desk carry (the first two), that nobody has, and the empty one.
const HANDLES: [&str; 5] = ["", "", "copied", "other", ""];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let stops = prop::collection::vec((0..70_u32, 1..28_u32), 0..4);
    let customer = prop::option::weighted(0.9, 1..3_u32);
    let row =
        (1..400_i64, prop::option::weighted(0.2, 0..5_usize), 1..4_u32, customer, stops, prop::bool::weighted(0.1));
    let row = row.prop_map(|(remote, handle, price, customer, stops, deleted)| Row {
        remote,
        handle,
        price,
        customer,
        stops,
        deleted,
    });
    prop::collection::vec(row, 1..150)
}

fn pulled_of(row: &Row, ours: &[String]) -> PulledBid {
    let stop = |(spot, day): &(u32, u32)| BidPoint {
        comment: Some(format!("{spot} {day}")),
        ..point(PointKind::Unload, "Казань", 40.0 + f64::from(*spot) / 100.0, *day)
    };
    let content = Bid {
        customer: row.customer.map(|number| LocalId::new(format!("cpt-{number}"))),
        points: row.stops.iter().map(stop).collect(),
        ..bid(&row.price.to_string())
    };
    let mut pulled = pulled(row.remote, &content);
    pulled.external_id = row.handle.map(|place| ours.get(place).cloned().unwrap_or_else(|| HANDLES[place].to_owned()));
    if row.deleted { gone(pulled) } else { pulled }
}

/// A desk with two bids of its own, one of them on its way; gives their handles.
fn prepared(path: &Path, is_noted: bool) -> (Store, Vec<String>) {
    let store = Store::open(path).unwrap().store;
    let waits = store.save_bid(None, &bid("7"), at(0)).unwrap().meta.id;
    let sent = sent_draft(&store, &bid("8"));
    begin(&store, &sent);
    if is_noted {
        store.note_outside_from_now().unwrap();
    }
    let handles = [waits, sent].map(|id| store.bid(&id).unwrap().unwrap().external_id);
    (store, handles.to_vec())
}

const TABLES: [&str; 10] = [
    "bids",
    "bid_documents",
    "customer_places",
    "outside_changes",
    "outbox",
    "history",
    "revisions",
    "conflicts",
    "held_deletions",
    "cursors",
];

/// Every row of every table that a page can touch. Ids that were made by chance are said by what they are.
fn dump(path: &Path, given: &[String]) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut lines = Vec::new();
    for table in TABLES {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3")).unwrap();
        let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cell = |(place, name): (usize, &String)| match row.get::<_, Value>(place).unwrap() {
                Value::Text(text) if text.len() == 36 && text.matches('-').count() == 4 => {
                    let known = given.iter().position(|handle| *handle == text);
                    format!("{name}: made here {known:?}")
                }
                value => format!("{name}: {value:?}"),
            };
            lines.push(format!("{table} {}", names.iter().enumerate().map(cell).collect::<Vec<_>>().join(", ")));
        }
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn the_shorter_way_leaves_what_the_ordinary_one_leaves(
        rows in rows(),
        cut in prop::collection::vec(1..60_usize, 1..6),
        is_noted in any::<bool>(),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let (ordinary_file, short_file) = (dir.path().join("ordinary.db"), dir.path().join("short.db"));
        let (ordinary, handles) = prepared(&ordinary_file, is_noted);
        // The same desk twice: ids are made by chance.
        drop(ordinary);
        std::fs::copy(&ordinary_file, &short_file).unwrap();
        let (ordinary, short) = (Store::open(&ordinary_file).unwrap().store, Store::open(&short_file).unwrap().store);

        // What is gone after it was known waits for the end of the reading there, and is carried out at once here.
        let mut known = std::collections::HashSet::new();
        let rows: Vec<&Row> = rows.iter().filter(|row| known.insert(row.remote) || !row.deleted).collect();
        let rows: Vec<PulledBid> = rows.into_iter().map(|row| pulled_of(row, &handles)).collect();
        for row in &rows {
            ordinary.apply_bid_page(std::slice::from_ref(row), None, at(5)).unwrap();
        }
        let mut rest: Vec<ReadyBid> = rows.into_iter().map(|row| ReadyBid::new(row).unwrap()).collect();
        for size in cut.iter().cycle() {
            let page: Vec<ReadyBid> = rest.drain(..(*size).min(rest.len())).collect();
            short.take_ready(&page, PageOf::default(), at(5)).unwrap();
            if rest.is_empty() {
                break;
            }
        }
        short.settle_places().unwrap();
        prop_assert!(!short.catch_up_places(1).unwrap(), "nothing is left to be caught up with");
        drop((ordinary, short));
        prop_assert_eq!(dump(&short_file, &handles), dump(&ordinary_file, &handles));
    }
}

#[test]
fn a_stale_operation_of_an_unknown_bid_is_seen() {
    let store = store();
    let id = clean(&store, 5, &bid("1"));
    store.queue(RecordKind::Bid, &id, OpKind::Delete, at(1)).unwrap();
    let page = [ReadyBid::new(pulled(5, &bid("1"))).unwrap(), ReadyBid::new(pulled(6, &bid("1"))).unwrap()];
    let taken = store.take_ready(&page, PageOf::default(), at(2)).unwrap();
    assert_eq!((taken.report.same, taken.report.new), (1, 1));
    assert_eq!(operations(&store, &id), [(OpKind::Delete, OpState::Queued)], "what waits goes on waiting");
}

/// Bids of one customer, each to a town of its own on a day of its own.
fn to_towns(numbers: std::ops::Range<u32>) -> Vec<ReadyBid> {
    let to = |number: u32| {
        let town = point(PointKind::Unload, "Уфа", 50.0 + f64::from(number), number);
        ReadyBid::new(pulled(number.into(), &Bid { points: vec![town], ..bid("1") })).unwrap()
    };
    numbers.map(to).collect()
}

#[test]
fn places_of_a_first_pull_wait_for_its_end_and_survive_the_program() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    let store = Store::open(&path).unwrap().store;
    let whole = Store::open_in_memory().unwrap();
    for numbers in [1..8, 8..15] {
        store.take_ready(&to_towns(numbers.clone()), PageOf::default(), at(1)).unwrap();
        whole.take_ready(&to_towns(numbers), PageOf::default(), at(1)).unwrap();
    }
    whole.settle_places().unwrap();
    let wanted = whole.known_places().unwrap();
    assert_eq!(wanted[&LocalId::new("cpt-7")].len(), 14);
    assert!(store.known_places().unwrap().is_empty(), "they are written once, at the end");

    // The program ends before the pull does.
    drop(store);
    let store = Store::open(&path).unwrap().store;
    // What comes before it was caught up with is not put off.
    store.take_ready(&to_towns(15..16), PageOf::default(), at(2)).unwrap();
    assert_eq!(store.known_places().unwrap()[&LocalId::new("cpt-7")].len(), 1);
    whole.take_ready(&to_towns(15..16), PageOf::default(), at(2)).unwrap();
    whole.settle_places().unwrap();
    let mut slices = 1;
    while store.catch_up_places(4).unwrap() {
        slices += 1;
    }
    assert_eq!(slices, 4, "fifteen bids, four at a time");
    assert_eq!(store.known_places().unwrap(), whole.known_places().unwrap());
    assert!(!store.catch_up_places(4).unwrap());
}

#[test]
fn places_that_are_put_off_stay_with_their_database() {
    let dir = tempfile::tempdir().unwrap();
    let (path, other) = (dir.path().join("desk.db"), dir.path().join("other.db"));
    let store = Store::open(&path).unwrap().store;
    store.take_ready(&to_towns(1..8), PageOf::default(), at(1)).unwrap();
    store.switch_to(&other).unwrap();
    store.settle_places().unwrap();
    assert!(store.known_places().unwrap().is_empty(), "another user's customers");
    store.switch_to(&path).unwrap();
    assert!(!store.catch_up_places(100).unwrap());
    assert_eq!(store.known_places().unwrap()[&LocalId::new("cpt-7")].len(), 7);
}
