//! Connections that can be cut, cut short or slowed down below HTTP, as a bad network does.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Sleep, sleep};

/// Bytes of one drop of a slow answer, and the pause before each.
const DROP_BYTES: usize = 96;
const DROP_PAUSE: Duration = Duration::from_millis(15);

/// What the connection does with bytes that go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Flow {
    #[default]
    Free,
    /// So many bytes more, then the connection breaks.
    Until(usize),
    /// A few bytes at a time.
    Dripping,
}

/// The handle by which a handler spoils its own connection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line(Arc<Mutex<Flow>>);

impl Line {
    /// Nothing more goes out.
    pub(crate) fn cut(&self) {
        self.set(Flow::Until(0));
    }

    /// So many bytes more go out, then the connection breaks.
    pub(crate) fn cut_after(&self, bytes: usize) {
        self.set(Flow::Until(bytes));
    }

    /// Bytes drip.
    pub(crate) fn slow_down(&self) {
        self.set(Flow::Dripping);
    }

    /// Bytes run freely again.
    pub(crate) fn restore(&self) {
        self.set(Flow::Free);
    }

    fn set(&self, flow: Flow) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = flow;
    }

    fn get(&self) -> Flow {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Accepts connections that carry a [`Line`].
pub(crate) struct SpoilableListener(pub(crate) TcpListener);

impl Listener for SpoilableListener {
    type Io = SpoilableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, addr) = Listener::accept(&mut self.0).await;
        // Answers are small and awaited: holding them back for more to send only costs time.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "nodelay was not set");
        }
        (SpoilableStream { stream, line: Line::default(), pause: None }, addr)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// A connection with a [`Line`].
#[derive(Debug)]
pub(crate) struct SpoilableStream {
    stream: TcpStream,
    line: Line,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Connected<IncomingStream<'_, SpoilableListener>> for Line {
    fn connect_info(stream: IncomingStream<'_, SpoilableListener>) -> Self {
        stream.io().line.clone()
    }
}

impl AsyncRead for SpoilableStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for SpoilableStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.line.get() {
            Flow::Free => Pin::new(&mut self.stream).poll_write(cx, bytes),
            Flow::Until(0) => Poll::Ready(Err(io::ErrorKind::BrokenPipe.into())),
            Flow::Until(left) => {
                let part = bytes.get(..left.min(bytes.len())).unwrap_or(bytes);
                let written = ready!(Pin::new(&mut self.stream).poll_write(cx, part))?;
                self.line.cut_after(left.saturating_sub(written));
                Poll::Ready(Ok(written))
            }
            Flow::Dripping => {
                let pause = self.pause.get_or_insert_with(|| Box::pin(sleep(DROP_PAUSE)));
                ready!(pause.as_mut().poll(cx));
                let part = bytes.get(..DROP_BYTES.min(bytes.len())).unwrap_or(bytes);
                let written = ready!(Pin::new(&mut self.stream).poll_write(cx, part))?;
                self.pause = None;
                Poll::Ready(Ok(written))
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
