//! Under the rows: what will change on each side, what the platform may object to, and the saving.

use egui::{Align, Label, Layout, RichText, Ui};

use super::model::Sheet;
use crate::app::command::Command;
use crate::app::conflicts::Pick;
use crate::app::state::AppState;
use crate::ui::theme::{text, tokens};
use crate::ui::widgets::button::Look;
use crate::ui::widgets::{button, field_note};
use crate::ui::{Sink, icons};

/// Most findings that are shown one by one.
const FINDINGS: usize = 4;

pub(super) fn foot(ui: &mut Ui, sheet: &Sheet, state: &AppState, sink: &mut Sink) {
    let lang = state.settings.lang;
    let colors = tokens(ui.ctx());
    ui.add(Label::new(RichText::new(&sheet.sentence).font(text::body()).color(colors.text[0])).wrap());
    if !sheet.findings.is_empty() {
        let mut said: Vec<_> = sheet.findings.iter().take(FINDINGS).cloned().collect();
        if sheet.findings.len() > FINDINGS {
            said.push("…".to_owned());
        }
        let words = lang.text_with("conflicts-findings", &[("list", said.join("; ").into())]);
        field_note::field_note(ui, icons::WARNING, &words, colors.warn);
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let side = |pick| Command::PickConflictSide { id: sheet.id.clone(), pick };
        if !sheet.gone {
            if button::plain(ui, icons::CARET_LEFT, &lang.text("conflicts-take-ours")).clicked() {
                sink.send(side(Pick::Ours));
            }
            if button::plain(ui, icons::CARET_RIGHT, &lang.text("conflicts-take-theirs")).clicked() {
                sink.send(side(Pick::Theirs));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let ready = sheet.left == 0 && !sheet.saving;
            let name = if sheet.left > 0 {
                lang.text_with("conflicts-save-left", &[("n", sheet.left.into())])
            } else if sheet.saving {
                lang.text("conflicts-saving")
            } else {
                lang.text("conflicts-save")
            };
            let look = if ready { Look::Primary } else { Look::Plain };
            let save = button::button(ui, look, ready, icons::FLOPPY_DISK, &name);
            if save.on_hover_text(button::tip(&name, "Ctrl+S")).clicked() {
                sink.send(Command::ResolveConflict(sheet.id.clone()));
            }
        });
    });
}
