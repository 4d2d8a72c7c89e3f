//! State and worker together: what a window or a test drives.

use chrono::{DateTime, Utc};

use super::apply::apply;
use super::command::Command;
use super::effect::Effect;
use super::handle::handle;
use super::state::{AppState, ToastLevel};
use super::worker::{Wake, Worker};
use crate::words::Message;

/// The application without pixels.
pub struct Desk {
    /// What the screen shows.
    pub state: AppState,
    worker: Worker,
}

impl Desk {
    /// Puts a state and a worker together and asks for everything the screen needs.
    #[must_use]
    pub fn new(state: AppState, worker: Worker) -> Self {
        worker.send(Effect::LoadAll);
        worker.send(Effect::Sync { person: false });
        Self { state, worker }
    }

    /// Tells that a damaged database was moved aside and a new one begun.
    pub fn tell_moved_aside(&mut self, aside: &std::path::Path) {
        let message = Message::new("store-moved-aside").with("path", aside.display().to_string());
        super::handle::toast(&mut self.state, ToastLevel::Warn, message, None);
    }

    /// Says whom to wake when there is something to draw.
    pub fn wake_with(&self, wake: Wake) {
        self.worker.wake_with(wake);
    }

    /// Takes in what the worker has told since, and moves the clock of the screen.
    pub fn poll(&mut self, now: DateTime<Utc>) {
        self.state.now = now;
        while let Some(event) = self.worker.next() {
            for effect in apply(&mut self.state, event) {
                self.worker.send(effect);
            }
        }
    }

    /// Handles a command of the person.
    pub fn command(&mut self, command: Command) {
        for effect in handle(&mut self.state, command) {
            self.worker.send(effect);
        }
    }
}
