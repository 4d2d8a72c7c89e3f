//! A server that runs: its start and its end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

use super::ati::{self, AtiPanel};
use super::auth::{PASSWORD, USER};
use super::clock::Clock;
use super::fault::Fault;
use super::faults::FaultPanel;
use super::http::connection::{Line, SpoilableListener};
use super::http::dispatch::dispatch;
use super::life::awake::{awake, settle_in};
use super::options::Options;
use super::seed;
use super::server::{Due, Server};
use super::storage::{Storage, StorageError};
use super::world::World;
use crate::geo::geocoder;

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

/// A server that runs until it is stopped or dropped.
pub struct Running {
    base_url: String,
    server: Arc<Server>,
    farewell: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
    calculating: JoinHandle<()>,
    ati: AtiPanel,
    inviting: JoinHandle<()>,
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

    /// Address of the training carrier.
    #[must_use]
    pub fn carrier_url(&self) -> String {
        format!("{}{}", self.base_url, super::dellin::PREFIX)
    }

    /// Key of the application and token of the training carrier's one account: the same everywhere, and no secrets.
    #[must_use]
    pub const fn carrier_keys(&self) -> (&'static str, &'static str) {
        (super::dellin::APPKEY, super::dellin::TOKEN)
    }

    /// Orders that the training carrier has taken, oldest first.
    #[must_use]
    pub fn carrier_orders(&self) -> Vec<super::dellin::GroupageOrder> {
        self.server.carrier().orders().to_vec()
    }

    /// Sets the probability of a fault from now on.
    pub fn set_fault(&self, fault: Fault, probability: f64) {
        self.faults().set(fault, probability);
    }

    /// The handle by which faults are shown and set while the server runs; cheap, and free of the server's life.
    #[must_use]
    pub fn faults(&self) -> FaultPanel {
        self.server.fault_panel()
    }

    /// The handle of ATI.SU beside it, whose API is at `base_url` and `/ati`.
    #[must_use]
    pub fn ati(&self) -> AtiPanel {
        self.ati.clone()
    }

    /// How many times as fast as the clock the world lives; 0: it stands.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.server.speed()
    }

    /// Lets the world live at another speed from now on.
    pub fn set_speed(&self, speed: f64) {
        self.server.set_speed(speed);
    }

    /// Ends the server: requests under way are answered, connections are closed.
    pub async fn stop(mut self) {
        if let Some(farewell) = self.farewell.take() {
            // The server has ended by itself: nothing is left to be told.
            let _ = farewell.send(());
        }
        if tokio::time::timeout(FAREWELL, &mut self.serving).await.is_err() {
            tracing::debug!("connections were left to themselves, their clients did not close them");
            self.serving.abort();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Without its sender the farewell comes by itself: connections are told to end, then the server does.
        drop(self.farewell.take());
        self.calculating.abort();
        self.inviting.abort();
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
    let folder_and_seed = options.clone();
    let world = tokio::task::spawn_blocking(move || open_world(&folder_and_seed)).await??;
    let (calculations, due) = mpsc::unbounded_channel();
    let server = Arc::new(Server::new(world, &options, calculations));
    let (farewell, ended) = oneshot::channel::<()>();
    // Addresses are asked for sooner or later: the first one must not wait for the index of places.
    tokio::task::spawn_blocking(geocoder::warm);
    let desk = ati::Desk::new(options.seed, &options.ati_faults, Arc::clone(&options.now));
    let ati = desk.panel.clone();
    for _ in 0..options.invitations {
        let _name = ati.invite();
    }
    let serving = tokio::spawn(serve(listener, Arc::clone(&server), desk, ended));
    let world = Arc::clone(&server);
    let inviting = tokio::spawn(ati::live(ati.clone(), move || world.speed()));
    let calculating = tokio::spawn(calculate(Arc::clone(&server), due));
    Ok(Running { base_url, server, farewell: Some(farewell), serving, calculating, ati, inviting })
}

async fn serve(listener: TcpListener, server: Arc<Server>, ati: ati::Desk, ended: oneshot::Receiver<()>) {
    let beside = Router::new().fallback(ati::doors).with_state(ati);
    let app = Router::new().nest("/ati", beside).fallback(dispatch).with_state(server);
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
async fn calculate(server: Arc<Server>, mut due: mpsc::UnboundedReceiver<Due>) {
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
        let mut world = World::load(clock, storage)?;
        let phrases = seed::demo_phrases().map_err(OpenError::Sandbox)?;
        let reached = world.reached()?;
        let broken = |_refusal| OpenError::Sandbox(SandboxError::DemoData("the trucks could not be placed".to_owned()));
        settle_in(&mut world, options.seed, options.speed, phrases, reached.as_ref()).map_err(broken)?;
        awake(&mut world);
        return Ok(world);
    }
    let mut world = seed::world(clock, options).map_err(OpenError::Sandbox)?;
    world.settle(storage)?;
    Ok(world)
}
