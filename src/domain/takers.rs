//! Who can take a bid: trucks in the order in which a dispatcher would call them. Pure: where a truck stands, how far the loading is
//! and what stands against it come in.

use chrono::{DateTime, TimeDelta, Utc};

/// A lorry without cargo, kilometres an hour, with its rests.
pub const KM_AN_HOUR: f64 = 45.0;

/// What is known of a truck for a loading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    /// Free from then on; `None`: nobody knows where it stands.
    pub free_at: Option<DateTime<Utc>>,
    /// Empty kilometres to the loading; `None`: not known.
    pub empty_km: Option<f64>,
    /// Something excludes it.
    pub excluded: bool,
}

/// When it can be at the loading; `None`: not known.
#[must_use]
pub fn arrives(offer: &Offer, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let minutes = offer.empty_km? / KM_AN_HOUR * 60.0;
    offer.free_at?.max(now).checked_add_signed(TimeDelta::try_seconds(seconds(minutes))?)
}

#[expect(clippy::cast_possible_truncation, reason = "minutes of a day's drive fit")]
fn seconds(minutes: f64) -> i64 {
    (minutes.clamp(0.0, 100_000.0) * 60.0) as i64
}

/// How much later than planned it would load; `None`: in time, or not known.
#[must_use]
pub fn late_by(offer: &Offer, load: DateTime<Utc>, now: DateTime<Utc>) -> Option<TimeDelta> {
    arrives(offer, now).map(|at| at - load).filter(|late| *late > TimeDelta::zero())
}

/// Puts those first that can take it: in time, with the fewest empty kilometres, free for the shortest while; then those that
/// would be late, those of which nothing is known, and those that something excludes.
pub fn rank<T>(all: &mut [T], load: DateTime<Utc>, now: DateTime<Utc>, offer: impl Fn(&T) -> Offer) {
    all.sort_by(|a, b| {
        let (a, b) = (offer(a), offer(b));
        let class = |one: &Offer| {
            let late = late_by(one, load, now);
            (one.excluded, one.empty_km.is_none() || one.free_at.is_none(), late)
        };
        let km = |one: &Offer| one.empty_km.unwrap_or(f64::MAX);
        // Of two that are near alike the one that has waited longer burns less of its driver's day.
        class(&a).cmp(&class(&b)).then(km(&a).total_cmp(&km(&b))).then(b.free_at.cmp(&a.free_at))
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::<Utc>::UNIX_EPOCH + TimeDelta::hours(hour)
    }

    fn offer(free: Option<i64>, km: Option<f64>, excluded: bool) -> Offer {
        Offer { free_at: free.map(at), empty_km: km, excluded }
    }

    #[test]
    fn those_who_can_come_first_and_the_nearest_of_them_leads() {
        let near_but_excluded = offer(Some(0), Some(1.0), true);
        let near = offer(Some(0), Some(40.0), false);
        let far = offer(Some(0), Some(400.0), false);
        let late = offer(Some(20), Some(45.0), false);
        let unknown = offer(None, None, false);
        let mut all = [unknown, near_but_excluded, late, far, near];
        rank(&mut all, at(20), at(1), |one| *one);
        assert_eq!(all, [near, far, late, unknown, near_but_excluded]);
        assert_eq!(late_by(&late, at(20), at(1)), Some(TimeDelta::hours(1)));
        assert_eq!(late_by(&near, at(20), at(1)), None);
        assert_eq!(arrives(&near, at(1)), Some(at(1) + TimeDelta::seconds(3_199)), "it starts no sooner than now");
    }

    proptest! {
        #[test]
        fn nobody_excluded_stands_before_one_who_can(
            offers in prop::collection::vec((prop::option::of(0_i64..100), prop::option::of(0.0_f64..3_000.0), any::<bool>()), 0..30)
        ) {
            let mut all: Vec<Offer> = offers.into_iter().map(|(free, km, excluded)| offer(free, km, excluded)).collect();
            rank(&mut all, at(50), at(0), |one| *one);
            let first_excluded = all.iter().position(|one| one.excluded).unwrap_or(all.len());
            prop_assert!(all.iter().skip(first_excluded).all(|one| one.excluded));
        }
    }
}
