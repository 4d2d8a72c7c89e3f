//! Settings by name, as text: for the command line. Which values are good is said once, for the window too.

use serde_json::{Map, Value};

use super::folders;
use super::inform::quiet;
use super::settings::Settings;
use crate::api::cargorun::Config;
use crate::api::is_loopback;
use crate::api::smtp::{self, Security};

/// Bounds of a number among the settings: `(name, least, most)`.
pub const BOUNDS: &[(&str, u64, u64)] = &[
    ("bids_interval_s", 5, 86_400),
    ("books_interval_s", 60, 604_800),
    ("timeout_s", 1, 600),
    ("first_pull_days", 1, 3_650),
    ("journal_days", 1, 3_650),
    ("backups_kept", 1, 365),
    ("notices.late_minutes", 1, 1_440),
    ("notices.gps_minutes", 5, 1_440),
    ("triage.standing_hours", 1, 168),
    ("triage.accept_minutes", 1, 1_440),
    ("alerts.errors", 1, 10_000),
    ("alerts.errors_minutes", 1, 1_440),
    ("alerts.unsent_minutes", 1, 10_080),
    ("alerts.conflict_hours", 1, 720),
    ("alerts.smtp_port", 1, 65_535),
    ("dellin.per_minute", 1, 600),
    ("dellin.per_hour", 1, 20_000),
    ("dellin.retries", 0, 5),
    ("dellin.directory_days", 1, 31),
    ("ati.fetch_interval_s", 2, 3_600),
    ("dellin.own_rub_per_km", 0, 10_000),
    ("map.tiles_nearest", 3, 16),
    ("map.tiles_cache_mb", 16, 65_536),
    ("plan.wheel_minutes", 15, 1_440),
    ("plan.pause_minutes", 0, 1_440),
    ("plan.wheel_day_hours", 1, 24),
    ("plan.rest_hours", 0, 48),
    ("plan.stay_minutes", 0, 1_440),
];

/// What the program notes for itself among the settings.
const OWN_NOTES: [&str; 3] = ["database_of", "toured", "paused_since"];

/// Why a setting was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingError {
    /// There is no such setting.
    Unknown,
    /// The value can't be one of it.
    Wrong,
}

/// Least and most of a number.
#[must_use]
pub fn bounds(key: &str) -> Option<(u64, u64)> {
    BOUNDS.iter().find(|(name, _, _)| *name == key).map(|(_, least, most)| (*least, *most))
}

/// All settings by name; those of a group with its name before a point (`alerts.errors`).
#[must_use]
pub fn all(settings: &Settings) -> Map<String, Value> {
    let Ok(Value::Object(grouped)) = serde_json::to_value(settings) else { return Map::new() };
    let mut all = Map::new();
    for (key, value) in grouped {
        match value {
            Value::Object(group) => all.extend(group.into_iter().map(|(name, value)| (format!("{key}.{name}"), value))),
            value if OWN_NOTES.contains(&key.as_str()) => drop(value),
            value => drop(all.insert(key, value)),
        }
    }
    all
}

fn grouped(all: &Map<String, Value>) -> Value {
    let mut grouped = Map::new();
    for (key, value) in all {
        match key.split_once('.') {
            Some((group, name)) => {
                let group = grouped.entry(group).or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(group) = group {
                    group.insert(name.to_owned(), value.clone());
                }
            }
            None => drop(grouped.insert(key.clone(), value.clone())),
        }
    }
    Value::Object(grouped)
}

/// The settings with one of them changed; an empty text takes away what may be absent.
///
/// # Errors
/// [`SettingError`] when there is no such setting or the value is out of its bounds.
pub fn with(settings: &Settings, key: &str, text: &str) -> Result<Settings, SettingError> {
    let mut all = all(settings);
    if !all.contains_key(key) {
        return Err(SettingError::Unknown);
    }
    let text = text.trim();
    let number = serde_json::from_str::<Value>(text).ok().filter(|value| value.is_number() || value.is_boolean());
    let absent = text.is_empty().then_some(Value::Null);
    let candidates = [absent, number, Some(Value::String(text.to_owned()))];
    for candidate in candidates.into_iter().flatten() {
        all.insert(key.to_owned(), candidate);
        if let Ok(read) = serde_json::from_value::<Settings>(grouped(&all)) {
            let Settings { toured, database_of, paused_since, .. } = settings.clone();
            let changed = Settings { toured, database_of, paused_since, ..read };
            return if is_good(&changed) { Ok(changed) } else { Err(SettingError::Wrong) };
        }
    }
    Err(SettingError::Wrong)
}

/// True when a proxy's address can be one; an empty one is "as the system says".
#[must_use]
pub fn is_proxy(address: &str) -> bool {
    Config::check_proxy(address).is_ok()
}

fn is_good(settings: &Settings) -> bool {
    let values = all(settings);
    BOUNDS.iter().all(|(name, least, most)| {
        values.get(*name).and_then(Value::as_u64).is_some_and(|number| (least..=most).contains(&&number))
    }) && (0.8..=2.0).contains(&settings.scale)
        && settings.server.as_deref().is_none_or(|server| Config::check_address(server).is_ok())
        && is_proxy(&settings.proxy)
        && [&settings.backups_dir, &settings.export_dir].iter().all(|folder| folders::can_be(folder))
        && Config::check_address(&settings.dellin.address).is_ok()
        && settings.dellin.is_good()
        && informs_well(settings)
        && settings.ati.is_good()
        && settings.map.is_good()
}

fn informs_well(settings: &Settings) -> bool {
    let (notices, alerts) = (&settings.notices, &settings.alerts);
    let is_time = |text: &str| text.is_empty() || quiet::time_of_day(text).is_some();
    let is_post = |text: &str| text.is_empty() || smtp::is_address(text);
    is_time(&notices.quiet_from)
        && is_time(&notices.quiet_to)
        && is_post(&alerts.mail_from)
        && is_post(&alerts.mail_to)
        && (alerts.smtp_security != Security::Plain || alerts.smtp_host.is_empty() || is_loopback(&alerts.smtp_host))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::Theme;
    use crate::words::Lang;

    #[test]
    fn every_setting_is_set_as_text_and_read_back() {
        let mut settings = Settings { database_of: Some("x.example".into()), toured: true, ..Settings::default() };
        for (key, text) in [
            ("lang", "en"),
            ("theme", "dark"),
            ("scale", "1.5"),
            ("density", "compact"),
            ("server", "https://api.test.cargorun.ru"),
            ("user", "dispatcher@example.test"),
            ("pilot_start", "2026-12-01"),
            ("bids_interval_s", "30"),
            ("proxy", "http://proxy.example:3128"),
            ("journal_days", "7"),
            ("notices.late", "false"),
            ("notices.quiet_from", "22:00"),
            ("alerts.errors", "25"),
            ("alerts.smtp_security", "tls"),
            ("alerts.mail_to", "admin@example.test, it@example.test"),
            ("font", "PT Sans"),
            ("export_dir", ""),
            ("dellin.payer", "receiver"),
            ("dellin.hours_from", "08:30"),
            ("map.tiles_url", "https://tiles.example.ru/{z}/{x}/{y}.png"),
            ("map.tiles_on", "true"),
            ("map.tiles_attribution", "© Автодор, 2026"),
        ] {
            settings = with(&settings, key, text).unwrap_or_else(|error| panic!("{key} = {text}: {error:?}"));
        }
        assert_eq!((settings.lang, settings.theme, settings.bids_interval_s), (Lang::En, Theme::Dark, 30));
        assert_eq!(all(&settings)["pilot_start"], "2026-12-01");
        assert_eq!(with(&settings, "pilot_start", "").map(|settings| settings.pilot_start), Ok(None));
        assert_eq!(with(&settings, "proxy", "").map(|settings| settings.proxy), Ok(String::new()));
        assert!(settings.toured && settings.database_of.is_some(), "own notes survive");
        assert!(!all(&settings).contains_key("database_of"));
        assert_eq!((settings.alerts.errors, settings.notices.late), (25, false));
        let over_an_open_line = with(&settings, "alerts.smtp_security", "plain")
            .and_then(|settings| with(&settings, "alerts.smtp_host", "smtp.example.test"));
        assert_eq!(over_an_open_line, Err(SettingError::Wrong), "only to this machine itself");
    }

    #[test]
    fn the_rules_of_the_exchange_stand_flat_among_the_settings() {
        let mut settings = Settings::default();
        for (key, value) in [
            ("conflicts_bids", "theirs_first"),
            ("conflicts_cars", "ours_first"),
            ("whole_drivers", "true"),
            ("platform_bids", "lock"),
            ("send_drafts", "true"),
        ] {
            settings = with(&settings, key, value).unwrap();
        }
        assert_eq!(all(&settings)["conflicts_bids"], "theirs_first");
        assert!(settings.rules.whole_drivers && settings.rules.send_drafts);
        let kept = toml::from_str::<Settings>(&toml::to_string_pretty(&settings).unwrap()).unwrap();
        assert_eq!(kept, settings, "they survive the file");
        assert_eq!(with(&settings, "conflicts_bids", "newest"), Err(SettingError::Wrong));
    }

    #[test]
    fn what_can_not_be_is_refused() {
        let settings = Settings::default();
        assert_eq!(with(&settings, "colour", "red"), Err(SettingError::Unknown));
        assert_eq!(with(&settings, "database_of", "x"), Err(SettingError::Unknown));
        assert_eq!(with(&settings, "notices", "x"), Err(SettingError::Unknown));
        for (key, text) in [
            ("theme", "pink"),
            ("scale", "9"),
            ("bids_interval_s", "1"),
            ("bids_interval_s", "many"),
            ("timeout_s", "-3"),
            ("pilot_start", "tomorrow"),
            ("server", "http://cargorun.example"),
            ("server", "no address"),
            ("proxy", "ftp://proxy"),
            ("proxy", "http://user:secret@proxy.example:3128"),
            ("backups_dir", "somewhere/near"),
            ("backups_kept", "0"),
            ("notices.quiet_to", "25:00"),
            ("notices.late_minutes", "0"),
            ("alerts.smtp_port", "70000"),
            ("alerts.mail_to", "nobody"),
            ("dellin.address", "http://api.dellin.ru"),
            ("dellin.hours_to", "six"),
            ("dellin.delivery", "rocket"),
            ("map.tiles_url", "http://tiles.example.ru/{z}/{x}/{y}.png"),
            ("map.tiles_url", "https://tiles.example.ru/"),
            ("map.tiles_cache_mb", "1"),
        ] {
            assert_eq!(with(&settings, key, text), Err(SettingError::Wrong), "{key} = {text}");
        }
    }
}
