//! A store, a client and an engine put together for one server: what the window's worker and the command line share.

use std::sync::Arc;
use std::time::Duration;

use crate::api::cargorun::{ApiError, Call, CallLog, Client, Config, HttpWire, Wire};
use crate::store::Store;
use crate::store::model::JournalEntry;
use crate::sync::{Engine, Timing};

use super::secrets::{OnWait, Secrets};

/// What to connect to.
#[derive(Clone)]
pub struct Target {
    /// Address of the server.
    pub server: String,
    /// Who acts, when known.
    pub user: Option<String>,
    /// Time limit of one request.
    pub timeout: Duration,
    /// Proxy; empty: as the system says.
    pub proxy: String,
    /// The OS key store works.
    pub key_store: bool,
    /// Told when a sign-in waits for the platform's cooldown.
    pub on_wait: OnWait,
}

/// All that speaks with the platform.
#[derive(Clone)]
pub struct Connected {
    /// The engine.
    pub engine: Engine,
    /// The client, for questions outside a cycle.
    pub client: Client,
    /// The secrets.
    pub secrets: Arc<Secrets>,
}

/// Puts the parts together; speaks with nobody yet.
///
/// # Errors
/// [`ApiError::BadAddress`] when the server's address can't be one.
pub fn connect(store: &Store, target: &Target, timing: Timing) -> Result<Connected, ApiError> {
    let config = Config {
        base_url: target.server.clone(),
        timeout: target.timeout,
        user_agent: concat!("cargorun-desk/", env!("CARGO_PKG_VERSION")).to_owned(),
        proxy: Some(target.proxy.trim().to_owned()).filter(|proxy| !proxy.is_empty()),
    };
    Ok(connect_over(Arc::new(HttpWire::new(&config)?), store, target, timing))
}

/// The same over any wire: one on which a test can lose, delay and count.
#[must_use]
pub fn connect_over(wire: Arc<dyn Wire>, store: &Store, target: &Target, timing: Timing) -> Connected {
    let secrets = Arc::new(Secrets::new(
        &target.server,
        target.user.clone(),
        target.key_store,
        store.clone(),
        Arc::clone(&target.on_wait),
    ));
    let journal = Arc::new(Journal { store: store.clone() });
    let session: Arc<dyn crate::api::cargorun::Session> = Arc::clone(&secrets) as _;
    let client = Client::over(wire, session, journal, Arc::clone(&timing.now));
    let engine = Engine::new(store.clone(), client.clone(), timing, target.timeout);
    Connected { engine, client, secrets }
}

/// The exchange journal of a store, for clients of other services too.
pub(super) fn journal_of(store: &Store) -> Arc<dyn CallLog> {
    Arc::new(Journal { store: store.clone() })
}

/// Writes every call into the exchange journal.
struct Journal {
    store: Store,
}

impl CallLog for Journal {
    fn record(&self, call: Call) {
        let entry = JournalEntry {
            id: 0,
            at: call.at,
            method: call.method.to_string(),
            path: call.path,
            status: call.status,
            duration_ms: u64::try_from(call.duration.as_millis()).unwrap_or(u64::MAX),
            error: call.error,
        };
        if let Err(error) = self.store.journal_append_of(&entry, call.about) {
            tracing::warn!(%error, "a call is missing from the exchange journal");
        }
    }
}
