//! The window: egui and nothing else. Panels read [`AppState`](crate::app::state::AppState), own only their own panel
//! state, and send [`Command`]s, which are handled after drawing. A panel is `model.rs` (pure) beside its paint code.

pub mod editor;
pub mod icons;
pub mod theme;
pub mod widgets;

use crate::app::command::Command;

/// Where panels put the commands of a frame.
#[derive(Debug, Default)]
pub struct Sink {
    commands: Vec<Command>,
}

impl Sink {
    /// Sends a command; it is handled after the frame is drawn.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Takes all commands of the frame.
    #[must_use]
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }
}
