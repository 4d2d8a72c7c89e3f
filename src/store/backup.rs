//! A whole, verified copy of the database.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::Store;
use super::error::{Fault, StoreError};
use super::open::check;

impl Store {
    /// Writes a copy into `file`, checks it, and only then gives it its name; an older file of that name is replaced.
    /// Work goes on meanwhile: the copy is of the moment it began.
    ///
    /// # Errors
    /// [`StoreError::NotWritable`] or [`StoreError::DiskFull`] when the copy can't be written, [`StoreError::Damaged`] when
    /// it doesn't read back.
    pub fn backup_to(&self, file: &Path) -> Result<(), StoreError> {
        let part = part_name(file);
        let made = self.copy_into(&part).and_then(|()| publish(&part, file));
        if made.is_err() {
            // The copy is of no use; whether it can be removed changes nothing.
            let _ = fs::remove_file(&part);
        }
        Ok(made?)
    }

    fn copy_into(&self, part: &Path) -> Result<(), Fault> {
        if part.exists() {
            fs::remove_file(part).map_err(|error| not_writable(part, &error))?;
        }
        let target = part.to_string_lossy().into_owned();
        match self.connections().path() {
            // A connection of its own: neither the writer nor a reader waits for the copy.
            Some(path) => {
                let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                Connection::open_with_flags(&path, flags)?.execute("VACUUM INTO ?1", [&target])?;
            }
            None => {
                self.connections().writer().execute("VACUUM INTO ?1", [&target])?;
            }
        }
        let copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        check(&copy)
    }
}

/// On disk to the last byte, then under its name.
pub(super) fn publish(part: &Path, file: &Path) -> Result<(), Fault> {
    File::open(part).and_then(|copy| copy.sync_all()).map_err(|error| not_writable(part, &error))?;
    fs::rename(part, file).map_err(|error| not_writable(file, &error))
}

/// `file` with `.part` after it: what is being written has another name than what is whole.
pub(super) fn part_name(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn not_writable(path: &Path, error: &std::io::Error) -> Fault {
    Fault::Told(StoreError::NotWritable(format!("{}: {error}", path.display())))
}
