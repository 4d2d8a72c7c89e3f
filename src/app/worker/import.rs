//! Imports and exports: files are read and written here, off the window's thread.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Desk, blocking, book_work, saving, task, words};
use crate::app::book_desk::BookEvent;
use crate::app::book_tables::{FileError, Table, TableFormat, sample, xlsx_bytes};
use crate::app::event::Event;
use crate::app::import::read::{self, ReadError};
use crate::app::import::words::{read_error, write_error};
use crate::app::import::{ImportEffect, ImportEvent};
use crate::domain::id::RecordKind;
use crate::domain::import::{Layout, Plan};
use crate::files::ReadFile;
use crate::store::Imported;

/// Rows between two words about how far it is.
const STEP: usize = 200;

/// What goes on, by the number of its question; 0: nothing. A reading never stops a writing.
#[derive(Debug, Default)]
pub(super) struct Runs {
    look: AtomicU64,
    write: AtomicU64,
}

impl Runs {
    fn stop(&self) {
        self.look.store(0, Ordering::Relaxed);
        self.write.store(0, Ordering::Relaxed);
    }
}

/// Carries an effect out.
pub(super) fn carry_out(desk: &Desk, effect: ImportEffect) {
    match effect {
        ImportEffect::Choose(run, kind) => task(desk, move |desk| choose(desk, run, kind)),
        ImportEffect::Read(run, kind, path, sheet) => {
            desk.import.look.store(run, Ordering::Relaxed);
            blocking(desk, move |desk| look(desk, run, kind, &path, sheet));
        }
        ImportEffect::Plan(run, kind, file, layout) => {
            desk.import.look.store(run, Ordering::Relaxed);
            blocking(desk, move |desk| plan(desk, run, kind, &file, &layout));
        }
        ImportEffect::Write(run, kind, plan) => {
            desk.import.write.store(run, Ordering::Relaxed);
            blocking(desk, move |desk| write(desk, run, kind, &plan));
        }
        ImportEffect::Stop => desk.import.stop(),
        ImportEffect::Undo(records) => blocking(desk, move |desk| undo(desk, records)),
    }
}

fn tell(desk: &Desk, event: ImportEvent) {
    desk.out.tell(Event::Book(BookEvent::Import(event)));
}

async fn choose(desk: Desk, run: u64, kind: RecordKind) {
    let dialog = rfd::AsyncFileDialog::new().add_filter("XLSX, CSV", &["xlsx", "xlsm", "csv", "txt", "tsv"]);
    let Some(chosen) = dialog.pick_file().await else { return };
    let path = chosen.path().to_path_buf();
    tell(&desk, ImportEvent::Begun(run, kind, path.clone()));
    desk.import.look.store(run, Ordering::Relaxed);
    blocking(&desk, move |desk| look(desk, run, kind, &path, None));
}

fn look(desk: &Desk, run: u64, kind: RecordKind, path: &Path, sheet: Option<usize>) {
    let books = desk.model().books();
    let read = read::look(kind, &books, path, sheet, &mut || desk.import.look.load(Ordering::Relaxed) == run);
    if !matches!(read, Err(ReadError::Stopped)) {
        let read = read.map(Box::new).map_err(|error| read_error(&error, path));
        tell(desk, ImportEvent::Read(run, read));
    }
}

fn plan(desk: &Desk, run: u64, kind: RecordKind, file: &ReadFile, layout: &Layout) {
    let books = desk.model().books();
    if let Some(plan) =
        read::planned(kind, &books, file, layout, &mut || desk.import.look.load(Ordering::Relaxed) == run)
    {
        tell(desk, ImportEvent::Planned(run, Arc::new(plan)));
    }
}

fn write(desk: &Desk, run: u64, kind: RecordKind, plan: &Plan) {
    let mut go_on = |done: usize| {
        if done.is_multiple_of(STEP) {
            tell(desk, ImportEvent::Progress(run, done));
        }
        desk.import.write.load(Ordering::Relaxed) == run
    };
    let written = desk.store.import_books(kind, plan, desk.now(), &mut go_on);
    let has_written = matches!(&written, Ok(Some(records)) if !records.is_empty());
    if has_written {
        super::books::report(desk, book_work::tell_books(desk));
    }
    let told = written.map(|records| records.map(Arc::new)).map_err(|error| words::store_error(&error));
    tell(desk, ImportEvent::Written(run, told));
    if has_written {
        book_work::send(desk);
    }
}

fn undo(desk: &Desk, records: Arc<Vec<Imported>>) {
    let undone = desk.store.undo_import(&records, desk.now());
    super::books::report(desk, book_work::tell_books(desk));
    tell(desk, ImportEvent::Undone(records, undone.map_err(|error| words::store_error(&error))));
    book_work::send(desk);
}

/// Asks for a file and writes a table into it.
pub(super) async fn export(desk: Desk, table: Table, format: TableFormat) {
    let stem = format!("cargorun-{}", table.title.to_lowercase().replace([' ', '/', '\\', ':'], "-"));
    put(&desk, (&stem, format.ending()), move || format.bytes(&table)).await;
}

/// Asks for a file and writes an empty sample into it.
pub(super) async fn export_sample(desk: Desk, kind: RecordKind) {
    let lang = desk.settings().lang;
    let stem = lang.text("export-sample-file");
    let books = desk.model().books();
    put(&desk, (&stem, TableFormat::Xlsx.ending()), move || xlsx_bytes(&sample(kind, &books, lang))).await;
}

async fn put(desk: &Desk, name: (&str, &str), make: impl FnOnce() -> Result<Vec<u8>, FileError> + Send + 'static) {
    let write = move |path: &Path| {
        let bytes = make().map_err(|error| write_error(&error, &path.display().to_string()))?;
        saving::put(path, &bytes)
    };
    saving::save(desk, name, "toast-exported", write).await;
}
