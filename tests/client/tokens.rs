//! One token flight, the cooldown of sign-ins, and what stops them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cargorun_desk::api::cargorun::{
    ApiError, Client, Incoming, Outgoing, Session as _, SignInReason, Tokens, Wire, WireError, WireFuture,
};
use chrono::TimeDelta;
use serde_json::json;

use super::desk::Desk;
use super::server::{Account, Reply, Server};

const SIGN_IN: &str = "/api/Account/GenerateToken";
const REFRESH: &str = "/api/Account/RefreshToken";
const LIST: &str = "/api/Employees/GetNamesList";

async fn employees_server() -> Server {
    Server::start(|_| Reply::ok("[]")).await
}

/// Fifty calls at once; how each ended.
async fn fifty_calls(client: &Client) -> Vec<Result<(), ApiError>> {
    let calls = (0..50).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.employees().await.map(drop) })
    });
    let mut ends = Vec::new();
    for call in calls.collect::<Vec<_>>() {
        ends.push(call.await.unwrap());
    }
    ends
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_calls_share_one_sign_in() {
    let (server, desk) = (employees_server().await, Desk::new());
    let ends = fifty_calls(&desk.client(&server.base_url)).await;
    assert!(ends.iter().all(Result::is_ok), "{ends:?}");
    assert_eq!((server.count(SIGN_IN), server.count(REFRESH), server.count(LIST)), (1, 0, 50));
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_calls_share_one_refresh_before_the_token_ends() {
    let (server, desk) = (employees_server().await, Desk::new());
    let client = desk.client(&server.base_url);
    client.sign_in().await.unwrap();
    desk.pass(Duration::from_secs(29 * 60 + 30));
    let ends = fifty_calls(&client).await;
    assert!(ends.iter().all(Result::is_ok), "{ends:?}");
    assert_eq!((server.count(SIGN_IN), server.count(REFRESH), server.count(LIST)), (1, 1, 50), "no call met a 401");
    let refresh = server.seen().into_iter().find(|seen| seen.path == REFRESH).unwrap();
    assert_eq!(refresh.body, json!({"accessToken": "access-1", "refreshToken": "refresh-1"}), "both tokens");
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_refused_calls_share_one_refresh() {
    let (server, desk) = (employees_server().await, Desk::new());
    let client = desk.client(&server.base_url);
    client.sign_in().await.unwrap();
    server.kill_tokens();
    let ends = fifty_calls(&client).await;
    assert!(ends.iter().all(Result::is_ok), "{ends:?}");
    assert_eq!((server.count(SIGN_IN), server.count(REFRESH)), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_refresh_is_followed_by_one_sign_in() {
    let (server, desk) = (employees_server().await, Desk::new());
    let client = desk.client(&server.base_url);
    client.sign_in().await.unwrap();
    server.kill_tokens();
    server.set_account(Account::RefusesRefresh);
    let ends = fifty_calls(&client).await;
    assert!(ends.iter().all(Result::is_ok), "{ends:?}");
    assert_eq!((server.count(SIGN_IN), server.count(REFRESH), desk.forgotten()), (2, 1, 1));
}

/// On one thread: all fifty ask before the server sees the first sign-in.
#[tokio::test]
async fn a_failed_sign_in_fails_for_all_who_waited_for_it() {
    let (server, desk) = (employees_server().await, Desk::new());
    server.set_account(Account::Fails);
    let client = desk.client(&server.base_url);
    let gate = server.hold_account().await;
    let calls = tokio::spawn(async move { fifty_calls(&client).await });
    while server.count(SIGN_IN) == 0 {
        tokio::task::yield_now().await;
    }
    drop(gate);
    // Each would wait for the cooldown of the one before it, if they did not share the failure.
    let ends = tokio::time::timeout(Duration::from_secs(10), calls).await.unwrap().unwrap();
    assert!(ends.iter().all(|end| matches!(end, Err(error) if !error.outcome_unknown())), "nothing was sent: {ends:?}");
    assert_eq!((server.count(SIGN_IN), server.count(LIST)), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_token_that_is_refused_stops_everything_until_a_person_signs_in() {
    let (server, desk) = (employees_server().await, Desk::new());
    let client = desk.client(&server.base_url);
    server.trust_no_token();
    let stopped = Err(ApiError::SignInNeeded { reason: SignInReason::FreshTokenRefused });
    assert_eq!(client.employees().await, stopped);
    let so_far = server.seen().len();
    assert_eq!(so_far, 4, "sign-in, 401, refresh, 401");
    assert_eq!(client.employees().await, stopped);
    assert_eq!(server.seen().len(), so_far, "no request while stopped");
    server.kill_tokens();
    client.sign_in().await.unwrap();
    assert_eq!(client.employees().await, Ok(vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_tried_once() {
    let (server, desk) = (employees_server().await, Desk::new());
    server.set_account(Account::RefusesSignIn);
    let client = desk.client(&server.base_url);
    let reason = SignInReason::Refused { text: "Неверный логин или пароль".to_owned() };
    let refused = Err(ApiError::SignInNeeded { reason });
    assert_eq!(client.employees().await, refused);
    assert_eq!(client.employees().await, refused);
    assert_eq!(server.count(SIGN_IN), 1);
    server.set_account(Account::Gives);
    client.sign_in().await.unwrap();
    assert_eq!(client.employees().await, Ok(vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_name_nothing_is_sent() {
    let (server, desk) = (employees_server().await, Desk::new());
    desk.forget_credentials();
    let nobody = Err(ApiError::SignInNeeded { reason: SignInReason::NoCredentials });
    assert_eq!(desk.client(&server.base_url).employees().await.map(drop), nobody);
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_of_another_process_are_taken() {
    let (server, desk) = (employees_server().await, Desk::new());
    desk.client(&server.base_url).sign_in().await.unwrap();
    let second = desk.client(&server.base_url);
    second.employees().await.unwrap();
    assert_eq!(server.count(SIGN_IN), 1, "the kept token was good");

    server.kill_tokens();
    desk.client(&server.base_url).employees().await.unwrap();
    assert_eq!((server.count(SIGN_IN), server.count(REFRESH)), (1, 1));
    second.employees().await.unwrap();
    assert_eq!((server.count(SIGN_IN), server.count(REFRESH)), (1, 1), "the second found the new one in the session");
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_tokens_of_another_process_are_no_end() {
    let (server, desk) = (employees_server().await, Desk::new());
    let client = desk.client(&server.base_url);
    client.employees().await.unwrap();
    server.kill_tokens();
    let expires_at = desk.now() + TimeDelta::minutes(20);
    desk.keep_tokens(&Tokens { access: "stranger".into(), refresh: Some("refresh-x".into()), expires_at });
    assert_eq!(client.employees().await, Ok(vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_who_gives_up_does_not_tear_the_flight() {
    let (server, desk) = (employees_server().await, Desk::new());
    let client = desk.client(&server.base_url);
    let gate = server.hold_account().await;
    let caller = tokio::spawn({
        let client = client.clone();
        async move { client.employees().await }
    });
    while server.count(SIGN_IN) == 0 {
        tokio::task::yield_now().await;
    }
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    drop(gate);
    assert_eq!(client.employees().await, Ok(vec![]));
    assert_eq!(server.count(SIGN_IN), 1, "the flight went on and its token is used");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_that_fails_in_good_time_leaves_the_token_in_use() {
    let (server, desk) = (employees_server().await, Desk::new());
    let client = desk.client(&server.base_url);
    client.sign_in().await.unwrap();
    server.set_account(Account::Fails);
    desk.pass(Duration::from_secs(29 * 60 + 30));
    assert_eq!(client.employees().await, Ok(vec![]), "it lives half a minute longer");
    desk.pass(Duration::from_mins(1));
    let error = client.employees().await.unwrap_err();
    assert!(matches!(error, ApiError::Offline { sent: false, .. }), "{error}");
}

/// A wire without a network: answers in their order, waits that pass at once.
struct Scripted {
    desk: Arc<Desk>,
    answers: Mutex<VecDeque<(u16, Option<&'static str>, &'static str)>>,
}

impl Wire for Scripted {
    fn exchange(&self, _request: Outgoing) -> WireFuture<'_, Result<Incoming, WireError>> {
        let next = self.answers.lock().unwrap().pop_front();
        Box::pin(async move {
            let (status, retry_after, body) = next.ok_or_else(|| WireError::NotSent("no more answers".to_owned()))?;
            Ok(Incoming {
                status,
                retry_after: retry_after.map(str::to_owned),
                total: None,
                date: None,
                location: None,
                body: body.into(),
                shortfall: None,
            })
        })
    }

    fn pause(&self, duration: Duration) -> WireFuture<'_, ()> {
        self.desk.pass(duration);
        Box::pin(std::future::ready(()))
    }
}

fn scripted(desk: &Arc<Desk>, answers: &[(u16, Option<&'static str>, &'static str)]) -> Client {
    let answers = Mutex::new(answers.iter().copied().collect());
    desk.client_over(Arc::new(Scripted { desk: Arc::clone(desk), answers }))
}

const TOKEN: (u16, Option<&str>, &str) = (200, None, r#"{"accessToken": {"token": "a"}, "refreshToken": "r"}"#);

#[tokio::test]
async fn a_sign_in_that_comes_too_early_waits_and_says_so() {
    let desk = Desk::new();
    desk.set_login_not_before(desk.now() + TimeDelta::seconds(20));
    scripted(&desk, &[TOKEN]).sign_in().await.unwrap();
    assert_eq!(desk.waits(), [Duration::from_secs(20)]);
}

#[tokio::test]
async fn too_many_sign_ins_wait_as_long_as_the_server_says_and_the_wait_is_kept() {
    let desk = Desk::new();
    scripted(&desk, &[(429, Some("12"), ""), TOKEN]).sign_in().await.unwrap();
    assert_eq!(desk.waits(), [Duration::from_secs(12)]);

    let desk = Desk::new();
    let started = desk.now();
    let refused = scripted(&desk, &[(429, None, ""), (429, None, ""), (429, None, "")]).sign_in().await;
    assert_eq!(refused, Err(ApiError::TooManyRequests { retry_after: Some(Duration::from_secs(30)) }));
    assert_eq!(desk.waits(), [Duration::from_secs(30); 2], "a minute in all, then an error");
    let not_before = desk.login_not_before().unwrap();
    assert_eq!(not_before - started, TimeDelta::seconds(90), "the next process will wait too");
}

#[tokio::test]
async fn a_wait_of_more_than_a_minute_is_an_error_at_once() {
    let desk = Desk::new();
    desk.set_login_not_before(desk.now() + TimeDelta::seconds(61));
    let refused = scripted(&desk, &[TOKEN]).employees().await.map(drop);
    assert_eq!(refused, Err(ApiError::TooManyRequests { retry_after: Some(Duration::from_secs(61)) }));
    assert!(desk.waits().is_empty());
}

#[tokio::test]
async fn a_clock_that_was_set_back_does_not_lock_the_desk_out() {
    let desk = Desk::new();
    desk.set_login_not_before(desk.now() + TimeDelta::days(400));
    scripted(&desk, &[TOKEN]).sign_in().await.unwrap();
}

#[tokio::test]
async fn the_account_methods_are_found_with_and_without_api() {
    let desk = Desk::new();
    let client = scripted(&desk, &[(404, None, ""), TOKEN, TOKEN]);
    client.sign_in().await.unwrap();
    client.sign_in().await.unwrap();
    let paths: Vec<String> = desk.calls().into_iter().map(|call| call.path).collect();
    assert_eq!(paths, [SIGN_IN, "/Account/GenerateToken", "/Account/GenerateToken"], "remembered");
}

#[tokio::test]
async fn a_sign_in_without_a_token_in_its_answer_asks_for_a_person() {
    let desk = Desk::new();
    let reason = SignInReason::NoToken;
    let client = scripted(&desk, &[(200, None, r#"{"twoFactorRequired": true}"#)]);
    assert_eq!(client.sign_in().await, Err(ApiError::SignInNeeded { reason: reason.clone() }));
    assert_eq!(client.employees().await.map(drop), Err(ApiError::SignInNeeded { reason }));
}
