//! Tokens and addresses.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use cargorun_desk::sandbox::{LoginLimit, Options, start};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::desk::{Desk, http, options};

/// A clock that the test moves.
fn clock() -> (Arc<AtomicI64>, Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>) {
    let seconds = Arc::new(AtomicI64::new(1_795_000_000));
    let shown = Arc::clone(&seconds);
    (seconds, Arc::new(move || DateTime::from_timestamp(shown.load(Ordering::SeqCst), 0).unwrap()))
}

#[tokio::test]
async fn a_token_lives_half_an_hour_and_is_renewed_with_both_tokens() {
    let (seconds, now) = clock();
    let mut desk = Desk::with(Options { now, ..options() }).await;
    let login = json!({ "userName": desk.server.user(), "password": desk.server.password() });
    let tokens = desk.post("Account/GenerateToken", &login).await.json();
    desk.token = tokens["accessToken"]["token"].as_str().unwrap().to_owned();
    assert_eq!(tokens["accessToken"]["expiresIn"], 1800);
    assert_eq!(desk.get("Employees/GetNamesList").await.status, 200);

    seconds.fetch_add(1800, Ordering::SeqCst);
    let expired = desk.get("Employees/GetNamesList").await;
    assert_eq!((expired.status, expired.text.as_str()), (401, ""));

    let both = json!({ "accessToken": desk.token, "refreshToken": tokens["refreshToken"]["token"] });
    let renewed = desk.post("Account/RefreshToken", &both).await;
    assert_eq!(renewed.status, 200, "an expired access token is fine: {}", renewed.text);
    assert_eq!(desk.post("Account/RefreshToken", &both).await.status, 401, "tokens are used up by a renewal");
    desk.token = renewed.json()["accessToken"]["token"].as_str().unwrap().to_owned();
    assert_eq!(desk.get("Employees/GetNamesList").await.status, 200);
    assert_eq!(desk.post("Account/LogOff", &json!({})).await.status, 200);
    assert_eq!(desk.get("Employees/GetNamesList").await.status, 401);
}

#[tokio::test]
async fn signing_in_cools_down_after_two_requests() {
    let (seconds, now) = clock();
    let desk = Desk::with(Options { now, login_limit: LoginLimit::default(), ..options() }).await;
    let wrong = json!({ "userName": desk.server.user(), "password": "no" });
    assert!(desk.refused("Account/GenerateToken", &wrong).await.contains("парол"));
    let right = json!({ "username": desk.server.user(), "PASSWORD": desk.server.password() });
    let limited = desk.post("Account/GenerateToken", &right).await;
    assert_eq!(limited.status, 429);
    assert_eq!(limited.headers["retry-after"], "30");
    seconds.fetch_add(30, Ordering::SeqCst);
    assert_eq!(desk.post("Account/GenerateToken", &right).await.status, 200, "names of properties in any case");
}

#[tokio::test]
async fn without_a_token_nothing_is_told() {
    let desk = Desk::open().await;
    for path in ["bids/GetListForExternal", "TruckingBids/Get/48001", "Car/GetList"] {
        let bare = http().get(desk.url(path)).send().await.unwrap();
        assert_eq!((bare.status().as_u16(), bare.text().await.unwrap().as_str()), (401, ""), "{path}");
        let wrong = http().get(desk.url(path)).bearer_auth("guess").send().await.unwrap();
        assert_eq!(wrong.status().as_u16(), 401, "{path}");
    }
}

#[tokio::test]
async fn addresses_are_found_in_any_case_and_others_are_404() {
    let desk = Desk::open().await;
    let base = desk.server.base_url();
    let get =
        async |address: String| desk.http.get(address).bearer_auth(&desk.token).send().await.unwrap().status().as_u16();
    assert_eq!(get(format!("{base}/API/dRiVeR/gEtLiSt")).await, 200);
    assert_eq!(get(format!("{base}/api/Driver/GetNothing")).await, 404);
    assert_eq!(get(format!("{base}/")).await, 404);
    assert_eq!(get(format!("{base}/api/Driver/Apply")).await, 405);
    let login = json!({ "userName": desk.server.user(), "password": desk.server.password() });
    let reply = desk.http.post(format!("{base}/Account/GenerateToken")).json(&login).send().await.unwrap();
    assert_eq!(reply.status().as_u16(), 200, "without /api too");
}

#[tokio::test]
async fn what_is_no_json_object_is_a_sentence_never_422() {
    let desk = Desk::open().await;
    for body in ["{", "[]", "5", "\"text\"", "{\"id\": }"] {
        let request = desk.http.post(desk.url("Driver/Apply")).body(body);
        let reply = desk.send("POST", "Driver/Apply", request).await;
        assert_eq!(reply.status, 400, "{body}");
        assert!(reply.text.contains("JSON"), "{}", reply.text);
    }
    let huge = Value::String("я".repeat(6 * 1024 * 1024));
    let reply = desk.post("Driver/Apply", &json!({ "comment": huge })).await;
    assert_eq!(reply.status, 400);
    assert!(reply.text.contains("10 МБ"), "{}", reply.text);
}

#[tokio::test]
async fn it_listens_on_this_machine_only() {
    let everywhere = Options { addr: "0.0.0.0:0".parse().unwrap(), ..options() };
    let refused = start(everywhere).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("loopback")));
}
