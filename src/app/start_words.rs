//! Why a profile or its database can't be opened, in words that say what is safe and what to do.

use std::io::ErrorKind;

use super::profile::ProfileError;
use crate::store::StoreError;
use crate::words::Message;

/// A profile that can't be used.
#[must_use]
pub fn profile(error: &ProfileError) -> Message {
    match error {
        ProfileError::NoHome => Message::new("start-no-home"),
        ProfileError::NotWritable { source, .. }
            if matches!(source.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) =>
        {
            Message::new("error-disk-full")
        }
        ProfileError::NotWritable { dir, source } => Message::new("start-folder-not-writable")
            .with("path", dir.display().to_string())
            .with("text", source.to_string()),
        ProfileError::BadSettings { file, reason } => Message::new("start-bad-settings")
            .with("path", file.display().to_string())
            .with("text", reason.lines().next().unwrap_or_default()),
    }
}

/// A database that can't be opened.
#[must_use]
pub fn store(error: &StoreError) -> Message {
    match error {
        StoreError::NewerVersion { .. } => Message::new("start-newer-database"),
        StoreError::NotWritable(text) => Message::new("start-database-not-writable").with("text", text.as_str()),
        StoreError::DiskFull => Message::new("error-disk-full"),
        StoreError::Busy => Message::new("start-database-busy"),
        StoreError::Damaged(_) | StoreError::NotFound | StoreError::NotEditable(_) | StoreError::Other(_) => {
            Message::new("error-store").with("text", error.to_string())
        }
    }
}
