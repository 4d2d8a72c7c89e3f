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
        }
    }
}
