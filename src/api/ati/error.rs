//! What can go wrong with ATI.SU or with our receiver, by kind.

use std::time::Duration;

use thiserror::Error;

/// Why a call came to nothing. No text holds a token.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AtiError {
    /// The address can't be used.
    #[error("the address can't be used: {reason}")]
    BadAddress {
        /// Why.
        reason: String,
    },
    /// Nobody was reached.
    #[error("the server was not reached: {reason}")]
    Offline {
        /// Why.
        reason: String,
    },
    /// No answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The token is not good (any more).
    #[error("the token was not taken")]
    Unauthorised,
    /// The token is good, but not for this.
    #[error("not allowed")]
    Forbidden,
    /// There is no such thing.
    #[error("no such thing there")]
    NotFound,
    /// Too many calls, even after waiting.
    #[error("too many calls")]
    TooMany {
        /// How long to wait, when the server says.
        retry_after: Option<Duration>,
    },
    /// The server says no.
    #[error("refused with {status}: {text}")]
    Refused {
        /// HTTP code.
        status: u16,
        /// What it says, shortened.
        text: String,
    },
    /// The server failed.
    #[error("the server failed with {status}")]
    Server {
        /// HTTP code.
        status: u16,
    },
    /// The answer is not what was asked for.
    #[error("the answer is not what was asked for: {what}")]
    Malformed {
        /// What was asked for.
        what: &'static str,
    },
}
