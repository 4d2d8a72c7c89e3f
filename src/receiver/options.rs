//! What a receiver is started with.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret as _, SecretString};
use thiserror::Error;

use crate::api::{host_of, is_loopback};

use crate::api::ati::signature;

/// A token shorter than this is guessed.
const SHORTEST_TOKEN: usize = 16;

/// What a receiver is started with. `Debug` shows no secret.
#[derive(Clone)]
pub struct Options {
    /// Where to listen. TLS is the proxy's.
    pub addr: SocketAddr,
    /// The address by which ATI.SU and the desk call it: `https://host[:port][/prefix]`. Empty on a loopback address: the
    /// one it listens on.
    pub public_url: String,
    /// Its database; the folder is made.
    pub database: PathBuf,
    /// The desk shows it; the unguessable addresses are made of it.
    pub token: SecretString,
    /// Keys of the subscriptions that are known already; the desk gives others.
    pub keys: Vec<SecretString>,
    /// Names of the topics that have addresses.
    pub topics: Vec<String>,
    /// The largest body, bytes.
    pub largest_body: usize,
    /// How far the `Date` of a call may lie from now.
    pub date_window: TimeDelta,
    /// The same for a call that says it is a repeat: ATI.SU tries for four days, and may show the first date. Repeats are
    /// harmless, each event is kept once.
    pub retry_window: TimeDelta,
    /// How long a body may take to come.
    pub body_time: Duration,
    /// How long a request may take from its first byte to the last of its answer; then the connection is closed.
    pub request_time: Duration,
    /// Connections at once; others wait.
    pub connections: usize,
    /// How long events are kept.
    pub keep: TimeDelta,
    /// The clock.
    pub now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

/// The options can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OptionsError {
    /// ATI.SU calls HTTPS only, and the desk's token must not go over an open line.
    #[error("the public address must begin with https:// (http:// only for this machine itself)")]
    PublicUrl,
    /// The token is guessed too easily.
    #[error("the token must have at least {SHORTEST_TOKEN} characters")]
    Token,
}

impl Options {
    /// Options with the defaults of the design.
    #[must_use]
    pub fn new(addr: SocketAddr, public_url: &str, database: PathBuf, token: SecretString) -> Self {
        Self {
            addr,
            public_url: public_url.trim().trim_end_matches('/').to_owned(),
            database,
            token,
            keys: Vec::new(),
            topics: vec!["orders.invites".to_owned(), "orders.invites.sent".to_owned()],
            largest_body: 1024 * 1024,
            date_window: TimeDelta::minutes(10),
            retry_window: TimeDelta::days(5),
            body_time: Duration::from_secs(10),
            request_time: Duration::from_secs(40),
            connections: 256,
            keep: TimeDelta::days(60),
            now: Arc::new(Utc::now),
        }
    }

    /// A receiver for this machine alone, on a port that the system chooses: its public address is the one it listens on.
    #[must_use]
    pub fn here(database: PathBuf, token: SecretString) -> Self {
        Self::new(SocketAddr::from(([127, 0, 0, 1], 0)), "", database, token)
    }

    /// # Errors
    /// [`OptionsError`].
    pub(super) fn check(&self) -> Result<(), OptionsError> {
        if self.token.expose_secret().chars().count() < SHORTEST_TOKEN {
            return Err(OptionsError::Token);
        }
        let host = || self.host_and_prefix().0.to_ascii_lowercase();
        let is_good = match self.public_url.split_once("://") {
            Some((scheme, _)) if scheme.eq_ignore_ascii_case("https") => !host().is_empty(),
            Some((scheme, _)) if scheme.eq_ignore_ascii_case("http") => is_loopback(host_of(&host())),
            // Said when it listens.
            None => self.public_url.is_empty() && self.addr.ip().is_loopback(),
            Some(_) => false,
        };
        if is_good { Ok(()) } else { Err(OptionsError::PublicUrl) }
    }

    /// `host[:port]` and `/prefix` (or nothing) of the public address.
    pub(super) fn host_and_prefix(&self) -> (&str, &str) {
        let rest = self.public_url.split_once("://").map_or(self.public_url.as_str(), |(_, rest)| rest);
        rest.find('/').and_then(|slash| rest.split_at_checked(slash)).unwrap_or((rest, ""))
    }
}

/// The address that a topic's events are sent to. Nobody guesses it; the desk and the receiver both work it out.
#[must_use]
pub fn callback(public_url: &str, topic: &str, token: &SecretString) -> String {
    format!("{}/ati/{}", public_url.trim().trim_end_matches('/'), signature::address_of(topic, token))
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("addr", &self.addr)
            .field("public_url", &self.public_url)
            .field("database", &self.database)
            .field("topics", &self.topics)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(url: &str, token: &str) -> Options {
        let addr = SocketAddr::from(([127, 0, 0, 1], 0));
        Options::new(addr, url, PathBuf::new(), SecretString::from(token))
    }

    #[test]
    fn only_https_or_this_machine_and_a_token_of_some_length() {
        let token = "0123456789abcdef";
        for good in ["https://desk.example/hooks/", "http://127.0.0.1:8080", "http://[::1]:1", "http://localhost"] {
            assert_eq!(options(good, token).check(), Ok(()), "{good}");
        }
        for bad in
            ["http://desk.example", "http://127.0.0.1.example.org", "desk.example", "https://", "ftp://localhost"]
        {
            assert_eq!(options(bad, token).check(), Err(OptionsError::PublicUrl), "{bad}");
        }
        assert_eq!(options("https://desk.example", "short").check(), Err(OptionsError::Token));
        assert_eq!(Options::here(PathBuf::new(), SecretString::from(token)).check(), Ok(()));
        let abroad = Options { addr: SocketAddr::from(([0, 0, 0, 0], 0)), ..options("", token) };
        assert_eq!(abroad.check(), Err(OptionsError::PublicUrl), "nobody knows how it is called from outside");
        assert_eq!(
            options("https://desk.example:8443/hooks/", token).host_and_prefix(),
            ("desk.example:8443", "/hooks")
        );
        assert!(!format!("{:?}", options("https://desk.example", token)).contains(token));
    }
}
