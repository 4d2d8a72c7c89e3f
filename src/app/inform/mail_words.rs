//! Why a letter was not handed in, in words that say what to do.

use crate::api::smtp::PostError;
use crate::words::Message;

/// In words.
#[must_use]
pub fn trouble(error: &PostError) -> Message {
    match error {
        PostError::BadAddress(address) => Message::new("mail-bad-address").with("text", address.as_str()),
        PostError::NotPrivate => Message::new("mail-not-private"),
        PostError::Unreachable(text) => Message::new("mail-unreachable").with("text", text.as_str()),
        PostError::Timeout => Message::new("mail-timeout"),
        PostError::NoTls(text) => Message::new("mail-no-tls").with("text", text.as_str()),
        PostError::SignIn(text) => Message::new("mail-sign-in").with("text", text.as_str()),
        PostError::Refused(text) => Message::new("mail-refused").with("text", text.as_str()),
    }
}
