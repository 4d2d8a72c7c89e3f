//! Commands and events of the reference books → changes of state and effects.

use super::book_desk::{
    BookCommand, BookEffect, BookEvent, BookUndo, Mileage, MileageStep, OpenForm, Outcomes, book_of, screen_of,
};
use super::command::{Command, Screen};
use super::effect::Effect;
use super::handle::toast;
use super::import::{self, ImportEffect};
use super::notes;
use super::state::{AppState, ToastLevel};
use crate::domain::book::BookEntry;
use crate::domain::id::{LocalId, RecordKind};
use crate::words::Message;

/// Most changes that can be taken back.
const UNDO: usize = 50;

/// Handles a wish.
pub(super) fn handle(state: &mut AppState, command: BookCommand) -> Vec<Effect> {
    let effect = match command {
        BookCommand::Open(kind, id) => return open(state, kind, id),
        BookCommand::Close => {
            let Some(form) = state.book.form.take() else { return Vec::new() };
            BookEffect::DropForm(form.kind)
        }
        BookCommand::Save { id, entry } => {
            if let Some(form) = &mut state.book.form {
                form.saved = None;
            }
            BookEffect::Save { id, entry }
        }
        BookCommand::KeepForm { kind, id, form } => BookEffect::KeepForm { kind, id, form },
        BookCommand::DropForm(kind) => BookEffect::DropForm(kind),
        BookCommand::Delete(ids) => BookEffect::Delete(ids),
        BookCommand::Restore(ids) => BookEffect::Restore(ids),
        BookCommand::Retry(id) => BookEffect::Retry(id),
        BookCommand::Undo => return undo(state),
        BookCommand::ForgetOutcomes => {
            state.book.outcomes = None;
            return Vec::new();
        }
        BookCommand::Attach { tracker, kind, entity } => BookEffect::Attach { tracker, kind, entity },
        BookCommand::PutAbsence(absence) => BookEffect::PutAbsence(absence),
        BookCommand::DropAbsence(id) => BookEffect::DropAbsence(id),
        BookCommand::PutPaper(record, kind, until) => BookEffect::PutPaper(record, kind, until),
        BookCommand::Mileage { cars, first, last } => {
            let run = state.book.mileage.run.saturating_add(1);
            let days = Some((first, last));
            state.book.mileage = Mileage { run, asked: cars.len(), running: true, days, rows: Vec::new() };
            BookEffect::Mileage { run, cars, first, last }
        }
        BookCommand::StopMileage => {
            state.book.mileage.running = false;
            BookEffect::StopMileage
        }
        BookCommand::DecideLinks { kind, choices } => BookEffect::DecideLinks { kind, choices },
        BookCommand::ExportLinks(kind, typed) => BookEffect::ExportLinks(kind, typed),
        BookCommand::Import(command) => return import::handle(state, command),
        BookCommand::Export(table, format) => BookEffect::Export(table, format),
        BookCommand::Sample(kind) => BookEffect::Sample(kind),
    };
    vec![Effect::Book(effect)]
}

/// What opening a book screen asks for: the form of another book closes.
pub(super) fn opened(state: &mut AppState, screen: Screen) -> Vec<Effect> {
    let fits = state.book.form.as_ref().is_some_and(|form| Some(form.kind) == book_of(screen));
    if !fits {
        state.book.form = None;
    }
    state.book.outcomes = None;
    match screen {
        Screen::Trackers => vec![Effect::Book(BookEffect::ReadTrackers)],
        Screen::Links => vec![Effect::Book(BookEffect::LoadLinks)],
        _ => Vec::new(),
    }
}

fn open(state: &mut AppState, kind: RecordKind, id: Option<LocalId>) -> Vec<Effect> {
    let session = state.book.sessions.saturating_add(1);
    state.book.sessions = session;
    state.screen = screen_of(kind);
    state.book.form =
        Some(OpenForm { session, kind, id: id.clone(), kept: None, saved: None, read: None, trips: None });
    let notes = id.as_ref().map(notes::wanted);
    std::iter::once(Effect::Book(BookEffect::Open(kind, id))).chain(notes).collect()
}

fn undo(state: &mut AppState) -> Vec<Effect> {
    let effect = match state.book.undo.pop() {
        Some(BookUndo::Deleted(ids)) => BookEffect::Restore(ids),
        Some(BookUndo::Changed(id, entry)) => BookEffect::Save { id: Some(id), entry },
        Some(BookUndo::Made(id)) => BookEffect::Delete(vec![id]),
        Some(BookUndo::Imported(records)) => BookEffect::Import(ImportEffect::Undo(records)),
        None => return Vec::new(),
    };
    state.toasts.retain(|toast| !matches!(toast.action, Some((_, Command::Book(BookCommand::Undo)))));
    vec![Effect::Book(effect)]
}

/// Applies what happened.
pub(super) fn apply(state: &mut AppState, event: BookEvent) {
    match event {
        BookEvent::Kept { kind, id, form: kept } => {
            if let Some(form) = state.book.form.as_mut().filter(|form| form.kind == kind && form.id == id) {
                form.kept = Some(kept);
            }
        }
        BookEvent::Trips(id, trips) => {
            if let Some(form) = open_on(state, &id) {
                form.trips = Some(trips);
            }
        }
        BookEvent::FormRead(id, read) => {
            if let Some(form) = open_on(state, &id) {
                form.read = Some(read);
            }
        }
        BookEvent::Saved { asked, id, before } => saved(state, asked.as_ref(), &id, before),
        BookEvent::NotSaved(message) => {
            if let Some(form) = &mut state.book.form {
                form.saved = Some(Err(message.clone()));
            }
            toast(state, ToastLevel::Error, message, None);
        }
        BookEvent::Outcomes(outcomes) => outcomes_came(state, outcomes),
        BookEvent::Mileage(run, step) => mileage(&mut state.book.mileage, run, step),
        BookEvent::LinkReports(reports) => state.book.links.reports = reports,
        // A table that came after the person went on is not kept: it is as long as all records.
        BookEvent::Links(lines) if state.screen == Screen::Links => state.book.links.lines = Some(lines),
        BookEvent::Links(_) => {}
        BookEvent::Import(event) => import::apply(state, event),
    }
}

fn open_on<'a>(state: &'a mut AppState, id: &LocalId) -> Option<&'a mut OpenForm> {
    state.book.form.as_mut().filter(|form| form.id.as_ref() == Some(id))
}

fn saved(state: &mut AppState, asked: Option<&LocalId>, id: &LocalId, before: Option<Box<BookEntry>>) {
    state.book.savings = state.book.savings.saturating_add(1);
    let number = state.book.savings;
    if let Some(form) = state.book.form.as_mut().filter(|form| form.id.as_ref() == asked) {
        form.id = Some(id.clone());
        form.saved = Some(Ok(number));
    }
    let undo = before.map_or_else(|| BookUndo::Made(id.clone()), |before| BookUndo::Changed(id.clone(), before));
    remember(state, undo);
    toast(
        state,
        ToastLevel::Ok,
        Message::new("toast-book-saved"),
        Some(("action-undo", Command::Book(BookCommand::Undo))),
    );
}

fn remember(state: &mut AppState, undo: BookUndo) {
    state.book.undo.push(undo);
    if state.book.undo.len() > UNDO {
        state.book.undo.remove(0);
    }
}

fn outcomes_came(state: &mut AppState, outcomes: Outcomes) {
    let done: Vec<LocalId> =
        outcomes.rows.iter().filter(|(_, _, outcome)| outcome.is_ok()).map(|(id, _, _)| id.clone()).collect();
    let (count, deletion) = (done.len(), outcomes.deletion);
    if deletion && count > 0 {
        if state.book.form.as_ref().is_some_and(|form| form.id.as_ref().is_some_and(|id| done.contains(id))) {
            state.book.form = None;
        }
        remember(state, BookUndo::Deleted(done));
        let message = Message::new("toast-books-deleted").with("count", count);
        toast(state, ToastLevel::Info, message, Some(("action-undo", Command::Book(BookCommand::Undo))));
    } else if count > 0 {
        toast(state, ToastLevel::Ok, Message::new("toast-books-restored").with("count", count), None);
    }
    // One that went well needs no list; one that didn't says why in words.
    let is_plain = outcomes.rows.len() == 1 && count == 1;
    state.book.outcomes = (!is_plain).then_some(outcomes);
}

fn mileage(mileage: &mut Mileage, run: u64, step: MileageStep) {
    if mileage.run != run {
        return;
    }
    match step {
        MileageStep::Car(id, kilometres) => mileage.rows.push((id, kilometres)),
        MileageStep::Ended => mileage.running = false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<LocalId> {
        names.iter().map(|name| LocalId::new(*name)).collect()
    }

    #[test]
    fn what_was_done_is_taken_back_in_reverse() {
        let mut state = AppState::default();
        let before = BookEntry::blank(RecordKind::Driver).map(Box::new);
        let id = LocalId::new("drv-1");
        apply(&mut state, BookEvent::Saved { asked: Some(id.clone()), id: id.clone(), before: before.clone() });
        let rows = ids(&["drv-1", "drv-2"])
            .into_iter()
            .zip([Ok(()), Err(Message::new("error-offline"))])
            .map(|(id, outcome)| (id, String::new(), outcome));
        apply(&mut state, BookEvent::Outcomes(Outcomes { deletion: true, rows: rows.collect() }));
        assert!(state.book.outcomes.is_some(), "one of two failed: each says what came of it");
        let undone = handle(&mut state, BookCommand::Undo);
        assert_eq!(undone, [Effect::Book(BookEffect::Restore(ids(&["drv-1"])))]);
        let undone = handle(&mut state, BookCommand::Undo);
        assert_eq!(before.map(|entry| vec![Effect::Book(BookEffect::Save { id: Some(id), entry })]), Some(undone));
        assert_eq!(handle(&mut state, BookCommand::Undo), []);
    }

    #[test]
    fn an_older_run_of_the_mileage_is_not_mixed_in() {
        let mut state = AppState::default();
        let day = chrono::NaiveDate::default();
        let ask = || BookCommand::Mileage { cars: ids(&["car-1"]), first: day, last: day };
        handle(&mut state, ask());
        handle(&mut state, ask());
        apply(&mut state, BookEvent::Mileage(1, MileageStep::Car(LocalId::new("car-1"), Ok(5.0))));
        apply(&mut state, BookEvent::Mileage(1, MileageStep::Ended));
        assert!(state.book.mileage.running && state.book.mileage.rows.is_empty());
        apply(&mut state, BookEvent::Mileage(2, MileageStep::Car(LocalId::new("car-1"), Ok(7.0))));
        apply(&mut state, BookEvent::Mileage(2, MileageStep::Ended));
        assert_eq!(state.book.mileage.rows, [(LocalId::new("car-1"), Ok(7.0))]);
        assert!(!state.book.mileage.running);
    }
}
