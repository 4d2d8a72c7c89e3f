//! The keys of the conflict screen: everything can be decided without the mouse.

use egui::{EventFilter, Key, Modifiers, Ui};

use super::model::Sheet;
use super::{ConflictsPanel, Typing};
use crate::app::command::Command;
use crate::app::conflicts::Pick;
use crate::app::state::AppState;
use crate::ui::Sink;

impl ConflictsPanel {
    pub(super) fn keys(&mut self, ui: &Ui, sheet: &Sheet, state: &AppState, sink: &mut Sink) {
        let ctx = ui.ctx();
        let (focused, modal) = ctx.memory(|memory| (memory.focused(), memory.top_modal_layer()));
        if modal.is_some() || egui::Popup::is_any_open(ctx) {
            return;
        }
        let id = Self::table_id();
        if focused == Some(id) {
            // Without this the arrows would move the focus away.
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ctx.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        }
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::S) && sheet.left == 0 && !sheet.saving {
            sink.send(Command::ResolveConflict(sheet.id.clone()));
        }
        if self.typing.is_some() || !focused.is_none_or(|focused| focused == id) {
            return;
        }
        for (key, back) in [(Key::PageDown, false), (Key::PageUp, true)] {
            if pressed(Modifiers::NONE, key) {
                step(sheet, state, sink, back);
            }
        }
        let last = sheet.rows.len().saturating_sub(1);
        for (key, to) in [
            (Key::ArrowDown, self.at.saturating_add(1).min(last)),
            (Key::ArrowUp, self.at.saturating_sub(1)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if pressed(Modifiers::NONE, key) {
                self.at = to;
                self.reveal = true;
            }
        }
        let Some(row) = sheet.rows.get(self.at) else { return };
        let pick = |pick| Command::PickConflict { id: sheet.id.clone(), unit: row.unit.clone(), pick };
        for (key, side) in [(Key::ArrowLeft, Pick::Ours), (Key::ArrowRight, Pick::Theirs)] {
            if pressed(Modifiers::NONE, key) && row.may_pick {
                sink.send(pick(Some(side)));
            }
        }
        let takes_back = pressed(Modifiers::NONE, Key::Backspace) || pressed(Modifiers::NONE, Key::Delete);
        if takes_back && row.picked {
            sink.send(pick(None));
        }
        if pressed(Modifiers::NONE, Key::Enter) && row.may_type {
            self.typing = Some(Typing::of(row));
        }
    }
}

impl Typing {
    /// Begins with what the result has, or with ours, so that a small change is a small typing.
    pub(super) fn of(row: &super::model::Row) -> Self {
        let start = if row.result.is_empty() && !row.ours.empty { &row.ours.text } else { &row.result };
        let is_words = (row.ours.empty && *start == row.ours.text) || (row.theirs.empty && *start == row.theirs.text);
        let text = if is_words { String::new() } else { start.clone() };
        Self { unit: row.unit.clone(), text, unread: false, begun: false }
    }
}

/// To the next or previous record that has something undecided.
pub(super) fn step(sheet: &Sheet, state: &AppState, sink: &mut Sink, back: bool) {
    if let Some(next) = state.conflicts.next_unsolved(&sheet.id, back) {
        sink.send(Command::OpenConflict(next.id().clone()));
    }
}
