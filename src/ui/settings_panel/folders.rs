//! Folders of the person's choice: where backups go, where exports go.

use egui::{RichText, TextEdit, Ui};

use super::row;
use crate::app::command::Command;
use crate::app::folders::{self, Folder};
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

/// What is being typed, with the setting that it was made from.
#[derive(Debug, Default)]
pub(super) struct FoldersSection {
    backups: Typing,
    exports: Typing,
}

#[derive(Debug, Default)]
struct Typing {
    known: String,
    typed: String,
    /// What was asked for last: leaving the field asks once.
    asked: Option<String>,
}

impl FoldersSection {
    /// Shows the rows.
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let backups = ["settings-folder-backups", "settings-folder-backups-note"];
        let exports = ["settings-folder-exports", "settings-folder-exports-note"];
        one(ui, Folder::Backups, backups, &mut self.backups, state, sink);
        one(ui, Folder::Exports, exports, &mut self.exports, state, sink);
    }
}

fn one(ui: &mut Ui, folder: Folder, [name, note]: [&str; 2], typing: &mut Typing, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let Typing { known, typed, asked } = typing;
    let present = folder.chosen(&state.settings);
    if known != present {
        present.clone_into(known);
        present.clone_into(typed);
    }
    let name = lang.text(name);
    row(ui, &name, |ui| {
        ui.vertical(|ui| {
            ui.horizontal(|ui| {
                let hint = RichText::new(lang.text("settings-folder-usual")).font(text::body());
                let field = TextEdit::singleline(typed).align(egui::Align2::LEFT_CENTER).desired_width(300.0);
                let field = ui.add(field.hint_text(hint)).accessible_name(name.clone());
                if field.changed() {
                    *asked = None;
                }
                let wanted = typed.trim();
                if field.lost_focus()
                    && folders::can_be(wanted)
                    && wanted != present
                    && asked.as_deref() != Some(wanted)
                {
                    *asked = Some(wanted.to_owned());
                    sink.send(Command::SetFolder(folder, wanted.to_owned()));
                }
                let open = lang.text("settings-folder-open");
                let opener = button::icon(ui, icons::ARROW_SQUARE_OUT, &format!("{open}: {name}"), "");
                if opener.clicked() {
                    sink.send(Command::OpenFolder(folder));
                }
            });
            let (icon, words, color) = if folders::can_be(typed.trim()) {
                ("", note, colors.text[2])
            } else {
                (icons::WARNING, "settings-folder-wrong", colors.danger)
            };
            field_note::field_note(ui, icon, &lang.text(words), color);
        });
    });
}
