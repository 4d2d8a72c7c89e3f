//! Backups in the profile: one a day, verified, the oldest given up; and those that a person made.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::platform;
use crate::store::{BackupSummary, Store, StoreError};
use crate::words::Message;

/// A backup file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Where it is.
    pub path: PathBuf,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Its size in bytes.
    pub size: u64,
    /// Bids in it; `None` when it can't be read.
    pub bids: Option<usize>,
}

/// What the screen knows of backups.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Backups {
    /// Newest first; `None` until they were listed.
    pub files: Option<Vec<BackupFile>>,
    /// The one that was looked into, and what it holds or why it can't be used.
    pub preview: Option<(PathBuf, Result<BackupSummary, Message>)>,
    /// A copy is being made, looked into or restored.
    pub busy: bool,
}

/// Makes the backup of a day unless it is there, and gives up the oldest of the daily ones beyond `kept`. Says the new
/// file.
///
/// # Errors
/// [`StoreError`] when it can't be written or doesn't read back; the older ones then stay.
pub fn make_daily(store: &Store, dir: &Path, day: NaiveDate, kept: usize) -> Result<Option<PathBuf>, StoreError> {
    let file = dir.join(daily_name(day));
    let made = if file.exists() {
        None
    } else {
        make(store, &file)?;
        Some(file)
    };
    prune(dir, kept);
    Ok(made)
}

/// Makes a backup that a person asked for: it is never given up by itself.
///
/// # Errors
/// [`StoreError`] when it can't be written or doesn't read back.
pub fn make_by_hand(store: &Store, dir: &Path, local: NaiveDateTime) -> Result<PathBuf, StoreError> {
    let file = dir.join(format!("desk-{}.db", local.format("%Y-%m-%d-%H%M%S")));
    make(store, &file)?;
    Ok(file)
}

fn make(store: &Store, file: &Path) -> Result<(), StoreError> {
    if let Some(dir) = file.parent() {
        // A folder that is there is somebody's: who may read it is not for us to change.
        let made = if dir.is_dir() { Ok(()) } else { platform::create_private_dir(dir) };
        made.map_err(|error| StoreError::NotWritable(format!("{}: {error}", dir.display())))?;
    }
    store.backup_to(file)
}

/// The backups of a folder, newest first. A folder that isn't there holds none.
#[must_use]
pub fn list(dir: &Path) -> Vec<BackupFile> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let is_backup = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "db");
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path()).filter(is_backup);
    let mut files: Vec<BackupFile> = paths.filter_map(|path| look(path).ok()).collect();
    files.sort_by(|a, b| (b.at, &b.path).cmp(&(a.at, &a.path)));
    files
}

fn look(path: PathBuf) -> io::Result<BackupFile> {
    let meta = fs::metadata(&path)?;
    let bids = Store::summarize_backup(&path, false).ok().map(|summary| summary.bids);
    Ok(BackupFile { at: meta.modified()?.into(), size: meta.len(), bids, path })
}

fn daily_name(day: NaiveDate) -> String {
    format!("desk-{}.db", day.format("%Y-%m-%d"))
}

fn daily_of(path: &Path) -> Option<NaiveDate> {
    let name = path.file_name()?.to_str()?.strip_prefix("desk-")?.strip_suffix(".db")?;
    NaiveDate::parse_from_str(name, "%Y-%m-%d").ok()
}

fn prune(dir: &Path, kept: usize) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut daily: Vec<(NaiveDate, PathBuf)> = paths.filter_map(|path| Some((daily_of(&path)?, path))).collect();
    daily.sort();
    let surplus = daily.len().saturating_sub(kept.max(1));
    for (_, path) in daily.into_iter().take(surplus) {
        if let Err(error) = fs::remove_file(&path) {
            tracing::warn!(%error, path = %path.display(), "an old backup was not given up");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_a_day_is_made_and_the_oldest_are_given_up() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("backups");
        let store = Store::open_in_memory().unwrap();
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        for number in 1..=6 {
            let made = make_daily(&store, &folder, day(number), 4).unwrap();
            assert_eq!(made, Some(folder.join(format!("desk-2026-03-0{number}.db"))));
        }
        assert_eq!(make_daily(&store, &folder, day(6), 4).unwrap(), None, "once a day");
        let by_hand = make_by_hand(&store, &folder, day(1).and_hms_opt(7, 0, 0).unwrap()).unwrap();
        fs::write(folder.join("notes.txt"), "mine").unwrap();
        make_daily(&store, &folder, day(7), 2).unwrap();
        let left: Vec<_> = list(&folder).into_iter().map(|file| file.path).collect();
        assert_eq!(left.len(), 3, "{left:?}");
        assert!(left.contains(&by_hand), "what a person made is the person's");
        assert!(left.contains(&folder.join("desk-2026-03-07.db")) && left.contains(&folder.join("desk-2026-03-06.db")));
        assert!(folder.join("notes.txt").exists());
        assert!(list(&folder).iter().all(|file| file.bids == Some(0) && file.size > 0));
    }

    #[test]
    fn a_broken_file_is_listed_without_a_number_and_no_folder_is_no_backup() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(list(&dir.path().join("nowhere")), []);
        fs::write(dir.path().join("desk-2026-03-01.db"), "not a database").unwrap();
        let files = list(dir.path());
        assert_eq!(files.iter().map(|file| file.bids).collect::<Vec<_>>(), [None]);
    }
}
