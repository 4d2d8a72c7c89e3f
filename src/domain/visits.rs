//! When a truck came to a place and left it, by its positions: debounced, so that a parked truck whose positions tremble over the
//! edge of a geozone makes no noise. Pure: positions and moments come in.

use chrono::{DateTime, TimeDelta, Utc};

/// A truck that has been inside for so long has come.
pub const IN_AFTER: TimeDelta = TimeDelta::minutes(2);
/// A truck that has been outside for so long has left.
pub const OUT_AFTER: TimeDelta = TimeDelta::minutes(3);

/// A stay at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// The first moment inside.
    pub entered: DateTime<Utc>,
    /// The first moment outside again; `None` while the truck is there.
    pub left: Option<DateTime<Utc>>,
}

/// The visits that positions tell of: each position is its moment and whether it lies inside. In any order, and any of them
/// twice: positions that a tracker kept in its memory arrive late.
#[must_use]
pub fn visits(positions: impl IntoIterator<Item = (DateTime<Utc>, bool)>) -> Vec<Visit> {
    let mut positions: Vec<_> = positions.into_iter().collect();
    positions.sort_unstable();
    let mut found: Vec<Visit> = Vec::new();
    let mut is_in = false;
    // Since when the positions say the opposite of what is believed.
    let mut since: Option<DateTime<Utc>> = None;
    for (at, inside) in positions {
        if inside == is_in {
            since = None;
            continue;
        }
        let first = *since.get_or_insert(at);
        let patience = if is_in { OUT_AFTER } else { IN_AFTER };
        if at.signed_duration_since(first) < patience {
            continue;
        }
        since = None;
        is_in = inside;
        match found.last_mut().filter(|_| !inside) {
            Some(visit) => visit.left = Some(first),
            None => found.push(Visit { entered: first, left: None }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::minutes(minute)
    }

    /// `i`: inside, `o`: outside, `.`: no position; one a minute.
    fn seen(minutes: &str) -> Vec<(DateTime<Utc>, bool)> {
        minutes
            .chars()
            .zip(0..)
            .filter(|(sign, _)| *sign != '.')
            .map(|(sign, minute)| (at(minute), sign == 'i'))
            .collect()
    }

    fn told(minutes: &str) -> Vec<(i64, Option<i64>)> {
        let minute = |moment: DateTime<Utc>| (moment - at(0)).num_minutes();
        visits(seen(minutes)).into_iter().map(|visit| (minute(visit.entered), visit.left.map(minute))).collect()
    }

    #[test]
    fn two_minutes_inside_are_an_arrival_and_three_outside_a_departure() {
        for (minutes, expected) in [
            ("", vec![]),
            ("ooioo", vec![]),
            ("ooiio", vec![]),
            ("ooiiio", vec![(2, None)]),
            ("ooi.io", vec![(2, None)]),
            ("iiiiooo", vec![(0, None)]),
            ("iiiioooo", vec![(0, Some(4))]),
            ("iiiiooiooiooo", vec![(0, None)]),
            ("iiiiooooooiii", vec![(0, Some(4)), (10, None)]),
            ("iiio..........oiii", vec![(0, Some(3)), (15, None)]),
        ] {
            assert_eq!(told(minutes), expected, "{minutes}");
        }
    }

    #[test]
    fn a_truck_parked_at_the_edge_makes_no_noise() {
        // Every second position falls outside, for a whole night.
        let night: String = "io".repeat(300);
        assert_eq!(told(&format!("iii{night}")), [(0, None)]);
        assert_eq!(told(&"oi".repeat(300)), [], "and one that only brushes the place was never there");
    }

    proptest! {
        #[test]
        fn visits_follow_each_other_whatever_the_order_of_arrival(
            fixes in prop::collection::vec((0_i64..400, any::<bool>()), 0..120),
            turn in 0_usize..120,
        ) {
            let mut positions: Vec<_> = fixes.iter().map(|(minute, inside)| (at(*minute), *inside)).collect();
            let found = visits(positions.clone());
            for pair in found.windows(2) {
                prop_assert!(pair[0].left.is_some_and(|left| left < pair[1].entered));
            }
            for visit in &found {
                prop_assert!(visit.left.is_none_or(|left| left > visit.entered));
            }
            let middle = turn.min(positions.len());
            positions.rotate_left(middle);
            positions.extend_from_within(..middle);
            prop_assert_eq!(visits(positions), found);
        }
    }
}
