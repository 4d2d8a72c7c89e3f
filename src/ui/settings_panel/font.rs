//! The font of the window: the one that the program carries, one of the system's, or a file.

use egui::{Popup, RichText, ScrollArea, TextEdit, Ui};

use super::row;
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

/// What is being typed, with the setting that it was made from.
#[derive(Debug, Default)]
pub(super) struct FontRow {
    known: String,
    typed: String,
    /// What was asked for last: leaving the field asks once.
    asked: String,
}

impl FontRow {
    /// Shows the row.
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) {
        let lang = state.settings.lang;
        let present = &state.settings.font;
        if self.known != *present {
            self.known.clone_from(present);
            self.typed.clone_from(present);
        }
        let name = lang.text("settings-font");
        row(ui, &name, |ui| {
            ui.vertical(|ui| {
                // Large text: what has no room beside the field stands under it.
                ui.horizontal_wrapped(|ui| {
                    let hint = RichText::new(lang.text("settings-font-own")).font(text::body());
                    let field = TextEdit::singleline(&mut self.typed).align(egui::Align2::LEFT_CENTER);
                    let field = ui.add(field.desired_width(260.0).hint_text(hint)).accessible_name(name.clone());
                    let typed = self.typed.trim();
                    if field.changed() {
                        self.asked.clear();
                    }
                    if field.lost_focus() && typed != present && typed != self.asked {
                        typed.clone_into(&mut self.asked);
                        sink.send(Command::SetFont(typed.to_owned()));
                    }
                    choice(ui, state, sink);
                    if !present.is_empty() && button::quiet(ui, "", &lang.text("settings-font-back")).clicked() {
                        sink.send(Command::SetFont(String::new()));
                    }
                });
                let colors = tokens(ui.ctx());
                match &state.font {
                    Some(font) => {
                        let words = lang.text_with("settings-font-now", &[("name", font.name.as_str().into())]);
                        field_note::field_note(ui, icons::CHECK_CIRCLE, &words, colors.ok);
                    }
                    None => {
                        field_note::field_note(ui, "", &lang.text("settings-font-note"), colors.text[2]);
                    }
                }
            });
        });
    }
}

/// The system's fonts that have the signs that are needed.
fn choice(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let opener = button::plain(ui, icons::CARET_DOWN, &lang.text("settings-font-installed"));
    Popup::menu(&opener).show(|ui| {
        let Some(fonts) = &state.fonts else {
            ui.label(RichText::new(lang.text("settings-font-looking")).font(text::table()));
            return;
        };
        if fonts.is_empty() {
            ui.label(RichText::new(lang.text("settings-font-none")).font(text::table()));
        }
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for font in fonts.iter() {
                if button::menu_line(ui, "", &font.name, "").clicked() {
                    sink.send(Command::SetFont(font.name.clone()));
                }
            }
        });
    });
}
