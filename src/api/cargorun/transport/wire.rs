//! The outside of the client as a parameter: real HTTP in the program, anything in a test of whole exchanges.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use secrecy::SecretString;

/// The two verbs of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Everything else.
    Post,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Get => "GET",
            Self::Post => "POST",
        })
    }
}

/// A request on its way out. `Debug` shows no token; the body may hold a password and is never printed.
pub struct Outgoing {
    /// Verb.
    pub method: Method,
    /// Path and query, percent-encoded, beginning with `/api/…`.
    pub path_and_query: String,
    /// Access token.
    pub bearer: Option<SecretString>,
    /// JSON text.
    pub body: Option<String>,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path_and_query)
    }
}

/// Why a body is not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shortfall {
    /// The connection broke in the middle.
    Cut(String),
    /// Time ran out in the middle.
    Late,
    /// It is longer than anything this client asks for.
    TooLong,
}

/// An answer on its way in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// HTTP code.
    pub status: u16,
    /// Header `Retry-After`.
    pub retry_after: Option<String>,
    /// Header `X-MetaCount`: how many rows there are in all.
    pub total: Option<String>,
    /// Header `Date`: the server's clock.
    pub date: Option<String>,
    /// Where a redirection points to.
    pub location: Option<String>,
    /// The body, as much of it as came.
    pub body: Vec<u8>,
    /// Set when the body is not whole.
    pub shortfall: Option<Shortfall>,
}

/// Why no answer came at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WireError {
    /// The server was never reached; nothing was sent.
    NotSent(String),
    /// The connection broke after the request may have been sent.
    Broken(String),
    /// Time ran out.
    Late,
}

/// What an exchange comes to.
pub type WireFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The network.
pub trait Wire: Send + Sync {
    /// One request and its answer, once: no repeating, no following of redirections.
    fn exchange(&self, request: Outgoing) -> WireFuture<'_, Result<Incoming, WireError>>;

    /// Lets time pass.
    fn pause(&self, duration: Duration) -> WireFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}
