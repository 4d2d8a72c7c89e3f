//! Folders that a person opens or chooses: what each is for, and whether a chosen one can be written.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::profile::Profile;
use super::settings::Settings;
use crate::words::Message;

/// Folders that the window names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Folder {
    /// The profile itself.
    Profile,
    /// Backups.
    Backups,
    /// Exports.
    Exports,
    /// Logs and crash texts.
    Logs,
}

impl Folder {
    /// Where it is.
    #[must_use]
    pub fn path(self, profile: &Profile, settings: &Settings, database: &Path) -> PathBuf {
        match self {
            Self::Profile => profile.dir().to_path_buf(),
            Self::Backups => profile.backups(settings, database),
            Self::Exports => profile.exports(settings),
            Self::Logs => profile.logs(),
        }
    }

    /// What the settings say of it; empty: the usual place, also for those that can't be chosen.
    #[must_use]
    pub fn chosen(self, settings: &Settings) -> &str {
        match self {
            Self::Backups => &settings.backups_dir,
            Self::Exports => &settings.export_dir,
            Self::Profile | Self::Logs => "",
        }
    }

    /// Chooses it. The profile and its logs stay where they are.
    pub(super) fn set(self, settings: &mut Settings, path: String) {
        match self {
            Self::Backups => settings.backups_dir = path,
            Self::Exports => settings.export_dir = path,
            Self::Profile | Self::Logs => {}
        }
    }
}

/// True for what can be a folder of the settings: a whole path, or nothing.
#[must_use]
pub fn can_be(path: &str) -> bool {
    path.is_empty() || Path::new(path).is_absolute()
}

/// Makes the folder if need be and proves that a file can be written into it; empty is the usual place.
///
/// # Errors
/// Why not, in words.
pub fn usable(path: &str) -> Result<(), Message> {
    let path = path.trim();
    if path.is_empty() {
        return Ok(());
    }
    if !can_be(path) {
        return Err(Message::new("folder-not-whole").with("path", path));
    }
    let probe = Path::new(path).join(".cargorun-desk-probe");
    let written = fs::create_dir_all(path).and_then(|()| fs::write(&probe, b"cargorun-desk"));
    // What could not be written needs no removing.
    let _gone = fs::remove_file(&probe);
    written.map_err(|error| match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Message::new("error-disk-full"),
        _ => Message::new("folder-not-writable").with("path", path).with("text", error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_only_when_it_can_be_written() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("a/b");
        assert_eq!(usable(deep.to_str().unwrap()), Ok(()));
        assert_eq!(fs::read_dir(&deep).unwrap().count(), 0, "the probe is gone");
        assert_eq!(usable(""), Ok(()));
        assert_eq!(usable("near/by").map_err(|why| why.key), Err("folder-not-whole"));
        let file = dir.path().join("file");
        fs::write(&file, "mine").unwrap();
        assert_eq!(usable(file.to_str().unwrap()).map_err(|why| why.key), Err("folder-not-writable"));
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    }
}
