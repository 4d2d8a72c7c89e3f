//! kill -9 of the real program at random moments, against the training server over TCP: nothing torn, lost or doubled.
//!
//! `KILLS=N` kills so often (50 without it).

#![cfg(test)]

#[path = "support/desk.rs"]
mod desk;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use cargorun_desk::app::profile::Profile;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::store::Store;
use desk::{Desk, Server};
use serde_json::{Value, json};

/// A draft that only its date tells from the others; answers its id.
fn draft(desk: &Desk<'_>, dir: &Path, nth: usize) -> String {
    let day = (chrono::Utc::now() + chrono::TimeDelta::days(100 + 3 * i64::try_from(nth).unwrap())).date_naive();
    let next = day.succ_opt().unwrap();
    let bid = json!({
        "customer": "9999000013", "payment_type": "Безналичный с НДС", "vat_type": "НДС 22%",
        "price": format!("{}.00", 300_000 + nth),
        "driver": "+79001234567", "car": "А123ВС77", "trailer": "АВ1234 77",
        "cargos": [{"name": "ТНП", "type": "ТНП", "weight_t": 18.5}],
        "points": [
            {"type": "load", "address": "Казань, Оренбургский тракт, 5", "plan_enter": format!("{day}T10:00")},
            {"type": "unload", "address": "Уфа, Сарапульская, 35", "plan_enter": format!("{next}T14:00")},
        ],
    });
    let file = dir.join("bid.json");
    fs::write(&file, bid.to_string()).unwrap();
    let made = desk.run(&["bid", "apply", file.to_str().unwrap()]);
    assert_eq!(made.code, 0, "{}", made.words);
    made.json["id"].as_str().unwrap().to_owned()
}

/// Repeatable by its argument, evenly spread.
fn lot(nth: usize) -> u64 {
    let mixed = u64::try_from(nth + 1).unwrap().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40
}

/// Ends a command without a word to it, after a while.
fn kill_after(desk: &Desk<'_>, arguments: &[&str], wait: Duration) {
    let mut child = desk.spawn(arguments);
    let end = Instant::now() + wait;
    // It may end by itself sooner.
    while Instant::now() < end && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let _ = child.kill();
    child.wait().unwrap();
}

fn store(dir: &Path) -> Store {
    let opened = Store::open(&Profile::open(Some(dir), false).unwrap().database()).unwrap();
    assert_eq!(opened.moved_aside, None, "the database is whole after every kill");
    opened.store
}

#[test]
fn a_program_that_is_killed_at_any_moment_tears_loses_and_doubles_nothing() {
    let kills: usize = std::env::var("KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(50);
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start();
    let desk = Desk::new(dir.path(), &server);
    let began = Instant::now();
    let first = draft(&desk, dir.path(), 0);
    desk.run(&["bid", "send", &first]);
    // Over somewhat more than a whole command, however fast this machine is just now.
    let longest = u64::try_from(began.elapsed().as_millis()).unwrap() * 3 / 4;
    let mut ids = vec![first];
    for nth in 0..kills {
        // Several kills meet one bid: it must survive them all.
        if nth % 3 == 0 {
            ids.push(draft(&desk, dir.path(), ids.len()));
        }
        let id = ids.last().unwrap().clone();
        let wait = Duration::from_millis(lot(nth) % longest.max(1));
        match nth % 4 {
            0 | 1 => kill_after(&desk, &["bid", "send", &id], wait),
            2 => kill_after(&desk, &["sync", "--once"], wait),
            _ => kill_after(&desk, &["sync", "--watch"], wait),
        }
        drop(store(dir.path()));
    }
    for id in &ids {
        desk.run(&["bid", "send", id]);
    }
    let deadline = Instant::now() + Duration::from_mins(2);
    let all_are_sent = || {
        ids.iter().all(|id| {
            let id = cargorun_desk::domain::id::LocalId::new(id.as_str());
            store(dir.path()).bid(&id).unwrap().is_some_and(|record| record.meta.state == RecordState::Clean)
        })
    };
    // An unknown outcome is looked up twice, two request timeouts apart.
    while !all_are_sent() {
        assert!(Instant::now() < deadline, "what was killed never got through");
        desk.run(&["sync", "--once"]);
    }
    let listed = desk.run(&["bid", "list"]).json;
    let ours: Vec<&Value> = listed.as_array().unwrap().iter().filter(|bid| is_ours(bid)).collect();
    let numbers: BTreeSet<i64> = ours.iter().filter_map(|bid| bid["remote_id"].as_i64()).collect();
    assert_eq!((ours.len(), numbers.len()), (ids.len(), ids.len()), "none lost, none doubled");
    for (nth, id) in ids.iter().enumerate() {
        let bid = ours.iter().find(|bid| bid["id"] == id.as_str()).unwrap();
        assert_eq!(bid["price"], format!("{}.00", 300_000 + nth), "as it was typed");
    }
}

fn is_ours(bid: &Value) -> bool {
    bid["car"] == "А123ВС77" && bid["price"].as_str().is_some_and(|price| price.starts_with("300"))
}
