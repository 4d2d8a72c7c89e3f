//! The connection: key, session, pace, and what each failure says about the outcome.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value, json};

use super::answers;
use super::error::{Complaint, DellinError, complaints};
use super::fields::text;
use super::pace::Pace;
use super::write::write_shipment;
use crate::api::cargorun::{
    ApiError, Call, CallLog, Clock, Config as HttpConfig, HttpWire, Incoming, Method as Verb, Outgoing, Wire, WireError,
};
use crate::domain::ltl::{FoundOrder, Method, Placed, Quote, Shipment};

/// A session lives so long (official pages); after it a new one is asked for.
const SESSION_LIFE: TimeDelta = TimeDelta::days(30);
/// How long a request waits for its turn by our own limits, or by the carrier's word.
const PATIENCE: Duration = Duration::from_mins(1);

/// Who signs in.
#[derive(Debug, Clone)]
pub enum Account {
    /// A personal access token of the cabinet (`v4`): can be taken back without changing the password.
    Token(SecretString),
    /// E-mail or phone, and password (`v3`).
    Password {
        /// E-mail, or `+7` and ten digits.
        login: String,
        /// Password.
        password: SecretString,
    },
}

/// A session that is kept between starts.
#[derive(Debug, Clone)]
pub struct KeptSession {
    /// Its id: a secret.
    pub id: SecretString,
    /// When it was given.
    pub since: DateTime<Utc>,
}

/// Keys of one account: the environment, the key store of the system, memory. Must not block for long.
pub trait Keys: Send + Sync {
    /// Key of the application.
    fn appkey(&self) -> Option<SecretString>;
    /// Who signs in.
    fn account(&self) -> Option<Account>;
    /// The session kept from before.
    fn session(&self) -> Option<KeptSession>;
    /// Keeps a new session.
    fn keep_session(&self, session: &KeptSession);
    /// Forgets one that the carrier does not take.
    fn forget_session(&self);
}

/// Where the carrier is.
#[derive(Debug, Clone)]
pub struct Config {
    /// `https://api.dellin.ru`, or a training server of this machine.
    pub http: HttpConfig,
    /// How often a read is asked again after a passing failure.
    pub read_retries: u32,
}

/// A request for support: what was said, without keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent<T> {
    /// What was read.
    pub answer: T,
    /// The body that was sent, without the key and the session.
    pub request: Value,
    /// The answer as it came.
    pub raw: Value,
}

/// A connection. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    wire: Arc<dyn Wire>,
    http: HttpConfig,
    read_retries: u32,
    keys: Arc<dyn Keys>,
    log: Arc<dyn CallLog>,
    clock: Clock,
    pace: Arc<Pace>,
}

impl Client {
    /// A client over real HTTP; nothing is sent before the first call.
    ///
    /// # Errors
    /// [`DellinError::BadAddress`].
    pub fn new(
        config: Config,
        keys: Arc<dyn Keys>,
        log: Arc<dyn CallLog>,
        clock: Clock,
        pace: Arc<Pace>,
    ) -> Result<Self, DellinError> {
        let wire = Arc::new(HttpWire::new(&config.http).map_err(bad_address)?);
        Ok(Self { wire, http: config.http, read_retries: config.read_retries, keys, log, clock, pace })
    }

    /// True when orders can be sent: somebody may sign in, or is.
    #[must_use]
    pub fn has_account(&self) -> bool {
        self.keys.account().is_some() || self.kept_session().is_some()
    }

    /// True when the key of the application is known.
    #[must_use]
    pub fn has_appkey(&self) -> bool {
        self.keys.appkey().is_some()
    }

    /// A price with terms. With an account: at its own conditions, else at the public ones. Asked again after passing failures.
    ///
    /// # Errors
    /// [`DellinError`].
    pub async fn quote(&self, shipment: &Shipment) -> Result<Sent<Quote>, DellinError> {
        let body = write_shipment(shipment, Method::Quote);
        let request = Value::Object(body.clone());
        let raw = self.read("/v2/calculator.json", body, self.has_account()).await?;
        Ok(Sent { answer: answers::quote(&raw)?, request, raw })
    }

    /// Makes an order: once, never again by itself. Our own number must stand in it, and the session is looked at first: the
    /// carrier ignores that number without one, and what was made could not be found again.
    ///
    /// # Errors
    /// [`DellinError`]; [`DellinError::outcome_unknown`] says whether the order may have been made.
    pub async fn place(&self, shipment: &Shipment) -> Result<Sent<Placed>, DellinError> {
        if shipment.order_number().is_none_or(|number| number.trim().is_empty()) {
            return Err(not_sent(DellinError::Malformed { what: "an order without our number".to_owned() }));
        }
        let session = self.proven_session().await?;
        let body = write_shipment(shipment, Method::Order);
        let request = Value::Object(body.clone());
        self.turn().await?;
        let raw = self.exchange("/v2/request.json", body, Some(&session)).await?;
        Ok(Sent { answer: answers::placed(&raw)?, request, raw })
    }

    /// Orders with our own number. A new order may show up here late: nothing found is not "not made".
    ///
    /// # Errors
    /// [`DellinError`].
    pub async fn find(&self, order_number: &str) -> Result<Vec<FoundOrder>, DellinError> {
        let mut body = Map::new();
        body.insert("orderNumber".to_owned(), order_number.into());
        match self.read("/v3/orders.json", body, true).await {
            Ok(answer) => Ok(answers::orders(&answer)),
            // "Order not found" is an answer.
            Err(DellinError::Refused(list)) if list.iter().any(|one| one.code == Some(717_001)) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// A printed form of a paper: `order`, `bill`, `invoice`, `giveout`. A PDF.
    ///
    /// # Errors
    /// [`DellinError`].
    pub async fn printed(&self, paper_uid: &str, form: &str) -> Result<Vec<u8>, DellinError> {
        let mut body = Map::new();
        body.insert("docUID".to_owned(), paper_uid.into());
        body.insert("mode".to_owned(), form.into());
        let answer = self.read("/v1/printable.json", body, true).await?;
        let first = |list: &Value| list.as_array().and_then(|list| list.first()).cloned();
        let data =
            answer.get("data").map_or_else(|| answer.clone(), |data| first(data).unwrap_or_else(|| data.clone()));
        let coded = data.get("base64").or_else(|| data.get("pdf")).and_then(text);
        coded
            .and_then(|coded| base64(&coded))
            .ok_or_else(|| DellinError::Malformed { what: "a printed form".to_owned() })
    }

    /// Days that can be chosen for a shipment's dispatch.
    ///
    /// # Errors
    /// [`DellinError`].
    pub async fn dispatch_dates(&self, shipment: &Shipment) -> Result<Vec<chrono::NaiveDate>, DellinError> {
        let method =
            if shipment.is_preorder() { "/v2/request/terminal/dates.json" } else { "/v2/request/address/dates.json" };
        let answer = self.read(method, write_shipment(shipment, Method::Quote), self.has_account()).await?;
        let dates = answer.get("data").and_then(|data| data.get("dates")).and_then(Value::as_array);
        Ok(dates.into_iter().flatten().filter_map(|date| text(date)?.parse().ok()).collect())
    }

    /// Signs in unless a session is at hand.
    ///
    /// # Errors
    /// [`DellinError::NoAccount`] when nobody has said who.
    pub async fn session(&self) -> Result<SecretString, DellinError> {
        match self.kept_session() {
            Some(kept) => Ok(kept.id),
            None => self.log_in().await,
        }
    }

    fn kept_session(&self) -> Option<KeptSession> {
        self.keys.session().filter(|kept| (self.clock)() - kept.since < SESSION_LIFE)
    }

    /// A session that the carrier has just taken.
    async fn proven_session(&self) -> Result<SecretString, DellinError> {
        if let Some(kept) = self.kept_session() {
            self.turn().await?;
            match self.exchange("/v3/auth/session_info.json", Map::new(), Some(&kept.id)).await {
                Ok(answer) if !is_expired(&answer) => return Ok(kept.id),
                Ok(_) => {}
                Err(error) if error.session_is_bad() => {}
                // Nothing was ordered yet, whatever became of this question.
                Err(error) => return Err(not_sent(error)),
            }
            self.keys.forget_session();
        }
        self.log_in().await
    }

    async fn log_in(&self) -> Result<SecretString, DellinError> {
        let account = self.keys.account().ok_or(DellinError::NoAccount)?;
        let (path, body) = match &account {
            Account::Token(token) => ("/v4/auth/login.json", json!({ "pat": token.expose_secret() })),
            Account::Password { login, password } => {
                ("/v3/auth/login.json", json!({ "login": login, "password": password.expose_secret() }))
            }
        };
        let Value::Object(body) = body else { return Err(DellinError::NoAccount) };
        self.turn().await?;
        let answer = self.exchange(path, body, None).await.map_err(not_sent)?;
        let id = answer.get("data").and_then(|data| data.get("sessionID")).and_then(text);
        let id: SecretString =
            id.ok_or_else(|| not_sent(DellinError::Malformed { what: "a sign-in without a session".into() }))?.into();
        self.keys.keep_session(&KeptSession { id: id.clone(), since: (self.clock)() });
        Ok(id)
    }

    /// A question that changes nothing: asked again after passing failures, once more with a new session when the old one is
    /// not taken.
    pub(super) async fn read(
        &self,
        path: &str,
        body: Map<String, Value>,
        with_session: bool,
    ) -> Result<Value, DellinError> {
        let mut left = self.read_retries;
        let mut renewed = false;
        loop {
            let session = if with_session { Some(self.session().await?) } else { None };
            self.turn().await?;
            let error = match self.exchange(path, body.clone(), session.as_ref()).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            if error.session_is_bad() && !renewed && with_session {
                renewed = true;
                self.keys.forget_session();
                continue;
            }
            if !error.is_passing() || left == 0 {
                return Err(error);
            }
            left -= 1;
            let said = match &error {
                DellinError::TooManyRequests { retry_after } => *retry_after,
                _ => None,
            };
            let wait = said.unwrap_or_else(|| Duration::from_millis(300 * u64::from(self.read_retries - left)));
            if wait > PATIENCE {
                return Err(error);
            }
            self.wire.pause(wait).await;
        }
    }

    /// Waits for a turn by our own limits.
    async fn turn(&self) -> Result<(), DellinError> {
        let mut waited = Duration::ZERO;
        while let Err(wait) = self.pace.take((self.clock)()) {
            waited += wait;
            if waited > PATIENCE {
                return Err(DellinError::TooManyRequests { retry_after: Some(wait) });
            }
            self.wire.pause(wait).await;
        }
        Ok(())
    }

    /// One request, once.
    async fn exchange(
        &self,
        path: &str,
        mut body: Map<String, Value>,
        session: Option<&SecretString>,
    ) -> Result<Value, DellinError> {
        let appkey = self.keys.appkey().ok_or(DellinError::NoKey)?;
        body.insert("appkey".to_owned(), appkey.expose_secret().into());
        if let Some(session) = session {
            body.insert("sessionID".to_owned(), session.expose_secret().into());
        }
        let request = Outgoing {
            method: Verb::Post,
            path_and_query: path.to_owned(),
            bearer: None,
            body: Some(Value::Object(body).to_string()),
        };
        let came = self.noted(path, Arc::clone(&self.wire), request).await?;
        let secrets: Vec<&SecretString> = [Some(&appkey), session].into_iter().flatten().collect();
        judge(&came).map_err(|error| without(error, &secrets))
    }

    /// A file that an answer named: another host perhaps, over TLS, or this machine when the carrier is.
    pub(super) async fn download(&self, url: &str) -> Result<Vec<u8>, DellinError> {
        let wrong = |reason: &str| DellinError::BadAddress { reason: reason.to_owned() };
        let (scheme, rest) = url.split_once("://").ok_or_else(|| wrong("no address of a file"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let here = HttpConfig::check_address(&format!("http://{host}")).is_ok();
        let scheme = if here && self.http.base_url.starts_with("http://") { scheme } else { "https" };
        let config = HttpConfig { base_url: format!("{scheme}://{host}"), ..self.http.clone() };
        let wire: Arc<dyn Wire> = Arc::new(HttpWire::new(&config).map_err(bad_address)?);
        let request = Outgoing { method: Verb::Get, path_and_query: format!("/{path}"), bearer: None, body: None };
        // The query of such an address is a signature.
        let shown = path.split('?').next().unwrap_or_default();
        let came = self.noted(&format!("/{shown}"), wire, request).await?;
        match came {
            Incoming { status: 200, shortfall: None, body, .. } => Ok(body),
            Incoming { status: 200, .. } => Err(DellinError::Timeout),
            Incoming { status, .. } => Err(DellinError::Server { status }),
        }
    }

    async fn noted(&self, path: &str, wire: Arc<dyn Wire>, request: Outgoing) -> Result<Incoming, DellinError> {
        let (at, begun) = ((self.clock)(), Instant::now());
        let method = request.method;
        let came = wire.exchange(request).await.map_err(|error| match error {
            WireError::NotSent(reason) => DellinError::Offline { reason, sent: false },
            WireError::Broken(reason) => DellinError::Offline { reason, sent: true },
            WireError::Late => DellinError::Timeout,
        });
        self.log.record(Call {
            at,
            method,
            path: format!("dellin:{path}"),
            status: came.as_ref().ok().map(|came| came.status),
            duration: begun.elapsed(),
            error: came.as_ref().err().map(ToString::to_string),
            about: None,
        });
        came
    }
}

/// What an answer means. A body that complains is a refusal whatever its HTTP code, unless the server itself failed.
fn judge(came: &Incoming) -> Result<Value, DellinError> {
    let status = came.status;
    if status == 429 {
        let seconds = came.retry_after.as_deref().and_then(|text| text.trim().parse().ok());
        return Err(DellinError::TooManyRequests { retry_after: seconds.map(Duration::from_secs) });
    }
    if status >= 500 || status == 408 {
        return Err(DellinError::Server { status });
    }
    // The last of two equal keys counts (I5).
    let whole = came.shortfall.is_none().then(|| serde_json::from_slice::<Value>(&came.body).ok()).flatten();
    let said = whole.as_ref().map(complaints).unwrap_or_default();
    if !said.is_empty() {
        return Err(DellinError::Refused(said));
    }
    match (status, whole) {
        (200..=299, Some(answer)) => Ok(answer),
        (200..=299, None) if came.shortfall.is_some() => {
            Err(DellinError::Offline { reason: "the answer was cut off".to_owned(), sent: true })
        }
        (200..=299, None) => Err(DellinError::Malformed { what: "no JSON".to_owned() }),
        // A page of a guard in front of the carrier: it never saw the request.
        _ => Err(DellinError::Refused(vec![Complaint { title: format!("HTTP {status}"), ..Complaint::default() }])),
    }
}

fn is_expired(answer: &Value) -> bool {
    let session = answer.get("data").map(|data| data.get("session").unwrap_or(data));
    session.and_then(|session| session.get("expired")).is_some_and(|flag| flag == &Value::Bool(true))
}

/// What failed before the order itself was sent can't have made it.
fn not_sent(error: DellinError) -> DellinError {
    match error {
        DellinError::Timeout => DellinError::Offline { reason: "no answer came in time".to_owned(), sent: false },
        DellinError::Server { .. } | DellinError::Malformed { .. } => {
            DellinError::Offline { reason: error.to_string(), sent: false }
        }
        DellinError::Offline { reason, .. } => DellinError::Offline { reason, sent: false },
        other => other,
    }
}

/// Texts of the carrier may echo what it was sent.
fn without(error: DellinError, secrets: &[&SecretString]) -> DellinError {
    let DellinError::Refused(mut list) = error else { return error };
    let clean = |text: &mut String| {
        for secret in secrets.iter().map(|secret| secret.expose_secret()).filter(|secret| !secret.is_empty()) {
            *text = text.replace(secret, "•••");
        }
    };
    for one in &mut list {
        clean(&mut one.title);
        clean(&mut one.detail);
        one.bad.iter_mut().for_each(clean);
    }
    DellinError::Refused(list)
}

fn bad_address(error: ApiError) -> DellinError {
    match error {
        ApiError::BadAddress { reason } => DellinError::BadAddress { reason },
        other => DellinError::BadAddress { reason: other.to_string() },
    }
}

/// RFC 4648 with its own signs and padding; white space between is nothing.
fn base64(text: &str) -> Option<Vec<u8>> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let signs = text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=');
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0_u32);
    for sign in signs {
        bits = (bits << 6) | u32::from(value(sign)?);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came(status: u16, body: &str) -> Incoming {
        Incoming {
            status,
            retry_after: Some("7".into()),
            total: None,
            date: None,
            location: None,
            body: body.into(),
            shortfall: None,
        }
    }

    #[test]
    fn complaints_count_whatever_the_http_code_says() {
        let body = r#"{"metadata":{"status":400},"errors":[{"code":"180012","title":"Дата","fields":["request.delivery.derival.produceDate"]}]}"#;
        for status in [200, 400, 403] {
            let Err(DellinError::Refused(list)) = judge(&came(status, body)) else { panic!("{status}") };
            assert_eq!((list[0].code, list[0].fields[0].as_str()), (Some(180_012), "delivery.derival.produceDate"));
        }
        assert_eq!(judge(&came(502, body)), Err(DellinError::Server { status: 502 }), "nobody knows what it did");
        let wait = Some(Duration::from_secs(7));
        assert_eq!(judge(&came(429, "")), Err(DellinError::TooManyRequests { retry_after: wait }));
    }

    #[test]
    fn what_is_not_an_answer_leaves_the_outcome_open() {
        for body in ["", "<html>", "{\"data\":"] {
            let error = judge(&came(200, body)).unwrap_err();
            assert!(error.outcome_unknown(), "{body}: {error}");
        }
        assert!(!judge(&came(403, "<html>")).unwrap_err().outcome_unknown(), "a guard in front saw it, nobody else");
        assert!(!not_sent(DellinError::Timeout).outcome_unknown());
    }

    #[test]
    fn secrets_are_blotted_out_of_complaints() {
        let secret: SecretString = "s3cret".to_owned().into();
        let error = DellinError::Refused(vec![Complaint { title: "key s3cret".into(), ..Complaint::default() }]);
        assert_eq!(without(error, &[&secret]).complaints()[0].title, "key •••");
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        assert_eq!(base64("JVBERi0xLjQ=").as_deref(), Some(b"%PDF-1.4".as_slice()));
        assert_eq!(base64("Zm9v\nYmFy").as_deref(), Some(b"foobar".as_slice()));
        assert_eq!(base64("?"), None);
    }
}
