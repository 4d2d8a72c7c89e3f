//! A row for a secret: typed and gone. It is never shown; the row says whether one is known and where it is kept.

use egui::{TextEdit, Ui};

use super::row;
use crate::app::command::Secret;
use crate::app::state::AppState;
use crate::ui::theme::tokens;
use crate::ui::widgets::field_note;

/// Shows the row and gives the secret once it was typed and left. `known`: one is known already.
pub(super) fn secret(
    ui: &mut Ui,
    state: &AppState,
    name: &str,
    typed: &mut String,
    (known, hint_known, hint_none): (bool, &str, &str),
) -> Option<Secret> {
    let lang = state.settings.lang;
    let mut given = None;
    row(ui, name, |ui| {
        ui.vertical(|ui| {
            let edit = TextEdit::singleline(typed)
                .password(true)
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(260.0)
                .hint_text(lang.text(if known { hint_known } else { hint_none }));
            let answer = ui.add(edit).accessible_name(name.to_owned());
            if answer.lost_focus() && !typed.trim().is_empty() {
                given = Some(Secret(std::mem::take(typed).trim().to_owned().into()));
            }
            let kept = if state.connection.key_store { "settings-password-kept" } else { "settings-password-memory" };
            field_note::field_note(ui, "", &lang.text(kept), tokens(ui.ctx()).text[2]);
        });
    });
    given
}
