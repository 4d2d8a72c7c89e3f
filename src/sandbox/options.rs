//! How a training server is started.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::ati::AtiFault;
use super::fault::Fault;

/// How often a token may be asked for by name and password, before the answer is 429.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoginLimit {
    /// So many requests …
    pub attempts: usize,
    /// … in this time.
    pub per: Duration,
}

impl Default for LoginLimit {
    /// The platform's own: two in thirty seconds.
    fn default() -> Self {
        Self { attempts: 2, per: Duration::from_secs(30) }
    }
}

impl LoginLimit {
    /// As often as one likes, for tests of other things.
    #[must_use]
    pub const fn none() -> Self {
        Self { attempts: usize::MAX, per: Duration::from_secs(1) }
    }
}

/// What a training server is started with.
#[derive(Clone)]
pub struct Options {
    /// Where to listen; a loopback address. Port 0 takes a free one.
    pub addr: SocketAddr,
    /// The demo data and the faults are drawn from it: the same seed at the same moment gives the same server.
    pub seed: u64,
    /// How many demo bids. The first three hundred stand within thirty days of now, more go back into history.
    pub bids: usize,
    /// How many trucks; trailers and trackers are as many, drivers five more. At least four.
    pub trucks: usize,
    /// How many customers.
    pub counterparties: usize,
    /// Folder of `sandbox.db`. None: everything is kept in memory and gone with the server.
    pub data_dir: Option<PathBuf>,
    /// Life of an access token.
    pub token_ttl: Duration,
    /// Cooldown of the login.
    pub login_limit: LoginLimit,
    /// How long after a write the server's own calculations (route, mileage) move the bid's `updatedAt` again.
    pub recalculation_delay: Duration,
    /// Faults and the probability of each, 0–1.
    pub faults: Vec<(Fault, f64)>,
    /// Faults of ATI.SU's events and the probability of each.
    pub ati_faults: Vec<(AtiFault, f64)>,
    /// Invitations of ATI.SU that wait for whoever subscribes first.
    pub invitations: usize,
    /// How many times as fast as the clock the world lives: trucks drive, drivers accept, colleagues edit. At 0 it
    /// stands still; above 1 trucks run ahead of their plans.
    pub speed: f64,
    /// The server's clock.
    pub now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            addr: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            seed: 1,
            bids: 300,
            trucks: 40,
            counterparties: 30,
            data_dir: None,
            token_ttl: Duration::from_mins(30),
            login_limit: LoginLimit::default(),
            recalculation_delay: Duration::from_secs(3),
            faults: Vec::new(),
            ati_faults: Vec::new(),
            invitations: 0,
            speed: 0.0,
            now: Arc::new(Utc::now),
        }
    }
}

impl Options {
    /// The speed of the training mode: every minute or two something happens, and an hour of work moves the world by
    /// a working day.
    pub const TRAINING_SPEED: f64 = 8.0;
    /// Invitations that a newcomer finds in the inbox.
    pub const TRAINING_INVITATIONS: usize = 6;
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("addr", &self.addr)
            .field("seed", &self.seed)
            .field("bids", &self.bids)
            .field("trucks", &self.trucks)
            .field("counterparties", &self.counterparties)
            .field("data_dir", &self.data_dir)
            .field("token_ttl", &self.token_ttl)
            .field("login_limit", &self.login_limit)
            .field("recalculation_delay", &self.recalculation_delay)
            .field("faults", &self.faults)
            .field("ati_faults", &self.ati_faults)
            .field("invitations", &self.invitations)
            .field("speed", &self.speed)
            .finish_non_exhaustive()
    }
}
