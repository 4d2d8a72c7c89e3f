//! What differs by operating system, in one place: nobody else names `std::os`.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

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

/// Shows a folder in the system's own file manager, or a file in the program that the system has for its kind.
///
/// # Errors
/// What the system says when there is no such program.
pub fn open(path: &Path) -> io::Result<()> {
    let program = if cfg!(target_os = "windows") {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut shown = Command::new(program).arg(path).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    // Waited for, so that no dead process is left behind; a file manager that stays open stays its own business.
    std::thread::Builder::new().name("file-manager".into()).spawn(move || shown.wait())?;
    Ok(())
}

/// The system's own short sound of a message, by the name that its service of notifications knows.
const SOUND: &str = if cfg!(target_os = "windows") {
    "IM"
} else if cfg!(target_os = "macos") {
    "Ping"
} else {
    "message-new-instant"
};

/// Shows a notification through the desktop's own service, with its sound of a message when asked for. Blocks for a moment.
///
/// # Errors
/// What the system says when there is no such service.
pub fn show_notification(title: &str, text: &str, sounds: bool) -> Result<(), String> {
    let mut notification = notify_rust::Notification::new();
    notification.appname("Cargo.Run Desk").summary(title).body(&escaped(text));
    if sounds {
        notification.sound_name(SOUND);
    }
    notification.show().map(drop).map_err(|error| error.to_string())
}

/// The freedesktop service reads a few marks of HTML in the text; elsewhere the text is plain.
fn escaped(text: &str) -> String {
    if cfg!(any(target_os = "windows", target_os = "macos")) {
        return text.to_owned();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Asks whether the desktop has a service of notifications. Where it is a part of the system: it has.
///
/// # Errors
/// What the system says when there is none.
pub fn notifications_work() -> Result<(), String> {
    #[cfg(all(unix, not(target_os = "macos")))]
    {
        notify_rust::get_server_information().map(drop).map_err(|error| error.to_string())
    }
    #[cfg(not(all(unix, not(target_os = "macos"))))]
    {
        Ok(())
    }
}

/// Where the system and this user keep their fonts; some of them may not be there.
#[must_use]
pub fn font_dirs() -> Vec<PathBuf> {
    let home = directories::BaseDirs::new();
    let home = |inside: &str| home.as_ref().map(|dirs| dirs.home_dir().join(inside));
    let named = |name: &str, inside: &str| std::env::var_os(name).map(|dir| PathBuf::from(dir).join(inside));
    let dirs = if cfg!(target_os = "windows") {
        vec![named("WINDIR", "Fonts"), named("LOCALAPPDATA", "Microsoft\\Windows\\Fonts")]
    } else if cfg!(target_os = "macos") {
        vec![Some("/System/Library/Fonts".into()), Some("/Library/Fonts".into()), home("Library/Fonts")]
    } else {
        let system = ["/usr/share/fonts", "/usr/local/share/fonts"].map(|dir| Some(PathBuf::from(dir)));
        system.into_iter().chain([home(".local/share/fonts"), home(".fonts")]).collect()
    };
    dirs.into_iter().flatten().collect()
}

/// Waits until the process is told to end: SIGINT everywhere, SIGTERM where the system has it.
pub async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _told = tokio::signal::ctrl_c().await;
}

/// Runs this program again, with the same arguments, under a virtual display of its own (`Xvfb`), and gives its exit
/// code.
///
/// # Errors
/// When the system has no `Xvfb` or it does not start.
pub fn run_under_virtual_display(arguments: impl Iterator<Item = OsString>) -> io::Result<u8> {
    let mut display = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "4096x2400x24", "+extension", "GLX", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| io::Error::new(error.kind(), format!("Xvfb: {error}")))?;
    let result = display_number(&mut display).and_then(|number| {
        // Such a display has no size in millimetres: what winit makes of that differs from run to run.
        let size = ("WINIT_X11_SCALE_FACTOR", "1");
        let mut again = Command::new(std::env::current_exe()?);
        again.args(arguments).env("DISPLAY", format!(":{number}")).env(size.0, size.1).status()
    });
    // Ours alone: started above, ended here.
    let _ended = display.kill().and_then(|()| display.wait());
    Ok(result?.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}

/// `Xvfb` writes the number of the display that it has taken once it is ready.
fn display_number(display: &mut Child) -> io::Result<u32> {
    let out = display.stdout.take().ok_or_else(|| io::Error::other("Xvfb has no output"))?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    line.trim().parse().map_err(|_not_a_number| io::Error::other("Xvfb did not start"))
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
