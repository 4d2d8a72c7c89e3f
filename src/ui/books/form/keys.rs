//! Keys of the whole form.

use egui::{Key, Modifiers, Ui};

use super::field_ui::id_of;
use super::session::Session;
use crate::ui::Sink;
use crate::ui::widgets::type_ahead::wants_enter;

/// Keys that are taken before any field sees them.
pub(super) fn before(ui: &Ui, session: &mut Session, sink: &mut Sink) {
    if session.leaving.is_some() {
        return;
    }
    let (save, lack) = ui.input_mut(|input| {
        let save = input.consume_key(Modifiers::COMMAND, Key::S) || input.consume_key(Modifiers::COMMAND, Key::Enter);
        (save, input.consume_key(Modifiers::NONE, Key::F8))
    });
    if save {
        session.save(sink);
    }
    if lack {
        session.go_to_lack();
    }
    if let Some(field) = session.focused
        && !wants_enter(ui.ctx(), id_of(session.number, field))
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
    {
        session.go_on();
    }
}

/// Esc, when nothing in the form had a use for it.
pub(super) fn after(ui: &Ui, session: &mut Session, sink: &mut Sink) {
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        if session.leaving.is_some() {
            session.leaving = None;
        } else {
            session.close(sink);
        }
    }
}
