//! What a folder keeps, and what is gone without one.

use std::time::Duration;

use cargorun_desk::sandbox::{Options, start};
use serde_json::json;

use crate::desk::{Crew, Desk, options};

#[tokio::test]
async fn a_folder_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let with_folder = |seed| Options { data_dir: Some(folder.path().join("sandbox")), seed, ..options() };
    let desk = Desk::with(with_folder(1)).await;
    let crew = Crew::of_the_example(&desk).await;
    let bid = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    desk.done("TruckingBids/SetStatus", &json!({ "bidId": bid, "status": "Started" })).await;
    let driver = json!({ "id": 0, "firstName": "Пётр", "lastName": "Тестов", "phoneNumber": "+79110000001" });
    let driver = desk.done("Driver/Apply", &driver).await;
    let lists =
        ["bids/GetListForExternal", "Driver/GetList", "Car/GetList", "CargoOwnerDictionary/Get", "Catalogs/Get"];
    let mut before = Vec::new();
    for list in lists {
        before.push(desk.get(list).await.json());
    }
    desk.server.stop().await;

    // Another seed changes nothing: the data are there already.
    let desk = Desk::with(with_folder(2)).await;
    for (list, before) in lists.iter().zip(before) {
        assert_eq!(desk.get(list).await.json(), before, "{list}");
    }
    let next = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    assert!(next > bid, "numbers go on");
    let sentence = desk.refused("TruckingBids/SetStatus", &json!({ "bidId": next, "status": "Started" })).await;
    assert!(sentence.contains(&format!("№{bid}")), "what is launched still holds its truck: {sentence}");
    let other = json!({ "id": 0, "firstName": "Иван", "lastName": "Другой", "phoneNumber": "+79110000002" });
    assert!(desk.done("Driver/Apply", &other).await > driver);
    let earlier = desk.bid(bid).await["updatedAt"].as_str().unwrap().to_owned();
    assert!(desk.bid(next).await["updatedAt"].as_str().unwrap() > earlier.as_str(), "and so does time");
}

#[tokio::test]
async fn a_session_outlives_a_restart_but_not_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let at = |minute: i64| chrono::DateTime::from_timestamp(1_800_000_000 + minute * 60, 0).unwrap();
    let started_at = |minute| Options {
        data_dir: Some(folder.path().to_owned()),
        now: std::sync::Arc::new(move || at(minute)),
        ..options()
    };
    let desk = Desk::with(started_at(0)).await;
    let (token, url) = (desk.token.clone(), "Employees/GetNamesList");
    desk.server.stop().await;
    let again = async |minute| {
        let server = start(started_at(minute)).await.unwrap();
        Desk { http: crate::desk::http(), server, token: token.clone() }
    };
    let desk = again(29).await;
    assert_eq!(desk.get(url).await.status, 200, "nobody signs in again");
    desk.server.stop().await;
    let desk = again(31).await;
    assert_eq!(desk.get(url).await.status, 401, "half an hour is half an hour");
    desk.server.stop().await;
    let desk = again(5).await;
    desk.post("Account/LogOff", &json!({})).await;
    desk.server.stop().await;
    assert_eq!(again(6).await.get(url).await.status, 401, "who signed out stays out");
}

#[tokio::test]
async fn calculations_that_a_stop_cut_off_are_made_up_for() {
    let folder = tempfile::tempdir().unwrap();
    let with_delay =
        |delay| Options { data_dir: Some(folder.path().to_owned()), recalculation_delay: delay, ..options() };
    let desk = Desk::with(with_delay(Duration::from_hours(1))).await;
    let crew = Crew::of_the_example(&desk).await;
    let bid = desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    desk.server.stop().await;
    let desk = Desk::with(with_delay(Duration::ZERO)).await;
    desk.wait_for_bid(bid, |bid| bid["planMileage"].as_f64() > Some(0.0)).await;
}

#[tokio::test]
async fn without_a_folder_everything_is_gone() {
    let desk = Desk::open().await;
    let crew = Crew::of_the_example(&desk).await;
    desk.done("TruckingBids/Apply", &crew.bid("2026-12-01T10:00", "2026-12-02T14:00")).await;
    assert_eq!(desk.get("bids/GetListForExternal?$top=0").await.total(), 301);
    desk.server.stop().await;
    assert_eq!(Desk::open().await.get("bids/GetListForExternal?$top=0").await.total(), 300);
}

#[tokio::test]
async fn a_file_that_is_no_memory_of_ours_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sandbox.db");
    std::fs::write(&file, "not a database, but long enough to look like a file of somebody's").unwrap();
    let refused = start(Options { data_dir: Some(folder.path().to_owned()), ..options() }).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("sandbox.db")));
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("not a database"));
}

#[tokio::test]
async fn a_stopped_server_frees_its_address() {
    let desk = Desk::open().await;
    let addr = desk.server.base_url().trim_start_matches("http://").parse().unwrap();
    desk.server.stop().await;
    let again = start(Options { addr, ..options() }).await.unwrap();
    assert_eq!(again.base_url(), format!("http://{addr}"));
}

#[tokio::test]
async fn a_dropped_server_answers_nobody_any_more() {
    let desk = Desk::open().await;
    // This connection stays open and would be used again.
    assert_eq!(desk.get("Employees/GetNamesList").await.status, 200);
    let (http, url, token) = (desk.http.clone(), desk.url("Employees/GetNamesList"), desk.token.clone());
    drop(desk);
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    while http.get(&url).bearer_auth(&token).send().await.is_ok() {
        assert!(tokio::time::Instant::now() < deadline, "it still answers");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
