//! What the client asks of its surroundings: who signs in, where tokens live, where calls are noted, how records of both
//! sides are called. Implemented by the store and the program; the client itself keeps nothing on disk.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use secrecy::SecretString;

use super::transport::Method;
use crate::domain::id::{BidKey, LocalId, RecordKind, RemoteId};

/// The desk's clock, UTC. A parameter, so that whole exchanges run in a test's own time.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Who signs in.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// E-mail or phone.
    pub user: String,
    /// Password.
    pub password: SecretString,
}

/// Tokens of a sign-in. `Debug` shows no secret.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// Sent with each call.
    pub access: SecretString,
    /// Given with the old access token for new ones; `None` when the platform gave none.
    pub refresh: Option<SecretString>,
    /// When the access token ends, by the desk's clock.
    pub expires_at: DateTime<Utc>,
}

/// The sign-in of one profile. Called from asynchronous code, rarely (at a sign-in or a refresh); must not block for long.
pub trait Session: Send + Sync {
    /// Who signs in; `None` when nobody has said it yet.
    fn credentials(&self) -> Option<Credentials>;
    /// Tokens kept from before, perhaps by another process of the same profile.
    fn tokens(&self) -> Option<Tokens>;
    /// Keeps new tokens.
    fn keep_tokens(&self, tokens: &Tokens);
    /// Forgets tokens that the platform no longer takes.
    fn forget_tokens(&self);
    /// No sign-in before this moment (the platform limits them); survives a restart.
    fn login_not_before(&self) -> Option<DateTime<Utc>>;
    /// Sets that moment.
    fn set_login_not_before(&self, not_before: DateTime<Utc>);
    /// A sign-in now waits this long for its turn: a word for the person.
    fn waiting(&self, duration: Duration);
}

/// One call of the server. Never holds a body, a header or a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// When it began.
    pub at: DateTime<Utc>,
    /// Verb.
    pub method: Method,
    /// Path and query, readable (not percent-encoded), without the host.
    pub path: String,
    /// HTTP code; `None` when no answer came.
    pub status: Option<u16>,
    /// How long it took.
    pub duration: Duration,
    /// The server's error text, or why no answer came.
    pub error: Option<String>,
    /// The bid that it is about, where the caller knows: the address alone often doesn't name it.
    pub about: Option<BidKey>,
}

/// The exchange journal.
pub trait CallLog: Send + Sync {
    /// Notes a call. Called for every request, successful or not.
    fn record(&self, call: Call);
}

/// Names of records: the platform's numbers and ours.
pub trait References: Send + Sync {
    /// Our id of a record of the platform. Total: a record that was never read has a derived id.
    fn local(&self, kind: RecordKind, remote: RemoteId) -> LocalId;
    /// The platform's number of our record; `None` while it has not been sent.
    fn remote(&self, kind: RecordKind, local: &LocalId) -> Option<RemoteId>;
}
