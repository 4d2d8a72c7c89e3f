//! What each kind of answer means, and above all whether a change may have been made.

use std::time::Duration;

use cargorun_desk::api::cargorun::{ApiError, Client, Config};
use cargorun_desk::domain::bid::Bid;
use cargorun_desk::domain::id::RemoteId;
use tokio::net::TcpListener;

use super::desk::Desk;
use super::server::{Reply, Server, raw};

const BID: RemoteId = RemoteId(48213);

/// Starts a bid on a server that answers so.
async fn started(reply: Reply) -> Result<(), ApiError> {
    let server = Server::start(move |_| reply.clone()).await;
    Desk::new().client(&server.base_url).set_started(BID).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_success_is_a_success() {
    for body in ["", "  ", "null", "{}", "true", "ok", "\u{feff}"] {
        assert_eq!(started(Reply::ok(body)).await, Ok(()), "{body}");
    }
    assert_eq!(started(Reply::new(204, "")).await, Ok(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_brings_the_servers_sentence() {
    let sentence = "Машина занята в рейсе по заявке №4821377";
    for body in
        [sentence.to_owned(), format!("\"{sentence}\""), format!(r#"{{"isOk":false,"errorMessage":"{sentence}"}}"#)]
    {
        for status in [400, 409, 422] {
            let refused = started(Reply::new(status, &body)).await;
            assert_eq!(refused, Err(ApiError::Refused { text: sentence.to_owned() }), "{status}");
            assert!(!refused.unwrap_err().outcome_unknown());
        }
    }
    let silent = started(Reply::new(400, "")).await;
    assert_eq!(silent, Err(ApiError::Refused { text: "no reason given (HTTP 400)".to_owned() }));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_status_has_its_kind() {
    let forbidden = started(Reply::new(403, "Нет прав")).await;
    assert_eq!(forbidden, Err(ApiError::Forbidden { text: "Нет прав".to_owned() }));
    assert_eq!(started(Reply::new(404, "")).await, Err(ApiError::NotFound));
    let busy = started(Reply::new(429, "").with("retry-after", "7")).await;
    assert_eq!(busy, Err(ApiError::TooManyRequests { retry_after: Some(Duration::from_secs(7)) }));
    let bare = started(Reply::new(429, "")).await;
    assert_eq!(bare, Err(ApiError::TooManyRequests { retry_after: None }));
    let failed = started(Reply::new(502, "<html><head><title>502 Bad Gateway</title>")).await;
    assert_eq!(failed, Err(ApiError::Server { status: 502, text: "a web page: 502 Bad Gateway".to_owned() }));
    assert!(failed.unwrap_err().outcome_unknown());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_page_in_place_of_a_success_leaves_the_outcome_open() {
    let page = Reply::ok("<!DOCTYPE html><html><body>войдите в сеть</body></html>").with("content-type", "text/html");
    let error = started(page.clone()).await.unwrap_err();
    assert!(matches!(error, ApiError::Malformed { .. }) && error.outcome_unknown(), "{error}");
    assert!(!error.to_string().contains("войдите"), "no content in errors: {error}");
    let server = Server::start(move |_| page.clone()).await;
    let error = Desk::new().client(&server.base_url).employees().await.unwrap_err();
    assert!(matches!(error, ApiError::Malformed { .. }), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_creation_whose_answer_names_no_bid_leaves_the_outcome_open() {
    for body in ["", "{}", r#"{"id": 0}"#, r#"{"id": null}"#, "не json", "[]"] {
        let server = Server::start(move |_| Reply::ok(body)).await;
        let desk = Desk::new();
        let error = desk.client(&server.base_url).create_bid(&Bid::default(), "x", &*desk).await.unwrap_err();
        assert!(matches!(error, ApiError::Malformed { .. }) && error.outcome_unknown(), "{body}: {error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_truncated_answer_leaves_the_outcome_open() {
    let base = raw(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"id\": 5").await;
    let error = Desk::new().client(&base).set_started(BID).await.unwrap_err();
    assert!(matches!(error, ApiError::Malformed { .. }) && error.outcome_unknown(), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_truncated_refusal_is_a_refusal() {
    let base = raw("HTTP/1.1 400 Bad Request\r\ncontent-length: 500\r\n\r\nМашина занята".as_bytes()).await;
    let refused = Desk::new().client(&base).set_started(BID).await;
    assert_eq!(refused, Err(ApiError::Refused { text: "Машина занята".to_owned() }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_breaks_after_sending_leaves_the_outcome_open() {
    let base = raw(b"").await;
    let error = Desk::new().client(&base).set_started(BID).await.unwrap_err();
    assert!(matches!(error, ApiError::Offline { sent: true, .. }) && error.outcome_unknown(), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_not_there_was_sent_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = Desk::new().client(&base).set_started(BID).await.unwrap_err();
    assert!(matches!(error, ApiError::Offline { sent: false, .. }) && !error.outcome_unknown(), "{error}");
    assert!(error.is_transient());
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_is_a_timeout_with_an_open_outcome() {
    let quick = Duration::from_millis(200);
    // Before the head, and in the middle of the body.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let desk = Desk::new();
    let expires_at = desk.now() + chrono::TimeDelta::minutes(20);
    let tokens = cargorun_desk::api::cargorun::Tokens { access: "access-1".into(), refresh: None, expires_at };
    cargorun_desk::api::cargorun::Session::keep_tokens(&*desk, &tokens);
    let base = format!("http://{}", silent.local_addr().unwrap());
    let error = desk.patient_client(&base, quick).set_started(BID).await.unwrap_err();
    assert_eq!(error, ApiError::Timeout);
    assert!(error.outcome_unknown());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirection_is_not_followed() {
    let reply = Reply::new(302, "").with("location", "https://login.example/start?ticket=secret");
    let server = Server::start(move |_| reply.clone()).await;
    let error = Desk::new().client(&server.base_url).set_started(BID).await.unwrap_err();
    assert!(matches!(&error, ApiError::BadAddress { reason } if reason.contains("login.example")), "{error}");
    assert!(!error.to_string().contains("secret"));
    assert_eq!(server.seen().len(), 2, "the sign-in and one call");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_may_end_as_people_type_it() {
    let server = Server::start(|_| Reply::ok("[]")).await;
    for end in ["", "/", "/api", "/api/"] {
        let client = Desk::new().client(&format!("{}{end}", server.base_url));
        assert_eq!(client.employees().await, Ok(vec![]), "{end}");
    }
}

#[test]
fn a_foreign_address_without_tls_makes_no_client() {
    let desk = Desk::new();
    let config = Config {
        base_url: "http://cargorun.example".to_owned(),
        timeout: Duration::from_secs(1),
        user_agent: "x".to_owned(),
        proxy: None,
    };
    let now = desk.now();
    let refused = Client::new(&config, desk.clone(), desk, std::sync::Arc::new(move || now));
    assert!(matches!(refused.err(), Some(ApiError::BadAddress { .. })));
}
