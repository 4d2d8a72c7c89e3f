//! Files the person sees: the settings and their folder.

use std::sync::PoisonError;

use super::{Desk, words};
use crate::app::settings::Settings;
use crate::app::state::ToastLevel;
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
