//! Points that stand too near to each other on the screen become one mark. Pure: grid units in, marks out.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::scene::Spot;

/// The marks of a zoom: those nearer to each other than `least`, grid units, are one. The first of a heap keeps its number;
/// its place is the middle of all that it stands for.
pub(super) fn clustered(spots: &[Spot], least: f64) -> Vec<Spot> {
    let index =
        RTree::bulk_load(spots.iter().enumerate().map(|(place, spot)| GeomWithData::new(spot.at, place)).collect());
    let mut taken = vec![false; spots.len()];
    let mut marks = Vec::new();
    for (place, spot) in spots.iter().enumerate() {
        if taken.get(place).copied().unwrap_or(true) {
            continue;
        }
        let mut heap: Vec<usize> = index
            .locate_within_distance(spot.at, least * least)
            .map(|near| near.data)
            .filter(|near| taken.get(*near).is_some_and(|taken| !taken))
            .collect();
        // The index gives them in an order of its own: the picture must not depend on it.
        heap.sort_unstable();
        for near in &heap {
            if let Some(taken) = taken.get_mut(*near) {
                *taken = true;
            }
        }
        let members = heap.iter().filter_map(|near| spots.get(*near)).filter(|near| near.point != spot.point);
        marks.push(members.fold(spot.clone(), Spot::with));
    }
    marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::map::points::Tint;

    fn spots(places: &[(f64, f64)]) -> Vec<Spot> {
        let tint = |point: u32| if point.is_multiple_of(2) { Tint::Draft } else { Tint::Started };
        places.iter().zip(0..).map(|((x, y), point)| Spot::one([*x, *y], point, tint(point))).collect()
    }

    #[test]
    fn what_is_near_becomes_one_and_what_is_far_stays() {
        let marks = clustered(&spots(&[(0.0, 0.0), (100.0, 0.0), (3.0, 4.0), (0.0, 2.0)]), 6.0);
        let counts: Vec<_> = marks.iter().map(|mark| (mark.point, mark.count)).collect();
        assert_eq!(counts, [(0, 3), (1, 1)]);
        assert!((marks[0].at[0] - 1.0).abs() < 1e-9 && (marks[0].at[1] - 2.0).abs() < 1e-9);
        assert_eq!(marks[0].area, [[0.0, 0.0], [3.0, 4.0]]);
        assert_eq!((marks[0].tints[Tint::Draft.place()], marks[0].tints[Tint::Started.place()]), (2, 1));
    }

    #[test]
    fn a_hundred_bids_at_one_gate_are_one_mark_at_any_zoom() {
        let marks = clustered(&spots(&[(5.0, 5.0); 100]), 0.001);
        assert_eq!((marks.len(), marks[0].count), (1, 100));
    }

    proptest! {
        #[test]
        fn no_point_is_lost_or_counted_twice(places in prop::collection::vec((0.0..500.0_f64, 0.0..500.0_f64), 0..200),
                least in 0.1..120.0_f64) {
            let marks = clustered(&spots(&places), least);
            let all: u32 = marks.iter().map(|mark| mark.count).sum();
            prop_assert_eq!(usize::try_from(all).unwrap(), places.len());
            for mark in &marks {
                prop_assert_eq!(mark.tints.iter().sum::<u32>(), mark.count);
                prop_assert!((mark.area[0][0]..=mark.area[1][0]).contains(&mark.at[0]) || mark.count == 1);
            }
        }
    }
}
