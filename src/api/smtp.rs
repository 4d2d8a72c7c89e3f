//! A letter to the administrator over SMTP: built, sent, and what went wrong as a kind.
//!
//! Blocks for as long as the server takes: call it from a worker. Knows no settings, no words, no store.

use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Mailboxes};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{Message, SmtpTransport, Transport as _};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use thiserror::Error as ThisError;

use super::is_loopback;

/// A server that says nothing for this long is not waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the connection is kept private.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// Begins plainly and is made private before anything is said (port 587).
    #[default]
    StartTls,
    /// Private from the first byte (port 465).
    Tls,
    /// Not private: only to this machine itself.
    Plain,
}

/// Where letters are handed in.
#[derive(Debug, Clone)]
pub struct Post {
    /// Name of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept private.
    pub security: Security,
    /// Who signs in, with the password; `None`: nobody does.
    pub account: Option<(String, SecretString)>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// From whom.
    pub from: String,
    /// To whom: addresses with commas between.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Why a letter was not handed in. No kind carries the password.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
pub enum PostError {
    /// An address can't be one.
    #[error("not an address: {0}")]
    BadAddress(String),
    /// The settings would send a password or a letter over an open line.
    #[error("an open connection is only allowed to this machine itself")]
    NotPrivate,
    /// The server was not reached.
    #[error("the mail server can't be reached: {0}")]
    Unreachable(String),
    /// The server didn't answer in time.
    #[error("the mail server does not answer")]
    Timeout,
    /// No private connection: the certificate or the server's offer is not good.
    #[error("no private connection: {0}")]
    NoTls(String),
    /// User or password are wrong.
    #[error("the mail server refused the sign-in: {0}")]
    SignIn(String),
    /// The server refused the letter, in its own words.
    #[error("the mail server refused the letter: {0}")]
    Refused(String),
}

/// Hands a letter in.
///
/// # Errors
/// [`PostError`].
pub fn send(post: &Post, letter: &Letter) -> Result<(), PostError> {
    let message = message(letter)?;
    let mut builder = SmtpTransport::builder_dangerous(post.host.trim()).port(post.port).timeout(Some(PATIENCE));
    builder = builder.tls(match post.security {
        Security::Plain if is_loopback(&post.host) => Tls::None,
        Security::Plain => return Err(PostError::NotPrivate),
        Security::StartTls => Tls::Required(tls(post)?),
        Security::Tls => Tls::Wrapper(tls(post)?),
    });
    if let Some((user, password)) = &post.account {
        builder = builder.credentials(Credentials::new(user.clone(), password.expose_secret().to_owned()));
    }
    builder.build().send(&message).map(drop).map_err(|error| kind_of(&error))
}

fn tls(post: &Post) -> Result<TlsParameters, PostError> {
    TlsParameters::new(post.host.trim().to_owned()).map_err(|error| PostError::NoTls(whole(&error)))
}

fn message(letter: &Letter) -> Result<Message, PostError> {
    let from: Mailbox = letter.from.trim().parse().map_err(|_not_one| PostError::BadAddress(letter.from.clone()))?;
    let to: Mailboxes = letter.to.trim().parse().map_err(|_not_one| PostError::BadAddress(letter.to.clone()))?;
    if to.iter().next().is_none() {
        return Err(PostError::BadAddress(letter.to.clone()));
    }
    let mut builder = Message::builder().from(from);
    for mailbox in to {
        builder = builder.to(mailbox);
    }
    builder
        .subject(letter.subject.clone())
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text.clone())
        .map_err(|error| PostError::BadAddress(error.to_string()))
}

/// True when text can be one or more addresses, with commas between.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.trim().parse::<Mailboxes>().is_ok_and(|all| all.iter().next().is_some())
}

fn kind_of(error: &Error) -> PostError {
    let text = whole(error);
    if let Some(code) = error.status() {
        // 530, 534, 535, 538: the sign-in; 454 there too, but only the words tell it from a busy server.
        let number: u16 = code.into();
        return if matches!(number, 530 | 534 | 535 | 538) {
            PostError::SignIn(text)
        } else {
            PostError::Refused(text)
        };
    }
    if error.is_timeout() || text.contains("timed out") {
        return PostError::Timeout;
    }
    // The handshake runs inside the first read or write: its failure comes as one of the network.
    let about_tls = ["certificate", "TLS", "tls", "handshake", "InvalidContentType", "corrupt message", "STARTTLS"];
    if error.is_tls() || about_tls.iter().any(|word| text.contains(word)) {
        return PostError::NoTls(text);
    }
    if error.is_client() && text.contains("mechanism") {
        return PostError::SignIn(text);
    }
    if error.is_client() || error.is_response() {
        return PostError::Refused(text);
    }
    PostError::Unreachable(text)
}

/// The error with its causes, on one line.
fn whole(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        let more = next.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = next.source();
    }
    text.replace(['\r', '\n'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known() {
        for good in ["a@b.example", "Админ <a@b.example>", "a@b.example, c@d.example"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", " ", "nobody", "a@", "a@b.example; c@d.example"] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn an_open_line_leads_to_this_machine_only() {
        let post = Post { host: "smtp.example".into(), port: 25, security: Security::Plain, account: None };
        let letter = Letter {
            from: "desk@b.example".into(),
            to: "admin@b.example".into(),
            subject: String::new(),
            text: String::new(),
        };
        assert_eq!(send(&post, &letter), Err(PostError::NotPrivate));
    }
}
