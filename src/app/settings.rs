//! What a person sets and the program remembers (`settings.toml` in the profile). Secrets are never here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::words::Lang;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Light.
    #[default]
    Light,
    /// Dark.
    Dark,
}

/// Height of table rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    /// 24 px.
    Compact,
    /// 28 px.
    #[default]
    Normal,
    /// 34 px.
    Roomy,
}

/// All settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of the screen.
    pub lang: Lang,
    /// Theme.
    pub theme: Theme,
    /// Size of text: 1.0 is 100 %.
    pub scale: f32,
    /// Height of table rows.
    pub density: Density,
    /// Server address; `None`: not chosen yet.
    pub server: Option<String>,
    /// Signed-in user (no secret).
    pub user: Option<String>,
    /// Start of the pilot: bids planned before it can't be tracked.
    pub pilot_start: Option<NaiveDate>,
    /// Seconds between pulls of bids.
    pub bids_interval_s: u64,
    /// Seconds between reads of books and catalogs.
    pub books_interval_s: u64,
    /// Time limit of one request, seconds.
    pub timeout_s: u64,
    /// How far back the first pull of bids goes, days (the seed's two weeks).
    pub first_pull_days: i64,
    /// Address of a proxy; empty: as the system says.
    pub proxy: String,
    /// Days that the exchange journal goes back.
    pub journal_days: u64,
    /// Daily backups that are kept.
    pub backups_kept: u64,
    /// The font of the window: a file, or the name of a font of the system; empty: the one that the program carries.
    pub font: String,
    /// Where backups go; empty: a folder in the profile.
    pub backups_dir: String,
    /// Where exports go without a question; empty: it is asked each time.
    pub export_dir: String,
    /// The tour of a newcomer was taken or skipped.
    pub toured: bool,
    /// Whose records `desk.db` holds (see [`server_key`]); another server gets a database of its own.
    pub database_of: Option<String>,
}

/// Addresses of the platform that everybody knows.
pub const KNOWN_SERVERS: [&str; 4] = [
    "https://api.app.cargorun.ru",
    "https://app.cargorun.ru",
    "https://api.test.cargorun.ru",
    "https://test.cargorun.ru",
];

/// What tells one server's records from another's: the host, `api.` or not. `None` for this machine itself, whose training
/// servers change their port at each start.
#[must_use]
pub fn server_key(server: &str) -> Option<String> {
    let bare = server.trim().to_lowercase();
    let bare = bare.split_once("://").map_or(bare.as_str(), |(_, rest)| rest);
    let authority = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.strip_prefix("api.").unwrap_or(authority);
    let is_here = ["localhost", "127.", "[::1]"].iter().any(|near| host.starts_with(near));
    (!host.is_empty() && !is_here).then(|| host.to_owned())
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::Ru,
            theme: Theme::Light,
            scale: 1.0,
            density: Density::Normal,
            server: None,
            user: None,
            pilot_start: None,
            bids_interval_s: 60,
            books_interval_s: 900,
            timeout_s: 30,
            first_pull_days: 14,
            proxy: String::new(),
            journal_days: 30,
            backups_kept: 14,
            font: String::new(),
            backups_dir: String::new(),
            export_dir: String::new(),
            toured: false,
            database_of: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_records_are_known_by_its_host() {
        let main = Some("app.cargorun.ru".to_owned());
        assert_eq!(server_key("https://api.app.cargorun.ru"), main);
        assert_eq!(server_key(" https://APP.cargorun.ru/api "), main);
        assert_eq!(server_key("https://test.cargorun.ru"), Some("test.cargorun.ru".to_owned()));
        for here in ["http://127.0.0.1:8085", "http://localhost", "http://[::1]:1", ""] {
            assert_eq!(server_key(here), None, "{here}");
        }
    }
}
