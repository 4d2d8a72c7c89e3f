//! What a test of the connection came to, in words that say what to do.

use crate::api::cargorun::{ApiError, SignInReason};
use crate::words::Message;

/// Clocks further apart than this are worth a word: dates of change and tokens go by them.
const CLOCKS_APART_S: i64 = 120;

/// Where a test of the connection stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Check {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// On its way.
    Running,
    /// It works; perhaps with a word of warning (the clock).
    Good(Message),
    /// It doesn't; what happened and what to do.
    Bad(Message),
}

/// Why it doesn't work.
#[must_use]
pub fn trouble(error: &ApiError) -> Message {
    match error {
        ApiError::BadAddress { reason } if reason.starts_with("the proxy") => Message::new("check-bad-proxy"),
        ApiError::BadAddress { .. } => Message::new("error-bad-address"),
        ApiError::Offline { reason, .. } => Message::new(unreachable_key(reason)),
        ApiError::Timeout => Message::new("check-timeout"),
        ApiError::SignInNeeded { reason } => match reason {
            SignInReason::Refused { text } => Message::new("check-password").with("text", text.as_str()),
            SignInReason::NoCredentials => Message::new("check-needs-user"),
            SignInReason::FreshTokenRefused | SignInReason::NoToken => Message::new("check-no-token"),
        },
        ApiError::TooManyRequests { .. } => Message::new("check-too-many"),
        ApiError::Refused { text } => Message::new("check-password").with("text", text.as_str()),
        ApiError::Forbidden { .. } => Message::new("error-forbidden"),
        ApiError::Server { status, .. } => Message::new("error-server").with("status", status.to_string()),
        ApiError::NotFound
        | ApiError::Malformed { .. }
        | ApiError::MissingReference { .. }
        | ApiError::Unsendable { .. } => Message::new("check-not-cargorun"),
    }
}

/// The network tells its reasons only as a chain of English sentences; tests hold them against real failures.
fn unreachable_key(reason: &str) -> &'static str {
    let reason = reason.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if says(&["certificate", "unknownissuer", "not valid for name"]) {
        "check-certificate"
    } else if says(&["corrupt message", "invalidcontenttype", "tls", "handshake"]) {
        "check-no-tls"
    } else if says(&["dns", "lookup address", "name or service"]) {
        "check-no-host"
    } else if says(&["refused"]) {
        "check-nobody-listens"
    } else {
        "check-unreachable"
    }
}

/// It works: with a warning when the clocks are far apart. `ahead_s`: how far our clock is ahead of the server's.
#[must_use]
pub fn works(ahead_s: Option<i64>) -> Message {
    match ahead_s.filter(|seconds| seconds.abs() > CLOCKS_APART_S) {
        None => Message::new("check-ok"),
        Some(seconds) => {
            let minutes = usize::try_from(seconds.unsigned_abs() / 60).unwrap_or(usize::MAX);
            Message::new(if seconds > 0 { "check-ok-clock-ahead" } else { "check-ok-clock-behind" })
                .with("minutes", minutes)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_that_finds_no_host_is_told_from_one_that_is_shut() {
        let key = |reason: &str| trouble(&ApiError::Offline { reason: reason.to_owned(), sent: false }).key;
        let dns = "error sending request: client error (Connect): dns error: failed to lookup address information";
        assert_eq!(key(dns), "check-no-host");
        assert_eq!(key("tcp connect error: Connection refused (os error 111)"), "check-nobody-listens");
        assert_eq!(key("invalid peer certificate: UnknownIssuer"), "check-certificate");
        assert_eq!(key("received corrupt message of type InvalidContentType"), "check-no-tls");
        assert_eq!(key("network is unreachable"), "check-unreachable");
    }

    #[test]
    fn clocks_a_little_apart_are_nobodys_business() {
        assert_eq!(works(Some(30)), Message::new("check-ok"));
        assert_eq!(works(Some(86_400)), Message::new("check-ok-clock-ahead").with("minutes", 1_440_usize));
        assert_eq!(works(Some(-180)), Message::new("check-ok-clock-behind").with("minutes", 3_usize));
    }
}
