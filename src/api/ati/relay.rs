//! Our own receiver, asked by the desk over HTTPS with the receiver's own token.
//!
//! The receiver keeps events in the order in which they came; the desk asks for what lies behind the last one it has.
//! `epoch` names the receiver's database: when it changes, the numbers begin anew and the desk begins with them.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::error::AtiError;
use super::http::Http;

/// The most events of one answer.
pub const PAGE: usize = 500;

/// An event as the receiver keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptEvent {
    /// Its number at the receiver, growing.
    pub seq: i64,
    /// The topic by the name it came with.
    pub topic: String,
    /// The entity.
    pub entity_id: Option<String>,
    /// When it happened, as written.
    pub action_date: Option<String>,
    /// When it came, RFC 3339.
    pub received_at: String,
    /// The entity; `null` when it was deleted. A body that could not be read stands here as a text.
    pub entity: Value,
}

/// Events behind a place, in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Names the receiver's database.
    pub epoch: String,
    /// The events.
    pub events: Vec<KeptEvent>,
    /// There are more.
    pub more: bool,
    /// The number of the last event that the receiver has: one before ours means that it was put back to an older copy.
    pub last: i64,
    /// How many signature keys the receiver has; without one it takes nothing in.
    pub keys: usize,
}

/// A connection to the receiver.
pub struct Relay {
    http: Http,
}

impl Relay {
    /// A connection; nothing is sent yet.
    ///
    /// # Errors
    /// [`AtiError::BadAddress`].
    pub fn new(address: &str, timeout: Duration, proxy: Option<&str>, token: SecretString) -> Result<Self, AtiError> {
        Ok(Self { http: Http::new(address, timeout, "cargorun-desk", proxy, token)? })
    }

    /// Events behind number `after`; with `wait` the receiver answers when one comes or the time is over.
    ///
    /// # Errors
    /// [`AtiError`].
    pub async fn events(&self, after: i64, wait: Duration) -> Result<Page, AtiError> {
        let path = format!("/desk/events?after={after}&limit={PAGE}&wait={}", wait.as_secs());
        let came = self.http.get(&path).await?;
        serde_json::from_value(came.body).map_err(|_content| AtiError::Malformed { what: "events of the receiver" })
    }

    /// Gives the receiver the keys of the subscriptions. It keeps them in memory only.
    ///
    /// # Errors
    /// [`AtiError`].
    pub async fn give_keys(&self, keys: &[SecretString]) -> Result<(), AtiError> {
        let keys: Vec<&str> = keys.iter().map(ExposeSecret::expose_secret).collect();
        self.http.post("/desk/keys", &json!({ "keys": keys })).await.map(drop)
    }
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relay").finish_non_exhaustive()
    }
}
