//! Failures one by one: what each leaves behind, and that it stops no more than it must.

use cargorun_desk::api::cargorun::ApiError;
use cargorun_desk::domain::id::RecordKind;
use cargorun_desk::domain::place::Precision;
use cargorun_desk::domain::record::RecordState;
use cargorun_desk::sandbox::{Fault, LoginLimit};
use cargorun_desk::store::model::{OpKind, OpState};
use cargorun_desk::sync::{SyncError, Trigger};
use chrono::TimeDelta;

use crate::colleague::Office;
use crate::desk::{Desk, money};
use crate::lots::Lots;
use crate::wire::{Death, Weather};

async fn one() -> (Office, Desk) {
    let office = Office::open(1).await;
    let desk = Desk::at(&office, &Lots::new(1), TimeDelta::zero()).await;
    (office, desk)
}

fn only_push() -> Trigger {
    Trigger { pull: false, ..Desk::trigger(false) }
}

#[tokio::test]
async fn a_read_that_fails_before_a_creation_leaves_nothing_unknown() {
    let (office, desk) = one().await;
    let mut bid = desk.new_bid(0, "1000");
    bid.points[0].place.precision = Precision::Approximate;
    let id = desk.send_new(&bid);
    desk.wire.broken.lock().unwrap().push("/Map/GetAddresses".to_owned());
    let report = desk.good_cycle().await;
    assert_eq!((report.unknown, report.rejected), (0, 0), "nothing was sent: {report:?}");
    assert_eq!(desk.operations(&id), [(OpKind::Create, OpState::Queued)]);
    let operation = desk.store.operations().unwrap().remove(0);
    assert!(operation.not_before.is_some_and(|at| at > desk.now()), "it waits a while: {operation:?}");

    desk.wire.broken.lock().unwrap().clear();
    office.time.pass(TimeDelta::minutes(6));
    desk.good_cycle().await;
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
    assert_eq!(office.with_handle(&desk.bid(&id).external_id).await.len(), 1);
    let sent = desk.wire.sent("POST /api/TruckingBids/Apply");
    assert_eq!(sent.len(), 1);
    assert_eq!(desk.bid(&id).bid.points[0].place.precision, Precision::Confirmed);
}

#[tokio::test]
async fn an_edit_made_while_the_geocoder_thinks_is_kept() {
    let (_office, desk) = one().await;
    let mut bid = desk.new_bid(0, "1000");
    bid.points[0].place.precision = Precision::Approximate;
    let id = desk.send_new(&bid);
    // Each request of a cycle without a pull is preceded by the edit.
    let engine = desk.connected.engine.clone();
    let trigger = only_push();
    desk.wire.before_request(Box::new({
        let (store, id, now) = (desk.store.clone(), id.clone(), desk.now());
        move |line| {
            if line.contains("GetAddresses") {
                let mut typed = store.bid(&id).unwrap().unwrap().bid;
                typed.price = Some(money("2000"));
                store.save_bid(Some(&id), &typed, now).unwrap();
            }
        }
    }));
    let (_, ended) = engine.cycle(trigger, &cargorun_desk::sync::Cancel::default(), &|_| {}).await;
    ended.unwrap();
    assert_eq!(
        desk.bid(&id).bid.price,
        Some(money("2000")),
        "the geocoder's answer must not undo what was typed meanwhile"
    );
    desk.wire.before_request(Box::new(|_| {}));
    desk.good_cycle().await;
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
    assert_eq!(desk.bid(&id).bid.price, Some(money("2000")));
}

#[tokio::test]
async fn an_edit_of_a_bid_whose_creation_is_unknown_is_not_taken_for_sent() {
    let (office, desk) = one().await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.wire.set_weather(Weather { no_answer: 1.0, ..Weather::default() });
    let _report = desk.cycle_with(only_push()).await;
    assert_eq!(desk.bid(&id).meta.state, RecordState::CreateUnknown);
    desk.wire.set_weather(Weather::default());
    desk.edit(&id, |bid| bid.price = Some(money("2000")));
    office.time.pass(TimeDelta::minutes(6));
    // Without a pull it is the look-up that finds it.
    desk.cycle_with(only_push()).await.1.unwrap();
    desk.cycle_with(only_push()).await.1.unwrap();
    assert_eq!(desk.bid(&id).bid.price, Some(money("2000")), "the edit stands");
    assert_eq!(office.bid(desk.number(&id)).await["price"].as_f64(), Some(2000.0), "and was sent");
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
}

#[tokio::test]
async fn a_look_up_that_fails_proves_nothing_and_waits() {
    let (office, desk) = one().await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.wire.set_weather(Weather { delayed_write: 1.0, ..Weather::default() });
    let _report = desk.cycle_with(only_push()).await;
    desk.wire.set_weather(Weather::default());
    desk.wire.broken.lock().unwrap().push("GetListForExternal".to_owned());
    for _ in 0..4 {
        office.time.pass(TimeDelta::minutes(6));
        let (report, _) = desk.cycle_with(only_push()).await;
        assert_eq!(report.rejected, 0, "{report:?}");
        let operation = desk.store.operations().unwrap().remove(0);
        assert_eq!((operation.state, operation.lookups), (OpState::Unknown, 0));
        assert!(operation.not_before.is_some_and(|at| at > desk.now()), "{operation:?}");
    }
    assert_eq!(desk.wire.sent("POST /api/TruckingBids/Apply").len(), 1, "not sent again meanwhile");
    desk.wire.broken.lock().unwrap().clear();
    desk.wire.deliver();
    office.time.pass(TimeDelta::minutes(6));
    desk.good_cycle().await;
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
    assert_eq!(office.with_handle(&desk.bid(&id).external_id).await.len(), 1);
}

#[tokio::test]
async fn a_change_without_an_answer_of_a_bid_that_is_no_longer_there_is_told_and_not_tried_for_ever() {
    let (office, desk) = one().await;
    // From here on the platform keeps a copy of itself; it does not have the bid.
    office.set_faults(vec![(Fault::Restore, f64::MIN_POSITIVE)]);
    desk.good_cycle().await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.good_cycle().await;
    desk.edit(&id, |bid| bid.price = Some(money("2000")));
    desk.queue(&id, OpKind::Update);
    // It is read, then written.
    desk.wire.die(Some(Death::After(2)));
    tokio::select! {
        _ended = desk.cycle_with(only_push()) => panic!("it should have died"),
        () = desk.wire.died.notified() => {}
    }
    desk.wire.die(None);
    assert_eq!(office.bid(desk.number(&id)).await["price"].as_f64(), Some(2000.0));
    assert_eq!(desk.operations(&id), [(OpKind::Update, OpState::InFlight)]);
    office.set_faults(vec![(Fault::Restore, 1.0)]);
    let (report, ended) = desk.cycle_with(Trigger { person: true, ..only_push() }).await;
    ended.unwrap();
    assert_eq!(report.rejected, 1, "{report:?}");
    let record = desk.bid(&id);
    assert_eq!(record.meta.state, RecordState::Rejected, "a person is told: {:?}", record.meta.error);
    assert_eq!(record.bid.price, Some(money("2000")), "and nothing of theirs is lost");
}

#[tokio::test]
async fn two_look_ups_stand_two_timeouts_apart_even_when_the_clock_goes_back() {
    let (office, desk) = one().await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.wire.set_weather(Weather { delayed_write: 1.0, ..Weather::default() });
    let _report = desk.cycle_with(only_push()).await;
    desk.wire.set_weather(Weather::default());
    let person = Trigger { pull: false, ..Desk::trigger(true) };
    desk.cycle_with(person).await.1.unwrap();
    office.time.pass(TimeDelta::seconds(59));
    desk.cycle_with(person).await.1.unwrap();
    assert_eq!(desk.wire.sent("POST /api/TruckingBids/Apply").len(), 1, "too early to be sure");
    desk.skew.jump(TimeDelta::days(-2));
    desk.cycle_with(person).await.1.unwrap();
    assert_eq!(desk.wire.sent("POST /api/TruckingBids/Apply").len(), 1, "still too early");
    office.time.pass(TimeDelta::minutes(2));
    desk.cycle_with(person).await.1.unwrap();
    desk.cycle_with(person).await.1.unwrap();
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean, "two days later nobody would wait");
}

#[tokio::test]
async fn a_wait_written_by_a_clock_that_was_wrong_does_not_last() {
    let (office, desk) = one().await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.wire.broken.lock().unwrap().push("/TruckingBids/Apply".to_owned());
    desk.good_cycle().await;
    desk.wire.broken.lock().unwrap().clear();
    office.time.pass(TimeDelta::days(-30));
    for _ in 0..4 {
        desk.cycle_with(only_push()).await.1.unwrap();
        office.time.pass(TimeDelta::minutes(6));
    }
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
}

#[tokio::test]
async fn a_record_that_the_server_chokes_on_holds_up_no_other_and_is_tried_ever_more_rarely() {
    let (office, desk) = one().await;
    let first = desk.send_new(&desk.new_bid(0, "1000"));
    desk.good_cycle().await;
    let number = desk.number(&first);
    desk.edit(&first, |bid| bid.price = Some(money("1001")));
    desk.queue(&first, OpKind::Update);
    let second = desk.send_new(&desk.new_bid(1, "2000"));
    desk.wire.broken.lock().unwrap().push("/TruckingBids/Patch".to_owned());
    desk.good_cycle().await;
    assert_eq!(desk.bid(&second).meta.state, RecordState::Clean, "I13");
    for _ in 0..400 {
        office.time.pass(TimeDelta::seconds(10));
        desk.cycle_with(only_push()).await.1.unwrap();
    }
    let tries = desk.wire.sent("POST /api/TruckingBids/Patch").len();
    assert!((10..=100).contains(&tries), "{tries} tries in 4,000 seconds");
    assert_eq!(desk.bid(&first).meta.state, RecordState::Quarantine, "it is set aside and shown");
    assert_eq!(desk.store.counts().unwrap().set_aside, 1);
    desk.wire.broken.lock().unwrap().clear();
    office.time.pass(TimeDelta::minutes(6));
    desk.good_cycle().await;
    assert_eq!(desk.wire.sent("POST /api/TruckingBids/Patch").len(), tries, "only a person tries it again");
    assert!(desk.store.retry_rejected(RecordKind::Bid, &first, desk.now()).unwrap());
    desk.good_cycle().await;
    assert_eq!(office.bid(number).await["price"].as_f64(), Some(1001.0));
    assert_eq!(desk.bid(&first).meta.state, RecordState::Clean);
}

#[tokio::test]
async fn a_broken_list_beside_the_bids_stops_neither_pull_nor_sending() {
    let (_office, desk) = one().await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.wire.broken.lock().unwrap().push("/Trackers/Get".to_owned());
    let (report, ended) = desk.cycle_with(Trigger { books: true, ..Desk::trigger(false) }).await;
    assert!(matches!(ended, Err(SyncError::Api(ApiError::Server { status: 503, .. }))), "it is said: {ended:?}");
    assert_eq!(report.pushed, 1, "{report:?}");
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
}

#[tokio::test]
async fn without_a_network_one_operation_is_tried_and_not_all() {
    let (office, desk) = one().await;
    for nth in 0..4 {
        desk.send_new(&desk.new_bid(nth, "1000"));
    }
    let before = desk.wire.requests();
    desk.wire.set_weather(Weather { no_answer: 1.0, ..Weather::default() });
    let (_, ended) = desk.cycle_with(only_push()).await;
    assert!(matches!(ended, Err(SyncError::Api(ApiError::Timeout))), "{ended:?}");
    assert!(desk.wire.requests() - before <= 2, "each of them would wait for half a minute");
    desk.wire.set_weather(Weather::default());
    for _ in 0..3 {
        office.time.pass(TimeDelta::minutes(6));
        desk.good_cycle().await;
    }
    assert!(desk.store.operations().unwrap().is_empty());
}

#[tokio::test]
async fn a_server_that_asks_to_wait_is_left_alone() {
    let (office, desk) = one().await;
    desk.send_new(&desk.new_bid(0, "1000"));
    desk.send_new(&desk.new_bid(1, "1000"));
    office.set_faults(vec![(Fault::TooMany, 1.0)]);
    let before = desk.wire.requests();
    let (_, ended) = desk.cycle().await;
    assert!(matches!(ended, Err(SyncError::Api(ApiError::TooManyRequests { .. }))), "{ended:?}");
    assert_eq!(desk.wire.requests() - before, 1);
    let (_, ended) = desk.cycle().await;
    assert!(matches!(ended, Err(SyncError::Api(ApiError::TooManyRequests { .. }))), "{ended:?}");
    assert_eq!(desk.wire.requests() - before, 1, "it asked for two seconds of peace");
    office.set_faults(Vec::new());
    office.time.pass(TimeDelta::seconds(3));
    assert_eq!(desk.good_cycle().await.pushed, 2);
}

#[tokio::test]
async fn a_process_that_dies_at_any_request_of_a_sending_makes_no_second_bid() {
    for (nth, after) in (1..=4).flat_map(|nth| [(nth, false), (nth, true)]) {
        let (office, mut desk) = one().await;
        let mut bid = desk.new_bid(0, "1000");
        bid.points[0].place.precision = Precision::Approximate;
        let id = desk.send_new(&bid);
        desk.queue(&id, OpKind::Start);
        desk.wire.die(Some(if after { Death::After(nth) } else { Death::Before(nth) }));
        let _died = desk.mortal_cycle(false).await;
        desk.wire.die(None);
        for _ in 0..3 {
            office.time.pass(TimeDelta::minutes(6));
            desk.good_cycle().await;
        }
        let record = desk.bid(&id);
        let there = office.with_handle(&record.external_id).await;
        assert_eq!(there.len(), 1, "died at {nth}, after: {after}");
        assert_eq!(there[0]["status"], "Started", "died at {nth}, after: {after}");
        assert_eq!(record.meta.state, RecordState::Clean);
    }
}

#[tokio::test]
async fn what_a_dead_cycle_left_on_the_wire_is_found_without_a_restart() {
    let (office, desk) = one().await;
    let id = desk.send_new(&desk.new_bid(0, "1000"));
    desk.wire.die(Some(Death::After(1)));
    tokio::select! {
        _ended = desk.cycle_with(only_push()) => panic!("it should have died"),
        () = desk.wire.died.notified() => {}
    }
    desk.wire.die(None);
    assert_eq!(desk.bid(&id).meta.state, RecordState::CreateInflight);
    desk.good_cycle().await;
    assert_eq!(desk.bid(&id).meta.state, RecordState::Clean);
    assert_eq!(office.with_handle(&desk.bid(&id).external_id).await.len(), 1);
}

#[tokio::test]
async fn a_sign_in_that_must_wait_is_known_to_the_next_command_of_the_profile() {
    let office = Office::with(1, |options| options.login_limit = LoginLimit::default()).await;
    let mut desk = Desk::unread(&office, &Lots::new(1), TimeDelta::zero());
    let sign_ins = |desk: &Desk| desk.wire.sent("POST /api/Account/GenerateToken").len();
    // The colleague took one of the two of thirty seconds.
    desk.good_cycle().await;
    assert_eq!(sign_ins(&desk), 1);
    desk.restart();
    let began = desk.now();
    desk.good_cycle().await;
    assert_eq!(sign_ins(&desk), 3, "one was refused, one came after the wait");
    assert!(desk.now() > began, "it waited");
    desk.restart();
    desk.good_cycle().await;
    desk.restart();
    office.time.pass(TimeDelta::seconds(-25));
    let asked = sign_ins(&desk);
    let (_, ended) = desk.cycle().await;
    ended.unwrap();
    assert!(sign_ins(&desk) - asked <= 2, "a wait that is known is kept before asking");
}
