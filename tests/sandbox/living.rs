//! The world that lives: in the test's own time, so that three days pass in a second and every run is the same.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use cargorun_desk::sandbox::Options;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::desk::{Crew, Desk, options};

/// A clock that the test winds.
#[derive(Clone)]
struct Hands(Arc<AtomicI64>);

impl Hands {
    fn at(text: &str) -> Self {
        let start: DateTime<Utc> = text.parse().unwrap();
        Self(Arc::new(AtomicI64::new(start.timestamp())))
    }

    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.load(Ordering::SeqCst), 0).unwrap()
    }

    fn wind(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_seconds(), Ordering::SeqCst);
    }

    fn options(&self, speed: f64) -> Options {
        let hands = self.clone();
        Options {
            speed,
            now: Arc::new(move || hands.now()),
            token_ttl: std::time::Duration::from_hours(10_000),
            ..options()
        }
    }
}

fn morning() -> Hands {
    Hands::at("2026-11-21T06:00:00Z")
}

fn moment(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str().map(|text| DateTime::parse_from_rfc3339(text).unwrap().to_utc())
}

/// A desk that follows the world by its changes.
struct Watch {
    desk: Desk,
    hands: Hands,
    since: String,
    bids: BTreeMap<i64, Value>,
}

impl Watch {
    async fn begin(hands: Hands, options: Options) -> Self {
        let desk = Desk::with(options).await;
        let mut watch = Self { desk, hands, since: "2000-01-01T00:00:00Z".to_owned(), bids: BTreeMap::new() };
        watch.look().await;
        watch
    }

    /// Reads what has changed, and answers it: each bid as it was and as it is.
    async fn look(&mut self) -> Vec<(Value, Value)> {
        let filter = format!("updatedAt ge {}", self.since);
        let query = [("$filter", filter.as_str()), ("$orderby", "updatedAt,id"), ("$top", "1000")];
        let rows = self.desk.list("bids/GetListForExternal", &query).await.rows();
        self.since =
            rows.last().map_or_else(|| self.since.clone(), |bid| bid["updatedAt"].as_str().unwrap().to_owned());
        let mut changes = Vec::new();
        for bid in rows {
            let before = self.bids.insert(bid["id"].as_i64().unwrap(), bid.clone()).unwrap_or_default();
            if before != bid && !before.is_null() {
                changes.push((before, bid));
            }
        }
        changes
    }

    async fn wind(&mut self, by: TimeDelta) -> Vec<(Value, Value)> {
        self.hands.wind(by);
        self.look().await
    }

    fn count(&self, status: &str) -> usize {
        self.bids.values().filter(|bid| bid["status"] == status).count()
    }
}

fn points(bid: &Value) -> Vec<Value> {
    let mut points = bid["bidPoints"].as_array().unwrap().clone();
    points.retain(|point| point["type"] != "StartPoint");
    points.sort_by_key(|point| point["order"].as_i64());
    points
}

/// When a truck came to a point and left it, whoever noted it.
fn visit(point: &Value) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    let first = |names: [&str; 2]| names.iter().find_map(|name| moment(&point[*name]));
    (first(["autoEnteredAt", "enteredAt"]), first(["autoLeavedAt", "loadUnloadedAt"]))
}

fn is_well_driven(bid: &Value, now: DateTime<Utc>) {
    let mut before = None;
    for point in points(bid) {
        let (entered, left) = visit(&point);
        let (entered, left) = (entered.unwrap_or_else(|| panic!("{bid}")), left.unwrap_or_else(|| panic!("{bid}")));
        assert!(entered < left && left <= now && before.is_none_or(|before| before < entered), "{bid}");
        before = Some(left);
    }
    assert!(moment(&bid["acceptedByDriverAt"]).is_some() || bid["driverId"].is_null(), "{bid}");
    let mileage = |name: &str| bid[name].as_f64().unwrap();
    assert!((0.9..1.1).contains(&(mileage("factMileage") / mileage("planMileage"))), "metres: {bid}");
    assert_eq!(bid["estimation"], Value::Null);
}

#[tokio::test]
async fn bids_are_driven_to_their_end_and_the_next_ones_begin() {
    let hands = morning();
    let mut watch = Watch::begin(hands.clone(), hands.options(1.0)).await;
    let (mut done, mut began, mut late, mut stages) = (0, 0, 0, 0);
    for _ in 0..60 {
        for (before, bid) in watch.wind(TimeDelta::hours(1)).await {
            assert!(moment(&bid["updatedAt"]) > moment(&before["updatedAt"]));
            match (before["status"].as_str().unwrap(), bid["status"].as_str().unwrap()) {
                ("Started", "Done") => {
                    is_well_driven(&bid, hands.now());
                    done += 1;
                }
                ("Planned", "Started") => began += 1,
                (was, is) => assert_eq!(was, is, "nothing else happens by itself"),
            }
            stages += usize::from(before["bidPointLoadUnloadStatus"] != bid["bidPointLoadUnloadStatus"]);
            let ahead = points(&bid).into_iter().find(|point| visit(point).0.is_none());
            let expected = moment(&bid["estimation"]["estimatedDate"]);
            let plan = ahead.and_then(|point| moment(&point["planEnterDateOffset"]));
            late += usize::from(expected.zip(plan).is_some_and(|(at, plan)| at > plan + TimeDelta::hours(1)));
        }
        let mut trucks: Vec<i64> = watch
            .bids
            .values()
            .filter(|bid| bid["status"] == "Started")
            .filter_map(|bid| bid["car"]["id"].as_i64())
            .collect();
        let count = trucks.len();
        trucks.sort_unstable();
        trucks.dedup();
        assert_eq!(trucks.len(), count, "a truck is on one road at a time");
    }
    assert!(done >= 6 && began >= 4 && late >= 2 && stages >= 20, "{done} {began} {late} {stages}");
}

#[tokio::test]
async fn the_same_seed_and_the_same_moments_give_the_same_world() {
    let live = async |seed| {
        let hands = morning();
        let desk = Desk::with(Options { seed, bids: 60, ..hands.options(6.0) }).await;
        let mut told = Vec::new();
        for minutes in [7, 90, 3, 200] {
            hands.wind(TimeDelta::minutes(minutes));
            for list in ["bids/GetListForExternal", "Car/GetList", "Driver/GetList", "Trackers/Get"] {
                told.push(desk.get(list).await.text);
            }
        }
        told
    };
    let (one, again, other) = (live(3).await, live(3).await, live(4).await);
    assert!(one == again && one != other && one[0] != one[12]);
}

#[tokio::test]
async fn at_speed_zero_the_world_stands_still() {
    let hands = morning();
    let desk = Desk::with(Options { bids: 60, ..hands.options(0.0) }).await;
    let lists = ["bids/GetListForExternal", "Car/GetList", "Driver/GetList", "Trackers/Get"];
    let mut before = Vec::new();
    for list in lists {
        before.push(desk.get(list).await.text);
    }
    hands.wind(TimeDelta::days(9));
    for (list, before) in lists.iter().zip(before) {
        assert!(desk.get(list).await.text == before, "{list}");
    }
}

async fn place(desk: &Desk, car: i64) -> (DateTime<Utc>, f64, f64) {
    let url = desk.url(&format!("Map/GetLastCarsLocations?$filter=car/id eq {car}"));
    let rows: Vec<Value> = desk.http.get(url).bearer_auth(&desk.token).send().await.unwrap().json().await.unwrap();
    let degrees = |at: usize| rows[0]["location"]["coordinates"][at].as_f64().unwrap();
    (moment(&rows[0]["fixedAt"]).unwrap(), degrees(0), degrees(1))
}

#[tokio::test]
async fn a_bid_of_ours_is_driven_and_a_cancelled_one_leaves_its_truck_where_it_is() {
    let hands = morning();
    let at_once = std::time::Duration::ZERO;
    let desk = Desk::with(Options { bids: 20, recalculation_delay: at_once, ..hands.options(60.0) }).await;
    let crew = Crew::of_the_example(&desk).await;
    let start = async |load: &str, unload: &str| {
        let bid = desk.done("TruckingBids/Apply", &crew.bid(load, unload)).await;
        desk.done("TruckingBids/SetStatus", &json!({ "bidId": bid, "status": "Started" })).await;
        bid
    };
    let bid = start("2026-11-24T10:00", "2026-11-25T14:00").await;
    desk.wait_for_bid(bid, |bid| bid["planMileage"].as_f64() > Some(0.0)).await;
    let next = start("2026-11-27T10:00", "2026-11-28T14:00").await;
    assert_eq!(desk.bid(next).await["status"], "Planned");
    // Five days of the road pass in two hours.
    let mut last = place(&desk, crew.car).await;
    let mut moved = 0.0;
    for _ in 0..120 {
        hands.wind(TimeDelta::minutes(1));
        let now = place(&desk, crew.car).await;
        let step = (now.1 - last.1).abs().max((now.2 - last.2).abs());
        assert!(step < 1.6 || now.0 - last.0 > TimeDelta::minutes(2), "an hour of road a minute, no leaps: {step}");
        assert!(now.0 <= hands.now());
        moved += step;
        last = now;
        if desk.bid(bid).await["status"] == "Done" {
            break;
        }
    }
    assert!(moved > 5.0, "from Казань to Уфа");
    is_well_driven(&desk.bid(bid).await, hands.now());
    assert_eq!(desk.bid(next).await["status"], "Started", "the next of the queue");
    hands.wind(TimeDelta::minutes(2));
    let here = place(&desk, crew.car).await;
    desk.done("Bids/Cancel", &json!({ "bidId": next })).await;
    hands.wind(TimeDelta::minutes(40));
    let there = place(&desk, crew.car).await;
    assert!((here.1 - there.1).abs() < 0.01 && (here.2 - there.2).abs() < 0.01, "{here:?} {there:?}");
}

#[tokio::test]
async fn colleagues_edit_and_the_fleet_changes() {
    let hands = morning();
    let mut watch = Watch::begin(hands.clone(), hands.options(1.0)).await;
    let (mut prices, mut plans, mut notes) = (0, 0, 0);
    let (mut in_repair, mut on_leave) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for _ in 0..30 {
        for (before, bid) in watch.wind(TimeDelta::hours(12)).await {
            prices += usize::from(before["price"] != bid["price"]);
            let differ = |name: &str| {
                points(&before)
                    .iter()
                    .any(|old| points(&bid).iter().any(|new| old["id"] == new["id"] && old[name] != new[name]))
            };
            plans += usize::from(differ("planEnterDate"));
            notes += usize::from(differ("comment"));
        }
        for (list, away) in [("Car/GetList", &mut in_repair), ("Driver/GetList", &mut on_leave)] {
            for row in watch.desk.list(list, &[("$filter", "isActive eq false")]).await.rows() {
                let why = &row["resourceInactivityInfo"];
                assert!(
                    moment(&why["inactiveSince"]) < moment(&why["inactiveUntil"])
                        && why["inactivityReason"].is_string()
                );
                away.insert(row["id"].as_i64().unwrap());
            }
        }
    }
    assert!(prices > 20 && plans > 10 && notes > 10, "{prices} {plans} {notes}");
    assert!(in_repair.len() > 2 && on_leave.len() > 2, "{in_repair:?} {on_leave:?}");
    let still: Vec<Value> = watch.desk.list("Car/GetList", &[("$filter", "isActive eq false")]).await.rows();
    assert!(still.len() < in_repair.len(), "and trucks come back");
    assert!(watch.count("Done") > 150);
}

#[tokio::test]
async fn a_restart_goes_on_where_the_world_stood() {
    let folder = tempfile::tempdir().unwrap();
    let hands = morning();
    let with_folder = |speed| Options { data_dir: Some(folder.path().to_owned()), ..hands.options(speed) };
    let desk = Desk::with(with_folder(10.0)).await;
    hands.wind(TimeDelta::minutes(50));
    let trucks = async |desk: &Desk| {
        let url = desk.url("Map/GetLastCarsLocations");
        let rows: Vec<Value> = desk.http.get(url).bearer_auth(&desk.token).send().await.unwrap().json().await.unwrap();
        rows.iter().map(|row| row["location"].clone()).collect::<Vec<_>>()
    };
    let (bids, places) = (desk.get("bids/GetListForExternal").await.text, trucks(&desk).await);
    desk.server.stop().await;
    let desk = Desk::with(with_folder(10.0)).await;
    assert!(desk.get("bids/GetListForExternal").await.text == bids);
    let again = trucks(&desk).await;
    let near = |a: &Value, b: &Value| {
        (0..2).all(|at| (a["coordinates"][at].as_f64().unwrap() - b["coordinates"][at].as_f64().unwrap()).abs() < 1.0)
    };
    assert!(places.iter().zip(&again).all(|(a, b)| near(a, b)), "no truck leapt");
    desk.server.stop().await;
    // Two days later it goes on by itself; nothing is told to have happened in the future.
    hands.wind(TimeDelta::days(2));
    let desk = Desk::with(with_folder(1.0)).await;
    let done = desk
        .list("bids/GetListForExternal", &[("$filter", "status eq 'Done' and updatedAt ge 2026-11-23T00:00:00Z")])
        .await
        .rows();
    assert!(done.len() > 4);
    for bid in &done {
        is_well_driven(bid, hands.now());
    }
}

/// Only the order of the figures is held here: the machine may be busy and the build unoptimised.
#[tokio::test]
async fn a_hundred_thousand_bids_live_without_being_looked_at_one_by_one() {
    let hands = morning();
    let started = std::time::Instant::now();
    let desk = Desk::with(Options { bids: 100_000, ..hands.options(10.0) }).await;
    let start = started.elapsed();
    let since = [("$filter", "updatedAt ge 2000-01-01T00:00:00Z"), ("$orderby", "updatedAt,id"), ("$top", "50")];
    let mut slowest = std::time::Duration::ZERO;
    let asked = std::time::Instant::now();
    for _ in 0..40 {
        hands.wind(TimeDelta::minutes(1));
        let one = std::time::Instant::now();
        assert_eq!(desk.list("bids/GetListForExternal", &since).await.rows().len(), 50);
        slowest = slowest.max(one.elapsed());
    }
    eprintln!(
        "100,000 bids that live: started in {start:?}, 40 pages in {:?}, the slowest {slowest:?}",
        asked.elapsed()
    );
    assert!(asked.elapsed() < std::time::Duration::from_mins(1));
}
