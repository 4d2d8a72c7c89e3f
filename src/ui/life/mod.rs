//! The life of bids in the window: the bar of marked bids, the dialog that changes them, the preview of a bulk action, what
//! came of it, and the form that ends a bid by hand.

pub mod bar_ui;
mod change_form;
mod change_ui;
mod complete_form;
mod complete_ui;
mod rows_ui;

use egui::{Frame, Id, Margin, Modal, ModalResponse, Ui};

use self::change_form::ChangeForm;
use self::complete_form::CompleteForm;
use super::Sink;
use super::editor::model::choices::Choices;
use super::theme::tokens;
use crate::app::state::AppState;
use crate::domain::id::LocalId;

/// A dialog about bids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// Change fields of these bids.
    Change(Vec<LocalId>),
    /// Give this bid and all later ones of its truck or driver to another.
    Later(LocalId),
    /// End this bid by hand.
    Complete(LocalId),
}

/// The dialogs, while one is open.
#[derive(Debug, Default)]
pub struct LifePanel {
    choices: Choices,
    change: Option<ChangeForm>,
    complete: Option<CompleteForm>,
}

impl LifePanel {
    /// Opens a dialog.
    pub fn open(&mut self, dialog: Dialog) {
        match dialog {
            Dialog::Change(bids) => self.change = Some(ChangeForm::of(bids)),
            Dialog::Later(bid) => self.change = Some(ChangeForm::later(bid)),
            Dialog::Complete(bid) => self.complete = Some(CompleteForm::of(bid)),
        }
    }

    /// Shows what is open: the results lie over the preview, and that over the form.
    pub fn ui(&mut self, ui: &Ui, state: &AppState, sink: &mut Sink) {
        if let Some(form) = &mut self.change {
            self.choices.refresh(&state.books, state.settings.lang);
            if !change_ui::show(ui, form, &self.choices, state, sink) {
                self.change = None;
            }
        }
        if let Some(form) = &mut self.complete
            && !complete_ui::show(ui, form, state, sink)
        {
            self.complete = None;
        }
        if let Some(preview) = &state.life.preview {
            rows_ui::preview(ui, preview, state, sink);
        }
        if let Some(results) = &state.life.results {
            rows_ui::results(ui, results, state, sink);
        }
    }
}

/// A dialog over the window, never wider than it.
fn dialog<T>(ui: &Ui, name: &str, width: f32, contents: impl FnOnce(&mut Ui) -> T) -> ModalResponse<T> {
    let colors = tokens(ui.ctx());
    let frame = Frame::popup(ui.style()).inner_margin(Margin::same(20));
    let room = ui.ctx().content_rect().width() - 80.0;
    Modal::new(Id::unique(("life", name))).backdrop_color(colors.veil).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width.min(room));
        contents(ui)
    })
}
