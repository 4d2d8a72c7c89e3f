//! One tile by HTTP: HTTPS (plain only to this machine itself), bounded answers, questions with what is known already.

use std::error::Error as _;
use std::time::Duration;

use reqwest::Response;
use reqwest::header::{
    ACCEPT, AGE, CACHE_CONTROL, DATE, ETAG, EXPIRES, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
    RETRY_AFTER,
};
use reqwest::redirect::Policy;
use thiserror::Error;

use super::freshness::{Keep, Said};
use super::template::Template;
use crate::api::is_loopback;

/// The largest tile that is read.
const MAX_BODY: usize = 2 * 1024 * 1024;
/// A server that can't be reached is known sooner than one that thinks.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Places that an answer may point on to, one after another.
const MOST_REDIRECTIONS: usize = 3;

/// A server and how to talk to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where tiles are.
    pub template: Template,
    /// For one tile, from the first byte to the last.
    pub timeout: Duration,
    /// How the program calls itself.
    pub user_agent: String,
    /// Proxy between us and the server; `None`: as the system says. Never used for this machine itself.
    pub proxy: Option<String>,
}

/// By what the server knows again what it gave before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
}

/// What the server gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The tile, in whatever format it is.
    Tile {
        /// The file.
        body: Vec<u8>,
        /// By what to ask for news of it.
        validators: Validators,
        /// How long it stands.
        keep: Keep,
    },
    /// What is known is still so.
    Same(Keep),
    /// There is no such tile: beyond the edge of what the server has.
    Nothing(Keep),
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TileError {
    /// The proxy or the address can't be used.
    #[error("the address can't be used: {reason}")]
    BadAddress {
        /// Why.
        reason: String,
    },
    /// The server can't be reached.
    #[error("no connection: {reason}")]
    Offline {
        /// Why.
        reason: String,
    },
    /// No answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The server wants a key or doesn't want us (401, 403).
    #[error("the server refuses ({status})")]
    Refused {
        /// The code.
        status: u16,
    },
    /// Too many questions (429), or the server is busy (503).
    #[error("the server asks for patience ({status})")]
    Patience {
        /// The code.
        status: u16,
        /// How long, when it says so.
        wait: Option<Duration>,
    },
    /// Any other code.
    #[error("the server answers {status}")]
    Status {
        /// The code.
        status: u16,
    },
    /// More than a tile can be.
    #[error("the answer is too long")]
    TooLong,
}

/// A client of one server.
#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    template: Template,
}

impl Client {
    /// A client that opens no connection before the first question.
    ///
    /// # Errors
    /// [`TileError::BadAddress`] when the proxy can't be used.
    pub fn new(config: Config) -> Result<Self, TileError> {
        // Another part of the program may have chosen the cryptography of TLS already: it is the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let bad = |error: reqwest::Error| TileError::BadAddress { reason: error.without_url().to_string() };
        let mut builder = reqwest::Client::builder()
            .user_agent(&config.user_agent)
            .timeout(config.timeout)
            .connect_timeout(config.timeout.min(CONNECT_TIMEOUT))
            .referer(false)
            .redirect(safe_redirections());
        if config.template.loopback {
            builder = builder.no_proxy();
        } else if let Some(proxy) = &config.proxy {
            builder = builder.proxy(reqwest::Proxy::all(proxy).map_err(bad)?);
        }
        if config.template.plain {
            // Without TLS no certificate is needed: a machine without a list of authorities can have a server of its own.
            builder = builder.tls_certs_only([]);
        }
        Ok(Self { http: builder.build().map_err(bad)?, template: config.template })
    }

    /// Asks for a tile; with `known`, whether it has changed.
    ///
    /// # Errors
    /// [`TileError`]; the question may be repeated.
    pub async fn tile(&self, (z, x, y): (u8, u32, u32), known: Option<&Validators>) -> Result<Answer, TileError> {
        let mut request = self.http.get(self.template.url(z, x, y)).header(ACCEPT, "image/png");
        if let Some(etag) = known.and_then(|known| known.etag.as_ref()) {
            request = request.header(IF_NONE_MATCH, etag);
        } else if let Some(modified) = known.and_then(|known| known.modified.as_ref()) {
            request = request.header(IF_MODIFIED_SINCE, modified);
        }
        let response = request.send().await.map_err(unanswered)?;
        let header = |name: HeaderName| response.headers().get(name).and_then(|value| value.to_str().ok());
        let [cache_control, expires, date, age] = [CACHE_CONTROL, EXPIRES, DATE, AGE].map(header);
        let keep = Keep::of(Said { cache_control, expires, date, age });
        let validators =
            Validators { etag: header(ETAG).map(str::to_owned), modified: header(LAST_MODIFIED).map(str::to_owned) };
        let wait = header(RETRY_AFTER).and_then(|text| text.trim().parse().ok()).map(Duration::from_secs);
        match response.status().as_u16() {
            200 => {
                let body = read(response).await?;
                Ok(if body.is_empty() { Answer::Nothing(keep) } else { Answer::Tile { body, validators, keep } })
            }
            304 if known.is_some() => Ok(Answer::Same(keep)),
            204 | 404 | 410 => Ok(Answer::Nothing(keep)),
            status @ (401 | 403) => Err(TileError::Refused { status }),
            status @ (429 | 503) => Err(TileError::Patience { status, wait }),
            status => Err(TileError::Status { status }),
        }
    }
}

/// Followed a few times, and never from TLS to an open line.
fn safe_redirections() -> Policy {
    Policy::custom(|attempt| {
        let is_safe = attempt.url().scheme() == "https" || is_loopback(attempt.url().host_str().unwrap_or_default());
        if is_safe && attempt.previous().len() <= MOST_REDIRECTIONS { attempt.follow() } else { attempt.stop() }
    })
}

async fn read(mut response: Response) -> Result<Vec<u8>, TileError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unanswered)? {
        if body.len().saturating_add(chunk.len()) > MAX_BODY {
            return Err(TileError::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn unanswered(error: reqwest::Error) -> TileError {
    if error.is_timeout() {
        return TileError::Timeout;
    }
    // The address may hold a key of the server's: it isn't told on.
    let error = error.without_url();
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    TileError::Offline { reason: format!("{error}{cause}") }
}
