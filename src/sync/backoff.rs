//! When to try again: exponential, with full jitter, from a second to five minutes.

use chrono::{DateTime, TimeDelta, Utc};

const FIRST_MS: i64 = 1_000;
const LONGEST_MS: i64 = 300_000;
/// No server asks for more; a longer wait would be taken for that of a wrong clock.
const LONGEST_ASKED: std::time::Duration = std::time::Duration::from_mins(55);

/// The moment before which a failed operation is not tried again.
///
/// `attempts` counts the tries so far (the first failure is 1), `chance` is uniform in 0…1, `asked` is the server's own
/// `Retry-After`, which is not undercut unless it is absurd.
#[must_use]
pub fn not_before(now: DateTime<Utc>, attempts: u32, chance: f64, asked: Option<std::time::Duration>) -> DateTime<Utc> {
    let ceiling = FIRST_MS.saturating_mul(1_i64.checked_shl(attempts.min(20)).unwrap_or(i64::MAX)).min(LONGEST_MS);
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "milliseconds below 300,000")]
    let spread = (ceiling as f64 * chance.clamp(0.0, 1.0)) as i64;
    let own = now + TimeDelta::milliseconds(spread.max(FIRST_MS));
    let asked = asked.and_then(|wait| TimeDelta::from_std(wait.min(LONGEST_ASKED)).ok()).map(|wait| now + wait);
    asked.map_or(own, |asked| asked.max(own))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_wait_is_never_shorter_than_asked_nor_longer_than_five_minutes(
            attempts in 0_u32..1000, chance in -1.0_f64..2.0, asked in proptest::option::of(0_u64..200),
        ) {
            let now = DateTime::UNIX_EPOCH;
            let asked = asked.map(std::time::Duration::from_secs);
            let wait = not_before(now, attempts, chance, asked) - now;
            prop_assert!(wait >= TimeDelta::seconds(1) && wait <= TimeDelta::minutes(5));
            if let Some(asked) = asked {
                prop_assert!(wait >= TimeDelta::from_std(asked).unwrap());
            }
        }
    }
}
