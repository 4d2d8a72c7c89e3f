//! How long an answer stands: what the server says of it, within what is sane for a map. Pure.

use std::time::Duration;

use chrono::DateTime;

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;
/// A server that says nothing: maps change slowly.
const UNSAID: Duration = Duration::from_secs(7 * DAY);
/// No tile is asked for more often, whatever is said: a dispatcher looks at the same places all day.
const LEAST: Duration = Duration::from_secs(HOUR);
/// No tile is believed for longer.
const MOST: Duration = Duration::from_secs(365 * DAY);

/// How long an answer stands, and whether it may be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// From now on.
    pub fresh: Duration,
    /// `false`: the server wants no copy on a disk (`no-store`).
    pub stored: bool,
}

/// What the headers of an answer say of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said<'a> {
    pub(super) cache_control: Option<&'a str>,
    pub(super) expires: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    pub(super) age: Option<&'a str>,
}

impl Keep {
    pub(super) fn of(said: Said<'_>) -> Self {
        let rules: Vec<String> =
            said.cache_control.unwrap_or_default().split(',').map(|rule| rule.trim().to_ascii_lowercase()).collect();
        let has = |name: &str| rules.iter().any(|rule| rule == name || rule.starts_with(&format!("{name}=")));
        let max_age =
            rules.iter().find_map(|rule| rule.strip_prefix("max-age=")?.trim_matches('"').parse::<u64>().ok());
        let age = said.age.and_then(|age| age.trim().parse::<u64>().ok()).unwrap_or_default();
        let lasting = if has("no-cache") || has("no-store") {
            Some(Duration::ZERO)
        } else if let Some(seconds) = max_age {
            Some(Duration::from_secs(seconds.saturating_sub(age)))
        } else {
            said.expires.map(|expires| until(expires, said.date))
        };
        Self { fresh: lasting.map_or(UNSAID, |lasting| lasting.clamp(LEAST, MOST)), stored: !has("no-store") }
    }
}

/// From the server's own clock to the moment it names: ours may be wrong. What can't be read (`0`) is over already.
fn until(expires: &str, date: Option<&str>) -> Duration {
    let moment = |text: &str| DateTime::parse_from_rfc2822(text.trim()).ok();
    let (Some(expires), Some(date)) = (moment(expires), date.and_then(moment)) else { return Duration::ZERO };
    (expires - date).to_std().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_says_holds_within_an_hour_and_a_year() {
        let date = Some("Sun, 22 Nov 2026 10:00:00 GMT");
        for (cache_control, expires, age, hours, stored) in [
            (None, None, None, 7 * 24, true),
            (Some("max-age=86400"), None, None, 24, true),
            (Some("public, Max-Age=86400"), None, Some("43200"), 12, true),
            (Some("max-age=60"), None, None, 1, true),
            (Some("max-age=99999999999"), None, None, 365 * 24, true),
            (Some("no-cache"), Some("Mon, 23 Nov 2026 10:00:00 GMT"), None, 1, true),
            (Some("private, no-store"), None, None, 1, false),
            (None, Some("Mon, 23 Nov 2026 10:00:00 GMT"), None, 24, true),
            (Some("max-age=7200"), Some("Mon, 23 Nov 2026 10:00:00 GMT"), None, 2, true),
            (None, Some("Sat, 21 Nov 2026 10:00:00 GMT"), None, 1, true),
            (None, Some("0"), None, 1, true),
            (Some("public"), None, None, 7 * 24, true),
        ] {
            let keep = Keep::of(Said { cache_control, expires, date, age });
            let wanted = Keep { fresh: Duration::from_secs(hours * HOUR), stored };
            assert_eq!(keep, wanted, "{cache_control:?} {expires:?} {age:?}");
        }
    }
}
