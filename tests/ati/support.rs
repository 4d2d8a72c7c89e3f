//! A receiver of the test's own, and somebody who calls it as ATI.SU does: signing is written here once more, so that it is
//! a third witness.

use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cargorun_desk::api::ati::relay::Relay;
use cargorun_desk::receiver::{Options, Running, callback, start};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use ring::{digest, hmac};
use secrecy::SecretString;
use serde_json::{Value, json};

pub(crate) const TOKEN: &str = "a token of the test, long enough";
pub(crate) const KEY: &str = "a key of the test";
pub(crate) const TOPIC: &str = "orders.invites";

pub(crate) fn token() -> SecretString {
    SecretString::from(TOKEN)
}

pub(crate) fn http() -> reqwest::Client {
    // A second installation is refused, the first one is in force.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().tls_certs_only([]).timeout(Duration::from_mins(1)).build().unwrap()
}

/// Options of a receiver whose public address is the one it listens on: the port is taken first.
pub(crate) fn options(dir: &Path) -> Options {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut options = Options::new(port, &format!("http://{port}"), dir.join("receiver.db"), token());
    options.keys = vec![SecretString::from(KEY)];
    options
}

/// A running receiver and a caller for it.
pub(crate) struct Post {
    pub(crate) running: Running,
    pub(crate) caller: Caller,
}

impl Post {
    pub(crate) async fn open(dir: &Path) -> Self {
        Self::with(options(dir)).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let base = options.public_url.clone();
        let running = start(options).await.unwrap();
        Self { running, caller: Caller::new(&base) }
    }

    pub(crate) fn relay(&self) -> Relay {
        Relay::new(&self.caller.base, Duration::from_secs(40), None, token()).unwrap()
    }
}

/// Somebody who calls.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) http: reqwest::Client,
    pub(crate) base: String,
}

/// What may be wrong with a call.
pub(crate) struct Call<'a> {
    pub(crate) key: &'a str,
    pub(crate) at: DateTime<Utc>,
    pub(crate) is_retry: bool,
    /// What is sent, when it isn't what was signed.
    pub(crate) sent: Option<String>,
}

impl Default for Call<'_> {
    fn default() -> Self {
        Self { key: KEY, at: Utc::now(), is_retry: false, sent: None }
    }
}

impl Caller {
    pub(crate) fn new(base: &str) -> Self {
        Self { http: http(), base: base.to_owned() }
    }

    pub(crate) fn url(&self) -> String {
        callback(&self.base, TOPIC, &token())
    }

    /// The head of a signed call.
    pub(crate) fn signed(&self, body: &str, call: &Call<'_>) -> reqwest::RequestBuilder {
        let url = self.url();
        let rest = url.strip_prefix("http://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        let date = call.at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let digest = format!("sha-256={}", STANDARD.encode(digest::digest(&digest::SHA256, body.as_bytes())));
        let text = format!("POST\n/{path}\n{date};{digest};{host}");
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, call.key.as_bytes()), text.as_bytes());
        let signature = STANDARD.encode(tag);
        self.http
            .post(&url)
            .header("Date", date)
            .header("Digest", digest)
            .header("ATI-Is-Retry", call.is_retry.to_string())
            .header(
                "Authorization",
                format!("HMAC-SHA-256 Credential=x&SignedHeaders=Date;Digest;Host&Signature={signature}"),
            )
    }

    pub(crate) async fn post(&self, body: &str, call: Call<'_>) -> u16 {
        let sent = call.sent.clone().unwrap_or_else(|| body.to_owned());
        self.signed(body, &call).body(sent).send().await.unwrap().status().as_u16()
    }

    pub(crate) async fn send(&self, entities: &[Value]) -> u16 {
        self.post(&envelope(entities), Call::default()).await
    }
}

pub(crate) fn envelope(entities: &[Value]) -> String {
    json!({ "topic": TOPIC, "entities": entities, "is_retry": false }).to_string()
}

/// An event; the moment is seconds after the beginning of the test's time.
pub(crate) fn event(id: &str, second: i64, entity: &Value) -> Value {
    let at: DateTime<Utc> = "2026-11-22T08:00:00Z".parse().unwrap();
    let at = (at + TimeDelta::seconds(second)).to_rfc3339_opts(SecondsFormat::Micros, true);
    json!({ "entity_id": id, "action_date": at, "entity": entity })
}

/// Waits until something is so.
pub(crate) async fn until(mut is_so: impl FnMut() -> bool) {
    let patience = tokio::time::Instant::now() + Duration::from_mins(1);
    while !is_so() {
        assert!(tokio::time::Instant::now() < patience, "it never became so");
        tokio::task::yield_now().await;
    }
}
