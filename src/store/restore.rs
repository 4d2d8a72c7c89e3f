//! A backup back in the place of the database, and what a backup holds.
//!
//! The copy is older than what the platform knows: everything that waited in it may have been sent since. So each of its
//! operations becomes one whose outcome isn't known, and a complete pull comes before any sending.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use super::backup::{part_name, publish};
use super::codec::instant;
use super::connection::open_writer;
use super::error::{Fault, StoreError};
use super::model::OpState;
use super::open::{self, RESTORED, beside, look, migrate, move_aside, not_writable};
use super::outside::NOTED;
use super::subject::Subject;
use super::{Store, outbox};

/// Key of the mark that a restored database carries until it has caught up; its value is where the copy's cursor stood.
pub(super) const MARK: &str = "restored-from-position";

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BackupSummary {
    /// Bids that aren't deleted.
    pub bids: usize,
    /// Records of the reference books that aren't deleted.
    pub book_records: usize,
    /// Operations that waited to be sent.
    pub unsent: usize,
    /// The newest change of a bid, made here or there.
    pub newest_change: Option<DateTime<Utc>>,
}

impl Store {
    /// Says what a backup holds; `verify` reads every page of it first.
    ///
    /// # Errors
    /// [`StoreError`] when the file is missing, damaged, of a newer schema, or not this program's.
    pub fn summarize_backup(file: &Path, verify: bool) -> Result<BackupSummary, StoreError> {
        Ok(summarize(file, verify)?)
    }

    /// Puts a backup in the place of a database that nobody has open. The backup is verified first and stays as it is; the
    /// present database is moved aside with its log, never overwritten. Says where it went, when there was one.
    ///
    /// # Errors
    /// [`StoreError`] when the backup can't be used or the folder can't be written; then nothing was changed.
    pub fn restore(database: &Path, backup: &Path) -> Result<Option<PathBuf>, StoreError> {
        Ok(restore(database, backup)?)
    }

    /// Puts a backup in the place of the open database; every clone of this store works on it from then on.
    ///
    /// # Errors
    /// Like [`Store::restore`]; then the present database is open again.
    pub fn restore_here(&self, backup: &Path) -> Result<Option<PathBuf>, StoreError> {
        Ok(self.connections().exchange_file(|database| {
            let aside = restore(database, backup)?;
            let (connection, _) = open::open(database)?;
            Ok((database.to_path_buf(), connection, aside))
        })?)
    }

    /// Leaves the open database and opens another one, for every clone of this store. Says where a damaged one went.
    ///
    /// # Errors
    /// Like [`Store::open`]; then the present database is open again.
    pub fn switch_to(&self, database: &Path) -> Result<Option<PathBuf>, StoreError> {
        Ok(self.connections().exchange_file(|_| {
            let (connection, moved_aside) = open::open(database)?;
            Ok((database.to_path_buf(), connection, moved_aside))
        })?)
    }

    /// The file of the database; `None` in memory.
    #[must_use]
    pub fn file(&self) -> Option<PathBuf> {
        self.connections().path()
    }

    /// While the database has not caught up after a restore: the platform's date that the copy had reached (empty when it
    /// had never pulled).
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub fn restored(&self) -> Result<Option<String>, StoreError> {
        self.setting(MARK)
    }

    /// A complete pull has been made: sending may begin.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be written.
    pub fn caught_up_after_restore(&self) -> Result<(), StoreError> {
        self.write(|tx| Ok(tx.execute("DELETE FROM settings WHERE key = ?1", [MARK]).map(drop)?))
    }
}

fn read_only(file: &Path) -> Result<Connection, Fault> {
    Ok(Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?)
}

fn summarize(file: &Path, verify: bool) -> Result<BackupSummary, Fault> {
    if fs::metadata(file).map_err(|error| not_writable(file, &error))?.len() == 0 {
        return Err(super::error::damaged("the file is empty"));
    }
    if verify {
        look(file)?;
    }
    let connection = read_only(file)?;
    let count = |sql: &str| -> Result<usize, Fault> {
        let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    };
    let newest: Option<i64> =
        connection
            .query_row("SELECT max(max(updated_here, coalesce(updated_there, 0))) FROM bids", [], |row| row.get(0))?;
    Ok(BackupSummary {
        bids: count("SELECT count(*) FROM bids WHERE deleted = 0 AND deleted_here = 0")?,
        book_records: count("SELECT count(*) FROM books WHERE deleted_here = 0 AND deleted_there = 0")?,
        unsent: count("SELECT count(*) FROM outbox")?,
        newest_change: newest.map(instant).transpose()?,
    })
}

fn restore(database: &Path, backup: &Path) -> Result<Option<PathBuf>, Fault> {
    // Verified before anything is touched.
    summarize(backup, true)?;
    let waiting = beside(database, RESTORED);
    let part = part_name(&waiting);
    let prepared = prepare(backup, &part).and_then(|()| publish(&part, &waiting));
    if let Err(fault) = prepared {
        // Half a copy is of no use; whether it can be removed changes nothing.
        let _ = fs::remove_file(&part);
        return Err(fault);
    }
    let has_present = ["", "-wal", "-shm"].iter().any(|ending| beside(database, ending).exists());
    let aside = if has_present { Some(move_aside(database, "before-restore")?) } else { None };
    fs::rename(&waiting, database).map_err(|error| not_writable(database, &error))?;
    Ok(aside)
}

/// A copy of the backup that is ready to be worked with.
fn prepare(backup: &Path, part: &Path) -> Result<(), Fault> {
    if part.exists() {
        fs::remove_file(part).map_err(|error| not_writable(part, &error))?;
    }
    read_only(backup)?.execute("VACUUM INTO ?1", [part.to_string_lossy().into_owned()])?;
    let mut copy = open_writer(part)?;
    migrate(&mut copy)?;
    let transaction = copy.transaction()?;
    doubt_everything(&transaction)?;
    transaction.commit()?;
    // One file again, without a log beside it.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    open::check(&copy)?;
    copy.close().map_err(|(_, error)| Fault::Sql(error))
}

/// What waited may have been sent since: its outcome isn't known. The pull begins anew.
fn doubt_everything(connection: &Connection) -> Result<(), Fault> {
    for mut operation in outbox::all(connection)? {
        if operation.state == OpState::Rejected {
            continue;
        }
        operation.state = OpState::Unknown;
        operation.lookups = 0;
        operation.last_lookup_at = None;
        operation.not_before = None;
        outbox::put(connection, &operation)?;
        if let Some(mut subject) = Subject::find(connection, operation.record, &operation.id)? {
            subject.save(connection)?;
        }
    }
    let reached: Option<String> =
        connection.query_row("SELECT updated_at FROM cursors", [], |row| row.get(0)).optional()?;
    connection.execute("DELETE FROM cursors", [])?;
    // What changed since the copy is not news but a catching up.
    connection.execute("DELETE FROM settings WHERE key = ?1", [NOTED])?;
    connection.execute(
        "INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)",
        [MARK, reached.as_deref().unwrap_or_default()],
    )?;
    Ok(())
}
