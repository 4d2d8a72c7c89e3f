//! What a person sets and the program remembers (`settings.toml` in the profile). Secrets are never here.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::exchange_rules::ExchangeRules;
use super::settings_ati::AtiSettings;
use super::settings_dellin::DellinSettings;
use super::settings_inform::{AlertSettings, NoticeSettings};
use super::settings_list::{ListSettings, TriageSettings};
use super::settings_map::MapSettings;
use super::settings_paperwork::PaperworkSettings;
use super::settings_plan::PlanSettings;
use super::settings_report::ReportSettings;
use crate::api::{host_of, is_loopback};
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
    /// The user that the environment names: acts until a person signs in as another one. Never written down.
    #[serde(skip)]
    pub given_user: Option<String>,
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
    /// Whose records `desk.db` holds (see [`owner_key`]); another server or user gets a database of its own.
    pub database_of: Option<String>,
    /// Conflicts, bids of the platform, drafts.
    #[serde(flatten)]
    pub rules: ExchangeRules,
    /// The exchange is paused by the person since then.
    pub paused_since: Option<DateTime<Utc>>,
    /// What the person is told of.
    pub notices: NoticeSettings,
    /// When the administrator is written to.
    pub alerts: AlertSettings,
    /// Personal invitations of ATI.SU.
    pub ati: AtiSettings,
    /// The groupage carrier.
    pub dellin: DellinSettings,
    /// The map.
    pub map: MapSettings,
    /// Papers of bids.
    pub paperwork: PaperworkSettings,
    /// Planning.
    pub plan: PlanSettings,
    /// Reports.
    pub report: ReportSettings,
    /// When the triage strip speaks.
    pub triage: TriageSettings,
    /// The list of bids: columns, my trucks, keys, saved views.
    pub list: ListSettings,
}

/// Addresses of the platform that everybody knows.
pub const KNOWN_SERVERS: [&str; 4] = [
    "https://api.app.cargorun.ru",
    "https://app.cargorun.ru",
    "https://api.test.cargorun.ru",
    "https://test.cargorun.ru",
];

/// The key of servers on this machine.
const HERE: &str = "localhost";

/// What tells one server's records from another's: the host, `api.` or not. This machine itself is one host, whatever its
/// port: training servers change it at each start. `None` without a host.
#[must_use]
pub fn server_key(server: &str) -> Option<String> {
    let bare = server.trim().to_lowercase();
    let bare = bare.split_once("://").map_or(bare.as_str(), |(_, rest)| rest);
    let authority = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.strip_prefix("api.").unwrap_or(authority);
    match host {
        "" => None,
        _ if is_loopback(host_of(host)) => Some(HERE.to_owned()),
        host => Some(host.to_owned()),
    }
}

/// True for the address of a server on this machine: a training server.
#[must_use]
pub fn is_here(server: &str) -> bool {
    server.contains("://") && server_key(server).as_deref() == Some(HERE)
}

/// Whose records a database holds: the server, and the user when one is known. Users of one server may be of different
/// organisations, and must not see each other's records.
#[must_use]
pub fn owner_key(server: &str, user: Option<&str>) -> Option<String> {
    let server = server_key(server)?;
    Some(match user.map(|user| user.trim().to_lowercase()).filter(|user| !user.is_empty()) {
        Some(user) => format!("{server} {user}"),
        None => server,
    })
}

impl Settings {
    /// Who acts: the user of the environment, else the one of the settings.
    #[must_use]
    pub fn acting_user(&self) -> Option<String> {
        self.given_user.clone().or_else(|| self.user.clone())
    }

    /// A person signs in: from now on this user acts, whatever the environment says.
    pub fn act_as(&mut self, user: String) {
        self.given_user = None;
        self.user = Some(user);
    }

    /// Notes whose the first database is, once that is known; true when there is something to keep.
    pub fn claim_database(&mut self) -> bool {
        let user = self.acting_user();
        let Some(owner) = self.server.as_deref().and_then(|server| owner_key(server, user.as_deref())) else {
            return false;
        };
        // A database of before users were told apart belongs to the one who has worked with it.
        let is_without_user = |known: &String| owner.split(' ').next() == Some(known.as_str()) && owner != *known;
        let claims = self.database_of.as_ref().is_none_or(is_without_user);
        if claims {
            self.database_of = Some(owner);
        }
        claims
    }
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
            given_user: None,
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
            paused_since: None,
            database_of: None,
            rules: ExchangeRules::default(),
            notices: NoticeSettings::default(),
            alerts: AlertSettings::default(),
            ati: AtiSettings::default(),
            dellin: DellinSettings::default(),
            map: MapSettings::default(),
            paperwork: PaperworkSettings::default(),
            plan: PlanSettings::default(),
            report: ReportSettings::default(),
            triage: TriageSettings::default(),
            list: ListSettings::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_database_is_claimed_once_and_by_the_user_who_has_it() {
        let mut settings = Settings { server: Some("https://app.cargorun.ru".into()), ..Settings::default() };
        assert!(settings.claim_database());
        assert_eq!(settings.database_of.as_deref(), Some("app.cargorun.ru"), "nobody has signed in yet");
        settings.user = Some(" Anna@Example.ru ".into());
        assert!(settings.claim_database());
        assert_eq!(settings.database_of.as_deref(), Some("app.cargorun.ru anna@example.ru"));
        settings.user = Some("boris@example.ru".into());
        assert!(!settings.claim_database(), "it stays Anna's");
        settings.given_user = Some("anna@example.ru".into());
        assert_eq!(settings.acting_user().as_deref(), Some("anna@example.ru"), "the environment says so");
        settings.act_as("clara@example.ru".into());
        assert_eq!(settings.acting_user(), settings.user, "a person says otherwise");
        let mut elsewhere = Settings { server: Some("https://test.cargorun.ru".into()), ..settings };
        assert!(!elsewhere.claim_database());
    }

    #[test]
    fn a_servers_records_are_known_by_its_host() {
        let main = Some("app.cargorun.ru".to_owned());
        assert_eq!(server_key("https://api.app.cargorun.ru"), main);
        assert_eq!(server_key(" https://APP.cargorun.ru/api "), main);
        assert_eq!(server_key("https://test.cargorun.ru"), Some("test.cargorun.ru".to_owned()));
        assert_eq!(server_key("https://127.0.0.1.example"), Some("127.0.0.1.example".to_owned()));
        for here in ["http://127.0.0.1:8085", "http://localhost", "http://[::1]:1", "http://[::1]"] {
            assert_eq!(server_key(here).as_deref(), Some(HERE), "{here}");
        }
        assert_eq!(server_key(""), None);
    }
}
