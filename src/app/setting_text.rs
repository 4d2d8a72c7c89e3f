//! Settings by name, as text: for the command line. Which values are good is said once, for the window too.

use serde_json::{Map, Value};

use super::folders;
use super::settings::Settings;
use crate::api::cargorun::Config;

/// Bounds of a number among the settings: `(name, least, most)`.
pub const BOUNDS: [(&str, u64, u64); 6] = [
    ("bids_interval_s", 5, 86_400),
    ("books_interval_s", 60, 604_800),
    ("timeout_s", 1, 600),
    ("first_pull_days", 1, 3_650),
    ("journal_days", 1, 3_650),
    ("backups_kept", 1, 365),
];

/// What the program notes for itself among the settings.
const OWN_NOTES: [&str; 2] = ["database_of", "toured"];

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

/// All settings by name.
#[must_use]
pub fn all(settings: &Settings) -> Map<String, Value> {
    let Ok(Value::Object(mut all)) = serde_json::to_value(settings) else { return Map::new() };
    all.retain(|key, _| !OWN_NOTES.contains(&key.as_str()));
    all
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
        if let Ok(read) = serde_json::from_value::<Settings>(Value::Object(all.clone())) {
            let changed = Settings { database_of: settings.database_of.clone(), toured: settings.toured, ..read };
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
    let numbers = [
        settings.bids_interval_s,
        settings.books_interval_s,
        settings.timeout_s,
        u64::try_from(settings.first_pull_days).unwrap_or_default(),
        settings.journal_days,
        settings.backups_kept,
    ];
    numbers.iter().zip(BOUNDS).all(|(number, (_, least, most))| (least..=most).contains(number))
        && (0.8..=2.0).contains(&settings.scale)
        && settings.server.as_deref().is_none_or(|server| Config::check_address(server).is_ok())
        && is_proxy(&settings.proxy)
        && [&settings.backups_dir, &settings.export_dir].iter().all(|folder| folders::can_be(folder))
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
            ("font", "PT Sans"),
            ("export_dir", ""),
        ] {
            settings = with(&settings, key, text).unwrap_or_else(|error| panic!("{key} = {text}: {error:?}"));
        }
        assert_eq!((settings.lang, settings.theme, settings.bids_interval_s), (Lang::En, Theme::Dark, 30));
        assert_eq!(all(&settings)["pilot_start"], "2026-12-01");
        assert_eq!(with(&settings, "pilot_start", "").map(|settings| settings.pilot_start), Ok(None));
        assert_eq!(with(&settings, "proxy", "").map(|settings| settings.proxy), Ok(String::new()));
        assert!(settings.toured && settings.database_of.is_some(), "own notes survive");
        assert!(!all(&settings).contains_key("database_of"));
    }

    #[test]
    fn what_can_not_be_is_refused() {
        let settings = Settings::default();
        assert_eq!(with(&settings, "colour", "red"), Err(SettingError::Unknown));
        assert_eq!(with(&settings, "database_of", "x"), Err(SettingError::Unknown));
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
        ] {
            assert_eq!(with(&settings, key, text), Err(SettingError::Wrong), "{key} = {text}");
        }
    }
}
