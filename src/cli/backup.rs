//! `backup` and `restore`.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Cli;
use super::context::Context;
use super::output::{Exit, Failure, json as answer};
use crate::app::backups;
use crate::app::profile::Profile;
use crate::store::Store;
use crate::words::Message;

/// Writes a verified copy; work beside it goes on.
pub(super) fn make(context: &Context, file: Option<&Path>) -> Result<Exit, Failure> {
    let path: PathBuf = if let Some(file) = file {
        // A file that is somebody's must not be replaced by a slip of the hand.
        if file.exists() {
            let path = file.display().to_string();
            return Err(Failure::usage(Message::new("cli-file-exists").with("path", path)));
        }
        context.store.backup_to(file)?;
        file.to_path_buf()
    } else {
        let database = context.store.file().unwrap_or_else(|| context.profile.database());
        let local = chrono::Local::now().naive_local();
        backups::make_by_hand(&context.store, &context.profile.backups(&context.settings, &database), local)?
    };
    let summary = Store::summarize_backup(&path, false)?;
    let size = std::fs::metadata(&path).map_or(0, |meta| meta.len());
    answer(&json!({
        "path": path.display().to_string(), "size": size, "bids": summary.bids, "book_records": summary.book_records,
        "unsent": summary.unsent, "newest_change": summary.newest_change,
    }))?;
    Ok(Exit::Done)
}

/// Puts a backup in the place of the database. Whoever has the profile open must close it first.
pub(super) fn restore(cli: &Cli, file: &Path) -> Result<Exit, Failure> {
    let profile = Profile::open(cli.profile.as_deref(), false)?;
    let settings = profile.settings()?;
    let Some(_hold) = profile.lock()? else {
        return Err(Failure::new(Message::new("cli-restore-held")));
    };
    let server = cli.server.clone().or_else(|| settings.server.clone());
    let database = profile.database_for(&settings, server.as_deref());
    let summary = Store::summarize_backup(file, true).map_err(|error| {
        let path = file.display().to_string();
        Failure::new(Message::new("cli-backup-useless").with("path", path).with("text", error.to_string()))
    })?;
    let aside = Store::restore(&database, file)?;
    answer(&json!({
        "restored": file.display().to_string(), "database": database.display().to_string(),
        "moved_aside": aside.map(|path| path.display().to_string()), "bids": summary.bids, "unsent": summary.unsent,
        "newest_change": summary.newest_change,
    }))?;
    Ok(Exit::Done)
}
