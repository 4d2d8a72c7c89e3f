//! Files the person sees: the settings and their folder.

use std::sync::{Arc, PoisonError};

use super::{Desk, words};
use crate::app::event::Event;
use crate::app::folders::{self, Folder};
use crate::app::settings::Settings;
use crate::app::state::ToastLevel;
use crate::app::{diagnostics, fonts};
use crate::platform;
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

/// Shows a folder in the system's own file manager.
pub(super) fn open_folder(desk: &Desk, folder: Folder) {
    let database = desk.store.file().unwrap_or_else(|| desk.profile.database());
    let path = folder.path(&desk.profile, &desk.settings(), &database);
    let there = if path.is_dir() { Ok(()) } else { platform::create_private_dir(&path) };
    if let Err(error) = there.and_then(|()| platform::open_folder(&path)) {
        tracing::warn!(%error, "the folder was not opened");
        let path = path.display().to_string();
        desk.out.notice(ToastLevel::Warn, Message::new("error-folder-not-opened").with("path", path));
    }
}

pub(super) fn try_folder(desk: &Desk, folder: Folder, path: &str) {
    desk.out.tell(Event::FolderTried(folder, folders::usable(path).map(|()| path.trim().to_owned())));
}

pub(super) fn try_font(desk: &Desk, wanted: String) {
    let font = fonts::load(&wanted).map(Arc::new);
    desk.out.tell(Event::Font(wanted, font));
}

pub(super) fn list_fonts(desk: &Desk) {
    desk.out.tell(Event::Fonts(fonts::installed()));
}

/// Writes the diagnostics beside the other exports.
pub(super) fn make_diagnostics(desk: &Desk) {
    let settings = desk.settings();
    let facts =
        diagnostics::Facts { now: desk.now(), key_store: desk.key_store, training: desk.fixed_server.is_some() };
    match diagnostics::write(&desk.store, &desk.profile, &settings, &facts) {
        Ok(path) => desk.out.tell(Event::Diagnostics(path)),
        Err(error) => {
            tracing::warn!(%error, "the diagnostics were not written");
            let path = desk.profile.exports(&settings).display().to_string();
            desk.out.notice(ToastLevel::Error, Message::new("error-file-not-written").with("path", path));
        }
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
