//! Done bids of a period: those and no others, and how long it takes among a hundred thousand.

use std::time::Instant;

use cargorun_desk::domain::bid::BidStatus;
use cargorun_desk::domain::place::Zone;
use cargorun_desk::store::model::Cursor;
use cargorun_desk::store::{DoneBid, Store};
use chrono::{DateTime, TimeDelta, Utc};

use super::support::*;

fn read(store: &Store, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<DoneBid> {
    let mut found = Vec::new();
    store.each_done_bid((from, until), &mut |done| found.push(done)).unwrap();
    found
}

fn numbers(found: &[DoneBid]) -> Vec<i64> {
    found.iter().filter_map(|done| done.remote.map(|remote| remote.0)).collect()
}

/// The end of the plan of [`bid`]: the unloading.
fn end() -> DateTime<Utc> {
    Zone::Fixed(180).to_utc(local_time(2, 10))
}

#[test]
fn only_trips_that_ended_in_the_period_are_read() {
    let store = store();
    let done = |number| with_status(pulled(number, &bid("5000")), BidStatus::Done);
    let mut later = done(2);
    later.bid.points[1].plan_enter = Some(local_time(4, 10));
    let mut empty = done(4);
    empty.bid.empty_run = true;
    let mut undated = done(6);
    for point in &mut undated.bid.points {
        point.plan_enter = None;
    }
    let rows = [done(1), later, with_status(pulled(3, &bid("5")), BidStatus::Started), empty, gone(done(5)), undated];
    store.apply_bid_page(&rows, None, at(0)).unwrap();
    let day = TimeDelta::days(1);
    assert_eq!(numbers(&read(&store, end(), end() + day)), [1]);
    assert_eq!(numbers(&read(&store, end() + TimeDelta::microseconds(1), end() + day * 3)), [2]);
    assert_eq!(numbers(&read(&store, end() - day, end())), [0; 0], "the end of a period is not in it");
    let changed = read(&store, at(0), at(1));
    assert_eq!(numbers(&changed), [6], "without dates the last change counts");
    let one = &read(&store, end(), end() + day)[0];
    assert_eq!((one.ended, &one.bid.price), (end(), &money("5000")));
    assert_eq!(one.facts.status, BidStatus::Done);
    assert!(one.list_raw.as_deref().unwrap().contains("\"unknown\":\"kept\""));
}

#[test]
fn what_was_edited_here_is_in_it() {
    let store = store();
    let row = with_status(pulled(1, &bid("5000")), BidStatus::Done);
    store.apply_bid_page(&[row], None, at(0)).unwrap();
    let id = store.bid_rows().unwrap()[0].meta.id.clone();
    let mut edited = store.bid(&id).unwrap().unwrap().bid;
    edited.price = money("7000");
    store.save_bid(Some(&id), &edited, at(1)).unwrap();
    assert_eq!(read(&store, end(), end() + TimeDelta::days(1))[0].bid.price, money("7000"));
}

/// `STORE_LOAD=100000` asks for the whole load; the ordinary run shows a hundredth of it.
#[test]
fn a_month_costs_a_month() {
    let count = std::env::var("STORE_LOAD").ok().and_then(|asked| asked.parse().ok()).unwrap_or(1_000_i64);
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("desk.db")).unwrap().store;
    // Two years of bids, all done.
    let of_day = (count / 730).max(1);
    let rows: Vec<_> = (1..=count)
        .map(|number| {
            let mut content = bid(&number.to_string());
            let shift = TimeDelta::days(-(number / of_day));
            for point in &mut content.points {
                point.plan_enter = point.plan_enter.map(|at| at + shift);
            }
            with_status(pulled(number, &content), BidStatus::Done)
        })
        .collect();
    for (place, page) in rows.chunks(500).enumerate() {
        let cursor = Cursor { updated_at: "2026".to_owned(), id: i64::try_from(place).unwrap() };
        store.apply_bid_page(page, Some(&cursor), at(0)).unwrap();
    }
    let (from, until) = (end() - TimeDelta::days(130), end() - TimeDelta::days(100));
    let begun = Instant::now();
    let month = read(&store, from, until);
    println!("{} done bids of a month among {count}: {:?}", month.len(), begun.elapsed());
    let expected = rows.iter().filter(|row| row.bid.last_utc().is_some_and(|at| at >= from && at < until)).count();
    assert_eq!(month.len(), expected);
    assert!(month.is_sorted_by_key(|done| done.ended));
}
