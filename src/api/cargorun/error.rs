//! What can go wrong with a call, by kind. People's words are made elsewhere by matching the kind; the sentences here are
//! for logs and the journal.

use std::time::Duration;

use thiserror::Error;

use crate::domain::id::{LocalId, RecordKind};

/// Why the platform must be signed in to by a person.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SignInReason {
    /// Nobody has said who signs in.
    #[error("no user name or password is known")]
    NoCredentials,
    /// The platform did not take the user name and password; its sentence.
    #[error("the server refused the sign-in: {text}")]
    Refused {
        /// The platform's sentence.
        text: String,
    },
    /// A call was refused with a token that had just been given.
    #[error("the server refuses a token that it has just given")]
    FreshTokenRefused,
    /// The answer to the sign-in holds no token (a second step, perhaps, which the API does not describe).
    #[error("the answer to the sign-in holds no token")]
    NoToken,
}

/// Why a call failed. Texts are the server's own where it gave any, at most 2,000 characters, never with a secret.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ApiError {
    /// The server can't be reached, or the connection broke.
    #[error("the server can't be reached: {reason}")]
    Offline {
        /// What the network said.
        reason: String,
        /// The request may have reached the server before the connection broke.
        sent: bool,
    },
    /// The request was sent and no whole answer came in time.
    #[error("no answer came in time")]
    Timeout,
    /// The server refused (400 and its kin).
    #[error("the server refused: {text}")]
    Refused {
        /// The server's sentence.
        text: String,
    },
    /// A person must sign in.
    #[error("sign-in is needed: {reason}")]
    SignInNeeded {
        /// Why.
        reason: SignInReason,
    },
    /// The user may not do this (403).
    #[error("this user may not do that: {text}")]
    Forbidden {
        /// The server's sentence.
        text: String,
    },
    /// The server knows no such thing or no such method (404).
    #[error("the server does not have it")]
    NotFound,
    /// Too many requests (429), or a sign-in that must wait longer than the client waits by itself.
    #[error("too many requests")]
    TooManyRequests {
        /// How long to wait, when the server said.
        retry_after: Option<Duration>,
    },
    /// The server failed (5xx).
    #[error("the server failed with {status}: {text}")]
    Server {
        /// HTTP code.
        status: u16,
        /// The server's sentence.
        text: String,
    },
    /// A success came whose content can't be read: not JSON, cut off, or without what was asked for.
    #[error("the answer can't be read: {what}")]
    Malformed {
        /// What is wrong with it; never the content itself.
        what: String,
    },
    /// A record refers to one that the platform does not have yet: send that one first. Nothing was sent.
    #[error("{kind:?} {id} is not on the server yet")]
    MissingReference {
        /// Kind of the missing record.
        kind: RecordKind,
        /// Our id of it.
        id: LocalId,
    },
    /// The record can't be put in the platform's form. Nothing was sent.
    #[error("this can't be sent: {what}")]
    Unsendable {
        /// What is missing or wrong.
        what: String,
    },
    /// The server's address is wrong.
    #[error("the server's address is wrong: {reason}")]
    BadAddress {
        /// What is wrong with it.
        reason: String,
    },
}

impl ApiError {
    /// True when a change may have been made although no success was seen: look it up before sending it again.
    #[must_use]
    pub const fn outcome_unknown(&self) -> bool {
        match self {
            Self::Offline { sent, .. } => *sent,
            Self::Timeout | Self::Server { .. } | Self::Malformed { .. } => true,
            Self::Refused { .. }
            | Self::SignInNeeded { .. }
            | Self::Forbidden { .. }
            | Self::NotFound
            | Self::TooManyRequests { .. }
            | Self::MissingReference { .. }
            | Self::Unsendable { .. }
            | Self::BadAddress { .. } => false,
        }
    }

    /// True when the same call may succeed later without anybody changing anything.
    #[must_use]
    pub const fn is_transient(&self) -> bool {
        match self {
            Self::Offline { .. }
            | Self::Timeout
            | Self::TooManyRequests { .. }
            | Self::Server { .. }
            | Self::Malformed { .. } => true,
            Self::Refused { .. }
            | Self::SignInNeeded { .. }
            | Self::Forbidden { .. }
            | Self::NotFound
            | Self::MissingReference { .. }
            | Self::Unsendable { .. }
            | Self::BadAddress { .. } => false,
        }
    }

    /// True when there is no server to speak to now.
    #[must_use]
    pub const fn is_offline(&self) -> bool {
        matches!(self, Self::Offline { .. } | Self::Timeout)
    }

    /// The sentence of a refusal that only a person can do something about: the server's own, or why the record can't
    /// be put in its form.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        match self {
            Self::Refused { text } | Self::Forbidden { text } => Some(text),
            Self::Unsendable { what } => Some(what),
            Self::NotFound => Some("404"),
            Self::Offline { .. }
            | Self::Timeout
            | Self::SignInNeeded { .. }
            | Self::TooManyRequests { .. }
            | Self::Server { .. }
            | Self::Malformed { .. }
            | Self::MissingReference { .. }
            | Self::BadAddress { .. } => None,
        }
    }

    /// How long the server asked to wait.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooManyRequests { retry_after } => *retry_after,
            Self::Offline { .. }
            | Self::Timeout
            | Self::Refused { .. }
            | Self::SignInNeeded { .. }
            | Self::Forbidden { .. }
            | Self::NotFound
            | Self::Server { .. }
            | Self::Malformed { .. }
            | Self::MissingReference { .. }
            | Self::Unsendable { .. }
            | Self::BadAddress { .. } => None,
        }
    }

    /// The same failure when it befell the sign-in that a call needed: the call itself was surely not sent.
    pub(crate) fn before_sending(self) -> Self {
        if self.outcome_unknown() {
            return Self::Offline { reason: format!("the sign-in did not end: {self}"), sent: false };
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_failures_after_sending_leave_the_outcome_unknown() {
        let text = || "x".to_owned();
        let unknown = [
            ApiError::Offline { reason: text(), sent: true },
            ApiError::Timeout,
            ApiError::Server { status: 502, text: text() },
            ApiError::Malformed { what: text() },
        ];
        for error in unknown {
            assert!(error.outcome_unknown() && error.is_transient(), "{error}");
            assert!(!error.clone().before_sending().outcome_unknown(), "{error} of a sign-in sends nothing");
        }
        let known = [
            ApiError::Offline { reason: text(), sent: false },
            ApiError::Refused { text: text() },
            ApiError::SignInNeeded { reason: SignInReason::NoCredentials },
            ApiError::Forbidden { text: text() },
            ApiError::NotFound,
            ApiError::TooManyRequests { retry_after: Some(Duration::from_secs(3)) },
            ApiError::Unsendable { what: text() },
            ApiError::BadAddress { reason: text() },
        ];
        for error in known {
            assert!(!error.outcome_unknown(), "{error}");
            assert_eq!(error.clone().before_sending(), error);
        }
    }
}
