//! A start that failed, as a value: what to say, how to look, and the ways out that a person can take from the window.
//!
//! Only the binary knows how a desk is opened; it hands in how. Opening takes a moment, so it runs beside the window.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use super::desk::Desk;
use super::settings::Settings;
use super::switch::Open;
use super::worker::Wake;
use crate::words::Message;

/// Why no desk was opened, and what the window that says so looks like.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// What happened, what is safe, what to do.
    pub message: Message,
    /// The folder that was tried, when one is known.
    pub folder: Option<PathBuf>,
    /// Language, theme and size of text, as far as they could be read.
    pub look: Settings,
}

/// What a person can do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayOut {
    /// The same once more: the cause may be gone.
    Again,
    /// A profile in another folder.
    Folder(PathBuf),
    /// The training server, in a folder that can be used.
    Training,
}

/// A desk that was opened after all, and how further ones are opened from its window.
pub struct Rescued {
    /// The desk.
    pub desk: Desk,
    /// How to switch from it.
    pub open: Open,
}

/// Takes a way out.
pub type Rescue = Arc<dyn Fn(&WayOut) -> Result<Rescued, Box<Trouble>> + Send + Sync>;

/// Something slow that runs beside the window that tells of a trouble.
pub struct Beside<T> {
    thread: JoinHandle<T>,
}

impl<T: Send + 'static> Beside<T> {
    /// Begins; `None` when the system gives no thread.
    pub fn begin(wake: Wake, work: impl FnOnce() -> T + Send + 'static) -> Option<Self> {
        let work = move || {
            let done = work();
            wake();
            done
        };
        let thread = std::thread::Builder::new().name("way-out".into()).spawn(work);
        thread.ok().map(|thread| Self { thread })
    }

    /// True once the outcome is there.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.thread.is_finished()
    }

    /// The outcome; `None` when the work broke off.
    #[must_use]
    pub fn take(self) -> Option<T> {
        self.thread.join().ok()
    }
}

/// Asks for a folder with the system's own dialog. Blocks: not on the window's thread. `None`: nothing was chosen, or the
/// system has no such dialog.
#[must_use]
pub fn ask_for_folder() -> Option<PathBuf> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let chosen = runtime.block_on(rfd::AsyncFileDialog::new().pick_folder());
    chosen.map(|folder| folder.path().to_path_buf())
}
