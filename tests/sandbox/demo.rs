//! The demo data: believable, consistent, and the same for the same seed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cargorun_desk::sandbox::Options;
use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use serde_json::Value;

use crate::desk::{Desk, options};

fn noon() -> DateTime<Utc> {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

fn at_noon(seed: u64) -> Options {
    Options { seed, now: Arc::new(noon), ..options() }
}

fn enter(point: &Value) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(point["planEnterDateOffset"].as_str().unwrap()).unwrap()
}

/// First and last planned arrival.
fn period(bid: &Value) -> (DateTime<FixedOffset>, DateTime<FixedOffset>) {
    let moments: Vec<_> = bid["bidPoints"].as_array().unwrap().iter().map(enter).collect();
    (*moments.iter().min().unwrap(), *moments.iter().max().unwrap())
}

async fn bids(desk: &Desk) -> Vec<Value> {
    desk.get("bids/GetListForExternal").await.rows()
}

#[tokio::test]
async fn a_small_carrier_is_there() {
    let desk = Desk::with(at_noon(1)).await;
    for (list, count) in [
        ("Car/GetList", 40),
        ("Driver/GetList?withDeleted=true", 45),
        ("Trailer/GetList", 40),
        ("CargoOwnerDictionary/Get", 30),
        ("Trackers/Get", 40),
        ("Employees/GetNamesList", 4),
        ("LegalPersons/GetList", 2),
        ("bids/GetListForExternal", 300),
    ] {
        assert_eq!(desk.get(list).await.total(), count, "{list}");
    }
    let counterparties = desk.get("CargoOwnerDictionary/Get").await.rows();
    for counterparty in &counterparties {
        assert!(has_right_check_digits(counterparty["inn"].as_str().unwrap()), "{counterparty}");
        assert!(counterparty["inn"].as_str().unwrap().starts_with("9999"), "plainly fictional");
        assert!(!counterparty["points"].as_array().unwrap().is_empty(), "saved points");
    }
    assert_eq!(counterparties[0]["inn"], "9999000013");
    for driver in desk.get("Driver/GetList").await.rows() {
        assert!(driver["user"]["phoneNumber"].as_str().unwrap().starts_with("+7900"), "{driver}");
    }
    let plates =
        |rows: Vec<Value>| rows.iter().map(|row| row["number"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>();
    let cars = plates(desk.get("Car/GetList").await.rows());
    assert_eq!((cars.len(), plates(desk.get("Trailer/GetList").await.rows()).len()), (40, 40));
    assert!(cars.contains("А123ВС/77"));
}

fn has_right_check_digits(inn: &str) -> bool {
    let digits: Vec<u32> = inn.chars().filter_map(|c| c.to_digit(10)).collect();
    let check =
        |weights: &[u32]| digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 % 10;
    match digits.len() {
        10 => check(&[2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[9],
        12 => {
            check(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[10]
                && check(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[11]
        }
        _ => false,
    }
}

#[tokio::test]
async fn bids_stand_around_now_in_every_status() {
    let desk = Desk::with(at_noon(1)).await;
    let bids = bids(&desk).await;
    let mut by_status: BTreeMap<&str, usize> = BTreeMap::new();
    for bid in &bids {
        *by_status.entry(bid["status"].as_str().unwrap()).or_default() += 1;
        let (from, to) = period(bid);
        assert!(from < to);
        let distance = if to < noon() { noon() - from.to_utc() } else { to.to_utc() - noon() };
        assert!(distance < TimeDelta::days(40), "{from} – {to}");
        assert!(bid["price"].as_f64() > Some(15_000.0) && bid["planMileage"].as_f64() > Some(10_000.0), "{bid}");
        let speed = bid["planMileage"].as_f64().unwrap() / 1000.0 / (to - from).as_seconds_f64() * 3600.0;
        assert!((1.0..60.0).contains(&speed), "{speed} km/h");
        let changed = DateTime::parse_from_rfc3339(bid["updatedAt"].as_str().unwrap()).unwrap();
        assert!(changed < noon(), "{changed}");
        match bid["status"].as_str().unwrap() {
            "Done" => assert!(to < noon() && bid["factMileage"].as_f64() > Some(0.0)),
            "Started" => assert!(from <= noon() && noon() <= to),
            "Planned" | "New" => assert!(to > noon()),
            _ => {}
        }
    }
    for (status, least) in [("Done", 100), ("Started", 12), ("Planned", 5), ("New", 30), ("Canceled", 4)] {
        assert!(by_status.get(status).copied().unwrap_or_default() >= least, "{by_status:?}");
    }
}

#[tokio::test]
async fn whoever_opens_the_demo_meets_a_working_day() {
    for (seed, hour) in [(1, 0), (1, 6), (1, 9), (2, 12), (3, 1), (4, 15), (5, 20)] {
        let now = noon() - TimeDelta::hours(12) + TimeDelta::hours(hour);
        let desk = Desk::with(Options { seed, now: Arc::new(move || now), ..options() }).await;
        let on_the_road = desk.list("bids/GetList", &[("$filter", "status eq 'Started'")]).await.rows();
        let late = |bid: &&Value| {
            bid["firstLatePeriod"].as_str().is_some_and(|late| *late > *"02:00:00" && !late.starts_with('-'))
        };
        assert!(on_the_road.iter().any(|bid| late(&bid)), "seed {seed}, {now}: one is late");
        let standing = desk.list("bids/GetListForExternal", &[("$filter", "status eq 'Started'")]).await.rows();
        let stands = |bid: &&Value| {
            bid["bidPoints"].as_array().unwrap().iter().any(|point| {
                let entered = point["autoEnteredAt"].as_str().map(|at| DateTime::parse_from_rfc3339(at).unwrap());
                let is_there = point["autoLeavedAt"].is_null() && point["loadUnloadedAt"].is_null();
                is_there && entered.is_some_and(|at| now - at.to_utc() > TimeDelta::hours(1))
            })
        };
        assert!(standing.iter().any(|bid| stands(&bid)), "seed {seed}, {now}: one stands");
        let unheard = format!("lastFixedAt lt {}", (now - TimeDelta::hours(3)).format("%Y-%m-%dT%H:%M:%SZ"));
        assert!(
            desk.list("Car/GetList", &[("$filter", &unheard)]).await.total() >= 2,
            "seed {seed}: one can't be heard"
        );
        assert_eq!(desk.list("Car/GetList", &[("$filter", "isActive eq false")]).await.total(), 1, "one in repair");
        assert_eq!(desk.list("Driver/GetList", &[("$filter", "isActive eq false")]).await.total(), 1, "one on leave");
    }
}

#[tokio::test]
async fn launched_bids_never_cross_and_some_drafts_do() {
    for seed in 1..=4 {
        let desk = Desk::with(at_noon(seed)).await;
        let bids = bids(&desk).await;
        let crosses = |a: &Value, b: &Value| {
            let ((from, to), (other_from, other_to)) = (period(a), period(b));
            let people = |bid: &Value| [bid["driverId"].clone(), bid["secondaryDriverId"].clone()];
            let shares = a["car"]["id"] == b["car"]["id"]
                || people(a).iter().any(|driver| !driver.is_null() && people(b).contains(driver));
            a["id"] != b["id"] && shares && from <= other_to && other_from <= to
        };
        let is_launched = |bid: &&Value| matches!(bid["status"].as_str(), Some("Started" | "Planned"));
        let launched: Vec<&Value> = bids.iter().filter(is_launched).collect();
        for (number, bid) in launched.iter().enumerate() {
            assert!(launched[number + 1..].iter().all(|other| !crosses(bid, other)), "seed {seed}: {bid}");
        }
        let drafts = bids.iter().filter(|bid| bid["status"] == "New");
        let crossing = drafts.filter(|draft| launched.iter().any(|bid| crosses(draft, bid))).count();
        assert_eq!(crossing, 3, "seed {seed}: three drafts wait for a dispatcher who overlooks it");
        let example =
            bids.iter().find(|bid| bid["car"]["number"] == "А123ВС/77" || bid["trailer"]["number"] == "АВ1234/77");
        assert!(example.is_none(), "seed {seed}: the manual's truck and trailer are free");
    }
}

#[tokio::test]
async fn one_seed_gives_one_world() {
    let all = async |seed| {
        let desk = Desk::with(at_noon(seed)).await;
        let lists =
            ["bids/GetListForExternal", "Driver/GetList", "Car/GetList", "CargoOwnerDictionary/Get", "Trackers/Get"];
        let mut texts = Vec::new();
        for list in lists {
            texts.push(desk.get(list).await.text);
        }
        texts
    };
    let (one, again, other) = (all(5).await, all(5).await, all(6).await);
    assert!(one == again, "the same seed at the same moment");
    assert!(one[0] != other[0] && one[1] != other[1]);
}

#[tokio::test]
async fn any_number_of_bids_can_be_asked_for() {
    for count in [0, 1, 7, 41, 2_000] {
        let desk = Desk::with(Options { bids: count, ..at_noon(1) }).await;
        assert_eq!(desk.get("bids/GetListForExternal?$top=0").await.total(), count);
    }
}

/// Only the order of the figures is held here: the machine may be busy and the build unoptimised.
#[tokio::test]
async fn a_hundred_thousand_bids_start_and_answer_in_reasonable_time() {
    let started = Instant::now();
    let desk = Desk::with(Options { bids: 100_000, ..at_noon(1) }).await;
    let start = started.elapsed();
    let mut slowest = Duration::ZERO;
    let last = desk.list("bids/GetListForExternal", &[("$orderby", "updatedAt desc,id"), ("$top", "1")]).await;
    assert_eq!(last.total(), 100_000);
    let at = last.rows()[0]["updatedAt"].as_str().unwrap().to_owned();
    let asked = Instant::now();
    let since = [("$filter", "updatedAt ge 2000-01-01T00:00:00Z"), ("$orderby", "updatedAt,id"), ("$top", "50")];
    let page = desk.list("bids/GetListForExternal", &since).await;
    let page_time = asked.elapsed();
    assert_eq!((page.total(), page.rows().len()), (100_000, 50));
    for filter in [
        format!("updatedAt ge {at}"),
        "externalId eq 'nobody'".to_owned(),
        "status in ('Started','Planned')".to_owned(),
    ] {
        let asked = Instant::now();
        let reply = desk.list("bids/GetListForExternal", &[("$filter", filter.as_str()), ("$top", "50")]).await;
        assert!(reply.total() < 200, "{filter}");
        slowest = slowest.max(asked.elapsed());
    }
    eprintln!("100,000 bids: started in {start:?}, a page of changes took {page_time:?}, the slowest list {slowest:?}");
    assert!(start < Duration::from_mins(2) && slowest < Duration::from_secs(20));
}
