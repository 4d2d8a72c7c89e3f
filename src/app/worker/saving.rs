//! Files that a person asked for: where they go, and what is said of it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Desk;
use crate::app::book_tables::write_file;
use crate::app::lines;
use crate::app::state::ToastLevel;
use crate::words::Message;

/// Nobody cancels a dialog as fast as a system answers that has none.
const NO_DIALOG: Duration = Duration::from_millis(300);

/// Where an export goes: where the person says, or into the folder that was chosen for exports; `None`: the person doesn't
/// want it after all.
async fn ask_where(desk: &Desk, stem: &str, ending: &str) -> Option<PathBuf> {
    let settings = desk.settings();
    let usual = desk.profile.exports(&settings);
    if !settings.export_dir.is_empty() {
        // A folder of its own was chosen for exports: no question, and no older export is written over.
        let local = lines::own_local(desk.now(), desk.own);
        return Some(usual.join(format!("{stem}-{}.{ending}", local.format("%Y-%m-%d-%H%M%S"))));
    }
    let name = format!("{stem}.{ending}");
    let asked = Instant::now();
    match rfd::AsyncFileDialog::new().set_file_name(&name).save_file().await {
        Some(file) => Some(file.path().to_path_buf()),
        // A system without file dialogs answers as if the person had cancelled: the usual folder is the way out.
        None if asked.elapsed() < NO_DIALOG => Some(usual.join(&name)),
        None => None,
    }
}

/// Asks for a file, lets `write` write it beside the interface, and says what came of it: `done` with the file's path, or
/// the message of what failed.
pub(super) async fn save(
    desk: &Desk,
    (stem, ending): (&str, &str),
    done: &'static str,
    write: impl FnOnce(&Path) -> Result<(), Message> + Send + 'static,
) {
    let Some(path) = ask_where(desk, stem, ending).await else { return };
    let target = path.clone();
    let written = tokio::task::spawn_blocking(move || {
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder).map_err(|_told_by_path| not_written(&target))?;
        }
        write(&target)
    });
    match written.await {
        Ok(Ok(())) => desk.out.notice(ToastLevel::Ok, Message::new(done).with("path", path.display().to_string())),
        Ok(Err(message)) => desk.out.notice(ToastLevel::Error, message),
        Err(_panic_is_reported) => desk.out.notice(ToastLevel::Error, not_written(&path)),
    }
}

/// Writes bytes into a file, whole or not at all.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), Message> {
    write_file(path, bytes).map_err(|_told_by_path| not_written(path))
}

/// The file of this path was not written.
pub(super) fn not_written(path: &Path) -> Message {
    Message::new("error-file-not-written").with("path", path.display().to_string())
}
