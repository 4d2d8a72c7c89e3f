//! Files the person sees: settings and the exported journal.

use std::sync::PoisonError;

use super::{Desk, words};
use crate::app::settings::Settings;
use crate::app::state::ToastLevel;
use crate::platform;
use crate::store::model::JournalEntry;
use crate::words::Message;

pub(super) fn save_settings(desk: &Desk, settings: &Settings) {
    take_settings(desk, settings);
    write_settings(desk);
}

pub(super) fn take_settings(desk: &Desk, settings: &Settings) {
    if let Err(error) = settings.rules.put_in_force(&desk.store) {
        desk.out.notice(ToastLevel::Error, words::store_error(&error));
    }
    let mut present = desk.settings.lock().unwrap_or_else(PoisonError::into_inner);
    // Whose records the database holds is known here, not on the screen.
    let database_of = present.database_of.take();
    *present = settings.clone();
    present.database_of = present.database_of.take().or(database_of);
}

/// Shows the profile's folder in the system's own file manager.
pub(super) fn open_folder(desk: &Desk) {
    if let Err(error) = platform::open_folder(desk.profile.dir()) {
        tracing::warn!(%error, "the folder was not opened");
        let path = desk.profile.dir().display().to_string();
        desk.out.notice(ToastLevel::Warn, Message::new("error-folder-not-opened").with("path", path));
    }
}

/// Writes the settings as they are now. The lock is held over the writing: of two in a row the later one stays.
pub(super) fn write_settings(desk: &Desk) {
    let settings = desk.settings.lock().unwrap_or_else(PoisonError::into_inner);
    if let Err(error) = desk.profile.save_settings(&settings) {
        tracing::error!(%error, "the settings were not written");
        desk.out.notice(ToastLevel::Error, Message::new("error-settings-not-saved"));
    }
}

/// Asks for a file and writes the journal as tab-separated text, which any spreadsheet opens.
pub(super) async fn export_journal(desk: Desk) {
    let entries = match desk.store.journal(usize::MAX, false, None) {
        Ok(entries) => entries,
        Err(error) => return desk.out.notice(ToastLevel::Error, words::store_error(&error)),
    };
    let chosen = rfd::AsyncFileDialog::new().set_file_name("cargorun-journal.tsv").save_file().await;
    // Without a file dialog on the system the answer is the same as "cancel": the profile's own folder is the way out.
    let path = chosen.map_or_else(|| desk.profile.dir().join("cargorun-journal.tsv"), |file| file.path().to_path_buf());
    let text = journal_text(&entries);
    let target = path.clone();
    let written = tokio::task::spawn_blocking(move || std::fs::write(target, text)).await;
    let shown = path.display().to_string();
    match written {
        Ok(Ok(())) => desk.out.notice(ToastLevel::Ok, Message::new("toast-journal-exported").with("path", shown)),
        _ => desk.out.notice(ToastLevel::Error, Message::new("error-file-not-written").with("path", shown)),
    }
}

/// One call a line. A cell that a spreadsheet would take for a formula is made plain text by a leading apostrophe.
fn journal_text(entries: &[JournalEntry]) -> String {
    let mut text = String::from("time (UTC)\tmethod\tpath\tcode\tms\terror\n");
    for entry in entries {
        let cells = [
            entry.at.format("%Y-%m-%d %H:%M:%S%.3f").to_string(),
            entry.method.clone(),
            entry.path.clone(),
            entry.status.map(|code| code.to_string()).unwrap_or_default(),
            entry.duration_ms.to_string(),
            entry.error.clone().unwrap_or_default(),
        ];
        text.push_str(&cells.map(|cell| plain_cell(&cell)).join("\t"));
        text.push('\n');
    }
    text
}

fn plain_cell(cell: &str) -> String {
    let flat: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if flat.starts_with(['=', '+', '-', '@']) { format!("'{flat}") } else { flat }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_never_becomes_a_formula_nor_breaks_a_row() {
        assert_eq!(plain_cell("=1+1"), "'=1+1");
        assert_eq!(plain_cell("@SUM"), "'@SUM");
        assert_eq!(plain_cell("a\tb\nc"), "a b c");
        assert_eq!(plain_cell("обычный"), "обычный");
    }
}
