//! The band that says that the database was found damaged, with the way out beside it.

use egui::{Margin, Panel, RichText, Ui};

use crate::app::command::{Command, Screen};
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button;
use crate::ui::{Question, Sink, icons};
use crate::words::Message;

/// Shows the band, when there is damage.
pub(super) fn band(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let Some(backup) = &state.inform.damaged else { return };
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    let about = if backup.is_some() { "damaged-backup" } else { "damaged-no-backup" };
    let frame = egui::Frame::new().fill(colors.wash(colors.danger)).inner_margin(Margin::symmetric(12, 6));
    Panel::top("damaged").show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(icons::WARNING_CIRCLE).size(18.0).color(colors.danger));
            ui.label(RichText::new(lang.text("damaged-title")).font(text::medium()).color(colors.danger));
            ui.label(RichText::new(lang.text(about)).font(text::table()).color(colors.text[0]));
            match backup {
                Some(path) => {
                    if button::plain(ui, icons::ARROW_COUNTER_CLOCKWISE, &lang.text("damaged-restore")).clicked() {
                        sink.ask(Question {
                            title: Message::new("damaged-restore-ask"),
                            about: Message::new("settings-backup-ask-about"),
                            yes: "settings-backup-restore",
                            command: Command::Restore(path.clone()),
                        });
                    }
                }
                None => {
                    if button::plain(ui, icons::GEAR_SIX, &lang.text("screen-settings")).clicked() {
                        sink.send(Command::Open(Screen::Settings));
                    }
                }
            }
        });
    });
}
