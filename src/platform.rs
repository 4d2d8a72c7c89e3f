//! What differs by operating system, in one place: nobody else names `std::os`.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// Makes a folder (and its parents) that only this user can read, where the system knows such a thing.
///
/// # Errors
/// What the system says.
pub fn create_private_dir(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    restrict(path)
}

#[cfg(unix)]
fn restrict(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn restrict(_: &Path) -> io::Result<()> {
    // On Windows a profile folder inherits the user's own access list.
    Ok(())
}

/// A hold on a profile: freed when dropped, and by the system when the process dies.
#[derive(Debug)]
pub struct ProfileLock {
    _file: File,
}

/// Takes the one hold of a profile; `None` when another window or `sync --watch` has it.
///
/// # Errors
/// What the system says when the lock file can't be made.
pub fn lock_profile(dir: &Path) -> io::Result<Option<ProfileLock>> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(dir.join("desk.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(ProfileLock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// True when there is a display to open a window on. On systems that always have one: true.
#[must_use]
pub fn has_display() -> bool {
    if cfg!(any(target_os = "windows", target_os = "macos")) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_has_one_holder() {
        let dir = tempfile::tempdir().unwrap();
        let first = lock_profile(dir.path()).unwrap();
        assert!(first.is_some());
        assert!(lock_profile(dir.path()).unwrap().is_none(), "held once");
        drop(first);
        assert!(lock_profile(dir.path()).unwrap().is_some(), "free again");
    }
}
