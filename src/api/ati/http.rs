//! One request with a token: HTTPS (plain only to this machine itself), bounded answers, patience with 429.

use std::error::Error as _;
use std::time::Duration;

use reqwest::header::{LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Method, Response};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::error::AtiError;
use crate::api::cargorun::{ApiError, Base};

/// The longest answer that is read.
const MAX_BODY: usize = 16 * 1024 * 1024;
/// The rules of ATI.SU: ten calls a second; wait from 100 ms on, twice as long each time.
const FIRST_WAIT: Duration = Duration::from_millis(100);
const TRIES: u32 = 5;
/// Signs of a refusal that are kept.
const TEXT: usize = 300;

/// A server and the token for it.
pub(super) struct Http {
    base: String,
    client: reqwest::Client,
    token: SecretString,
}

/// An answer of success.
pub(super) struct Came {
    pub(super) location: Option<String>,
    pub(super) body: Value,
}

impl Http {
    pub(super) fn new(
        address: &str,
        timeout: Duration,
        user_agent: &str,
        proxy: Option<&str>,
        token: SecretString,
    ) -> Result<Self, AtiError> {
        // Another part of the program may have chosen the cryptography of TLS already: it is the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let base = Base::parse(address).map_err(|error| AtiError::BadAddress {
            reason: match error {
                ApiError::BadAddress { reason } => reason,
                other => other.to_string(),
            },
        })?;
        let bad = |error: reqwest::Error| AtiError::BadAddress { reason: error.without_url().to_string() };
        // A token must not travel to another host, so redirections are followed by nobody.
        let mut builder = reqwest::Client::builder()
            .user_agent(user_agent)
            .timeout(timeout)
            .connect_timeout(timeout.min(Duration::from_secs(10)))
            .redirect(Policy::none());
        if base.loopback {
            builder = builder.no_proxy();
        } else if let Some(proxy) = proxy {
            builder = builder.proxy(reqwest::Proxy::all(proxy).map_err(bad)?);
        }
        if base.plain {
            builder = builder.tls_certs_only([]);
        }
        Ok(Self { base: base.text, client: builder.build().map_err(bad)?, token })
    }

    pub(super) async fn get(&self, path: &str) -> Result<Came, AtiError> {
        self.call(Method::GET, path, None).await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Came, AtiError> {
        self.call(Method::POST, path, Some(body)).await
    }

    pub(super) async fn delete(&self, path: &str) -> Result<Came, AtiError> {
        self.call(Method::DELETE, path, None).await
    }

    async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Came, AtiError> {
        let mut wait = FIRST_WAIT;
        for _ in 1..TRIES {
            match self.once(method.clone(), path, body).await {
                Err(AtiError::TooMany { retry_after: None }) => tokio::time::sleep(wait).await,
                ended => return ended,
            }
            wait = wait.saturating_mul(2);
        }
        self.once(method, path, body).await
    }

    async fn once(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Came, AtiError> {
        let mut builder = self
            .client
            .request(method, format!("{}{path}", self.base))
            .bearer_auth(self.token.expose_secret())
            .header(reqwest::header::ACCEPT, "application/json");
        if let Some(body) = body {
            builder = builder.json(body);
        }
        let response = builder.send().await.map_err(unanswered)?;
        let status = response.status().as_u16();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (location, retry_after) = (header(LOCATION), header(RETRY_AFTER));
        let bytes = read(response).await?;
        match status {
            200..=299 if bytes.iter().all(u8::is_ascii_whitespace) => Ok(Came { location, body: Value::Null }),
            200..=299 => serde_json::from_slice(&bytes)
                .map(|body| Came { location, body })
                .map_err(|_content| AtiError::Malformed { what: "JSON" }),
            300..=399 => Err(AtiError::BadAddress { reason: "the server points to another place".to_owned() }),
            401 => Err(AtiError::Unauthorised),
            403 => Err(AtiError::Forbidden),
            404 => Err(AtiError::NotFound),
            429 => Err(AtiError::TooMany {
                retry_after: retry_after.and_then(|text| text.trim().parse().ok()).map(Duration::from_secs),
            }),
            500.. => Err(AtiError::Server { status }),
            _ => Err(AtiError::Refused { status, text: self.shown(&bytes) }),
        }
    }

    /// What the server says, without the token that it may echo.
    fn shown(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8_lossy(bytes).replace(self.token.expose_secret(), "•••");
        text.chars().take(TEXT).collect()
    }
}

async fn read(mut response: Response) -> Result<Vec<u8>, AtiError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unanswered)? {
        if body.len().saturating_add(chunk.len()) > MAX_BODY {
            return Err(AtiError::Malformed { what: "an answer of a bearable length" });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn unanswered(error: reqwest::Error) -> AtiError {
    if error.is_timeout() {
        return AtiError::Timeout;
    }
    let error = error.without_url();
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    AtiError::Offline { reason: format!("{error}{cause}") }
}
