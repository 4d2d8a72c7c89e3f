//! Bids in the order of their last change: what a synchronisation reads page by page.

use std::collections::HashMap;
use std::ops::Bound;

use chrono::{DateTime, Utc};

use super::super::model::bid::Bid;

/// The place of a bid in the order of changes.
pub(crate) type Change = (DateTime<Utc>, i64);

/// The longest run: short enough to insert into its middle, long enough that a hundred thousand bids are few runs.
const RUN: usize = 1024;

/// Bids by their last change: sorted runs, one behind the other, none of them empty.
///
/// Each page says how many bids are left behind it. A tree would count them one by one, runs are added up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changes {
    runs: Vec<Vec<Change>>,
    of_bid: HashMap<i64, DateTime<Utc>>,
}

impl Changes {
    /// Takes note of a bid's last change.
    pub(crate) fn note(&mut self, bid: &Bid) {
        if let Some(before) = self.of_bid.insert(bid.id, bid.life.updated_at) {
            self.remove((before, bid.id));
        }
        self.insert((bid.life.updated_at, bid.id));
    }

    /// Numbers of the bids behind a place, in the order of their changes.
    pub(crate) fn since(&self, from: Bound<Change>) -> impl Iterator<Item = i64> {
        let (run, place) = self.first(from);
        self.runs.iter().skip(run).flatten().skip(place).map(|(_, bid)| *bid)
    }

    /// How many bids there are behind a place.
    pub(crate) fn count_since(&self, from: Bound<Change>) -> usize {
        let (run, place) = self.first(from);
        self.runs.iter().skip(run).map(Vec::len).sum::<usize>().saturating_sub(place)
    }

    /// The run where what lies behind a place begins, and where in it.
    fn first(&self, from: Bound<Change>) -> (usize, usize) {
        let is_before = |change: &Change| match from {
            Bound::Included(from) => *change < from,
            Bound::Excluded(from) => *change <= from,
            Bound::Unbounded => false,
        };
        let run = self.runs.partition_point(|run| run.last().is_some_and(is_before));
        (run, self.runs.get(run).map_or(0, |run| run.partition_point(is_before)))
    }

    fn insert(&mut self, change: Change) {
        let (at, place) = self.first(Bound::Included(change));
        // Behind everything: the last run goes on.
        let (at, place) = match self.runs.last() {
            Some(last) if at == self.runs.len() => (at - 1, last.len()),
            _ => (at, place),
        };
        let Some(run) = self.runs.get_mut(at) else { return self.runs.push(vec![change]) };
        run.insert(place, change);
        if run.len() > RUN {
            let rest = run.split_off(RUN / 2);
            self.runs.insert(at + 1, rest);
        }
    }

    fn remove(&mut self, change: Change) {
        let (at, place) = self.first(Bound::Included(change));
        let Some(run) = self.runs.get_mut(at).filter(|run| run.get(place) == Some(&change)) else { return };
        run.remove(place);
        if run.is_empty() {
            self.runs.remove(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_sorted_set_however_it_is_filled(
            steps in prop::collection::vec((0_i64..40, 0_i64..3000, any::<bool>()), 0..4000),
            from in 0_i64..3000,
        ) {
            let start = DateTime::<Utc>::UNIX_EPOCH;
            let (mut changes, mut set) = (Changes::default(), BTreeSet::new());
            for (bid, second, stays) in steps {
                let change = (start + TimeDelta::seconds(second), bid);
                if stays && set.insert(change) {
                    changes.insert(change);
                } else if set.remove(&change) {
                    changes.remove(change);
                }
            }
            let from = (start + TimeDelta::seconds(from), 20);
            for from in [Bound::Included(from), Bound::Excluded(from), Bound::Unbounded] {
                let expected: Vec<i64> = set.range((from, Bound::Unbounded)).map(|(_, bid)| *bid).collect();
                prop_assert_eq!(changes.count_since(from), expected.len());
                prop_assert_eq!(changes.since(from).collect::<Vec<_>>(), expected);
            }
        }
    }
}
