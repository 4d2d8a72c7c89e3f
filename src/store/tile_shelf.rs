//! Tiles of the user's own server, kept in a file of their own beside the desk's memory: what was used longest ago goes first
//! when the file grows over its limit.
//!
//! Nothing in it is anybody's only copy: a damaged file is thrown away and made anew. Functions block for as long as the disk
//! takes; call them from a worker.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::error::{Fault, StoreError};

/// The version of the file's only table; a file of another one is made anew.
const VERSION: i64 = 1;
/// Tiles that go at a time.
const DROPPED_AT_ONCE: u32 = 32;
/// That a tile was used is written down no more often than this: reading must not become writing.
const USE_NOTED_EVERY: TimeDelta = TimeDelta::hours(1);
/// The log beside the file is cut to this.
const LOG_BYTES: i64 = 4 * 1024 * 1024;

/// Which tile: of which address, zoom, from the west, from the north.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ShelfKey {
    /// The mark of the address that it came from.
    pub source: u64,
    /// Zoom.
    pub z: u8,
    /// From the west.
    pub x: u32,
    /// From the north.
    pub y: u32,
}

/// A kept tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptTile {
    /// The file as it came; empty: the server has no such tile.
    pub body: Vec<u8>,
    /// `ETag` of the answer.
    pub etag: Option<String>,
    /// `Last-Modified` of the answer.
    pub modified: Option<String>,
    /// It stands until then.
    pub fresh_until: DateTime<Utc>,
}

/// The open file. Any thread may call it.
#[derive(Debug)]
pub struct TileShelf {
    file: PathBuf,
    connection: Mutex<Connection>,
}

impl TileShelf {
    /// Opens the file, or makes it; one that can't be read is thrown away.
    ///
    /// # Errors
    /// [`StoreError::NotWritable`], [`StoreError::DiskFull`].
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        let connection = match opened(file) {
            Ok(connection) => connection,
            Err(fault) => {
                let error = StoreError::from(fault);
                if !matches!(error, StoreError::Damaged(_) | StoreError::Other(_)) {
                    return Err(error);
                }
                tracing::warn!(%error, "the kept tiles can't be read: they are fetched anew");
                thrown_away(file);
                opened(file)?
            }
        };
        Ok(Self { file: file.to_path_buf(), connection: Mutex::new(connection) })
    }

    /// A kept tile, and that it was used now.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] after which the file is empty; others as they come.
    pub fn get(&self, key: ShelfKey, now: DateTime<Utc>) -> Result<Option<KeptTile>, StoreError> {
        self.with(|connection| {
            let read = "SELECT body, etag, modified, fresh_until, used_at FROM tiles WHERE source = ?1 AND z = ?2 AND x = ?3 AND y = ?4";
            let (source, z, x, y) = numbers(key);
            let found = connection.prepare_cached(read)?.query_row(params![source, z, x, y], |row| {
                let tile = KeptTile {
                    body: row.get(0)?,
                    etag: row.get(1)?,
                    modified: row.get(2)?,
                    fresh_until: moment(row.get(3)?),
                };
                Ok((tile, moment(row.get(4)?)))
            });
            let Some((tile, used_at)) = found.optional()? else { return Ok(None) };
            // A clock that was set back must not make a tile look used in days to come.
            if (now - used_at).abs() >= USE_NOTED_EVERY {
                let note = "UPDATE tiles SET used_at = ?5 WHERE source = ?1 AND z = ?2 AND x = ?3 AND y = ?4";
                connection.prepare_cached(note)?.execute(params![source, z, x, y, now.timestamp()])?;
            }
            Ok(Some(tile))
        })
    }

    /// Keeps a tile; those used longest ago go until the file is within `limit` bytes.
    ///
    /// # Errors
    /// As they come; nothing was kept then.
    pub fn put(&self, key: ShelfKey, tile: &KeptTile, now: DateTime<Utc>, limit: u64) -> Result<(), StoreError> {
        self.with(|connection| {
            let write = "INSERT OR REPLACE INTO tiles (source, z, x, y, body, etag, modified, fresh_until, used_at)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
            let (source, z, x, y) = numbers(key);
            let KeptTile { body, etag, modified, fresh_until } = tile;
            let row = params![source, z, x, y, body, etag, modified, fresh_until.timestamp(), now.timestamp()];
            connection.prepare_cached(write)?.execute(row)?;
            shrink(connection, limit)
        })
    }

    /// The server says that a kept tile stands on.
    ///
    /// # Errors
    /// As they come.
    pub fn renew(&self, key: ShelfKey, fresh_until: DateTime<Utc>) -> Result<(), StoreError> {
        self.with(|connection| {
            let note = "UPDATE tiles SET fresh_until = ?5 WHERE source = ?1 AND z = ?2 AND x = ?3 AND y = ?4";
            let (source, z, x, y) = numbers(key);
            connection.prepare_cached(note)?.execute(params![source, z, x, y, fresh_until.timestamp()])?;
            Ok(())
        })
    }

    /// Bytes that the tiles take with what tells them apart; 0 without tiles.
    ///
    /// # Errors
    /// As they come.
    pub fn size(&self) -> Result<u64, StoreError> {
        self.with(|connection| {
            let some: bool = connection.query_row("SELECT EXISTS (SELECT 1 FROM tiles)", [], |row| row.get(0))?;
            if some { size(connection) } else { Ok(0) }
        })
    }

    /// Makes the file no larger than `limit` bytes.
    ///
    /// # Errors
    /// As they come.
    pub fn keep_within(&self, limit: u64) -> Result<(), StoreError> {
        self.with(|connection| shrink(connection, limit))
    }

    /// Lets all tiles go and gives their room back to the disk.
    ///
    /// # Errors
    /// As they come.
    pub fn clear(&self) -> Result<(), StoreError> {
        self.with(|connection| {
            connection.execute("DELETE FROM tiles", [])?;
            given_back(connection)?;
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_row| Ok(()))?;
            Ok(())
        })
    }

    fn with<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, StoreError> {
        let mut connection: MutexGuard<'_, Connection> = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let done = work(&connection).map_err(StoreError::from);
        if let Err(StoreError::Damaged(_)) = &done {
            tracing::warn!(file = %self.file.display(), "the kept tiles are damaged: they are fetched anew");
            // The file can't be thrown away while it is open.
            *connection = Connection::open_in_memory().map_err(Fault::from)?;
            thrown_away(&self.file);
            *connection = opened(&self.file)?;
        }
        done
    }
}

fn opened(file: &Path) -> Result<Connection, Fault> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    // Before the first table, so that room is given back;
    connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update_and_check(None, "journal_size_limit", LOG_BYTES, |_| Ok(()))?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version != VERSION {
        connection.execute_batch(
            "BEGIN IMMEDIATE;
             DROP TABLE IF EXISTS tiles;
             CREATE TABLE tiles (
               source INTEGER NOT NULL, z INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,
               body BLOB NOT NULL, etag TEXT, modified TEXT, fresh_until INTEGER NOT NULL, used_at INTEGER NOT NULL,
               PRIMARY KEY (source, z, x, y)
             ) STRICT;
             CREATE INDEX tiles_by_use ON tiles (used_at);",
        )?;
        connection.pragma_update(None, "user_version", VERSION)?;
        connection.execute_batch("COMMIT")?;
    }
    Ok(connection)
}

fn thrown_away(file: &Path) {
    for ending in ["", "-wal", "-shm"] {
        // What isn't there needs no removing; what can't be removed is told by the next opening.
        let _gone = std::fs::remove_file(format!("{}{ending}", file.display()));
    }
}

fn size(connection: &Connection) -> Result<u64, Fault> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let used = number("page_count")?.saturating_sub(number("freelist_count")?);
    Ok(u64::try_from(used.saturating_mul(number("page_size")?)).unwrap_or_default())
}

fn shrink(connection: &Connection, limit: u64) -> Result<(), Fault> {
    let mut went = false;
    while size(connection)? > limit {
        let oldest = "DELETE FROM tiles WHERE rowid IN (SELECT rowid FROM tiles ORDER BY used_at LIMIT ?1)";
        if connection.prepare_cached(oldest)?.execute([DROPPED_AT_ONCE])? == 0 {
            break;
        }
        went = true;
    }
    if went { given_back(connection) } else { Ok(()) }
}

/// Each step gives one page back.
fn given_back(connection: &Connection) -> Result<(), Fault> {
    let mut statement = connection.prepare("PRAGMA incremental_vacuum")?;
    let mut steps = statement.query([])?;
    while steps.next()?.is_some() {}
    Ok(())
}

/// SQLite knows signed numbers only: the mark keeps its bits.
fn numbers(key: ShelfKey) -> (i64, u8, u32, u32) {
    (key.source.cast_signed(), key.z, key.x, key.y)
}

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LARGE: u64 = 1 << 30;

    fn key(x: u32) -> ShelfKey {
        ShelfKey { source: u64::MAX - 7, z: 10, x, y: 320 }
    }

    fn tile(bytes: usize) -> KeptTile {
        KeptTile { body: vec![7; bytes], etag: Some("\"a1\"".into()), modified: None, fresh_until: at(86_400) }
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        moment(1_795_000_000 + seconds)
    }

    #[test]
    fn a_tile_is_there_after_a_restart_and_another_address_has_its_own() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("tiles.db");
        let shelf = TileShelf::open(&file).unwrap();
        shelf.put(key(1), &tile(5_000), at(0), LARGE).unwrap();
        assert_eq!(shelf.get(ShelfKey { source: 1, ..key(1) }, at(0)), Ok(None));
        drop(shelf);
        let shelf = TileShelf::open(&file).unwrap();
        assert_eq!(shelf.get(key(1), at(1)), Ok(Some(tile(5_000))));
        shelf.renew(key(1), at(99_999)).unwrap();
        assert_eq!(shelf.get(key(1), at(1)).unwrap().unwrap().fresh_until, at(99_999));
        shelf.put(key(1), &tile(3), at(2), LARGE).unwrap();
        assert_eq!(shelf.get(key(1), at(2)).unwrap().unwrap().body.len(), 3, "the newer one stands for it");
    }

    #[test]
    fn what_was_used_longest_ago_goes_first_and_the_disk_gets_its_room_back() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("tiles.db");
        let shelf = TileShelf::open(&file).unwrap();
        let limit = 3 * 1024 * 1024;
        for x in 0..100 {
            shelf.put(key(x), &tile(20_000), at(i64::from(x)), limit).unwrap();
        }
        // The first one is looked at again, two hours later.
        assert!(shelf.get(key(0), at(7_200)).unwrap().is_some());
        for x in 100..400 {
            shelf.put(key(x), &tile(20_000), at(7_200 + i64::from(x)), limit).unwrap();
            assert!(shelf.size().unwrap() <= limit);
        }
        let held: Vec<u32> = (0..400).filter(|x| shelf.get(key(*x), at(9_000)).unwrap().is_some()).collect();
        assert!(held.contains(&399) && held.len() > 80, "{}", held.len());
        assert!(held.windows(2).all(|pair| pair[1] == pair[0] + 1), "the newest in a row: {held:?}");
        assert!(!held.contains(&1));
        shelf.keep_within(500_000).unwrap();
        assert!(shelf.size().unwrap() <= 500_000);
        shelf.clear().unwrap();
        assert_eq!(shelf.size(), Ok(0));
        drop(shelf);
        assert!(std::fs::metadata(&file).unwrap().len() < 64 * 1024);
    }

    #[test]
    fn a_tile_that_is_looked_at_outlives_those_that_are_not() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = TileShelf::open(&dir.path().join("tiles.db")).unwrap();
        for x in 0..40 {
            shelf.put(key(x), &tile(20_000), at(i64::from(x)), LARGE).unwrap();
        }
        shelf.get(key(0), at(10_000)).unwrap();
        shelf.keep_within(400_000).unwrap();
        assert!(shelf.get(key(0), at(10_000)).unwrap().is_some());
        assert_eq!(shelf.get(key(1), at(10_000)), Ok(None));
    }

    #[test]
    fn a_file_that_is_no_shelf_is_made_anew() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("tiles.db");
        std::fs::write(&file, vec![0x5a; 20_000]).unwrap();
        let shelf = TileShelf::open(&file).unwrap();
        assert_eq!(shelf.get(key(1), at(0)), Ok(None));
        shelf.put(key(1), &tile(10), at(0), LARGE).unwrap();
        assert!(shelf.get(key(1), at(0)).unwrap().is_some());
    }
}
