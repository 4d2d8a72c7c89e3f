//! What keeps itself in order beside the work: the daily backup, the length of the journal; and backups by hand.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::Instant;

use super::{Desk, books, exchange, words};
use crate::app::backups;
use crate::app::event::Event;
use crate::app::lines;
use crate::app::state::ToastLevel;
use crate::store::{Store, StoreError};
use crate::words::Message;

/// The first look comes when the start is over, so that the list is never waited for because of a copy.
const FIRST: Duration = Duration::from_secs(20);
/// Deleted bids can be found again for this long.
const BIN: chrono::TimeDelta = chrono::TimeDelta::days(90);
const EVERY: Duration = Duration::from_hours(1);

/// When to look next whether something is due. A window that stays open for weeks makes its copy each day.
pub(super) struct Turns {
    next: Instant,
}

impl Turns {
    pub(super) fn new() -> Self {
        Self { next: Instant::now() + FIRST }
    }

    pub(super) async fn wait(&self) {
        tokio::time::sleep_until(self.next).await;
    }

    pub(super) fn passed(&mut self) {
        self.next = Instant::now() + EVERY;
    }
}

pub(super) fn folder(desk: &Desk) -> PathBuf {
    desk.profile.backups(&desk.settings(), &desk.store.file().unwrap_or_else(|| desk.profile.database()))
}

/// The daily copy, unless it is there, and the journal cut to its length.
pub(super) fn keep(desk: &Desk) {
    let settings = desk.settings();
    let today = lines::own_local(desk.now(), desk.own).date();
    let kept = usize::try_from(settings.backups_kept).unwrap_or(usize::MAX);
    match backups::make_daily(&desk.store, &folder(desk), today, kept) {
        Ok(Some(file)) => {
            tracing::info!(file = %file.display(), "the daily backup is made");
            list(desk);
        }
        Ok(None) => {}
        Err(error) => {
            let why = desk.words_of(&error);
            desk.out.notice(ToastLevel::Warn, Message::new("backup-not-made").with("text", why));
        }
    }
    if let Err(error) = desk.store.empty_bin(desk.now() - BIN) {
        tracing::warn!(%error, "the bin was not emptied");
    }
    let days = i64::try_from(settings.journal_days).unwrap_or(i64::MAX);
    let oldest = chrono::TimeDelta::try_days(days).and_then(|age| desk.now().checked_sub_signed(age));
    if let Some(Err(error)) = oldest.map(|oldest| desk.store.journal_prune(oldest)) {
        tracing::warn!(%error, "the journal was not cut");
    }
    if let Some(Err(error)) = oldest.map(|oldest| desk.store.prune_outside(oldest)) {
        tracing::warn!(%error, "looked-at changes were not forgotten");
    }
}

/// Tells the screen which backups there are.
pub(super) fn list(desk: &Desk) {
    desk.out.tell(Event::Backups(backups::list(&folder(desk))));
}

pub(super) fn make(desk: &Desk) {
    let local = lines::own_local(desk.now(), desk.own);
    match backups::make_by_hand(&desk.store, &folder(desk), local) {
        Ok(_) => desk.out.notice(ToastLevel::Ok, Message::new("backup-made")),
        Err(error) => {
            let why = desk.words_of(&error);
            desk.out.notice(ToastLevel::Error, Message::new("backup-not-made").with("text", why));
        }
    }
    list(desk);
}

/// Reads a backup to its last page and tells what it holds.
pub(super) fn look(desk: &Desk, path: PathBuf) {
    let found = Store::summarize_backup(&path, true).map_err(|error| useless(&error));
    desk.out.tell(Event::BackupPreview(path, found));
}

fn useless(error: &StoreError) -> Message {
    match error {
        StoreError::NewerVersion { .. } => Message::new("backup-newer"),
        StoreError::Damaged(_) => Message::new("backup-damaged"),
        _ => Message::new("backup-unreadable").with("text", error.to_string()),
    }
}

/// Puts a backup in the place of the database, between two exchanges, and reads everything anew.
pub(super) async fn restore(desk: Desk, path: PathBuf) {
    desk.turns.cancel();
    let turn = desk.exchange.lock().await;
    let (there, file) = (desk.clone(), path.clone());
    let restored = tokio::task::spawn_blocking(move || restore_file(&there, &file)).await;
    drop(turn);
    match restored {
        Ok(Ok(aside)) => {
            let aside = aside.map(|path| path.display().to_string()).unwrap_or_default();
            desk.out.tell(Event::Restored);
            desk.out.notice(ToastLevel::Ok, Message::new("backup-restored").with("path", aside));
        }
        Ok(Err(error)) => {
            desk.out.notice(ToastLevel::Error, Message::new("backup-not-restored").with("text", desk.words_of(&error)));
        }
        Err(error) => tracing::error!(%error, "the restore was cut off"),
    }
    let reread = desk.clone();
    let _told = tokio::task::spawn_blocking(move || {
        books::load_all(&reread);
        list(&reread);
    })
    .await;
    exchange::run(desk, true).await;
}

fn restore_file(desk: &Desk, file: &Path) -> Result<Option<PathBuf>, StoreError> {
    desk.store.restore_here(file)
}

impl Desk {
    /// A failure of the store in the words of the screen's language.
    fn words_of(&self, error: &StoreError) -> String {
        self.settings().lang.say(&words::store_error(error))
    }
}
