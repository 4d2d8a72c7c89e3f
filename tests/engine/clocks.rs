//! The wait before an unanswered creation is sent again, while clocks are set, processes begin anew and servers keep
//! silent about the time.

use cargorun_desk::api::cargorun::ApiError;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::sandbox::Fault;
use cargorun_desk::store::model::OpState;
use cargorun_desk::sync::{SyncError, Trigger};
use chrono::TimeDelta;
use std::sync::atomic::Ordering;

use crate::colleague::Office;
use crate::desk::Desk;
use crate::lots::Lots;
use crate::wire::Weather;

/// A desk whose creation is on its way and will arrive within half a minute, though nobody knows; and the bid.
async fn on_its_way() -> (Office, Desk, cargorun_desk::domain::id::LocalId) {
    let office = Office::open(1).await;
    let desk = Desk::at(&office, &Lots::new(1), TimeDelta::zero()).await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.wire.set_weather(Weather { delayed_write: 1.0, ..Weather::default() });
    let _report = desk.cycle_with(only_push()).await;
    desk.wire.set_weather(Weather::default());
    assert_eq!(desk.bid(&id).meta.state, RecordState::CreateUnknown);
    (office, desk, id)
}

fn only_push() -> Trigger {
    Trigger { pull: false, ..Desk::trigger(true) }
}

fn sent(desk: &Desk) -> usize {
    desk.wire.sent("POST /api/TruckingBids/Apply").len()
}

/// Looks once, sets the clock forward, begins anew if asked to, and looks again before the network delivers.
async fn a_clock_set_forward(begins_anew: bool, has_no_date: bool) {
    let what = format!("begins anew {begins_anew}, no date {has_no_date}");
    let (office, mut desk, id) = on_its_way().await;
    desk.wire.has_no_date.store(has_no_date, Ordering::SeqCst);
    desk.cycle_with(only_push()).await.1.unwrap();
    desk.skew.jump(TimeDelta::hours(1));
    if begins_anew {
        desk.restart();
    }
    office.time.pass(TimeDelta::seconds(2));
    for _ in 0..3 {
        desk.cycle_with(only_push()).await.1.unwrap();
    }
    assert_eq!(sent(&desk), 1, "{what}: the hour has not passed");
    office.time.pass(TimeDelta::minutes(1));
    desk.wire.deliver();
    for _ in 0..2 {
        office.time.pass(TimeDelta::minutes(2));
        desk.cycle_with(only_push()).await.1.unwrap();
    }
    assert_eq!(office.with_handle(&desk.bid(&id).external_id).await.len(), 1, "{what}: I3");
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean, "{what}");
    assert_eq!(sent(&desk), 1, "{what}");
}

#[tokio::test]
async fn a_clock_set_forward_between_two_look_ups_makes_no_second_bid() {
    for begins_anew in [false, true] {
        for has_no_date in [false, true] {
            a_clock_set_forward(begins_anew, has_no_date).await;
        }
    }
}

#[tokio::test]
async fn a_desk_that_begins_anew_each_time_goes_by_the_servers_clock() {
    let (office, mut desk, id) = on_its_way().await;
    // It is lost for good.
    desk.wire.lose_all();
    for expected in [1, 1, 2] {
        desk.restart();
        desk.cycle_with(only_push()).await.1.unwrap();
        assert_eq!(sent(&desk), expected);
        office.time.pass(TimeDelta::seconds(40));
    }
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
    assert_eq!(office.with_handle(&desk.bid(&id).external_id).await.len(), 1);
}

#[tokio::test]
async fn without_the_servers_clock_the_wait_is_counted_by_the_process() {
    let (office, mut desk, id) = on_its_way().await;
    desk.wire.lose_all();
    desk.wire.has_no_date.store(true, Ordering::SeqCst);
    desk.cycle_with(only_push()).await.1.unwrap();
    office.time.pass(TimeDelta::minutes(5));
    desk.restart();
    desk.cycle_with(only_push()).await.1.unwrap();
    let operation = desk.store.operations().unwrap().remove(0);
    assert_eq!((sent(&desk), operation.state), (1, OpState::Unknown), "nobody knows how long ago it was");
    office.time.pass(TimeDelta::seconds(60));
    desk.cycle_with(only_push()).await.1.unwrap();
    assert_eq!(sent(&desk), 2);
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
}

#[tokio::test]
async fn a_wait_that_a_clock_set_back_has_made_long_is_forgotten_for_good() {
    let office = Office::open(1).await;
    let desk = Desk::at(&office, &Lots::new(1), TimeDelta::zero()).await;
    office.set_faults(vec![(Fault::TooMany, 1.0)]);
    let (_, ended) = desk.cycle().await;
    assert!(matches!(ended, Err(SyncError::Api(ApiError::TooManyRequests { .. }))), "{ended:?}");
    office.set_faults(Vec::new());
    desk.skew.jump(-TimeDelta::minutes(90));
    desk.good_cycle().await;
    // The clock is about to show that moment again.
    office.time.pass(TimeDelta::minutes(89));
    desk.good_cycle().await;
    office.time.pass(TimeDelta::seconds(59));
    desk.good_cycle().await;
}
