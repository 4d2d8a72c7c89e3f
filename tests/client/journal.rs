//! The exchange journal: what is in it, and what never is.

use cargorun_desk::api::cargorun::{Method, Session as _, Tokens};
use cargorun_desk::domain::id::{RecordKind, RemoteId};

use super::desk::{Desk, PASSWORD};
use super::server::{Account, Reply, Server};

#[tokio::test(flavor = "multi_thread")]
async fn every_call_is_noted_with_its_path_and_the_servers_words() {
    let server = Server::start(|seen| {
        if seen.method == "GET" { Reply::ok("[]") } else { Reply::new(400, "Водитель занят") }
    });
    let (server, desk) = (server.await, Desk::new());
    let client = desk.client(&server.base_url);
    client.trackers(Some("30'01")).await.unwrap();
    client.delete_book(RecordKind::Driver, RemoteId(7)).await.unwrap_err();
    let calls = desk.calls();
    let noted: Vec<_> =
        calls.iter().map(|call| (call.method, call.path.as_str(), call.status, call.error.as_deref())).collect();
    assert_eq!(
        noted,
        [
            (Method::Post, "/api/Account/GenerateToken", Some(200), None),
            (
                Method::Get,
                "/api/Trackers/Get?$filter=deviceNumber eq '30''01'&$orderby=id&$top=50&$count=true",
                Some(200),
                None
            ),
            (Method::Post, "/api/Driver/Delete", Some(400), Some("Водитель занят")),
        ]
    );
    assert!(calls.iter().all(|call| call.at == desk.now()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_was_given_up_is_noted_too() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", silent.local_addr().unwrap());
    let desk = Desk::new();
    let expires_at = desk.now() + chrono::TimeDelta::minutes(20);
    desk.keep_tokens(&Tokens { access: "access-1".into(), refresh: None, expires_at });
    let client = desk.client(&base_url);
    let caller = tokio::spawn(async move { client.cancel(RemoteId(1)).await });
    let _connection = silent.accept().await.unwrap();
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    let noted: Vec<_> = desk.calls().into_iter().map(|call| (call.path, call.status, call.error)).collect();
    let given_up = Some("given up before an answer came".to_owned());
    assert_eq!(noted, [("/api/Bids/Cancel".to_owned(), None, given_up)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_gets_into_the_journal_or_an_error() {
    // A server that repeats everything it is given, in success, refusal and failure.
    let server = Server::start(|seen| {
        let echo = format!("{:?} {}", seen.headers, seen.body);
        match seen.path.as_str() {
            "/api/Driver/GetList" => {
                Reply::ok(r#"[{"id": 1, "password": "driver-pin", "user": {"lastName": "Примеров"}}]"#)
            }
            "/api/Bids/Delete" => Reply::new(500, &echo),
            _ => Reply::new(400, &serde_json::json!({"errorMessage": echo}).to_string()),
        }
    });
    let (server, desk) = (server.await, Desk::new());
    let client = desk.client(&server.base_url);
    let mut told = Vec::new();
    let drivers = client.book(RecordKind::Driver, 50, 0).await.unwrap();
    told.push(format!("{drivers:?}"));
    told.push(format!("{:?}", client.delete_bid(RemoteId(1)).await));
    told.push(format!("{:?}", client.cancel(RemoteId(1)).await));
    server.kill_tokens();
    told.push(format!("{:?}", client.revert(RemoteId(1)).await));
    server.set_account(Account::RefusesSignIn);
    server.kill_tokens();
    told.push(format!("{:?}", client.employees().await));
    told.push(format!("{:?}", desk.calls()));
    told.push(format!("{:?} {:?}", desk.credentials(), desk.tokens()));
    let told = told.join("\n");
    for secret in [PASSWORD, "driver-pin", "access-1", "access-2", "refresh-1", "refresh-2"] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
    assert!(told.contains("•••"), "the echo was there to be blotted: {told}");
    assert_eq!(drivers.rows.len(), 1);
}
