//! The letter to the administrator: what it says, and at most one a cause and hour, over restarts.

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;

use super::alerts::{Alert, alerts, signals};
use crate::api::smtp::{self, Letter, Post, PostError};
use crate::app::settings::Settings;
use crate::app::settings_inform::AlertSettings;
use crate::store::model::{JournalEntry, JournalFilter};
use crate::store::{Store, StoreError};
use crate::words::{Arg, Lang};

/// The same is not told again before this.
const AGAIN: TimeDelta = TimeDelta::hours(1);
/// A mail server that didn't take a letter is asked again after this.
const NEXT_TRY: TimeDelta = TimeDelta::minutes(5);
/// Failed calls that a letter lists.
const LISTED: usize = 5;

/// What happened to the alerts of a look.
#[derive(Debug, Default, PartialEq)]
pub struct Told {
    /// Those to be shown on the screen: not shown within the hour.
    pub shown: Vec<Alert>,
    /// The letter: absent when there was nothing to write or nowhere to hand it in.
    pub letter: Option<Result<(), PostError>>,
}

/// Looks whether the administrator is to be told, and writes. Blocks while the mail server takes its time.
///
/// # Errors
/// [`StoreError`] when the database can't be read or written.
pub fn look(
    store: &Store,
    settings: &Settings,
    password: Option<SecretString>,
    sign_in_refused: bool,
    now: DateTime<Utc>,
) -> Result<Told, StoreError> {
    let rules = &settings.alerts;
    if !rules.enabled {
        return Ok(Told::default());
    }
    let found = alerts(&signals(store, rules, sign_in_refused, now)?, rules, now);
    if found.is_empty() {
        return Ok(Told::default());
    }
    let shown = claim(store, "screen", &found, now)?;
    let letter = write(store, settings, password, &found, now)?;
    Ok(Told { shown, letter })
}

fn write(
    store: &Store,
    settings: &Settings,
    password: Option<SecretString>,
    found: &[Alert],
    now: DateTime<Utc>,
) -> Result<Option<Result<(), PostError>>, StoreError> {
    let rules = &settings.alerts;
    if rules.smtp_host.is_empty() || rules.mail_to.is_empty() {
        return Ok(None);
    }
    if claimable(store, found, now)?.is_empty() {
        return Ok(None);
    }
    if store.claim_told(&["letter:try".to_owned()], Some(NEXT_TRY), now)?.is_empty() {
        return Ok(None);
    }
    let told = claim(store, "letter", found, now)?;
    if told.is_empty() {
        return Ok(None);
    }
    let filter = JournalFilter { errors_only: true, ..JournalFilter::default() };
    let failed = store.journal_page(&filter, 0, LISTED)?.entries;
    let sent = smtp::send(&post(rules, password), &letter(settings, &told, &failed, now));
    if sent.is_err() {
        for alert in &told {
            store.release_told(&cause("letter", *alert))?;
        }
    }
    Ok(Some(sent))
}

/// Those never written of, and those whose hour is over; looked at without writing.
fn claimable(store: &Store, found: &[Alert], now: DateTime<Utc>) -> Result<Vec<Alert>, StoreError> {
    let mut due = Vec::new();
    for alert in found {
        if store.told_at(&cause("letter", *alert))?.is_none_or(|told| now - told >= AGAIN || told > now) {
            due.push(*alert);
        }
    }
    Ok(due)
}

fn claim(store: &Store, way: &str, found: &[Alert], now: DateTime<Utc>) -> Result<Vec<Alert>, StoreError> {
    let causes: Vec<_> = found.iter().map(|alert| cause(way, *alert)).collect();
    let fresh = store.claim_told(&causes, Some(AGAIN), now)?;
    Ok(found.iter().copied().filter(|alert| fresh.contains(&cause(way, *alert))).collect())
}

fn cause(way: &str, alert: Alert) -> String {
    format!("{way}:{}", alert.cause())
}

/// Where letters are handed in.
#[must_use]
pub fn post(rules: &AlertSettings, password: Option<SecretString>) -> Post {
    let user = rules.smtp_user.trim();
    Post {
        host: rules.smtp_host.trim().to_owned(),
        port: rules.smtp_port,
        security: rules.smtp_security,
        account: password.filter(|_| !user.is_empty()).map(|password| (user.to_owned(), password)),
    }
}

/// A letter that only tries the settings.
#[must_use]
pub fn trial(settings: &Settings) -> Letter {
    let lang = settings.lang;
    envelope(&settings.alerts, lang.text("letter-trial-subject"), lang.text("letter-trial-text"))
}

fn letter(settings: &Settings, told: &[Alert], failed: &[JournalEntry], now: DateTime<Utc>) -> Letter {
    let lang = settings.lang;
    let sentences: Vec<String> = told.iter().map(|alert| lang.say(&alert.message())).collect();
    let subject =
        lang.text_with("letter-subject", &[("what", Arg::from(sentences.first().cloned().unwrap_or_default()))]);
    let server = settings.server.clone().unwrap_or_default();
    let when = format!("{} UTC", now.format("%d.%m.%Y %H:%M"));
    let mut text = lang.text_with("letter-head", &[("server", server.into()), ("when", when.into())]);
    text.push_str("\n\n");
    for sentence in &sentences {
        text.extend(["• ", sentence.as_str(), "\n"]);
    }
    if !failed.is_empty() {
        text.extend(["\n", &lang.text("letter-failed"), "\n"]);
        for entry in failed {
            text.push_str(&failed_line(entry, lang));
        }
    }
    text.extend(["\n", &lang.text("letter-foot"), "\n"]);
    envelope(&settings.alerts, subject, text)
}

fn envelope(rules: &AlertSettings, subject: String, text: String) -> Letter {
    let from = if rules.mail_from.trim().is_empty() { &rules.smtp_user } else { &rules.mail_from };
    Letter { from: from.clone(), to: rules.mail_to.clone(), subject, text }
}

/// When, what, which code, and the words of the server, as far as they hold no secret. Without the query: it may name
/// persons.
fn failed_line(entry: &JournalEntry, lang: Lang) -> String {
    let path = entry.path.split('?').next().unwrap_or_default();
    let code = entry.status.map_or_else(|| lang.text("journal-no-answer"), |code| code.to_string());
    let why = entry.error.as_deref().map(without_secrets).unwrap_or_default();
    format!("{}  {} {path}  {code}  {why}\n", entry.at.format("%d.%m %H:%M:%S"), entry.method)
}

/// A server's sentence without what may be a token or a password: long runs of letters and digits mixed, and whatever stands
/// behind such a word.
fn without_secrets(text: &str) -> String {
    let mut hidden_next = false;
    let words = text.split_whitespace().take(40).map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let long = bare.chars().count() >= 20 && bare.chars().any(|c| c.is_ascii_digit()) && bare.is_ascii();
        let folded = word.to_lowercase();
        let names = ["password", "пароль", "token", "токен", "bearer", "authorization", "secret"];
        let names_one = names.iter().any(|name| folded.contains(name));
        let named_value = folded.split_once(['=', ':']).filter(|_| names_one).map(|(_, value)| value);
        let hide = long || hidden_next || named_value.is_some_and(|value| !value.is_empty());
        hidden_next = names_one && named_value.is_none_or(str::is_empty);
        if hide { "•••" } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_carries_no_secret() {
        for (text, said) in [
            ("Driver cannot be deleted", "Driver cannot be deleted"),
            ("bad token eyJhbGciOiJIUzI1NiJ9.e30.abc", "bad token •••"),
            ("password=Qwerty123 is wrong", "••• is wrong"),
            ("пароль: тайна неверен", "пароль: ••• неверен"),
            ("id 0123456789abcdef0123456789abcdef", "id •••"),
        ] {
            assert_eq!(without_secrets(text), said);
        }
        let entry = JournalEntry {
            id: 1,
            at: DateTime::UNIX_EPOCH,
            method: "GET".into(),
            path: "/api/drivers?$filter=phone eq '+79001234567'".into(),
            status: Some(500),
            duration_ms: 1,
            error: None,
        };
        assert!(!failed_line(&entry, Lang::Ru).contains("+7900"));
    }
}
