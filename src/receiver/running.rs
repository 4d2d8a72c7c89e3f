//! A receiver that runs: its start and its end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::http::{Hall, dispatch};
use super::line::PatientListener;
use super::options::{Options, OptionsError};
use super::shelf::{Shelf, ShelfError};

/// How long open connections may take to end.
const FAREWELL: Duration = Duration::from_secs(2);

/// The receiver could not be started.
#[derive(Debug, Error)]
pub enum ReceiverError {
    /// The options can't be used.
    #[error(transparent)]
    Options(#[from] OptionsError),
    /// The address is taken, or not ours.
    #[error("can't listen on {addr}: {source}")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database can't be used.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The runtime is going down.
    #[error("the receiver was not started: {0}")]
    Runtime(#[from] tokio::task::JoinError),
}

/// A receiver that runs until it is stopped or dropped.
#[derive(Debug)]
pub struct Running {
    addr: SocketAddr,
    farewell: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub const fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Ends it: requests under way are answered.
    pub async fn stop(mut self) {
        drop(self.farewell.take());
        if tokio::time::timeout(FAREWELL, &mut self.serving).await.is_err() {
            tracing::debug!("connections were left to themselves");
            self.serving.abort();
        }
    }
}

/// Starts a receiver. It listens when this returns.
///
/// # Errors
/// [`ReceiverError`].
pub async fn start(mut options: Options) -> Result<Running, ReceiverError> {
    options.check()?;
    let listen = |source| ReceiverError::Listen { addr: options.addr, source };
    let listener = TcpListener::bind(options.addr).await.map_err(listen)?;
    let addr = listener.local_addr().map_err(listen)?;
    if options.public_url.is_empty() {
        options.public_url = format!("http://{addr}");
    }
    let (path, now, keep) = (options.database.clone(), (options.now)(), options.keep);
    let opened = tokio::task::spawn_blocking(move || {
        let shelf = Shelf::open(&path, &Uuid::new_v4().to_string())?;
        shelf.forget(now, keep)?;
        let last = shelf.last()?;
        Ok::<_, ShelfError>((shelf, last))
    });
    let (shelf, last) = opened.await??;
    let listener = PatientListener::new(listener, options.connections, options.request_time);
    let app = Router::new().fallback(dispatch).with_state(Arc::new(Hall::new(options, shelf, last)));
    let (farewell, ended) = oneshot::channel::<()>();
    let serving = tokio::spawn(async move {
        let ended = async {
            // Told to end, or nobody is left who could tell.
            let _ = ended.await;
        };
        if let Err(error) = axum::serve(listener, app).with_graceful_shutdown(ended).await {
            tracing::error!(%error, "the receiver ended");
        }
    });
    Ok(Running { addr, farewell: Some(farewell), serving })
}
