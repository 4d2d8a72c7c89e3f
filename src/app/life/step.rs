//! A step that can be taken back: what the bids were and what they became, field by field.

use crate::domain::bid::Bid;
use crate::domain::id::LocalId;
use crate::merge::{Patch, merge};
use crate::words::Message;

/// What one bid was and what it became.
#[derive(Debug, Clone, PartialEq)]
pub struct Swap {
    /// The bid.
    pub id: LocalId,
    /// The changed fields as they were.
    pub old: Patch,
    /// The same fields as they became.
    pub new: Patch,
}

impl Swap {
    /// Of a change; `None` when nothing changed.
    #[must_use]
    pub fn between(id: &LocalId, before: &Bid, after: &Bid) -> Option<Self> {
        let new = Patch::between(before, after);
        (!new.is_empty()).then(|| Self { id: id.clone(), old: Patch::between(after, before), new })
    }

    /// The bid as it is now with this change taken back; `None` when a person or the platform has changed the same
    /// thing since.
    ///
    /// What the platform adds by itself when a bid is sent (numbers of points, confirmed addresses) stays.
    #[must_use]
    pub fn taken_back(&self, now: &Bid) -> Option<Bid> {
        if self.new.stands_in(now) {
            return Some(self.old.apply_to(now));
        }
        let merged = merge(&self.new.apply_to(now), &self.old.apply_to(now), now);
        merged.conflicts.is_empty().then_some(merged.bid)
    }
}

/// Changes of one or many bids that were made in one go.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it is called.
    pub what: Message,
    /// The bids, each once.
    pub swaps: Vec<Swap>,
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::bid::{BidFacts, BidPoint};
    use crate::domain::bid_change::{BidChange, changed};
    use crate::domain::record::RecordState;

    fn dated() -> Bid {
        let mut bid = Bid::blank();
        let morning = NaiveDate::from_ymd_opt(2026, 12, 1).and_then(|day| day.and_hms_opt(8, 0, 0));
        for point in &mut bid.points {
            point.plan_enter = morning;
        }
        bid
    }

    #[test]
    fn what_the_platform_added_meanwhile_stays_and_what_a_person_changed_forbids() {
        let before = dated();
        let shift = [BidChange::Shift(TimeDelta::hours(3))];
        let after = changed(&before, &BidFacts::default(), RecordState::LocalNew, &shift).unwrap();
        let swap = Swap::between(&LocalId::new("b"), &before, &after).unwrap();
        let mut sent = after.clone();
        for (number, point) in (41..).zip(&mut sent.points) {
            point.remote_id = Some(number);
        }
        let back = swap.taken_back(&sent).unwrap();
        let times = |bid: &Bid| bid.points.iter().map(|point| point.plan_enter).collect::<Vec<_>>();
        assert_eq!(times(&back), times(&before));
        assert_eq!(back.points.iter().map(|point| point.remote_id).collect::<Vec<_>>(), [Some(41), Some(42)]);

        let mut moved = after.clone();
        moved.points[0].plan_enter = moved.points[0].plan_enter.map(|at| at + TimeDelta::hours(1));
        assert_eq!(swap.taken_back(&moved), None);
        let elsewhere = Bid { contract_number: Some("7".into()), ..after };
        assert_eq!(swap.taken_back(&elsewhere), Some(Bid { contract_number: Some("7".into()), ..before }));
    }

    proptest! {
        /// Back and again is where it was, whatever was changed.
        #[test]
        fn the_way_back_has_a_way_back(car in "[a-c]", driver in "[a-c]", hours in -30_i64..30, more in 0_usize..2) {
            let mut before = dated();
            before.points.extend((0..more).map(|_| BidPoint::new(crate::domain::bid::PointKind::Custom)));
            before.car = Some(LocalId::new("a"));
            let changes = [
                BidChange::Car(Some(LocalId::new(car))),
                BidChange::Driver(Some(LocalId::new(driver))),
                BidChange::Shift(TimeDelta::hours(hours)),
            ];
            let after = changed(&before, &BidFacts::default(), RecordState::LocalNew, &changes).unwrap();
            let id = LocalId::new("x");
            let Some(swap) = Swap::between(&id, &before, &after) else { return Ok(()) };
            let back = swap.taken_back(&after).unwrap();
            prop_assert_eq!(&back, &before);
            let again = Swap::between(&id, &after, &back).unwrap();
            prop_assert_eq!(again.taken_back(&back).unwrap(), after);
        }
    }
}
