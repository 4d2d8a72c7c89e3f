//! The question of a mass deletion: much is gone in Cargo.Run at once, and nothing is deleted here before a person says so.

use egui::{Margin, Panel, Ui};

use super::around;
use crate::app::command::Command;
use crate::app::state::AppState;
use crate::domain::id::RecordKind;
use crate::store::HeldDeletions;
use crate::ui::theme::tokens;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};
use crate::words::{Arg, Lang};

/// Shows the question while it stands.
pub(super) fn held(ui: &mut Ui, state: &AppState, sink: &mut Sink) {
    if state.engine.held.is_empty() {
        return;
    }
    let lang = state.settings.lang;
    let frame = around(ui, Margin::symmetric(12, 8));
    Panel::top("held-deletions").show_separator_line(false).frame(frame).show(ui, |ui| {
        let color = tokens(ui.ctx()).danger;
        let mut left = state.engine.held.len();
        for held in &state.engine.held {
            left -= 1;
            let note = lang.text_with("held-note", &[("known", Arg::from(held.known))]);
            field_note::notice_with(ui, icons::WARNING_CIRCLE, color, (&title(*held, lang), &[&note]), |ui| {
                // One answer for all of them, in the last box.
                if left == 0 && button::plain(ui, icons::TRASH, &lang.text("held-accept")).clicked() {
                    sink.send(Command::AcceptDeletions);
                }
            });
        }
    });
}

fn title(held: HeldDeletions, lang: Lang) -> String {
    let gone = [("gone", Arg::from(held.gone))];
    let key = if held.kind == RecordKind::Bid { "held-bids" } else { "held-books" };
    lang.text_with(key, &gone)
}
