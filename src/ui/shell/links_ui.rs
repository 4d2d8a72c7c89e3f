//! The word that books met data of the platform: nothing of them is sent before a person has looked.

use egui::{Margin, Panel, Ui};

use super::around;
use crate::app::command::{Command, Screen};
use crate::app::links::kind_key;
use crate::app::state::AppState;
use crate::ui::theme::tokens;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

/// Shows it while a report waits, but on the screen of links itself.
pub(super) fn unseen(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let names: Vec<String> = state.book.links.unseen().map(|report| lang.text(kind_key(report.kind))).collect();
    if names.is_empty() || state.screen == Screen::Links {
        return;
    }
    let frame = around(ui, Margin::symmetric(12, 8));
    Panel::top("links-unseen").show_separator_line(false).frame(frame).show(ui, |ui| {
        let title = lang.text_with("links-unseen", &[("names", names.join(", ").into())]);
        let (note, color) = (lang.text("links-unseen-note"), tokens(ui.ctx()).warn);
        field_note::notice_with(ui, icons::LINK, color, (&title, &[&note]), |ui| {
            if button::plain(ui, icons::LINK, &lang.text("links-look")).clicked() {
                sink.send(Command::Open(Screen::Links));
            }
        });
    });
}
