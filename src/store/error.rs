//! What can go wrong in the store, by kind, in words that name no database.

use thiserror::Error;

use crate::domain::record::RecordState;

/// Why an operation of the store failed. Nothing of it was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The database can't be read any more.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The database was written by a newer version of the program; it was not touched.
    #[error("the database is of schema {found}, this program knows {known}: a newer version wrote it")]
    NewerVersion {
        /// Schema of the file.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
    },
    /// The file or its folder can't be opened or written.
    #[error("the database can't be written: {0}")]
    NotWritable(String),
    /// No space is left on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// Another program holds the database; try again.
    #[error("the database is busy")]
    Busy,
    /// No such record.
    #[error("no such record")]
    NotFound,
    /// The state of the record does not allow it.
    #[error("the record is {0:?} and can't be changed that way")]
    NotEditable(RecordState),
    /// Anything else.
    #[error("the database failed: {0}")]
    Other(String),
}

/// What goes wrong inside the store, before it is told by kind.
#[derive(Debug)]
pub(super) enum Fault {
    Sql(rusqlite::Error),
    Told(StoreError),
}

/// A stored document or value that can't be read back.
pub(super) fn damaged(what: impl Into<String>) -> Fault {
    Fault::Told(StoreError::Damaged(what.into()))
}

pub(super) fn not_editable(state: RecordState) -> Fault {
    Fault::Told(StoreError::NotEditable(state))
}

pub(super) const NOT_FOUND: Fault = Fault::Told(StoreError::NotFound);

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Told(error)
    }
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> Self {
        use rusqlite::ErrorCode as Code;
        let error = match fault {
            Fault::Told(told) => return told,
            Fault::Sql(error) => error,
        };
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged(text),
            Some(Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied) => Self::NotWritable(text),
            Some(Code::DiskFull) => Self::DiskFull,
            // The engine enlarges the file that its connections share before it writes: on a full disk that fails first.
            _ if extended(&error) == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) => Self::DiskFull,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            _ => Self::Other(text),
        }
    }
}

fn extended(error: &rusqlite::Error) -> Option<i32> {
    error.sqlite_error().map(|error| error.extended_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_without_the_engines_types() {
        for (code, expected) in [
            (rusqlite::ffi::SQLITE_FULL, StoreError::DiskFull),
            (rusqlite::ffi::SQLITE_IOERR_SHMSIZE, StoreError::DiskFull),
            (rusqlite::ffi::SQLITE_IOERR_READ, StoreError::Other(String::new())),
            (rusqlite::ffi::SQLITE_BUSY, StoreError::Busy),
            (rusqlite::ffi::SQLITE_CORRUPT, StoreError::Damaged(String::new())),
            (rusqlite::ffi::SQLITE_NOTADB, StoreError::Damaged(String::new())),
            (rusqlite::ffi::SQLITE_READONLY, StoreError::NotWritable(String::new())),
            (rusqlite::ffi::SQLITE_CANTOPEN, StoreError::NotWritable(String::new())),
            (rusqlite::ffi::SQLITE_CONSTRAINT, StoreError::Other(String::new())),
        ] {
            let failure = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
            let told = StoreError::from(Fault::from(failure));
            assert_eq!(std::mem::discriminant(&told), std::mem::discriminant(&expected), "{code}: {told}");
        }
    }
}
