//! Sends one request, notes it in the journal and says what the answer means.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::error_text;
use super::wire::{Incoming, Method, Outgoing, Shortfall, Wire, WireError};
use crate::api::cargorun::error::{ApiError, SignInReason};
use crate::api::cargorun::odata::Query;
use crate::api::cargorun::session::{Call, CallLog, Clock};
use crate::domain::id::BidKey;

/// A request before it is written out.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: Query,
    pub(crate) body: Option<Value>,
    /// The bid that it is about, for the journal.
    pub(crate) about: Option<BidKey>,
}

impl Request {
    pub(crate) fn get(path: impl Into<String>, query: Query) -> Self {
        Self { method: Method::Get, path: path.into(), query, body: None, about: None }
    }

    pub(crate) fn post(path: impl Into<String>, body: Value) -> Self {
        Self { method: Method::Post, path: path.into(), query: Query::new(), body: Some(body), about: None }
    }

    /// Says which bid it is about.
    pub(crate) fn about(mut self, bid: BidKey) -> Self {
        self.about = Some(bid);
        self
    }
}

/// A successful answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The body as text, without a byte order mark.
    pub(crate) text: String,
    /// Header `X-MetaCount`.
    pub(crate) total: Option<u64>,
    /// Header `Date`: the server's clock when it answered, to the second.
    pub(crate) date: Option<DateTime<Utc>>,
}

impl Answer {
    /// Reads the body as JSON. `what` names the call for the error.
    pub(crate) fn json(&self, what: &str) -> Result<Value, ApiError> {
        serde_json::from_str(&self.text).map_err(|_content| self.malformed(what))
    }

    /// True for what a proxy or a login page sends in place of an answer.
    pub(crate) fn is_web_page(&self) -> bool {
        error_text::is_html(&self.text)
    }

    /// Why the body is not what was asked for, without showing it.
    pub(crate) fn malformed(&self, what: &str) -> ApiError {
        let came = if self.text.trim().is_empty() {
            "an empty body"
        } else if self.is_web_page() {
            "a web page"
        } else {
            "other content"
        };
        ApiError::Malformed { what: format!("{what}: {came} in place of what was asked for") }
    }
}

/// The way to one server, with its journal and clock.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) wire: Arc<dyn Wire>,
    pub(crate) log: Arc<dyn CallLog>,
    pub(crate) clock: Clock,
}

impl Line {
    /// Sends and reads the answer. `secrets` are blotted out of every text that comes back: a server may echo them.
    ///
    /// A 401 comes as [`ApiError::SignInNeeded`] with [`SignInReason::Refused`]; the caller knows what it means for him.
    pub(crate) async fn send(
        &self,
        request: &Request,
        bearer: Option<&SecretString>,
        secrets: &[&SecretString],
    ) -> Result<Answer, ApiError> {
        let outgoing = Outgoing {
            method: request.method,
            path_and_query: format!("{}{}", request.path, request.query.encoded()),
            bearer: bearer.cloned(),
            body: request.body.as_ref().map(Value::to_string),
        };
        let mut note = Note::begun(self, request);
        let came = self.wire.exchange(outgoing).await;
        note.status = came.as_ref().ok().map(|incoming| incoming.status);
        let meant = match came {
            Ok(incoming) => self.meaning(incoming, secrets),
            Err(error) => Err(unanswered(error)),
        };
        note.error = meant.as_ref().err().map(journal_text);
        meant
    }

    /// Asks whether anybody is there; any answer will do. Gives the clock of the server, when it tells.
    pub(crate) async fn knock(&self) -> Result<Option<DateTime<Utc>>, ApiError> {
        let (at, began) = ((self.clock)(), Instant::now());
        let request = Outgoing { method: Method::Get, path_and_query: "/".to_owned(), bearer: None, body: None };
        let came = self.wire.exchange(request).await;
        let status = came.as_ref().ok().map(|incoming| incoming.status);
        let meant = came.map_err(unanswered);
        let error = meant.as_ref().err().map(journal_text);
        let path = "/".to_owned();
        let duration = began.elapsed();
        self.log.record(Call { at, method: Method::Get, path, status, duration, error, about: None });
        Ok(server_moment(&meant?))
    }

    fn meaning(&self, incoming: Incoming, secrets: &[&SecretString]) -> Result<Answer, ApiError> {
        // Twice: before the text is cut to its length, and after escapes in it have been read.
        let text = || {
            let body = blotted(String::from_utf8_lossy(&incoming.body).into_owned(), secrets);
            blotted(error_text::read(incoming.status, &body), secrets)
        };
        match incoming.status {
            200..=299 => whole(incoming),
            300..=399 => Err(ApiError::BadAddress {
                reason: format!("the server points to {}", place_of(incoming.location.as_deref())),
            }),
            401 => Err(ApiError::SignInNeeded { reason: SignInReason::Refused { text: text() } }),
            403 => Err(ApiError::Forbidden { text: text() }),
            404 => Err(ApiError::NotFound),
            429 => Err(ApiError::TooManyRequests {
                retry_after: incoming.retry_after.as_deref().and_then(|text| retry_after(text, (self.clock)())),
            }),
            500.. => Err(ApiError::Server { status: incoming.status, text: text() }),
            _ => Err(ApiError::Refused { text: text() }),
        }
    }
}

/// A line of the journal, written when the call ends, even if it ends because the caller gave up.
struct Note<'a> {
    line: &'a Line,
    request: &'a Request,
    at: DateTime<Utc>,
    began: Instant,
    status: Option<u16>,
    error: Option<String>,
}

impl<'a> Note<'a> {
    fn begun(line: &'a Line, request: &'a Request) -> Self {
        let error = Some("given up before an answer came".to_owned());
        Self { line, request, at: (line.clock)(), began: Instant::now(), status: None, error }
    }
}

impl Drop for Note<'_> {
    fn drop(&mut self) {
        self.line.log.record(Call {
            at: self.at,
            method: self.request.method,
            path: format!("{}{}", self.request.path, self.request.query.readable()),
            status: self.status,
            duration: self.began.elapsed(),
            error: self.error.take(),
            about: self.request.about.clone(),
        });
    }
}

/// The byte order mark that some servers begin their text with.
const MARK: char = '\u{feff}';

/// The body of a success, when it is whole and text.
fn whole(incoming: Incoming) -> Result<Answer, ApiError> {
    let malformed = |what: &str| ApiError::Malformed { what: what.to_owned() };
    match &incoming.shortfall {
        None => {}
        Some(Shortfall::Late) => return Err(ApiError::Timeout),
        Some(Shortfall::Cut(why)) => return Err(malformed(&format!("it was cut off: {why}"))),
        Some(Shortfall::TooLong) => return Err(malformed("it is too long")),
    }
    let date = server_moment(&incoming);
    let text = String::from_utf8(incoming.body).map_err(|_content| malformed("it is not UTF-8"))?;
    let total = incoming.total.as_deref().and_then(|total| total.trim().parse().ok());
    let text = if text.starts_with(MARK) { text.trim_start_matches(MARK).to_owned() } else { text };
    Ok(Answer { text, total, date })
}

/// The clock of the server, when it tells.
fn server_moment(incoming: &Incoming) -> Option<DateTime<Utc>> {
    let moment = DateTime::parse_from_rfc2822(incoming.date.as_deref()?.trim()).ok()?;
    Some(moment.with_timezone(&Utc))
}

fn unanswered(error: WireError) -> ApiError {
    match error {
        WireError::NotSent(reason) => ApiError::Offline { reason, sent: false },
        WireError::Broken(reason) => ApiError::Offline { reason, sent: true },
        WireError::Late => ApiError::Timeout,
    }
}

/// The journal keeps the server's sentence alone where there is one.
fn journal_text(error: &ApiError) -> String {
    match error {
        ApiError::Refused { text }
        | ApiError::Forbidden { text }
        | ApiError::Server { text, .. }
        | ApiError::SignInNeeded { reason: SignInReason::Refused { text } } => text.clone(),
        ApiError::Offline { .. }
        | ApiError::Timeout
        | ApiError::SignInNeeded { .. }
        | ApiError::NotFound
        | ApiError::TooManyRequests { .. }
        | ApiError::Malformed { .. }
        | ApiError::MissingReference { .. }
        | ApiError::Unsendable { .. }
        | ApiError::BadAddress { .. } => error_text::bounded(&error.to_string()),
    }
}

/// Takes secrets out of a text that the server wrote. Very short ones would leave nothing readable and prove nothing.
fn blotted(text: String, secrets: &[&SecretString]) -> String {
    secrets.iter().map(|secret| secret.expose_secret()).filter(|secret| secret.chars().count() >= 4).fold(
        text,
        |text, secret| {
            if text.contains(secret) { text.replace(secret, "•••") } else { text }
        },
    )
}

/// Scheme and host of a redirection: what a person needs to correct the address. Its query may hold anything.
fn place_of(location: Option<&str>) -> String {
    let Some(location) = location else { return "another place".to_owned() };
    location.split(['?', '#']).next().unwrap_or_default().chars().take(200).collect()
}

/// `Retry-After` in seconds or as an HTTP date.
fn retry_after(text: &str, now: DateTime<Utc>) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let at = DateTime::parse_from_rfc2822(text).ok()?;
    Some(at.with_timezone(&Utc).signed_duration_since(now).to_std().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: DateTime<Utc> = "2026-11-20T06:00:00Z".parse().expect("a moment");
        assert_eq!(retry_after("30", now), Some(Duration::from_secs(30)));
        assert_eq!(retry_after("Fri, 20 Nov 2026 06:00:12 GMT", now), Some(Duration::from_secs(12)));
        assert_eq!(retry_after("Fri, 20 Nov 2026 05:00:00 GMT", now), Some(Duration::ZERO), "already over");
        assert_eq!(retry_after("soon", now), None);
    }

    #[test]
    fn secrets_are_blotted_out_of_what_the_server_says() {
        let (long, short) = (SecretString::from("tok-123456"), SecretString::from("12"));
        let said = blotted("token tok-123456 of 12 trucks is unknown".to_owned(), &[&long, &short]);
        assert_eq!(said, "token ••• of 12 trucks is unknown");
    }

    #[test]
    fn a_redirection_names_its_place_without_the_query() {
        assert_eq!(place_of(Some("https://login.example/start?ticket=secret#x")), "https://login.example/start");
        assert_eq!(place_of(None), "another place");
    }
}
