//! Whoever may not be listened to, and whatever comes too large, too late or too slowly, does no harm.

use std::time::Duration;

use cargorun_desk::receiver::{Options, ReceiverError, start};
use chrono::{TimeDelta, Utc};
use secrecy::SecretString;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::{Call, Post, envelope, event, options, token};

fn body() -> String {
    envelope(&[event("a", 1, &json!({ "deal_kind": 4 }))])
}

async fn kept(post: &Post) -> usize {
    post.relay().events(0, Duration::ZERO).await.unwrap().events.len()
}

#[tokio::test]
async fn forged_altered_and_stale_calls_are_refused_and_nothing_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let post = Post::open(dir.path()).await;
    let caller = &post.caller;
    let ago = |time: TimeDelta| Utc::now() - time;
    for (call, why) in [
        (Call { key: "another key", ..Call::default() }, "forged"),
        (Call { sent: Some(body().replace('4', "8")), ..Call::default() }, "altered"),
        (Call { at: ago(TimeDelta::minutes(11)), ..Call::default() }, "stale"),
        (Call { at: ago(TimeDelta::minutes(-11)), ..Call::default() }, "from the future"),
        (Call { at: ago(TimeDelta::days(6)), is_retry: true, ..Call::default() }, "a repeat of a week ago"),
    ] {
        assert_eq!(caller.post(&body(), call).await, 401, "{why}");
    }
    assert_eq!(caller.http.post(caller.url()).body(body()).send().await.unwrap().status(), 401, "not signed at all");
    assert_eq!(kept(&post).await, 0);
    let repeat = Call { at: ago(TimeDelta::days(3)), is_retry: true, ..Call::default() };
    assert_eq!(caller.post(&body(), repeat).await, 200, "a repeat may show its first date");
    assert_eq!(caller.post(&body(), Call::default()).await, 200, "and come again");
    assert_eq!(kept(&post).await, 1, "and is kept once");
    post.running.stop().await;
}

#[tokio::test]
async fn large_bodies_are_refused_whether_they_say_their_size_or_not() {
    let dir = tempfile::tempdir().unwrap();
    let mut options = options(dir.path());
    options.largest_body = 10_000;
    let post = Post::with(options).await;
    let large = envelope(&[event("a", 1, &json!({ "note": "x".repeat(20_000) }))]);
    assert_eq!(post.caller.post(&large, Call::default()).await, 413);
    // In chunks: no length is announced.
    let url = post.caller.url();
    let rest = url.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    let request = post.caller.signed(&large, &Call::default()).build().unwrap();
    let mut head = format!("POST /{path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n");
    for (name, value) in request.headers() {
        head.extend([name.as_str(), ": ", value.to_str().unwrap(), "\r\n"]);
    }
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(format!("{head}\r\n").as_bytes()).await.unwrap();
    let chunk = format!("3e8\r\n{}\r\n", "x".repeat(1000));
    for _ in 0..20 {
        if stream.write_all(chunk.as_bytes()).await.is_err() {
            break;
        }
    }
    let mut answer = vec![0; 64];
    let count = stream.read(&mut answer).await.unwrap();
    assert!(String::from_utf8_lossy(&answer[..count]).starts_with("HTTP/1.1 413"));
    assert_eq!(kept(&post).await, 0);
    post.running.stop().await;
}

#[tokio::test]
async fn slow_callers_are_let_go_and_others_are_served_meanwhile() {
    let dir = tempfile::tempdir().unwrap();
    let mut options = options(dir.path());
    options.request_time = Duration::from_millis(300);
    options.body_time = Duration::from_millis(200);
    let post = Post::with(options).await;
    let url = post.caller.url();
    let host = url.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
    // A head that never ends.
    let mut headless = TcpStream::connect(&host).await.unwrap();
    headless.write_all(b"POST /ati/x HTTP/1.1\r\nHost: x\r\n").await.unwrap();
    // A body that never comes.
    let request = post.caller.signed(&body(), &Call::default()).build().unwrap();
    let path = request.url().path().to_owned();
    let mut head = format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 500\r\n");
    for (name, value) in request.headers() {
        head.extend([name.as_str(), ": ", value.to_str().unwrap(), "\r\n"]);
    }
    let mut bodiless = TcpStream::connect(&host).await.unwrap();
    bodiless.write_all(format!("{head}\r\n{{").as_bytes()).await.unwrap();
    assert_eq!(post.caller.post(&body(), Call::default()).await, 200, "others are served");
    let mut answer = String::new();
    // Closed with or without a word; the test ends because it is closed.
    let _ = headless.read_to_string(&mut answer).await;
    let mut answer = String::new();
    let _ = bodiless.read_to_string(&mut answer).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert_eq!(kept(&post).await, 1);
    post.running.stop().await;
}

#[tokio::test]
async fn every_other_door_is_shut_and_none_says_that_it_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let post = Post::open(dir.path()).await;
    let (http, base, url) = (&post.caller.http, &post.caller.base, post.caller.url());
    let status = |request: reqwest::RequestBuilder| async move { request.send().await.unwrap().status().as_u16() };
    assert_eq!(status(http.get(format!("{url}?challenge=a%20b&verification_status=progress"))).await, 200);
    let said = http.get(format!("{url}?challenge=a%20%D1%8F&verification_status=progress")).send().await.unwrap();
    assert_eq!(said.text().await.unwrap(), "\"a я\"");
    assert_eq!(status(http.get(&url)).await, 404);
    assert_eq!(status(http.put(&url)).await, 405);
    assert_eq!(status(http.get(format!("{base}/ati/{}?challenge=x", "0".repeat(64)))).await, 404, "guessed");
    assert_eq!(status(http.get(format!("{base}/desk/events?after=0"))).await, 401);
    assert_eq!(status(http.get(format!("{base}/desk/events?after=0")).bearer_auth("guess")).await, 401);
    assert_eq!(status(http.get(format!("{base}/health"))).await, 200);
    assert_eq!(status(http.get(format!("{base}/"))).await, 404);
    post.running.stop().await;
}

#[tokio::test]
async fn without_a_key_nothing_is_taken_in_and_nothing_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let mut options = options(dir.path());
    let key = options.keys.pop().unwrap();
    let post = Post::with(options).await;
    let answer = post.caller.signed(&body(), &Call::default()).body(body()).send().await.unwrap();
    assert_eq!(answer.status(), 503);
    assert!(answer.headers().contains_key("retry-after"));
    post.relay().give_keys(&[SecretString::from("of another topic"), key]).await.unwrap();
    assert_eq!(post.caller.post(&body(), Call::default()).await, 200);
    assert_eq!(kept(&post).await, 1);
    post.running.stop().await;
}

#[tokio::test]
async fn a_signed_body_that_nobody_can_read_is_kept_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let post = Post::open(dir.path()).await;
    for strange in ["not JSON at all", "[1, null, \"x\"]", "{}"] {
        assert_eq!(post.caller.post(strange, Call::default()).await, 200, "{strange}");
    }
    let events = post.relay().events(0, Duration::ZERO).await.unwrap().events;
    assert_eq!(events.len(), 5);
    assert_eq!(events[0].entity, json!("not JSON at all"));
    post.running.stop().await;
}

#[tokio::test]
async fn it_does_not_start_where_it_would_do_harm() {
    let dir = tempfile::tempdir().unwrap();
    let good = options(dir.path());
    let open = Options { public_url: "http://desk.example".into(), ..good.clone() };
    assert!(matches!(start(open).await, Err(ReceiverError::Options(_))));
    let short = Options { token: SecretString::from("short"), ..good.clone() };
    assert!(matches!(start(short).await, Err(ReceiverError::Options(_))));
    std::fs::write(dir.path().join("file"), "mine").unwrap();
    let elsewhere = Options { database: dir.path().join("file").join("x.db"), token: token(), ..good };
    assert!(matches!(start(elsewhere).await, Err(ReceiverError::Shelf(_))));
}
