//! A bid's life: who may start, who has to wait, who is refused.

use serde_json::json;

use crate::desk::{Crew, Desk, options};
use cargorun_desk::sandbox::Options;

async fn desk_and_crew() -> (Desk, Crew) {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    (desk, crew)
}

impl Desk {
    async fn status(&self, bid: i64) -> String {
        self.bid(bid).await["status"].as_str().unwrap().to_owned()
    }

    async fn start(&self, bid: i64) {
        self.done("TruckingBids/SetStatus", &json!({ "bidId": bid, "status": "Started" })).await;
    }

    async fn start_refused(&self, bid: i64) -> String {
        self.refused("TruckingBids/SetStatus", &json!({ "bidId": bid, "status": "Started" })).await
    }
}

#[tokio::test]
async fn a_bid_that_crosses_is_refused_and_one_that_follows_waits() {
    let (desk, crew) = desk_and_crew().await;
    let first = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    let crossing = desk.done("TruckingBids/Apply", &crew.bid("2026-12-02T11:00", "2026-12-03T14:00")).await;
    let following = desk.done("TruckingBids/Apply", &crew.bid("2026-12-02T12:30", "2026-12-03T14:00")).await;
    desk.start(first).await;
    assert_eq!(desk.status(first).await, "Started");

    // 14:00 in Уфа is 12:00 in Казань: 11:00 crosses, 12:30 doesn't.
    let sentence = desk.start_refused(crossing).await;
    assert!(sentence.contains(&format!("№{first}")), "{sentence}");
    assert_eq!(desk.status(crossing).await, "New");
    desk.start(following).await;
    assert_eq!(desk.status(following).await, "Planned", "its truck is on the road");
    assert!(desk.start_refused(crossing).await.contains('№'));

    desk.done("Bids/Cancel", &json!({ "bidId": first })).await;
    desk.start(following).await;
    assert_eq!(desk.status(following).await, "Started", "the road is free");
    assert!(desk.start_refused(following).await.contains("нельзя запустить"));
    let moved = json!({ "id": crossing, "price": 1 });
    desk.done("TruckingBids/Patch", &moved).await;
}

#[tokio::test]
async fn a_driver_is_no_more_in_two_places_than_a_truck() {
    let (desk, crew) = desk_and_crew().await;
    let other =
        desk.list("Car/GetList", &[("$orderby", "id"), ("$top", "1"), ("$skip", "1")]).await.rows()[0]["id"].clone();
    // The other truck's own launched bids stand within thirty days; this is far from them.
    let (load, unload) = ("2031-03-01T10:00", "2031-03-02T14:00");
    let first = desk.done("TruckingBids/Apply", &crew.bid(load, unload)).await;
    let mut same_driver = crew.bid(load, unload);
    same_driver["carOption"]["carId"] = other.clone();
    let second = desk.done("TruckingBids/Apply", &same_driver).await;
    desk.start(first).await;
    let sentence = desk.start_refused(second).await;
    assert!(sentence.starts_with("Водитель") && sentence.contains(&format!("№{first}")), "{sentence}");

    let someone = desk.list("Driver/GetList", &[("$orderby", "id desc"), ("$top", "1")]).await.rows()[0]["id"].clone();
    let mut as_second = crew.bid(load, unload);
    as_second["carOption"]["carId"] = other;
    as_second["driver"]["id"] = someone;
    as_second["secondaryDriverId"] = json!(crew.driver);
    let third = desk.done("TruckingBids/Apply", &as_second).await;
    assert!(desk.start_refused(third).await.starts_with("Водитель"), "as second driver neither");
}

#[tokio::test]
async fn a_launched_bid_can_not_be_moved_onto_another() {
    let (desk, crew) = desk_and_crew().await;
    let first = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    let second = desk.done("TruckingBids/Apply", &crew.bid("2026-12-05T10:00", "2026-12-06T14:00")).await;
    desk.start(first).await;
    desk.start(second).await;
    let mut moved = crew.bid("2026-12-02T09:00", "2026-12-03T14:00");
    moved["id"] = json!(second);
    assert!(desk.refused("TruckingBids/Apply", &moved).await.contains(&format!("№{first}")));
    let points = json!({ "id": second, "bidPoints": moved["bidPoints"] });
    assert!(desk.refused("TruckingBids/Patch", &points).await.contains(&format!("№{first}")));
}

#[tokio::test]
async fn drafts_are_deleted_launched_bids_cancelled_and_all_can_come_back() {
    let (desk, crew) = desk_and_crew().await;
    let bid = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    let about = json!({ "bidId": bid });
    assert!(desk.refused("TruckingBids/Revert", &about).await.contains("Черновик"));
    desk.start(bid).await;
    assert!(desk.refused("Bids/Delete", &about).await.contains("Черновик"));
    desk.done("Bids/Cancel", &about).await;
    assert_eq!(desk.status(bid).await, "Canceled");
    assert!(desk.refused("Bids/Cancel", &about).await.contains("отменить"));
    assert!(desk.start_refused(bid).await.contains("запустить"));
    desk.done("TruckingBids/Revert", &about).await;
    assert_eq!(desk.status(bid).await, "New");
    desk.done("Bids/Delete", &about).await;
    assert_eq!(desk.bid(bid).await["isDeleted"], true, "the list still shows it");
    for path in ["Bids/Delete", "Bids/Cancel", "TruckingBids/Revert", "TruckingBids/Patch"] {
        assert!(desk.refused(path, &about).await.contains("удалена"), "{path}");
    }
    assert!(desk.start_refused(bid).await.contains("удалена"));
    desk.done("Bids/Restore", &json!({ "id": bid })).await;
    assert_eq!(desk.bid(bid).await["isDeleted"], false);
    assert!(desk.refused("Bids/Restore", &about).await.contains("не удалена"));
}

#[tokio::test]
async fn unknown_bids_and_unknown_statuses_are_sentences() {
    let (desk, crew) = desk_and_crew().await;
    for path in [
        "Bids/Delete",
        "Bids/Cancel",
        "Bids/Restore",
        "TruckingBids/Revert",
        "TruckingBids/SetStatus",
        "TruckingBids/Clone",
    ] {
        assert!(desk.refused(path, &json!({ "bidId": 5, "status": "Started" })).await.contains("№5"), "{path}");
    }
    let bid = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    for status in [json!("Done"), json!("New"), json!("Flying"), json!(1), json!(null)] {
        desk.refused("TruckingBids/SetStatus", &json!({ "bidId": bid, "id": bid, "status": status })).await;
    }
    for path in ["bids/get/5", "TruckingBids/Get/5", "TruckingBids/Get/five"] {
        assert_eq!(desk.get(path).await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn nobody_starts_with_a_driver_who_left() {
    let (desk, crew) = desk_and_crew().await;
    let bid = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    desk.done("Driver/Delete", &json!({ "id": crew.driver })).await;
    assert!(desk.start_refused(bid).await.contains("удалена"));
    desk.done("TruckingBids/Patch", &json!({ "id": bid, "price": 7 })).await;
    let anew = crew.bid("2026-12-01T10:00", "2026-12-02T14:00");
    assert!(desk.refused("TruckingBids/Apply", &anew).await.contains("удалена"), "but can't be chosen anew");
}

#[tokio::test]
async fn collisions_are_told_by_truck() {
    let (desk, crew) = desk_and_crew().await;
    let bid = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    let ask = async |own: i64, from: &str, to: &str| {
        let (own, car) = (own.to_string(), crew.car.to_string());
        let query =
            [("Id", own.as_str()), ("CarId", &car), ("FirstPointPlanEnterDate", from), ("LastPointPlanEnterDate", to)];
        desk.list("TruckingBids/GetBidCollisions", &query).await.json()["collisionBidIds"].clone()
    };
    assert_eq!(ask(0, "2026-12-01T00:00:00Z", "2026-12-03T00:00:00Z").await, json!([]), "a draft holds nothing");
    desk.start(bid).await;
    assert_eq!(ask(0, "2026-12-01T00:00:00Z", "2026-12-03T00:00:00Z").await, json!([bid]));
    assert_eq!(ask(0, "2026-12-02T14:30:00+05:00", "2026-12-03T00:00:00+05:00").await, json!([]));
    assert_eq!(ask(0, "2026-12-02T13:30:00+05:00", "2026-12-03T00:00:00+05:00").await, json!([bid]));
    assert_eq!(ask(bid, "2026-12-01T00:00:00Z", "2026-12-03T00:00:00Z").await, json!([]), "not with itself");
    let active = desk.get(&format!("TruckingBids/GetActiveBidsByCar?CarId={}", crew.car)).await;
    assert_eq!(active.json()["bidIds"], json!([bid]));
    let without_dates = desk.get(&format!("TruckingBids/GetBidCollisions?CarId={}", crew.car)).await;
    assert_eq!(without_dates.status, 400);
}

#[tokio::test]
async fn of_many_who_start_at_once_one_gets_the_truck() {
    let (desk, crew) = desk_and_crew().await;
    let mut bids = Vec::new();
    for _ in 0..12 {
        bids.push(desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await);
    }
    let (http, url, token) = (desk.http.clone(), desk.url("TruckingBids/SetStatus"), desk.token.clone());
    let starts: Vec<_> = bids
        .iter()
        .map(|bid| {
            let request = http.post(&url).bearer_auth(&token).json(&json!({ "bidId": bid, "status": "Started" }));
            tokio::spawn(async move { request.send().await.unwrap().status().as_u16() })
        })
        .collect();
    let mut statuses = Vec::new();
    for start in starts {
        statuses.push(start.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200);
    assert!(statuses[1..].iter().all(|status| *status == 400), "{statuses:?}");
}

#[tokio::test]
async fn a_cancelled_bid_moved_no_truck() {
    let desk = Desk::with(Options { recalculation_delay: std::time::Duration::from_millis(50), ..options() }).await;
    let crew = Crew::of_the_example(&desk).await;
    let first = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    let second = desk.done("TruckingBids/Apply", &crew.bid("2026-12-05T10:00", "2026-12-06T14:00")).await;
    desk.start(first).await;
    desk.done("Bids/Cancel", &json!({ "bidId": first })).await;
    desk.start(second).await;
    let estimated = desk.wait_for_bid(second, |bid| !bid["estimation"].is_null()).await;
    assert_eq!(estimated["estimation"]["estimatedDate"], "2026-12-05T07:00:00.0000000Z", "the loading in Казань");
    assert_eq!(estimated["bidPoints"].as_array().unwrap().len(), 2, "its truck has no last place to come from");
}

#[tokio::test]
async fn a_demo_truck_starts_from_where_it_unloaded() {
    let desk = Desk::with(Options { recalculation_delay: std::time::Duration::from_millis(50), ..options() }).await;
    let crew = Crew::of_the_example(&desk).await;
    // A truck that is not on the road, but has a history.
    let busy = desk.list("bids/GetListForExternal", &[("$filter", "status in ('Started','Planned')")]).await.rows();
    let done = desk.list("bids/GetListForExternal", &[("$filter", "status eq 'Done'")]).await.rows();
    let is_busy = |bid: &serde_json::Value| busy.iter().any(|other| other["car"]["id"] == bid["car"]["id"]);
    let last = done.iter().find(|bid| !is_busy(bid)).unwrap();
    let mut bid = crew.bid("2031-12-01T10:00", "2031-12-02T14:00");
    bid["carOption"]["carId"] = last["car"]["id"].clone();
    // Far from everywhere that trucks go to in the demo.
    bid["bidPoints"][0]["geozone"]["location"]["coordinates"] = json!([129.73, 62.03]);
    let id = desk.done("TruckingBids/Apply", &bid).await;
    desk.start(id).await;
    let started = desk.wait_for_bid(id, |bid| bid["bidPoints"].as_array().unwrap().len() == 3).await;
    let points = started["bidPoints"].as_array().unwrap();
    let start = points.iter().find(|point| point["type"] == "StartPoint").unwrap();
    assert_eq!(start["order"], 0);
    assert!(start["planEnterDateOffset"].as_str() < points[0]["planEnterDateOffset"].as_str());
    assert!(started["planEmptyMileageBefore"].as_f64() > Some(100_000.0));

    let form = desk.get(&format!("TruckingBids/Get/{id}")).await.json();
    let mut own: Vec<_> = form["bidPoints"].as_array().unwrap().clone();
    own.retain(|point| point["type"] != "StartPoint");
    desk.done("TruckingBids/Patch", &json!({ "id": id, "bidPoints": own })).await;
    let kept = desk.bid(id).await;
    assert_eq!(kept["bidPoints"].as_array().unwrap().len(), 3, "the zero point is the server's own");
    desk.done("TruckingBids/Revert", &json!({ "bidId": id })).await;
    assert_eq!(desk.bid(id).await["bidPoints"].as_array().unwrap().len(), 2);
}
