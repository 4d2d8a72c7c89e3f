//! What trackers and the map tell, bids ended by hand, and the carrier's own organisations.

use cargorun_desk::sandbox::Options;
use serde_json::{Value, json};

use crate::desk::{Crew, Desk, changed, options};

async fn started(desk: &Desk) -> (Crew, i64) {
    let crew = Crew::of_the_example(desk).await;
    let bid = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    desk.done("TruckingBids/SetStatus", &json!({ "bidId": bid, "status": "Started" })).await;
    (crew, bid)
}

/// A demo that doesn't depend on today.
fn at_noon() -> Options {
    Options {
        now: std::sync::Arc::new(|| "2026-12-03T12:00:00Z".parse().unwrap()),
        token_ttl: std::time::Duration::from_hours(10_000),
        ..options()
    }
}

#[tokio::test]
async fn a_bid_is_ended_by_hand_with_kilometres_and_read_with_metres() {
    let desk = Desk::with(at_noon()).await;
    let (crew, bid) = started(&desk).await;
    let form = desk.get(&format!("TruckingBids/Get/{bid}")).await.json();
    let points: Vec<i64> =
        form["bidPoints"].as_array().unwrap().iter().map(|point| point["id"].as_i64().unwrap()).collect();
    let end = json!({
        "bidId": bid, "reason": "Трекер отключён", "mileage": 541.5, "useOdometerMileage": false,
        "bidPoints": [
            // As the platform's page sends it: local, with the offset beside it.
            { "id": points[0], "enteredAtByLogist": "2026-12-01 10:20", "loadUnloadedAtByLogist": "2026-12-01 12:00",
              "timeOffset": "+03:00", "loadUnloadStatus": "Loaded" },
            { "id": points[1], "enteredAtByLogist": "2026-12-02T09:30:00Z",
              "loadUnloadedAtByLogist": "2026-12-02T11:00:00Z", "loadUnloadStatus": "Unloaded" },
        ],
    });
    for (pointer, value, word) in [
        ("/mileage", Value::Null, "mileage"),
        ("/mileage", json!(-1), "отрицательным"),
        ("/bidPoints/0/id", json!(5), "bidPoints[0].id"),
        ("/bidPoints/1/enteredAtByLogist", json!("2026-12-09T09:30:00Z"), "в будущем"),
        ("/bidPoints/1/loadUnloadedAtByLogist", json!("2026-12-02T09:00:00Z"), "раньше въезда"),
        ("/bidPoints/1/loadUnloadStatus", json!("Flown"), "loadUnloadStatus"),
    ] {
        let sentence = desk.refused("TruckingBids/ForceComplete", &changed(&end, pointer, value)).await;
        assert!(sentence.contains(word), "{pointer}: {sentence}");
        assert_eq!(desk.bid(bid).await["status"], "Started", "nothing is done by halves");
    }
    let before = desk.bid(bid).await["updatedAt"].as_str().unwrap().to_owned();
    desk.done("TruckingBids/ForceComplete", &end).await;
    let done = desk.bid(bid).await;
    assert_eq!((done["status"].as_str(), done["factMileage"].as_f64()), (Some("Done"), Some(541_500.0)));
    assert_eq!(done["bidPoints"][0]["enteredAtByLogist"], "2026-12-01T07:20:00.0000000Z");
    assert_eq!(done["bidPoints"][1]["loadUnloadedAtByLogist"], "2026-12-02T11:00:00.0000000Z");
    assert_eq!(done["bidPointLoadUnloadStatus"], "Unloaded");
    assert!(done["updatedAt"].as_str().unwrap() > before.as_str());
    let view = desk.get(&format!("bids/Get/{bid}")).await.json();
    assert_eq!(view["forceCompletionReason"], "Трекер отключён");
    assert_eq!(view["endedAt"], "2026-12-03T12:00:00.0000000Z");
    assert!(view["forceCompletedBy"]["shortName"].is_string());
    let row = desk.row("bids/GetList", &format!("id eq {bid}")).await;
    assert_eq!(row["isClosedByLogist"], true);
    assert!(desk.refused("TruckingBids/ForceComplete", &end).await.contains("в работе"));
    // What the dispatcher wrote down is the truck's way of those days.
    let mileage = "Start=2026-12-01T00:00:00&End=2026-12-03T00:00:00";
    let mileage = desk.get(&format!("Car/GetCarMileageForPeriod?CarId={}&{mileage}", crew.car)).await.json();
    assert!((450.0..700.0).contains(&mileage["mileage"].as_f64().unwrap()), "{mileage}");
    desk.done("TruckingBids/Revert", &json!({ "bidId": bid })).await;
    assert_eq!(desk.get(&format!("bids/Get/{bid}")).await.json()["forceCompletedAt"], Value::Null);
}

#[tokio::test]
async fn drafts_are_not_ended_by_hand() {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    let bid = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    let end = json!({ "bidId": bid, "mileage": 10, "useOdometerMileage": false });
    assert!(desk.refused("TruckingBids/ForceComplete", &end).await.contains(&format!("№{bid}")));
}

#[tokio::test]
async fn mileage_is_asked_by_a_period_in_utc_without_a_zone() {
    let desk = Desk::with(at_noon()).await;
    let done = desk.list("bids/GetListForExternal", &[("$filter", "status eq 'Done'"), ("$top", "1")]).await.rows();
    let (car, bid) = (&done[0]["car"]["id"], &done[0]);
    let ask = async |start: &str, end: &str| {
        desk.get(&format!("Car/GetCarMileageForPeriod?carid={car}&start={start}&end={end}")).await.json()["mileage"]
            .as_f64()
            .unwrap()
    };
    let points = bid["bidPoints"].as_array().unwrap();
    let zoneless = |value: &Value| value.as_str().unwrap().split('.').next().unwrap().to_owned();
    let (from, to) = (zoneless(&points[0]["autoLeavedAt"]), zoneless(&points[points.len() - 1]["autoEnteredAt"]));
    let whole = ask(&from, &to).await;
    let fact = bid["factMileage"].as_f64().unwrap() / 1000.0;
    assert!((whole - fact).abs() < fact * 0.02 + 1.0, "{whole} km of {fact}");
    assert!(ask(&from, &from).await.abs() < 0.1);
    for query in ["Start=2026-11-01T00:00:00&End=2026-11-02T00:00:00".to_owned(), format!("CarId={car}&Start=x&End=y")]
    {
        assert_eq!(desk.get(&format!("Car/GetCarMileageForPeriod?{query}")).await.status, 400);
    }
    let backwards = format!("Car/GetCarMileageForPeriod?CarId={car}&Start=2026-11-03T00:00:00&End=2026-11-01T00:00:00");
    assert_eq!(desk.get(&backwards).await.status, 400);
}

#[tokio::test]
async fn a_truck_is_busy_until_its_bid_ends() {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    let ask = async || desk.get(&format!("Car/GetAvailabilityStatus/{}", crew.car)).await.json();
    assert_eq!(ask().await, json!({ "lastBidId": null, "releaseDate": null, "status": "Idle" }));
    let (_, bid) = started(&desk).await;
    let busy = ask().await;
    assert_eq!((busy["status"].as_str(), busy["lastBidId"].as_i64()), (Some("Busy"), Some(bid)));
    assert_eq!(busy["releaseDate"], "2026-12-02T09:00:00.0000000Z", "the unloading in Уфа");
    assert_eq!(desk.get("Car/GetAvailabilityStatus/5").await.status, 400);
}

#[tokio::test]
async fn coordinates_become_an_address_and_two_places_a_way() {
    let desk = Desk::open().await;
    let kazan = json!({ "latitude": 55.79, "longitude": 49.12 });
    let address = desk.post("Map/GetAddress", &kazan).await.json();
    assert_eq!(address["address"]["city"], "Казань");
    assert_eq!(address["location"]["coordinates"], json!([49.12, 55.79]));
    let gate = desk.get("CargoOwnerDictionary/Get?$top=1").await.rows()[0]["points"][0]["geozone"].clone();
    let there = &gate["location"]["coordinates"];
    let known = desk.post("Map/GetAddress", &json!({ "latitude": there[1], "longitude": there[0] })).await.json();
    assert_eq!(known["displayName"], gate["address"], "the gate of a customer is known to the house");
    for nowhere in [
        json!({ "latitude": 55.0 }),
        json!({ "latitude": 30.0, "longitude": -40.0 }),
        json!({ "latitude": 0, "longitude": 0 }),
    ] {
        assert!(!desk.refused("Map/GetAddress", &nowhere).await.is_empty());
    }
    let end = |at: [f64; 2]| json!({ "type": "BidPoint", "location": { "type": "Point", "coordinates": at } });
    let ask = async |from, to| {
        let body = json!({ "mapObjectFrom": end(from), "mapObjectTo": end(to), "isEmptyMileageRoute": false });
        desk.post("Map/GetRoute", &body).await.json()
    };
    let route = ask([49.1221, 55.7887], [55.9721, 54.7388]).await;
    let way = &route["routes"][0];
    assert!((450_000.0..650_000.0).contains(&way["distance"].as_f64().unwrap()), "{way}");
    let line = way["geometry"]["coordinates"].as_array().unwrap();
    assert!(line.len() > 4 && line[0] == json!([49.1221, 55.7887]), "{line:?}");
    let over_the_sea = ask([37.6, 55.7], [142.7, 46.9]).await;
    assert_eq!(
        (over_the_sea["isEmpty"].as_bool(), over_the_sea["routes"].as_array().map(Vec::len)),
        (Some(true), Some(0))
    );
    assert!(desk.refused("Map/GetRoute", &json!({ "mapObjectFrom": end([37.6, 55.7]) })).await.contains("mapObjectTo"));
}

#[tokio::test]
async fn trackers_tell_where_trucks_are_and_have_been() {
    let desk = Desk::with(at_noon()).await;
    // The vendor's file doesn't know the method, so the witness can't judge it.
    let url = desk.url("Map/GetLastCarsLocations");
    let rows: Vec<Value> = desk.http.get(url).bearer_auth(&desk.token).send().await.unwrap().json().await.unwrap();
    assert_eq!(rows.len(), 40);
    let busy: Vec<&Value> = rows.iter().filter(|row| row["status"] == "Busy").collect();
    assert!(busy.len() > 10);
    for row in &rows {
        let place = row["location"]["coordinates"].as_array().unwrap();
        assert!((19.0..191.0).contains(&place[0].as_f64().unwrap()), "{row}");
        assert!((41.0..78.0).contains(&place[1].as_f64().unwrap()), "{row}");
    }
    let url = desk.url(&format!("Map/GetLastCarsLocations?$filter=car/id eq {}", busy[0]["car"]["id"]));
    let one: Vec<Value> = desk.http.get(url).bearer_auth(&desk.token).send().await.unwrap().json().await.unwrap();
    assert_eq!(one.len(), 1);

    let car = busy[0]["car"]["id"].as_i64().unwrap();
    let number = busy[0]["car"]["number"].as_str().unwrap();
    let device = desk.row("Car/GetList", &format!("id eq {car}")).await["trackerDeviceNumber"].clone();
    let tracker = desk.row("Trackers/Get", &format!("deviceNumber eq {}", device.to_string().replace('"', "'"))).await;
    assert_eq!(tracker["activeTrackerPeriod"]["number"], number);
    let filter = format!(
        "trackerId eq {} and fixedAt ge 2026-11-30T00:00:00Z and fixedAt le 2026-12-03T12:00:00Z",
        tracker["id"]
    );
    let logs = desk.list("Map/GetTrackerLogs", &[("$filter", &filter), ("$orderby", "fixedAt")]).await.json();
    let places = logs["trackerLogs"].as_array().unwrap();
    assert!((100..2_000).contains(&places.len()), "{}", places.len());
    assert!(logs["distance"].as_f64() > Some(50_000.0), "{}", logs["distance"]);
    for pair in places.windows(2) {
        let degrees = |name: &str| {
            (pair[0]["location"][name].as_f64().unwrap() - pair[1]["location"][name].as_f64().unwrap()).abs()
        };
        assert!(degrees("x").max(degrees("y")) < 0.5, "a truck doesn't fly: {pair:#?}");
    }
    assert_eq!(desk.get("Map/GetTrackerLogs").await.status, 400);
    assert_eq!(desk.get("Map/GetTrackerLogs?$filter=trackerId eq 5").await.status, 400);

    let info = &desk.get("Trackers/GetTrackersInfo").await.rows()[0];
    assert_eq!(info["carsWithTrackerCount"], 40);
    assert!(
        info["carsWithoutCoordinatesIn3HoursCount"].as_i64() >= Some(2),
        "the one in repair, the silent one: {info}"
    );
}

#[tokio::test]
async fn the_page_lists_bids_in_a_shape_of_its_own() {
    let desk = Desk::with(at_noon()).await;
    let all = desk.list("bids/GetList", &[("$orderby", "id desc"), ("$top", "20")]).await;
    assert_eq!(all.total(), 300);
    let late = desk.list("bids/GetList", &[("$filter", "status eq 'Started'")]).await.rows();
    assert!(late.iter().any(|bid| !bid["estimations"].as_array().unwrap().is_empty()));
    let after = [("$filter", "firstBidPoint/planEnterDateOffset ge 2026-12-03T12:00:00.000Z")];
    let ahead = desk.list("bids/GetList", &after).await.rows();
    assert!(!ahead.is_empty() && ahead.iter().all(|bid| bid["status"] != "Done"));
}

#[tokio::test]
async fn the_carriers_own_organisations_are_added_changed_and_deleted() {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    let new = json!({
        "id": 0, "name": "ООО «Третий Рейс»", "inn": "9999009030", "kpp": "999901001", "paymentTypeId": crew.payment,
        "ndsTypeId": crew.vat, "management": { "position": "Директор", "lastName": "Тестов" },
    });
    let id = desk.done("LegalPersons/Apply", &new).await;
    let row = desk.row("LegalPersons/GetList", &format!("id eq {id}")).await;
    assert_eq!((row["name"].clone(), row["ndsTypeId"].clone()), (new["name"].clone(), json!(crew.vat)));
    for (pointer, value, word) in [
        ("/name", Value::Null, "name"),
        ("/inn", json!("123"), "ИНН"),
        ("/ndsTypeId", json!(crew.payment), "ndsTypeId"),
        ("/inn", new["inn"].clone(), "уже существует"),
    ] {
        let other = changed(&new, "/inn", json!("9999009041"));
        assert!(desk.refused("LegalPersons/Apply", &changed(&other, pointer, value)).await.contains(word), "{pointer}");
    }
    let mut bid = crew.bid("2026-12-01T10:00", "2026-12-02T14:00");
    bid["legalPersonId"] = json!(id);
    let bid = desk.done("TruckingBids/Apply", &bid).await;
    desk.done("TruckingBids/SetStatus", &json!({ "bidId": bid, "status": "Started" })).await;
    let about = json!({ "id": id });
    assert!(desk.refused("LegalPersons/Delete", &about).await.contains(&format!("№{bid}")));
    desk.done("Bids/Cancel", &json!({ "bidId": bid })).await;
    desk.done("LegalPersons/Delete", &about).await;
    assert_eq!(desk.get("LegalPersons/GetList").await.total(), 2);
    assert_eq!(desk.get("LegalPersons/GetList?withDeleted=true").await.total(), 3);
    let main = desk.row("LegalPersons/GetList", "flags eq 'Main'").await;
    assert!(desk.refused("LegalPersons/Delete", &json!({ "id": main["id"] })).await.contains("основную"));
}

#[tokio::test]
async fn a_saved_point_remembers_when_it_was_used() {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    let point =
        async || desk.get(&format!("CargoOwnerDictionary/Get({})", crew.customer)).await.json()["points"][0].clone();
    let before = point().await;
    let mut bid = crew.bid("2026-12-01T10:00", "2026-12-02T14:00");
    bid["bidPoints"][0]["counterpartyPointId"] = before["id"].clone();
    desk.done("TruckingBids/Apply", &bid).await;
    assert!(point().await["lastUsedAt"].as_str() > before["lastUsedAt"].as_str());
    bid["bidPoints"][0]["counterpartyPointId"] = json!(5);
    assert!(desk.refused("TruckingBids/Apply", &bid).await.contains("counterpartyPointId"));
}
