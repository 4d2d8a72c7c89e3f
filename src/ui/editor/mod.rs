//! The bid editor's place in the window.

use egui::Ui;

use super::Sink;
use crate::app::state::AppState;

/// The bid editor.
#[derive(Debug, Default)]
pub struct Editor {}

impl Editor {
    /// Shows the editor.
    pub fn show(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let _ = (ui, state, sink);
    }
}
