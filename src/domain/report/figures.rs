//! Figures of one trip or of many, exact under addition: in whatever order trips are added, the sum is the same.

use std::ops::AddAssign;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// Sums. What isn't known of a trip is left out, and how many trips are in each sum is counted beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Trips.
    pub bids: u64,
    /// Metres that were driven.
    pub driven_m: u64,
    /// Trips whose driven metres are known.
    pub driven_of: u64,
    /// Metres without cargo.
    pub empty_m: u64,
    /// Trips whose empty metres are known.
    pub empty_of: u64,
    /// Minutes at points, from entry to leaving.
    pub stay_min: u64,
    /// Points whose entry and leaving are both known.
    pub stays: u64,
    /// Minutes late: of each trip at its worst point.
    pub late_min: u64,
    /// Trips that were late somewhere.
    pub late: u64,
    /// Trips whose arrivals could be held against their plan.
    pub judged: u64,
    /// Roubles of all prices.
    pub price: Decimal,
    /// Trips that have a price.
    pub priced: u64,
    /// Roubles of the trips that have both a price and driven metres …
    pub rate_price: Decimal,
    /// … and these metres.
    pub rate_m: u64,
    /// Roubles that are still to be paid, as far as the platform says.
    pub remaining: Decimal,
    /// Trips of which the platform says how they are paid.
    pub payment_known: u64,
    /// Trips whose payment is overdue.
    pub overdue: u64,
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        let Self { bids, driven_m, driven_of, empty_m, empty_of, stay_min, stays, late_min, late, judged, .. } = other;
        let add = |sum: &mut u64, more: u64| *sum = sum.saturating_add(more);
        add(&mut self.bids, bids);
        add(&mut self.driven_m, driven_m);
        add(&mut self.driven_of, driven_of);
        add(&mut self.empty_m, empty_m);
        add(&mut self.empty_of, empty_of);
        add(&mut self.stay_min, stay_min);
        add(&mut self.stays, stays);
        add(&mut self.late_min, late_min);
        add(&mut self.late, late);
        add(&mut self.judged, judged);
        add(&mut self.priced, other.priced);
        add(&mut self.rate_m, other.rate_m);
        add(&mut self.payment_known, other.payment_known);
        add(&mut self.overdue, other.overdue);
        let money = |sum: &mut Decimal, more: Decimal| *sum = sum.saturating_add(more);
        money(&mut self.price, other.price);
        money(&mut self.rate_price, other.rate_price);
        money(&mut self.remaining, other.remaining);
    }
}

impl Figures {
    /// Driven kilometres; `None` when none is known.
    #[must_use]
    pub fn driven_km(&self) -> Option<Decimal> {
        (self.driven_of > 0).then(|| kilometres(self.driven_m))
    }

    /// Empty kilometres; `None` when none is known.
    #[must_use]
    pub fn empty_km(&self) -> Option<Decimal> {
        (self.empty_of > 0).then(|| kilometres(self.empty_m))
    }

    /// Hours at points, two decimals.
    #[must_use]
    pub fn stay_hours(&self) -> Option<Decimal> {
        (self.stays > 0).then(|| ratio(Decimal::from(self.stay_min), Decimal::from(60), 2)).flatten()
    }

    /// Minutes at a point in the mean.
    #[must_use]
    pub fn stay_mean_min(&self) -> Option<u64> {
        ratio(Decimal::from(self.stay_min), Decimal::from(self.stays), 0)?.to_u64()
    }

    /// Minutes late; `None` when no arrival could be judged.
    #[must_use]
    pub fn late_minutes(&self) -> Option<u64> {
        (self.judged > 0).then_some(self.late_min)
    }

    /// Roubles; `None` when no trip has a price.
    #[must_use]
    pub fn roubles(&self) -> Option<Decimal> {
        (self.priced > 0).then_some(self.price)
    }

    /// Roubles a driven kilometre, over the trips that have both, two decimals.
    #[must_use]
    pub fn per_km(&self) -> Option<Decimal> {
        ratio(self.rate_price, kilometres(self.rate_m), 2)
    }

    /// Roubles still to be paid; `None` when nothing is known of payments.
    #[must_use]
    pub fn unpaid(&self) -> Option<Decimal> {
        (self.payment_known > 0).then_some(self.remaining)
    }
}

fn kilometres(metres: u64) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(metres), 3).round_dp(1)
}

fn ratio(sum: Decimal, over: Decimal, places: u32) -> Option<Decimal> {
    Some(sum.checked_div(over)?.round_dp(places))
}
