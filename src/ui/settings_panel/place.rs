//! Where all this lies.

use egui::{RichText, Ui};

use super::folders::FoldersSection;
use super::{row, section};
use crate::app::command::Command;
use crate::app::folders::Folder;
use crate::app::state::AppState;
use crate::ui::theme::text;
use crate::ui::widgets::button;
use crate::ui::{Sink, icons};

/// Shows the section.
pub(super) fn place(ui: &mut Ui, typed: &mut FoldersSection, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    section(ui, &lang.text("settings-section-folder"));
    row(ui, &lang.text("settings-folder"), |ui| {
        ui.vertical(|ui| {
            let path = state.folder.display().to_string();
            ui.add(egui::Label::new(RichText::new(path).font(text::body())).wrap().selectable(true));
            if button::plain(ui, icons::ARROW_SQUARE_OUT, &lang.text("settings-folder-open")).clicked() {
                sink.send(Command::OpenFolder(Folder::Profile));
            }
        });
    });
    typed.ui(ui, state, sink);
}
