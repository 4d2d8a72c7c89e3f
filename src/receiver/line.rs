//! Connections: so many at once, and none that takes for ever. A request that has begun must be whole and answered within
//! its time, drop by drop or not; a quiet connection of the proxy may stay a while.

use std::future::Future as _;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep_until};

/// How long a connection may be quiet between two requests.
const QUIET: Duration = Duration::from_secs(75);

/// Accepts at most so many connections at once.
pub(super) struct PatientListener {
    listener: TcpListener,
    places: Arc<Semaphore>,
    request_time: Duration,
}

impl PatientListener {
    pub(super) fn new(listener: TcpListener, places: usize, request_time: Duration) -> Self {
        Self { listener, places: Arc::new(Semaphore::new(places.max(1))), request_time }
    }
}

impl Listener for PatientListener {
    type Io = PatientStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        // The semaphore is never closed.
        let place = Arc::clone(&self.places).acquire_owned().await.ok();
        let (stream, addr) = Listener::accept(&mut self.listener).await;
        let until = Instant::now() + self.request_time;
        let stream = PatientStream {
            stream,
            until: Box::pin(sleep_until(until)),
            begun: true,
            request_time: self.request_time,
            _place: place,
        };
        (stream, addr)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection whose requests have a time limit.
#[derive(Debug)]
pub(super) struct PatientStream {
    stream: TcpStream,
    until: Pin<Box<Sleep>>,
    /// A request is on its way, or the connection is new.
    begun: bool,
    request_time: Duration,
    _place: Option<OwnedSemaphorePermit>,
}

impl AsyncRead for PatientStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.until.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if matches!(read, Poll::Ready(Ok(()))) && buf.filled().len() > before && !self.begun {
            self.begun = true;
            let until = Instant::now() + self.request_time;
            self.until.as_mut().reset(until);
        }
        read
    }
}

impl AsyncWrite for PatientStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        if matches!(written, Poll::Ready(Ok(_))) {
            // Answers are small, so the first byte of one is its last.
            self.begun = false;
            self.until.as_mut().reset(Instant::now() + QUIET);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
