//! Keys of the inbox beside those of its table: decline, answer on ATI.SU, close, store the draft.

use egui::{Key, Modifiers, Ui};

use crate::app::command::Command;
use crate::app::invites::ask::InviteCommand;
use crate::app::state::AppState;
use crate::domain::invite::InviteState;
use crate::ui::Sink;

/// Sends what the keys of this frame ask for.
pub(super) fn handle(ui: &Ui, state: &AppState, sink: &mut Sink) {
    let ctx = ui.ctx();
    if ctx.memory(egui::Memory::top_modal_layer).is_some() || egui::Popup::is_any_open(ctx) {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let mut send = |command| sink.send(Command::Invites(command));
    if state.invites.draft.is_some() {
        if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::Enter) {
            send(InviteCommand::SaveDraft(true));
        } else if pressed(Modifiers::COMMAND, Key::Enter) {
            send(InviteCommand::SaveDraft(false));
        } else if !ctx.text_edit_focused() && pressed(Modifiers::NONE, Key::Escape) {
            send(InviteCommand::CloseDraft);
        }
        return;
    }
    let Some(row) = state.invites.selected.as_ref().and_then(|key| state.invites.row(key)) else { return };
    if pressed(Modifiers::COMMAND, Key::O)
        && let Some(link) = &row.link
    {
        ctx.open_url(egui::OpenUrl::new_tab(link));
    }
    if ctx.text_edit_focused() {
        return;
    }
    if pressed(Modifiers::NONE, Key::Delete) {
        let declined = row.state_at(state.now) == InviteState::Declined;
        send(InviteCommand::Decline(row.key.clone(), !declined));
    }
    if pressed(Modifiers::NONE, Key::Escape) {
        send(InviteCommand::Close);
    }
}
