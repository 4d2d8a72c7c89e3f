//! Work on notes, and reminders whose time has come.

use super::{Desk, inform, words};
use crate::app::event::Event;
use crate::app::inform::ask::InformEvent;
use crate::app::notes::NotesEffect;
use crate::app::state::ToastLevel;
use crate::domain::id::LocalId;
use crate::store::StoreError;
use crate::words::Message;

/// Carries an effect out and tells the notes of its record.
pub(super) fn carry_out(desk: &Desk, effect: NotesEffect) {
    let record = match &effect {
        NotesEffect::Load(record)
        | NotesEffect::Add(record, ..)
        | NotesEffect::Settle(record, ..)
        | NotesEffect::Drop(record, _) => record.clone(),
    };
    let done = match effect {
        NotesEffect::Load(_) => Ok(()),
        NotesEffect::Add(record, author, text, remind_at) => {
            desk.store.add_note(&record, (&author, &text), remind_at, desk.now()).map(drop)
        }
        NotesEffect::Settle(_, id, done) => desk.store.settle_note(id, done),
        NotesEffect::Drop(_, id) => desk.store.drop_note(id),
    };
    match done.and_then(|()| desk.store.notes_of(&record)) {
        Ok(notes) => desk.out.tell(Event::Notes(record, notes)),
        Err(error) => desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    }
}

/// Reminds of what is due: in the window, and on the desktop when this desk lives by itself. Quiet hours don't hold a reminder
/// back: a person has asked for this very minute.
pub(super) fn remind(desk: &Desk) -> Result<(), StoreError> {
    for note in desk.store.claim_reminders(desk.now())? {
        let name = name(desk, &note.record);
        let message = Message::new("notes-reminder").with("name", name).with("text", note.text);
        let bid = desk.store.bid_row(&note.record)?.map(|row| row.meta.id);
        desk.out.tell(Event::Inform(InformEvent::Told(ToastLevel::Info, message.clone(), bid)));
        inform::on_desktop(desk, &message);
        desk.out.tell(Event::Notes(note.record.clone(), desk.store.notes_of(&note.record)?));
    }
    Ok(())
}

fn name(desk: &Desk, record: &LocalId) -> String {
    let of_book = desk.model().books().record(record).map(|record| record.entry.title());
    of_book.unwrap_or_else(|| inform::bid_name(desk, record))
}
