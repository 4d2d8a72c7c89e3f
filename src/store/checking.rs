//! Looking through a whole database in the background: the list of a large one must not wait for it.
//!
//! What the look finds is noted beside the file; the next opening then looks itself, and moves a damaged file aside.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, OpenFlags};

use super::connection::Connections;
use super::error::{Fault, StoreError};
use super::open::{self, beside, check};
use super::{Opened, Store};

/// Stands beside a database that the last look found damaged.
const SUSPECT: &str = ".suspect";

impl Store {
    /// Opens like [`Store::open`], but looks only at the head of the file; [`Store::check_later`] does the rest. A file
    /// that was found damaged the last time is looked through at once.
    ///
    /// # Errors
    /// Like [`Store::open`].
    pub fn open_soon(path: &Path) -> Result<Opened, StoreError> {
        let mark = beside(path, SUSPECT);
        let opened = if mark.exists() { Self::open(path)? } else { Self::opened(open::open_soon(path)?, path) };
        if mark.exists() {
            // Whether it was sound after all or has been moved aside: it has been seen to.
            let _looked_through = fs::remove_file(&mark);
        }
        Ok(opened)
    }

    pub(super) fn opened((writer, moved_aside): (Connection, Option<PathBuf>), path: &Path) -> Opened {
        if let Some(aside) = &moved_aside {
            tracing::error!(aside = %aside.display(), "the database was damaged and has been moved aside");
        }
        let connections = Arc::new(Connections::new(writer, Some(path.to_owned())));
        Opened { store: Self { connections }, moved_aside }
    }

    /// Looks through the whole database on a connection of its own; nobody waits for it.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with the first findings: the next opening moves the file aside.
    pub fn check_later(&self) -> Result<(), StoreError> {
        let Some(path) = self.file() else { return Ok(()) };
        let looked = look_through(&path).map_err(StoreError::from);
        if matches!(looked, Err(StoreError::Damaged(_))) {
            let noted = fs::write(beside(&path, SUSPECT), b"");
            if let Err(error) = noted {
                tracing::warn!(%error, "the damage was not noted beside the database");
            }
        }
        looked
    }
}

fn look_through(path: &Path) -> Result<(), Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.pragma_update(None, "query_only", true)?;
    check(&connection)
}
