//! Commands and events of an import → changes of state and effects.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Import, ImportCommand, ImportDesk, ImportEffect, ImportEvent, Outcome};
use crate::app::book_desk::{BookCommand, BookEffect, BookUndo, screen_of};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::handle::toast;
use crate::app::state::{AppState, ToastLevel};
use crate::domain::id::RecordKind;
use crate::domain::import::{Counts, Layout};
use crate::store::{ImportUndone, Imported};
use crate::words::Message;

/// Handles a wish.
pub(in crate::app) fn handle(state: &mut AppState, command: ImportCommand) -> Vec<Effect> {
    let effect = match command {
        // What is being written is not replaced.
        ImportCommand::Choose(_) | ImportCommand::Open(..) if is_writing(state) => None,
        ImportCommand::Choose(kind) => Some(ImportEffect::Choose(next(&mut state.book.import), kind)),
        ImportCommand::Open(kind, path) => {
            let run = next(&mut state.book.import);
            take_up(state, run, kind, path.clone());
            Some(ImportEffect::Read(run, kind, path, None))
        }
        ImportCommand::Sheet(place) => another_sheet(&mut state.book.import, place),
        ImportCommand::Header(present) => replan(&mut state.book.import, |kind, looked| {
            looked.layout = if present {
                let guess = Layout::guess(kind, &looked.file.grid);
                Layout::with_header(kind, &looked.file.grid, Some(guess.header.unwrap_or_default()))
            } else {
                Layout::with_header(kind, &looked.file.grid, None)
            };
        }),
        ImportCommand::Map(column, target) => {
            replan(&mut state.book.import, |_, looked| looked.layout.set(column, target))
        }
        ImportCommand::Write => write(&mut state.book.import),
        ImportCommand::Stop => Some(ImportEffect::Stop),
        ImportCommand::Undo => return undo(state),
        ImportCommand::Close => {
            // What is being written is not left out of sight.
            let open = &mut state.book.import.open;
            open.take_if(|import| import.writing.is_none()).map(|_| ImportEffect::Stop)
        }
    };
    effect.map(|effect| Effect::Book(BookEffect::Import(effect))).into_iter().collect()
}

fn next(desk: &mut ImportDesk) -> u64 {
    desk.run = desk.run.saturating_add(1);
    desk.run
}

fn is_writing(state: &AppState) -> bool {
    state.book.import.open.as_ref().is_some_and(|import| import.writing.is_some())
}

/// Opens an import in the place of what was open.
fn take_up(state: &mut AppState, run: u64, kind: RecordKind, path: PathBuf) {
    state.screen = screen_of(kind);
    state.book.form = None;
    state.book.import.open =
        Some(Import { run, kind, path, looked: None, planning: false, writing: None, outcome: None });
}

fn another_sheet(desk: &mut ImportDesk, place: usize) -> Option<ImportEffect> {
    let run = next(desk);
    let import = desk.open.as_mut().filter(|import| import.writing.is_none() && import.outcome.is_none())?;
    import.run = run;
    import.looked = None;
    Some(ImportEffect::Read(run, import.kind, import.path.clone(), Some(place)))
}

/// Changes the layout and asks for the plan that follows.
fn replan(desk: &mut ImportDesk, change: impl FnOnce(RecordKind, &mut super::Looked)) -> Option<ImportEffect> {
    let run = next(desk);
    let import = desk.open.as_mut().filter(|import| import.writing.is_none() && import.outcome.is_none())?;
    let kind = import.kind;
    let looked = import.looked.as_mut()?.as_mut().ok()?;
    change(kind, looked);
    import.run = run;
    import.planning = true;
    Some(ImportEffect::Plan(run, kind, Arc::clone(&looked.file), looked.layout.clone()))
}

fn write(desk: &mut ImportDesk) -> Option<ImportEffect> {
    let run = next(desk);
    let import = desk.open.as_mut().filter(|import| !import.is_busy() && import.outcome.is_none())?;
    let plan = Arc::clone(&import.looked()?.plan);
    import.run = run;
    import.writing = Some(0);
    Some(ImportEffect::Write(run, import.kind, plan))
}

fn undo(state: &mut AppState) -> Vec<Effect> {
    let open = state.book.import.open.as_ref();
    let Some(Outcome::Written { records, .. }) = open.and_then(|import| import.outcome.as_ref()) else {
        return Vec::new();
    };
    let records = Arc::clone(records);
    state.book.undo.retain(|undo| !matches!(undo, BookUndo::Imported(other) if Arc::ptr_eq(other, &records)));
    vec![Effect::Book(BookEffect::Import(ImportEffect::Undo(records)))]
}

/// Applies what happened.
pub(in crate::app) fn apply(state: &mut AppState, event: ImportEvent) {
    match event {
        ImportEvent::Begun(run, kind, path) => {
            if state.book.import.run == run && !is_writing(state) {
                take_up(state, run, kind, path);
            }
        }
        ImportEvent::Read(run, read) => {
            if let Some(import) = of_run(state, run) {
                import.looked = Some(read.map(|looked| *looked));
            }
        }
        ImportEvent::Planned(run, plan) => {
            if let Some(import) = of_run(state, run) {
                import.planning = false;
                if let Some(Ok(looked)) = &mut import.looked {
                    looked.plan = plan;
                }
            }
        }
        ImportEvent::Progress(run, done) => {
            if let Some(writing) = of_run(state, run).and_then(|import| import.writing.as_mut()) {
                *writing = done;
            }
        }
        ImportEvent::Written(run, written) => self::written(state, run, written),
        ImportEvent::Undone(records, told) => undone(state, &records, told),
    }
}

fn of_run(state: &mut AppState, run: u64) -> Option<&mut Import> {
    state.book.import.open.as_mut().filter(|import| import.run == run)
}

fn written(state: &mut AppState, run: u64, written: Result<Option<Arc<Vec<Imported>>>, Message>) {
    if let Ok(Some(records)) = &written
        && !records.is_empty()
    {
        state.book.undo.push(BookUndo::Imported(Arc::clone(records)));
    }
    let Some(import) = of_run(state, run) else { return };
    import.writing = None;
    let planned = import.looked().map(|looked| looked.plan.counts).unwrap_or_default();
    import.outcome = Some(match written {
        Ok(Some(records)) => Outcome::Written { counts: counted(planned, &records), records },
        Ok(None) => Outcome::Stopped,
        Err(message) => Outcome::Failed(message),
    });
}

/// What was written; what was planned and could not be written any more was skipped.
fn counted(planned: Counts, records: &[Imported]) -> Counts {
    let created = records.iter().filter(|one| one.before.is_none()).count();
    let changed = records.len().saturating_sub(created);
    let late = planned.created.saturating_add(planned.changed).saturating_sub(records.len());
    Counts { created, changed, skipped: planned.skipped.saturating_add(late), wrong: planned.wrong }
}

/// An import was taken back.
fn undone(state: &mut AppState, records: &Arc<Vec<Imported>>, told: Result<ImportUndone, Message>) {
    let undone = match told {
        Ok(undone) => undone,
        Err(message) => {
            // It can be tried again.
            state.book.undo.push(BookUndo::Imported(Arc::clone(records)));
            return toast(state, ToastLevel::Error, message, None);
        }
    };
    let shown = state.book.import.open.as_mut().filter(
        |import| matches!(&import.outcome, Some(Outcome::Written { records: own, .. }) if Arc::ptr_eq(own, records)),
    );
    if let Some(import) = shown {
        import.outcome = Some(Outcome::Undone(undone));
    }
    let level = if undone.left == 0 { ToastLevel::Ok } else { ToastLevel::Warn };
    let message = Message::new("import-undone").with("done", undone.done).with("left", undone.left);
    toast(state, level, message, None);
    state.toasts.retain(|toast| !matches!(toast.action, Some((_, Command::Book(BookCommand::Undo)))));
}
