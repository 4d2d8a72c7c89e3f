//! State and worker together: what a window or a test drives.

use chrono::{DateTime, Utc};

use super::apply::apply;
use super::command::Command;
use super::effect::Effect;
use super::handle::handle;
use super::state::{AppState, ToastLevel};
use super::training::{Controls, Training};
use super::worker::{Wake, Worker};
use crate::words::Message;

/// The application without pixels.
pub struct Desk {
    /// What the screen shows.
    pub state: AppState,
    worker: Option<Worker>,
    /// The training server's faults, where there is one.
    controls: Option<Box<dyn Controls>>,
    /// What lives as long as the desk: the hold of the profile, the training server. After the worker, which uses it.
    keeps: Vec<Box<dyn std::any::Any + Send>>,
}

impl Desk {
    /// Puts a state and a worker together and asks for everything the screen needs.
    #[must_use]
    pub fn new(state: AppState, worker: Worker) -> Self {
        worker.send(Effect::LoadAll);
        worker.send(Effect::Sync { person: false });
        if !state.settings.font.is_empty() {
            worker.send(Effect::TryFont(state.settings.font.clone()));
        }
        Self { state, worker: Some(worker), controls: None, keeps: Vec::new() }
    }

    /// This is a training, and its server's faults are set through these.
    pub fn train_with(&mut self, controls: Box<dyn Controls>) {
        self.state.training = Some(Training::of(controls.as_ref()));
        self.controls = Some(controls);
    }

    /// Keeps something until the desk ends.
    pub fn keep(&mut self, thing: impl std::any::Any + Send) {
        self.keeps.push(Box::new(thing));
    }

    /// Ends the worker and lets go of the profile; the state stays to be shown.
    pub fn close(&mut self) {
        self.worker = None;
        self.controls = None;
        self.keeps.clear();
    }

    fn send(&self, effect: Effect) {
        if let (Effect::Train(wish), Some(controls)) = (&effect, &self.controls) {
            // A number behind a lock: nothing that the window would wait for.
            return wish.carry_out(controls.as_ref());
        }
        if let Some(worker) = &self.worker {
            worker.send(effect);
        }
    }

    /// Tells something that happened outside the worker.
    pub fn tell(&mut self, level: ToastLevel, message: Message) {
        super::handle::toast(&mut self.state, level, message, None);
    }

    /// Tells that a damaged database was moved aside and a new one begun.
    pub fn tell_moved_aside(&mut self, aside: &std::path::Path) {
        let message = Message::new("store-moved-aside").with("path", aside.display().to_string());
        super::handle::toast(&mut self.state, ToastLevel::Warn, message, None);
    }

    /// Says whom to wake when there is something to draw.
    pub fn wake_with(&self, wake: Wake) {
        if let Some(worker) = &self.worker {
            worker.wake_with(wake);
        }
    }

    /// Takes in what the worker has told since, and moves the clock of the screen.
    pub fn poll(&mut self, now: DateTime<Utc>) {
        self.state.now = now;
        super::handle::clock_moved(&mut self.state);
        while let Some(event) = self.worker.as_ref().and_then(Worker::next) {
            for effect in apply(&mut self.state, event) {
                self.send(effect);
            }
        }
    }

    /// Handles a command of the person.
    pub fn command(&mut self, command: Command) {
        for effect in handle(&mut self.state, command) {
            self.send(effect);
        }
    }
}
