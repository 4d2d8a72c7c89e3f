//! One writer behind a lock, and readers beside it that never wait for it (WAL).

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, TryLockError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::error::{Fault, StoreError};
use super::journal::{self, NotedCall};
use super::place_batch::PlaceBatch;

/// How long another process (a command beside the window) is waited for.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Readers that are kept open between reads.
const IDLE_READERS: usize = 4;
const CACHED_STATEMENTS: usize = 128;

#[derive(Debug)]
pub(super) struct Connections {
    writer: Mutex<Connection>,
    idle: Mutex<Vec<Connection>>,
    /// `None` in memory: then the writer reads too. Held by every use, so that the file is exchanged between two of them.
    path: RwLock<Option<PathBuf>>,
    /// Calls that are still to be written into the journal: by whoever has the writer, when they are done with it.
    noted: Mutex<Vec<NotedCall>>,
    /// Places of bids of a first pull that are still to be written.
    pub(super) places: Mutex<Option<PlaceBatch>>,
}

impl Connections {
    pub(super) fn new(writer: Connection, path: Option<PathBuf>) -> Self {
        let (idle, noted, places) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { writer: Mutex::new(writer), idle, path: RwLock::new(path), noted, places }
    }

    pub(super) fn path(&self) -> Option<PathBuf> {
        self.in_use().clone()
    }

    /// Puts another file behind the store: waits until nobody uses the present one, closes it, and lets `exchange` say
    /// which one is open from now on. When it fails, the present one is opened again.
    pub(super) fn exchange_file<T>(
        &self,
        exchange: impl FnOnce(&Path) -> Result<(PathBuf, Connection, T), Fault>,
    ) -> Result<T, Fault> {
        let mut path = self.path.write().unwrap_or_else(PoisonError::into_inner);
        let Some(present) = path.clone() else {
            return Err(StoreError::Other("a store in memory has no file".to_owned()).into());
        };
        let mut writer = unpoisoned(&self.writer);
        unpoisoned(&self.idle).clear();
        // They belong to the present one; its mark says what is missing.
        *unpoisoned(&self.places) = None;
        // The stand-in is never used: every use waits for the path.
        *writer = Connection::open_in_memory()?;
        match exchange(&present) {
            Ok((file, connection, result)) => {
                *writer = connection;
                *path = Some(file);
                Ok(result)
            }
            Err(fault) => {
                *writer = open_writer(&present)?;
                Err(fault)
            }
        }
    }

    fn in_use(&self) -> RwLockReadGuard<'_, Option<PathBuf>> {
        self.path.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// One transaction: all of `work` is written, or nothing.
    pub(super) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        let in_use = self.in_use();
        let result = within(&mut unpoisoned(&self.writer), work);
        drop(in_use);
        self.write_noted_quietly();
        result
    }

    /// The same without waiting for the disk: whole transactions still, but a power cut may take the last ones. For what
    /// no person has entrusted to us.
    pub(super) fn write_unhurried<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let _in_use = self.in_use();
        unhurried(&mut unpoisoned(&self.writer), work)
    }

    /// Notes a call: written at once when nobody writes, else by whoever does, when they are done. Whoever speaks with a
    /// server must not wait for a page that is being written.
    pub(super) fn note(&self, call: NotedCall) -> Result<(), Fault> {
        unpoisoned(&self.noted).push(call);
        self.write_noted()
    }

    /// Writes what was noted, unless somebody has the writer: then they do it.
    fn write_noted(&self) -> Result<(), Fault> {
        while !unpoisoned(&self.noted).is_empty() {
            let (Ok(_in_use), Some(mut writer)) = (self.path.try_read(), free(&self.writer)) else { break };
            let noted = std::mem::take(&mut *unpoisoned(&self.noted));
            unhurried(&mut writer, |tx| journal::write(tx, &noted))?;
        }
        Ok(())
    }

    fn write_noted_quietly(&self) {
        if let Err(fault) = self.write_noted() {
            let error = StoreError::from(fault);
            tracing::warn!(%error, "calls are missing from the exchange journal");
        }
    }

    /// One consistent view, whatever is written meanwhile.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        let in_use = self.in_use();
        let Some(path) = in_use.as_ref() else {
            let mut only = unpoisoned(&self.writer);
            return work(&only.transaction()?);
        };
        let idle = unpoisoned(&self.idle).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => open_reader(path)?,
        };
        let result = work(&reader.transaction()?);
        let mut idle = unpoisoned(&self.idle);
        if idle.len() < IDLE_READERS {
            idle.push(reader);
        }
        result
    }

    /// The writer outside a transaction, for what SQLite does on its own.
    pub(super) fn writer(&self) -> MutexGuard<'_, Connection> {
        unpoisoned(&self.writer)
    }
}

fn unhurried<T>(writer: &mut Connection, work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
    writer.pragma_update(None, "synchronous", "NORMAL")?;
    let result = within(writer, work);
    writer.pragma_update(None, "synchronous", "FULL")?;
    result
}

/// What the last user of the store left to be written.
impl Drop for Connections {
    fn drop(&mut self) {
        self.write_noted_quietly();
    }
}

fn within<T>(writer: &mut Connection, work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
    // Immediate: the wait for another process is at the beginning, never in the middle.
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let result = work(&transaction)?;
    transaction.commit()?;
    Ok(result)
}

/// A transaction that a panic interrupted was rolled back when it was dropped: the connection is sound.
fn unpoisoned<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The lock, if nobody has it.
fn free<T>(lock: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    match lock.try_lock() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

/// Opens the one connection that writes; the file is made when it isn't there.
pub(super) fn open_writer(path: &Path) -> Result<Connection, Fault> {
    let connection = Connection::open(path)?;
    // Documents are two to six kilobytes: a larger page wastes less of the file. Only a new file takes it.
    connection.pragma_update(None, "page_size", 8192)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    prepare_writer(&connection)?;
    Ok(connection)
}

/// What every writer needs, in a file or in memory.
pub(super) fn prepare_writer(connection: &Connection) -> Result<(), Fault> {
    prepare(connection)?;
    // A commit that returned survives a power cut.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Kibibytes. A first pull touches pages all over the indexes: with the usual two megabytes most are read anew each time.
    connection.pragma_update(None, "cache_size", -32_768)?;
    // Pages. The log then holds 96 megabytes before it is copied into the file: what a pull changes again and again is
    // copied once.
    connection.pragma_update(None, "wal_autocheckpoint", 12_000)?;
    // What an "insert or update" would put back if it failed half-way is noted page by page; in files of their own those
    // notes were by far the most that a pull wrote.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

fn open_reader(path: &Path) -> Result<Connection, Fault> {
    // Not read-only: a reader may have to rebuild the index of the log after a crash of another process.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<(), Fault> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use crate::domain::bid::Bid;
    use crate::store::{Store, StoreError};

    #[test]
    fn a_full_disk_refuses_the_save_keeps_the_rest_and_goes_on_when_there_is_room() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db");
        let store = Store::open(&path).unwrap().store;
        let bid = Bid { contract_number: Some("долгая история ".repeat(2_000)), ..Bid::default() };
        store.save_bid(None, &bid, Utc::now()).unwrap();
        let pages = |limit: i64| {
            let writer = store.connections().writer();
            writer.pragma_update_and_check(None, "max_page_count", limit, |_| Ok(())).unwrap();
        };
        // No page more than there is now: what the engine answers then is what it answers on a full disk.
        pages(1);
        let mut saved = 1;
        let refused = loop {
            match store.save_bid(None, &bid, Utc::now()) {
                Ok(_) => saved += 1,
                Err(error) => break error,
            }
            assert!(saved < 100, "the limit holds");
        };
        assert_eq!(refused, StoreError::DiskFull);
        assert_eq!(store.bid_rows().unwrap().len(), saved, "what was saved is there, and can be read");
        assert_eq!(store.counts().unwrap().unsent, 0);
        pages(1_000_000);
        store.save_bid(None, &bid, Utc::now()).unwrap();
        drop(store);
        let again = Store::open(&path).unwrap();
        assert_eq!((again.moved_aside, again.store.bid_rows().unwrap().len()), (None, saved + 1));
    }
}
