//! Which door a request is for, and what is answered.
//!
//! `/ati/ADDRESS` is ATI.SU's: GET answers its challenge, POST takes events in. `/desk/…` is the desk's, with the token.
//! Everything else is not there.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::guard::{self, Call, Refused};
use super::options::Options;
use super::shelf::{Shelf, ShelfError};
use crate::api::ati::envelope::{self, Event};
use crate::api::ati::relay::{PAGE, Page};
use crate::api::ati::signature;

/// ATI.SU waits twenty seconds for an answer.
const WRITE_TIME: Duration = Duration::from_secs(12);
/// The longest that the desk may be kept waiting for news.
const LONGEST_WAIT: u64 = 25;
/// The longest challenge.
const LONGEST_CHALLENGE: usize = 1024;
/// The largest body of the desk's own.
const DESK_BODY: usize = 64 * 1024;
/// When to come again, seconds.
const SOON: u64 = 30;

/// What requests share.
pub(super) struct Hall {
    pub(super) options: Options,
    pub(super) shelf: Shelf,
    keys: Mutex<Vec<SecretString>>,
    /// The number of the last event: whoever waits for news watches it.
    last: watch::Sender<i64>,
    /// Unguessable parts of addresses, with their topics.
    addresses: Vec<(SecretString, String)>,
}

impl Hall {
    pub(super) fn new(options: Options, shelf: Shelf, last: i64) -> Self {
        let address =
            |topic: &String| (SecretString::from(signature::address_of(topic, &options.token)), topic.clone());
        let addresses = options.topics.iter().map(address).collect();
        let keys = Mutex::new(options.keys.clone());
        Self { options, shelf, keys, last: watch::Sender::new(last), addresses }
    }

    fn keys(&self) -> Vec<SecretString> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn topic_of(&self, address: &str) -> Option<&str> {
        let found = self.addresses.iter().find(|(known, _)| signature::is_same(known, address));
        found.map(|(_, topic)| topic.as_str())
    }
}

/// Answers every request.
pub(super) async fn dispatch(State(hall): State<Arc<Hall>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let (_, prefix) = hall.options.host_and_prefix();
    let whole = parts.uri.path();
    let path = whole.strip_prefix(prefix).filter(|rest| rest.starts_with('/')).unwrap_or(whole).to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    if let Some(topic) = path.strip_prefix("/ati/").and_then(|address| hall.topic_of(address)).map(str::to_owned) {
        let path_and_query = parts.uri.path_and_query().map_or(whole, |both| both.as_str());
        return match parts.method {
            Method::GET => challenge(&query),
            Method::POST => take_in(&hall, &topic, path_and_query, &parts.headers, body).await,
            _ => bare(StatusCode::METHOD_NOT_ALLOWED),
        };
    }
    if let Some(door) = path.strip_prefix("/desk/") {
        if !is_desk(&parts.headers, &hall.options.token) {
            return bare(StatusCode::UNAUTHORIZED);
        }
        return match (parts.method, door) {
            (Method::GET, "events") => events(&hall, &query).await,
            (Method::POST, "keys") => take_keys(&hall, &parts.headers, body).await,
            _ => bare(StatusCode::NOT_FOUND),
        };
    }
    if parts.method == Method::GET && path == "/health" {
        return bare(StatusCode::OK);
    }
    bare(StatusCode::NOT_FOUND)
}

/// The challenge back as a JSON string.
fn challenge(query: &str) -> Response<Body> {
    match value_of(query, "challenge").filter(|text| text.len() <= LONGEST_CHALLENGE && !text.is_empty()) {
        Some(text) => document(&Value::String(text)),
        None => bare(StatusCode::NOT_FOUND),
    }
}

/// Takes a call of ATI.SU in: who calls, what, on disk, yes. In this order.
async fn take_in(hall: &Arc<Hall>, topic: &str, path: &str, headers: &HeaderMap, body: Body) -> Response<Body> {
    if !fits(headers, hall.options.largest_body) {
        return bare(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let keys = hall.keys();
    if keys.is_empty() {
        // After a restart, until the desk has come by: nobody can be known, and nothing may be lost.
        return later();
    }
    let call = Call { method: "POST", path_and_query: path, headers };
    let digest = match guard::admit(&call, &hall.options, &keys) {
        Ok(digest) => digest,
        Err(refused @ (Refused::Incomplete | Refused::Stale | Refused::Forged)) => {
            tracing::warn!(?refused, "a call was refused");
            return bare(StatusCode::UNAUTHORIZED);
        }
    };
    let bytes = match read(body, hall.options.largest_body, hall.options.body_time).await {
        Ok(bytes) => bytes,
        Err(status) => return bare(status),
    };
    if !signature::is_digest_of(&digest, &bytes) {
        tracing::warn!("a body was not the signed one");
        return bare(StatusCode::UNAUTHORIZED);
    }
    let events = envelope::read(&bytes, topic).unwrap_or_else(|_not_json| vec![unreadable(topic, &bytes)]);
    let writing = Arc::clone(hall);
    let written = tokio::task::spawn_blocking(move || writing.shelf.keep(&events, (writing.options.now)()));
    match tokio::time::timeout(WRITE_TIME, written).await {
        Ok(Ok(Ok(last))) => {
            hall.last.send_if_modified(|known| {
                let is_news = last > *known;
                *known = last.max(*known);
                is_news
            });
            bare(StatusCode::OK)
        }
        Ok(Ok(Err(error))) => {
            tracing::error!(%error, "an event was not kept");
            later()
        }
        Ok(Err(error)) => {
            tracing::error!(%error, "an event was not kept");
            later()
        }
        Err(_late) => later(),
    }
}

/// A signed body that is no JSON is kept as it is.
fn unreadable(topic: &str, bytes: &Bytes) -> Event {
    let text = String::from_utf8_lossy(bytes).into_owned();
    Event { topic: topic.to_owned(), entity_id: None, action_date: None, entity: Value::String(text), is_retry: false }
}

async fn events(hall: &Arc<Hall>, query: &str) -> Response<Body> {
    let number = |name: &str| value_of(query, name).and_then(|text| text.parse::<i64>().ok());
    let Some(after) = number("after") else { return bare(StatusCode::BAD_REQUEST) };
    let limit = number("limit").and_then(|limit| usize::try_from(limit).ok()).unwrap_or(PAGE).clamp(1, PAGE);
    let wait = number("wait").and_then(|wait| u64::try_from(wait).ok()).unwrap_or(0).min(LONGEST_WAIT);
    if wait > 0 {
        let mut last = hall.last.subscribe();
        // The time is over, or the receiver ends: the answer is what there is.
        let _ = tokio::time::timeout(Duration::from_secs(wait), last.wait_for(|last| *last > after)).await;
    }
    let reading = Arc::clone(hall);
    let read = tokio::task::spawn_blocking(move || {
        Ok::<_, ShelfError>((reading.shelf.after(after, limit.saturating_add(1))?, reading.shelf.last()?))
    });
    let Ok(Ok((mut events, last))) = read.await else { return later() };
    let more = events.len() > limit;
    events.truncate(limit);
    let page = Page { epoch: hall.shelf.epoch().to_owned(), events, more, last, keys: hall.keys().len() };
    serde_json::to_value(page).map_or_else(|_error| later(), |page| document(&page))
}

/// Keys of the subscriptions, from the desk; those that came with the start stay.
async fn take_keys(hall: &Arc<Hall>, headers: &HeaderMap, body: Body) -> Response<Body> {
    if !fits(headers, DESK_BODY) {
        return bare(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let bytes = match read(body, DESK_BODY, hall.options.body_time).await {
        Ok(bytes) => bytes,
        Err(status) => return bare(status),
    };
    let Ok(Value::Object(fields)) = serde_json::from_slice(&bytes) else { return bare(StatusCode::BAD_REQUEST) };
    let given = fields.get("keys").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let given = given.map(str::trim).filter(|key| !key.is_empty()).map(SecretString::from);
    let keys: Vec<SecretString> = hall.options.keys.iter().cloned().chain(given).collect();
    let count = keys.len();
    *hall.keys.lock().unwrap_or_else(PoisonError::into_inner) = keys;
    document(&json!({ "keys": count }))
}

fn is_desk(headers: &HeaderMap, token: &SecretString) -> bool {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token_of =
        |value: &str| value.split_once(' ').map(|(scheme, token)| (scheme.to_owned(), token.trim().to_owned()));
    shown
        .and_then(token_of)
        .is_some_and(|(scheme, shown)| scheme.eq_ignore_ascii_case("bearer") && signature::is_same(token, &shown))
}

/// What is announced as too long is not begun.
fn fits(headers: &HeaderMap, largest: usize) -> bool {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    announced.is_none_or(|length| length.trim().parse::<usize>().is_ok_and(|length| length <= largest))
}

async fn read(body: Body, largest: usize, time: Duration) -> Result<Bytes, StatusCode> {
    match tokio::time::timeout(time, to_bytes(body, largest)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_too_long_or_cut)) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_slow) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

/// A value of a query, percent-decoded.
fn value_of(query: &str, name: &str) -> Option<String> {
    let (_, value) = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name)?;
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn document(value: &Value) -> Response<Body> {
    let mut response = Response::new(Body::from(value.to_string()));
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
    response
}

fn bare(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn later() -> Response<Body> {
    let mut response = bare(StatusCode::SERVICE_UNAVAILABLE);
    response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(SOON));
    response
}
