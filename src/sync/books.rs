//! Stage 1: catalogs, employees, trackers, and the books read whole (they have no date of change).

use super::book_pages::BookPages;
use super::engine::{Cancel, Engine, Report, Setbacks, Stage, SyncError};
use crate::domain::id::RecordKind;

/// Rows a page: larger unpaged reads may get the user blocked for a while.
const PAGE: usize = 50;

const BOOKS: [RecordKind; 5] =
    [RecordKind::Counterparty, RecordKind::Driver, RecordKind::Car, RecordKind::Trailer, RecordKind::Organisation];

/// Reads the catalogs and the small lists beside them.
pub(super) async fn catalogs(engine: &Engine, cancel: &Cancel, setbacks: &mut Setbacks) -> Result<(), SyncError> {
    let read = engine.client.catalogs().await.map_err(SyncError::from);
    setbacks.pass(read.and_then(|catalogs| Ok(engine.store.put_catalogs(&catalogs, engine.now())?)))?;
    cancel.check()?;
    let read = engine.client.employees().await.map_err(SyncError::from);
    setbacks.pass(read.and_then(|employees| Ok(engine.store.put_employees(&employees, engine.now())?)))?;
    cancel.check()?;
    let read = engine.client.trackers(None).await.map_err(SyncError::from);
    setbacks.pass(read.and_then(|trackers| Ok(engine.store.put_trackers(&trackers, engine.now())?)))?;
    cancel.check()
}

/// Reads every book page by page and takes each in as one whole; the pages of the next are on their way meanwhile.
pub(super) async fn books(
    engine: &Engine,
    cancel: &Cancel,
    progress: &(dyn Fn(Stage) + Send + Sync),
    report: &mut Report,
    setbacks: &mut Setbacks,
) -> Result<(), SyncError> {
    let mut coming = BookPages::of(&engine.client, &BOOKS, PAGE);
    for kind in BOOKS {
        setbacks.pass(book(engine, kind, &mut coming, cancel, progress, report).await)?;
    }
    Ok(())
}

async fn book(
    engine: &Engine,
    kind: RecordKind,
    coming: &mut BookPages,
    cancel: &Cancel,
    progress: &(dyn Fn(Stage) + Send + Sync),
    report: &mut Report,
) -> Result<(), SyncError> {
    let mut rows = Vec::new();
    let mut came = 0;
    loop {
        progress(Stage::Book(kind, came));
        cancel.check()?;
        let page = coming.next().await?;
        came += page.came;
        rows.extend(page.rows);
        if page.came < PAGE {
            break;
        }
    }
    let taken = engine.store.apply_book(kind, &rows, true, engine.now())?;
    report.pulled += taken.new + taken.changed;
    report.conflicts += taken.conflicts;
    Ok(())
}
