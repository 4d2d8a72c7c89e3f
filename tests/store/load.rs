//! Many bids, many readers: figures are printed, not asserted; what must hold is that all is there.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use cargorun_desk::domain::id::LocalId;
use cargorun_desk::store::Store;
use cargorun_desk::store::model::{Cursor, PullReport};

use super::support::*;

/// `STORE_LOAD=100000` asks for the whole load; the ordinary run shows a tenth of it.
fn bids() -> i64 {
    std::env::var("STORE_LOAD").ok().and_then(|asked| asked.parse().ok()).unwrap_or(10_000)
}

#[test]
fn reading_and_pulling_many_bids() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    let store = Store::open(&path).unwrap().store;
    let count = bids();
    let rows: Vec<_> = (1..=count)
        .map(|number| {
            let mut content = bid(&number.to_string());
            content.car = Some(LocalId::new(format!("car-{}", number % 400)));
            content.customer = Some(LocalId::new(format!("cpt-{}", number % 300)));
            pulled(number, &content)
        })
        .collect();

    let begun = Instant::now();
    for (place, page) in rows.chunks(50).enumerate() {
        let cursor = Cursor { updated_at: "2026".to_owned(), id: i64::try_from(place).unwrap() };
        store.apply_bid_page(page, Some(&cursor), at(0)).unwrap();
    }
    println!("pull of {count} new bids by pages of 50: {:?}", begun.elapsed());
    let begun = Instant::now();
    let report = store.apply_bid_page(&rows[..50], None, at(1)).unwrap();
    println!("a page that brings nothing: {:?}", begun.elapsed());
    assert_eq!(report, PullReport { same: 50, ..PullReport::default() });

    for _ in 0..2 {
        let begun = Instant::now();
        let read = store.bid_rows().unwrap();
        println!("light rows of {count} bids: {:?}", begun.elapsed());
        assert_eq!(read.len(), rows.len());
    }
    let begun = Instant::now();
    assert_eq!(store.recent_pairings().unwrap().len(), 400.min(rows.len()));
    println!("pairings: {:?}", begun.elapsed());
    let begun = Instant::now();
    assert_eq!(store.known_places().unwrap().len(), 300.min(rows.len()));
    println!("places: {:?}", begun.elapsed());
    drop(store);
    println!("file: {} MB", std::fs::metadata(&path).unwrap().len() / 1_000_000);
    let begun = Instant::now();
    let opened = Store::open(&path).unwrap();
    println!("open with the check: {:?}", begun.elapsed());
    assert_eq!(opened.store.bid_rows().unwrap().len(), rows.len());
}

#[test]
fn readers_never_wait_for_the_writer_and_see_whole_operations() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("desk.db")).unwrap().store;
    let finished = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writer = store.clone();
        let finished = &finished;
        scope.spawn(move || {
            for round in 0..40_i64 {
                // Both bids of a page carry the price of the round.
                let page = [pulled(1, &bid(&round.to_string())), pulled(2, &bid(&round.to_string()))];
                writer.apply_bid_page(&page, None, at(round)).unwrap();
            }
            finished.store(true, Ordering::Release);
        });
        for _ in 0..3 {
            let reader = store.clone();
            scope.spawn(move || {
                loop {
                    let last = finished.load(Ordering::Acquire);
                    let rows = reader.bid_rows().unwrap();
                    if let [first, second] = rows.as_slice() {
                        assert_eq!(first.price, second.price, "a page is seen whole");
                    } else {
                        assert!(rows.is_empty());
                    }
                    if last {
                        break;
                    }
                }
            });
        }
    });
    assert_eq!(store.bid_rows().unwrap()[1].price, money("39"));
}

#[test]
fn two_programs_may_write_the_same_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("desk.db");
    let stores = [Store::open(&path).unwrap().store, Store::open(&path).unwrap().store];
    std::thread::scope(|scope| {
        for store in &stores {
            scope.spawn(move || {
                for price in 0..25 {
                    sent_draft(store, &bid(&price.to_string()));
                }
            });
        }
    });
    assert_eq!(stores[0].bid_rows().unwrap().len(), 50);
    assert_eq!(stores[1].counts().unwrap().unsent, 50);
}
