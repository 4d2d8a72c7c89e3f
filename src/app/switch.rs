//! From one desk to another in the same window: training, training anew, the real server.
//!
//! Only the binary can start a training server; it hands in how. Opening takes a moment, so it runs beside the window.

use std::sync::Arc;
use std::thread::JoinHandle;

use super::command::Way;
use super::desk::Desk;
use super::settings::Settings;
use super::worker::Wake;
use crate::words::Message;

/// Opens the desk of a way. A new training folder takes its look from the given settings.
pub type Open = Arc<dyn Fn(Way, &Settings) -> Result<Desk, Message> + Send + Sync>;

/// A desk that is being opened.
pub struct Switching {
    thread: JoinHandle<Result<Desk, Message>>,
}

impl Switching {
    /// Begins.
    ///
    /// # Errors
    /// What to say when the system gives no thread.
    pub fn begin(open: Open, way: Way, settings: Settings, wake: Wake) -> Result<Self, Message> {
        let work = move || {
            let desk = open(way, &settings);
            wake();
            desk
        };
        let thread = std::thread::Builder::new().name("desk-opening".into()).spawn(work);
        let failed = |error: std::io::Error| Message::new("start-failed").with("text", error.to_string());
        Ok(Self { thread: thread.map_err(failed)? })
    }

    /// True once the desk, or the reason against it, is there.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.thread.is_finished()
    }

    /// The desk.
    ///
    /// # Errors
    /// Why it was not opened, in words.
    pub fn take(self) -> Result<Desk, Message> {
        self.thread.join().unwrap_or_else(|_panic| Err(Message::new("start-failed").with("text", "")))
    }
}

/// Ends a desk beside the window: a request on the wire is given its moment without holding up the screen.
pub fn end(desk: Desk) {
    let ending = std::thread::Builder::new().name("desk-ending".into()).spawn(move || drop(desk));
    if let Err(error) = ending {
        tracing::warn!(%error, "the former desk was ended at once");
    }
}
