//! Bids of each truck: where it came from, what it carried, how far it drove.

use std::collections::{BTreeMap, BTreeSet};

use super::super::model::bid::Bid;

/// Numbers of bids by truck, deleted ones too.
#[derive(Debug, Clone, Default)]
pub(crate) struct BidsByCar {
    of_car: BTreeMap<i64, BTreeSet<i64>>,
    car_of: BTreeMap<i64, i64>,
}

impl BidsByCar {
    /// Takes note of a bid as it is now.
    pub(crate) fn note(&mut self, bid: &Bid) {
        let before = match bid.terms.car_id {
            Some(car) => self.car_of.insert(bid.id, car),
            None => self.car_of.remove(&bid.id),
        };
        if before == bid.terms.car_id {
            return;
        }
        if let Some(bids) = before.and_then(|car| self.of_car.get_mut(&car)) {
            bids.remove(&bid.id);
        }
        if let Some(car) = bid.terms.car_id {
            self.of_car.entry(car).or_default().insert(bid.id);
        }
    }

    /// Bids of a truck, by number.
    pub(crate) fn of(&self, car: i64) -> impl Iterator<Item = i64> {
        self.of_car.get(&car).into_iter().flatten().copied()
    }
}
