//! One line of text becomes a draft.

use egui::{Id, Key, Modifiers, RichText, Ui};

use super::{After, answers, said};
use crate::app::command::Command;
use crate::app::entry::EntryCommand;
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::field_note;
use crate::ui::widgets::text_field::{Look, text_field};
use crate::ui::{Sink, icons};

/// The dialog.
#[derive(Debug, Default)]
pub(super) struct Line {
    typed: String,
    asked: String,
    focused: bool,
}

impl Line {
    pub(super) fn ui(&mut self, ui: &mut Ui, state: &AppState, sink: &mut Sink) -> After {
        let lang = state.settings.lang;
        let colors = tokens(ui.ctx());
        let name = lang.text("entry-line-field");
        let hint = lang.text("entry-line-hint");
        let id = Id::unique("entry-line");
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let field = text_field(ui, id, &mut self.typed, &Look::wide(ui.available_width()).hint(&hint), false);
        let field = field.accessible_name(&name);
        if !std::mem::replace(&mut self.focused, true) {
            field.request_focus();
        }
        let line = self.typed.trim().to_owned();
        if line != self.asked {
            self.asked.clone_from(&line);
            sink.send(Command::Entry(EntryCommand::ReadLine(line.clone())));
        }
        ui.add_space(6.0);
        let read = state.entry.line.as_ref().filter(|(text, _)| *text == line && !line.is_empty());
        ui.allocate_ui(egui::vec2(ui.available_width(), 56.0), |ui| {
            ui.set_min_height(56.0);
            if let Some((_, read)) = read {
                let words = RichText::new(said(&read.bid, state, lang)).font(text::body()).color(colors.text[0]);
                ui.add(egui::Label::new(words).wrap());
                if read.guessed_time {
                    field_note::field_note(ui, icons::CLOCK, &lang.text("entry-guessed"), colors.warn);
                }
                if !read.note.is_empty() {
                    let note = lang.text_with("entry-line-note", &[("text", read.note.as_str().into())]);
                    field_note::field_note(ui, icons::NOTE_PENCIL, &note, colors.text[1]);
                }
            }
        });
        ui.add_space(8.0);
        let (made, closed) = answers(ui, !line.is_empty(), icons::PLUS, &lang.text("entry-line-make"), lang);
        if (made || entered) && !line.is_empty() {
            sink.send(Command::Entry(EntryCommand::MakeLine(line)));
            return After::Close;
        }
        if closed { After::Close } else { After::Stay }
    }
}
