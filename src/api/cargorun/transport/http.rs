//! Real HTTP.
//!
//! TLS is always verified. Redirections are not followed: a token must not travel to another host, and a POST must not
//! turn into a GET unseen.

use std::error::Error as _;
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Response, Url};
use secrecy::ExposeSecret as _;

use super::wire::{Incoming, Method, Outgoing, Shortfall, Wire, WireError, WireFuture};
use crate::api::cargorun::config::{Base, Config};
use crate::api::cargorun::error::ApiError;

/// The longest answer that is read. The largest page of fifty bids is about a hundredth of it.
const MAX_BODY: usize = 64 * 1024 * 1024;
/// Room that is made before a body comes.
const LIKELY_BODY: usize = 1024 * 1024;
/// A server that can't be reached is known sooner than one that thinks.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A connection pool to one server: the wire of the program itself.
pub struct HttpWire {
    base: String,
    client: reqwest::Client,
}

impl HttpWire {
    /// A pool that opens no connection before the first exchange.
    ///
    /// # Errors
    /// [`ApiError::BadAddress`] when the address can't be used.
    pub fn new(config: &Config) -> Result<Self, ApiError> {
        install_crypto();
        let base = Base::parse(&config.base_url)?;
        let mut builder = reqwest::Client::builder()
            .user_agent(&config.user_agent)
            .timeout(config.timeout)
            .connect_timeout(config.timeout.min(CONNECT_TIMEOUT))
            .redirect(Policy::none());
        if base.loopback {
            builder = builder.no_proxy();
        } else if let Some(proxy) = &config.proxy {
            let wrong = |error| ApiError::BadAddress { reason: format!("the proxy: {}", sentence(error)) };
            builder = builder.proxy(reqwest::Proxy::all(proxy).map_err(wrong)?);
        }
        if base.plain {
            // Without TLS no certificate is needed, so a machine without a list of authorities can run the training server.
            builder = builder.tls_certs_only([]);
        }
        let client = builder.build().map_err(|error| ApiError::BadAddress { reason: sentence(error) })?;
        Ok(Self { base: base.text, client })
    }

    async fn send(&self, request: Outgoing) -> Result<Incoming, WireError> {
        let not_sent = |error: &dyn std::error::Error| WireError::NotSent(error.to_string());
        let url = Url::parse(&format!("{}{}", self.base, request.path_and_query)).map_err(|error| not_sent(&error))?;
        let mut builder = match request.method {
            Method::Get => self.client.get(url),
            Method::Post => self.client.post(url),
        };
        builder = builder.header(ACCEPT, "application/json, text/plain;q=0.9, */*;q=0.1");
        if let Some(token) = &request.bearer {
            let mut header = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret()))
                .map_err(|_secret| WireError::NotSent("the access token holds forbidden characters".to_owned()))?;
            header.set_sensitive(true);
            builder = builder.header(AUTHORIZATION, header);
        }
        if let Some(body) = request.body {
            builder = builder.header(CONTENT_TYPE, "application/json").body(body);
        }
        match builder.send().await {
            Ok(response) => Ok(read(response).await),
            Err(error) => Err(why(error)),
        }
    }
}

impl Wire for HttpWire {
    fn exchange(&self, request: Outgoing) -> WireFuture<'_, Result<Incoming, WireError>> {
        Box::pin(self.send(request))
    }
}

/// Reads the head and as much of the body as comes.
async fn read(mut response: Response) -> Incoming {
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    // What the server says of the length saves copying, and is not believed beyond reason.
    let length = response.content_length().and_then(|length| usize::try_from(length).ok());
    let length = length.unwrap_or_default().min(LIKELY_BODY);
    let mut incoming = Incoming {
        status: response.status().as_u16(),
        retry_after: header(RETRY_AFTER.as_str()),
        total: header("x-metacount"),
        date: header(DATE.as_str()),
        location: header(LOCATION.as_str()),
        body: Vec::with_capacity(length),
        shortfall: None,
    };
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if incoming.body.len().saturating_add(chunk.len()) > MAX_BODY => {
                incoming.shortfall = Some(Shortfall::TooLong);
                break;
            }
            Ok(Some(chunk)) => incoming.body.extend_from_slice(&chunk),
            Ok(None) => break,
            Err(error) if error.is_timeout() => {
                incoming.shortfall = Some(Shortfall::Late);
                break;
            }
            Err(error) => {
                incoming.shortfall = Some(Shortfall::Cut(sentence(error)));
                break;
            }
        }
    }
    incoming
}

fn why(error: reqwest::Error) -> WireError {
    if error.is_connect() || error.is_builder() {
        WireError::NotSent(sentence(error))
    } else if error.is_timeout() {
        WireError::Late
    } else {
        WireError::Broken(sentence(error))
    }
}

/// The whole chain of causes in one line, without the address (the journal has the path beside).
fn sentence(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let said = deeper.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = deeper.source();
    }
    text
}

/// Chooses the cryptography of TLS for the process, once.
fn install_crypto() {
    static INSTALLED: OnceLock<()> = OnceLock::new();
    INSTALLED.get_or_init(|| {
        if rustls::crypto::ring::default_provider().install_default().is_err() {
            tracing::debug!("another part of the program has chosen the cryptography of TLS already");
        }
    });
}
