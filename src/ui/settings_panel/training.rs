//! To the training server and back, and what a training desk may do beyond a real one.

use egui::{RichText, Ui};

use super::section;
use crate::app::command::{Command, Way};
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::widgets::button::Look;
use crate::ui::{Question, Sink, icons};
use crate::words::Message;

/// Shows the section.
pub(super) fn training(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    section(ui, &lang.text("settings-section-training"));
    let note = |ui: &mut Ui, key: &str| {
        let words = RichText::new(lang.text(key)).font(text::table()).color(colors.text[1]);
        ui.add(egui::Label::new(words).wrap());
        ui.add_space(8.0);
    };
    let ready = !state.switching && state.editor.is_none();
    if !state.connection.training {
        note(ui, "settings-training-note");
        let name = lang.text("settings-training-go");
        if button::button(ui, Look::Plain, ready, icons::GRADUATION_CAP, &name).clicked() {
            sink.send(Command::Switch(Way::Training));
        }
        return;
    }
    note(ui, "settings-training-leave-note");
    ui.horizontal_wrapped(|ui| {
        if button::button(ui, Look::Plain, ready, icons::LINK, &lang.text("settings-training-leave")).clicked() {
            sink.send(Command::Switch(Way::Real));
        }
        let afresh = lang.text("settings-training-afresh");
        if button::button(ui, Look::Plain, ready, icons::ARROW_COUNTER_CLOCKWISE, &afresh).clicked() {
            sink.ask(Question {
                title: Message::new("settings-training-ask"),
                about: Message::new("settings-training-ask-about"),
                yes: "settings-training-afresh",
                command: Command::Switch(Way::TrainingAfresh),
            });
        }
    });
}
