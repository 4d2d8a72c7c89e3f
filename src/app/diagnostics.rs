//! What helps to find a fault, in one file that a person can look into and send: facts, settings, the newest journal, logs
//! and crash texts. No password and no token: none of its sources holds one. No bids: they are the carrier's business.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::journal::{JournalFormat, JournalWriter};
use super::profile::Profile;
use super::settings::Settings;
use super::{crash, folders::Folder};
use crate::store::model::JournalEntry;
use crate::store::{Store, StoreError};

/// Journal entries that go along.
const ENTRIES: usize = 2_000;
/// The newest log files that go along, and how much of the end of each.
const LOGS: usize = 3;
const LOG_BYTES: usize = 2 << 20;

/// What only the running program knows.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The moment.
    pub now: DateTime<Utc>,
    /// Secrets live in the system's key store.
    pub key_store: bool,
    /// This is a training.
    pub training: bool,
}

/// Writes the file beside the other exports and says where.
///
/// # Errors
/// What the system or the store says.
pub fn write(store: &Store, profile: &Profile, settings: &Settings, facts: &Facts) -> io::Result<PathBuf> {
    let dir = profile.exports(settings);
    fs::create_dir_all(&dir)?;
    let name = format!("cargorun-desk-diagnostics-{}.zip", facts.now.format("%Y-%m-%d-%H%M%S"));
    let path = dir.join(name);
    let mut zip = ZipWriter::new(File::create(&path)?);
    let mut add = |name: &str, text: &[u8]| -> io::Result<()> {
        zip.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)?;
        zip.write_all(text)
    };
    add("about.txt", about(store, profile, settings, facts).as_bytes())?;
    add("settings.toml", shown_settings(settings)?.as_bytes())?;
    add("journal.tsv", journal(store).as_bytes())?;
    for log in newest_logs(&profile.logs()).into_iter().chain(crash::texts(&profile.logs())) {
        if let Some(name) = log.file_name().and_then(|name| name.to_str()) {
            add(&format!("logs/{name}"), &ending(&log)?)?;
        }
    }
    zip.finish().map_err(io::Error::other)?;
    Ok(path)
}

/// The version with the commit and the day it was built from, when the build knew them.
#[must_use]
pub fn version() -> String {
    let built = [option_env!("CARGORUN_COMMIT"), option_env!("CARGORUN_DATE")].into_iter().flatten();
    let built = built.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let version = env!("CARGO_PKG_VERSION");
    if built.is_empty() { version.to_owned() } else { format!("{version} ({built})") }
}

fn about(store: &Store, profile: &Profile, settings: &Settings, facts: &Facts) -> String {
    let database = store.file().unwrap_or_else(|| profile.database());
    let size = fs::metadata(&database).map_or(0, |meta| meta.len());
    let told = |counted: Result<usize, StoreError>| match counted {
        Ok(count) => count.to_string(),
        Err(error) => error.to_string(),
    };
    let mut text = format!("Cargo.Run Desk {}\n", version());
    let lines = [
        ("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("time", facts.now.to_rfc3339()),
        ("training", facts.training.to_string()),
        ("server", settings.server.clone().unwrap_or_default()),
        ("key store", facts.key_store.to_string()),
        ("profile", profile.dir().display().to_string()),
        ("database", format!("{} ({size} bytes)", database.display())),
        ("backups", Folder::Backups.path(profile, settings, &database).display().to_string()),
        ("bids", told(store.bid_rows().map(|rows| rows.len()))),
        ("operations that wait", told(store.operations().map(|operations| operations.len()))),
    ];
    for (name, value) in lines {
        // Writing into a string does not fail.
        let _written = writeln!(text, "{name}: {value}");
    }
    text
}

fn journal_text(entries: &[JournalEntry]) -> io::Result<String> {
    let mut text = Vec::new();
    let mut writer = JournalWriter::new(&mut text, JournalFormat::Csv)?;
    for entry in entries {
        writer.put(entry)?;
    }
    writer.end()?;
    String::from_utf8(text).map_err(io::Error::other)
}

/// The settings without the person's name, and without what an address of tiles may hold beside its path: keys of their server.
fn shown_settings(settings: &Settings) -> io::Result<String> {
    let user = settings.user.as_ref().map(|_| "…".to_owned());
    let mut shown = Settings { user, ..settings.clone() };
    if let Some((path, _)) = shown.map.tiles_url.split_once('?') {
        shown.map.tiles_url = format!("{path}?…");
    }
    toml::to_string_pretty(&shown).map_err(io::Error::other)
}

fn journal(store: &Store) -> String {
    match store.journal(ENTRIES, false, None) {
        Ok(entries) => journal_text(&entries).unwrap_or_else(|error| error.to_string()),
        Err(error) => error.to_string(),
    }
}

fn newest_logs(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut logs: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "log")).collect();
    // Their names are days.
    logs.sort();
    logs.reverse();
    logs.truncate(LOGS);
    logs
}

/// The end of a file: the newest lines are what matters.
fn ending(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = fs::read(path)?;
    let surplus = bytes.len().saturating_sub(LOG_BYTES);
    Ok(bytes.split_off(surplus))
}
