//! A server that runs: its start, its work, its end.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use chrono::{DateTime, Utc};
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::auth::{PASSWORD, Sessions, USER};
use super::clock::Clock;
use super::fault::{Fault, Faults, Victim};
use super::http::answer::Outcome;
use super::http::connection::{Line, SpoilableListener};
use super::http::dispatch::dispatch;
use super::http::request::Call;
use super::http::routes::Work;
use super::options::Options;
use super::rules::route;
use super::seed;
use super::storage::{Storage, StorageError};
use super::world::World;

/// How long open connections may take to end when the server is stopped.
const FAREWELL: Duration = Duration::from_secs(2);
/// The server's file in its folder.
const FILE: &str = "sandbox.db";

/// The server could not be started.
#[derive(Debug, Error)]
pub enum SandboxError {
    /// The training server is for this machine only.
    #[error("the training server listens on loopback addresses only, not on {0}")]
    NotLoopback(std::net::SocketAddr),
    /// The address is taken, or not ours.
    #[error("can't listen on {addr}: {source}")]
    Listen {
        /// The address.
        addr: std::net::SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The folder or the file in it can't be used.
    #[error("can't keep the data in {file}: {reason}")]
    Storage {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The demo data that is built in can't be read.
    #[error("the built-in demo data: {0}")]
    DemoData(String),
    /// The runtime is going down.
    #[error("the server was not started: {0}")]
    Runtime(#[from] tokio::task::JoinError),
}

/// What requests share.
pub(crate) struct Server {
    world: RwLock<World>,
    sessions: Mutex<Sessions>,
    faults: Mutex<Faults>,
    now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    /// Bids whose calculations are to come, and when.
    calculations: mpsc::UnboundedSender<(Instant, i64)>,
    calculation_delay: Duration,
}

impl Server {
    /// Carries out a request whose token is good.
    pub(crate) fn perform(&self, work: Work, call: &Call) -> Outcome {
        match work {
            Work::SignIn(work) | Work::Session(work) => {
                let world = self.world.read().unwrap_or_else(PoisonError::into_inner);
                work(&mut self.sessions(), &world, call, (self.now)())
            }
            Work::Read(work) => work(&self.world.read().unwrap_or_else(PoisonError::into_inner), call),
            Work::Write(work) => {
                let mut world = self.world.write().unwrap_or_else(PoisonError::into_inner);
                let outcome = work(&mut world, call);
                self.schedule(world.take_recalculations());
                outcome
            }
        }
    }

    /// Draws what goes wrong with a request.
    pub(crate) fn draw_fault(&self, victim: Victim) -> Option<Fault> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).draw(victim)
    }

    /// True while a token opens doors.
    pub(crate) fn is_good(&self, token: &str) -> bool {
        self.sessions().is_good(token, (self.now)())
    }

    /// Makes a token expire before its time.
    pub(crate) fn expire(&self, token: &str) {
        self.sessions().expire(token);
    }

    fn sessions(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn schedule(&self, bids: Vec<i64>) {
        let due = Instant::now() + self.calculation_delay;
        for bid in bids {
            // Nobody listens any more: the server is being stopped.
            let _ = self.calculations.send((due, bid));
        }
    }

    fn calculate(&self, bid: i64) {
        let mut world = self.world.write().unwrap_or_else(PoisonError::into_inner);
        if let Err(refusal) = route::recalculate(&mut world, bid) {
            tracing::error!(bid, ?refusal, "a bid was not worked out");
        }
    }
}

/// A server that runs until it is stopped or dropped.
pub struct Running {
    base_url: String,
    server: Arc<Server>,
    farewell: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
    calculating: JoinHandle<()>,
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Running").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

impl Running {
    /// `http://127.0.0.1:PORT`, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The name to sign in with.
    #[must_use]
    pub fn user(&self) -> &str {
        USER
    }

    /// The password to sign in with: the same for every training server, and no secret.
    #[must_use]
    pub fn password(&self) -> &str {
        PASSWORD
    }

    /// Sets the probability of a fault from now on.
    pub fn set_fault(&self, fault: Fault, probability: f64) {
        self.server.faults.lock().unwrap_or_else(PoisonError::into_inner).set(fault, probability);
    }

    /// Ends the server: requests under way are answered, connections are closed.
    pub async fn stop(mut self) {
        if let Some(farewell) = self.farewell.take() {
            // The server has ended by itself: nothing is left to be told.
            let _ = farewell.send(());
        }
        if tokio::time::timeout(FAREWELL, &mut self.serving).await.is_err() {
            tracing::debug!("connections were cut, their clients did not close them");
        }
        // Aborted by `drop`.
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.serving.abort();
        self.calculating.abort();
    }
}

/// Starts a server. It listens when this returns.
///
/// # Errors
/// [`SandboxError`] when the address, the folder or the demo data can't be used.
pub async fn start(options: Options) -> Result<Running, SandboxError> {
    if !options.addr.ip().is_loopback() {
        return Err(SandboxError::NotLoopback(options.addr));
    }
    let listen = |source| SandboxError::Listen { addr: options.addr, source };
    let listener = TcpListener::bind(options.addr).await.map_err(listen)?;
    let base_url = format!("http://{}", listener.local_addr().map_err(listen)?);
    let sessions = Sessions::new(options.token_ttl, options.login_limit);
    let faults = Faults::new(&options.faults, options.seed);
    let (now, calculation_delay) = (Arc::clone(&options.now), options.recalculation_delay);
    let mut world = tokio::task::spawn_blocking(move || open_world(&options)).await??;
    let unfinished = world.take_recalculations();
    let (calculations, due) = mpsc::unbounded_channel();
    let server = Arc::new(Server {
        world: RwLock::new(world),
        sessions: Mutex::new(sessions),
        faults: Mutex::new(faults),
        now,
        calculations,
        calculation_delay,
    });
    server.schedule(unfinished);
    let (farewell, ended) = oneshot::channel::<()>();
    let serving = tokio::spawn(serve(listener, Arc::clone(&server), ended));
    let calculating = tokio::spawn(calculate(Arc::clone(&server), due));
    Ok(Running { base_url, server, farewell: Some(farewell), serving, calculating })
}

async fn serve(listener: TcpListener, server: Arc<Server>, ended: oneshot::Receiver<()>) {
    let app = Router::new().fallback(dispatch).with_state(server);
    let service = app.into_make_service_with_connect_info::<Line>();
    let farewell = async {
        // Told to end, or nobody is left who could tell.
        let _ = ended.await;
    };
    if let Err(error) = axum::serve(SpoilableListener(listener), service).with_graceful_shutdown(farewell).await {
        tracing::error!(%error, "the training server ended");
    }
}

/// The server's own calculations, each at its time.
async fn calculate(server: Arc<Server>, mut due: mpsc::UnboundedReceiver<(Instant, i64)>) {
    while let Some((when, bid)) = due.recv().await {
        tokio::time::sleep_until(when).await;
        let server = Arc::clone(&server);
        if let Err(error) = tokio::task::spawn_blocking(move || server.calculate(bid)).await {
            tracing::error!(%error, bid, "a bid was not worked out");
        }
    }
}

fn open_world(options: &Options) -> Result<World, SandboxError> {
    let clock = Clock::new(Arc::clone(&options.now));
    let Some(folder) = &options.data_dir else { return seed::world(clock, options) };
    let file = folder.join(FILE);
    let failed = |reason: String| SandboxError::Storage { file: file.clone(), reason };
    std::fs::create_dir_all(folder).map_err(|error| failed(error.to_string()))?;
    let world = stored_world(&file, clock, options);
    world.map_err(|error| match error {
        OpenError::Storage(error) => failed(error.to_string()),
        OpenError::Sandbox(error) => error,
    })
}

enum OpenError {
    Storage(StorageError),
    Sandbox(SandboxError),
}

impl From<StorageError> for OpenError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

fn stored_world(file: &Path, clock: Clock, options: &Options) -> Result<World, OpenError> {
    let storage = Storage::open(file)?;
    if !storage.is_empty()? {
        return Ok(World::load(clock, storage)?);
    }
    let mut world = seed::world(clock, options).map_err(OpenError::Sandbox)?;
    world.settle(storage)?;
    Ok(world)
}
