//! When the administrator is to be told: errors pile up, work doesn't get out, conflicts lie about, nobody can sign in.
//! The rules are pure over [`Signals`]; [`signals`] reads them from the store.

use chrono::{DateTime, TimeDelta, Utc};

use crate::app::settings_inform::AlertSettings;
use crate::store::model::OpState;
use crate::store::{Store, StoreError};
use crate::words::Message;

/// What the rules look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signals {
    /// Failed calls within the window of the settings.
    pub failures: usize,
    /// Operations that wait, and since when the oldest does.
    pub unsent: usize,
    /// When the oldest of them was queued.
    pub oldest_unsent: Option<DateTime<Utc>>,
    /// Undecided conflicts.
    pub conflicts: usize,
    /// Since when the oldest is.
    pub oldest_conflict: Option<DateTime<Utc>>,
    /// The platform refuses the sign-in.
    pub sign_in_refused: bool,
}

/// Something that the administrator should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// So many calls failed within so many minutes.
    Errors(usize, u64),
    /// So many operations wait, the oldest for so many minutes.
    Unsent(usize, i64),
    /// So many conflicts are undecided, the oldest for so many hours.
    Conflicts(usize, i64),
    /// The platform refuses the sign-in.
    SignIn,
}

impl Alert {
    /// What makes two alerts the same: one an hour of each.
    #[must_use]
    pub const fn cause(self) -> &'static str {
        match self {
            Self::Errors(..) => "errors",
            Self::Unsent(..) => "unsent",
            Self::Conflicts(..) => "conflicts",
            Self::SignIn => "sign-in",
        }
    }

    /// In words.
    #[must_use]
    pub fn message(self) -> Message {
        let number = |number: i64| usize::try_from(number).unwrap_or_default();
        match self {
            Self::Errors(count, minutes) => {
                let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
                Message::new("alert-errors").with("count", count).with("minutes", minutes)
            }
            Self::Unsent(count, minutes) => {
                Message::new("alert-unsent").with("count", count).with("minutes", number(minutes))
            }
            Self::Conflicts(count, hours) => {
                Message::new("alert-conflicts").with("count", count).with("hours", number(hours))
            }
            Self::SignIn => Message::new("alert-sign-in"),
        }
    }
}

/// Reads what the rules look at.
///
/// # Errors
/// [`StoreError`] when the database can't be read.
pub fn signals(
    store: &Store,
    settings: &AlertSettings,
    sign_in_refused: bool,
    now: DateTime<Utc>,
) -> Result<Signals, StoreError> {
    let window = i64::try_from(settings.errors_minutes).ok().and_then(TimeDelta::try_minutes).unwrap_or_default();
    let operations = store.operations()?;
    let waiting = operations.iter().filter(|operation| operation.state != OpState::Rejected);
    let conflicts = store.conflicts()?;
    Ok(Signals {
        failures: store.journal_failures(now - window)?,
        unsent: waiting.clone().count(),
        oldest_unsent: waiting.map(|operation| operation.queued_at).min(),
        conflicts: conflicts.len(),
        oldest_conflict: conflicts.iter().map(|conflict| conflict.since).min(),
        sign_in_refused,
    })
}

/// What is to be told now.
#[must_use]
pub fn alerts(signals: &Signals, settings: &AlertSettings, now: DateTime<Utc>) -> Vec<Alert> {
    let mut found = Vec::new();
    if u64::try_from(signals.failures).unwrap_or(u64::MAX) >= settings.errors {
        found.push(Alert::Errors(signals.failures, settings.errors_minutes));
    }
    let age = |since: Option<DateTime<Utc>>| since.map(|since| now.signed_duration_since(since));
    let limit = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    if let Some(age) = age(signals.oldest_unsent).map(|age| age.num_minutes())
        && age >= limit(settings.unsent_minutes)
    {
        found.push(Alert::Unsent(signals.unsent, age));
    }
    if let Some(age) = age(signals.oldest_conflict).map(|age| age.num_hours())
        && age >= limit(settings.conflict_hours)
    {
        found.push(Alert::Conflicts(signals.conflicts, age));
    }
    if signals.sign_in_refused && settings.sign_in {
        found.push(Alert::SignIn);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_threshold_speaks_from_its_own_value_on() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let settings = AlertSettings { errors: 3, unsent_minutes: 60, conflict_hours: 24, ..AlertSettings::default() };
        let ago = |delta: TimeDelta| Some(now - delta);
        let calm = Signals::default();
        for (signals, expected) in [
            (calm, vec![]),
            (Signals { failures: 2, ..calm }, vec![]),
            (Signals { failures: 3, ..calm }, vec![Alert::Errors(3, 10)]),
            (Signals { unsent: 4, oldest_unsent: ago(TimeDelta::minutes(59)), ..calm }, vec![]),
            (Signals { unsent: 4, oldest_unsent: ago(TimeDelta::minutes(61)), ..calm }, vec![Alert::Unsent(4, 61)]),
            (Signals { conflicts: 1, oldest_conflict: ago(TimeDelta::hours(23)), ..calm }, vec![]),
            (
                Signals { conflicts: 1, oldest_conflict: ago(TimeDelta::hours(24)), ..calm },
                vec![Alert::Conflicts(1, 24)],
            ),
            (Signals { sign_in_refused: true, failures: 9, ..calm }, vec![Alert::Errors(9, 10), Alert::SignIn]),
        ] {
            assert_eq!(alerts(&signals, &settings, now), expected, "{signals:?}");
        }
        let silent = AlertSettings { sign_in: false, ..settings };
        assert_eq!(alerts(&Signals { sign_in_refused: true, ..calm }, &silent, now), []);
    }
}
