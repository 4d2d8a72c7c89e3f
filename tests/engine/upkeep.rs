//! What keeps both sides equal beside the ordinary cycle: slow passes, rests, checks, and decisions by the setting.

use cargorun_desk::api::cargorun::ApiError;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::place::Precision;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::domain::sync_case::ConflictKind;
use cargorun_desk::domain::trouble::TroubleKind;
use cargorun_desk::merge::{Decider, Policy};
use cargorun_desk::store::model::{Cursor, OpKind, OpState};
use cargorun_desk::sync::{Cancel, SyncError, Trigger};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::colleague::Office;
use crate::desk::{Desk, money};
use crate::lots::Lots;

async fn one() -> (Office, Desk) {
    let office = Office::open(1).await;
    let desk = Desk::at(&office, &Lots::new(1), TimeDelta::zero()).await;
    (office, desk)
}

/// A desk whose cursor stands an hour ahead: what changes now is behind it, as a row that became visible late.
fn jump_ahead(office: &Office, desk: &Desk) {
    let later = office.time.now() + TimeDelta::hours(1);
    desk.store.set_cursor(Some(&Cursor { updated_at: later.to_rfc3339(), id: 1_000_000 })).unwrap();
}

#[tokio::test]
async fn the_nightly_pass_finds_what_the_pull_missed_and_later_pulls_look_further_back() {
    let (office, desk) = one().await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.good_cycle().await;
    let number = desk.number(&id);
    office.patch(number, json!({ "price": 2000.0 })).await;
    // The server's own calculations, which move the date of the bid again, come before the cursor jumps over it.
    office.time.pass(TimeDelta::minutes(1));
    office.bid(number).await;
    jump_ahead(&office, &desk);
    desk.good_cycle().await;
    assert_eq!(desk.bid(&id).bid.price, Some(money("1000")), "the ordinary pull can't see it");
    office.time.pass(TimeDelta::hours(25));
    desk.good_cycle().await;
    assert_eq!(desk.bid(&id).bid.price, Some(money("2000")));
    let seconds: i64 = desk.store.setting("bids-overlap-s").unwrap().unwrap().parse().unwrap();
    assert!(seconds > 3600, "twice as far as it came late: {seconds}");
    let pass = desk.store.pass("nightly").unwrap().unwrap();
    assert!(pass.ended_at.is_some() && pass.total.is_some_and(|total| total > 0), "{pass:?}");
}

#[tokio::test]
async fn a_quiet_day_lets_the_window_shrink_again() {
    let (office, desk) = one().await;
    desk.store.set_setting("bids-overlap-s", "4000").unwrap();
    desk.good_cycle().await;
    for expected in ["2000", "1000"] {
        office.time.pass(TimeDelta::hours(25));
        desk.good_cycle().await;
        assert_eq!(desk.store.setting("bids-overlap-s").unwrap().as_deref(), Some(expected));
    }
}

#[tokio::test]
async fn done_bids_are_asked_for_with_the_seeds_own_filter_and_not_twice() {
    let (_office, desk) = one().await;
    desk.cycle_with(Trigger { books: true, ..Desk::trigger(false) }).await.1.unwrap();
    let sent = desk.wire.sent.lock().unwrap();
    let asked: Vec<DateTime<Utc>> = sent
        .iter()
        .filter_map(|(line, _)| {
            let line = line.replace("%20", " ").replace('+', " ").replace("%27", "'").replace("%3A", ":");
            let (_, since) = line.split_once("Status eq 'Done' and updatedAt gt ")?;
            since.split('&').next()?.parse().ok()
        })
        .collect();
    assert!(!asked.is_empty(), "{sent:?}");
    let reached: DateTime<Utc> = desk.store.cursor().unwrap().unwrap().updated_at.parse().unwrap();
    assert!(
        asked.iter().all(|since| *since >= reached - TimeDelta::minutes(6)),
        "the pull has just brought what is older: {asked:?}, {reached}"
    );
}

#[tokio::test]
async fn a_server_that_fails_again_and_again_is_left_alone_also_after_a_restart() {
    let (office, mut desk) = one().await;
    desk.wire.broken.lock().unwrap().push("GetListForExternal".to_owned());
    for _ in 0..5 {
        let (_, ended) = desk.cycle().await;
        assert!(matches!(ended, Err(SyncError::Api(ApiError::Server { .. }))), "{ended:?}");
    }
    let before = desk.wire.requests();
    desk.restart();
    let (_, ended) = desk.cycle().await;
    assert!(matches!(ended, Err(SyncError::Api(ApiError::TooManyRequests { .. }))), "{ended:?}");
    assert_eq!(desk.wire.requests(), before, "it is at rest");
    let (_, ended) = desk.cycle_with(Desk::trigger(true)).await;
    assert!(matches!(ended, Err(SyncError::Api(ApiError::Server { .. }))), "a person may ask: {ended:?}");
    desk.wire.broken.lock().unwrap().clear();
    office.time.pass(TimeDelta::minutes(6));
    desk.good_cycle().await;
    desk.good_cycle().await;
}

#[tokio::test]
async fn a_check_proves_both_sides_equal_and_says_when_they_are_not() {
    let (office, desk) = one().await;
    let proof = desk.connected.engine.verify(&Cancel::default()).await.unwrap();
    assert!(proof.is_equal() && proof.sampled > 0 && proof.there.is_some(), "{proof:?}");
    assert_eq!(desk.store.proven_equal_at().unwrap(), Some(proof.at));
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.good_cycle().await;
    office.patch(desk.number(&id), json!({ "price": 2000.0 })).await;
    jump_ahead(&office, &desk);
    office.time.pass(TimeDelta::minutes(1));
    for _ in 0..12 {
        desk.connected.engine.verify(&Cancel::default()).await.unwrap();
    }
    assert_eq!(desk.bid(&id).bid.price, Some(money("2000")), "what a check finds is taken in");
}

#[tokio::test]
async fn a_check_is_made_each_hour_by_itself() {
    let (office, desk) = one().await;
    desk.good_cycle().await;
    assert_eq!(desk.store.last_proof().unwrap(), None);
    office.time.pass(TimeDelta::minutes(61));
    desk.good_cycle().await;
    assert!(desk.store.last_proof().unwrap().is_some_and(|proof| proof.is_equal()));
}

#[tokio::test]
async fn with_priority_here_ours_reaches_the_platform_without_a_person() {
    for (decider, expected) in [(Decider::OursFirst, 3000.0), (Decider::TheirsFirst, 2000.0)] {
        let (office, desk) = one().await;
        desk.store.set_policy(RecordKind::Bid, Policy { decider, whole_document: false }).unwrap();
        let id = desk.send_new(&desk.new_bid(0, "1000"));
        desk.good_cycle().await;
        let number = desk.number(&id);
        office.patch(number, json!({ "price": 2000.0 })).await;
        desk.edit(&id, |bid| bid.price = Some(money("3000")));
        office.time.pass(TimeDelta::minutes(1));
        desk.good_cycle().await;
        desk.good_cycle().await;
        assert_eq!(office.bid(number).await["price"].as_f64(), Some(expected), "{decider:?}");
        assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
        assert_eq!(desk.store.settled_conflicts(10).unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_bid_that_a_colleague_changed_is_not_deleted_unseen() {
    let (office, desk) = one().await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.good_cycle().await;
    let number = desk.number(&id);
    office.patch(number, json!({ "price": 2000.0 })).await;
    desk.store.delete_bid(&id, desk.now()).unwrap();
    desk.cycle_with(Trigger { pull: false, ..Desk::trigger(false) }).await.1.unwrap();
    assert_eq!(desk.store.conflict_kind(&id).unwrap(), Some(ConflictKind::DeletedHere));
    assert!(desk.wire.sent("POST /api/bids/Delete").is_empty());
    desk.store.decide_deletion(&id, true, desk.now()).unwrap();
    desk.good_cycle().await;
    assert_eq!(desk.bid(&id).meta.state, RecordState::Tombstone);
}

#[tokio::test]
async fn after_a_restore_everything_is_read_before_anything_is_sent_and_nothing_is_sent_blindly() {
    let (office, mut desk) = one().await;
    let created = desk.send_new(&desk.new_bid(0, "1000"));
    let copy = desk.dir.path().join("copy.db");
    desk.store.backup_to(&copy).unwrap();
    // After the copy was made the bid was created and changed there.
    desk.good_cycle().await;
    let number = desk.number(&created);
    desk.store.restore_here(&copy).unwrap();
    desk.restart();
    assert_eq!(desk.operations(&created), [(OpKind::Create, OpState::Unknown)], "its outcome is not known");
    let creations = |desk: &Desk| desk.wire.sent("POST /api/TruckingBids/Apply").len();
    let before = desk.wire.sent.lock().unwrap().len();

    // The list can't be read: nothing goes out, whatever the trigger says.
    desk.wire.broken.lock().unwrap().push("GetListForExternal".to_owned());
    let only_send = Trigger { pull: false, person: true, ..Desk::trigger(true) };
    assert!(desk.cycle_with(only_send).await.1.is_err());
    desk.wire.broken.lock().unwrap().clear();
    let writes = |desk: &Desk| {
        let sent = desk.wire.sent.lock().unwrap();
        let lines = sent.iter().skip(before).map(|(line, _)| line.clone());
        let changes = ["/Apply", "/Patch", "/Create", "/Update", "/Delete", "/Start", "/Cancel"];
        lines.filter(|line| changes.iter().any(|change| line.contains(change))).collect::<Vec<_>>()
    };
    assert_eq!(writes(&desk), Vec::<String>::new());
    assert!(desk.store.restored().unwrap().is_some(), "it has not caught up");

    let once = creations(&desk);
    for _ in 0..3 {
        desk.cycle_with(only_send).await.1.unwrap();
        office.time.pass(TimeDelta::minutes(2));
    }
    assert_eq!((desk.store.restored().unwrap(), creations(&desk)), (None, once), "found, not sent again");
    assert_eq!((desk.bid(&created).meta.state, desk.number(&created)), (RecordState::Clean, number));
    assert_eq!(office.with_handle(&desk.bid(&created).external_id).await.len(), 1);
}

#[tokio::test]
async fn an_address_that_nobody_knows_is_named_with_its_kind_of_reason() {
    let (_office, desk) = one().await;
    let mut bid = desk.new_bid(0, "1000");
    bid.points[0].place.precision = Precision::Approximate;
    bid.points[0].place.address = "Щщщщщ, Ъъъъ, 5".to_owned();
    let id = desk.send_new(&bid);
    let report = desk.good_cycle().await;
    let record = desk.bid(&id);
    let error = record.meta.error.unwrap();
    assert_eq!((record.meta.state, error.kind), (RecordState::Rejected, TroubleKind::UnknownPlace));
    assert_eq!((error.detail.as_str(), report.troubles.len()), ("Щщщщщ, Ъъъъ, 5", 1));
    desk.queue(&id, OpKind::Create);
}
