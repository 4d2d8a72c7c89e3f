//! Commands and events of new bids → changes of state and effects.

use std::sync::Arc;

use super::ask::{EntryCommand, EntryEffect, EntryEvent};
use crate::app::command::{Command, Screen};
use crate::app::effect::Effect;
use crate::app::handle::{handle as go, open_editor, toast};
use crate::app::life;
use crate::app::life::back::StepTaken;
use crate::app::state::{AppState, EditorStart, ToastLevel, Undo};
use crate::domain::entry::template_of;
use crate::words::Message;

/// Handles a command.
#[must_use]
pub fn handle(command: EntryCommand) -> Vec<Effect> {
    let effect = match command {
        EntryCommand::ReadLine(text) => EntryEffect::Line(text, false),
        EntryCommand::MakeLine(text) => EntryEffect::Line(text, true),
        EntryCommand::ReadRows(text) => EntryEffect::Rows(text),
        EntryCommand::Make(bids, _) if bids.is_empty() => return Vec::new(),
        EntryCommand::Make(bids, made) => EntryEffect::Make(bids, made),
        EntryCommand::ListTemplates => EntryEffect::ListTemplates,
        EntryCommand::KeepTemplate(name, bid) => EntryEffect::KeepTemplate(name, Box::new(template_of(&bid))),
        EntryCommand::UseTemplate(id) => EntryEffect::UseTemplate(id),
        EntryCommand::RenameTemplate(id, name) => EntryEffect::RenameTemplate(id, name),
        EntryCommand::DropTemplate(id) => EntryEffect::DropTemplate(id),
    };
    vec![Effect::Entry(effect)]
}

/// Applies an event.
pub fn apply(state: &mut AppState, event: EntryEvent) -> Vec<Effect> {
    match event {
        EntryEvent::Line(text, read) => state.entry.line = Some((text, read)),
        EntryEvent::Rows(text, read) => state.entry.rows = Some((text, read)),
        EntryEvent::Templates(templates) => state.entry.templates = templates,
        // A form that is open is not thrown away for another.
        EntryEvent::Begin(_) if state.editor.is_some() => {
            toast(state, ToastLevel::Warn, Message::new("templates-form-open"), None);
        }
        EntryEvent::Begin(bid) => open_editor(state, None, EditorStart::Like(bid)),
        EntryEvent::Made(ids, made) => {
            let Some(first) = ids.first().cloned() else { return Vec::new() };
            let message = Message::new("entry-made").with("count", ids.len());
            toast(state, ToastLevel::Ok, message, Some(("action-undo", Command::Undo)));
            life::handle::remember(state, Undo::Step(Arc::new(StepTaken::made(made, ids))));
            let mut effects = if state.screen == Screen::Bids || state.editor.is_some() {
                Vec::new()
            } else {
                go(state, Command::Open(Screen::Bids))
            };
            // A form that is open stays in sight.
            if state.editor.is_none() {
                effects.extend(go(state, Command::SelectBid(first)));
            }
            return effects;
        }
    }
    Vec::new()
}
