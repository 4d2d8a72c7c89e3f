//! Notes on bids, trucks and customers, with author and time; a time in a note is a reminder.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::effect::Effect;
use super::state::AppState;
use crate::domain::id::LocalId;
use crate::domain::notes::Note;

/// A wish about notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotesCommand {
    /// Write one.
    Add {
        /// On which record.
        record: LocalId,
        /// What it says.
        text: String,
        /// When to remind of it.
        remind_at: Option<DateTime<Utc>>,
    },
    /// Settle one, or open it again.
    Settle(LocalId, i64, bool),
    /// Take one away.
    Drop(LocalId, i64),
}

/// Slow work on notes; after each the notes of the record are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotesEffect {
    /// Only tell.
    Load(LocalId),
    /// Write one: record, author, text, reminder.
    Add(LocalId, String, String, Option<DateTime<Utc>>),
    /// Settle one or open it again.
    Settle(LocalId, i64, bool),
    /// Take one away.
    Drop(LocalId, i64),
}

/// Records whose notes are remembered.
const KEPT: usize = 64;

/// Notes as the window shows them.
#[derive(Debug, Clone, Default)]
pub struct NotesDesk {
    read: HashMap<LocalId, Arc<Vec<Note>>>,
}

impl NotesDesk {
    /// Notes of a record, the newest first; none until they were read.
    #[must_use]
    pub fn of(&self, record: &LocalId) -> &[Note] {
        self.read.get(record).map_or(&[], |notes| notes.as_slice())
    }
}

/// Handles a command.
pub fn handle(state: &mut AppState, command: NotesCommand) -> Vec<Effect> {
    let effect = match command {
        NotesCommand::Add { text, .. } if text.trim().is_empty() => return Vec::new(),
        NotesCommand::Add { record, text, remind_at } => {
            let author = state.connection.user.clone().unwrap_or_default();
            NotesEffect::Add(record, author, text, remind_at)
        }
        NotesCommand::Settle(record, id, done) => NotesEffect::Settle(record, id, done),
        NotesCommand::Drop(record, id) => NotesEffect::Drop(record, id),
    };
    vec![Effect::Notes(effect)]
}

/// What to read when a record is opened.
#[must_use]
pub fn wanted(record: &LocalId) -> Effect {
    Effect::Notes(NotesEffect::Load(record.clone()))
}

/// Takes the notes of a record in.
pub fn apply(state: &mut AppState, record: LocalId, notes: Vec<Note>) {
    if state.notes.read.len() >= KEPT {
        state.notes.read.clear();
    }
    state.notes.read.insert(record, Arc::new(notes));
}
