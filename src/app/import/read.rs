//! A file and the books → what would come of it. The same for the window and the command line.

use std::fs;
use std::io;
use std::path::Path;

use super::Looked;
use crate::app::books::Books;
use crate::domain::book::BookEntry;
use crate::domain::catalog::CatalogKind;
use crate::domain::id::RecordKind;
use crate::domain::import::{Known, KnownRecord, Layout, Plan, plan};
use crate::domain::record::RecordState;
use crate::files::{self, FileError, LARGEST, ReadFile};

/// Why a file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system won't give it.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is none that can be read.
    #[error("{0}")]
    File(#[from] FileError),
    /// Nobody wants it any more.
    #[error("stopped")]
    Stopped,
}

/// Reads a file.
///
/// # Errors
/// [`ReadError`], by kind.
pub fn file(path: &Path, sheet: Option<usize>) -> Result<ReadFile, ReadError> {
    if fs::metadata(path)?.len() > LARGEST {
        return Err(FileError::TooLarge.into());
    }
    Ok(files::read(&fs::read(path)?, sheet)?)
}

/// What is known that a plan looks up: the records of the book, and the lists its fields name something of.
#[must_use]
pub fn known(kind: RecordKind, books: &Books) -> Known {
    let records = books.of_kind(kind).iter().map(|record| KnownRecord {
        id: record.meta.id.clone(),
        entry: record.entry.clone(),
        closed: matches!(
            record.meta.state,
            RecordState::Conflict | RecordState::DeletePending | RecordState::RemoteGone
        ),
        deleted: record.deleted || record.meta.state == RecordState::Tombstone,
    });
    let drivers = books.of_kind(RecordKind::Driver).iter().filter(|record| !record.deleted).filter_map(|record| {
        let BookEntry::Driver(driver) = &record.entry else { return None };
        Some((record.meta.remote_id?, driver))
    });
    let known = Known::of(records.collect()).with_employees(books.employees()).with_drivers(drivers);
    CatalogKind::ALL.into_iter().fold(known, |known, catalog| known.with_catalog(catalog, books.catalog(catalog)))
}

/// Plans with a layout; `None` when `go_on` said so.
pub fn planned(
    kind: RecordKind,
    books: &Books,
    file: &ReadFile,
    layout: &Layout,
    go_on: &mut dyn FnMut() -> bool,
) -> Option<Plan> {
    plan(kind, &file.grid, layout, &known(kind, books), &mut |done| done % 64 != 0 || go_on())
}

/// Reads a file, finds out what its columns mean, and plans.
///
/// # Errors
/// [`ReadError`], by kind.
pub fn look(
    kind: RecordKind,
    books: &Books,
    path: &Path,
    sheet: Option<usize>,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Looked, ReadError> {
    let file = file(path, sheet)?;
    let layout = Layout::guess(kind, &file.grid);
    let plan = planned(kind, books, &file, &layout, go_on).ok_or(ReadError::Stopped)?;
    Ok(Looked { file: file.into(), layout, plan: plan.into() })
}
